"""Whom the search box finds: by a name, a former one, initials, a commune, a title."""

from datetime import date

import pytest
from django.utils import timezone

from personnel.keeping import bulk
from personnel.keeping.recording import recording
from personnel.models import FormerName, Person, Title, Unit
from personnel.reading.searching import matching
from tests.factories import MOUNTAIN, TOWNSHIP, person, post

DAY = date(2025, 12, 31)


@pytest.fixture
def people(small_province):
    """Four people, of whom one is the head of a commune and one a clerk of another."""
    hoa = person(name="Phạm Thị Hoa", sex="female")
    hoa_too = person(name="Phạm Thu Hòa", sex="female")
    head = post(person(name="Đinh Văn Lía"), "BT", MOUNTAIN).person
    clerk = post(person(name="Trần Văn Thư"), "TCKT", TOWNSHIP).person
    return {"hoa": hoa, "hòa": hoa_too, "head": head, "clerk": clerk}


def found(text):
    places = Unit.objects.communes().values_list("pk", "name")
    some = matching(text, Person.objects.all(), places, Title.objects.all(), DAY)
    return sorted(some.values_list("full_name", flat=True))


HOA, HOA_TOO, HEAD, CLERK = "Phạm Thị Hoa", "Phạm Thu Hòa", "Đinh Văn Lía", "Trần Văn Thư"


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("hoa", [HOA, HOA_TOO]),
        ("hòa", [HOA_TOO]),
        ("hoà", [HOA_TOO]),
        ("hóa", []),
        ("pham hòa", [HOA_TOO]),
        ("PTH", [HOA, HOA_TOO]),
        ("pth", [HOA, HOA_TOO]),
        ("ĐVL", [HEAD]),
        ("dvl", [HEAD]),
        ("thư", [CLERK]),
        ("bí thư", [HEAD]),
        ("bi thu", [HEAD]),
        ("bì thư", []),
        ("BT", [HEAD]),
        ("bí thư đảng ủy", [HEAD]),
        ("phó bí thư", []),
        ("kế toán", [CLERK]),
        ("ba điền", [HEAD]),
        ("ba dien", [HEAD]),
        ("bà điền", []),
        ("ba tơ", [CLERK]),
        ("ba tô", []),
        ("ba to", [CLERK]),
        ("", [HOA, HOA_TOO, CLERK, HEAD]),
    ],
)
def test_whom_the_box_finds(people, text, names):
    assert found(text) == sorted(names)


def renamed(who, name, by):
    with recording(by=by, at=timezone.now(), reason="Đổi tên") as scribe:
        scribe.change(scribe.hold(who), full_name=name)


def test_a_former_name_is_looked_for_too(people, province_admin):
    renamed(people["hoa"], "Phạm Thị Hương", province_admin)
    assert found("pham thi hoa") == ["Phạm Thị Hương"]
    assert found("Phạm Thị Hòa") == []
    assert found("hoa") == sorted(["Phạm Thị Hương", HOA_TOO])
    renamed(people["hoa"], HOA, province_admin)
    assert found("hương") == found("thị hoa") == [HOA]
    assert sorted(FormerName.objects.values_list("name", flat=True)) == [HOA, "Phạm Thị Hương"]


def test_what_else_is_changed_keeps_no_name(people, province_admin):
    with recording(by=province_admin, at=timezone.now(), reason="Sửa") as scribe:
        scribe.change(scribe.hold(people["hoa"]), note="đã gặp")
    FormerName.objects.keep({people["hoa"].pk: HOA})
    assert not FormerName.objects.exists()


def test_a_former_name_is_not_held_up_by_a_deletion(people, province_admin):
    renamed(people["hoa"], "Phạm Thị Hương", province_admin)
    signed = bulk.Signature(province_admin, timezone.now(), "nhầm")
    bulk.delete(Person, [people["hoa"].pk], signed)
    assert found("pham thi hoa") == []
