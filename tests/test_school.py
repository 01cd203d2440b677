"""The Political School: its menu, where it is led; it reaches nobody beyond its courses."""

import re
from datetime import date
from html import unescape

import pytest
from django.urls import reverse

from accounts.models import Grant, User
from cadre_portal.navigation import MENU, OWN, Entry, first_page, is_open
from personnel.kinds import KINDS
from personnel.models import Enrolment, TrainingClass
from tests import cast
from tests.factories import LOWLAND, MOUNTAIN, leave_few_units, person, post
from tests.factories import credential as holds
from tests.test_every_url import PAGES, decrees_of, plans_of, records_of, reports_of
from tests.test_navigation import entries, menu

pytestmark = pytest.mark.usefixtures("standing")
# Nobody of these has anything to do with a course of the school.
BEYOND = ("Hồ Đủ Mọi Bề", "Hồ Học Nơi Khác", "Hồ Thôi Việc")
NUMBERS = ("051080111111", "051080222222", "051080333333", "051080444444")
START, END = date(2026, 1, 5), date(2027, 12, 31)


def classed(name, by_school, kind, level):
    return TrainingClass.objects.create(
        name=name, kind=kind, level=level, by_school=by_school, starts=START, ends=END, seats=40
    )


def enrolled(who, at, **more):
    return Enrolment.objects.create(
        person=who, training_class=at, kind=at.kind, level=at.level, state="studying",
        since=START, unit=who.posts.get().unit, **more,
    )  # fmt: skip


@pytest.fixture(scope="module")
def standing(in_the_module):
    """Somebody in a class of the school, others beyond its courses, and all that pages are of."""
    with in_the_module():
        leave_few_units()
        editor, admin = cast.editor_a(), cast.province_admin()
        found = records_of(editor) | reports_of(editor, admin) | decrees_of(admin)
        theirs = classed("Trung cấp lý luận chính trị khóa 1", True, "theory", 2)
        other = classed("Tin học cơ bản khóa 1", False, "it", 2)
        own = post(person(name="Hồ Học Ở Trường", cccd=NUMBERS[0]), "BT", MOUNTAIN).person
        enrolled(own, theirs)
        for name, number in zip(BEYOND, NUMBERS[1:], strict=True):
            end = date(2020, 1, 1) if name == BEYOND[2] else None
            who = post(person(name=name, cccd=number), "BT", LOWLAND, end=end).person
            for kind in KINDS.values():
                holds(who, kind.code, kind.top, date(2010, 1, 1))
        enrolled(who.__class__.objects.get(full_name=BEYOND[1]), other)
        found |= plans_of(admin)
        return found | {"in_a": own.pk, "class": theirs.pk, "other": other.pk}


@pytest.fixture
def client(standing, school, client_for):
    return client_for(school)


def addresses(numbers):
    """Yield every address of the portal, by the arguments of its table and by both classes."""
    for name, rows in PAGES.items():
        every = {arguments for arguments, _ in rows}
        if all(len(arguments) == 1 for arguments in every):
            every |= {("class",), ("other",)}
        for arguments in every:
            yield reverse(name, args=[numbers.get(value, value) for value in arguments])


def shown_at(client, url):
    """Return what is answered as one line of text, and whether the page is there."""
    answer = client.get(url)
    assert answer.status_code < 500, url
    told = b"".join(answer) if answer.streaming else answer.content
    return re.sub(r"\s+", " ", unescape(told.decode(errors="replace"))), answer.status_code == 200


def test_nobody_beyond_its_courses_and_no_identity_number_is_reached(standing, client):
    asked = ("q=Hồ", f"q={NUMBERS[1][-4:]}", "horizon=2030&as_of=2026-12-31", "school=1")
    open_to = 0
    for url in dict.fromkeys(addresses(standing)):
        text, there = shown_at(client, url)
        open_to += there
        for query in asked if there else ():
            text += shown_at(client, f"{url}?{query}")[0]
        assert not [name for name in BEYOND if name in text], url
        assert not [n for n in NUMBERS if n in text or f"•{n[-4:]}" in text], url
    assert open_to


def test_whoever_may_look_at_people_reaches_them(standing, province_viewer, client_for, read):
    """The names are there to be found: the test above is not about nothing."""
    page = read(client_for(province_viewer), "/nhan-su/?q=Hồ")
    assert BEYOND[0] in page and NUMBERS[1][-4:] in page


def test_no_figure_of_the_province_is_open_to_it(client):
    for url in ("/chi-tieu/", "/chat-luong-du-lieu/", "/bao-cao/", "/nhan-su/", "/trinh-bay/",
                "/ho-so-cong-viec/", "/dot-ghi-nhan/", "/ban-giao/", "/don-vi/51/"):  # fmt: skip
        assert client.get(url).status_code == 404, url


def test_the_first_page_leads_to_where_it_works(client, school):
    answer = client.get("/")
    assert answer.status_code == 302 and answer["Location"] == reverse(first_page(school))
    assert client.get(answer["Location"]).status_code == 200


def test_its_menu_has_training_alone(client, school):
    found = entries(menu(client, reverse("password-change")))
    training = {part.label for entry in MENU if entry.label == "Đào tạo" for part in entry.parts}
    told = {
        name for each in found for name in (each["Đào tạo"] if isinstance(each, dict) else [each])
    }
    assert told <= training
    own = [part for entry in MENU if entry.label != "Đào tạo" for part in (entry, *entry.parts)]
    top = [entry for entry in own if entry in MENU]
    assert not any(entry.seen_by(school) for entry in top)


def test_a_search_finds_its_pages_and_nothing_else(client, read):
    found = read(client, "/tim/?q=mật khẩu")
    assert "Đổi mật khẩu" in found
    for sought in ("Hồ", "Ba Tơ", "lý luận", "Báo cáo", "Danh sách", "Tổng quan", "535"):
        assert not client.get("/tim/", {"q": sought}).context["groups"], sought
        beneath = read(client, f"/tim/goi-y/?q={sought}")
        assert "Không tìm thấy" in beneath and "href" not in beneath
    assert "person-by-number" not in found and "/nhan-su/theo-so/" not in found
    assert "Tìm được theo: tên trang." in read(client, "/tim/?q=khongco")


def test_a_right_beside_it_opens_what_that_right_opens(school, client_for, province):
    school.grants.create(role=Grant.Role.PROVINCE_VIEWER)
    client = client_for(school)
    assert not User.objects.get(pk=school.pk).only_teaches
    assert client.get("/").status_code == client.get("/nhan-su/").status_code == 200


def test_a_right_that_has_ended_opens_nothing_of_the_school(school, client_for):
    """Whoever has no right at all sees what everybody without one does: empty pages."""
    school.grants.update(valid_to=date(2020, 12, 31))
    assert client_for(school).get("/").status_code == 200
    assert not User.objects.get(pk=school.pk).teaches


def test_a_page_is_open_by_what_holds_it(rf, school, monkeypatch):
    """Not because of where its address lies; a part that it does not see is closed."""
    seen = Entry("Lớp", "people", ("person",))
    hidden = Entry("Dự báo", "quality", seen_by=lambda user: not user.only_teaches)
    monkeypatch.setattr("cadre_portal.navigation.MENU", (Entry("Đào tạo", parts=(seen, hidden)),))
    opened = {}
    for name in ("people", "person", "quality", "criteria", OWN[0].name, "find"):
        request = rf.get("/")
        request.resolver_match = type("", (), {"app_name": "", "view_name": name})()
        opened[name] = is_open(request, school)
    assert opened == {
        "people": True, "person": True, "quality": False, "criteria": False, OWN[0].name: True,
        "find": True,
    }  # fmt: skip
    assert first_page(school) == "people"
