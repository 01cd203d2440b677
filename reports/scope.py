"""Which units a user's pages are about."""

from django.http import Http404

from personnel.models import Unit
from personnel.models.units import together
from personnel.scope import Viewer

from .lens import Lens


def units_in_view(user: Viewer, lens: Lens) -> list[Unit]:
    """Return the units in force on the lens's day that the user may see, by code, in one query."""
    units = Unit.objects.visible_to(user).in_force(lens.day)
    return list(units.select_related("parent").order_by("code"))


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
