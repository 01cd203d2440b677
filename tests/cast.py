"""The fixed cast of users: each is created when first asked for, and found after that."""

from datetime import date

from accounts.models import Grant, User
from personnel.models import Unit

Role = Grant.Role


def province_admin():
    return _user("quan-tri", (Role.PROVINCE_ADMIN,))


def province_viewer():
    return _user("theo-doi", (Role.PROVINCE_VIEWER,))


def editor_a():
    """An editor of Huyện Ba Tơ."""
    return _user("ba-to", (Role.EDITOR, "535"))


def editor_b():
    """An editor of Thị xã Đức Phổ."""
    return _user("duc-pho", (Role.EDITOR, "534"))


def viewer_a():
    """A reader of Huyện Ba Tơ."""
    return _user("xem-ba-to", (Role.VIEWER, "535"))


def editor_ab():
    """An editor of both Huyện Ba Tơ and Thị xã Đức Phổ."""
    return _user("hai-huyen", (Role.EDITOR, "535"), (Role.EDITOR, "534"))


def stranger():
    """Somebody who can sign in and has no right in force."""
    return _user("nguoi-la", (Role.EDITOR, "535"), valid_to=date(2020, 12, 31))


def _user(username, *rights, **valid):
    """Return a user with rights, each a role and the code of a district, if it is about one."""
    if there := User.objects.filter(username=username).first():
        return there
    user = User.objects.create_user(username, password="mat-khau-thu")
    for role, *district in rights:
        unit = Unit.objects.get(code=district[0], level="district") if district else None
        user.grants.create(role=role, unit=unit, **valid)
    return user
