import sys
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from personnel.basics.outages import outage_of
from sheets.models import Upload
from sheets.uploads.apart import TOLD, bound_this_process
from sheets.uploads.marking import marked
from xlsx.safety import SheetRefused


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
