import json
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from reports.arguments import add_day, add_horizon, criteria_of, day_of, unit_of
from reports.assessment import Assessment, assess
from targets.figures import Verdict

HEADERS = ("Đơn vị", "Cấp", "Chỉ tiêu", "Đối tượng", "Đạt", "Chưa đạt", "Chưa rõ", "Kết luận")


class Command(BaseCommand):
    help = (
        "Đối chiếu mọi đơn vị còn hiệu lực với từng chỉ tiêu của Nghị quyết vào một ngày: số đối "
        "tượng, đạt, chưa đạt, chưa có thông tin và kết luận (pass: đạt, fail: chưa đạt, none: "
        "không có đối tượng, monitor: chỉ theo dõi)."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        add_day(parser)
        add_horizon(parser)
        parser.add_argument("--unit", metavar="MÃ", help="Chỉ đơn vị này và các đơn vị trực thuộc.")
        parser.add_argument(
            "--format", choices=["table", "json"], default="table", help="Dạng kết quả."
        )

    def handle(self, *args: Any, **options: Any) -> None:
        day = day_of(options["as_of"])
        unit = unit_of(options["unit"], day)
        found = assess(day, criteria_of(options["horizon"]), unit)
        if options["format"] == "json":
            self.stdout.write(json.dumps(found, ensure_ascii=False, indent=1))
        else:
            self.stdout.write("\n".join(_table(found)))


def _table(found: list[Assessment]) -> list[str]:
    rows = [HEADERS, *(_row(assessment) for assessment in found)]
    widths = [max(len(row[at]) for row in rows) for at in range(len(HEADERS))]
    return ["  ".join(_cells(row, widths)).rstrip() for row in rows]


def _row(assessment: Assessment) -> tuple[str, ...]:
    *cells, verdict = (str(value) for value in assessment.values())
    return (*cells, Verdict(verdict).label)


def _cells(row: tuple[str, ...], widths: list[int]) -> list[str]:
    numbers = range(3, 7)
    return [
        cell.rjust(width) if at in numbers else cell.ljust(width)
        for at, (cell, width) in enumerate(zip(row, widths, strict=True))
    ]
