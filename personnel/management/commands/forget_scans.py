from argparse import ArgumentParser
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from personnel.scans.forgetting import forget_files


class Command(BaseCommand):
    help = (
        "Xóa tệp của các bản quét đã rút quá số ngày được giữ (SCANS_TAKEN_BACK_DAYS, hoặc "
        "--days), và các tệp không thuộc bản quét nào (còn lại khi máy chủ dừng giữa lúc đính "
        "kèm). Bản quét đang dùng và lịch sử không đổi. Chạy mỗi ngày một lần."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--days", type=int, default=settings.SCANS_TAKEN_BACK_DAYS, metavar="SỐ",
            help="Số ngày giữ tệp đã rút (mặc định: SCANS_TAKEN_BACK_DAYS; 0 là giữ mãi).",
        )  # fmt: skip

    def handle(self, *args: Any, **options: Any) -> None:
        days, now = options["days"], timezone.now()
        if days < 0:
            raise CommandError("Chưa xóa gì: --days phải từ 0 trở lên.")
        done = forget_files(now - timedelta(days=days) if days else None, now=now)
        self.stdout.write(
            f"Đã xóa {done.taken_back} tệp của bản quét đã rút, {done.nobodys} tệp không thuộc bản "
            "quét nào."
        )
        if done.stuck:
            raise CommandError(f"{done.stuck} tệp chưa xóa được khỏi ổ đĩa; chạy lại lệnh sau.")
