"""What the three commands share: their options, and giving out one part."""

import json
from argparse import ArgumentParser
from collections.abc import Callable, Iterator
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from reports.arguments import day_of, unit_of
from targets.criteria import HORIZONS, horizon_on
from targets.lens import Lens
from targets.sources import LiveSource

from . import told, written
from .study import PastDeadline, Study, next_year_of


class StudyCommand(BaseCommand):
    """A command about a horizon; `written` makes its JSON of a study, `told` lines of that."""

    written: Callable[..., dict[str, Any]]
    told: Callable[[dict[str, Any]], Iterator[str]]

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--today", metavar="NGÀY", help="Ngày xem; mặc định hôm nay.")
        parser.add_argument(
            "--start", metavar="NGÀY",
            help="Ngày khai giảng các lớp; mặc định 01/01 của năm sau.",
        )  # fmt: skip
        parser.add_argument("--horizon", choices=list(HORIZONS), help="Mốc mục tiêu.")
        parser.add_argument("--unit", metavar="MÃ", help="Chỉ đơn vị này; mặc định toàn tỉnh.")
        parser.add_argument("--json", action="store_true", help="In kết quả dạng JSON.")

    def handle(self, *args: Any, **options: Any) -> None:
        study = _study(options)
        found = self.work_out(study, options)
        if options["json"]:
            self.stdout.write(json.dumps(written.head(study) | found, ensure_ascii=False, indent=1))
        else:
            self.stdout.write("\n".join([told.head(study), *type(self).told(found)]))

    def work_out(self, study: Study, options: dict[str, Any]) -> dict[str, Any]:
        """Return the part that the command gives out."""
        return type(self).written(study)


def _study(options: dict[str, Any]) -> Study:
    today = day_of(options["today"])
    start = day_of(options["start"]) if options["start"] else next_year_of(today)
    if start < today:
        raise CommandError("Ngày khai giảng không được trước ngày xem.")
    horizon = HORIZONS[options["horizon"]] if options["horizon"] else horizon_on(start)
    lens = Lens(horizon, today, today)
    try:
        return Study(LiveSource(lens, unit_of(options["unit"], lens)), start)
    except PastDeadline:
        raise CommandError(
            f"Hạn {horizon.deadline:%d/%m/%Y} đến trước ngày khai giảng: không lập kế hoạch được."
        ) from None
