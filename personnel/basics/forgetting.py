"""What the nightly commands share that delete what was kept for its time."""

from abc import abstractmethod
from argparse import ArgumentParser
from datetime import datetime, time, timedelta
from typing import Any, ClassVar

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone


def kept_since(days: int) -> datetime:
    """Return the moment before which everything of so many days is old: whole days."""
    today = timezone.localdate()
    return timezone.make_aware(datetime.combine(today - timedelta(days), time.min))


class ForgettingCommand(BaseCommand):
    """A command that deletes what is older than so many days, those of a setting unless given.

    `setting` is its name, `keeps` what is kept so long, in words; 0 keeps it for ever.
    """

    setting: ClassVar[str]
    keeps: ClassVar[str]

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--days", type=int, default=getattr(settings, self.setting), metavar="SỐ",
            help=f"Số ngày giữ{self.keeps} (mặc định: {self.setting}; 0 là giữ mãi).",
        )  # fmt: skip

    def handle(self, *args: Any, **options: Any) -> None:
        if options["days"] < 0:
            raise CommandError("Chưa xóa gì: --days phải từ 0 trở lên.")
        self.forget(options["days"])

    @abstractmethod
    def forget(self, days: int) -> None:
        """Delete what is older than so many days, and say how much."""
