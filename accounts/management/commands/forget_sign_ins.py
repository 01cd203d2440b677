from argparse import ArgumentParser, ArgumentTypeError
from datetime import date, datetime, time
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from accounts.models import FailedSignIn, SignIn
from personnel.words.dates import parse_day


def _day(text: str) -> date:
    try:
        return parse_day(text)
    except ValueError:
        raise ArgumentTypeError(f"{text!r} không phải là ngày dạng 31/12/2025") from None


class Command(BaseCommand):
    help = (
        "Xóa các lượt đăng nhập (thời điểm, địa chỉ máy, trình duyệt) có hoạt động gần nhất trước "
        "một ngày, và các lượt đăng nhập sai trước ngày đó. Giữ lại phiên đang mở và lượt đăng "
        "nhập gần nhất của mỗi tài khoản."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--before", type=_day, required=True, help="Ngày bắt đầu giữ lại, dạng 31/12/2025."
        )

    def handle(self, *args: Any, **options: Any) -> None:
        now, day = timezone.now(), options["before"]
        if day > timezone.localdate(now):
            raise CommandError("Chưa xóa gì: ngày của --before ở tương lai.")
        before = timezone.make_aware(datetime.combine(day, time.min))
        forgotten = SignIn.objects.all().forget(before, now)
        failed, _ = FailedSignIn.objects.filter(at__lt=before).delete()
        self.stdout.write(
            f"Đã xóa {forgotten} lượt đăng nhập và {failed} lượt đăng nhập sai trước ngày "
            f"{day:%d/%m/%Y}."
        )
