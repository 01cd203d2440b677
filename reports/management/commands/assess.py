import json
from argparse import ArgumentParser
from contextlib import nullcontext
from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from personnel.keeping.snapshots import seen_by
from reports.arguments import (
    add_assuming,
    add_day,
    add_horizon,
    add_map,
    criteria_of,
    day_of,
    map_of,
    unit_of,
)
from reports.assessment import Assessment, Otherwise, assess
from targets.assuming import Assuming
from targets.criteria import horizon_on
from targets.figures import Verdict
from targets.lens import Lens
from targets.sources import LiveSource

HEADERS = (
    "Đơn vị", "Cấp", "Chỉ tiêu", "Đối tượng", "Đạt", "Chưa đạt", "Chưa rõ", "Kết luận",
    "Theo cách hiểu khác",
)  # fmt: skip


class Command(BaseCommand):
    help = (
        "Đối chiếu mọi đơn vị còn hiệu lực với từng chỉ tiêu của Nghị quyết vào một ngày: số đối "
        "tượng, đạt, chưa đạt, chưa có thông tin và kết luận (pass: đạt, fail: chưa đạt, none: "
        "không có đối tượng, monitor: chỉ theo dõi). Nơi cách hiểu khác cho kết luận ngược lại thì "
        "nêu cả hai; số liệu của ngày chưa đến là dự báo và nêu rõ giả định điều gì."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        add_day(parser)
        add_map(parser)
        add_assuming(parser)
        add_horizon(parser)
        parser.add_argument("--unit", metavar="MÃ", help="Chỉ đơn vị này và các đơn vị trực thuộc.")
        parser.add_argument(
            "--format", choices=["table", "json"], default="table", help="Dạng kết quả."
        )
        parser.add_argument(
            "--snapshot", metavar="TÊN",
            help="Đọc cơ sở dữ liệu PostgreSQL như một phiên khác đang thấy (khi sao lưu).",
        )  # fmt: skip

    def handle(self, *args: Any, **options: Any) -> None:
        with seen_by(options["snapshot"]) if options["snapshot"] else nullcontext():
            self._assess(options)

    def _assess(self, options: dict[str, Any]) -> None:
        day = day_of(options["as_of"])
        lens = Lens(
            horizon_on(day), day, timezone.localdate(), assume=Assuming(options["assuming"])
        )
        lens = map_of(lens, options["map"])
        source = LiveSource(lens, unit_of(options["unit"], lens))
        found = assess(source, criteria_of(options["horizon"]))
        if options["format"] == "json":
            self.stdout.write(json.dumps(found, ensure_ascii=False, indent=1))
        else:
            if lens.recast:
                self.stdout.write(f"Số liệu ngày {day:%d/%m/%Y} {lens.recast}.")
            if lens.assumption:
                self.stdout.write(f"Ngày {day:%d/%m/%Y} chưa đến: {lens.assumption}.")
            self.stdout.write("\n".join(_table(found)))


def _table(found: list[Assessment]) -> list[str]:
    rows = [HEADERS, *(_row(assessment) for assessment in found)]
    widths = [max(len(row[at]) for row in rows) for at in range(len(HEADERS))]
    return ["  ".join(_cells(row, widths)).rstrip() for row in rows]


def _row(assessment: Assessment) -> tuple[str, ...]:
    named = (assessment["unit"], assessment["level"], assessment["criterion"])
    counts = (assessment[part] for part in ("covered", "met", "short", "unknown"))
    verdict = Verdict(assessment["verdict"]).label
    return (*named, *map(str, counts), str(verdict), _otherwise(assessment["otherwise"]))


def _otherwise(other: Otherwise | None) -> str:
    """Return the verdict of the other reading with its counts: "Chưa đạt (439/650, …)"."""
    if other is None:
        return ""
    covers = f"{other['covers'][0].lower()}{other['covers'][1:]}"
    return f"{Verdict(other['verdict']).label} ({other['met']}/{other['covered']}, {covers})"


def _cells(row: tuple[str, ...], widths: list[int]) -> list[str]:
    numbers = range(3, 7)
    return [
        cell.rjust(width) if at in numbers else cell.ljust(width)
        for at, (cell, width) in enumerate(zip(row, widths, strict=True))
    ]
