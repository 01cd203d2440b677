"""The made-up province: exact on the resolution's day, plausible on every other."""

from collections import Counter
from collections.abc import Iterator
from datetime import date
from functools import cache

import pytest

from personnel.demo import DEFAULT_SEED, Province, make_province, make_provinces, read_places
from personnel.demo.drafts import BASELINE_DAY, FIRST_DAY, LAST_DAY, STAFF_GROUPS, Draft
from personnel.kinds import KINDS

BORN_AFTER = date(1992, 6, 1)


@cache
def made(seed: int) -> Province:
    """The province of a seed, made once for all that is asked of it."""
    return make_province(seed)


@pytest.fixture(scope="module")
def province() -> Iterator[Province]:
    yield made(DEFAULT_SEED)
    made.cache_clear()


@pytest.fixture(scope="module")
def copies() -> list[Province]:
    """A province twice as large."""
    return list(make_provinces(seed=7, scale=2))


def staff_on(province: Province, day: date) -> list[Draft]:
    seated = ((person, person.seated_on(day)) for person in province.people)
    return [person for person, spell in seated if spell and spell.chair.group in STAFF_GROUPS]


@pytest.mark.parametrize("seed", [DEFAULT_SEED, 1, 599])
def test_the_baseline_of_clause_i_2_is_exact_for_every_seed(province, seed):
    staff = staff_on(made(seed), BASELINE_DAY)

    assert len(staff) == 3619
    assert sum(person.female for person in staff) == 1106
    assert sum(person.birth > BORN_AFTER for person in staff) == 98


def test_every_copy_of_a_larger_province_meets_the_baseline_under_codes_of_its_own(copies):
    first, second = copies

    assert len(staff_on(second, BASELINE_DAY)) == 3619
    assert not {p.code for p in first.places} & {p.code for p in second.places}
    assert all("(mẫu 2)" in place.name for place in second.places)
    numbers = [p.cccd for part in (first, second) for p in part.people if p.cccd]
    assert len(numbers) == len(set(numbers))


def test_the_same_seed_gives_the_same_people_and_another_seed_others(province):
    def told(made: Province) -> list[tuple[object, ...]]:
        return [(p.name, p.cccd, p.birth, tuple(p.awards)) for p in made.people]

    assert told(make_province()) == told(province)
    assert told(made(1)) != told(province)


def test_every_commune_has_its_key_mass_and_civil_titles(province):
    titles: dict[str, set[str]] = {place.code: set() for place in read_places()}
    for person in staff_on(province, BASELINE_DAY):
        chair = person.seated_on(BASELINE_DAY).chair
        titles[chair.place.code] |= set(chair.titles)

    assert len(titles) == 173
    expected = {"BT", "PBT", "CTHDND", "PCTHDND", "CTUBND", "PCTUBND"}
    expected |= {"CTMTTQ", "BTDOAN", "CTHPN", "CTHND", "CTHCCB", "CHT", "VPTK", "TCKT", "VHXH"}
    assert all(expected <= held for held in titles.values())


def test_a_land_title_fits_the_kind_of_unit(province):
    for person in province.people:
        for spell in person.spells:
            urban = spell.chair.place.kind in ("phường", "thị trấn")
            assert ("DCXD-X" if urban else "DCXD-P") not in spell.chair.titles


@pytest.mark.parametrize("year", range(2015, 2027))
def test_any_year_looks_like_a_province(province, year):
    staff = staff_on(province, date(year, 6, 1))

    assert 3480 <= len(staff) <= 3760
    assert 0.24 <= sum(person.female for person in staff) / len(staff) <= 0.35
    assert min((date(year, 6, 1) - person.birth).days / 365.25 for person in staff) >= 20
    assert max((date(year, 6, 1) - person.birth).days / 365.25 for person in staff) <= 63


def test_about_1800_non_specialised_people_and_some_committee_members(province):
    groups = Counter(
        spell.chair.group for p in province.people if (spell := p.seated_on(BASELINE_DAY))
    )

    assert groups["nonspecialised"] == 1800
    assert 60 <= groups["committee"] <= 120


def test_careers_move_on_and_never_overlap(province):
    moved = 0
    for person in province.people:
        for earlier, later in zip(person.spells, person.spells[1:], strict=False):
            assert earlier.end is not None and earlier.end < later.start
            moved += 1
        for spell in person.spells:
            assert spell.end is None or spell.start is None or spell.start <= spell.end <= LAST_DAY

    assert moved > 1000


def test_nobody_is_police_chief_after_the_title_ended(province):
    ends = [spell.end for p in province.people for spell in p.spells if "TCA" in spell.chair.titles]

    assert len(ends) > 100
    assert all(end is not None and end <= date(2023, 8, 1) for end in ends)


def test_identity_numbers_agree_with_sex_and_birth_and_name_no_real_person(province):
    numbers = [person for person in province.people if person.cccd]

    assert len({person.cccd for person in numbers}) == len(numbers) > 9000
    for person in numbers:
        century = (0 if person.birth.year < 2000 else 2) + person.female
        assert person.cccd[:6] == f"051{century}{person.birth.year % 100:02}"
        assert len(person.cccd) == 12 and person.cccd[6] == "9"


def test_peoples_live_where_they_live(province):
    common = {}
    for district in ("525", "529", "530", "531", "535", "524"):
        peoples = Counter(
            p.ethnicity for p in province.people if p.spells[0].chair.place.district == district
        )
        common[district] = peoples.most_common(1)[0][0]

    assert common == {
        "525": "Cor",
        "529": "Hrê",
        "530": "Ca Dong",
        "531": "Hrê",
        "535": "Hrê",
        "524": "Kinh",
    }


def test_awards_come_in_all_precisions_at_levels_of_their_kind(province):
    awards = [award for person in province.people for award in person.awards]

    assert {award.precision for award in awards} == {"", "day", "month", "year"}
    assert all(0 <= award.level <= KINDS[award.kind].top for award in awards)
    assert all((award.day is None) == (award.precision == "") for award in awards)
    assert all((a.day.month, a.day.day) == (12, 31) for a in awards if a.precision == "year")
    assert {award.kind for award in awards} == set(KINDS)


@pytest.mark.parametrize("kind", ["professional", "theory", "state_management", "it"])
def test_of_three_to_eight_in_a_hundred_nothing_is_recorded(province, kind):
    staff = staff_on(province, date(2025, 12, 31))

    unknown = sum(all(award.kind != kind for award in p.awards) for p in staff) / len(staff)

    assert 0.03 <= unknown <= 0.08


def test_the_party_is_joined_as_an_adult(province):
    for person in province.people:
        if person.party_joined:
            assert person.party_joined.year - person.birth.year >= 18


def test_the_first_holders_sat_before_the_story_begins(province):
    seated = [person for person in province.people if person.seated_on(FIRST_DAY)]

    assert any(person.spells[0].start is None for person in seated)
    assert {s.precision for p in seated for s in p.spells} == {"", "day", "month", "year"}


def test_dossiers_online_pass_the_target_around_2025(province):
    share = {}
    for year in range(2021, 2027):
        rows = [row for row in province.dossiers if row.year == year]
        share[year] = sum(row.online for row in rows) / sum(row.total for row in rows)
        assert len(rows) == 173 and all(0 <= row.online <= row.total for row in rows)

    assert share == dict(sorted(share.items(), key=lambda item: item[1]))
    assert share[2023] < 0.6 < share[2026]


def test_whoever_finished_a_class_has_the_award_it_gives_from_after_its_end(province):
    finished = [study for study in province.studies if study.state == "finished"]

    assert len(finished) > 500
    for study in finished:
        award, lessons = study.award, study.lessons
        assert award in study.person.awards and award.day > lessons.ends
        assert (
            (award.kind, award.level) == (lessons.kind, lessons.level) == (study.kind, study.level)
        )
        assert award.language == lessons.language == study.language
    assert len({(study.person, study.award) for study in finished}) == len(finished)


def test_whoever_studies_does_not_hold_it_yet_and_sits_in_one_class_alone(province):
    under_way = [s for s in province.studies if s.state != "finished"]

    assert {study.state for study in under_way} == {
        "proposed", "sent", "studying", "failed", "left", "postponed",
    }  # fmt: skip
    for study in under_way:
        held = [award.level for award in study.person.awards if award.kind == study.kind]
        assert study.award is None and max(held) < study.level
        assert study.person.leaves() is None and study.spell in study.person.spells
        assert bool(study.reason) == (study.state in ("failed", "left", "postponed"))
    assert len({study.person for study in under_way}) == len(under_way)


def test_classes_of_past_running_and_coming_years_have_seats_for_their_people(province):
    seated = Counter(study.lessons for study in province.studies if study.lessons)

    assert set(seated) == set(province.classes)
    assert all(count <= lessons.seats for lessons, count in seated.items())
    assert len({(lessons.name, lessons.starts) for lessons in seated}) == len(seated)
    today = date(2026, 11, 28)
    assert {lessons.ends.year for lessons in seated if lessons.ends < today} >= {2024, 2025, 2026}
    assert sum(lessons.starts <= today <= lessons.ends for lessons in seated) >= 6
    assert sum(lessons.starts > today for lessons in seated) >= 4
    assert {lessons.district for lessons in seated} == {"", "534", "535"}
    assert any(study.lessons is None for study in province.studies)


def test_classes_of_copies_bear_their_mark(copies):
    _, second = copies

    assert second.classes and all(lessons.name.endswith("(mẫu 2)") for lessons in second.classes)


def test_people_come_from_above_and_across_and_go_up(province):
    spells = [spell for person in province.people for spell in person.spells]
    assert {spell.came_from for spell in spells} == {"", "district", "province"}
    assert {spell.end_reason for spell in spells} == {"", "district", "province", "moved"}
    movements = {"rotated", "moved", "seconded"}
    assert movements < {spell.basis for spell in spells}
    for spell in spells:
        assert not spell.came_from or spell.basis in movements
        assert not spell.end_reason or spell.end
        assert not spell.basis or (spell.start and spell.start >= date(2016, 1, 1))


def test_evaluations_are_of_who_was_in_post_and_some_failed_two_years_running(province):
    by_person = [row for row in province.graded if row.person]
    for row in by_person:
        spell = row.person.seated_on(date(row.year, 12, 31))
        assert spell and spell.chair.place == row.place
        assert row.person.entered() <= date(row.year, 7, 1) and row.day.year == row.year
    failed = {(row.person, row.year) for row in by_person if row.grade == "failed"}
    twice = {person for person, year in failed if (person, year - 1) in failed}
    assert 3 <= len(twice) <= 60
    collectives = {
        (row.place, row.year, row.collective) for row in province.graded if not row.person
    }
    assert len(collectives) == len([row for row in province.graded if row.collective])
    whole = len(province.places) * 4 * 2
    assert 0.9 * whole < len(collectives) < whole
