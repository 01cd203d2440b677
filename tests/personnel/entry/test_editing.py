"""A record corrected, alone and by two people at once."""

from datetime import date

import pytest

from personnel.models import Credential, Person, Post
from tests.factories import MOUNTAIN, TOWNSHIP, credential, person, post
from tests.forms import fields_of

IN_B = "21034"


@pytest.fixture
def hoa(province):
    who = person(name="Phạm Thị Hoa", sex="female", cccd="051180001234")
    post(who, "BT", MOUNTAIN)
    credential(who, "theory", 1)
    return who


def test_saving_what_was_shown_changes_nothing(edit, editor_a, hoa):
    assert edit(editor_a, hoa).save().status_code == 302
    for model in (Person, Post, Credential):
        assert model.history.count() == 1, model


def test_a_name_recorded_long_ago_does_not_keep_the_rest_from_being_saved(edit, editor_a, hoa):
    Person.objects.filter(pk=hoa.pk).update(full_name="Phạm Thị Hoa (Rê)")
    assert edit(editor_a, hoa).save(note="Mới").status_code == 302
    hoa.refresh_from_db()
    assert (hoa.full_name, hoa.note) == ("Phạm Thị Hoa (Rê)", "Mới")
    assert edit(editor_a, hoa).save(full_name="Bà Phạm Thị Hoa").status_code == 422


def test_only_what_changed_is_written(edit, editor_a, hoa):
    edit(editor_a, hoa).save(
        credentials_0_level_text="Trung cấp", credentials_0_awarded_text="2019"
    )
    held = hoa.credentials.get()
    assert (held.level, held.awarded_shown) == (2, "2019")
    assert Person.history.count() == 1 and Post.history.count() == 1
    assert held.history.latest().history_user == editor_a


def test_local_is_said_of_where_somebody_leads_and_not_shown_of_where_they_move(
    edit, editor_a, hoa
):
    edit(editor_a, hoa).save(is_local="1")
    hoa.refresh_from_db()
    assert (hoa.is_local, hoa.local_of.code) == (True, MOUNTAIN)
    assert edit(editor_a, hoa).data["is_local"] == "1"
    hoa.posts.update(end=date(2023, 12, 31))
    post(hoa, "BT", TOWNSHIP, start=date(2024, 1, 1))
    page = edit(editor_a, hoa)
    assert page.data["is_local"] == ""
    page.save(note="chuyển đến")
    hoa.refresh_from_db()
    assert (hoa.is_local, hoa.local_of.code) == (True, MOUNTAIN)
    edit(editor_a, hoa).save(is_local="1")
    hoa.refresh_from_db()
    assert (hoa.is_local, hoa.local_of.code) == (True, TOWNSHIP)
    edit(editor_a, hoa).save(is_local="")
    hoa.refresh_from_db()
    assert (hoa.is_local, hoa.local_of) == (None, None)


def test_a_row_can_be_deleted_and_one_added(edit, editor_a, hoa, pk):
    page = edit(editor_a, hoa)
    page.save(**{"credentials-0-DELETE": "on"})
    assert hoa.credentials.count() == 0
    assert Credential.history.filter(history_type="-", history_user=editor_a).count() == 1


def test_a_record_is_not_moved_to_another_district_by_its_form(edit, editor_a, hoa, pk):
    page = edit(editor_a, hoa)
    assert page.save(posts_0_unit=pk.unit(IN_B)).status_code == 422
    assert hoa.posts.get().unit.code == MOUNTAIN


def test_a_post_of_another_district_is_shown_and_stays_as_it_is(edit, editor_a, hoa, pk):
    old = post(hoa, "TCKT", IN_B, start=date(2005, 1, 1), end=date(2014, 12, 31))
    page = edit(editor_a, hoa)
    at = 1 if page.data["posts-1-id"] == str(old.pk) else 0
    typed = {f"posts-{at}-since": "2001", f"posts-{at}-unit": pk.unit(MOUNTAIN)}
    page.save(**typed, note="đã xem")
    old.refresh_from_db()
    assert old.start == date(2005, 1, 1) and old.unit.code == IN_B
    hoa.refresh_from_db()
    assert hoa.note == "đã xem"
    page = edit(editor_a, hoa)
    assert page.save(**{f"posts-{at}-DELETE": "on"}).status_code == 409
    assert Post.objects.filter(pk=old.pk).exists()


def test_the_rows_of_somebody_else_are_not_reached_through_the_form(edit, editor_a, hoa):
    other = credential(post(person(name="Lê Văn Phổ"), "BT", IN_B).person, "theory", 3)
    page = edit(editor_a, hoa)
    response = page.save(
        **{"credentials-0-id": str(other.pk), "credentials-0-level_text": "Sơ cấp"}
    )
    assert response.status_code in (409, 422)
    other.refresh_from_db()
    assert other.level == 3 and other.person != hoa


class TestTwoAtOnce:
    """The later save is told what changed meanwhile and chooses, field by field."""

    @pytest.fixture
    def pages(self, edit, editor_a, province_admin, hoa):
        return edit(editor_a, hoa), edit(province_admin, hoa)

    def test_different_fields_are_told_and_both_kept_on_choice(self, pages, hoa):
        first, later = pages
        first.save(religion="Phật giáo")
        response = later.save(home_place="Ba Tơ")
        assert response.status_code == 409
        hoa.refresh_from_db()
        assert hoa.home_place == ""
        text = response.content.decode()
        assert "Phật giáo" in text and "Tôn giáo" in text and "ba-to" in text
        assert later.answer({}).status_code == 302
        hoa.refresh_from_db()
        assert (hoa.religion, hoa.home_place) == ("Phật giáo", "Ba Tơ")

    @pytest.mark.parametrize(("choice", "kept"), [("theirs", "Công giáo"), ("mine", "Tin Lành")])
    def test_the_same_field_is_chosen(self, pages, hoa, choice, kept):
        first, later = pages
        first.save(religion="Công giáo")
        assert later.save(religion="Tin Lành").status_code == 409
        for unanswered in ({}, {"religion": "x"}):  # asked again, as often as it takes
            assert later.answer(unanswered).status_code == 409
            page = later.response.content.decode()
            assert "chưa chọn giá trị cần giữ" in page and 'name="choose-religion"' in page
        later.answer({"religion": choice})
        hoa.refresh_from_db()
        assert hoa.religion == kept

    def test_a_mistake_elsewhere_does_not_write_over_what_was_not_answered(self, pages, hoa):
        first, later = pages
        first.save(religion="Công giáo")
        later.save(religion="Tin Lành", birth="39/13/1990")
        for _ in range(2):  # asked and told of the mistake, as often as it takes
            assert later.response.status_code == 409
            text = later.response.content.decode()
            assert 'name="choose-religion"' in text and "39/13/1990”: " in text
            later.answer({"birth": "mine"})
        later.data = fields_of(later.response)
        assert later.save(birth="1990").status_code == 409
        hoa.refresh_from_db()
        assert hoa.religion == "Công giáo"
        later.data = fields_of(later.response)
        assert later.save(**{"choose-religion": "mine"}, birth="39/13/1990").status_code == 422
        later.data = fields_of(later.response)
        assert later.save(birth="1990").status_code == 302
        hoa.refresh_from_db()
        assert (hoa.religion, hoa.birth_shown) == ("Tin Lành", "1990")

    def test_the_same_value_from_both_is_no_conflict_to_choose(self, pages, hoa):
        first, later = pages
        first.save(religion="Công giáo")
        response = later.save(religion="Công giáo")
        assert response.status_code == 409 and 'name="asked"' not in response.content.decode()
        assert later.answer({}).status_code == 302

    def test_a_row_changed_meanwhile_is_asked_about(self, pages, hoa):
        first, later = pages
        first.save(credentials_0_level_text="Trung cấp")
        assert later.save(credentials_0_level_text="Cao cấp").status_code == 409
        assert hoa.credentials.get().level == 2
        assert later.answer({"credentials-0-level_text": "mine"}).status_code == 302
        assert hoa.credentials.get().level == 3

    def test_a_row_deleted_meanwhile_is_told_and_not_written_again(self, pages, hoa):
        first, later = pages
        first.save(**{"credentials-0-DELETE": "on"})
        response = later.save(credentials_0_level_text="Cao cấp", religion="Công giáo")
        assert response.status_code == 409
        assert "đã bị người khác xóa" in response.content.decode()
        assert later.answer({}).status_code == 302
        hoa.refresh_from_db()
        assert hoa.religion == "Công giáo" and hoa.credentials.count() == 0

    def test_a_third_save_in_between_is_asked_about_again(self, pages, edit, editor_a, hoa):
        first, later = pages
        first.save(religion="Công giáo")
        later.save(religion="Tin Lành")
        edit(editor_a, hoa).save(religion="Phật giáo")
        assert later.answer({"religion": "mine"}).status_code == 409
        hoa.refresh_from_db()
        assert hoa.religion == "Phật giáo"

    def test_who_left_the_district_meanwhile_is_not_written(self, pages, hoa, editor_a):
        first, _ = pages
        hoa.posts.update(end=date(2024, 1, 1))
        post(hoa, "CTUBND", IN_B, start=date(2024, 1, 2))
        assert first.save(religion="Công giáo").status_code == 404
        hoa.refresh_from_db()
        assert hoa.religion == ""


def test_an_editor_of_elsewhere_and_a_viewer_find_no_form(
    client_for, editor_b, province_viewer, hoa
):
    for user in (editor_b, province_viewer):
        assert client_for(user).get(f"/nhan-su/{hoa.pk}/sua/").status_code == 404
    assert client_for(province_viewer).get("/nhan-su/them/").status_code == 404
    assert client_for(editor_b).get("/nhan-su/them/").status_code == 200


def test_a_second_open_post_of_the_same_title_is_refused(edit, editor_a, hoa, pk):
    post(hoa, "CTUBND", TOWNSHIP)
    page = edit(editor_a, hoa)
    at = next(i for i in (0, 1) if page.data[f"posts-{i}-title"] == pk.title("CTUBND"))
    typed = {f"posts-{at}-title": pk.title("BT"), f"posts-{at}-unit": pk.unit(MOUNTAIN)}
    response = page.save(**typed)
    assert response.status_code in (409, 422)
    assert "đang giữ chức danh đó" in response.content.decode()
    assert hoa.posts.filter(title__code="CTUBND").count() == 1


def test_a_page_that_was_not_sent_as_a_whole_is_refused(client_for, editor_a, hoa):
    response = client_for(editor_a).post(f"/nhan-su/{hoa.pk}/sua/", {"full_name": "Phạm Thị Hoa"})
    assert response.status_code == 422
    assert "Trang gửi lên không đầy đủ" in response.content.decode()


def test_a_page_that_does_not_say_what_it_showed_overwrites_nothing(edit, editor_a, hoa):
    page = edit(editor_a, hoa)
    page.data = {name: text for name, text in page.data.items() if "initial-" not in name}
    assert page.save(full_name="Phạm Thị Mới").status_code == 409
    hoa.refresh_from_db()
    assert hoa.full_name == "Phạm Thị Hoa"


def test_lines_of_a_note_come_back_in_the_browsers_way_and_are_no_change(edit, editor_a, hoa):
    hoa.note = "dòng một\ndòng hai "
    hoa.save()
    page = edit(editor_a, hoa)
    page.data |= dict.fromkeys(("note", "initial-note"), "dòng một\r\ndòng hai ")
    assert page.save(religion="Công giáo").status_code == 302
    hoa.refresh_from_db()
    assert (hoa.religion, hoa.note) == ("Công giáo", "dòng một\ndòng hai ")


def test_what_deleting_a_row_keeps_is_the_row_as_it_was_recorded(edit, editor_a, hoa):
    page = edit(editor_a, hoa)
    page.save(**{"credentials-0-level_text": "Cao cấp", "credentials-0-DELETE": "on"})
    assert Credential.history.get(history_type="-").level == 1


def test_nothing_changed_is_said(client_for, edit, editor_a, hoa):
    page = edit(editor_a, hoa)
    page.save()
    shown = page.client.get(page.response["Location"]).content.decode()
    assert "Hồ sơ Phạm Thị Hoa không có gì thay đổi." in shown


def test_a_row_more_without_scripts_keeps_asking(edit, editor_a, province_admin, hoa):
    first, later = edit(editor_a, hoa), edit(province_admin, hoa)
    first.save(religion="Công giáo")
    assert later.save(religion="Tin Lành").status_code == 409
    later.data = fields_of(later.response)
    assert later.save(add="credentials").status_code == 409
    later.data = fields_of(later.response)
    assert later.data["credentials-TOTAL_FORMS"] == "2"
    assert later.save().status_code == 409
    hoa.refresh_from_db()
    assert hoa.religion == "Công giáo"


DECISION = {
    "posts_0_basis": "rotated",
    "posts_0_acting": "acting",
    "posts_0_decision_number": "12-QĐ/HU",
    "posts_0_decided": "03/2024",
}


def test_the_decision_of_a_title_is_typed_and_told(edit, editor_a, hoa, client_for):
    assert edit(editor_a, hoa).save(**DECISION).status_code == 302
    held = hoa.posts.get()
    assert (held.titled, held.paper_told) == (
        "Bí thư Đảng ủy (quyền)",
        "Luân chuyển, QĐ số 12-QĐ/HU ngày 03/2024",
    )
    page = client_for(editor_a).get(f"/nhan-su/{hoa.pk}/").content.decode()
    assert "Luân chuyển, QĐ số 12-QĐ/HU ngày 03/2024" in page
    assert "Hình thức: chưa có → Luân chuyển" in page
    assert edit(editor_a, hoa).save().status_code == 302
    assert Post.history.count() == 2


def test_a_decision_to_come_is_refused(edit, editor_a, hoa):
    assert edit(editor_a, hoa).save(posts_0_decided="2090").status_code == 422
    assert edit(editor_a, hoa).save(posts_0_decided="1950").status_code == 422


WITHDRAWN = {
    "credentials_0_verification": "withdrawn",
    "credentials_0_verified_on": "05/03/2024",
    "credentials_0_verified_by_document": "QĐ số 7/QĐ-TCT",
}


def test_a_withdrawal_is_typed_marked_and_kept_in_the_history(edit, editor_a, hoa, client_for):
    assert edit(editor_a, hoa).save(**WITHDRAWN).status_code == 302
    page = client_for(editor_a).get(f"/nhan-su/{hoa.pk}/").content.decode()
    assert "Đã thu hồi ngày 05/03/2024, QĐ số 7/QĐ-TCT" in page
    assert "Không tính từ ngày này." in page
    assert "Xác minh: chưa có → Đã thu hồi" in page
    assert edit(editor_a, hoa).save(credentials_0_verification="doubted").status_code == 302
    page = client_for(editor_a).get(f"/nhan-su/{hoa.pk}/").content.decode()
    assert "Có nghi vấn ngày 05/03/2024" in page and "Vẫn tính." in page
    assert Credential.history.count() == 3


@pytest.mark.parametrize(
    "wrong",
    [
        {"credentials_0_verified_on": ""},
        {"credentials_0_verified_by_document": ""},
        {"credentials_0_verification": ""},
        {"credentials_0_verified_on": "01/01/2090"},
        {"credentials_0_verified_on": "03/2024"},
        {"credentials_0_awarded_text": "05/2024"},
    ],
)
def test_a_withdrawal_has_its_document_and_a_day_that_has_come(edit, editor_a, hoa, wrong):
    assert edit(editor_a, hoa).save(**WITHDRAWN | wrong).status_code == 422
    assert hoa.credentials.get().verification == ""
