import json
from argparse import ArgumentParser, ArgumentTypeError
from collections.abc import Iterator
from dataclasses import asdict
from datetime import date
from itertools import groupby
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from personnel.models import TrailDay, TrailForgotten
from personnel.trail.heads import Kept, compare, line_of, read_lines
from personnel.trail.verifying import Verdict, label_of, verify
from personnel.words.dates import parse_day
from personnel.words.vietnamese import dotted


def _day(text: str) -> date:
    try:
        return parse_day(text)
    except ValueError:
        raise ArgumentTypeError(f"{text!r} không phải là ngày dạng 31/12/2025") from None


def _kept(text: str) -> list[Kept]:
    try:
        return read_lines(Path(text).read_text(encoding="utf-8").splitlines())
    except OSError as error:
        raise ArgumentTypeError(f"không mở được {text}: {error.strerror}") from None
    except ValueError as error:
        raise ArgumentTypeError(f"{text}: {error}") from None


class Command(BaseCommand):
    help = (
        "Kiểm tra lịch sử và nhật ký của các ngày đã khép: nêu ngày, bảng có dòng được thêm, sửa, "
        "xóa sau khi khép, và kết thúc với mã lỗi 1. Phần đã xóa theo thời hạn được nêu riêng."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--from", dest="first", type=_day, metavar="NGÀY", help="Từ ngày.")
        parser.add_argument("--to", dest="last", type=_day, metavar="NGÀY", help="Đến ngày.")
        parser.add_argument("--json", action="store_true", help="In kết quả dạng JSON.")
        parser.add_argument(
            "--head", action="store_true",
            help="Chỉ in ngày khép cuối cùng và mã của ngày, để giữ ở nơi khác.",
        )  # fmt: skip
        parser.add_argument(
            "--against", type=_kept, metavar="TỆP", default=[],
            help="So với các mã đã giữ ở nơi khác, mỗi dòng một ngày như --head in ra.",
        )  # fmt: skip

    def handle(self, *args: Any, **options: Any) -> None:
        latest = TrailDay.objects.order_by("day").last()
        if latest is None:
            raise CommandError("Chưa khép ngày nào: chạy chain_trail trước.")
        if options["head"]:
            self.stdout.write(line_of(latest))
            return
        verdict = verify(options["first"], options["last"])
        if not verdict.days:
            raise CommandError("Chưa kiểm tra gì: không có ngày nào đã khép trong khoảng này.")
        verdict.findings += compare(options["against"])
        lines = [_as_json(verdict)] if options["json"] else _told(verdict, options["against"])
        for line in lines:
            self.stdout.write(line)
        if verdict.findings:
            raise CommandError(f"Có {len(verdict.findings)} chỗ không còn như khi khép ngày.")


def _told(verdict: Verdict, against: list[Kept]) -> Iterator[str]:
    first, last = verdict.days[0], verdict.days[-1]
    yield (
        f"Đã kiểm tra {len(verdict.days)} ngày, từ {first} đến {last}: {dotted(verdict.rows)} dòng."
    )
    yield from _forgotten(verdict.forgotten)
    for found in verdict.findings:
        of = f"{found.table}: " if found.table else ""
        yield f"{found.day:%d/%m/%Y}: {of}{found.what}."
    if against:
        yield f"Đã so với {len(against)} mã giữ ở nơi khác."
    if not verdict.findings:
        yield f"Không có gì thay đổi sau khi khép. Mã của ngày cuối: {line_of(last)}"


def _forgotten(notes: list[TrailForgotten]) -> Iterator[str]:
    """Yield a line for all that was deleted of one table on one day."""

    def deed(note: TrailForgotten) -> tuple[str, date, str]:
        return note.table, timezone.localdate(note.at), note.reason

    for (table, at, reason), of in groupby(sorted(notes, key=deed), deed):
        among = list(of)
        gone = dotted(sum(note.gone for note in among))
        days = f"{min(note.day for note in among):%d/%m/%Y}"
        if len(among) > 1:
            days = f"{days} đến {max(note.day for note in among):%d/%m/%Y}"
        yield (
            f"{label_of(table)}: {gone} dòng của {days} đã xóa theo thời hạn ngày {at:%d/%m/%Y} "
            f"({reason})."
        )


def _as_json(verdict: Verdict) -> str:
    facts = {
        "from": verdict.days[0].day,
        "to": verdict.days[-1].day,
        "rows": verdict.rows,
        "head": verdict.days[-1].head,
        "findings": [asdict(found) for found in verdict.findings],
        "forgotten": [
            {"day": note.day, "table": note.table, "at": note.at, "rows": note.gone}
            for note in verdict.forgotten
        ],
    }
    return json.dumps(facts, ensure_ascii=False, indent=2, default=lambda value: value.isoformat())
