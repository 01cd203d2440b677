"""The form of the columns: ordered by numbers without a script, once or always, and given up."""

from urllib.parse import parse_qs, urlsplit

import pytest
from django.http import QueryDict
from django.urls import reverse

from reports.models import ListColumns
from reports.people.choosing import ticked

URL = "/nhan-su/cot/"
QUERY = "horizon=2025&as_of=2025-12-31&sex=female&page=3&x=1"


@pytest.fixture
def client(small_province, editor_a, client_for):
    return client_for(editor_a)


def send(client, columns, do="show", query=QUERY, **more):
    return client.post(URL, {"query": query, "column": columns, "do": do} | more)


def led_to(answer):
    assert answer.status_code == 302
    parts = urlsplit(answer["Location"])
    assert parts.path == reverse("people")
    return {name: values[0] for name, values in parse_qs(parts.query).items()}


LENS = {"horizon": "2025", "as_of": "2025-12-31", "sex": "female"}


def test_shown_once_they_stand_in_the_address(client, editor_a):
    answer = send(client, ["age", "2025.key.theory"])
    assert led_to(answer) == LENS | {"columns": "age-2025.key.theory"}
    assert ListColumns.objects.of(editor_a) == ""
    assert client.get(answer["Location"]).status_code == 200


def test_kept_they_are_used_always_and_leave_the_address(client, editor_a):
    for columns in (["age"], ["title", "age"]):
        answer = send(client, columns, "always", query=f"{QUERY}&columns=sex")
        assert led_to(answer) == LENS
        assert ListColumns.objects.of(editor_a) == "-".join(columns)
    assert "Từ nay" in client.get(answer["Location"]).content.decode()


def test_back_to_the_usual_ones(client, editor_a):
    ListColumns.objects.keep(editor_a, "age")
    answer = send(client, [], "usual", query=f"{QUERY}&columns=sex")
    assert led_to(answer) == LENS and not ListColumns.objects.exists()
    assert "Đã bỏ các cột luôn dùng" in client.get(answer["Location"]).content.decode()
    answer = send(client, [], "usual")
    said = client.get(answer["Location"]).content.decode()
    assert "Danh sách hiển thị các cột mặc định" in said and "Đã bỏ" not in said


def test_only_ones_own_are_changed(client, editor_ab):
    ListColumns.objects.keep(editor_ab, "age")
    send(client, ["sex"], "always")
    send(client, [], "usual")
    assert ListColumns.objects.of(editor_ab) == "age"


@pytest.mark.parametrize(
    ("columns", "more", "said"),
    [
        ([], {}, "Chọn ít nhất một cột"),
        (["x"], {}, "Không có cột “x”"),
        (["age"], {"at_age": "hai"}, "Thứ tự “hai”"),
        (["age"], {"at_age": "-1"}, "Thứ tự “-1”"),
        (["age"], {"at_age": "9999"}, "Thứ tự “9999”"),
        (["age"], {"do": "x"}, "không dùng được"),
        (["age"], {"query": "sex=x"}, "Giới tính"),
    ],
)  # fmt: skip
def test_what_cannot_be_shown_is_told_and_not_kept(client, columns, more, said):
    answer = client.post(URL, {"query": QUERY, "column": columns, "do": "always"} | more)
    assert answer.status_code == 400 and said in answer.content.decode()
    assert not ListColumns.objects.exists()


def test_who_only_reads_cannot_keep_what_is_for_editors(client, viewer_a, client_for):
    assert send(client_for(viewer_a), ["age", "religion"], "always").status_code == 400
    assert not ListColumns.objects.exists()


def test_nothing_sent_is_no_server_error(client):
    assert client.post(URL).status_code == 400


@pytest.mark.parametrize(
    ("numbers", "expected"),
    [
        ("1 2 3 4", "a b c d"),
        ("1 2 3 2", "a d b c"),
        ("3 2 3 4", "b c a d"),
        ("9 2 3 4", "b c d a"),
        ("4 3 2 1", "d c b a"),
        ("1 2 3 1", "d a b c"),
    ],
)
def test_a_column_goes_where_its_number_says(numbers, expected):
    sent = QueryDict(mutable=True)
    for code, number in zip("abcd", numbers.split(), strict=True):
        sent[f"at_{code}"] = number
    sent.setlist("column", list("abcd"))
    assert ticked(sent) == expected.split()


def test_what_is_ticked_anew_comes_last_and_what_is_not_ticked_goes():
    sent = QueryDict("at_a=1&column=a&at_b=2&at_c=3&column=c&column=e&column=d&column=e")
    assert ticked(sent) == ["a", "c", "e", "d"]


def test_the_form_has_what_is_shown_in_order_and_the_rest_by_group(client):
    page = client.get("/nhan-su/?columns=theory-age").content.decode()
    form = page[page.index('<details class="menu saved choosing">') :]
    form = form[: form.index("</details>")]
    assert form.index('value="theory" checked') < form.index('value="age" checked')
    assert 'name="at_age" value="2"' in form
    for group in ("Thông tin cá nhân", "Công tác", "Trình độ, bồi dưỡng", "Kết quả theo chỉ tiêu"):
        assert f"<legend>{group}</legend>" in form
    assert form.count('value="theory"') == 1
