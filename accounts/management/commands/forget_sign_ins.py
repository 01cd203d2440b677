from argparse import ArgumentParser, ArgumentTypeError
from datetime import date, timedelta
from typing import Any

from django.core.management.base import CommandError
from django.utils import timezone

from accounts.models import FailedSignIn, SignIn
from personnel.basics.forgetting import ForgettingCommand
from personnel.trail.sources import midnight
from personnel.words.dates import parse_day


def _day(text: str) -> date:
    try:
        return parse_day(text)
    except ValueError:
        raise ArgumentTypeError(f"{text!r} không phải là ngày dạng 31/12/2025") from None


class Command(ForgettingCommand):
    help = (
        "Xóa các lượt đăng nhập (thời điểm, địa chỉ máy, trình duyệt) có hoạt động gần nhất quá số "
        "ngày được giữ (SIGN_INS_KEPT_DAYS, hoặc --days, hoặc trước ngày --before), và các lượt "
        "đăng nhập sai trước đó. Giữ lại phiên đang mở và lượt đăng nhập gần nhất của mỗi tài "
        "khoản. Chạy mỗi ngày một lần."
    )

    setting, keeps = "SIGN_INS_KEPT_DAYS", ""

    def add_arguments(self, parser: ArgumentParser) -> None:
        super().add_arguments(parser)
        parser.add_argument(
            "--before", type=_day, help="Ngày bắt đầu giữ lại, dạng 31/12/2025, thay cho --days."
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if options["before"]:
            self._forget_before(options["before"])
        else:
            super().handle(*args, **options)

    def forget(self, days: int) -> None:
        if not days:
            self.stdout.write("SIGN_INS_KEPT_DAYS là 0: lượt đăng nhập được giữ mãi, không xóa gì.")
            return
        self._forget_before(timezone.localdate() - timedelta(days))

    def _forget_before(self, day: date) -> None:
        now = timezone.now()
        if day > timezone.localdate(now):
            raise CommandError("Chưa xóa gì: ngày của --before ở tương lai.")
        forgotten = SignIn.objects.all().forget(midnight(day), now)
        failed, _ = FailedSignIn.objects.filter(at__lt=midnight(day)).delete()
        self.stdout.write(
            f"Đã xóa {forgotten} lượt đăng nhập và {failed} lượt đăng nhập sai trước ngày "
            f"{day:%d/%m/%Y}."
        )
