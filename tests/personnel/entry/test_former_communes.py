"""Titles of earlier are typed in the commune where they began, wherever that went on."""

from datetime import date

import pytest
import time_machine

from personnel.entry.dossier import Dossier, offered_to
from personnel.models import Person, Post, Title, UnitChange
from tests import cast
from tests.factories import person, post
from tests.forms import fields_of, press_again

TODAY = date(2026, 9, 1)


@pytest.fixture(autouse=True)
def late_2026(small_without_districts):
    with time_machine.travel(TODAY):
        yield


@pytest.fixture
def new(small_without_districts):
    return cast.commune_of_a()


@pytest.fixture
def old(new):
    return UnitChange.objects.filter(new=new).order_by("pk").first().old


@pytest.fixture
def add(editor_commune, client_for):
    """Return a function that types somebody new with one title, and sends it."""

    def send(unit, since, until=""):
        client, path = client_for(editor_commune), "/nhan-su/them/"
        data = fields_of(client.get(path)) | {
            "full_name": "Nguyễn Thị Hoa", "sex": "female", "birth": "1990",
            "posts-0-unit": unit.pk, "posts-0-title": Title.objects.get(code="TCKT").pk,
            "posts-0-since": since, "posts-0-until": until,
        }  # fmt: skip
        return press_again(client, path, data, client.post(path, data))

    return send


def wrong(response):
    return [why for _, why in response.context["dossier"].wrong()]


def test_what_ended_is_offered_apart_with_its_last_day(new, old, editor_commune):
    offered = offered_to(editor_commune, TODAY)
    assert offered["communes"] == [new] and old in offered["former"]
    (_, one, apart) = Dossier(editor_commune, TODAY).posts.empty_form.fields["unit"].choices
    assert one == (new.pk, new.name)
    assert apart[0] == "Đơn vị đã kết thúc"
    assert (old.pk, f"{old} (đến hết 30/06/2025)") in apart[1]


def test_a_title_that_began_before_goes_on_where_its_commune_did(add, old, new):
    assert add(old, "01/03/2022").status_code == 302
    held = Post.objects.get()
    assert (held.unit, held.end) == (old, None)
    assert Post.objects.placed_on(TODAY).filter(place=new.pk).get() == held


def test_nobody_is_recorded_twice_in_a_commune_and_in_what_it_became(add, old, new):
    assert add(old, "01/03/2022").status_code == 302
    answer = add(new, "01/08/2025")
    assert answer.status_code == 409 and "Đã có hồ sơ" in answer.content.decode()
    assert Person.objects.count() == 1


def test_none_begins_after_its_commune_ended_or_ends_before_it_began(add, old, new):
    assert wrong(add(old, "01/07/2025")) == [f"{old} chỉ có hiệu lực đến hết ngày 30/06/2025."]
    assert wrong(add(new, "2020", "31/12/2024")) == [f"{new} chỉ có hiệu lực từ ngày 01/07/2025."]
    assert not Person.objects.exists()
    assert add(old, "30/06/2025").status_code == 302


def test_a_record_of_a_commune_before_is_changed_by_who_has_it_now(
    old, editor_commune, viewer_commune, client_for
):
    held = post(person(name="Lê Văn Cũ"), "TCKT", start=date(2020, 1, 1))
    Post.objects.filter(pk=held.pk).update(unit=old)
    path = f"/nhan-su/{held.person_id}/sua/"
    assert client_for(viewer_commune).get(path).status_code == 404
    client = client_for(editor_commune)
    data = fields_of(client.get(path)) | {"posts-0-since": "05/01/2020"}
    assert press_again(client, path, data, client.post(path, data)).status_code == 302
    held.refresh_from_db()
    assert (held.unit, held.start) == (old, date(2020, 1, 5))


def test_a_post_beside_in_other_hands_stays_closed(old, new, editor_commune, client_for):
    """Of somebody with a title here and one elsewhere only the one here is open."""
    who = person(name="Lê Văn Cũ")
    here, there = post(who, "TCKT"), post(who, "UVBCH")
    Post.objects.filter(pk=here.pk).update(unit=old)
    foreign = UnitChange.objects.exclude(new=new).filter(new__memberships__group__code="DB534")
    Post.objects.filter(pk=there.pk).update(unit=foreign.first().old)
    forms = Dossier(editor_commune, TODAY, who).posts.initial_forms
    assert {form.instance.pk: form.foreign for form in forms} == {here.pk: False, there.pk: True}
