"""What keeps the units true: each in one place at a time, and nobody left in one that ended."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError

from .holders import ended_under, held, people_of, posts_of
from .problems import Problem, as_it_was, changed, refuse, some

if TYPE_CHECKING:
    from personnel.models import Unit, UnitQuerySet

# The code of an error that units right below stand behind.
CHILDREN = "children"
PERIOD = ("valid_from", "valid_to")
FIXED = {"code": "mã", "level": "cấp", "kind": "loại"}


def check_unit(unit: Unit) -> None:
    """Raise ValidationError, by field, unless the unit can stand as it is beside the others.

    What was so before and is not changed is not asked about: a fault that came in some other
    way does not keep the rest from being put right. To be called with the units locked
    (`locking.hold_list`) where somebody else may be writing.
    """
    before = as_it_was(unit)
    refuse(
        (
            *_parent(unit, before),
            *_code(unit, before),
            *_province(unit, before),
            *(_in_use(unit, before) if before else ()),
        )
    )


def _parent(unit: Unit, before: Unit | None) -> Iterator[Problem]:
    """A unit belongs to one of a higher level, which is in force as long as it is."""
    above = unit.parent
    if above is None or not changed(before, unit, "parent_id", "level", *PERIOD):
        return
    if above.is_group:
        yield (
            "parent",
            ValidationError(
                f"{above} là một nhóm đơn vị, không phải đơn vị cấp trên. Đưa đơn vị vào nhóm "
                "bằng danh sách của nhóm."
            ),
        )
    elif above.rank >= unit.rank:
        level, of = str(unit.get_level_display()).lower(), str(above.get_level_display()).lower()
        yield (
            "parent",
            ValidationError(
                f"Đơn vị {level} phải trực thuộc một đơn vị cấp trên; {above} là đơn vị {of}."
            ),
        )
    elif not _within(unit, above):
        yield (
            "parent",
            ValidationError(
                f"{above} ({above.period_shown}) không có hiệu lực trong trọn thời gian của đơn vị "
                f"này ({unit.period_shown})."
            ),
        )


def _code(unit: Unit, before: Unit | None) -> Iterator[Problem]:
    """A code is one unit's at a time."""
    if changed(before, unit, "code", *PERIOD):
        for other in _meanwhile(unit).filter(code=unit.code)[:1]:
            yield (
                "code",
                ValidationError(
                    f"Mã {unit.code} là của {other} ({other.period_shown}). Hai đơn vị cùng mã "
                    "không được có thời gian hiệu lực chồng nhau."
                ),
            )


def _province(unit: Unit, before: Unit | None) -> Iterator[Problem]:
    """There is one province at a time: the whole portal is about it."""
    if unit.is_province and changed(before, unit, "level", *PERIOD):
        for other in _meanwhile(unit).filter(level=unit.level)[:1]:
            yield (
                "level",
                ValidationError(
                    f"Cùng một thời gian chỉ có một tỉnh; {other} ({other.period_shown})."
                ),
            )


def _in_use(unit: Unit, before: Unit) -> Iterator[Problem]:
    """What hangs on the unit stays where it can be."""
    yield from _children(unit, before)
    yield from _ending(unit, before)
    yield from _fixed(unit, before)


def _children(unit: Unit, before: Unit) -> Iterator[Problem]:
    moved = changed(before, unit, "level", *PERIOD)
    below = list(unit.children.order_by("code")) if moved else []
    if higher := [child for child in below if child.rank <= unit.rank]:
        yield (
            "level",
            ValidationError(
                f"Có {len(higher)} đơn vị trực thuộc không thấp hơn cấp này: {some(higher)}.",
                CHILDREN,
            ),
        )
    left_out = [child for child in below if _within(child, before) and not _within(child, unit)]
    if left_out:
        yield (
            moved[-1],
            ValidationError(
                f"Còn {len(left_out)} đơn vị trực thuộc có hiệu lực ngoài thời gian này: "
                f"{some(left_out)}. Hãy kết thúc hoặc chuyển các đơn vị đó trước.",
                CHILDREN,
            ),
        )


def _ending(unit: Unit, before: Unit) -> Iterator[Problem]:
    if unit.successions.exists():
        return  # whoever goes on counts in what became of it
    yield from ended_under(
        unit, before,
        "Còn %(people)s người giữ chức danh tại đây sau ngày %(day)s. Hãy kết thúc chức danh của "
        "họ hoặc chuyển họ sang đơn vị khác trước.",
    )  # fmt: skip


def _fixed(unit: Unit, before: Unit) -> Iterator[Problem]:
    """Code, level and kind are what figures of every year and lists of units go by."""
    moved = changed(before, unit, *FIXED)
    if not moved:
        return
    people = people_of(posts_of(before))
    for name in moved:
        if people:
            yield name, held(
                "Không đổi được %(what)s: %(people)s người giữ hoặc đã từng giữ chức danh tại "
                "đây, số liệu mọi năm sẽ đổi theo. Đơn vị đổi %(what)s là một đơn vị mới, có "
                "ngày bắt đầu hiệu lực riêng.",
                people, what=FIXED[name],
            )  # fmt: skip
        elif name == "code" and (unit.children.exists() or unit.dossier_counts.exists()):
            yield (
                name,
                ValidationError(
                    "Không đổi được mã: đã có đơn vị trực thuộc hoặc số liệu hồ sơ công việc."
                ),
            )


def _within(unit: Unit, other: Unit) -> bool:
    """Whether `other` is in force on every day on which `unit` is."""
    (first, last), (opens, closes) = unit.span, other.span
    return opens <= first and last <= closes


def _meanwhile(unit: Unit) -> UnitQuerySet:
    """Return the other units in force on some day on which `unit` is."""
    return type(unit).objects.in_force_within(*unit.span).exclude(pk=unit.pk)
