"""The page of a class, step by step, without JavaScript; what it refuses, and in what words."""

from datetime import date

import pytest

from personnel.models import Credential, Unit
from tests.factories import MOUNTAIN, credential, person, post

URL = "/lop-dao-tao/"
TYPED = {
    "class-kind": "theory",
    "class-level_text": "TC",
    "class-awarded_text": "30/05/2025",
    "class-institution": "Trường Chính trị tỉnh",
}


@pytest.fixture
def pair(province):
    """Two people of Ba Tơ, the second with sơ cấp."""
    people = [post(person(name=f"Đinh Văn {name}"), "VPDU").person for name in ("An", "Ba")]
    credential(people[1], "theory", 1)
    return people


@pytest.fixture
def foreign(province):
    elsewhere = Unit.objects.filter(parent__code="534").order_by("code")[0]
    return post(person(name="Lê Văn Phổ"), "TCKT", elsewhere.code).person


@pytest.fixture
def send(editor_a, client_for):
    """Return a function that presses a button of the page with these people."""
    client = client_for(editor_a)

    def press(do, people=(), follow=False, **changed):
        fields = {key.replace("__", "-"): value for key, value in changed.items()}
        data = TYPED | {"do": do, "person": [who.pk for who in people]} | fields
        return client.post(URL, data, follow=follow)

    return press


def shown(response):
    return [who.full_name for who in response.context["gathered"].people]


def test_ticked_people_arrive_at_the_page(pair, editor_a, client_for):
    query = "&".join(f"person={who.pk}" for who in pair)
    assert shown(client_for(editor_a).get(f"{URL}?{query}")) == ["Đinh Văn An", "Đinh Văn Ba"]


def test_a_foreign_person_in_the_address_is_not_found(pair, foreign, editor_a, client_for):
    for pk in (foreign.pk, 0, "x", "9" * 40):
        assert client_for(editor_a).get(f"{URL}?person={pk}").status_code == 404


def test_searched_added_and_taken_out_without_a_script(pair, send):
    response = send("", q="dinh van")
    assert [who.full_name for who in response.context["found"]] == ["Đinh Văn An", "Đinh Văn Ba"]
    response = send("", pair[:1], q="dinh van", add=pair[1].pk)
    assert shown(response) == ["Đinh Văn An", "Đinh Văn Ba"]
    assert response.context["found"] == []
    assert 'value="TC"' in response.content.decode()
    assert shown(send("", pair, remove=pair[0].pk)) == ["Đinh Văn Ba"]


def test_pasted_lines_that_find_nobody_stay_to_be_corrected(pair, send):
    response = send("paste", pasted="Đinh Văn An\nNgười Lạ")
    assert shown(response) == ["Đinh Văn An"]
    text = response.content.decode()
    assert "<strong>Người Lạ</strong>: không tìm thấy" in text
    assert ">Người Lạ\n</textarea>" in text


def test_a_line_that_may_be_somebody_is_asked_until_it_is_settled_or_skipped(pair, send):
    lines = "Đinh Văn An\t02/05/1980\nĐinh Văn Ba\t1999"
    response = send("paste", pasted=lines)
    assert shown(response) == []
    left = [one.line.kept for one in response.context["pasted"].asked]
    text = response.content.decode()
    assert "ngày sinh trên dòng là 02/05/1980, hồ sơ ghi 01/05/1980" in text
    assert f'name="settle-0" value="{pair[0].pk}"' in text
    response = send("preview", pair[:1], left=left)
    assert "Chưa xem trước: còn 2 dòng chưa rõ là ai." in response.content.decode()
    assert "steps" not in response.context
    response = send("", left=left, settle__0="skip", q="dinh")
    assert [one.line.kept for one in response.context["pasted"].asked] == left[1:]
    chosen = {"settle-0": pair[0].pk, "settle-1": "skip"}
    response = send("preview", left=left, **chosen)
    assert [step.person for step in response.context["steps"]] == pair[:1]


def test_a_forged_confirmation_with_unsettled_lines_writes_nothing(pair, send):
    response = send("confirm", pair, left=["\tĐinh Văn An\t1999"])
    assert "còn 1 dòng chưa rõ là ai" in response.content.decode()
    assert not Credential.objects.filter(level=2).exists()


def test_nothing_is_told_of_a_namesake_elsewhere(pair, foreign, send):
    text = send("paste", pasted="Lê Văn Phổ\t02/05/1980").content.decode()
    assert "không tìm thấy trong phạm vi được cập nhật" in text
    assert "01/05/1980" not in text and f'value="{foreign.pk}"' not in text


def test_a_preview_waits_for_what_was_pasted(pair, send):
    response = send("preview", pair[:1], pasted="Đinh Văn Ba")
    assert shown(response) == ["Đinh Văn An", "Đinh Văn Ba"]
    assert "steps" not in response.context


def test_a_preview_says_what_becomes_of_each_and_writes_nothing(pair, send):
    credential(pair[0], "theory", 3)
    response = send("preview", pair)
    text = " ".join(response.content.decode().split())
    assert response.status_code == 200
    assert "không nâng: vẫn là Cao cấp, ghi thêm Trung cấp" in text
    assert ">Sơ cấp </td>" in text and "<strong>Trung cấp</strong>" in text
    assert "Ghi nhận cho 2 người" in text
    assert not Credential.objects.filter(level=2).exists()


def test_confirmed_it_is_everybodys_and_who_had_it_is_named(pair, send):
    credential(pair[1], "theory", 2, awarded=date(2025, 5, 30))
    assert "đã có đúng văn bằng này, bỏ qua" in send("preview", pair).content.decode()
    text = send("confirm", pair, follow=True).content.decode()
    assert "Đã ghi nhận “Lý luận chính trị: Trung cấp” cho 1 người." in text
    assert "Bỏ qua vì đã có đúng văn bằng này: Đinh Văn Ba." in text
    assert [who.credentials.filter(level=2).count() for who in pair] == [1, 1]


def test_going_back_keeps_what_was_typed(pair, send):
    response = send("change", pair)
    assert shown(response) == ["Đinh Văn An", "Đinh Văn Ba"]
    assert 'value="30/05/2025"' in response.content.decode()


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({"class__kind": ""}, "bắt buộc"),
        ({"class__kind": "khong-co"}, "khong-co"),
        ({"class__level_text": ""}, "bắt buộc"),
        ({"class__level_text": "XYZ"}, "không rõ trình độ"),
        ({"class__level_text": "Chưa"}, "Chọn trình độ mà lớp này đem lại."),
        ({"class__awarded_text": ""}, "Nhập ngày, tháng hoặc năm cấp."),
        ({"class__awarded_text": "30/02/2025"}, "ngày này không có trong lịch"),
        ({"class__awarded_text": "31/12/2099"}, "Ngày ở tương lai"),
        ({"class__language": "Anh"}, "không ghi ngôn ngữ"),
        ({"class__kind": "ethnic_language", "class__level_text": "Có chứng chỉ"},
         "Nhập ngôn ngữ của lớp này."),
        ({"class__number": "9" * 51}, "50"),
        ({"class__institution": "a\x00b"}, "ký tự rỗng"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("do", ["preview", "confirm"])
def test_what_cannot_be_a_class_is_said_on_its_field(pair, send, do, typed, words):
    response = send(do, pair, **typed)
    assert response.status_code == 422
    assert words in response.content.decode()
    assert not Credential.objects.filter(level=2).exists()


@pytest.mark.parametrize(
    ("kind", "level", "awarded", "stored"),
    [
        ("theory", "Trung cấp", "05/2025", (2, date(2025, 5, 31), "month", "")),
        ("professional", "ĐH Luật", "2024", (4, date(2024, 12, 31), "year", "")),
        ("foreign_language", "Anh B1", "01/02/2025", (5, date(2025, 2, 1), "day", "Anh")),
        ("mass_work", "2024", "", (1, date(2024, 12, 31), "year", "")),
    ],
)
def test_levels_and_days_are_read_as_on_a_record(pair, send, kind, level, awarded, stored):
    fields = {"class__kind": kind, "class__level_text": level, "class__awarded_text": awarded}
    assert send("confirm", pair[:1], **fields).status_code == 302
    held = pair[0].credentials.get(kind=kind)
    assert (held.level, held.awarded, held.awarded_precision, held.language) == stored


def test_a_class_without_people_is_refused(pair, send):
    assert "Chưa có ai trong danh sách lớp." in send("confirm").content.decode()


def test_who_was_not_born_yet_is_named_and_nothing_can_be_confirmed(pair, send):
    text = send("preview", pair, class__awarded_text="1979").content.decode()
    assert "Đinh Văn An sinh 01/05/1980" in text and 'value="confirm"' not in text
    response = send("confirm", pair, class__awarded_text="1979")
    assert response.status_code == 409 and "Đinh Văn An" in response.content.decode()


def test_forged_people_are_refused_whole(pair, foreign, send):
    for do in ("preview", "confirm"):
        response = send(do, [*pair, foreign])
        assert response.status_code == 409
        assert "Lê Văn Phổ" not in response.content.decode()
    assert not Credential.objects.filter(level=2).exists()


def test_who_left_the_district_is_named(pair, foreign, send):
    pair[1].posts.update(end=date(2024, 12, 31))
    post(pair[1], "TCKT", foreign.posts.get().unit.code, start=date(2025, 1, 1))
    response = send("confirm", pair)
    assert response.status_code == 409
    assert "đã bỏ ra: Đinh Văn Ba" in response.content.decode()
    assert not Credential.objects.filter(level=2).exists()


def test_no_more_than_five_hundred_at_once(province, send, monkeypatch):
    monkeypatch.setattr("personnel.batches.gathering.MOST_PEOPLE", 2)
    people = [post(person(name=f"Đinh Văn {n}"), "VPDU", MOUNTAIN).person for n in range(3)]
    response = send("confirm", people)
    assert response.status_code == 409 and "nhiều nhất 2 người" in response.content.decode()
    assert send("confirm", people[:2]).status_code == 302


@pytest.mark.parametrize("reader", ["province_viewer", "viewer_a", "stranger"])
def test_readers_have_no_such_page(pair, reader, request, client_for):
    client = client_for(request.getfixturevalue(reader))
    assert client.get(URL).status_code == 404
    data = TYPED | {"do": "confirm", "person": [who.pk for who in pair]}
    assert client.post(URL, data).status_code == 404
    assert not Credential.objects.filter(level=2).exists()
