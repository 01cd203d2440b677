"""Sign-ins for the made-up province; for demonstrations only, as their passwords are known."""

from dataclasses import dataclass

from django.conf import settings
from django.db import transaction

from personnel.models import Unit

from .models import Grant, User

PASSWORD = "Minh-hoa-2025"
Role = Grant.Role
CAST = (
    ("quantri", "Quản trị Ban Tổ chức Tỉnh ủy", Role.PROVINCE_ADMIN, ()),
    ("theodoi", "Theo dõi Ban Tổ chức Tỉnh ủy", Role.PROVINCE_VIEWER, ()),
    ("truongct", "Phòng Đào tạo Trường Chính trị", Role.SCHOOL, ()),
    ("bato", "Ban Tổ chức Huyện ủy Ba Tơ", Role.EDITOR, ("535",)),
    ("ducpho", "Ban Tổ chức Thị ủy Đức Phổ", Role.EDITOR, ("534",)),
    ("minhlong", "Theo dõi Huyện ủy Minh Long", Role.VIEWER, ("531",)),
    ("haihuyen", "Phụ trách Ba Tơ và Đức Phổ", Role.EDITOR, ("535", "534")),
)


@dataclass(frozen=True)
class SignIn:
    """A demo user as shown to whoever tries the portal."""

    username: str
    password: str
    role: str
    full_name: str


# Who has the right to planning too, where the portal keeps it.
PLANNERS = ("quantri", "bato")


@transaction.atomic
def create_demo_users() -> list[SignIn]:
    """Create the sign-ins that are missing and return all; needs the units loaded."""
    made = [_sign_in(*person) for person in CAST]
    if settings.PLANNING:
        for user in User.objects.filter(username__in=PLANNERS).exclude(grants__role=Role.PLANNER):
            user.grants.create(role=Role.PLANNER)
    return made


def _sign_in(username: str, full_name: str, role: Grant.Role, codes: tuple[str, ...]) -> SignIn:
    if not User.objects.filter(username=username).exists():
        user = User.objects.create_user(username, password=PASSWORD, full_name=full_name)
        for unit in _units(codes):
            user.grants.create(role=role, unit=unit)
    return SignIn(username, PASSWORD, role.label, full_name)


def _units(codes: tuple[str, ...]) -> list[Unit | None]:
    """Return the units of these codes, the latest that bore each; none stands for the province.

    A right for a district that has ended goes on in the communes that came wholly from it.
    """
    units = Unit.objects.held_in_part().order_by("valid_from")
    found = {unit.code: unit for unit in units.filter(code__in=codes)}
    return [found[code] for code in codes] or [None]
