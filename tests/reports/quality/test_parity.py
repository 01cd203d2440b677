"""Whatever is recorded, a check counts whom its list shows, and digits are read one way."""

from datetime import date

from django.core.management import call_command
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from personnel.kinds import KINDS
from personnel.models import Person, Unit, Verification
from personnel.reading.standing import standing
from personnel.words.identity import cccd_clashes, cccd_doubts
from reports.quality.checks import checks_of
from reports.quality.counting import Quality
from targets.criteria import HORIZONS
from targets.lens import Lens
from targets.sources import LiveSource
from tests.factories import (
    LOWLAND,
    MOUNTAIN,
    TOWNSHIP,
    credential,
    leave_few_units,
    looked_into,
    person,
    post,
)

DAYS = st.one_of(st.none(), st.dates(date(2019, 1, 1), date(2027, 12, 31)))
FINDINGS = st.one_of(
    st.none(),
    st.tuples(st.sampled_from(Verification.values), st.dates(date(2019, 1, 1), date(2027, 12, 31))),
)
LEVELS = st.sampled_from([(kind.code, n) for kind in KINDS.values() for n in range(kind.top + 1)])
PEOPLE = st.lists(
    st.tuples(
        st.sampled_from(["Nguyễn Văn An", "Nguyễn Vân Ấn", "Trần Thị Bé"]),
        st.sampled_from(["male", "female"]),
        st.sampled_from([date(1955, 1, 1), date(1986, 1, 1), date(2000, 1, 1)]),
        st.sampled_from(["BT", "CTHCCB", "DCXD-P", "TCKT", "VPDU"]),
        st.sampled_from([MOUNTAIN, TOWNSHIP, LOWLAND]),
        DAYS,
        st.dictionaries(LEVELS, st.tuples(DAYS, FINDINGS), max_size=4),
    ),
    min_size=1,
    max_size=6,
)
SLOW = settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow])


class Parity(TestCase):
    @classmethod
    def setUpTestData(cls):
        call_command("load_reference", verbosity=0)
        leave_few_units()

    @SLOW
    @given(people=PEOPLE, horizon=st.sampled_from(list(HORIZONS.values())), day=DAYS)
    def test_figure_and_list_agree_for_every_check_and_unit(self, people, horizon, day):
        for name, sex, birth, title, unit, start, held in people:
            who = person(name=name, sex=sex, birth=birth)
            post(who, title, unit, start=start)
            for (kind, level), (awarded, finding) in held.items():
                credential(who, kind, level, awarded=awarded, **looked_into(finding))
        lens, everyone = Lens(horizon, day or date(2025, 12, 31)), Person.objects.all()
        units = list(Unit.objects.select_related("parent"))
        quality = Quality(LiveSource.of_province(lens), units)
        for at, check in enumerate(checks_of(lens)):
            listed = list(standing(lens.day, everyone, check.kinds).filter(check.where(lens)))
            for unit in units:
                here = {"province": listed}.get(unit.level) or [
                    row for row in listed if unit.pk in (row.unit_id, row.district_id)
                ]
                assert quality.row(unit).cells[at].count == len(here), (check.code, unit)

    @settings(max_examples=60, deadline=None)
    @given(
        digits=st.from_regex(r"[0-9]{12}", fullmatch=True),
        near=st.booleans(),
        sex=st.sampled_from(["male", "female"]),
        birth=st.dates(date(1900, 1, 1), date(2099, 12, 31)),
    )
    def test_digits_are_read_alike_in_words_and_by_the_database(self, digits, near, sex, birth):
        if near:
            fourth = 2 * (birth.year // 100 - 19) + (sex == "female")
            digits = f"{digits[:3]}{fourth}{birth.year % 100:02}{digits[6:]}"
        who = person(sex=sex, birth=birth, cccd=digits)
        clashing = Person.objects.filter(cccd_clashes(), pk=who.pk).exists()
        assert clashing == bool(cccd_doubts(digits, sex, birth.year))
