import re
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import CommandError

from reports.needs import told, written
from reports.needs.command import StudyCommand
from reports.needs.study import Study
from targets.needs.planning import bounds_of_nothing
from targets.needs.solver import NoPlan
from targets.needs.wishes import Wishes


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
        parser.add_argument(
            "--bound", action="append", metavar="KHÓA:NĂM=SỐ", dest="bounds", default=[],
            help="Nhiều nhất bao nhiêu chỗ của một khóa khai giảng trong một năm, như "
            "LLCT-TC:2027=120; dùng được nhiều lần. Không nêu: không giới hạn.",
        )  # fmt: skip
        parser.add_argument(
            "--reserve", type=int, default=0, metavar="PHẦN TRĂM",
            help="Cử thêm bao nhiêu phần trăm của mỗi khoảng thiếu để dự phòng.",
        )  # fmt: skip

    def work_out(self, study: Study, options: dict[str, Any]) -> dict[str, Any]:
        try:
            wishes = Wishes(
                bounds=_bounds(options["bounds"]), each_board=options["each_board"],
                reserve=options["reserve"],
            )  # fmt: skip
            for code, year in bounds_of_nothing(study.needs.offers, wishes):
                raise ValueError(f"Không có khóa {code} khai giảng năm {year} mà kết thúc kịp hạn.")
            return written.plan(study, wishes)
        except (ValueError, NoPlan) as problem:
            raise CommandError(str(problem)) from None


def _bounds(given: list[str]) -> dict[tuple[str, int], int]:
    found: dict[tuple[str, int], int] = {}
    for text in given:
        parts = re.fullmatch(r"(.+):(\d{4})=(\d{1,6})", text, re.ASCII)
        if parts is None:
            raise ValueError(f"Giới hạn “{text}” không đọc được. Nhập dạng LLCT-TC:2027=120.")
        code, year, seats = parts.groups()
        if (code, int(year)) in found:
            raise ValueError(f"Khóa {code} năm {year} có hai giới hạn số chỗ.")
        found[code, int(year)] = int(seats)
    return found
