"""The form of a user with their rights as rows."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import groupby
from typing import Any, cast

from django.conf import settings
from django.contrib.auth.forms import UsernameField
from django.core.exceptions import ValidationError
from django.forms import inlineformset_factory
from django.http import QueryDict

from accounts.models import Grant, User
from personnel.entry.fields import FullDayField, offer
from personnel.entry.folding import Folding
from personnel.entry.forms import called
from personnel.keeping.recording import Scribe
from personnel.keeping.seen import MEANWHILE, SeenForm, WholeFormSet
from personnel.models import Unit
from personnel.words.partial_dates import PartialDate
from personnel.words.vietnamese import clean

GRANTS = "grants"
MOST_ROWS = 50


class UserForm(SeenForm):
    """Who somebody is; the user name stays what it was at the beginning."""

    class Meta:
        model = User
        fields = ("username", "full_name", "email")
        field_classes = {"username": UsernameField}
        labels = {"username": "Tên đăng nhập", "email": "Thư điện tử"}
        help_texts = {"username": "Chữ không dấu, số và các dấu . _ - @; không đổi được về sau."}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["full_name"].required = True
        if self.instance.pk:
            self.fields["username"].disabled = True
            self.fields["username"].help_text = ""

    def clean_username(self) -> str:
        """Refuse marks, and a name that another user has but for capitals."""
        name = self.cleaned_data["username"]
        if not name.isascii():
            raise ValidationError("Tên đăng nhập viết không dấu.")
        if User.objects.exclude(pk=self.instance.pk).filter(username__iexact=name).exists():
            raise ValidationError("Tên đăng nhập này đã có.")
        return str(name)

    def clean_full_name(self) -> str:
        """Return the name in one spelling."""
        return clean(self.cleaned_data["full_name"])


class GrantForm(Folding, SeenForm):
    """One right: the role, its unit, and from when to when; both days count."""

    valid_from = FullDayField(label="Từ ngày", required=False)
    valid_to = FullDayField(label="Đến hết ngày", required=False)

    class Meta:
        model = Grant
        fields = ("role", "unit", "valid_from", "valid_to")

    def __init__(self, *args: Any, units: Sequence[Unit], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        held = self.instance.unit if self.instance.unit_id else None
        offered = [*units, *([held] if held and held not in units else [])]
        choices = ((unit.pk, unit) for unit in offered)
        offer(
            self, role=_roles(self.instance.role),
            unit=[("", "Toàn tỉnh"), *by_level(choices)],
        )  # fmt: skip
        for name in ("valid_from", "valid_to"):
            self.initial[name] = PartialDate.stored(getattr(self.instance, name), "day")

    def _get_validation_exclusions(self) -> set[str]:
        excluded: set[str] = super()._get_validation_exclusions()  # type: ignore[misc]  # no stub
        return excluded - {"user"}


def _roles(held: str) -> list[tuple[str, str]]:
    """Return the roles that can be given, with the one held: planning where it is turned on."""
    planner = Grant.Role.PLANNER
    shown = settings.PLANNING or held == planner
    offered = [role for role in Grant.Role if shown or role != planner]
    return [("", "Chọn"), *((role.value, str(role.label)) for role in offered)]


class GrantFormSet(WholeFormSet):
    """The rights of one user."""

    def clean(self) -> None:
        """Refuse rows that are gone, new or others by now, and one right without end in two."""
        super().clean()
        if any(form.instance.pk is None for form in self.initial_forms):
            raise ValidationError(f"Có quyền đã bị xóa. {MEANWHILE}")
        shown = {form.instance for form in self.initial_forms}
        if self.has_changed() and not shown.issuperset(self.get_queryset()):
            raise ValidationError(f"Có quyền vừa được thêm. {MEANWHILE}")
        if any(any(cast(GrantForm, form).differences()) for form in self.deleted_forms):
            raise ValidationError(f"Có quyền đánh dấu xóa đã thay đổi. {MEANWHILE}")
        seen = set()
        for form in self.forms:
            data = getattr(form, "cleaned_data", {})
            if not data.get("role") or data.get("DELETE") or data.get("valid_to"):
                continue
            right = data["role"], data.get("unit")
            if right in seen:
                raise ValidationError("Có hai dòng cùng một quyền không thời hạn; bỏ bớt một dòng.")
            seen.add(right)


def by_level(choices: Iterable[tuple[Any, Unit]]) -> Iterator[tuple[str, list[tuple[Any, str]]]]:
    """Yield choices of units under the name of their level, the highest first."""
    in_order = sorted(choices, key=lambda choice: choice[1].rank)
    for level, among in groupby(in_order, lambda choice: str(choice[1].get_level_display())):
        yield level, [(value, called(unit)) for value, unit in among]


Rows = inlineformset_factory(
    User, Grant, form=GrantForm, formset=GrantFormSet, extra=0, can_delete=True,
    max_num=MOST_ROWS, absolute_max=MOST_ROWS,
)  # fmt: skip


class UserEntry:
    """A user and their rights on one page; `user` None is a new one."""

    def __init__(self, today: date, user: User | None = None, data: QueryDict | None = None):
        self.is_new, self.today, self.sent = user is None, today, data
        instance = user or User()
        units = list(Unit.objects.in_force(today).held_in_part().order_by("code"))
        self.user = UserForm(data, instance=instance)
        self.grants = Rows(
            data, instance=instance, prefix=GRANTS, form_kwargs={"units": units},
            queryset=Grant.objects.select_related("unit"),
        )  # fmt: skip
        if self.is_new and data is None:
            self.grants.extra = 1

    def is_valid(self) -> bool:
        """Whether everything typed can be written; errors stand on their fields."""
        return all([self.user.is_valid(), self.grants.is_valid()])

    def anew(self, user: User | None) -> "UserEntry":
        """Return what was sent, bound to the user as they are now."""
        return UserEntry(self.today, user, self.sent)

    def write(self, scribe: Scribe) -> None:
        """Write what differs, with its history."""
        self.user.write(scribe)
        for form in self.grants.deleted_forms:
            if form.instance.pk:
                form.delete(scribe)
        for form in self.grants.forms:
            if form not in self.grants.deleted_forms and form.has_changed():
                form.instance.user = self.user.instance
                form.write(scribe)
