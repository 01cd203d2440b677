"""Structure of the workforce beside the targets (clause I.2): women, the young, minorities."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Q

from personnel.models import Ethnicity, Person

from .covers import COMMON, STAFF, born_after
from .figures import percentage
from .rules import Cover, title_groups, unit_facts

EVERYBODY = Cover("all", "Toàn bộ", COMMON, lambda day: Q(pk__isnull=False))
BASES = {base.code: base for base in (STAFF, EVERYBODY)}
# Cadres and civil servants of the communes when the resolution was passed (clause I.2).
STAFF_THEN = 3619
UNSURE = Q(group_unconfirmed=1)
NOT_KINH = Q(ethnicity__isnull=False) & ~Q(ethnicity__name=Ethnicity.KINH)


@dataclass(frozen=True)
class Measure:
    """A share of the workforce: who counts, among whom (None: all of the base).

    `then` is how many of the staff it was of when the resolution was passed, if the text says.
    """

    code: str
    label: str
    part: Callable[[date], Q]
    among: Q | None = None
    then: int | None = None

    @property
    def rate_then(self) -> Decimal | None:
        """The percentage of the staff when the resolution was passed."""
        return None if self.then is None else percentage(self.then, STAFF_THEN)

    @property
    def baseline(self) -> str:
        """The same in words: "30,56%"."""
        return "" if self.then is None else f"{self.rate_then}%".replace(".", ",")

    def whole(self, base: Cover, day: date) -> Q:
        """Return the condition for the denominator."""
        return base.on(day) if self.among is None else base.on(day) & self.among

    @property
    def unit_facts(self) -> frozenset[str]:
        """The facts of units that it rests on: those that say among whom it counts."""
        return unit_facts(self.among or Q())

    def unsure(self, base: Cover, day: date) -> Q | None:
        """Return who is in the denominator by a group of titles that nobody confirmed.

        None where no group of titles decides.
        """
        whole = self.whole(base, day)
        return whole & UNSURE if title_groups(whole) else None

    def counted(self, base: Cover, day: date) -> Q:
        """Return the condition for the numerator."""
        return self.whole(base, day) & self.part(day)


def _aged(low: int, high: int) -> Callable[[date], Q]:
    return lambda day: born_after(day, high) & ~born_after(day, low)


MEASURES = {
    measure.code: measure
    for measure in (
        Measure("women", "Nữ", lambda day: Q(sex=Person.Sex.FEMALE), then=1106),
        Measure("under30", "Dưới 30 tuổi", lambda day: born_after(day, 30), then=98),
        Measure("under40", "Dưới 40 tuổi", lambda day: born_after(day, 40)),
        Measure(
            "minority",
            "Người dân tộc thiểu số ở vùng đồng bào DTTS",
            lambda day: NOT_KINH,
            among=Q(minority_area=True),
        ),
        Measure("party", "Đảng viên", lambda day: Q(party_joined__lte=day)),
        Measure("age30", "Từ 30 đến 39 tuổi", _aged(30, 40)),
        Measure("age40", "Từ 40 đến 49 tuổi", _aged(40, 50)),
        Measure("age50", "Từ 50 đến 59 tuổi", _aged(50, 60)),
        Measure("age60", "Từ 60 tuổi trở lên", lambda day: ~born_after(day, 60)),
    )
}
