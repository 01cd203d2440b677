"""The titles of one row: those of both its cells, held against each other and what stands above."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from personnel.models import Title, Unit
from personnel.words.text import match_key
from personnel.words.values import BadCell
from sheets.records import Problem, Record, problem

from .checks import heads_a_body
from .single_cells import Cells
from .titles import NO_TITLE

_FIELDS = ("title", "other_titles")
_NO_OTHERS = match_key("không")
_NOT_OF_GROUP = "không chuyên trách"


@dataclass
class TitlesRead:
    """The titles of a row, what is wrong with its cells, and whether somebody said: no post.

    `bodies` are those in which titles are held, as far as the row says, by the id of the title.
    """

    titles: tuple[Title, ...] = ()
    bodies: dict[int, str] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    is_no_post: bool = False


@dataclass
class _Named:
    """A name in a cell, the titles that it is read as, and the body it puts one into."""

    field: str
    name: str
    titles: list[Title]
    body: str = ""


def titles_of(
    record: Record, values: Mapping[str, Any], unit: Unit | None, cells: Cells
) -> TitlesRead:
    """Read the titles in the cells of a row; each part that names none is a problem of its own.

    What a name comes to by itself may be contradicted by what it stands with: that is asked
    for the name in this company alone.
    """
    read = TitlesRead()
    named = list(_each_named(record, values, unit, cells, read))
    for one in named:
        if company := _contradicted_by(one, named, record):
            _ask_in_company(record, one, company, unit, cells, read)
    titles = [title for one in named for title in one.titles]
    read.titles = tuple(dict.fromkeys(titles))
    _put_into_bodies(read, named, record)
    return read


def _put_into_bodies(read: TitlesRead, named: list[_Named], record: Record) -> None:
    """Take over in which body each title is held; two of one title are none, which is told."""
    for one in named:
        for title in one.titles if one.body else ():
            before = read.bodies.setdefault(title.pk, one.body)
            if before != one.body:
                read.bodies[title.pk] = ""
                reason = f"ghi {title.name} ở hai phòng, ban: không đọc phòng, ban"
                read.problems.append(problem(record, one.field, reason, is_error=False))


def _each_named(
    record: Record, values: Mapping[str, Any], unit: Unit | None, cells: Cells, read: TitlesRead
) -> Iterator[_Named]:
    references = cells.references
    for column in _FIELDS:
        named: list[_Named] = []
        text = "" if _names_no_other(column, values[column]) else values[column]
        names = cells.found(references.title_names, text) if text else []
        for name in names:
            wanted = cells.instead(column, name)
            read.is_no_post |= wanted == NO_TITLE
            found = cells.found(references.titles_in, wanted, unit, record.group)
            if isinstance(found, BadCell):
                read.problems.append(problem_of(record, column, found))
            else:
                body = cells.found(references.body_in, wanted)
                named.append(_Named(column, name, list(found), body))
        # The seat on the committee comes behind the posts.
        yield from sorted(named, key=lambda one: one.titles == [references.committee_member])


def _names_no_other(column: str, text: str | None) -> bool:
    return column == "other_titles" and match_key(text or "") == _NO_OTHERS


def problem_of(record: Record, column: str, error: BadCell) -> Problem:
    """Return the problem of a cell of titles; the part that names none is asked."""
    unknown = (error.unknown or str(record.cells.get(column))) if error.replaceable else ""
    return problem(record, column, str(error), unknown=unknown)


def _contradicted_by(one: _Named, named: list[_Named], record: Record) -> str:
    """Return what speaks against a title that a name comes to; "" where nothing does.

    A section of the non-specialised in which somebody holds nothing of theirs ("TC-KT" may be
    an accountant or "Tổ chức - Kiểm tra"), and a civil servant's title aside of that of a
    leader, which may be the field that the leader is in charge of: "PCT UBND (VHXH)".
    """
    everything = [title for other in named for title in other.titles]
    groups = {title.group for title in everything}
    told = next((title for title in one.titles if title.group != Title.Group.COMMITTEE), None)
    if told is None:
        return ""
    if record.group == Title.Group.NONSPECIALISED and record.group not in groups:
        return _NOT_OF_GROUP
    leads = next((title for title in everything if title.group == Title.Group.KEY), None)
    is_staff = told.group == Title.Group.CIVIL and not heads_a_body(told)
    if leads and is_staff and _is_aside(one, record):
        return f"ghi cùng {leads.name}"
    return ""


def _is_aside(one: _Named, record: Record) -> bool:
    """Whether a name stands in brackets or behind a dash, not among titles that are listed."""
    return bool(re.search(rf"[(–-]\s*{re.escape(one.name)}", str(record.cells.get(one.field))))


def _ask_in_company(
    record: Record, one: _Named, company: str, unit: Unit | None, cells: Cells, read: TitlesRead
) -> None:
    """Read a name as somebody answered for it in this company, or ask."""
    text = f"{one.name} ({company})"
    answer = cells.instead(one.field, text)
    if answer == text:
        names = ", ".join(title.name for title in one.titles)
        reason = f"«{one.name}» đọc là {names}, nhưng ghi cùng chức danh chủ chốt"
        if company == _NOT_OF_GROUP:
            reason = f"«{one.name}» đứng dưới mục không chuyên trách; {names} không thuộc nhóm này"
        read.problems.append(problem(record, one.field, reason, unknown=text))
        return
    found = cells.found(cells.references.titles_in, answer, unit, "")
    read.is_no_post |= answer == NO_TITLE
    if isinstance(found, BadCell):
        read.problems.append(problem_of(record, one.field, found))
        found = []
    one.titles = list(found)
    one.body = cells.found(cells.references.body_in, answer)
