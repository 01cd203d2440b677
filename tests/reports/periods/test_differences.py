"""What differs since a submission: people, units, dossiers, each told before and after."""

from datetime import date

import pytest

from personnel.models import DossierCount, Person, Unit
from reports.models import FrozenStanding
from reports.periods.differences import Kind, differences
from reports.periods.telling import TOLD
from tests.factories import MOUNTAIN, credential, person, post
from tests.reports.periods.handing import hand_in


@pytest.fixture
def submission(period, district, editor_a):
    return hand_in(period, district, editor_a)


def test_nothing_differs_at_first(submission):
    assert not differences(submission)


def test_people_added_gone_and_changed(submission):
    post(person(name="Lê Thị Mới"), "TCKT")
    Person.objects.get(full_name="Đinh Văn Lía").delete()
    secretary = Person.objects.get(full_name="Phạm Thị Hạnh")
    credential(secretary, "theory", 3)
    credential(secretary, "position_update", 1)
    secretary.party_joined, secretary.party_joined_precision = date(2001, 2, 1), "month"
    secretary.save()
    found = {row.row.full_name: row for row in differences(submission).people}
    assert {name: row.kind for name, row in found.items()} == {
        "Lê Thị Mới": Kind.ADDED, "Đinh Văn Lía": Kind.GONE, "Phạm Thị Hạnh": Kind.CHANGED,
    }  # fmt: skip
    changes = {c.label: (c.before, c.after) for c in found["Phạm Thị Hạnh"].changes}
    assert changes == {
        "Ngày vào Đảng": ("chưa có", "02/2001"),
        "Lý luận chính trị": ("Trung cấp", "Cao cấp"),
        "Cập nhật kiến thức theo chức danh quy hoạch": ("chưa có", "Đã bồi dưỡng"),
    }
    (judged,) = found["Phạm Thị Hạnh"].outcomes
    assert judged.criterion.code == "2025.key.position_update"
    assert (judged.before, judged.after) == ("unknown", "met")


def test_what_happens_after_the_day_is_no_difference(submission):
    who = Person.objects.get(full_name="Phạm Thị Hạnh")
    credential(who, "theory", 4, awarded=date(2026, 1, 2))
    post(person(name="Lê Thị Sau"), "TCKT", start=date(2026, 1, 1))
    assert not differences(submission)


def test_units_and_dossiers(submission):
    place = Unit.objects.get(code=MOUNTAIN)
    Unit.objects.filter(pk=place.pk).update(terrain="lowland")
    DossierCount.objects.create(unit=place, year=2025, online=3, total=4)
    found = differences(submission)
    told = [(change.label, change.before, change.after) for change in found.units]
    assert told == [(place.name, "Địa hình: Miền núi", "Địa hình: Đồng bằng")]
    told = [(change.label, change.before, change.after) for change in found.dossiers]
    assert told == [(place.name, "chưa có số liệu", "3/4 hồ sơ")]
    assert {c.label for row in found.people for c in row.changes} == {"Xã miền núi"}


def test_every_fact_is_told_under_a_label_of_its_own():
    labels = [str(field.verbose_name) for field in TOLD]
    assert len(labels) == len(set(labels))


def test_the_number_of_queries_stays(submission, django_assert_num_queries):
    for _ in range(2):
        fresh = type(submission).objects.select_related("period", "district", "rules").get()
        with django_assert_num_queries(4):
            differences(fresh)
        for number in range(4):
            post(person(name=f"Lê Văn Thêm {number}"), "TCKT")
    assert FrozenStanding.objects.count() == 5
