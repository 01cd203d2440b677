"""What a user may look at of needs, classes, forecasts and plans."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace

from django.core.exceptions import BadRequest
from django.http import HttpRequest
from django.utils import timezone
from django.utils.functional import cached_property

from personnel.models import Course, CourseQuerySet, Unit
from personnel.scope import NOWHERE, Editor, Reach, Viewer, viewer
from reports.needs.study import next_year_of
from reports.scope import named, root_of, unit_in_view, units_in_view
from targets.criteria import HORIZONS, horizon_on
from targets.lens import Lens
from targets.sources import LiveSource


@dataclass(frozen=True)
class _WholeProvince:
    """Whoever teaches sees for whom, in the whole province, the school's courses are."""

    sees_province: bool = True
    scope: Reach = NOWHERE
    scope_units: frozenset[int] = frozenset()
    teaches: bool = True


@dataclass(frozen=True)
class Sight:
    """What a user looks at: through which lens of today, as whom, which units.

    `viewer` is whom people are read for: the user, or for the `school` the whole province, of
    which the school's courses alone may be shown. `root` is at the top of what is seen, of `units`
    by code.
    """

    user: Editor
    lens: Lens
    viewer: Viewer
    school: bool
    units: list[Unit]
    root: Unit

    @classmethod
    def of(cls, request: HttpRequest) -> Sight | None:
        """Return what the user may look at by the horizon of the address; None: nothing.

        Without a horizon the first whose deadline is not past when courses begin next year. Whoever
        has a part of the province and teaches too looks as the school with `school=1`. Raises
        BadRequest for a horizon that is none. One query.
        """
        user, lens = viewer(request), _lens(request)
        own = user.sees_province or bool(user.scope_units)
        school = user.teaches and (not own or request.GET.get("school") == "1")
        looks: Viewer = _WholeProvince() if school else user
        units = units_in_view(looks, lens)
        root = root_of(looks, units)
        return cls(user, lens, looks, school, units, root) if root else None

    def source(self, top: Unit | None = None) -> LiveSource:
        """Return the records of all that is seen, or of a unit of it."""
        top = top or self.root
        return LiveSource(self.lens, top, self.viewer, [u for u in self.units if top.contains(u)])

    def unit(self, address: str) -> Unit:
        """Return the unit in view that an address means, of today or of the deadline's map.

        The root where it is "". Raises BadRequest where there is none.
        """
        found = named(self.units, address, self.lens.units_on) if address else self.root
        found = found or unit_in_view(self.viewer, self._at_the_deadline, address)
        if found is None:
            raise BadRequest(f"Không có đơn vị mang mã “{address}” trong phạm vi được xem.")
        return found

    @property
    def _at_the_deadline(self) -> Lens:
        return replace(self.lens, day=self.lens.horizon.deadline)

    def courses(self) -> CourseQuerySet:
        """Return the courses of the catalogue that are shown: to the school its own."""
        courses = Course.objects.all()
        return courses.filter(by_school=True) if self.school else courses

    @cached_property
    def only(self) -> Collection[str] | None:
        """The codes of the only courses that are shown; None where every course is. One query."""
        return frozenset(self.courses().values_list("code", flat=True)) if self.school else None

    def shows(self, course: str) -> bool:
        """Whether needs and seats of a course, by its code, may be shown."""
        return self.only is None or course in self.only


def _lens(request: HttpRequest) -> Lens:
    today = timezone.localdate()
    code = request.GET.get("horizon", "") or horizon_on(next_year_of(today)).code
    if code not in HORIZONS:
        raise BadRequest(f"Mốc mục tiêu “{code}” không có. Chọn 2025 hoặc 2030.")
    return Lens(HORIZONS[code], today, today)
