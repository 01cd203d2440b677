"""A new record typed into the form."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from personnel.models import Credential, Person, Post, Unit
from tests.factories import MOUNTAIN, TOWNSHIP, person, post
from tests.forms import fields_of

IN_B = "21034"
OFFERED = "điền theo lần nhập trước"
WHOM = {"full_name": "NGUYỄN THỊ  HOA", "sex": "female", "birth": "05/1990"}


@pytest.fixture
def bi_thu(pk):
    return {"posts_0_unit": pk.unit(MOUNTAIN), "posts_0_title": pk.title("BT")}


def errors(response):
    return response.context["dossier"].wrong()


def test_a_person_with_post_and_credentials_is_recorded(add, editor_a, bi_thu):
    typed = WHOM | bi_thu | {
        "posts_0_since": "2/3/2020",
        "cccd": "0513 9000 1234",
        "credentials_0_level_text": "ĐH Luật",
        "credentials_0_awarded_text": "2012",
        "credentials_1_level_text": "TC",
    }  # fmt: skip
    response = add(editor_a, **typed)
    who = Person.objects.get()
    assert response.status_code == 302 and response["Location"] == f"/nhan-su/{who.pk}/"
    assert (who.full_name, who.cccd) == ("Nguyễn Thị Hoa", "051390001234")
    assert (who.birth_date, who.birth_precision) == (date(1990, 5, 1), "month")
    held = who.posts.get()
    assert (held.title.code, held.unit.code, held.start) == ("BT", MOUNTAIN, date(2020, 3, 2))
    facts = set(who.credentials.values_list("kind", "level", "field_of_study", "awarded"))
    assert facts == {("professional", 4, "Luật", date(2012, 12, 31)), ("theory", 2, "", None)}


def test_everything_written_has_its_author_moment_and_reason(add, editor_a, bi_thu):
    add(editor_a, **WHOM, **bi_thu, credentials_0_level_text="Đại học")
    rows = [model.history.get() for model in (Person, Post, Credential)]
    assert {row.history_user for row in rows} == {editor_a}
    assert len({row.history_date for row in rows}) == 1
    assert {row.history_change_reason for row in rows} == {"Nhập trực tiếp"}


def test_the_next_form_offers_the_last_commune_and_title(add, editor_a, client_for, bi_thu, pk):
    client = client_for(editor_a)
    data = fields_of(client.get("/nhan-su/them/"))
    typed = {**WHOM, "posts-0-unit": pk.unit(MOUNTAIN), "posts-0-title": pk.title("BT")}
    typed |= {"party": "03/02/2010", "another": "1"}
    response = client.post("/nhan-su/them/", data | typed, follow=True)
    assert response.redirect_chain == [("/nhan-su/them/", 302)]
    offered = fields_of(response)
    assert offered["posts-0-unit"] == pk.unit(MOUNTAIN)
    assert offered["posts-0-title"] == pk.title("BT")
    assert offered["full_name"] == ""


def offered_now(client_for, user):
    """Return the row of a post that a new session is offered, and the page."""
    response = client_for(user).get("/nhan-su/them/")
    row = fields_of(response)
    return row["posts-0-unit"], row["posts-0-title"], response.content.decode()


def test_what_was_used_last_is_remembered_after_signing_out_and_said(
    add, editor_a, client_for, bi_thu, pk
):
    assert OFFERED not in offered_now(client_for, editor_a)[2]
    add(editor_a, **WHOM, **bi_thu, party="03/02/2010")
    unit, title, page = offered_now(client_for, editor_a)
    assert (unit, title) == (pk.unit(MOUNTAIN), pk.title("BT"))
    assert OFFERED in page and 'aria-describedby="id_posts-0-unit_helptext"' in page


def test_it_is_ones_own_and_what_was_typed(add, editor_a, province_admin, client_for, bi_thu):
    add(editor_a, **WHOM, **bi_thu, party="03/02/2010")
    assert offered_now(client_for, province_admin)[:2] == ("", "")


@pytest.mark.parametrize("change", [{"valid_to": date(2024, 12, 31)}, {"parent": "534"}])
def test_a_commune_that_is_gone_or_out_of_reach_is_not_offered(
    change, add, editor_a, client_for, bi_thu
):
    add(editor_a, **WHOM, **bi_thu, party="03/02/2010")
    if "parent" in change:
        change = {"parent": Unit.objects.get(code="534", level="district")}
    Unit.objects.filter(code=MOUNTAIN).update(**change)
    unit, title, page = offered_now(client_for, editor_a)
    assert (unit, title) == ("", "") and OFFERED not in page


def test_the_last_is_the_first_post_of_the_latest_form(add, editor_a, client_for, bi_thu, pk):
    add(editor_a, **WHOM, **bi_thu, party="03/02/2010")
    other = {"full_name": "Trần Văn Ba", "sex": "male", "birth": "1985"}
    more = {"posts_0_unit": pk.unit(TOWNSHIP), "posts_0_title": pk.title("TCKT")}
    add(editor_a, **other, **more)
    assert offered_now(client_for, editor_a)[:2] == (pk.unit(TOWNSHIP), pk.title("TCKT"))


def test_rows_left_as_offered_are_not_recorded(add, editor_a, bi_thu):
    add(editor_a, **WHOM, **bi_thu)
    assert Credential.objects.count() == 0


@pytest.mark.parametrize(
    ("typed", "label", "says"),
    [
        ({"full_name": ""}, "Họ và tên", "bắt buộc"),
        ({"full_name": "Hoa 2"}, "Họ và tên", "chữ số"),
        ({"full_name": "Ông Lê Văn Hoa"}, "Họ và tên", "không ghi kèm «Ông»"),
        ({"full_name": "Lê Văn Hoa (Lê Hoan)"}, "Họ và tên", "hai tên, «Lê Văn Hoa»"),
        ({"full_name": "Khuyết"}, "Họ và tên", "không phải họ và tên"),
        ({"full_name": "Lª V¨n Hoa"}, "Họ và tên", "ký tự lạ"),
        ({"birth": "31/02/1990"}, "Ngày sinh", "31/02/1990"),
        ({"birth": "01/01/2090"}, "Ngày sinh", "tương lai"),
        ({"cccd": "05119000123"}, "Số CCCD", "12"),
        ({"sex": ""}, "Giới tính", "bắt buộc"),
        ({"posts_0_title": "", "posts_0_since": "2020"}, "Chức danh", "bắt buộc"),
        ({"posts_0_since": "2020", "posts_0_until": "2021"}, "Đến hết", "đủ ngày"),
        ({"posts_0_since": "02/01/2020", "posts_0_until": "01/01/2020"}, "Hồ sơ", "từ ngày"),
        ({"posts_0_end_reason": "retired"}, "Hồ sơ", "phải có ngày thôi giữ"),
        ({"posts_0_since": "1980"}, "Từ", "sau ngày sinh"),
        ({"credentials_0_level_text": "Bậc trời"}, "Trình độ", "Chấp nhận"),
        ({"credentials_0_awarded_text": "2012"}, "Trình độ", "bắt buộc"),
        ({"credentials_0_level_text": "ĐH", "credentials_0_awarded_text": "01/01/2090"},
         "Thời điểm cấp", "tương lai"),
        ({"credentials_0_level_text": "ĐH", "credentials_0_awarded_text": "1989"},
         "Thời điểm cấp", "sau ngày sinh"),
        ({"credentials_0_level_text": "ĐH Luật, 2015", "credentials_0_awarded_text": "2016"},
         "Trình độ", "ghi 2015, thời điểm cấp ghi 2016"),
        ({"credentials_0_kind": "mass_work", "credentials_0_level_text": "2019",
          "credentials_0_awarded_text": "2020"}, "Trình độ", "chỉ để một thời điểm"),
        ({"credentials_0_level_text": "ĐH Luật (đang học)"}, "Trình độ", "chưa tính"),
    ],
)  # fmt: skip
def test_what_cannot_be_recorded_is_explained_and_nothing_written(
    add, editor_a, bi_thu, typed, label, says
):
    response = add(editor_a, **WHOM | bi_thu | typed)
    assert response.status_code == 422
    assert any(label in at and says in why for at, why in errors(response)), errors(response)
    assert Person.objects.count() == 0 and Person.history.count() == 0


@pytest.mark.parametrize("year", ["01/01/2090", "2090"])
def test_an_award_to_come_is_refused_wherever_it_stands(add, editor_a, bi_thu, year):
    response = add(editor_a, **WHOM | bi_thu, credentials_0_level_text=f"ĐH Luật, {year}")
    assert response.status_code == 422
    assert any("tương lai" in why for _, why in errors(response)), errors(response)


@pytest.mark.parametrize(
    ("kind", "level", "typed", "kept"),
    [
        ("mass_work", "2019", "", (date(2019, 12, 31), "year")),
        ("mass_work", "2019", "2019", (date(2019, 12, 31), "year")),
        ("mass_work", "2019", "05/03/2019", (date(2019, 3, 5), "day")),
        ("professional", "ĐH Luật, 06/2015", "2015", (date(2015, 6, 30), "month")),
        ("theory", "TC (2015)", "", (date(2015, 12, 31), "year")),
    ],
)
def test_a_date_typed_with_the_level_is_its_award(add, editor_a, bi_thu, kind, level, typed, kept):
    cells = {"kind": kind, "level_text": level, "awarded_text": typed}
    row = {f"credentials_0_{name}": text for name, text in cells.items()}
    add(editor_a, **WHOM | bi_thu | row)
    held = Credential.objects.get()
    assert (held.kind, held.awarded, held.awarded_precision) == (kind, *kept)


def test_a_record_without_a_post_is_refused(add, editor_a, bi_thu):
    response = add(editor_a, **WHOM, **dict.fromkeys(bi_thu, ""))
    assert ("Hồ sơ", "Hồ sơ phải có ít nhất một chức danh.") in errors(response)
    assert Person.objects.count() == 0


def test_an_identity_number_recorded_already_is_refused(add, editor_a, bi_thu):
    post(person(name="Lê Thị Trước", cccd="051090001234"), unit=MOUNTAIN)
    response = add(editor_a, **WHOM, **bi_thu, cccd="051090001234")
    assert any("đã ghi cho hồ sơ Lê Thị Trước, sinh" in why for _, why in errors(response))
    assert Person.objects.count() == 1


def test_a_commune_of_another_district_is_refused(add, editor_a, bi_thu, pk):
    response = add(editor_a, **WHOM, **bi_thu | {"posts_0_unit": pk.unit(IN_B)})
    assert response.status_code == 422
    assert Unit.objects.get(code=IN_B).parent.code != "535"
    assert Person.objects.count() == 0


def test_a_further_row_is_offered_without_losing_what_was_typed(client_for, editor_a, pk):
    client = client_for(editor_a)
    data = fields_of(client.get("/nhan-su/them/"))
    typed = {"full_name": "Hoa", "posts-0-unit": pk.unit(MOUNTAIN), "add": "posts"}
    response = client.post("/nhan-su/them/", data | typed)
    longer = fields_of(response)
    assert longer["posts-TOTAL_FORMS"] == "2" and longer["full_name"] == "Hoa"
    assert longer["posts-1-unit"] == pk.unit(MOUNTAIN)
    assert "field-error" not in response.content.decode()
    assert Person.objects.count() == 0


def test_rows_that_are_claimed_and_not_sent_are_not_built_up(client_for, editor_a):
    client = client_for(editor_a)
    data = fields_of(client.get("/nhan-su/them/")) | {"full_name": "Hoa"}
    claimed = {f"{prefix}-TOTAL_FORMS": "1000000" for prefix in ("posts", "credentials")}
    shown = fields_of(client.post("/nhan-su/them/", data | claimed))
    assert {shown[name] for name in claimed} == {data[name] for name in claimed}


@pytest.mark.parametrize("value", ["", "-1", "abc", "9" * 30, "\x00", "credentials"])
@pytest.mark.parametrize("name", ["posts-TOTAL_FORMS", "posts-INITIAL_FORMS", "posts-0-id", "add"])
def test_a_damaged_form_is_never_a_server_error(client_for, editor_a, name, value):
    client = client_for(editor_a)
    data = fields_of(client.get("/nhan-su/them/")) | WHOM
    assert client.post("/nhan-su/them/", data | {name: value}).status_code in (200, 400, 422)
    assert Person.objects.count() == 0


TWIN = {"name": "Nguyễn Thị Hoa", "birth": date(1990, 5, 1), "birth_precision": "month"}


@pytest.mark.parametrize(
    ("recorded", "where", "typed", "status"),
    [
        ({}, MOUNTAIN, {}, 409),
        ({}, IN_B, {}, 302),
        ({}, MOUNTAIN, {"cccd": "051190001234"}, 302),
        ({"cccd": "051190005678"}, MOUNTAIN, {}, 302),
        ({"name": "Nguyễn Thị Hòa"}, MOUNTAIN, {}, 302),
        ({"birth": date(1990, 6, 1)}, MOUNTAIN, {}, 302),
    ],
)
def test_nobody_is_recorded_twice_whom_nothing_would_tell_apart(
    add, editor_a, bi_thu, recorded, where, typed, status
):
    post(person(**TWIN | recorded), unit=where)
    response = add(editor_a, **WHOM, **bi_thu, **typed)
    assert (response.status_code, Person.objects.count()) == (status, 1 + (status == 302))
    if status == 409:
        ((_, reason),) = errors(response)
        assert "Nguyễn Thị Hoa, sinh 05/1990" in reason and "ghi số CCCD" in reason


def test_whoever_is_new_waits_for_an_import_into_the_district(add, editor_a, bi_thu):
    with CaptureQueriesContext(connection) as seen:
        add(editor_a, **WHOM, **bi_thu, party="03/02/2010")
    writes = [q["sql"] for q in seen if q["sql"].startswith(("UPDATE", "INSERT"))]
    facts = [sql for sql in writes if '"personnel_' in sql and "_disclosure" not in sql]
    assert facts[0].startswith('UPDATE "personnel_unit"')
    assert facts[1].startswith('INSERT INTO "personnel_person"')


@pytest.mark.parametrize(
    ("typed", "reason"),
    [
        ("Hoa 2", "Họ và tên không được chứa chữ số."),
        ("- -", "Họ và tên phải có chữ cái."),
    ],
)
def test_a_name_is_read_as_in_a_sheet(client_for, editor_a, typed, reason):
    client = client_for(editor_a)
    data = fields_of(client.get("/nhan-su/them/")) | WHOM | {"full_name": typed}
    refused = client.post("/nhan-su/them/", data)
    assert refused.status_code == 422 and reason in refused.content.decode()
    assert Person.objects.count() == 0


def test_a_letter_that_only_looks_like_ours_becomes_ours(add, editor_a, bi_thu):
    add(editor_a, **WHOM | bi_thu | {"full_name": "ÐINH THỊ ÐÀO"})
    assert Person.objects.get().full_name == "Đinh Thị Đào"
    assert Person.objects.named_like("dinh").exists()
