"""Where somebody came from to a title: asked beside the basis, kept, told."""

from personnel.models import Post
from tests.factories import MOUNTAIN, person, post


def test_where_somebody_came_from_is_kept_and_told(edit, editor_a, small_province, client_for):
    who = person(name="Phạm Thị Hoa", sex="female", cccd="051180001234")
    post(who, "BT", MOUNTAIN)
    form = edit(editor_a, who)
    assert "Cơ quan cấp huyện" in form.response.content.decode()
    sent = form.save(posts_0_basis="rotated", posts_0_came_from="district")
    assert sent.status_code == 302
    assert (who.posts.get().basis, who.posts.get().came_from) == ("rotated", "district")
    page = client_for(editor_a).get(f"/nhan-su/{who.pk}/").content.decode()
    assert "Luân chuyển, đến từ cơ quan cấp huyện" in page
    assert "Đến từ: chưa có → Cơ quan cấp huyện" in page
    assert Post.history.latest().came_from == "district"


def test_a_place_that_is_none_is_refused(edit, editor_a, small_province):
    who = person()
    post(who, "BT", MOUNTAIN)
    sent = edit(editor_a, who).save(posts_0_came_from="trung ương")
    assert sent.status_code == 422
    assert who.posts.get().came_from == ""
