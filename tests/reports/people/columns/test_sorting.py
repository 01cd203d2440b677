"""A list in the order of a column: as its values are, what is unknown last, both ways."""

from datetime import date

import pytest
from django.http import QueryDict

from personnel.models import Person
from personnel.reading.retirement import month_of_retirement, retires_on
from reports.people.asked import Asked
from reports.people.columns.register import sorts
from tests.factories import LOWLAND, MOUNTAIN, TOWNSHIP, credential, person, post

LENS = "horizon=2025&as_of=2025-12-31"


@pytest.fixture
def people(small_province):
    made = [
        ("An", "BT", MOUNTAIN, date(1985, 3, 14), "male", date(2015, 1, 1)),
        ("Bình", "VPTK", TOWNSHIP, date(1968, 3, 14), "female", date(2019, 1, 1)),
        ("Chi", "CTHPN", LOWLAND, date(1969, 12, 1), "male", None),
        ("Dũng", "CTHCCB", LOWLAND, date(1966, 3, 14), "male", date(2018, 1, 1)),
    ]
    found = {}
    for name, title, unit, birth, sex, start in made:
        found[name] = person(name=f"Lê {name}", birth=birth, sex=sex)
        post(found[name], title, unit, start=start)
    credential(found["An"], "theory", 1)
    credential(found["Bình"], "theory", 3)
    Person.objects.filter(pk=found["Bình"].pk).update(
        party_joined=date(2001, 1, 1), party_joined_precision="day"
    )
    return found


def asked_for(user, sort, more=""):
    return Asked.read(QueryDict(f"{LENS}&sort={sort}&{more}"), user)


def names(user, sort):
    asked = asked_for(user, sort)
    return [row.name.split()[-1] for row in asked.rows(list(asked.selection.ids))]


@pytest.mark.parametrize(
    ("sort", "expected"),
    [
        ("theory", ["An", "Bình", "Chi", "Dũng"]),
        ("-theory", ["Bình", "An", "Chi", "Dũng"]),
        ("party", ["Bình", "An", "Chi", "Dũng"]),
        ("-party", ["Bình", "An", "Chi", "Dũng"]),
        ("age", ["An", "Chi", "Bình", "Dũng"]),
        ("-age", ["Dũng", "Bình", "Chi", "An"]),
        ("since", ["An", "Dũng", "Bình", "Chi"]),
        ("-since", ["Bình", "Dũng", "An", "Chi"]),
        # The head of the veterans, whom no age ends, is last either way.
        ("retires", ["Bình", "Chi", "An", "Dũng"]),
        ("-retires", ["An", "Chi", "Bình", "Dũng"]),
        ("2025.key.theory", ["An", "Bình", "Chi", "Dũng"]),
        ("-name", ["Dũng", "Chi", "Bình", "An"]),
    ],
)
def test_the_order(people, province_viewer, sort, expected):
    assert names(province_viewer, sort) == expected


@pytest.mark.parametrize("more", ["", "criterion=2025.key.theory", "outcome=unmet", "q=le"])
def test_every_order_shows_everybody_once(people, province_viewer, more):
    everybody = sorted(asked_for(province_viewer, "name", more).selection.ids)
    assert everybody == sorted(set(everybody)) != []
    for sort in sorts():
        for sign in ("", "-"):
            listed = asked_for(province_viewer, sign + sort, more).selection.ids
            assert sorted(listed) == everybody, sort


@pytest.mark.parametrize("sort", ["theory", "retires", "unit", "since", "2025.key.theory", "age"])
def test_of_who_holds_no_post(people, province_viewer, client_for, sort):
    for who, birth in (("Em", date(1990, 1, 1)), ("Gấm", date(1980, 1, 1))):
        post(person(name=f"Lê {who}", birth=birth), "BT", MOUNTAIN, end=date(2020, 1, 1))
    page = client_for(province_viewer).get(f"/nhan-su/?{LENS}&post=none&sort={sort}&columns={sort}")
    assert [row.name for row in page.context["rows"]] == ["Lê Em", "Lê Gấm"]
    _, heading = page.context["headings"]
    # Who holds no post has no standing: such a heading neither sorts nor says it does.
    assert bool(heading.sorted) == bool(heading.sort) == (sort == "age")


@pytest.mark.parametrize("sort", ["religion", "home", "cccd", "doubts", "-note", "x"])
def test_what_does_not_sort_is_refused(people, province_admin, client_for, sort):
    assert client_for(province_admin).get(f"/nhan-su/?sort={sort}").status_code == 400


def test_the_order_of_retiring_is_that_of_the_months_told(small_province):
    for sex in ("male", "female"):
        for year in range(1955, 1990):
            person(name=f"{sex} {year}", birth=date(year, year % 12 + 1, 9), sex=sex)
    rows = Person.objects.annotate(month=month_of_retirement(date(2025, 1, 1)))
    for row in rows:
        leaves = retires_on(row.sex, row.birth_date)
        assert row.month == leaves.year * 12 + leaves.month, row
