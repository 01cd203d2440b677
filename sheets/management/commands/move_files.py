from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from personnel.basics.outages import DiskFault
from sheets.uploads.moving import move


class Command(BaseCommand):
    help = (
        "Chuyển các tệp đã nộp và bản quét từ nơi giữ cũ (mặc định: các thư mục UPLOADS_DIR, "
        "SCANS_DIR) sang nơi giữ theo cấu hình FILES; kiểm tra mã băm từng tệp rồi mới xóa ở nơi "
        "cũ. Chạy lại được nhiều lần; cổng thông tin vẫn chạy trong lúc chuyển từ thư mục."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--from", dest="kind", default="folder", choices=sorted(settings.STORAGES_OF_KIND),
            help="Nơi giữ cũ.",
        )  # fmt: skip

    def handle(self, *args: Any, **options: Any) -> None:
        kind = options["kind"]
        if kind == settings.FILES:
            raise CommandError(f"FILES là {kind}: nơi giữ cũ và mới là một, không chuyển gì.")
        try:
            done = move(kind)
        except DiskFault as fault:
            raise CommandError(f"{fault} Tệp chưa chuyển vẫn ở nơi cũ.") from fault
        self.stdout.write(
            f"Đã chuyển {done.moved} tệp từ {kind} sang {settings.FILES}; {done.there} tệp đã ở "
            "nơi mới."
        )
        if done.lost:
            self.stderr.write(f"Không tìm thấy ở cả hai nơi: {', '.join(done.lost)}.")
        if done.differing:
            told = ", ".join(done.differing)
            raise CommandError(
                f"Không đúng mã băm, giữ nguyên ở nơi cũ: {told}. Lấy lại các tệp này từ bản sao "
                "lưu rồi chạy lại."
            )
