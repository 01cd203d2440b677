import sys
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from personnel.models import Upload
from personnel.outages import outage_of
from personnel.sheet.safety import SheetRefused
from personnel.uploads.apart import TOLD, bound_this_process
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
        try:
            content = marked(Upload.objects.get(pk=options["upload"]))
        except Exception as error:
            told = str(error) if isinstance(error, SheetRefused) else outage_of(error)
            if told is None:
                raise
            sys.stdout.write(str(told))
            sys.exit(TOLD)
        sys.stdout.buffer.write(content)
