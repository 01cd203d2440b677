"""What a file tells of records beyond the reach of who handed it in: bounded by day, and kept."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from django.utils import timezone

from personnel.keeping.bulk import in_parts
from personnel.keeping.disclosing import digest_of, disclose_file
from personnel.models import Disclosure, Person
from personnel.scope import Editor
from personnel.words.vietnamese import fold
from sheets.comparing.changes import Comparison
from sheets.comparing.diff import compare
from sheets.comparing.identifying import is_own_number
from sheets.deciding import Decisions
from sheets.models import Upload
from sheets.records import Row
from sheets.scope import Scope

DAY = timedelta(days=1)
# A board that hands in its own people meets a handful of others' in all; a list of numbers to be
# tried meets as many as there are.
MOST_A_DAY = 300


class TooMany(Exception):
    """The files of one user told of as many records of others as a day allows; says until when."""

    def __init__(self, again: datetime) -> None:
        when = timezone.localtime(again)
        super().__init__(
            f"Tài khoản nộp tệp đã được báo {MOST_A_DAY} hồ sơ ngoài phạm vi trong một ngày, là "
            "mức nhiều nhất: các dòng có số CCCD chưa thuộc hồ sơ của phạm vi chưa được kiểm tra, "
            f"không ghi được. Đọc lại hoặc nộp lại tệp từ {when:%H:%M ngày %d/%m/%Y}."
        )


def compared(
    upload: Upload, rows: list[Row], today: date, scope: Scope | None, decisions: Decisions,
    at: datetime,
) -> tuple[Comparison, str]:  # fmt: skip
    """Return a file against the portal, and why some of it was not checked; "" when it was.

    Of how many records of others it told is kept before anything is shown, once a day for the
    same people however often the file is read.
    """
    comparison = compare(rows, today, scope, decisions)
    if scope is None or upload.by.edits_province:
        return comparison, ""
    try:
        _keep(upload, comparison, at)
    except TooMany as many:
        return compare(rows, today, scope, decisions, unchecked=True), str(many)
    return comparison, ""


def _keep(upload: Upload, comparison: Comparison, at: datetime) -> None:
    asked = [
        f"{diff.row.cccd}|{fold(diff.row.full_name)}|{diff.row.birth}"
        for diff in comparison.rows
        if diff.is_new or diff.beyond or not is_own_number(diff.row, diff.person)
    ]
    if not asked:
        return
    digest = digest_of("\n".join(sorted(asked)))
    kept = Disclosure.objects.filter(kind=Disclosure.Kind.FILE, user=upload.by, at__gt=at - DAY)
    before = list(kept.order_by("at").values_list("at", "digest", "people"))
    if any(digest == same for _, same, _ in before):
        return
    if sum(people for *_, people in before) >= MOST_A_DAY:
        raise TooMany(_again(before))
    told = _beyond(comparison, upload.by)
    fits = sum(people for *_, people in before) + told <= MOST_A_DAY
    said = f"{upload.name}: hỏi {len(asked)} dòng chưa thuộc hồ sơ của phạm vi, có {told} hồ sơ"
    said += "" if fits else "; quá mức một ngày nên chưa báo"
    disclose_file(digest if fits else "", told, by=upload.by, said=said)
    if not fits:
        raise TooMany(_again([*before, (at, "", told)]))


def _again(before: Sequence[tuple[datetime, str, int]]) -> datetime:
    """Return when the first of what was told, the oldest first, makes room by being a day old."""
    left = sum(people for *_, people in before)
    for at, _, people in before:
        left -= people
        if left < MOST_A_DAY:
            return at + DAY
    raise ValueError("Nothing was told that would have to grow old.")


def _beyond(comparison: Comparison, by: Editor) -> int:
    """Return of how many records that `by` does not update the rows told."""
    found = {pk for diff in comparison.rows for pk in diff.beyond}
    own = Person.objects.editable_by(by)
    ours = (own.filter(pk__in=some).values_list("pk", flat=True) for some in in_parts(found))
    return len(found) - sum(len(some) for some in ours)
