from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.db import close_old_connections
from django.utils import timezone

from personnel.basics.cycles import uncollected
from sheets.uploads.apart import bound_this_process
from sheets.uploads.runs import start_waiting
from sheets.uploads.slots import taken_over
from sheets.uploads.working import work


class Command(BaseCommand):
    help = (
        "Đọc hoặc ghi một tệp đã nộp, theo trạng thái của lượt nhập. Cổng tự chạy lệnh này "
        "trong một tiến trình riêng; không cần gọi bằng tay."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("upload", type=int, help="Số của lượt nhập.")
        parser.add_argument("run", type=int, help="Lượt xử lý của lượt nhập đó.")
        parser.add_argument("--place", help="Chỗ làm việc được giao lại cho tiến trình này.")
        parser.add_argument(
            "--bounded",
            action="store_true",
            help="Giới hạn thời gian và bộ nhớ của tiến trình này; xong thì chạy lượt kế tiếp.",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if not options["bounded"]:
            self._work(options)
            return
        bound_this_process()
        place = taken_over(options["place"])
        try:
            self._work(options | {"place": place})
        finally:
            place.leave()
            # One that was lost meanwhile is opened anew.
            close_old_connections()
            start_waiting(timezone.now())

    @uncollected()
    def _work(self, options: dict[str, Any]) -> None:
        work(
            options["upload"], options["run"], options["place"],
            today=timezone.localdate(), at=timezone.now(),
        )  # fmt: skip
