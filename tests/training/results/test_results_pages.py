"""The pages of the results: each number leads to its people; nobody sees more than their own."""

import re
from datetime import date
from html import unescape

import pytest
from django.utils import timezone

from accounts.models import Grant, User
from personnel.models import Disclosure, Enrolment
from tests.factories import credential
from tests.reports.studies.making import a_class, a_plan, a_seat, enrolled, somebody

PAGE, PEOPLE = "/dao-tao/ket-qua/", "/dao-tao/ket-qua/nguoi/"
LINK = re.compile(r'<a href="(/dao-tao/ket-qua/nguoi/\?[^"]+)">([\d.]+)</a>')
OFFICE, ENGLISH = ("QLNN-CV", "state_management", 2), ("NN-CB", "foreign_language", 3)
TODAY = date(2026, 11, 28)


@pytest.fixture(autouse=True)
def today(time_machine):
    time_machine.move_to(date(2026, 11, 28))
    assert timezone.localdate() == TODAY


@pytest.fixture
def sent(small_province):
    """People of two districts on three courses, one of which is none of the school's."""
    running = a_class(date(2026, 3, 1), date(2027, 2, 28), by_school=True)
    first = somebody("Phạm Thị Hạnh", "BT")
    enrolled(first, "finished", date(2026, 6, 1), OFFICE)
    enrolled(first, "studying", date(2026, 3, 1), into=running)
    enrolled(somebody("Võ Thị Giúp", "VPDU"), "failed", date(2026, 6, 1), confirmed_at=None)
    enrolled(somebody("Người học tiếng Anh"), "studying", date(2026, 3, 1), ENGLISH, language="Anh")
    enrolled(somebody("Người Quảng Ngãi", unit="21034"), "finished", date(2026, 3, 1))
    enrolled(somebody("Người năm trước"), "finished", date(2025, 5, 1))
    a_seat(a_plan(), first, year=2026)


@pytest.fixture
def school(province):
    user = User.objects.create_user("truongct", full_name="Trường Chính trị tỉnh")
    user.grants.create(role=Grant.Role.SCHOOL)
    return user


def links(page):
    return [(unescape(url), int(number.replace(".", ""))) for url, number in LINK.findall(page)]


@pytest.mark.parametrize("year", ["", "?year=2025"])
def test_every_number_is_as_many_people_as_its_list_has(
    sent, client_for, province_viewer, read, year
):
    client = client_for(province_viewer)
    found = links(read(client, PAGE + year))
    assert len(found) > 10
    for url, number in found:
        people = read(client, url)
        assert people.count('<tr>\n              <th scope="row">') == number, url
        assert f"{number} lượt" in people


def test_the_page_tells_courses_groups_and_units(sent, client_for, province_viewer, read):
    page = read(client_for(province_viewer), PAGE)
    for told in ("Ngoại ngữ bậc 1", "Cán bộ chủ chốt", "Huyện Ba Tơ", "Thành phố Quảng Ngãi"):
        assert told in page
    assert "Thị xã Đức Phổ</th>" not in page  # nobody was sent from there
    assert "Kế hoạch</th>" in page and "Có 1 lượt chưa được xác nhận" in page
    assert "Kế hoạch</th>" not in read(client_for(province_viewer), f"{PAGE}?year=2025")


def test_a_list_says_what_each_came_to_and_since_when(sent, client_for, province_viewer, read):
    client = client_for(province_viewer)
    page = read(client, f"{PEOPLE}?result=failed")
    assert "Võ Thị Giúp" in page and "chưa xác nhận" in page and "01/06/2026" in page
    assert "Có trong kế hoạch · Toàn" not in page
    planned = read(client, f"{PEOPLE}?result=planned")
    assert "Phạm Thị Hạnh" in planned and "–</td>" in planned
    held = read(client, f"{PEOPLE}?result=before&course=LLCT-TC")
    assert "Người năm trước" in held and "Người Quảng Ngãi" not in held
    assert "Không có ai" in read(client, f"{PEOPLE}?result=held&course=XX")
    # It ended after the year: then it was studied, from the beginning of the class.
    Enrolment.objects.filter(state="studying", kind="theory").update(
        state="left", reason="Chuyển công tác", since=date(2027, 1, 15)
    )
    then = read(client, f"{PEOPLE}?result=studying&course=LLCT-TC")
    assert "Phạm Thị Hạnh" in then and "01/03/2026" in then


def test_a_board_sees_its_own_alone(sent, client_for, editor_a, read):
    client = client_for(editor_a)
    page = read(client, PAGE)
    assert "Huyện Ba Tơ" in page and "Thành phố Quảng Ngãi" not in page
    people = read(client, PEOPLE)
    assert "4 lượt" in people and "Người Quảng Ngãi" not in people
    for told in ("?unit=522", "?in=522"):
        assert client.get(PEOPLE + told).status_code == 400


def test_the_school_sees_its_courses_and_is_kept(sent, client_for, school, read):
    client = client_for(school)
    page = read(client, PAGE)
    assert "Ngoại ngữ bậc 1" not in page and "Trung cấp lý luận chính trị" in page
    people = read(client, PEOPLE)
    assert "Người học tiếng Anh" not in people and "Người Quảng Ngãi" in people
    assert "4 lượt" in people and not re.search(r"href=\"/nhan-su/\d", people)
    assert "Kết quả đào tạo năm 2026" in Disclosure.objects.latest("pk").detail
    assert "Không có ai" in read(client, f"{PEOPLE}?course=NN-CB")


def test_a_unit_is_opened_and_its_communes_add_up(sent, client_for, province_viewer, read):
    page = read(client_for(province_viewer), f"{PAGE}?unit=535")
    assert "Theo đơn vị" in page
    rows = [(url, number) for url, number in links(page) if "in=" in url and "result=all" in url]
    assert sum(number for _, number in rows) == 4
    assert 'value="535" selected' in page


def test_where_nobody_was_sent_it_says_so(small_province, client_for, province_viewer, read):
    page = read(client_for(province_viewer), f"{PAGE}?year=2024")
    assert "Năm 2024 chưa có ai" in page
    assert "Không có ai" in read(client_for(province_viewer), PEOPLE)


@pytest.mark.parametrize(
    "query", ["year=abc", "year=1999", "year=2027", "result=xx", "group=xx", "unit=99", "in=99"]
)
def test_what_is_none_is_refused(small_province, client_for, province_viewer, query):
    assert client_for(province_viewer).get(f"{PEOPLE}?{query}").status_code == 400


def test_long_lists_come_by_pages(small_province, client_for, province_viewer, read, monkeypatch):
    monkeypatch.setattr("training.results.views.PAGE_SIZE", 1)
    for name in ("An", "Bình", "Cúc"):
        enrolled(somebody(f"Lê Thị {name}"), "studying", date(2026, 3, 1))
    page = read(client_for(province_viewer), f"{PEOPLE}?result=studying&page=2")
    assert "Lê Thị Bình" in page and "Trang 2/3" in page and "Lê Thị An" not in page
    assert "result=studying&page=3" in page


def test_whoever_has_no_right_is_told_so(province, client_for, stranger, read):
    for address in (PAGE, PEOPLE):
        assert "Chưa có quyền" in read(client_for(stranger), address)


def test_the_school_learns_of_nobody_beyond_its_courses(sent, client_for, school, read):
    beyond = somebody("Người Ở Ngoài", "BT")
    credential(beyond, "theory", 2, date(2020, 1, 1))
    client = client_for(school)
    assert "Có trình độ" not in read(client, PAGE)
    for url, _ in links(read(client, PAGE)):
        assert "Người Ở Ngoài" not in read(client, url)
    for number in ("held", "before"):
        answer = client.get(f"{PEOPLE}?result={number}&course=LLCT-TC")
        assert answer.status_code == 400 and "Người Ở Ngoài" not in answer.content.decode()
