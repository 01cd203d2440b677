import sys
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from personnel.models import Upload
from personnel.uploads.apart import bound_this_process
from personnel.uploads.marking import marked


class Command(BaseCommand):
    help = (
        "In ra tệp đã nộp kèm một cột ghi lỗi của từng dòng. Cổng tự chạy lệnh này trong một "
        "tiến trình riêng; không cần gọi bằng tay."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("upload", type=int, help="Số của lượt nhập.")

    def handle(self, *args: Any, **options: Any) -> None:
        bound_this_process()
        sys.stdout.buffer.write(marked(Upload.objects.get(pk=options["upload"])))
