"""The pages of plans: what they show, refuse and write, and to whom."""

from datetime import date
from html import unescape
from urllib.parse import urlencode

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from personnel.models import CourseSeats, Disclosure, TrainingClass
from reports.models import TrainingPlan, TrainingScenario
from targets.needs.solver import NeedsSolver
from tests.factories import credential, person, post
from tests.training.plans.trying import TODAY, tried, who
from training.plans.parameters import Parameters
from training.plans.saving import seen_of
from training.plans.tables import Tables
from training.plans.working import Tried

pytestmark = pytest.mark.usefixtures("later")
TRY = "/dao-tao/ke-hoach/tinh-thu/"


@pytest.fixture
def admin(province_admin, client_for):
    return client_for(province_admin)


def asked(**changes):
    return urlencode(Parameters.usual(TODAY).data | changes, doseq=True)


def text(response, status=200):
    assert response.status_code == status, response
    return unescape(response.content.decode())


def test_without_people_a_plan_sends_nobody(small_province, admin):
    told = text(admin.get(TRY))
    assert "Không ai phải đi học." in told


def test_a_plan_is_tried_out(people, admin, province_viewer, client_for):
    told = text(admin.get(TRY))
    assert f">{tried().seats}</a></strong> lượt học" in told and "Lưu phương án" in told
    assert "Mọi chỉ tiêu có tỷ lệ đều đạt" in told and "Dự báo cuối từng năm" in told
    bound = text(admin.get(f"{TRY}?{asked(**{'most-LLCT-SC-2027': '0'})}"))
    assert 'name="most-LLCT-SC-2027" value="0"' in bound
    years = text(admin.get(f"{TRY}?{asked()}&years=1"))
    assert "31/12/2027" in years and "người nghỉ hưu" in years
    assert "Lưu phương án" not in text(client_for(province_viewer).get(TRY))


def test_what_is_tried_first_is_within_the_seats_of_the_catalogue(people, admin):
    CourseSeats.objects.create(course_code="LLCT-SC", year=2028, seats=7)
    CourseSeats.objects.create(course_code="LLCT-SC", year=2031, seats=9)
    told = text(admin.get(TRY))
    assert 'name="most-LLCT-SC-2028" value="7"' in told and 'value="9"' not in told
    assert 'value="7"' not in text(admin.get(f"{TRY}?{asked()}"))


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"start": "01/01/2020"}, "không được trước hôm nay"),
        ({"start": "01/01/2031"}, "đến trước ngày khai giảng"),
        ({"start": "x"}, "Nhập ngày dạng"),
        ({"reserve": "101"}, "Dự phòng"),
        ({"horizon": "2040"}, "Mốc mục tiêu"),
        ({"first": "key", "second": "key"}, "nhóm chức danh lặp lại"),
        ({"most-LLCT-SC-2027": "-1"}, "Sơ cấp lý luận chính trị, năm 2027"),
    ],
)
def test_what_cannot_be_meant_is_told(people, admin, changes, told):
    assert told in text(admin.get(f"{TRY}?{asked(**changes)}"), 400)


def test_names_behind_the_numbers(people, admin, province_admin):
    names = f"{TRY}nguoi/?{asked()}"
    found = text(admin.get(names))
    assert "Đinh Văn Lía" in found and "Hồ Văn Già" not in found
    assert Disclosure.objects.filter(user=province_admin).exists()
    narrowed = text(admin.get(f"{names}&course=CM-DH&year=2027&unit=535"))
    (row,) = [row for row in Tables(tried()).by_board if row.address == "535"]
    seats = dict(row.courses)["CM-DH"]
    assert f"{seats} lượt học · Đại học chuyên môn · năm 2027 · Huyện Ba Tơ" in narrowed
    assert "Không có ai." in text(admin.get(f"{names}&who=short"))
    assert admin.get(f"{names}&who=khac").status_code == 400
    assert admin.get(f"{names}&unit=534x").status_code == 400
    assert admin.get(f"{TRY}nguoi/?{asked(start='x')}").status_code == 400


def test_a_scenario_is_kept_changed_and_given_up(people, admin):
    sent = Parameters.usual(TODAY).data | {"name": "Thử", "do": "new"}
    response = admin.post(f"{TRY}luu/", sent, follow=True)
    assert "Đã lưu phương án “Thử”." in text(response)
    scenario = TrainingScenario.objects.get()
    page = reverse("training-scenario", args=[scenario.pk])
    assert "khác với phương án đã lưu" not in text(admin.get(page))
    assert "khác với phương án đã lưu" in text(admin.get(f"{page}?{asked(reserve='9')}"))
    over = sent | {"do": "over", "reserve": "9", "seen": seen_of(scenario)}
    assert "Đã lưu" in text(admin.post(f"{page}luu/", over, follow=True))
    assert "vừa được người khác lưu" in text(admin.post(f"{page}luu/", over, follow=True))
    assert "Chưa lưu" in text(admin.post(f"{page}luu/", over | {"name": ""}, follow=True))
    assert admin.post(f"{page}luu/", over | {"start": "x"}).status_code == 400
    again = admin.post(f"{page}luu/", sent | {"name": "Thử hai"}, follow=True)
    assert "Thử hai" in text(again) and TrainingScenario.objects.count() == 2
    assert "vừa được" in text(admin.post(f"{page}xoa/", {"seen": "x"}, follow=True))
    scenario.refresh_from_db()
    gone = admin.post(f"{page}xoa/", {"seen": seen_of(scenario)}, follow=True)
    assert "Đã xóa phương án “Thử”." in text(gone)


def test_a_scenario_that_cannot_be_read_says_so(scenario, admin):
    TrainingScenario.objects.update(wishes={"khác": 1})
    page = reverse("training-scenario", args=[scenario.pk])
    assert "không đọc được" in text(admin.get(page))
    told = text(admin.get(f"{page}duyet/", follow=True))
    assert "không đọc được" in told


def test_a_scenario_that_is_out_of_date_says_so(scenario, admin):
    page = reverse("training-scenario", args=[scenario.pk])
    kept = scenario.wishes | {"bounds": [["KHONG-CO", 2028, 5]]}
    TrainingScenario.objects.update(wishes=kept)
    assert "bỏ qua giới hạn đã lưu của: KHONG-CO năm 2028." in " ".join(
        text(admin.get(page)).split()
    )
    TrainingScenario.objects.update(start=date(2026, 1, 1))
    assert "không được trước hôm nay" in text(admin.get(page))


def test_people_are_moved_by_hand(scenario, admin):
    page = reverse("training-scenario-move", args=[scenario.pk])
    chairman = who("Đinh Văn Lía")
    assert "Đinh Văn Lía" in text(admin.get(f"{page}?q=dinh van lia"))
    assert "Không có ai mang tên này." in text(admin.get(f"{page}?q=khong co"))
    form = text(admin.get(f"{page}?person={chairman.pk}&kind=professional&way=leave"))
    assert "Ghi lựa chọn" in form
    sent = {"person": chairman.pk, "way": "take", "seen": seen_of(scenario), "reason": "Cần"}
    assert "phải chọn loại trình độ" in text(admin.post(page, sent), 422)
    sent |= {"way": "leave", "kind": "professional"}
    assert "Đã đưa ra khỏi phương án: Đinh Văn Lía." in text(admin.post(page, sent, follow=True))
    assert "vừa được người khác lưu" in text(admin.post(page, sent, follow=True))
    shown = text(admin.get(reverse("training-scenario", args=[scenario.pk])))
    assert "Không đạt hết." in shown and "1 lựa chọn bằng tay" in shown
    scenario.refresh_from_db()
    back = {"do": "back", "move": scenario.moves.get().pk, "seen": seen_of(scenario)}
    assert "Đã bỏ lựa chọn." in text(admin.post(page, back, follow=True))
    assert admin.get(f"{page}?person=x").status_code == 400
    assert admin.get(f"{page}?person=999999").status_code == 404


def test_a_plan_is_approved_once_as_it_was_seen(scenario, admin):
    page = reverse("training-approve", args=[scenario.pk])
    form = text(admin.get(page))
    assert "Duyệt kế hoạch đào tạo" in form
    seen = admin.get(page).context["form"].initial["seen"]
    assert text(admin.post(page, {"name": "", "seen": seen}), 422)
    stale = text(admin.post(page, {"name": "Kế hoạch", "seen": "x"}), 409)
    assert "đã thay đổi từ lúc trang được mở" in stale
    done = admin.post(page, {"name": "Kế hoạch", "seen": seen}, follow=True)
    assert "Đã duyệt kế hoạch “Kế hoạch”" in text(done)
    again = text(admin.get(page))
    assert "Lý do thay thế" in again and "đang thực hiện" in again
    second = {"name": "Kế hoạch hai", "seen": seen, "replacement_reason": "Đổi"}
    assert "Đã duyệt" in text(admin.post(page, second, follow=True))
    first = TrainingPlan.objects.get(name="Kế hoạch")
    told = text(admin.get(reverse("training-plan", args=[first.pk])))
    assert "Đã được thay thế" in told and "Lập lớp từ kế hoạch" not in told


def test_an_approved_plan_is_shown_listed_and_verified(plan, admin, editor_a, client_for):
    page = reverse("training-plan", args=[plan.pk])
    told = text(admin.get(page))
    assert plan.sha256 in told and "Kế hoạch đặt ra khi duyệt" in told
    names = text(admin.get(f"{page}nguoi/?course=CM-DH&state=waiting"))
    assert "Đinh Văn Lía" in names and "Đại học chuyên môn · chưa cử" in names
    assert admin.get(f"{page}nguoi/?course=khac").status_code == 400
    assert "Không có ai." in text(admin.get(f"{page}ngoai/"))
    assert "Mã khớp" in text(admin.get(f"{page}kiem-tra/"))
    TrainingPlan.objects.update(note="khác")
    assert "Mã không khớp" in text(admin.get(f"{page}kiem-tra/"))
    board, other = client_for(editor_a), plan.seats.exclude(board_name="Huyện Ba Tơ")[0].full_name
    own = text(board.get(page))
    assert "người thuộc phạm vi" in own and "Kế hoạch đặt ra" not in own
    assert other in text(admin.get(f"{page}nguoi/"))
    assert other not in text(board.get(f"{page}nguoi/"))
    listed = text(board.get(reverse("training-plans")))
    assert "Kế hoạch một" in listed and "Phương án một" not in listed


def test_classes_are_made_of_a_plan(plan, admin):
    page = reverse("training-plan-classes", args=[plan.pk])
    assert "Bồi dưỡng ngạch chuyên viên" in text(admin.get(page))
    url = f"{page}?intake=QLNN-CV.0.2.20270101"
    form = admin.get(url).context["form"]
    sent = {name: form[name].value() for name in form.fields}
    sent |= {"starts": "05/01/2027", "ends": "28/02/2027", "award_expected": "", "place": ""}
    wrong = sent | {"ends": "01/01/2027", "award_expected": "01/01/2026"}
    assert "từ ngày khai giảng trở đi" in text(admin.post(url, wrong), 422)
    late = sent | {"award_expected": "01/02/2027"}
    assert "từ ngày bế giảng trở đi" in text(admin.post(url, late), 422)
    preview = text(admin.post(url, sent | {"do": "preview"}))
    assert "Lập 1 lớp" in preview and not TrainingClass.objects.exists()
    done = text(admin.post(url, sent | {"do": "open"}, follow=True))
    assert "Đã lập 1 lớp với" in done and "đã xếp hết" in done
    again = text(admin.post(url, sent | {"do": "open"}), 409)
    assert "không còn ai chờ" in again
    assert admin.get(f"{page}?intake=x").status_code == 400


def test_a_province_that_is_not_there_is_told(admin, nothing):
    assert "Chưa có tỉnh" in text(admin.get(TRY))


def test_what_the_solver_cannot_do_is_told(people, admin, monkeypatch):
    def none(*_):
        raise NeedsSolver

    monkeypatch.setattr(Tried, "of", none)
    assert "highspy" in text(admin.get(f"{TRY}?{asked(**{'most-LLCT-SC-2027': '1'})}"))
    assert admin.get(f"{TRY}nguoi/?{asked()}").status_code == 404


def test_the_number_of_queries_does_not_grow_with_the_people(plan, admin):
    def asked_of(page):
        with CaptureQueriesContext(connection) as queries:
            text(admin.get(page))
        return len(queries)

    pages = (TRY, f"{TRY}nguoi/", reverse("training-plan", args=[plan.pk]))
    before = [asked_of(page) for page in pages]
    for number in range(8):
        credential(post(person(name=f"Lê Văn {number}"), "TCKT").person, "it", 1)
    assert [asked_of(page) for page in pages] == before
    assert max(before) < 40
