"""Whom pasted lines mean, of the user's own people; who is not certain is asked, with the choice.

Namesakes are told apart by birth, then commune, then title. What a line says against the only
namesake is never taken in silence.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Q
from django.utils.functional import cached_property

from personnel.batches.gathering import MOST_PEOPLE, with_place
from personnel.entry.dossier import communes_ever_of
from personnel.keeping.disclosing import disclose_pasted
from personnel.models import Person, Post, Title, Unit
from personnel.reading.placed import Placed
from personnel.scope import Editor
from personnel.words.partial_dates import PartialDate, read_date
from personnel.words.text import match_key
from personnel.words.typed import is_whole
from personnel.words.values import CCCD_LENGTH, OLD_LENGTH, BadCell, read_cccd, read_sex
from personnel.words.vietnamese import fold

from .pasting import (
    BIRTH,
    NAME,
    NUMBER,
    SEX,
    TITLE,
    UNIT,
    Known,
    Line,
    digits_of,
    heading_of,
    lines_of,
    rows_of,
    texts_of,
)

NOT_FOUND = "không tìm thấy trong phạm vi được cập nhật"
NOBODY_SAID = "dòng không có họ tên hoặc số CCCD"
OTHER_MARKS = "không có ai viết đúng dấu như vậy trong phạm vi được cập nhật"
# What may stand for the kind of a commune before its name.
_SHORT = {
    re.compile(r"^x\.\s*"): "xã ",
    re.compile(r"^p\.\s*"): "phường ",
    re.compile(r"^t\.?t\.?\s+"): "thị trấn ",
}
# Before it stands whose office of the commune it is: "UBND xã Ba Động".
_KIND = re.compile(r"(?<!\w)(?:xã|phường|thị trấn)(?!\w)")


@dataclass(frozen=True)
class Left:
    """A line that means nobody for certain: why, and whom of the user's people it may mean."""

    line: Line
    why: str
    choices: Sequence[Person] = ()


@dataclass
class Pasted:
    """What pasted lines say: the ids found, what is left to be asked, and what came twice.

    `again` are lines that may be corrected and pasted again, a heading before them.
    """

    ids: list[str] = field(default_factory=list)
    left: list[Left] = field(default_factory=list)
    again: list[str] = field(default_factory=list)
    twice: list[str] = field(default_factory=list)

    @property
    def asked(self) -> list[Left]:
        """The lines beside which somebody can be chosen."""
        return [left for left in self.left if left.choices]

    @property
    def lost(self) -> list[Left]:
        """The lines that mean nobody there is to choose."""
        return [left for left in self.left if not left.choices]


def pasted(
    user: Editor, text: str, today: date,
    already: Iterable[str] = (), carried: Sequence[tuple[str, str]] = (),
) -> Pasted:  # fmt: skip
    """Find each line of `text` among the user's own people; `already` are in the class.

    `carried` are lines of earlier with what was chosen for each: somebody's number, or nothing.
    That whole numbers were looked for is kept.
    """
    rows = rows_of(text)
    earlier = [Line.carried(kept) for kept, _ in carried]
    if len(rows) + len(earlier) > MOST_PEOPLE:
        why = f"chỉ dán được {MOST_PEOPLE} dòng một lần"
        first = rows[0] if rows else []
        return Pasted(left=[Left(Line({}, " · ".join(first)), why)], again=text.splitlines())
    people = _People(user, rows, earlier, today)
    if rows and people.numbers:
        disclose_pasted(len(people.numbers), people.numbered, by=user)
    result = _Reading(people, set(already))
    for line, (_, chosen) in zip(earlier, carried, strict=True):
        result.take(line, chosen)
    for row, line in zip(_below(rows), lines_of(rows, people.known), strict=True):
        result.take(line, row=row)
    return result.done(heading_of(rows))


def _below(rows: Sequence[list[str]]) -> Sequence[list[str]]:
    return rows[1:] if heading_of(list(rows)) else rows


class _Reading:
    """Lines as they are taken one by one."""

    def __init__(self, people: _People, already: set[str]) -> None:
        self.people, self.there = people, already
        self.pasted = Pasted()
        self._rows: list[list[str]] = []

    def take(self, line: Line, chosen: str = "", row: list[str] | None = None) -> None:
        """Find whom a line means, or take whom somebody chose of those it may mean."""
        found = self.people.find(line)
        if isinstance(found, Left):
            chosen_one = next((p for p in found.choices if str(p.pk) == chosen), None)
            if chosen_one is None:
                self.pasted.left.append(found)
                if not found.choices:
                    self._rows.append(row or line.kept.split("\t"))
                return
            found = chosen_one
        if str(found.pk) in self.there:
            self.pasted.twice.append(f"{line.text}: {found.full_name} đã có trong danh sách")
            return
        self.there.add(str(found.pk))
        self.pasted.ids.append(str(found.pk))

    def done(self, heading: list[str]) -> Pasted:
        """Return what was read."""
        rows = [heading, *self._rows] if heading and self._rows else self._rows
        self.pasted.again = ["\t".join(row).rstrip() for row in rows]
        return self.pasted


class _People:
    """The people whom lines may mean, by number and by name with and without marks."""

    def __init__(
        self, user: Editor, rows: list[list[str]], earlier: Iterable[Line], today: date
    ) -> None:
        self._user = user
        cells = [cell for row in rows for cell in row]
        cells += [cell for line in earlier for cell in line.cells.values()]
        names = texts_of([cells]) | _joined_names(rows)
        digits = map(digits_of, cells)
        self.numbers = {number for number in digits if len(number) == CCCD_LENGTH}
        own = Person.objects.editable_by(user)
        may_mean = Q(cccd__in=self.numbers) | Q(search_name__in=names)
        self._by_number: dict[str, Person] = {}
        self._by_name: dict[str, list[Person]] = defaultdict(list)
        people = with_place(own.filter(may_mean))
        self._placed = Placed([post for person in people for post in _held(person)], today)
        for person in people:
            if person.cccd:
                self._by_number[person.cccd] = person
            for key in {match_key(person.full_name), person.search_name}:
                self._by_name[key].append(person)

    @property
    def numbered(self) -> int:
        """How many of the numbers are somebody's."""
        return len(self.numbers.intersection(self._by_number))

    @cached_property
    def known(self) -> Known:
        """What is asked to tell columns apart."""
        units = communes_ever_of(self._user)
        titles = [name for title in self._titles for name in (title.name, *title.aliases)]
        births = {
            PartialDate.stored(person.birth_date, person.birth_precision)
            for people in self._by_name.values()
            for person in people
        }
        return Known(
            names=self._by_name.keys(),
            is_unit=lambda cell: any(_names_unit(cell, unit) for unit in units),
            is_title=lambda cell: any(is_whole(cell, name) for name in titles),
            is_birth=lambda cell: any(birth and _agrees(cell, birth) for birth in births),
        )

    @cached_property
    def _titles(self) -> list[Title]:
        return list(Title.objects.all())

    def find(self, line: Line) -> Person | Left:
        """Return the one person whom a line means, or why there is none for certain."""
        try:
            number = _number_on(line)
        except BadCell as bad:
            return Left(line, str(bad), self._named(line))
        if not (number or line.cells.get(NAME)):
            return Left(line, NOBODY_SAID)
        owner = self._by_number.get(number)
        pool = [owner] if owner else self._named(line)
        fits = [person for person in pool if not any(self._against(line, number, person))]
        if len(fits) > 1:
            fits = [person for person in fits if self._holds(line, person)] or fits
        if len(fits) == 1:
            return fits[0]
        return self._left(line, number, pool, fits)

    def _named(self, line: Line) -> list[Person]:
        name = line.cells.get(NAME, "")
        return self._by_name.get(match_key(name), []) if name else []

    def _holds(self, line: Line, person: Person) -> bool:
        """Whether somebody holds the title on the line."""
        title = line.cells.get(TITLE, "")
        held = (post.title for post in _held(person))
        return bool(title) and any(is_whole(title, n) for t in held for n in (t.name, *t.aliases))

    def _left(
        self, line: Line, number: str, pool: Sequence[Person], fits: Sequence[Person]
    ) -> Left:
        if len(fits) > 1:
            return Left(line, f"có {len(fits)} người cùng khớp với dòng này", fits)
        if len(pool) == 1:
            return Left(line, "; ".join(self._against(line, number, pool[0])), pool)
        if pool:
            return Left(line, f"không ai trong {len(pool)} người cùng họ tên khớp", pool)
        near = self._by_name.get(fold(line.cells.get(NAME, "")), [])
        return Left(line, OTHER_MARKS, near) if near else Left(line, NOT_FOUND)

    def _against(self, line: Line, number: str, person: Person) -> Iterator[str]:
        """Yield what a line says otherwise than somebody's record, or says unreadably."""
        name = line.cells.get(NAME, "")
        if name and match_key(name) not in (match_key(person.full_name), person.search_name):
            yield f"số CCCD trên dòng là của {person.full_name}"
        if number and person.cccd and number != person.cccd:
            yield "số CCCD trên dòng khác số CCCD của hồ sơ"
        yield from _other_birth(line.cells.get(BIRTH, ""), person)
        unit, units = line.cells.get(UNIT, ""), self._units(person)
        if unit and not any(_names_unit(unit, place) for place in units):
            where = ", ".join(map(str, units)) or "không giữ chức danh"
            yield f"đơn vị trên dòng là {unit}, hồ sơ ghi {where}"
        yield from _other_sex(line.cells.get(SEX, ""), person)

    def _units(self, person: Person) -> list[Unit]:
        """Return where somebody serves, as recorded and as it is today, each unit once."""
        posts = _held(person)
        now = [self._placed.unit_of(post) for post in posts]
        return list(dict.fromkeys([*(post.unit for post in posts), *now]))


def _held(person: Person) -> Sequence[Post]:
    return person.open_posts  # type: ignore[attr-defined]  # prefetched


def _number_on(line: Line) -> str:
    """Return the CCCD on a line; an old number beside a name says nothing. Raises BadCell."""
    typed = line.cells.get(NUMBER, "")
    digits = digits_of(typed)
    if line.cells.get(NAME) and len(digits) == OLD_LENGTH:
        return ""
    return read_cccd(digits or typed)


def _joined_names(rows: list[list[str]]) -> set[str]:
    """Return names whose parts stand in two columns beside each other."""
    return {
        fold(f"{one} {other}") for row in rows for one, other in zip(row, row[1:], strict=False)
    }


def _other_birth(typed: str, person: Person) -> Iterator[str]:
    try:
        birth = read_date(typed)
    except BadCell as bad:
        yield f"ngày sinh “{typed}”: {bad}"
        return
    recorded = PartialDate.stored(person.birth_date, person.birth_precision)
    if birth and recorded and not birth.agrees_with(recorded):
        yield f"ngày sinh trên dòng là {birth}, hồ sơ ghi {recorded}"


def _other_sex(typed: str, person: Person) -> Iterator[str]:
    try:
        sex = read_sex(typed)
    except BadCell as bad:
        yield f"“{typed}”: {bad}"
        return
    if sex and sex != person.sex:
        yield f"giới tính trên dòng là {typed}, hồ sơ ghi {person.get_sex_display()}"


def _agrees(cell: str, birth: PartialDate) -> bool:
    try:
        typed = read_date(cell)
    except BadCell:
        return False
    return typed is not None and typed.agrees_with(birth)


def _names_unit(cell: str, unit: Unit) -> bool:
    """Whether a cell names a commune: whole or without its kind, with each mark that is typed."""
    text, *_ = cell.lower().split(",")
    for short, kind in _SHORT.items():
        text = short.sub(kind, text)
    if office := _KIND.search(text):
        text = text[office.start() :]
    bare = unit.name.removeprefix(f"{unit.get_kind_display()} ")
    return is_whole(text, unit.name) or is_whole(text, bare)
