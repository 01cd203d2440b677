"""The made-up province in the database: its figures, told by the rules and by pandas alike."""

from collections import Counter
from datetime import date
from decimal import Decimal
from io import StringIO
from itertools import product
from typing import ClassVar

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test import TestCase
from django.utils import timezone

from accounts.demo import create_demo_users
from accounts.models import User
from bench import by_duckdb
from bench.by_pandas import figures
from personnel.models import (
    Credential,
    Decree,
    DossierCount,
    Enrolment,
    Following,
    Person,
    Post,
    TrainingClass,
    Unit,
)
from personnel.places.decreed import Decreed
from personnel.reading.clashes import past_retirement
from personnel.reading.retirement import leaves_before
from personnel.reading.standing import counts_past_retirement, standing
from personnel.reference import FIXTURES
from reorganising.applying import apply
from reorganising.invariants import NAMES
from reorganising.undoing import in_the_way, undo
from targets.assuming import Assuming
from targets.criteria import BY_CODE, H2025, H2030, REGISTER, criteria_for
from targets.figures import Verdict, percentage
from targets.judging import EVERYONE, RollUp
from targets.lens import Lens
from targets.needs.forecasting import Forecasting
from targets.needs.leavers import leavers_of
from targets.sources import LiveSource
from targets.structure import BASES, MEASURES
from tests import maps
from tests.reorganising.decrees import tables
from tests.rolled import count_by_unit, roll_up

MAPS = (maps.FIRST, maps.SECOND)
BASELINE_DAY = date(2022, 6, 1)
DEADLINE = date(2025, 12, 31)
LAST_DAY_OF_DISTRICTS, FIRST_DAY = date(2025, 6, 30), maps.WITHOUT_DISTRICTS


def rolled_up(day: date) -> RollUp:
    return roll_up(day, REGISTER, Person.objects.all(), Unit.objects.all())


class DemoProvinceTests(TestCase):
    """Seeded once for the whole class."""

    printed: ClassVar[str]

    @classmethod
    def setUpTestData(cls) -> None:
        out = StringIO()
        call_command("seed_demo", stdout=out)
        cls.printed = out.getvalue()

    def test_the_baseline_of_the_resolution(self):
        staff = BASES["staff"]
        women, young = MEASURES["women"], MEASURES["under30"]
        counts = count_by_unit(
            BASELINE_DAY,
            Person.objects.all(),
            {
                "staff": staff.on(BASELINE_DAY),
                "women": women.counted(staff, BASELINE_DAY),
                "young": young.counted(staff, BASELINE_DAY),
            },
        )

        assert [counts(name) for name in ("staff", "women", "young")] == [3619, 1106, 98]
        assert percentage(counts("women"), counts("staff")) == Decimal("30.56")
        assert percentage(counts("young"), counts("staff")) == Decimal("2.71")

    def test_the_overview_of_that_day_shows_it(self):
        self.client.force_login(
            User.objects.get(username="theodoi"), "django.contrib.auth.backends.ModelBackend"
        )
        response = self.client.get("/", {"horizon": "2025", "as_of": BASELINE_DAY.isoformat()})

        self.assertContains(response, "3.619")
        # Above and in the structure: as counted, and as the resolution says.
        for share in ("30,56%", "2,71%"):
            self.assertContains(response, share, count=4)

    def test_pandas_reads_the_same_figures_from_the_tables(self):
        units = [*Unit.objects.exclude(level="province").values_list("pk", flat=True), None]
        for day in (date(2015, 3, 1), BASELINE_DAY, DEADLINE):
            expected, found = figures(connection.connection, day), rolled_up(day)
            for criterion in REGISTER:
                for unit in units:
                    figure = found.figure(criterion, unit)
                    told = (figure.met, figure.short, figure.unknown)
                    assert told == expected.get((criterion.code, unit), (0, 0, 0)), criterion.code

    def test_duckdb_reads_the_same_figures_from_the_tables(self):
        units = [*Unit.objects.exclude(level="province").values_list("pk", flat=True), None]
        duck = by_duckdb.loaded(connection.connection)
        for day in (date(2015, 3, 1), BASELINE_DAY, DEADLINE):
            expected, found = by_duckdb.figures(duck, day), rolled_up(day)
            for criterion in (c for c in REGISTER if c.about_people):
                for unit in units:
                    figure = found.figure(criterion, unit)
                    told = (figure.met, figure.short, figure.unknown)
                    assert told == expected.get((criterion.code, unit), (0, 0, 0)), criterion.code

    def test_both_decrees_of_2025_keep_everybody_and_every_figure_before_them(self):
        """Shared figures of the reorganisation, tried beforehand by another program."""
        days = (date(2022, 12, 31), date(2024, 12, 31), LAST_DAY_OF_DISTRICTS, FIRST_DAY, DEADLINE)
        before = {day: self._counted(day) for day in days}
        early = {day: self._told(day) for day in days[:2]}
        maps.reorganise()
        after = {day: self._counted(day) for day in days}

        assert [sorted(before[day]) == sorted(after[day]) for day in days] == [True] * len(days)
        assert {day: self._told(day) for day in days[:2]} == early
        assert (
            Counter(after[FIRST_DAY].values())
            .keys()
            .isdisjoint(Unit.objects.filter(valid_to__lt=FIRST_DAY).values_list("pk", flat=True))
        )
        rows = standing(FIRST_DAY, Person.objects.all(), ())
        assert rows.filter(urban=1).count() == 717
        assert rows.filter(mountain_commune=1).count() == 2046
        split = Unit.objects.get(code="21142", valid_to=LAST_DAY_OF_DISTRICTS)
        assert split.posts.held_on(FIRST_DAY).values("person").distinct().count() == 33

    def test_both_decrees_are_applied_undone_and_applied_again(self):
        before, at = tables(), timezone.now()
        decrees = [Decreed.read(FIXTURES / "decrees" / f"{name}.json") for name in MAPS]
        first, second = (apply(each, by=None, at=at) for each in decrees)
        assert first.people == {"21220": 34, "21238": 33, "21262": 58, "21283": 64, "21406": 60}
        assert (first.ended, first.begun, second.ended, second.begun) == (8, 5, 295, 96)
        assert second.groups == 24  # the districts of both halves, and the other province
        # 56 of the 96 lie in the old province, and nobody serves on Lý Sơn.
        assert sum(count > 0 for count in second.people.values()) == 55
        assert sum(second.people.values()) == len(self._counted(FIRST_DAY))
        assert [*first.invariants.values(), *second.invariants.values()] == [True] * 2 * len(NAMES)

        both = [Decree.objects.get(number=each.number) for each in decrees]
        assert in_the_way(both[0]) and not in_the_way(both[1])
        after = self._told(FIRST_DAY)
        for decree in reversed(both):
            undo(decree, by=None, at=timezone.now())
        assert tables() == before
        again = [apply(each, by=None, at=timezone.now()) for each in decrees]
        assert again == [first, second]
        assert self._told(FIRST_DAY) == after

    def test_pandas_reads_the_same_figures_on_the_map_without_districts(self):
        maps.reorganise()
        for day in (date(2024, 12, 31), date(2025, 3, 1), DEADLINE):
            units = [*Unit.objects.in_force(day).communes().values_list("pk", flat=True), None]
            expected, found = figures(connection.connection, day), rolled_up(day)
            for criterion in REGISTER:
                for unit in units if criterion.about_people else ():
                    figure = found.figure(criterion, unit)
                    told = (figure.met, figure.short, figure.unknown)
                    assert told == expected.get((criterion.code, unit), (0, 0, 0)), criterion.code

    def _counted(self, day: date) -> dict[int, int]:
        """Return the unit in which each person counts."""
        return dict(standing(day, Person.objects.all(), ()).values_list("pk", "unit_id"))

    def _told(self, day: date) -> list[tuple[int, int, int]]:
        found, units = rolled_up(day), [*Unit.objects.in_force(day).order_by("pk"), None]
        figures = (found.figure(c, unit and unit.pk) for c in REGISTER for unit in units)
        return [(figure.met, figure.short, figure.unknown) for figure in figures]

    def test_the_figures_of_the_default_seed_are_the_same_on_every_database(self):
        found = rolled_up(DEADLINE)

        def told(code: str) -> tuple[int, int, int]:
            figure = found.figure(BY_CODE[code])
            return figure.met, figure.short, figure.unknown

        assert told("2025.key.professional") == (800, 80, 33)
        assert told("2025.mass.mass_work") == (598, 219, 40)
        assert told("2030.committee.theory") == (1550, 336, 68)
        assert told("2030.kinh_minority_area.ethnic_language") == (86, 244, 29)
        assert told("2025.units.online_dossiers") == (114785, 68065, 0)

    def test_training_goes_up_toward_the_deadline_and_leaves_most_targets_short(self):
        then, now = rolled_up(date(2015, 12, 31)), rolled_up(DEADLINE)
        verdicts = []
        for criterion in criteria_for(H2025):
            figure = now.figure(criterion)
            verdicts.append(figure.verdict(criterion.share))
            if criterion.about_people:
                assert figure.rate() > then.figure(criterion).rate() + 5, criterion.code

        assert 2 <= verdicts.count(Verdict.PASS) < verdicts.count(Verdict.FAIL)

    def test_a_roll_up_is_two_queries_whatever_its_size(self):
        everyone, communes = Person.objects.filter(pk__gt=0), Unit.objects.all()
        for people in (
            everyone,
            everyone.filter(posts__unit__parent__code="535"),
            everyone.filter(posts__unit__code="21484"),
        ):
            with self.assertNumQueries(2):
                roll_up(DEADLINE, REGISTER, people, communes)

    def test_a_second_run_changes_nothing(self):
        tables = (Person, Post, Credential, DossierCount, Unit, User)
        before = [model.objects.count() for model in tables]
        out = StringIO()

        call_command("seed_demo", "--seed", "5", stdout=out)

        assert [model.objects.count() for model in tables] == before
        assert "không thay đổi gì" in out.getvalue()

    def test_every_row_keeps_to_the_rules_of_the_database_and_of_the_titles(self):
        connection.check_constraints()
        for post in Post.objects.select_related("title", "unit"):
            assert post.title.fits(post.unit.kind)
            if post.title.valid_to:
                assert post.end is not None and post.end <= post.title.valid_to

    def test_what_was_finished_is_a_credential_on_record(self):
        """What an enrolment became is found by its number, and is what the class gives."""
        finished = Enrolment.objects.filter(state=Enrolment.State.FINISHED)
        told = finished.values_list("credential", "person_id", "kind", "level", "language")
        numbers = [row[0] for row in told]
        found = Credential.objects.filter(pk__in=numbers)
        assert set(found.values_list("pk", "person_id", "kind", "level", "language")) == set(told)
        assert len(set(numbers)) == len(numbers) > 500

    def test_what_is_open_waits_for_the_province_where_a_board_told_it(self):
        waiting = Enrolment.objects.filter(confirmed_at=None)
        assert set(waiting.filter(training_class=None).values_list("state", flat=True)) == {
            "proposed",
            "studying",
        }
        assert not waiting.exclude(state="proposed").exclude(training_class=None).exists()
        assert Enrolment.objects.awarded_by(date(2030, 12, 31)).count() > 300
        assert TrainingClass.objects.filter(unit__code="535").exists()
        assert 100 < Enrolment.history.count() < 2_000

    def test_all_173_communes_have_dossier_counts_from_2021_to_2026(self):
        assert DossierCount.objects.count() == 173 * 6

    def test_one_district_is_without_a_programme_and_one_was_late(self):
        districts = Unit.objects.districts()
        programmes = Following.objects.filter(kind="programme", unit__in=districts)
        assert (districts.count(), programmes.count()) == (13, 12)
        assert programmes.filter(day__gt=date(2022, 9, 30)).count() == 1
        reviews = Following.objects.filter(kind="review").values_list("year", flat=True)
        assert Counter(reviews) == {2022: 13, 2023: 13, 2024: 12, 2025: 12}
        for paper in Following.objects.select_related("unit"):
            paper.full_clean()

    def test_changes_of_the_last_year_are_there_to_be_shown(self):
        recent = Credential.history.filter(history_type="+")

        assert 500 < recent.count() < 10_000
        assert {row.kind for row in recent} > {"theory", "state_management"}

    def test_who_leaves_beside_figures_is_what_a_forecast_of_everybody_tells(self):
        criteria = [c for c in criteria_for(H2030) if c.about_people]
        roots = (Unit.objects.get(code="51"), Unit.objects.get(code="535"))
        days, ways = (date(2028, 12, 31), H2030.deadline), (Assuming.NOTHING, Assuming.ENROLLED)
        for root, day, way in product(roots, days, ways):
            source = LiveSource(Lens(H2030, day, timezone.localdate(), assume=way), root)
            told = leavers_of(source, source.figures(criteria), criteria)
            whole = Forecasting(source, criteria).on(day)
            assert told.leavers() == whole.leavers() > 0
            for place in (EVERYONE, *(unit.pk for unit in source.units)):
                assert told.leavers(place) == whole.leavers(place)
                for criterion in criteria:
                    for one in ("stay", "gone"):
                        found, all_read = getattr(told, one), getattr(whole, one)
                        assert found.figure(criterion, place) == all_read.figure(criterion, place)

    def test_a_standing_tells_who_is_past_retirement_as_any_people_do(self):
        for day in (BASELINE_DAY, DEADLINE, date(2028, 12, 31)):
            rows = standing(day, Person.objects.all(), ())
            told, asked = counts_past_retirement(day), past_retirement(day)
            assert set(rows.filter(told).values_list("pk")) == set(
                rows.filter(asked).values_list("pk")
            )
            assert rows.filter(told).exists() and rows.filter(leaves_before(day) & ~told).exists()

    def test_progress_and_sign_ins_are_printed(self):
        assert "Hồ sơ: 20%" in self.printed and "Văn bằng, chứng chỉ: 100%" in self.printed
        for user in create_demo_users():
            assert f"{user.username} / {user.password}" in self.printed
            assert User.objects.get(username=user.username).check_password(user.password)


@pytest.mark.django_db
@pytest.mark.parametrize("scale", ["0", "-1", "hai"])
def test_a_scale_that_is_none_is_refused(scale):
    with pytest.raises(CommandError, match="số nguyên từ 1"):
        call_command("seed_demo", f"--scale={scale}")


@pytest.mark.django_db
def test_where_a_province_works_no_password_that_everybody_knows_is_made(settings):
    settings.HTTPS = True
    with pytest.raises(CommandError, match="ai cũng biết"):
        call_command("seed_demo")
    assert not User.objects.exists() and not Person.objects.exists()
