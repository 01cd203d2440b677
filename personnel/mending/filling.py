"""What was typed into a line, read by the form of its record with everything else as recorded."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.http import QueryDict

from personnel.entry.checking import before_birth, check_birth, check_row
from personnel.keeping.history import changes_to
from personnel.keeping.seen import as_data, as_sent
from personnel.models import Credential

from .cells import Cell, Line
from .lines import Lines, numbers_of
from .wanted import NEW, PERSON


class Same(Exception):
    """What was typed is recorded by now."""


def filled_form(line: Line, lines: Lines) -> Any:
    """Return the form of a line's record, which is held, with what was typed into it.

    What keeps it from being written stands on the line. Raises Same where there is nothing to
    write.
    """
    if line.gone:
        line.problems.append("Chưa ghi: người khác vừa xóa dòng này khỏi hồ sơ.")
        return None
    if line.foreign:
        line.problems.append("Chưa ghi: chức danh này do đơn vị khác cập nhật.")
        return None
    form = lines.form(line.person, line.record, line.prefix, _data(line, lines))
    if form.is_valid():
        _check(form, line, lines)
    if lines.wanted.of == NEW:
        _look_beside(form, line, lines)
    _tell_errors(form, line)
    if not line.is_bad and lines.wanted.of != NEW:
        _compare(form, line)
    return form


def _data(line: Line, lines: Lines) -> QueryDict:
    """Return what the form would send: as recorded, with the cells typed into over it."""
    data = QueryDict(mutable=True)
    for name, value in as_sent(line.form).items():
        start = "initial-" if name.startswith("initial-") else ""
        data[f"{start}{line.prefix}-{name.removeprefix('initial-')}"] = value
    cells = [cell for cell in line.cells if lines.wanted.of == NEW or _is_new(cell, line)]
    if not cells:
        raise Same
    for cell in cells:
        data[cell.bound.html_name], data[cell.bound.html_initial_name] = cell.typed, cell.seen
    return data


def _is_new(cell: Cell, line: Line) -> bool:
    """Whether something else was typed into a cell than is recorded by now."""
    field = line.form.fields[cell.name]
    now = as_data(field, cell.bound.initial)
    return bool(cell.changed and field.has_changed(now, cell.typed))


def _check(form: Any, line: Line, lines: Lines) -> None:
    if lines.wanted.of != PERSON:
        check_row(form, line.person.birth_date, lines.today)
        return
    check_birth(form, lines.today)
    if "birth" in lines.wanted.fields:
        for told in _before(form.instance.birth_date, line, lines):
            form.add_error("birth", f"Không trước ngày của “{told}”.")


def _before(birth: date, line: Line, lines: Lines) -> Iterator[str]:
    """Yield the records of a person that would be of a day before the birth."""
    posts = line.person.posts.select_related("unit", "title")
    for record in (*posts, *line.person.credentials.all()):
        if before_birth(lines.form_of(record, "").initial, birth):
            yield record.told


def _tell_errors(form: Any, line: Line) -> None:
    """Put errors on the cells they are in; those of what is not shown, on the line."""
    cells = {cell.name: cell for cell in line.cells}
    for name, errors in form.errors.items():
        if name in cells:
            cells[name].errors += errors
        else:
            label = form.fields[name].label if name in form.fields else ""
            line.problems += [": ".join(filter(None, (label, error))) for error in errors]


def _compare(form: Any, line: Line) -> None:
    """Say what another wrote since it was shown into what was typed; sent again it is meant."""
    found = {difference.name: difference for difference in form.differences()}
    cells = [cell for cell in line.cells if cell.bound.html_name in found]
    if not cells:
        return
    latest = changes_to(line.person, 1)
    who = latest[0].who if latest else "Người khác"
    for cell in cells:
        told = found[cell.bound.html_name]
        cell.errors.append(f"{who} vừa ghi “{told.now}”. Lưu lần nữa để ghi “{told.mine}”.")
        cell.seen = told.now_value


def _look_beside(form: Any, line: Line, lines: Lines) -> None:
    """Say what others recorded beside a new credential since the line was shown; raises Same."""
    now = numbers_of(lines.wanted, [line.person.pk]).get(line.person.pk, "")
    new = set(now.split()).difference(line.others.split())
    others = list(Credential.objects.filter(pk__in=new))
    if any(other.identity == form.instance.identity for other in others):
        raise Same
    if others:
        told = "; ".join(other.told for other in others)
        line.problems.append(f"Người khác vừa ghi {told}. Lưu lần nữa để ghi thêm dòng này.")
        line.others = now
