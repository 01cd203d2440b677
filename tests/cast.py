"""The fixed cast of users: each is created when first asked for, and found after that."""

from datetime import date

from django.db.models import Count

from accounts.models import Grant, User
from personnel.models import Unit

Role = Grant.Role


def province_admin():
    return _user("quan-tri", (Role.PROVINCE_ADMIN,))


def province_viewer():
    return _user("theo-doi", (Role.PROVINCE_VIEWER,))


def school():
    """Somebody of the Political School, who has no records."""
    return _user("truong-ct", (Role.SCHOOL,))


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


def editor_commune():
    """An editor of the commune of Ba Tơ that the map without districts has; not of its group."""
    return _user("xa-moi", (Role.EDITOR, commune_of_a()))


def viewer_commune():
    """A reader of the same commune."""
    return _user("xem-xa-moi", (Role.VIEWER, commune_of_a()))


def editor_group():
    """An editor of the group that keeps the extent of Huyện Ba Tơ."""
    return _user("dia-ban", (Role.EDITOR, Unit.objects.get(code="DB535")))


def commune_of_a():
    """The commune in the group of Huyện Ba Tơ that came from the most communes."""
    units = Unit.objects.filter(memberships__group__code="DB535")
    return units.annotate(came_from=Count("origins")).order_by("-came_from", "code").first()


def stranger():
    """Somebody who can sign in and has no right in force."""
    return _user("nguoi-la", (Role.EDITOR, "535"), valid_to=date(2020, 12, 31))


def _user(username, *rights, **valid):
    """Return a user with rights: each a role and, if it is about one, a unit or district's code."""
    if there := User.objects.filter(username=username).first():
        return there
    user = User.objects.create_user(username, password="mat-khau-thu")
    for role, *about in rights:
        unit = about[0] if about else None
        if isinstance(unit, str):
            unit = Unit.objects.get(code=unit, level="district")
        user.grants.create(role=role, unit=unit, **valid)
    return user
