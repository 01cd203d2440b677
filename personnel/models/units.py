from __future__ import annotations

import re
from collections.abc import Callable, Hashable, Sequence
from datetime import date
from typing import Any

from django.db import models
from django.db.models import Case, F, FilteredRelation, Q, Value, When
from django.db.models.functions import Coalesce
from django.utils.functional import cached_property
from simple_history.models import HistoricalRecords

from personnel.basics.asked_again import found_again
from personnel.basics.periods import VALIDITY, Day, Days, InForce
from personnel.basics.plain import PLAIN_NAME
from personnel.basics.spells import SPELL
from personnel.checks.units import check_unit
from personnel.words.units import counted

from . import hierarchy
from .hierarchy import HierarchyQuerySet, Level, below

# The fact of a đặc khu that says as what it counts (`Unit.CountsAs`): only a decision does.
COUNTS_AS = "counts_as"
# A code, and the number of the row that bore it: see `Unit.address_on`.
_NUMBERED = re.compile(r"(.+)-([0-9]{1,9})", re.DOTALL)


class UnitDays(Days):
    """The days on which a unit is in force: of another province's, none (`Unit.outside`)."""

    def within(self, first: Day, last: Day, prefix: str = "") -> Q:
        """Return the condition "in force, in this province, on some day from `first` to `last`"."""
        return super().within(first, last, prefix) & Q(**{f"{prefix}outside": False})


class UnitQuerySet(HierarchyQuerySet["Unit"]):
    def addressed(self, text: str) -> UnitQuerySet:
        """Units that an address may mean by `text`: their code, or what `address_on` gives."""
        found = _NUMBERED.fullmatch(text)
        numbered = Q(code=found[1], pk=int(found[2])) if found else Q(pk__in=[])
        return self.filter(Q(code=text) | numbered) if text.isprintable() else self.none()

    def with_facts_on(self, day: Day) -> UnitQuerySet:
        """The same units, each with `terrain_then`, `minority_area_then` and `counts_as_then`.

        As on `day`; the last is null where nothing was decided.
        """
        held = Case(
            When(minority_area_spell__value="True", then=Value(True)),
            When(minority_area_spell__value="False", then=Value(False)),
            default=F("minority_area"),
        )
        return self.alias(**_spells(day, *Unit.Fact.values, COUNTS_AS)).alias(
            terrain_then=Coalesce("terrain_spell__value", "terrain"),
            minority_area_then=held,
            counts_as_then=F(f"{COUNTS_AS}_spell__value"),
        )

    def as_on(self, day: Day) -> list[Unit]:
        """Read these units with the facts of `day` in the place of their own; never to be saved.

        One query. A unit of which nothing is decided by day stays what its row says.
        """
        return [_told(unit) for unit in self.with_told(day)]

    def with_told(self, day: Day) -> UnitQuerySet:
        """The same units, each with what is decided by `day` of its facts beside them."""
        told = {
            f"{fact}_{column}_told": F(f"{fact}_spell__{column}")
            for fact in Unit.Fact.values
            for column in ("value", "confirmed", "decision")
        }
        return self.alias(**_spells(day, *Unit.Fact.values)).annotate(**told)

    def within(self, unit: Unit) -> UnitQuerySet:
        """`unit` itself and what lies in it, or in its parts where it stands for several."""
        if unit.whole_province:
            return self.all()
        tops = unit.parts or {unit.pk}
        return self.filter(Q(pk__in=tops) | below(tops))


def units_as_on(day: date, asked: Hashable, write: Callable[[], UnitQuerySet]) -> list[Unit]:
    """Return what `as_on` does of the units of `write`, by a text that is kept; one query.

    `asked` is all that these follow from, beside the day.
    """
    found = found_again((asked, day), lambda: write().with_told(day), Unit)
    return [_told(unit) for unit in found]


def _spells(day: Day, *facts: str) -> dict[str, FilteredRelation]:
    """Return the spell of each of these facts on `day`, by a name."""
    return {
        f"{fact}_spell": FilteredRelation(
            "facts", condition=Q(facts__fact=fact) & SPELL.on(day, "facts__")
        )
        for fact in facts
    }


def _told(unit: Unit) -> Unit:
    """Give a unit what was read of its facts beside it."""
    read = vars(unit)
    for fact in Unit.Fact.values:
        # Of most units nothing is decided by day, and a page reads some hundred.
        if (value := read[f"{fact}_value_told"]) is None:
            continue
        field: Any = Unit._meta.get_field(fact)
        read[fact] = field.to_python(value)
        for column in ("confirmed", "decision"):
            read[f"{fact}_{column}"] = read[f"{fact}_{column}_told"]
    return unit


class Unit(InForce):
    """A province, district or commune during the time one decision gave it that shape.

    Codes are reused over time, so a unit is known by its code and first day. A unit that is
    `outside` was another province's until the two were joined: people served there, and it went
    on in units of this one, but it was never in force here.
    """

    days = UnitDays("valid_from", "valid_to")
    Level = hierarchy.Level

    class Kind(models.TextChoices):
        PROVINCE = "tỉnh", "Tỉnh"
        CITY = "thành phố", "Thành phố"
        TOWN = "thị xã", "Thị xã"
        DISTRICT = "huyện", "Huyện"
        WARD = "phường", "Phường"
        TOWNSHIP = "thị trấn", "Thị trấn"
        COMMUNE = "xã", "Xã"
        SPECIAL_ZONE = "đặc khu", "Đặc khu"
        TERRITORY = "địa bàn", "Địa bàn"

    class Terrain(models.TextChoices):
        LOWLAND = "lowland", "Đồng bằng"
        MOUNTAIN = "mountain", "Miền núi"

    class Fact(models.TextChoices):
        """What the province confirms of a commune; until then it is taken as it is recorded."""

        TERRAIN = "terrain", "địa hình"
        MINORITY_AREA = "minority_area", "vùng DTTS"

    class CountsAs(models.TextChoices):
        """As what a đặc khu counts: neither by the text, which knew none; the province decides."""

        NEITHER = "neither", "không là đô thị, không là xã miền núi"
        URBAN = "urban", "đô thị"
        MOUNTAIN = "mountain", "xã miền núi"

    # "Phường, thị trấn và xã đồng bằng" stand against "xã miền núi" in clause II.2.2.a.
    URBAN_KINDS = (Kind.WARD, Kind.TOWNSHIP)

    code = models.CharField("Mã đơn vị", max_length=10)
    name = models.CharField("Tên đơn vị", max_length=100, validators=[PLAIN_NAME])
    level = models.CharField("Cấp", max_length=8, choices=Level)
    kind = models.CharField("Loại", max_length=10, choices=Kind)
    parent = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="children",
        verbose_name="Trực thuộc",
    )
    terrain = models.CharField("Địa hình", max_length=8, choices=Terrain, default=Terrain.LOWLAND)
    terrain_confirmed = models.BooleanField("Đã xác nhận địa hình", default=False)
    terrain_decision = models.CharField(
        "Số quyết định về địa hình", max_length=50, blank=True, default=""
    )
    minority_area = models.BooleanField("Vùng đồng bào dân tộc thiểu số", default=False)
    minority_area_confirmed = models.BooleanField("Đã xác nhận vùng DTTS", default=False)
    minority_area_decision = models.CharField(
        "Số quyết định về vùng DTTS", max_length=50, blank=True, default=""
    )
    valid_from = models.DateField("Có hiệu lực từ ngày", null=True, blank=True)
    valid_to = models.DateField("Có hiệu lực đến hết ngày", null=True, blank=True)
    outside = models.BooleanField("Của tỉnh khác trước khi hợp nhất", default=False, editable=False)
    history = HistoricalRecords(verbose_name="Lịch sử đơn vị")

    objects = UnitQuerySet.as_manager()

    class Meta:
        verbose_name = "Đơn vị hành chính"
        verbose_name_plural = "Đơn vị hành chính"
        ordering = ("code", "valid_from")
        constraints = [
            models.UniqueConstraint(
                fields=["code", "valid_from"],
                name="unit_code_once_a_period",
                violation_error_message="Mã đơn vị này đã có với cùng ngày bắt đầu hiệu lực.",
            ),
            models.UniqueConstraint(
                fields=["code"],
                condition=Q(valid_to__isnull=True),
                name="unit_code_once_in_force",
                violation_error_message="Mã đơn vị này đang được một đơn vị còn hiệu lực sử dụng.",
            ),
            models.CheckConstraint(
                condition=VALIDITY.in_order(),
                name="unit_ends_after_it_starts",
                violation_error_message="Ngày hết hiệu lực phải từ ngày bắt đầu hiệu lực trở đi.",
            ),
            models.CheckConstraint(
                condition=Q(level="province", parent__isnull=True)
                | ~Q(level="province") & Q(parent__isnull=False),
                name="unit_below_the_province_has_parent",
                violation_error_message="Đơn vị dưới cấp tỉnh phải thuộc một đơn vị cấp trên.",
            ),
            models.CheckConstraint(
                condition=Q(level="province", kind="tỉnh")
                | Q(level="district", kind__in=["thành phố", "thị xã", "huyện"])
                | Q(level="group", kind="địa bàn")
                | Q(level="commune", kind__in=["phường", "thị trấn", "xã", "đặc khu"]),
                name="unit_kind_fits_level",
                violation_error_message="Loại đơn vị không phù hợp với cấp của đơn vị.",
            ),
            models.CheckConstraint(
                condition=Q(outside=False) | Q(valid_to__isnull=False),
                name="unit_outside_until_the_joining",
                violation_error_message="Đơn vị của tỉnh khác phải hết hiệu lực khi hợp nhất.",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        """Refuse what cannot stand beside the other units, and what people stand in the way of."""
        check_unit(self)

    def lasts_on(self, day: date) -> bool:
        """Whether it is in force on `day`: a unit of another province never is."""
        return not self.outside and super().lasts_on(day)

    def address_on(self, day: date) -> str:
        """What names it in addresses and records of a day: its code, which is its own then.

        When it is not in force, the code may be another unit's: its number stands beside it.
        """
        return self.code if self.is_in_force(day) else self.numbered

    @property
    def numbered(self) -> str:
        """What names it in addresses on whatever day: its code, and its number beside."""
        return f"{self.code}-{self.pk}"

    def is_meant_by(self, address: str) -> bool:
        """Whether an address may mean it."""
        return address in (self.code, self.numbered)

    @cached_property
    def parts(self) -> frozenset[int]:
        """The ids of the units that are taken together in it: of a group, its communes.

        Set by `together` on what is no unit of its own. Empty of any other unit.
        """
        return frozenset(self.members.values_list("unit", flat=True)) if self.is_group else NONE

    @property
    def proper_name(self) -> str:
        """Its name past its kind: "Ba Động" of "Xã Ba Động"; whole where it does not begin so."""
        kind = f"{self.get_kind_display()} "
        begins = self.name.casefold().startswith(kind.casefold())
        return self.name[len(kind) :] if begins else self.name

    @property
    def is_province(self) -> bool:
        """Whether it is the province, or stands for several districts of it."""
        return self.level == Level.PROVINCE

    @property
    def whole_province(self) -> bool:
        """Whether this is the province itself, not some districts of it taken together."""
        return self.is_province and not self.parts

    @property
    def is_several(self) -> bool:
        """Whether it stands for several units taken together (`together`), and is none itself."""
        return self.is_province and bool(self.parts)

    @property
    def is_district(self) -> bool:
        """Whether it is a huyện, thị xã or thành phố."""
        return self.level == Level.DISTRICT

    @property
    def is_group(self) -> bool:
        """Whether it is a named group of communes."""
        return self.level == Level.GROUP

    @property
    def gathers(self) -> bool:
        """Whether communes are taken together in it: a district, or a group."""
        return self.is_district or self.is_group

    @property
    def is_commune(self) -> bool:
        """Whether it is a xã, phường, thị trấn or đặc khu."""
        return self.level == Level.COMMUNE

    @property
    def rank(self) -> int:
        """How high it stands: the province first."""
        levels = list(Level.values)
        return levels.index(self.level) if self.level in levels else len(levels)

    @property
    def above(self) -> Unit | None:
        """What it stands right below; None of the province."""
        return self.parent

    @property
    def above_id(self) -> int | None:
        """The id of what it stands right below."""
        return self.parent_id

    @property
    def keeper(self) -> Unit | None:
        """Whose board keeps its records: a commune's district, or itself where it has none."""
        above = self.parent
        return self if self.is_commune and above and not above.is_district else above

    @property
    def keeper_id(self) -> int | None:
        """The id of whose board keeps the records of this commune."""
        return self.keeper.pk if self.keeper else None

    @property
    def is_reporting(self) -> bool:
        """Whether it hands in a report for each period, where communes or districts do."""
        return self.is_district or self.is_commune and self.keeper == self

    @property
    def reporter(self) -> Unit | None:
        """What hands in the report that it is in; None where nothing does."""
        there = self.keeper if self.is_commune else self
        return there if there and there.is_reporting else None

    @property
    def reporter_id(self) -> int | None:
        """The id of what hands in its report, or of what it stands below where nothing does."""
        return self.pk if self.is_reporting else self.keeper_id

    def is_right_below(self, other: Unit) -> bool:
        """Whether it stands right below `other`."""
        return self.parent_id == other.pk

    def contains(self, other: Unit) -> bool:
        """Whether `other` is this unit or lies in it; every unit lies in the province."""
        if self.is_group and other.pk in self.parts:
            return True
        return self.is_province or self.pk in (other.pk, other.parent_id)

    @property
    def is_special_zone(self) -> bool:
        """Whether it is a đặc khu, of which a decision says as what it counts."""
        return self.kind == self.Kind.SPECIAL_ZONE

    @property
    def doubts(self) -> frozenset[str]:
        """The facts of this commune that are not confirmed: what rests on one is marked so."""
        if not self.is_commune:
            return _DOUBTS[True, True]
        return _DOUBTS[self.terrain_confirmed, self.minority_area_confirmed]

    @property
    def unconfirmed(self) -> bool:
        """Whether the terrain of this commune is not confirmed."""
        return self.Fact.TERRAIN in self.doubts


NONE: frozenset[int] = frozenset()
# So many units taken together are named one by one.
NAMED = 4
# By whether terrain and minority area are confirmed; looked up, as a page asks some thousand times.
_DOUBTS: dict[tuple[bool, bool], frozenset[str]] = {
    (True, True): frozenset(),
    (True, False): frozenset({Unit.Fact.MINORITY_AREA}),
    (False, True): frozenset({Unit.Fact.TERRAIN}),
    (False, False): frozenset(Unit.Fact),
}


def together(units: Sequence[Unit]) -> Unit:
    """Return what stands for several units of a province in one view, and is never saved.

    It has the place of their province, their names (of many, how many they are), and no code, as
    it has no page of its own.
    """
    few = len(units) <= NAMED
    name = ", ".join(unit.name for unit in units) if few else counted(u.kind for u in units)
    whole = Unit(pk=_province_of(units[0]), code="", name=name, level=Level.PROVINCE)
    whole.parts = frozenset().union(*(unit.parts or {unit.pk} for unit in units))
    return whole


def _province_of(unit: Unit) -> int | None:
    """Return the id of the province that a unit lies in."""
    above = unit.above
    return above.above_id if above and not above.is_province else unit.above_id


def mountain_commune(prefix: str = "", terrain: str = "terrain", counts_as: str = "") -> Q:
    """Return the condition "xã miền núi": the kind is xã and the column `terrain` mountain.

    A ward or township in a mountain district is not one (clause II.2.2.a, DOMAIN section 1); a
    đặc khu is one where the column `counts_as` says so.
    """
    told = Q(**{f"{prefix}kind": Unit.Kind.COMMUNE, f"{prefix}{terrain}": Unit.Terrain.MOUNTAIN})
    return told | _decided(prefix, counts_as, Unit.CountsAs.MOUNTAIN) if counts_as else told


def urban(prefix: str = "", counts_as: str = "") -> Q:
    """Return the condition "đô thị": phường or thị trấn, or a đặc khu that `counts_as` one."""
    told = Q(**{f"{prefix}kind__in": Unit.URBAN_KINDS})
    return told | _decided(prefix, counts_as, Unit.CountsAs.URBAN) if counts_as else told


def _decided(prefix: str, counts_as: str, value: str) -> Q:
    zone = {f"{prefix}kind": Unit.Kind.SPECIAL_ZONE}
    return Q(**zone, **{f"{prefix}{counts_as}": value})
