"""A user of two districts sees both together: a row each, figures that lead to their people."""

from datetime import date

import pytest

from personnel.models import Unit
from tests.factories import LOWLAND, MOUNTAIN, credential, person, post

LENS = "horizon=2025&as_of=2025-12-31"


@pytest.fixture
def in_both(province):
    """Two people in Ba Tơ, one in Đức Phổ, and one who left Ba Tơ for a third district."""
    there = Unit.objects.filter(parent__code="534").order_by("code")[0].code
    for name, unit in (("Phạm Thị Ba", MOUNTAIN), ("Đinh Văn Tơ", MOUNTAIN), ("Lê Phổ", there)):
        credential(post(person(name=name), "BT", unit).person, "theory", 2)
    gone = person(name="Ngô Văn Rời")
    post(gone, "BT", MOUNTAIN, end=date(2020, 1, 1))
    post(gone, "BT", LOWLAND, start=date(2020, 1, 2))


def test_the_overview_counts_both_and_nobody_who_left(in_both, editor_ab, client_for, read):
    shown = read(client_for(editor_ab), f"/?{LENS}")
    assert "<h1>Thị xã Đức Phổ, Huyện Ba Tơ</h1>" in shown
    assert 'href="/don-vi/534/' in shown and 'href="/don-vi/535/' in shown
    assert "Huyện Bình Sơn" not in shown and 'href="/don-vi/51/' not in shown
    assert ">3</a></strong>cán bộ, công chức" in shown


def test_lists_are_of_both_and_of_either(in_both, editor_ab, client_for, read, length_of):
    client = client_for(editor_ab)
    assert length_of(client, f"/nhan-su/?{LENS}") == 3
    assert length_of(client, f"/nhan-su/?unit=&group=key&{LENS}") == 3
    assert length_of(client, f"/nhan-su/?criterion=2025.key.theory&outcome=met&{LENS}") == 3
    assert length_of(client, f"/nhan-su/?unit=535&{LENS}") == 2
    assert client.get(f"/nhan-su/?unit=51&{LENS}").status_code == 400
    assert '<option value="" selected>Thị xã Đức Phổ, Huyện Ba Tơ</option>' in read(
        client, f"/nhan-su/?{LENS}"
    )


def test_who_holds_no_post_is_counted_of_both_and_of_no_other(
    in_both, editor_ab, client_for, read, length_of
):
    post(person(name="Bùi Văn Nghỉ"), "BT", MOUNTAIN, end=date(2020, 1, 1))
    post(person(name="Hồ Văn Lạ"), "BT", LOWLAND, end=date(2020, 1, 1))
    client, address = client_for(editor_ab), f"/nhan-su/?post=none&{LENS}"
    assert length_of(client, address) == 1
    assert "Bùi Văn Nghỉ" in read(client, address)


@pytest.mark.parametrize(
    "path", ["/chi-tieu/", "/chi-tieu/2025.key.theory/", "/chat-luong-du-lieu/"]
)
def test_other_pages_tell_of_both(in_both, editor_ab, client_for, read, path):
    shown = read(client_for(editor_ab), f"{path}?{LENS}")
    assert "Thị xã Đức Phổ, Huyện Ba Tơ" in shown and ">3</a>" in shown


def test_who_has_no_right_is_told_whom_to_ask(in_both, stranger, client_for, read, length_of):
    client = client_for(stranger)
    for path in ("/", "/chi-tieu/", "/chi-tieu/2025.key.theory/", "/chat-luong-du-lieu/"):
        shown = read(client, f"{path}?{LENS}")
        assert "không có quyền nào còn hiệu lực" in shown, path
        assert "quản trị cấp tỉnh" in shown
        assert "Phạm Thị Ba" not in shown
    assert length_of(client, f"/nhan-su/?{LENS}") == 0
