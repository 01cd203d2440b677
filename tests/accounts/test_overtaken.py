"""Two change the same user at once: no password and no right comes back, no change is lost."""

import pytest

from accounts.models import Grant, User
from personnel.models import Unit
from tests.forms import fields_of
from tests.racing import overtaken

pytestmark = pytest.mark.usefixtures("reachable")
OLD, NEW = "mat-khau-thu", "Nang-tren-dong-lua-26"


@pytest.fixture
def another(province):
    """A second administrator of the province."""
    user = User.objects.create_user("quan-tri-hai", password=OLD)
    user.grants.create(role=Grant.Role.PROVINCE_ADMIN)
    return user


@pytest.fixture
def edit(client_for, province_admin, editor_a):
    """The page of Ba Tơ's editor as the administrator has it open; `send` sends it."""
    User.objects.filter(pk=editor_a.pk).update(full_name="Nguyễn Thị Tơ")
    client, path = client_for(province_admin), f"/tai-khoan/{editor_a.pk}/"
    shown = fields_of(client.get(path))
    return lambda **typed: client.post(path, shown | typed)


def fresh(user):
    return User.objects.get(pk=user.pk)


def test_a_password_given_meanwhile_stays(edit, client_for, another, editor_a):
    other = client_for(another)
    give = f"/tai-khoan/{editor_a.pk}/mat-khau/"
    before = editor_a.password
    with overtaken(lambda: other.post(give).status_code) as others:
        assert edit(full_name="Đinh Văn Tơ").status_code == 302
    now = fresh(editor_a)
    assert others == [200] and now.password != before and now.must_change_password
    assert now.full_name == "Đinh Văn Tơ"


def test_a_user_stopped_meanwhile_stays_stopped(edit, client_for, another, editor_a):
    other = client_for(another)
    with overtaken(lambda: other.post(f"/tai-khoan/{editor_a.pk}/trang-thai/", {"active": "0"})):
        assert edit(full_name="Đinh Văn Tơ").status_code == 302
    assert not fresh(editor_a).is_active


def test_an_own_password_stays(edit, client_for, editor_a):
    own = client_for(editor_a)
    changed = {"old_password": OLD, "new_password1": NEW, "new_password2": NEW}
    with overtaken(lambda: own.post("/doi-mat-khau/", changed).status_code) as others:
        assert edit(full_name="Đinh Văn Tơ").status_code == 302
    assert others == [302] and fresh(editor_a).check_password(NEW)


def test_whoever_proves_an_old_password_does_not_replace_a_new_one(client_for, another, editor_a):
    own, other = client_for(editor_a), client_for(another)
    changed = {"old_password": OLD, "new_password1": NEW, "new_password2": NEW}
    give = f"/tai-khoan/{editor_a.pk}/mat-khau/"
    with overtaken(lambda: other.post(give).status_code) as others:
        answer = own.post("/doi-mat-khau/", changed)
    assert (others, answer.status_code) == ([200], 409)
    assert "mật khẩu vừa được đặt lại" in answer.content.decode()
    assert fresh(editor_a).must_change_password and not fresh(editor_a).check_password(NEW)


def test_the_same_name_is_refused_and_another_field_is_kept(edit, client_for, another, editor_a):
    other = client_for(another)
    path = f"/tai-khoan/{editor_a.pk}/"
    shown = fields_of(other.get(path))
    with overtaken(lambda: other.post(path, shown | {"full_name": "Phạm Văn Tơ"}).status_code):
        answer = edit(full_name="Đinh Văn Tơ")
    assert answer.status_code == 422 and "Vừa được người khác sửa" in answer.content.decode()
    assert fresh(editor_a).full_name == "Phạm Văn Tơ"


@pytest.mark.parametrize("ticked", [{}, {"grants-0-DELETE": "on"}])
def test_rights_given_or_ended_meanwhile_stay(edit, client_for, another, editor_a, ticked):
    other, path = client_for(another), f"/tai-khoan/{editor_a.pk}/"
    shown = fields_of(other.get(path))
    until = shown | {"grants-0-valid_to": "31/12/2030"}
    mine = ticked or {"grants-0-valid_to": "31/12/2040"}
    with overtaken(lambda: other.post(path, until).status_code) as others:
        answer = edit(**mine)
    assert (others, answer.status_code) == ([302], 422)
    assert str(editor_a.grants.get().valid_to) == "2030-12-31"


def test_a_right_given_twice_is_one(edit, client_for, another, editor_a):
    other, path = client_for(another), f"/tai-khoan/{editor_a.pk}/"
    shown = fields_of(other.get(path))
    unit = str(Unit.objects.get(code="534").pk)
    given = {
        "grants-TOTAL_FORMS": "2", "grants-1-role": "district_viewer", "grants-1-unit": unit,
        "grants-1-valid_to": "31/12/2030",
    }  # fmt: skip
    with overtaken(lambda: other.post(path, shown | given).status_code) as others:
        answer = edit(**given)
    assert (others, answer.status_code) == ([302], 422)
    assert "Có quyền vừa được thêm" in answer.content.decode()
    assert editor_a.grants.count() == 2


def test_two_names_that_differ_by_capitals_only(client_for, province_admin, another):
    mine, other, path = client_for(province_admin), client_for(another), "/tai-khoan/them/"
    sent = fields_of(mine.get(path)) | {
        "full_name": "Lê Thị Mới", "grants-0-role": "province_viewer",
    }  # fmt: skip
    with overtaken(lambda: other.post(path, sent | {"username": "LE-MOI"}).status_code) as others:
        answer = mine.post(path, sent | {"username": "le-moi"})
    assert (others, answer.status_code) == ([200], 422)
    assert "Tên đăng nhập này đã có" in answer.content.decode()
    assert User.objects.filter(username__iexact="le-moi").count() == 1
