"""How many may begin a course in a year: kept in the catalogue, bounds of a plan."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from personnel.models import CourseSeats

pytestmark = pytest.mark.usefixtures("small_province")


def test_bounds_are_those_of_the_years_asked_for():
    for code, year, seats in [("LLCT-TC", 2027, 120), ("LLCT-TC", 2028, 80), ("TH-CB", 2031, 40)]:
        CourseSeats.objects.create(course_code=code, year=year, seats=seats)
    assert CourseSeats.objects.bounds(range(2027, 2031)) == {
        ("LLCT-TC", 2027): 120,
        ("LLCT-TC", 2028): 80,
    }


def test_no_seat_at_all_is_a_bound():
    CourseSeats.objects.create(course_code="CM-DH", year=2027, seats=0)
    assert CourseSeats.objects.bounds([2027]) == {("CM-DH", 2027): 0}


def test_a_course_that_is_in_no_catalogue_is_refused():
    with pytest.raises(ValidationError, match="Không có khóa nào mang mã này"):
        CourseSeats(course_code="KHONG-CO", year=2027, seats=1).full_clean()
    CourseSeats(course_code="LLCT-TC", year=2027, seats=1).full_clean()


@pytest.mark.parametrize(
    ("year", "told"),
    [(2027, "course_seats_once_a_year"), (1999, "course_seats_of_a_year")],
)
def test_one_number_a_year_and_years_of_our_time(year, told):
    CourseSeats.objects.create(course_code="LLCT-TC", year=2027, seats=1)
    with pytest.raises(IntegrityError), transaction.atomic():
        CourseSeats.objects.create(course_code="LLCT-TC", year=year, seats=2)
    with pytest.raises(ValidationError) as refused:
        CourseSeats(course_code="LLCT-TC", year=year, seats=2).full_clean()
    assert refused.value.messages
    assert told in {constraint.name for constraint in CourseSeats._meta.constraints}


def test_an_administrator_writes_them_in_the_admin(province_admin, client_for):
    client = client_for(province_admin)
    url = "/admin/personnel/courseseats/add/"
    answer = client.post(url, {"course_code": "LLCT-TC", "year": "2027", "seats": "120"})
    assert answer.status_code == 302
    assert str(CourseSeats.objects.get()) == "LLCT-TC, 2027: 120"
    assert "LLCT-TC" in client.get("/admin/personnel/courseseats/").content.decode()
