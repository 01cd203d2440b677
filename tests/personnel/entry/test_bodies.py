"""The body in which a title is held: asked beside the titles that need it, kept, told."""

import pytest

from personnel.models import Post, Title
from tests.factories import MOUNTAIN, person, post


@pytest.fixture
def hoa(small_province):
    who = person(name="Phạm Thị Hoa", sex="female", cccd="051180001234")
    post(who, "BT", MOUNTAIN)
    return who


def title(code):
    return Title.objects.get(code=code)


def change(edit, editor, who, code, **typed):
    """Give the post of somebody another title, from 01/08/2025 unless it is said."""
    sent = {"posts_0_since": "01/08/2025"} | typed
    return edit(editor, who).save(posts_0_title=str(title(code).pk), **sent)


def test_the_body_is_kept_and_told(edit, editor_a, hoa, client_for):
    sent = change(edit, editor_a, hoa, "CHUYENVIEN", posts_0_body="party_office")
    assert sent.status_code == 302
    held = hoa.posts.get()
    assert held.titled == "Chuyên viên, Văn phòng Đảng ủy"
    client = client_for(editor_a)
    page = client.get(f"/nhan-su/{hoa.pk}/?as_of=2026-01-01").content.decode()
    assert "Chuyên viên, Văn phòng Đảng ủy" in page
    assert "Phòng, ban: chưa có → Văn phòng Đảng ủy" in page
    assert "nhóm chức danh chưa xác nhận" in page
    assert Post.history.latest().body == "party_office"
    assert edit(editor_a, hoa).save().status_code == 302
    assert Post.history.count() == 2


def test_a_body_that_the_title_has_not_is_refused(edit, editor_a, hoa):
    sent = change(edit, editor_a, hoa, "TRUONGPHONG", posts_0_body="party_office")
    assert sent.status_code == 422
    assert "Chức danh Trưởng phòng chỉ có ở: Phòng Kinh tế; " in sent.content.decode()
    sent = edit(editor_a, hoa).save(posts_0_body="economy")
    assert sent.status_code == 422
    assert "Chức danh Bí thư Đảng ủy không ghi phòng, ban." in sent.content.decode()
    assert hoa.posts.get().body == ""


def test_a_title_is_not_held_before_its_first_day(edit, editor_a, hoa):
    sent = change(edit, editor_a, hoa, "TRUONGPHONG", posts_0_since="06/2025")
    assert sent.status_code == 422
    assert "Chức danh này chỉ áp dụng từ 01/07/2025." in sent.content.decode()
    assert change(edit, editor_a, hoa, "TRUONGPHONG", posts_0_since="2025").status_code == 302


def test_titles_that_ask_for_a_body_say_so(edit, editor_a, hoa):
    page = edit(editor_a, hoa).response.content.decode()
    assert f'value="{title("CHUYENVIEN").pk}" data-bodies' in page
    assert f'value="{title("CVP-DU").pk}" data-bodies' not in page


def test_of_one_body_the_title_says_it(hoa):
    held = post(hoa, "CVP-DU", start=None)
    assert (held.body, held.body_told) == ("", "Văn phòng Đảng ủy")
    assert held.titled == "Chánh Văn phòng Đảng ủy"


def test_lists_have_a_column_of_it(hoa, editor_a, client_for):
    Post.objects.update(title=title("CHUYENVIEN"), body="culture", start="2025-08-01")
    shown = client_for(editor_a).get("/nhan-su/?as_of=2026-01-01&columns=title-body")
    assert "Phòng Văn hóa - Xã hội" in shown.content.decode()
