from typing import Any

from django.core.management.base import BaseCommand
from django.db import DEFAULT_DB_ALIAS

from personnel.models.marks import gather_marks


class Command(BaseCommand):
    help = (
        "Gộp dấu của các lần ghi (để biết số liệu đã tính còn đúng hay không) thành một. Không "
        "đổi số liệu nào, không cần dừng máy chủ. Chạy mỗi ngày một lần."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        gather_marks(DEFAULT_DB_ALIAS)
        if options["verbosity"]:
            self.stdout.write("Đã gộp dấu của các lần ghi.")
