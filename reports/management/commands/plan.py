from argparse import ArgumentParser
from typing import Any

from reports.needs import told, written
from reports.needs.command import StudyCommand
from reports.needs.study import Study


class Command(StudyCommand):
    help = (
        "Phương án ít lượt học nhất để mọi chỉ tiêu có tỷ lệ đạt vào hạn của một mốc, và chỉ tiêu "
        "nào không thể đạt."
    )

    told = staticmethod(told.plan)

    def add_arguments(self, parser: ArgumentParser) -> None:
        super().add_arguments(parser)
        parser.add_argument(
            "--each", action="store_true", dest="each_board",
            help="Từng đơn vị trực thuộc tỉnh cũng phải đạt, không chỉ toàn tỉnh.",
        )  # fmt: skip

    def work_out(self, study: Study, options: dict[str, Any]) -> dict[str, Any]:
        return written.plan(study, options["each_board"])
