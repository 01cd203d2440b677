import json
from argparse import ArgumentParser
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, NoReturn

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils import timezone

from personnel.models import Decree
from personnel.places.decreed import Decreed
from reorganising.applying import apply
from reorganising.checking import Fault
from reorganising.reading import read_decree
from reorganising.results import Applied, NotApplied, NotUndone
from reorganising.telling import applied_lines, undone_line
from reorganising.undoing import undo


class Command(BaseCommand):
    help = (
        "Áp dụng một văn bản sắp xếp đơn vị hành chính từ tệp, hoặc hoàn tác văn bản đã áp dụng. "
        "Văn bản có lỗi thì nêu mọi lỗi, không ghi gì và kết thúc với mã 1."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        what = parser.add_mutually_exclusive_group(required=True)
        what.add_argument("file", nargs="?", type=Path, metavar="FILE", help="Tệp của văn bản.")
        what.add_argument("--undo", metavar="NUMBER", help="Hoàn tác văn bản có số hiệu này.")
        parser.add_argument("--dry-run", action="store_true", help="Chỉ nêu kết quả, không ghi gì.")
        parser.add_argument("--json", action="store_true", help="Trả lời bằng JSON.")

    as_json = False

    def handle(self, *args: Any, **options: Any) -> None:
        self.as_json = options["json"]
        if options["undo"] is not None and options["dry_run"]:
            raise CommandError("--dry-run không dùng cùng --undo.")
        if options["undo"] is not None:
            self._undo(options["undo"])
        else:
            self._apply(options["file"], dry_run=options["dry_run"])

    def _apply(self, path: Path, *, dry_run: bool) -> None:
        told, unread = read_decree(path)
        if unread:
            self._refuse([*unread, *_wrong(told)])
        try:
            applied = _applied(Decreed.of(told), dry_run=dry_run)
        except NotApplied as refused:
            broken = [Fault(each.name, each.told) for each in refused.broken]
            self._refuse([*refused.faults, *broken])
        self._answer(
            {"applied": not dry_run, **applied.as_json()},
            applied_lines(applied, dry_run=dry_run),
        )

    def _undo(self, number: str) -> None:
        try:
            undone = undo(Decree(number=number), by=None, at=timezone.now())
        except NotUndone as refused:
            self._refuse([Fault("in_the_way", told) for told in refused.told])
        self._answer(undone.as_json(), [undone_line(undone)])

    def _refuse(self, faults: Iterable[Fault]) -> NoReturn:
        """Say everything that is wrong, and end as failed."""
        found = list(faults)
        if self.as_json:
            answer = {"applied": False, "faults": [each.as_json() for each in found]}
            self.stdout.write(json.dumps(answer, ensure_ascii=False, indent=1))
        raise CommandError("\n".join(each.told for each in found))

    def _answer(self, answer: Mapping[str, Any], lines: Iterable[str]) -> None:
        if self.as_json:
            self.stdout.write(json.dumps(answer, ensure_ascii=False, indent=1))
        else:
            self.stdout.write("\n".join(lines))


def _applied(decreed: Decreed, *, dry_run: bool) -> Applied:
    """Apply a decree; in a dry run all that was written is taken back."""
    with transaction.atomic():
        applied = apply(decreed, by=None, at=timezone.now())
        transaction.set_rollback(dry_run)
    return applied


def _wrong(told: Mapping[str, Any]) -> list[Fault]:
    """Return what else is wrong with a decree not all of which was understood."""
    if not told["ends"] and not told["begins"]:
        return []
    try:
        _applied(Decreed.of(told), dry_run=True)
    except NotApplied as refused:
        return refused.faults
    return []
