"""The page of planning: counts by hand, lists behind each number, and what writes it."""

import re
from datetime import date
from io import BytesIO

import pytest
from openpyxl import load_workbook

from personnel.models import Disclosure, PlannedTitle, Title, Unit
from tests.factories import LOWLAND, MOUNTAIN, TOWNSHIP, person, post
from tests.personnel.planning.conftest import (
    planned,
    planner_a,
    planner_admin,
    planning,
    with_right,
)

__all__ = ["planner_a", "planner_admin", "planning"]

PAGE, FILE = "/quy-hoach/?as_of=2025-12-31", "/quy-hoach/danh-sach.xlsx?as_of=2025-12-31"
pytestmark = pytest.mark.usefixtures("small_province", "planning")


@pytest.fixture
def there(small_province):
    """Two secretaries in post; three are planned for it in Ba Tơ, one in Quảng Ngãi."""
    post(person("Bí Thư Núi"), "BT", MOUNTAIN, start=date(2023, 1, 1))
    post(person("Bí Thư Trấn"), "BT", TOWNSHIP, start=date(2023, 1, 1))
    names = {"done": MOUNTAIN, "stays": MOUNTAIN, "moved": MOUNTAIN, "afar": LOWLAND}
    people = {
        key: post(person(f"Người {key}"), "PBT", unit, start=date(2022, 1, 1)).person
        for key, unit in names.items()
    }
    done = {"course": "done", "course_day": date(2024, 5, 1), "course_paper": "CN 12"}
    planned(people["done"], **done)
    planned(people["stays"], "CTUBND", course="not")
    planned(people["stays"], term_from=2015, term_to=2020)
    planned(people["moved"], decision_number="12-QĐ/HU")
    planned(people["afar"], unit=LOWLAND)
    people["moved"].posts.update(end=date(2024, 2, 29))
    post(people["moved"], "PBT", LOWLAND, start=date(2024, 3, 1))
    return people


@pytest.fixture
def read(client_for, planner_admin):
    def rows(query="", user=planner_admin):
        response = client_for(user).get(PAGE + query)
        assert response.status_code == 200
        return response

    return rows


def names(response):
    return [row.plan.person.full_name for row in response.context["page"].object_list]


def line(response, code):
    (found,) = (each for each in response.context["counted"] if each.title.code == code)
    return found


def test_planned_and_in_post_by_title(there, read):
    found = line(read(), "BT")
    # Of the secretaries three are planned for 2025-2030, two are in post: 3 / 2.
    assert (found.planned.count, found.held, found.ratio) == (3, 2, "1,5")
    assert [(cell.label, cell.count) for cell in found.cells] == [
        ("Đã bồi dưỡng", 1),
        ("Tương đương", 0),
        ("Cần quyết định", 1),
    ]
    chairs = line(read(), "CTUBND")
    assert (chairs.planned.count, chairs.held, chairs.ratio) == (1, 0, "")
    assert line(read(), "PCTHDND").planned.count == 0


def test_each_number_is_a_link_to_as_many(there, read, client_for, planner_admin):
    for each in read().context["counted"]:
        for number in (each.planned, *each.cells, each.empty):
            if number.count:
                page = client_for(planner_admin).get(number.url).context["page"]
                assert page.paginator.count == number.count, number


def test_lists_by_state_and_term(there, read):
    assert names(read("&title=BT")) == ["Người afar", "Người done", "Người moved"]
    assert names(read("&show=asked")) == ["Người moved"]
    assert names(read("&show=lapsed")) == ["Người stays"]
    assert names(read("&show=done")) == ["Người done"]
    assert names(read("&show=not")) == ["Người stays"]
    assert names(read("&term=2015-2020&show=lapsed")) == ["Người stays"]
    assert names(read("&term=2015-2020")) == []
    assert names(read(f"&unit={LOWLAND}")) == ["Người afar"]
    # Of whoever came here, what they are planned for elsewhere.
    assert names(read(f"&unit={LOWLAND}&show=outside")) == ["Người moved"]
    assert read(f"&unit={LOWLAND}").context["outside"].count == 1


def test_communes_in_which_nobody_is_planned(there, read):
    page = read("&title=BT&show=none").context["page"]
    codes = {unit.code for unit in page.object_list}
    communes = set(Unit.objects.communes().values_list("code", flat=True))
    assert codes == communes - {MOUNTAIN, LOWLAND}


def test_before_the_decision_nobody_is_planned(there, client_for, planner_admin):
    response = client_for(planner_admin).get("/quy-hoach/?as_of=2023-06-29")
    assert names(response) == []
    response = client_for(planner_admin).get("/quy-hoach/?as_of=2023-06-30")
    assert len(names(response)) == 4


def test_a_board_sees_its_own(there, read, planner_a):
    assert set(names(read(user=planner_a))) == {"Người done", "Người stays", "Người moved"}


def test_a_reader_with_the_right_reads_and_writes_nothing(there, viewer_a, client_for):
    user = with_right(viewer_a)
    response = client_for(user).get(PAGE)
    assert "Người done" in names(response)
    text = response.content.decode()
    row = PlannedTitle.objects.get(person=there["done"])
    assert f"/quy-hoach/{row.pk}/" not in text and "nhieu-nguoi" not in text
    for url in (f"/quy-hoach/{row.pk}/", f"/nhan-su/{there['done'].pk}/quy-hoach/"):
        assert client_for(user).get(url).status_code == 404
        assert client_for(user).post(url, {}).status_code == 404
    shown = client_for(user).get(f"/nhan-su/{there['done'].pk}/").content.decode()
    assert "Đã hoàn thành ngày 01/05/2024, số CN 12".lower() in shown.lower()


def test_the_workbook_has_the_list_and_is_logged_without_what_is_in_it(
    there, client_for, planner_admin
):
    Disclosure.objects.all().delete()
    response = client_for(planner_admin).get(f"{FILE}&title=BT")
    book = load_workbook(BytesIO(b"".join(response)))
    rows = [row for row in book["Danh sách"].iter_rows(min_row=4, values_only=True) if row[0]]
    assert [(row[3], row[7]) for row in rows] == [
        ("Người afar", None), ("Người done", None), ("Người moved", "12-QĐ/HU"),
    ]  # fmt: skip
    kept = Disclosure.objects.get(kind="list")
    assert kept.people == 3 and kept.detail.startswith("Danh sách quy hoạch; Tỉnh Quảng Ngãi")
    assert "Bí thư" not in kept.detail and "12-QĐ" not in kept.detail


@pytest.mark.parametrize(
    "query", ["&show=x", "&term=2025", "&term=%00", "&unit=99999", "&title=khac", "&show=%27"]
)
def test_nonsense_is_refused_in_words(there, client_for, planner_admin, query):
    assert client_for(planner_admin).get(PAGE + query).status_code == 400


SENT = {
    "term_from": "2025", "term_to": "2030", "decision_number": " 7-QĐ/HU ",
    "decision_day": "01/02/2024", "course": "", "course_day": "", "course_paper": "",
}  # fmt: skip


def sent(**facts):
    unit, title = Unit.objects.get(code=MOUNTAIN), Title.objects.get(code="CTUBND")
    return SENT | {"unit": unit.pk, "title": title.pk} | facts


def test_one_is_entered_changed_and_deleted(there, client_for, planner_a):
    who, browser = there["done"], client_for(planner_a)
    url = f"/nhan-su/{who.pk}/quy-hoach/"
    assert browser.get(url).status_code == 200
    assert browser.post(url, sent(term_to="2024")).status_code == 422
    assert browser.post(url, sent(decision_day="01/02/2124")).status_code == 422
    assert browser.post(url, sent()).status_code == 302
    row = PlannedTitle.objects.get(person=who, title__code="CTUBND")
    assert (row.decision_number, row.decision_day) == ("7-QĐ/HU", date(2024, 2, 1))
    assert browser.post(url, sent()).status_code == 409
    page = browser.get(f"/quy-hoach/{row.pk}/")
    values = fields(page)
    done = browser.post(f"/quy-hoach/{row.pk}/", values | {
        "ended_on": "05/06/2024", "end_reason": "appointed"})  # fmt: skip
    assert done.status_code == 302
    fresh = PlannedTitle.objects.get(pk=row.pk)
    assert (fresh.ended_on, fresh.end_reason) == (date(2024, 6, 5), "appointed")
    # Sent from a page opened before: what another changed is asked, not overwritten.
    again = browser.post(f"/quy-hoach/{row.pk}/", values | {"ended_on": "07/06/2024"})
    assert again.status_code == 422 and "Vừa được người khác sửa" in again.content.decode()
    assert browser.post(f"/quy-hoach/{row.pk}/", {"do": "remove"}).status_code == 302
    assert not PlannedTitle.objects.filter(pk=row.pk).exists()
    assert browser.get(f"/quy-hoach/{row.pk}/").status_code == 404


def fields(page):
    """Return what the form of a page would send if nothing were typed."""
    form = page.context["form"]
    found = {}
    for bound in form:
        for name, field in ((bound.html_name, bound), (bound.html_initial_name, bound)):
            value = field.field.prepare_value(field.initial)
            found[name] = "" if value is None else str(value)
    return found


def test_several_are_pasted_by_one_decision(there, client_for, planner_a):
    browser = client_for(planner_a)
    facts = {key: value for key, value in sent().items() if not key.startswith("course")}
    assert browser.get("/quy-hoach/nhieu-nguoi/").status_code == 200
    wrong = browser.post("/quy-hoach/nhieu-nguoi/", facts | {"lines": "Người done\nNgười lạ"})
    assert wrong.status_code == 422 and "Người lạ" in wrong.content.decode()
    assert not PlannedTitle.objects.filter(title__code="CTUBND").exclude(course="not").exists()
    lines = "Họ và tên\tNgày sinh\nNgười done\t01/05/1980\nNgười afar\t01/05/1980"
    assert browser.post("/quy-hoach/nhieu-nguoi/", facts | {"lines": lines}).status_code == 422
    lines = "Họ và tên\tNgày sinh\nNgười done\t01/05/1980\nBí Thư Núi\t01/05/1980"
    assert browser.post("/quy-hoach/nhieu-nguoi/", facts | {"lines": lines}).status_code == 302
    found = PlannedTitle.objects.filter(decision_number="7-QĐ/HU").values_list(
        "person__full_name", flat=True
    )
    assert sorted(found) == ["Bí Thư Núi", "Người done"]


def test_the_looks_of_one_person_are_logged_as_looks_at_the_record(there, client_for, planner_a):
    Disclosure.objects.all().delete()
    client_for(planner_a).get(f"/nhan-su/{there['done'].pk}/quy-hoach/")
    (kept,) = Disclosure.objects.filter(person=there["done"])
    assert kept.detail == "Người done: trang hồ sơ"


def test_it_is_in_the_menu_of_whoever_has_the_right(there, client_for, planner_a, editor_b):
    assert re.search(r'href="/quy-hoach/[^"]*"', client_for(planner_a).get("/").content.decode())
    assert "/quy-hoach/" not in client_for(editor_b).get("/").content.decode()
