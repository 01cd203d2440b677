"""What differs from a seal by a unit told of otherwise alone, and by age up to another seal."""

from datetime import date

from django.http import QueryDict

from personnel.models import Person, Unit
from reports.comparing.bridge import bridge_of
from reports.comparing.sides import periods_in_view, sides_asked
from tests.factories import MOUNTAIN, credential, person, post
from tests.reports.comparing.test_sealed import PROFESSIONAL, YOUNG
from tests.reports.periods.handing import a_period
from tests.reports.workbooks.test_sealed import close


def test_of_a_unit_that_is_told_of_otherwise_alone(people, province_admin):
    credential(Person.objects.get(full_name="Đinh Văn Lía"), "professional", 3)
    kept = close(a_period("Báo cáo năm 2024", day=date(2024, 12, 31)), province_admin)
    Unit.objects.filter(code=MOUNTAIN).update(terrain="lowland")
    asked = QueryDict(f"before=ky-{kept.pk}&after=2025-12-31&horizon=2025")
    sides = sides_asked(asked, province_admin, periods_in_view(province_admin))
    found = bridge_of(sides.before.source, sides.after.source, sides.lens.criteria)
    (part,) = found[PROFESSIONAL].steps
    assert (part.step.value, part.met, part.covered) == ("unit", -1, 0)


def test_ages_between_two_seals(people, province_admin):
    post(person(birth=date(1985, 6, 1)), "TCKT", "21484")
    first = close(a_period("Báo cáo năm 2024", day=date(2024, 12, 31)), province_admin)
    last = close(a_period("Báo cáo năm 2025"), province_admin)
    asked = QueryDict(f"before=ky-{first.pk}&after=ky-{last.pk}")
    sides = sides_asked(asked, province_admin, periods_in_view(province_admin))
    (part,) = bridge_of(sides.before.source, sides.after.source, sides.lens.criteria)[YOUNG].steps
    assert (part.step.value, part.met, part.covered) == ("aged", 0, -1)
