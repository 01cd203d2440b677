"""What stands in the way of undoing a decree: all that hangs on what it wrote, by name."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from django.db import models
from simple_history.models import HistoricalChanges

from accounts.models import Grant
from personnel.models import Decree, Post, Unit, UnitChange, UnitPlace
from personnel.words.vietnamese import dotted
from reports.models import Period

from .models import Reorganisation
from .traces import Traces, Written

# So many units are named beside what hangs on them.
NAMED = 3
# Derived from the units, taken back with the decree, or said of it in words of their own.
_NO_MATTER = {(UnitPlace, "unit"), (UnitPlace, "place"), (Post, "branch")}


def in_the_way(decree: Decree) -> list[str]:
    """Return what keeps a decree from being undone, in Vietnamese; empty where nothing does."""
    kept = Reorganisation.objects.filter(decree=decree).first()
    if kept is None:
        return [f"Văn bản số {decree} không được áp dụng ở đây nên không hoàn tác được."]
    written = Written.of_json(kept.written)
    return [
        *_periods(decree, kept),
        *_later_decrees(written),
        *_changed_since(written),
        *_hanging(written),
    ]


def _periods(decree: Decree, kept: Reorganisation) -> Iterator[str]:
    """Periods that were sealed on its map, or opened for units of it."""
    for period in Period.objects.filter(day__gte=decree.day).order_by("day"):
        if period.is_sealed:
            yield f"Kỳ báo cáo “{period}” ngày {period.day:%d/%m/%Y} đã khóa."
        elif period.opened_at > kept.at:
            yield f"Kỳ báo cáo “{period}” được mở sau khi áp dụng."


def _later_decrees(written: Written) -> Iterator[str]:
    later = _later_changes(written)
    for number in sorted(set(later.values_list("decree__number", flat=True))):
        yield f"Văn bản số {number} sắp xếp tiếp các đơn vị này: hoàn tác văn bản đó trước."


def _later_changes(written: Written) -> models.QuerySet[UnitChange]:
    """Return what later decrees say became of units that it wrote."""
    own = written.added(UnitChange)
    return UnitChange.objects.filter(old__in=written.added(Unit)).exclude(pk__in=own)


def _changed_since(written: Written) -> Iterator[str]:
    """What was written differently since, which would be lost.

    Of units that a later decree ended it is said by which.
    """
    ended = set(_later_changes(written).values_list("old", flat=True))
    for model, traces in written:
        changed = [row for row in _changed(model, traces) if model is not Unit or
                   row.pk not in ended]  # fmt: skip
        if changed:
            what = str(model._meta.verbose_name).lower()
            yield f"{dotted(len(changed))} {what} đã được sửa sau khi áp dụng: {_some(changed)}."


def _changed(model: type[models.Model], traces: Traces) -> list[models.Model]:
    """Return the rows that are not as they were written; rights given with it may be."""
    written = {pk: {name: now for name, (_, now) in row.items()} for pk, row in
               traces.changed.items()}  # fmt: skip
    if model is not Grant:
        written |= traces.added
    rows = model._default_manager.filter(pk__in=written).order_by("pk")
    return [
        row
        for row in rows
        if any(getattr(row, name) != value for name, value in written[row.pk].items())
    ]


def _hanging(written: Written) -> Iterator[str]:
    """Whatever refers to a unit that the decree wrote, and was not written with it."""
    units = written.added(Unit)
    for relation in Unit._meta.get_fields(include_hidden=True):
        field: Any = getattr(relation, "field", None)
        model: Any = relation.related_model
        if not _refers(relation, model) or (model, field.name) in _NO_MATTER:
            continue
        rows = model._default_manager.filter(**{f"{field.name}__in": units})
        if model._meta.label in written.tables:
            rows = rows.exclude(pk__in=written.added(model))
        found = rows.order_by().values_list(f"{field.name}_id", flat=True)
        if (on := list(found)) and not (model is UnitChange and field.name == "old"):
            owner = model._meta.auto_created or model
            what = str(owner._meta.verbose_name).lower()
            there = Unit.objects.filter(pk__in=on).order_by("code")
            yield f"{dotted(len(on))} {what} ghi cho đơn vị thêm theo văn bản: {_some(there)}."


def _refers(relation: Any, model: Any) -> bool:
    """Whether a relation is that of a column of another table which is no history."""
    there = relation.auto_created and not relation.concrete and not relation.many_to_many
    return bool(there) and not issubclass(model, HistoricalChanges)


def _some(named: Iterable[Any]) -> str:
    words = [str(each) for each in named]
    more = f" và {dotted(len(words) - NAMED)} nơi khác" if len(words) > NAMED else ""
    return f"{', '.join(words[:NAMED])}{more}"
