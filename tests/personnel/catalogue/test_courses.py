"""The catalogue of courses: shipped as a proposal, kept true, changed from a day on."""

import json
from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from personnel.models import Course
from personnel.reference import FIXTURES, load_reference

EARLIER, LATER = date(2027, 1, 1), date(2027, 1, 2)

pytestmark = pytest.mark.usefixtures("small_province")


@pytest.fixture
def degree():
    return Course.objects.get(code="CM-DH", builds_on=3)


def another(course, **changed):
    """Return a copy that is not saved yet."""
    facts = {f.name: getattr(course, f.name) for f in Course._meta.concrete_fields} | changed
    return Course(**facts | {"id": None})


def test_what_is_shipped_is_a_proposal():
    shipped = json.loads((FIXTURES / "courses.json").read_text(encoding="utf-8"))
    assert Course.objects.count() == len(shipped) == 16
    assert not Course.objects.filter(confirmed=True).exists()
    assert {(c.builds_on, c.months) for c in Course.objects.filter(code="CM-DH")} == {
        (0, 48), (2, 36), (3, 24),
    }  # fmt: skip


def test_loading_again_leaves_what_the_province_changed(degree):
    Course.objects.filter(pk=degree.pk).update(months=30, confirmed=True)
    load_reference()
    degree.refresh_from_db()
    assert (degree.months, degree.confirmed, Course.objects.count()) == (30, True, 16)


def test_a_change_from_a_day_on_is_another_row(degree):
    first = date(2028, 1, 1)
    for valid_from in (None, first):
        with pytest.raises(ValidationError, match="Trùng ngày áp dụng"):
            another(degree, months=18, valid_from=valid_from).full_clean()
    Course.objects.filter(pk=degree.pk).update(valid_to=date(2027, 12, 31))
    later = another(degree, months=18, valid_from=first)
    later.full_clean()
    later.save()
    found = Course.objects.filter(code="CM-DH", builds_on=3)
    assert found.in_force(date(2027, 12, 31)).get().months == 24
    assert found.in_force(first).get().months == 18


def test_a_code_gives_one_level(degree):
    with pytest.raises(ValidationError, match="đạt trình độ khác"):
        another(degree, builds_on=1, level=5).full_clean()
    with pytest.raises(ValidationError, match="chỉ có trình độ từ 0 đến 6"):
        another(degree, code="CM-X", level=7).full_clean()


@pytest.mark.parametrize(
    ("name", "changed"),
    [
        ("course_gives_more_than_it_builds_on", {"builds_on": 4}),
        ("course_level_of_its_kind", {"level": 7}),
        ("course_takes_months", {"months": 0}),
        ("course_has_seats", {"class_size": 0}),
        ("course_form_known", {"form": "x"}),
        ("course_asks_a_professional_level", {"professional_required": 9}),
        ("course_ends_after_it_starts", {"valid_from": LATER, "valid_to": EARLIER}),
    ],
)
def test_the_database_refuses(degree, name, changed):
    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        another(degree, **{"code": "CM-X"} | changed).save()


def test_the_database_has_each_course_once_from_a_day(degree):
    for valid_from in (None, date(2027, 1, 1)):
        facts = {"code": "CM-X", "valid_from": valid_from}
        another(degree, **facts).save()
        with pytest.raises(IntegrityError), transaction.atomic():
            another(degree, **facts).save()


def test_an_administrator_confirms_a_course(degree, save, province_admin):
    _, errors = save(degree, months="0")
    assert errors
    _, errors = save(degree, months="30", confirmed="on")
    assert not errors
    row = degree.history.latest()
    assert (row.months, row.confirmed, row.history_user) == (30, True, province_admin)


def test_nobody_else_reaches_the_catalogue(editor_a, province_viewer, client_for):
    for user in (editor_a, province_viewer):
        assert client_for(user).get("/admin/personnel/course/").status_code in (302, 403, 404)
