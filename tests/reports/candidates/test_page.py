"""The page of a candidate: somebody recorded or typed, held to a title; scope, and what is kept."""

import logging
import re
from datetime import date
from html import unescape

import pytest
from django.apps import apps

from personnel.models import Disclosure, Person, PlannedTitle, Post, Term, Title, Unit
from tests.factories import LOWLAND, MOUNTAIN, TOWNSHIP, credential, person, post
from tests.personnel.planning.conftest import with_right

PAGE = "/kiem-tra-nhan-su/?as_of=2025-12-31&horizon=2025"
FOR_CHAIRMAN = f"{PAGE}&unit={MOUNTAIN}&title=CTUBND"

EVALUATED = "Đánh giá, xếp loại hằng năm"

pytestmark = pytest.mark.usefixtures("small_province")


@pytest.fixture
def clerk():
    """A clerk of the mountain commune: college, theory too low, nothing else recorded."""
    of_there = {"is_local": True, "local_of": Unit.objects.get(code=MOUNTAIN)}
    who = post(person("Đinh Văn Lâm", date(1985, 3, 2), **of_there), "TCKT", MOUNTAIN).person
    credential(who, "professional", 3)
    credential(who, "theory", 1)
    return who


@pytest.fixture
def far():
    """Somebody of another district."""
    return post(person("Trần Thị Xa"), "TCKT", LOWLAND).person


def plain(response):
    text = re.sub("<[^>]+>", " ", unescape(response.content.decode()))
    return " ".join(text.split())


def told(response):
    return {line.criterion.code: line.outcome.value for line in response.context["checked"].lines}


def states(response):
    return {found.label: found.state.value for found in response.context["checked"].findings}


def test_a_clerk_would_be_held_to_what_is_asked_of_a_chairman(clerk, client_for, viewer_a):
    response = client_for(viewer_a).get(f"{FOR_CHAIRMAN}&person={clerk.pk}")
    # II.2.2.a: xã miền núi cao đẳng; trung cấp lý luận; chuyên viên; cập nhật kiến thức.
    found = told(response)
    assert found["2025.key.professional"] == "met"
    assert found["2025.key.theory"] == "short"
    assert found["2025.key.state_management"] == "unknown"
    assert found["2025.key.position_update"] == "unknown"
    assert "2025.civil.theory" not in found
    assert states(response) == {
        "Thời gian đứng đầu tại một địa phương": "met",
        "Người địa phương": "noted",
        "Tuổi, thời gian công tác còn lại": "met",
        "Bồi dưỡng chức danh quy hoạch": "unknown",
        EVALUATED: "unknown",
    }
    page = plain(response)
    assert "cần có: trung cấp trở lên" in page
    assert "Chưa ghi đã hoàn thành chương trình hay chưa" in page
    assert f"Người in phiếu: {viewer_a}" in page


def test_in_another_commune_more_is_asked_and_its_record_says_nothing_of_it(
    clerk, client_for, province_viewer
):
    address = f"{PAGE}&unit={LOWLAND}&title=BT&person={clerk.pk}"
    response = client_for(province_viewer).get(address)
    assert told(response)["2025.key.professional"] == "short"
    assert states(response)["Người địa phương"] == "unknown"


def test_whoever_holds_no_title_can_be_checked(clerk, client_for, viewer_a):
    Post.objects.update(end=date(2025, 6, 30), end_reason="resigned")
    response = client_for(viewer_a).get(f"{FOR_CHAIRMAN}&person={clerk.pk}")
    assert told(response)["2025.key.professional"] == "met"
    assert "Không giữ chức danh nào vào ngày này" in plain(response)


def test_months_as_head_of_that_commune_are_told(client_for, viewer_a):
    who = post(person("Phạm Cũ"), "BT", MOUNTAIN, date(2013, 1, 1), date(2024, 12, 31)).person
    post(who, "TCKT", TOWNSHIP)
    label, client = "Thời gian đứng đầu tại một địa phương", client_for(viewer_a)
    assert states(client.get(f"{FOR_CHAIRMAN}&person={who.pk}"))[label] == "short"
    elsewhere = f"{PAGE}&unit={TOWNSHIP}&title=CTUBND&person={who.pk}"
    assert states(client.get(elsewhere))[label] == "met"


def test_looking_at_somebody_is_kept_as_other_looks_are(clerk, client_for, viewer_a):
    client_for(viewer_a).get(f"{FOR_CHAIRMAN}&person={clerk.pk}")
    kept = Disclosure.objects.get()
    assert (kept.kind, kept.person, kept.user) == ("open", clerk, viewer_a)
    assert kept.detail.startswith("Đinh Văn Lâm: kiểm tra nhân sự: Chủ tịch Ủy ban nhân dân")


def test_nobody_beyond_the_reach_is_shown(clerk, far, client_for, viewer_a, editor_b):
    client = client_for(viewer_a)
    assert client.get(f"{FOR_CHAIRMAN}&person={far.pk}").status_code == 400
    found = client.post(FOR_CHAIRMAN, {"do": "seek", "seek-q": "tran thi xa"})
    assert found.status_code == 200 and found.context["found"] == []
    other = client_for(editor_b)
    assert other.get(FOR_CHAIRMAN).status_code == 400
    assert other.get(f"{PAGE}&person={clerk.pk}").status_code == 400
    assert not Disclosure.objects.exists()


def test_where_somebody_is_from_is_shown_to_whoever_may_change_the_record(
    clerk, client_for, viewer_a, editor_a
):
    Person.objects.filter(pk=clerk.pk).update(home_place="Xã Ba Vì, Ba Tơ")
    address = f"{FOR_CHAIRMAN}&person={clerk.pk}"
    assert "Xã Ba Vì, Ba Tơ" in plain(client_for(editor_a).get(address))
    assert "Xã Ba Vì, Ba Tơ" not in plain(client_for(viewer_a).get(address))


def test_a_name_finds_records_to_check(clerk, far, client_for, viewer_a):
    response = client_for(viewer_a).post(FOR_CHAIRMAN, {"do": "seek", "seek-q": "dinh van"})
    (found,) = response.context["found"]
    assert found.person == clerk and "Tài chính" in found.held
    assert client_for(viewer_a).get(found.url).context["checked"]


def answered(client, clerk, **sent):
    address = f"{FOR_CHAIRMAN}&person={clerk.pk}"
    typed = {f"answer-{name}": value for name, value in sent.items()}
    return client.post(address, {"do": "answer", **typed})


def test_the_course_and_being_sent_from_above_are_said_by_whoever_checks(
    clerk, client_for, viewer_a
):
    client, label = client_for(viewer_a), "Bồi dưỡng chức danh quy hoạch"
    assert states(answered(client, clerk, course="1"))[label] == "met"
    assert states(answered(client, clerk, course="0"))[label] == "short"
    sent = answered(client, clerk, course="0", above="on", reason="QĐ 12-QĐ/HU")
    assert states(sent)[label] == "met" and "QĐ 12-QĐ/HU" in plain(sent)
    without = answered(client, clerk, above="on")
    assert without.status_code == 422 and "Ghi lý do hoặc văn bản." in plain(without)


TYPED = {
    "do": "typed", "typed-full_name": "Hồ Thị Mới", "typed-sex": "female", "typed-birth": "1990",
    "typed-level_professional": "3", "typed-level_theory": "1", "typed-is_local": "0",
}  # fmt: skip


def rows():
    """How many rows each table has."""
    return {model: model._base_manager.count() for model in apps.get_models()}


def test_somebody_typed_is_judged_and_nothing_is_stored(clerk, client_for, viewer_a, caplog):
    client, before = client_for(viewer_a), rows()
    with caplog.at_level(logging.DEBUG):
        response = client.post(FOR_CHAIRMAN, TYPED)
    assert response.status_code == 200
    assert told(response)["2025.key.professional"] == "met"
    assert told(response)["2025.key.theory"] == "short"
    assert states(response)["Người địa phương"] == "met"
    page = plain(response)
    assert "Hồ Thị Mới" in page and "không lưu trên cổng thông tin" in page
    assert rows() == before
    # The address is all that a log of requests has; nothing that was typed stands in it.
    assert "Mới" not in response.wsgi_request.get_full_path()
    logged = [entry for entry in caplog.records if not entry.name.startswith("django.db")]
    assert not any("Mới" in entry.getMessage() or "1990" in entry.getMessage() for entry in logged)


def test_whoever_is_typed_as_a_record_is_told_the_same(clerk, client_for, viewer_a):
    client = client_for(viewer_a)
    as_typed = TYPED | {
        "typed-sex": "male", "typed-birth": "02/03/1985", "typed-ethnicity": clerk.ethnicity_id,
        "typed-is_local": "1",
    }  # fmt: skip
    typed, recorded = (
        client.post(FOR_CHAIRMAN, as_typed), client.get(f"{FOR_CHAIRMAN}&person={clerk.pk}")
    )  # fmt: skip
    assert told(typed) == told(recorded)
    assert [f.told for f in typed.context["checked"].findings] == [
        f.told for f in recorded.context["checked"].findings if f.label != EVALUATED
    ]


@pytest.mark.parametrize(
    "wrong",
    [
        {"typed-birth": "31/02/1990"}, {"typed-birth": ""}, {"typed-sex": "x"}, {"typed-sex": ""},
        {"typed-full_name": "Hồ 123"}, {"typed-ethnicity": "abc"}, {"typed-ethnicity": "9" * 40},
        {"typed-level_theory": "99"}, {"typed-level_theory": "x"}, {"typed-minority": "2020"},
        {"typed-is_local": "x"}, {"typed-birth": "\x00"}, {"typed-full_name": "a" * 101},
    ],
)  # fmt: skip
def test_nonsense_typed_is_told_on_the_page(wrong, client_for, viewer_a):
    response = client_for(viewer_a).post(FOR_CHAIRMAN, TYPED | wrong)
    assert response.status_code == 422
    assert "field-error" in response.content.decode() and "checked" not in response.context


@pytest.mark.parametrize(
    "query",
    [
        "&unit=khong&title=BT", "&unit=535&title=BT", f"&unit={MOUNTAIN}&title=XYZ",
        f"&unit={MOUNTAIN}&title=BT&person=abc", f"&unit={MOUNTAIN}&title=BT&person={'9' * 40}",
        f"&unit={MOUNTAIN}&title=BT&person=0", "&unit=%00", "&person=-1",
    ],
)  # fmt: skip
def test_nonsense_in_the_address_is_refused(query, client_for, province_viewer):
    response = client_for(province_viewer).get(PAGE + query)
    assert response.status_code == 400
    assert client_for(province_viewer).post(FOR_CHAIRMAN, {"do": "x"}).status_code == 400


def test_a_title_that_the_commune_has_not_is_told(clerk, client_for, viewer_a):
    address = f"{PAGE}&unit={TOWNSHIP}&title={only_elsewhere()}&person={clerk.pk}"
    response = client_for(viewer_a).get(address)
    assert "không dùng cho thị trấn" in plain(response)
    assert response.context["checked"] is None


def only_elsewhere():
    """A title that no township has."""
    titles = Title.objects.in_force(date(2025, 12, 31))
    return next(title.code for title in titles if not title.fits(Unit.Kind.TOWNSHIP))


def test_from_a_persons_page_another_title_is_one_step_away(clerk, client_for, editor_a):
    client = client_for(editor_a)
    page = client.get(f"/nhan-su/{clerk.pk}/?as_of=2025-12-31").content.decode()
    (link,) = re.findall(r'href="(/kiem-tra-nhan-su/[^"]*person=[^"]*)"', page)
    response = client.get(unescape(link))
    assert response.context["person"] == clerk
    assert "Chọn đơn vị và chức danh để kiểm tra." in plain(response)
    for action in ("bo-nhiem", "chuyen"):
        form = client.get(f"/nhan-su/{clerk.pk}/{action}/").content.decode()
        assert f"/kiem-tra-nhan-su/?person={clerk.pk}" in form


def test_whoever_has_no_unit_has_nobody_to_check(client_for, stranger):
    response = client_for(stranger).get(PAGE)
    assert response.status_code == 200 and "asked" not in response.context


@pytest.mark.parametrize(
    ("grades", "state", "said"),
    [
        ({}, "unknown", "Chưa ghi kết quả xếp loại năm nào."),
        ({2024: "good"}, "met", "Năm 2024: hoàn thành tốt nhiệm vụ."),
        ({2023: "good", 2024: "failed"}, "noted", "Năm 2024: không hoàn thành nhiệm vụ."),
        ({2023: "failed", 2024: "failed"}, "short", "02 năm liên tiếp: 2023, 2024."),
        ({2022: "failed", 2024: "failed"}, "noted", "Năm 2024: không hoàn thành nhiệm vụ."),
    ],
)
def test_the_last_evaluation_is_told(clerk, client_for, viewer_a, grades, state, said):
    for year, grade in grades.items():
        clerk.evaluations.create(year=year, grade=grade)
    response = client_for(viewer_a).get(f"{FOR_CHAIRMAN}&person={clerk.pk}")
    (found,) = [f for f in response.context["checked"].findings if f.label == EVALUATED]
    assert found.state.value == state and found.told.endswith(said)


def test_a_term_that_is_recorded_says_until_when_two_terms_are_counted(clerk, client_for, viewer_a):
    Term.objects.create(
        kind="congress", name="2025-2030", starts=date(2025, 6, 1), ends=date(2030, 3, 31)
    )
    page = plain(client_for(viewer_a).get(f"{FOR_CHAIRMAN}&person={clerk.pk}"))
    assert "hết nhiệm kỳ hiện tại (31/03/2030)" in page


def test_planning_answers_for_the_course_to_whoever_has_the_right(
    clerk, client_for, editor_a, viewer_a, settings
):
    settings.PLANNING = True
    planner = with_right(editor_a)
    PlannedTitle.objects.create(
        person=clerk, title=Title.objects.get(code="CTUBND"),
        unit=Unit.objects.get(code=MOUNTAIN), term_from=2025, term_to=2030,
        course="done", course_day=date(2025, 3, 1),
    )  # fmt: skip
    address = f"{FOR_CHAIRMAN}&person={clerk.pk}"
    course = "Bồi dưỡng chức danh quy hoạch"
    assert states(client_for(planner).get(address))[course] == "met"
    assert states(client_for(viewer_a).get(address))[course] == "unknown"
