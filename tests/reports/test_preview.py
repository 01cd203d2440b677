"""What the entry form says of the record being typed, before it is saved."""

import re
from datetime import date

import pytest

from personnel.models import Credential, Person, Post, Title, Unit
from tests.factories import MOUNTAIN, TOWNSHIP, credential, person, post
from tests.forms import fields_of

URL = "/nhan-su/doi-chieu/"
WHOM = {"full_name": "Phạm Thị Hoa", "sex": "female", "birth": "1990"}


@pytest.fixture
def keys(province):
    def of(unit, title):
        return {
            "posts-0-unit": str(Unit.objects.get(code=unit).pk),
            "posts-0-title": str(Title.objects.get(code=title).pk),
        }

    return of


@pytest.fixture
def typed(client_for, editor_a):
    """Return a function that sends the form of a new record as it is typed."""
    client = client_for(editor_a)
    blank = fields_of(client.get("/nhan-su/them/"))

    def send(**facts):
        return client.post(URL, blank | facts)

    return send


def outcomes(response):
    """Return each criterion's label with the outcome shown beside it, by horizon."""
    text = re.sub(r"\s+", " ", response.content.decode())
    parts = re.split(r"<h3>(.*?)</h3>", text)[1:]
    item = re.compile(r'<li> <span>(.*?)</span> <span class="outcome-(\w+)">')
    return {
        title: dict(item.findall(part)) for title, part in zip(parts[::2], parts[1::2], strict=True)
    }


def test_each_horizon_is_judged_as_if_the_record_were_saved(typed, keys):
    facts = WHOM | keys(MOUNTAIN, "BT") | {"credentials-0-level_text": "CĐ"}
    told = outcomes(typed(**facts))
    assert told["Mục tiêu 2025"]["Chuyên môn: đại học (xã miền núi: cao đẳng)"] == "met"
    assert told["Mục tiêu 2030"]["Chuyên môn: đại học"] == "short"
    assert told["Mục tiêu 2030"]["Lý luận chính trị: trung cấp"] == "unknown"
    told = outcomes(typed(**facts | keys(TOWNSHIP, "BT")))
    assert told["Mục tiêu 2025"]["Chuyên môn: đại học (xã miền núi: cao đẳng)"] == "short"


def test_nothing_is_written(typed, keys):
    typed(**WHOM, **keys(MOUNTAIN, "BT"), **{"credentials-0-level_text": "ĐH"})
    for model in (Person, Post, Credential):
        assert not model.objects.exists() and not model.history.exists()


def test_a_recorded_person_is_judged_with_what_is_typed_and_stays_as_recorded(client_for, editor_a):
    who = post(person(), "BT", MOUNTAIN).person
    held = credential(who, "theory", 1)
    client = client_for(editor_a)
    data = fields_of(client.get(f"/nhan-su/{who.pk}/sua/"))
    response = client.post(URL, data | {"credentials-0-level_text": "TC"})
    assert outcomes(response)["Mục tiêu 2030"]["Lý luận chính trị: trung cấp"] == "met"
    held.refresh_from_db()
    assert held.level == 1 and Credential.history.count() == 1


def test_what_is_wrong_is_named_with_its_field(typed, keys):
    text = typed(**WHOM | {"birth": "31/02/1990"}, **keys(MOUNTAIN, "BT")).content.decode()
    assert "Ngày sinh: “31/02/1990”" in text


def test_an_untouched_form_is_not_called_wrong(typed):
    text = typed().content.decode()
    assert "bắt buộc" not in text and "Kết quả đối chiếu hiện ở đây" in text


@pytest.mark.parametrize(
    ("facts", "title", "says"),
    [
        ({"cccd": "051090001234"}, "BT", "chữ số thứ 4 không khớp với giới tính"),
        ({"cccd": "051190001234", "birth": "1991"}, "BT", "không khớp với năm sinh"),
        ({}, "DCXD-P", "loại đơn vị này không có chức danh"),
        ({}, "BT", "đang có Bí thư"),
        ({"birth": "1950"}, "BT", "tuổi nghỉ hưu"),
        ({"full_name": "Trần Văn Cũ", "birth": "01/05/1980"}, "TCKT", "Có thể trùng hồ sơ"),
    ],
)
def test_what_deserves_a_second_look_is_said_and_does_not_stand_in_the_way(
    typed, keys, facts, title, says
):
    post(person(name="Trần Văn Cũ"), "BT", MOUNTAIN)
    response = typed(**WHOM | facts, **keys(MOUNTAIN, title))
    assert says in response.content.decode()
    assert outcomes(response)


def test_a_twin_elsewhere_is_told_without_a_name(typed, keys):
    post(person(name="Lê Văn Phổ", birth=date(1980, 5, 1)), "BT", "21034")
    facts = WHOM | {"full_name": "Le van PHO", "birth": "01/05/1980"}
    text = typed(**facts, **keys(MOUNTAIN, "TCKT")).content.decode()
    assert "ở đơn vị khác trong tỉnh" in text and "Lê Văn Phổ" not in text


@pytest.mark.parametrize("record", ["0", "-1", "abc", "9" * 30, "\x00"])
def test_a_foreign_or_damaged_record_is_not_found(client_for, editor_a, record):
    assert client_for(editor_a).post(URL, {"record": record}).status_code == 404


def test_only_who_may_edit_the_record_is_told(client_for, editor_a, editor_b, province_viewer):
    who = post(person(), "BT", MOUNTAIN).person
    sent = {"record": str(who.pk)}
    assert client_for(editor_a).post(URL, sent).status_code == 200
    assert client_for(editor_b).post(URL, sent).status_code == 404
    assert client_for(province_viewer).post(URL, {}).status_code == 404
    assert client_for(editor_a).get(URL).status_code == 405
