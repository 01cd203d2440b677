"""Two officers save the grid of one commune at the same moment: nothing is lost in silence."""

import os
from datetime import date

import pytest
import time_machine

from personnel.models import Evaluation
from tests.factories import MOUNTAIN, person, post
from tests.forms import fields_of
from tests.racing import at_once

pytestmark = pytest.mark.usefixtures("reachable")
RACES = int(os.environ.get("RACES", "3"))
WHERE = f"/xep-loai-hang-nam/?year=2024&unit={MOUNTAIN}"


@pytest.fixture(autouse=True)
def early_2025():
    with time_machine.travel(date(2025, 1, 20)):
        yield


@pytest.fixture
def opened(client_for):
    """Return a function by which a user opens the grid; what it returns saves levels in it."""

    def page(user, **grades):
        client = client_for(user)
        shown = fields_of(client.get(WHERE))
        typed = {f"n2024-{number[1:]}-grade": grade for number, grade in grades.items()}
        return lambda: client.post(WHERE, shown | typed)

    return page


def levels():
    return dict(Evaluation.objects.values_list("person", "grade"))


def test_of_one_person_the_later_is_asked(reachable, opened, editor_a, province_admin):
    for number in range(RACES):
        who = post(
            person(f"Phạm Thị {chr(65 + number)}"), "TCKT", MOUNTAIN, date(2020, 1, 1)
        ).person
        sends = [
            opened(user, **{f"p{who.pk}": grade})
            for user, grade in ((editor_a, "HTTNV"), (province_admin, "KHTNV"))
        ]
        found = [answer.status_code for answer in at_once(*sends)]
        assert sorted(found) == [302, 409]
        assert levels()[who.pk] == ("good" if found[0] == 302 else "failed")


def test_of_two_people_both_are_written(reachable, opened, editor_a, province_admin):
    people = [post(person(n), "TCKT", MOUNTAIN, date(2020, 1, 1)).person for n in ("An", "Bình")]
    one, other = (who.pk for who in people)
    sends = [
        opened(editor_a, **{f"p{one}": "HTTNV"}),
        opened(province_admin, **{f"p{other}": "HT"}),
    ]
    assert [answer.status_code for answer in at_once(*sends)] == [302, 302]
    assert levels() == {one: "good", other: "fulfilled"}
