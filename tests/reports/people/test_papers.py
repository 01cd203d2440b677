"""The list found by the papers behind it, and the data-quality page that leads there."""

from datetime import date

import pytest
from django.http import QueryDict

from personnel.models import Post
from reports.people.asked import Asked
from tests.factories import TOWNSHIP, credential, looked_into, person, post

DAY = date(2024, 3, 5)


@pytest.fixture
def people(small_province):
    """Four people: rotated, acting, with a degree withdrawn, with one in doubt."""
    found = [person(name=name) for name in ("Lê An", "Lê Bình", "Lê Chi", "Lê Dũng")]
    for who in found:
        post(who, "VPTK", TOWNSHIP)
    Post.objects.filter(person=found[0]).update(basis="rotated")
    Post.objects.filter(person=found[1]).update(acting="in_charge", basis="elected")
    credential(found[2], "professional", 4, **looked_into(("withdrawn", DAY)))
    credential(found[3], "professional", 4, **looked_into(("doubted", DAY)))
    return found


def listed(user, **query):
    params = QueryDict(mutable=True)
    params.update({"as_of": "2024-03-05"} | query)
    selection = Asked.read(params, user).selection
    assert selection.count() == len(selection.ids)
    return set(selection.ids)


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({"basis": "rotated"}, {0}),
        ({"basis": "unsaid"}, {2, 3}),
        ({"acting": "in_charge"}, {1}),
        ({"papers": "withdrawn"}, {2}),
        ({"papers": "withdrawn", "as_of": "2024-03-04"}, set()),
        ({"papers": "doubted"}, {3}),
        ({"papers": "none"}, set()),
        ({"quality": "papers:withdrawn"}, {2}),
        ({"quality": "papers:doubted"}, {3}),
        ({"quality": "papers:doubted", "as_of": "2024-03-04"}, set()),
        ({"level": "professional:4"}, {3}),
    ],
)
def test_they_are_found(people, viewer_a, query, found):
    assert listed(viewer_a, **query) == {people[at].pk for at in found}


def test_by_what_a_title_is_held_cannot_be_asked_of_who_holds_none(people, viewer_a, client_for):
    answer = client_for(viewer_a).get("/nhan-su/?post=none&basis=rotated")
    assert answer.status_code == 400


def test_the_quality_page_counts_them(people, viewer_a, client_for):
    page = client_for(viewer_a).get("/chat-luong-du-lieu/?as_of=2024-03-05")
    counts = {s.check.code: s.cell.count for s in page.context["summary"]}
    assert (counts["papers:doubted"], counts["papers:withdrawn"]) == (1, 1)
