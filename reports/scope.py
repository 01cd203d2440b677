"""Which units a user's pages are about."""

from django.db.models import Q
from django.http import Http404

from personnel.models import Unit, UnitQuerySet
from personnel.models.units import together
from personnel.scope import Viewer

from .lens import Lens


def in_view(user: Viewer, lens: Lens) -> UnitQuerySet:
    """Return the units in force on the lens's day that the user may see, as a query."""
    return Unit.objects.visible_to(user).in_force(lens.day)


def units_in_view(user: Viewer, lens: Lens) -> list[Unit]:
    """Return the units in force on the lens's day that the user may see, by code, in one query."""
    return list(in_view(user, lens).select_related("parent").order_by("code"))


def units_offered(user: Viewer, lens: Lens, code: str) -> list[Unit]:
    """Return of the units in view those that a choice offers where there are too many, by code.

    All above the communes, the communes of a district user, and those within the unit of `code`
    or beside it: whatever unit in view is asked for is among them. One query.
    """
    units = in_view(user, lens).only("code", "name", "level", "parent")
    offered = ~Q(level=Unit.Level.COMMUNE) | Q(parent__in=user.scope_districts)
    if code:
        at = Unit.objects.in_force(lens.day).filter(code=code if code.isprintable() else "")
        offered |= Q(parent__in=at.values("pk")) | Q(parent__in=at.values("parent"))
    return list(units.filter(offered).order_by("code"))


def root_of(user: Viewer, units: list[Unit]) -> Unit | None:
    """Return what is at the top of what the user sees; None when that is nothing.

    The province, one's own district, or one's own districts together.
    """
    level = Unit.Level.PROVINCE if user.sees_province else Unit.Level.DISTRICT
    tops = [unit for unit in units if unit.level == level]
    return together(tops) if len(tops) > 1 and not user.sees_province else next(iter(tops), None)


def root_unit(user: Viewer, lens: Lens) -> Unit | None:
    """Return the same with a query of its own."""
    return root_of(user, units_in_view(user, lens))


def unit_or_404(user: Viewer, lens: Lens, code: str) -> Unit:
    """Return the unit of that code in force on the lens's day, if the user may see it."""
    units = Unit.objects.visible_to(user).in_force(lens.day).select_related("parent__parent")
    unit = units.filter(code=code).first()
    if unit is None:
        raise Http404(
            f"Không có đơn vị mang mã “{code}” vào ngày {lens.day:%d/%m/%Y} "
            "trong phạm vi được xem của tài khoản này."
        )
    return unit
