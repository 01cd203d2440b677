from argparse import ArgumentParser
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from personnel.models import Disclosure
from personnel.trail.forgetting import forget
from personnel.trail.sources import midnight


class Command(BaseCommand):
    help = (
        "Xóa các lượt xem, tải dữ liệu cá nhân quá số ngày được giữ (DISCLOSURES_KEPT_DAYS, hoặc "
        "--days). Chạy mỗi ngày một lần."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--days", type=int, default=settings.DISCLOSURES_KEPT_DAYS, metavar="SỐ",
            help="Số ngày giữ (mặc định: DISCLOSURES_KEPT_DAYS; 0 là giữ mãi).",
        )  # fmt: skip

    def handle(self, *args: Any, **options: Any) -> None:
        days = options["days"]
        if days < 0:
            raise CommandError("Chưa xóa gì: --days phải từ 0 trở lên.")
        if not days:
            self.stdout.write("DISCLOSURES_KEPT_DAYS là 0: nhật ký được giữ mãi, không xóa gì.")
            return
        now = timezone.now()
        # Whole days, so that a day is there or gone.
        old = Disclosure.objects.filter(at__lt=midnight(timezone.localdate(now)) - timedelta(days))
        forgotten = forget(old, f"quá {days} ngày được giữ", now)
        self.stdout.write(f"Đã xóa {forgotten} lượt xem, tải dữ liệu cá nhân quá {days} ngày.")
