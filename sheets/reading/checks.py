"""Cells of one row held against each other, and rows against the other rows of the file."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any

from personnel.kinds import KINDS
from personnel.models import Title
from personnel.words.dates import Precision
from personnel.words.partial_dates import PartialDate
from personnel.words.text import match_key
from personnel.words.values import lost_leading_zero, masked_end
from personnel.words.vocabulary import Held
from sheets.columns import BY_FIELD, COLUMNS
from sheets.records import Problem, Record, Row, problem

# A start may lie ahead: appointments are decided before they begin.
_MAY_LIE_AHEAD = "since"
_DATES = (
    "birth",
    "party_joined",
    "minority_area_since",
    "decision_date",
    _MAY_LIE_AHEAD,
    *(column.field for column in COLUMNS if column.year_of),
)

# What the titles begin with of which a commune has one.
_ONE_A_COMMUNE = tuple(map(match_key, ("Bí thư", "Chủ tịch", "Chỉ huy trưởng", "Trưởng")))
_NEVER_NONSPECIALISED = (Title.Group.KEY, Title.Group.MASS, Title.Group.CIVIL)
_EITHER = "nếu là một người, chỉ để một dòng; nếu là hai người, ghi số CCCD"


def check_dates(record: Record, values: Mapping[str, Any], today: date) -> Iterator[Problem]:
    """Yield an error for each date after `today`, and for each one not after the birth."""
    birth: PartialDate | None = values.get("birth")
    born = birth if birth and birth.first <= today else None
    for field, day in _dates(values):
        if day.first > today:
            reason = f"ngày ở tương lai (sau {today:%d/%m/%Y})"
            yield problem(record, field, reason, is_error=field != _MAY_LIE_AHEAD)
        elif field != "birth" and born and not _after(field, day, born):
            yield problem(record, field, f"phải sau ngày sinh ({born})")


def _dates(values: Mapping[str, Any]) -> Iterator[tuple[str, PartialDate]]:
    for field in _DATES:
        if day := values.get(field):
            yield field, day
    for code, kind in KINDS.items():
        held: Held | None = values.get(code)
        # The year's own column goes before what the level's cell tells.
        if held and held.awarded and not values.get(kind.awarded_field):
            yield code, held.awarded


def _after(field: str, day: PartialDate, birth: PartialDate) -> bool:
    # The database compares the stored first days of these two (person_joined_party_after_birth).
    return (day.first if field == "party_joined" else day.last) > birth.first


def check_cccd(record: Record, values: Mapping[str, Any]) -> Iterator[Problem]:
    """Yield a warning of a zero put back in front."""
    if values.get("cccd") and lost_leading_zero(record.cells.get("cccd")):
        reason = "ô số mất chữ số 0 ở đầu, đã thêm lại"
        yield problem(record, "cccd", reason, is_error=False)


def check_name(record: Record, values: Mapping[str, Any]) -> Iterator[Problem]:
    """Yield a warning for a name of one word, which may be a part of one."""
    name = values.get("full_name")
    if name and len(name.split()) == 1 and "-" not in name:
        reason = "họ và tên chỉ có một từ; xem lại đã ghi đủ chưa"
        yield problem(record, "full_name", reason, is_error=False)


def check_years(record: Record, values: Mapping[str, Any]) -> Iterator[Problem]:
    """Yield a warning for each award year beside a level cell that is blank or says "Chưa".

    And for one that the level's own cell contradicts; the year's column goes before.
    """
    for column in COLUMNS:
        if not column.year_of or not values.get(column.field):
            continue
        held: Held | None = values.get(column.year_of)
        unreadable = held is None and record.cells.get(column.year_of) is not None
        if not unreadable and not (held and held.level):
            level = BY_FIELD[column.year_of].header
            reason = f"bỏ qua vì cột «{level}» không ghi trình độ đã đạt"
            yield problem(record, column.field, reason, is_error=False)
        elif held and held.awarded and not held.awarded.agrees_with(values[column.field]):
            level = BY_FIELD[column.year_of].header
            reason = f"cột «{level}» ghi {held.awarded}; lấy thời điểm ghi ở cột này"
            yield problem(record, column.field, reason, is_error=False)


def check_group(record: Record, titles: Iterable[Title]) -> Iterator[Problem]:
    """Yield a note for a title of others in the list of the non-specialised."""
    if record.group != Title.Group.NONSPECIALISED:
        return
    for title in titles:
        if title.group in _NEVER_NONSPECIALISED:
            reason = f"tệp xếp vào không chuyên trách, mà «{title.name}» không thuộc nhóm đó"
            yield problem(record, "title", reason, is_error=False)


def check_first_days(
    record: Record, values: Mapping[str, Any], titles: Iterable[Title]
) -> Iterator[Problem]:
    """Yield a note for a title that is said to be held since before it was there."""
    since: PartialDate | None = values.get("since")
    for title in titles:
        if since and title.begins_after(since.last):
            reason = f"«{title.name}» áp dụng từ {title.valid_from:%d/%m/%Y}, sau ngày này"
            yield problem(record, "since", reason, is_error=False)


def check_repeated_numbers(cccds: Iterable[tuple[Record, str]]) -> Iterator[Problem]:
    """Yield an error for every identity number that an earlier row of the file bears."""
    first: dict[str, Record] = {}
    for record, cccd in cccds:
        earlier = first.setdefault(cccd, record)
        if cccd and earlier is not record:
            yield problem(record, "cccd", f"trùng số CCCD với {_place(earlier, record)}")


def check_repeated_people(rows: Iterable[Row]) -> Iterator[Problem]:
    """Yield an error for a row that names the person of an earlier one.

    Without an identity number in both, the same name, birth date and commune are the same
    person: that is how they are found in the portal again. So is a birth told less precisely
    beside the same title. Who is only like an earlier one is told in a warning: another title
    beside such a birth, or the same day of birth in another commune.
    """
    seen: dict[tuple[str, int], list[Row]] = defaultdict(list)
    for row in rows:
        like = seen[match_key(row.full_name), row.birth.year]
        found = [_twin(row, other) for other in like if not _told_apart(row, other)]
        twins = sorted(filter(None, found), key=lambda twin: twin.is_error, reverse=True)
        yield from twins[:1]
        like.append(row)


def check_second_heads(rows: Iterable[Row]) -> Iterator[Problem]:
    """Yield a note for whoever holds what an earlier row holds, where a commune has but one.

    Who leads a body is alone; deputies and civil servants are not.
    """
    first: dict[tuple[int, int, str], Row] = {}
    for row in rows:
        for title in row.titles:
            if not heads_a_body(title):
                continue
            body = row.bodies.get(title.pk, "")
            earlier = first.setdefault((row.place.pk, title.pk, body), row)
            if earlier is not row:
                place = _place(earlier.record, row.record)
                reason = f"{row.place.name} đã có {title.name} ở {place} ({earlier.full_name})"
                yield problem(row.record, "title", reason, is_error=False)


def heads_a_body(title: Title) -> bool:
    """Whether a commune has but one holder of a title: who leads a body, and no deputy."""
    return match_key(title.name).startswith(_ONE_A_COMMUNE)


def _twin(row: Row, other: Row) -> Problem | None:
    """Return what to say of a row that is, or may be, the person of an earlier one."""
    place, here = _place(other.record, row.record), row.place == other.place
    if here and row.birth.first == other.birth.first:
        reason = f"trùng họ tên, ngày sinh và đơn vị với {place}; nếu là hai người, ghi số CCCD"
        return problem(row.record, "full_name", reason)
    if here and row.birth.agrees_with(other.birth):
        is_same = not set(row.titles).isdisjoint(other.titles)
        reason = f"trùng họ tên, đơn vị với {place}, ngày sinh ghi khác mức ({other.birth})"
        return problem(row.record, "full_name", f"{reason}; {_EITHER}", is_error=is_same)
    if row.birth == other.birth and row.birth.precision == Precision.DAY:
        reason = f"trùng họ tên, ngày sinh với {place} ({other.place.name})"
        return problem(row.record, "full_name", f"{reason}; {_EITHER}", is_error=False)
    return None


def _told_apart(row: Row, other: Row) -> bool:
    """Whether two rows give different identity numbers, or masked ones with different ends."""
    if row.cccd and other.cccd:
        return True
    one, another = (r.cccd[-4:] or masked_end(r.record.cells.get("cccd")) for r in (row, other))
    return bool(one and another) and one != another


def _place(earlier: Record, later: Record) -> str:
    sheet = "" if earlier.sheet == later.sheet else f" trang «{earlier.sheet}»"
    return f"dòng {earlier.number}{sheet}"
