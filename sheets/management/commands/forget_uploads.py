from argparse import ArgumentParser
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from sheets.uploads.forgetting import forget_files


class Command(BaseCommand):
    help = (
        "Xóa các tệp Excel đã nộp quá số ngày được giữ (UPLOADS_KEPT_DAYS, hoặc --days). Lượt nhập "
        "và lịch sử hồ sơ vẫn còn; lượt còn chờ xác nhận được bỏ, không ghi gì. Lượt đã ghi vẫn "
        "hoàn tác được. Chạy mỗi ngày một lần."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--days", type=int, default=settings.UPLOADS_KEPT_DAYS, metavar="SỐ",
            help="Số ngày giữ tệp (mặc định: UPLOADS_KEPT_DAYS; 0 là giữ mãi).",
        )  # fmt: skip

    def handle(self, *args: Any, **options: Any) -> None:
        days = options["days"]
        if days < 0:
            raise CommandError("Chưa xóa gì: --days phải từ 0 trở lên.")
        if not days:
            self.stdout.write("UPLOADS_KEPT_DAYS là 0: tệp được giữ mãi, không xóa gì.")
            return
        done = forget_files(timezone.now() - timedelta(days=days))
        self.stdout.write(
            f"Đã xóa {done.files} tệp nộp quá {days} ngày, trong đó {done.put_aside} tệp chưa xác "
            "nhận được bỏ."
        )
        if done.stuck:
            raise CommandError(f"{done.stuck} tệp chưa xóa được khỏi ổ đĩa; chạy lại lệnh sau.")
