"""Structure of the workforce beside the targets (clause I.2): women, the young, minorities."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from personnel.models import Ethnicity, Person

from .covers import STAFF, born_after
from .rules import Cover

EVERYBODY = Cover("all", "Toàn bộ", lambda day: Q(pk__isnull=False))
BASES = {base.code: base for base in (STAFF, EVERYBODY)}
NOT_KINH = Q(ethnicity__isnull=False) & ~Q(ethnicity__name=Ethnicity.KINH)


@dataclass(frozen=True)
class Measure:
    """A share of the workforce: who counts, among whom (None: all of the base)."""

    code: str
    label: str
    part: Callable[[date], Q]
    among: Q | None = None
    baseline: str = ""

    def whole(self, base: Cover, day: date) -> Q:
        """Return the condition for the denominator."""
        return base.on(day) if self.among is None else base.on(day) & self.among

    def counted(self, base: Cover, day: date) -> Q:
        """Return the condition for the numerator."""
        return self.whole(base, day) & self.part(day)


def _aged(low: int, high: int) -> Callable[[date], Q]:
    return lambda day: born_after(day, high) & ~born_after(day, low)


MEASURES = {
    measure.code: measure
    for measure in (
        Measure("women", "Nữ", lambda day: Q(sex=Person.Sex.FEMALE), baseline="30,56%"),
        Measure("under30", "Dưới 30 tuổi", lambda day: born_after(day, 30), baseline="2,71%"),
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
