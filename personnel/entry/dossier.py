"""A person with posts and credentials as one form: bound, checked, held against others' work."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.forms import BaseForm
from django.http import QueryDict

from personnel.models import Credential, Person, Post, Title, Unit
from personnel.scope import Editor

from .forms import CredentialFormSet, PersonForm, PostFormSet, title_choices

POSTS, CREDENTIALS = "posts", "credentials"
CHOICES = THEIRS, MINE = "theirs", "mine"


def communes_of(user: Editor, today: date) -> list[Unit]:
    """Return the communes in force whose records are in the user's hands, by code."""
    units = Unit.objects.communes().in_force(today).select_related("parent").order_by("code")
    return list(units if user.edits_province else units.filter(parent__in=user.edited_districts))


def _recorded(person: Person | None) -> tuple[QuerySet[Post], QuerySet[Credential]]:
    """Return the rows recorded of a person, in the order a form shows them."""
    if person is None:
        return Post.objects.none(), Credential.objects.none()
    posts = person.posts.select_related("unit", "title").order_by("-start", "-pk")
    return posts, person.credentials.by_kind()


@dataclass(frozen=True)
class Difference:
    """A field that somebody else changed after this form was opened.

    `seen_value` and `now_value` are what it showed then and what it holds now, as data.
    """

    name: str
    seen_value: str
    now_value: str
    label: str
    seen: str
    now: str
    mine: str
    conflict: bool


class Dossier:
    """The three forms of one person's page, for one user; `person` None is a new one."""

    def __init__(
        self, user: Editor, today: date, person: Person | None = None, data: QueryDict | None = None
    ) -> None:
        self.user, self.today, self.is_new = user, today, person is None
        self.instance = person or Person()
        self.communes = communes_of(user, today)
        posts, credentials = _recorded(person)
        self.gone: list[str] = []
        if data is not None:
            data = resolved(data)
            for prefix, rows in ((POSTS, posts), (CREDENTIALS, credentials)):
                data, gone = without_gone(data, prefix, {str(row.pk) for row in rows})
                self.gone += gone
        self.data = data
        self.person = PersonForm(data, instance=self.instance)
        self.posts = PostFormSet(
            data, instance=self.instance, prefix=POSTS, queryset=posts,
            form_kwargs={"communes": self.communes, "titles": title_choices(Title.objects.all())},
        )  # fmt: skip
        self.credentials = CredentialFormSet(
            data, instance=self.instance, prefix=CREDENTIALS, queryset=credentials
        )

    @property
    def formsets(self) -> tuple[Any, Any]:
        """The rows of posts and of credentials."""
        return self.posts, self.credentials

    def is_valid(self) -> bool:
        """Whether everything typed can be written; errors stand on their fields."""
        valid = [form.is_valid() for form in (self.person, *self.formsets)]
        if not all(valid):
            return False
        self._check_posts()
        self._check_days()
        return not any(form.errors for form in self.forms())

    def forms(self) -> Iterator[Any]:
        """Yield every form that is not to be deleted."""
        yield self.person
        for formset in self.formsets:
            deleted = formset.deleted_forms if formset.is_bound and formset.is_valid() else []
            yield from (form for form in formset.forms if form not in deleted)

    @property
    def units(self) -> list[Unit]:
        """The communes of the posts of a valid dossier, each once."""
        posts = (form.instance for form in self.forms() if isinstance(form.instance, Post))
        return list({post.unit: None for post in posts if post.unit_id})

    def wrong(self) -> list[tuple[str, str]]:
        """Return what keeps the dossier from being valid: the label of each field, and why."""
        return [
            (form.fields[name].label if name in form.fields else "Hồ sơ", error)
            for form in self.forms()
            for name, errors in form.errors.items()
            for error in errors
        ]

    @property
    def changed(self) -> bool:
        """Whether anything was typed that differs from what the form showed."""
        return any(form.has_changed() for form in (self.person, *self.formsets))

    def _check_posts(self) -> None:
        """A record needs a post, or nobody would ever find it again."""
        kept = [form for form in self.posts.forms if form not in self.posts.deleted_forms]
        if not any(form.instance.pk or form.has_changed() for form in kept):
            self.person.add_error(None, "Hồ sơ phải có ít nhất một chức danh.")

    def _check_days(self) -> None:
        """Refuse awards and births in the future, and anything before the birth."""
        birth = self.instance.birth_date
        if birth > self.today:
            self.person.add_error("birth", f"Ngày ở tương lai (sau {self.today:%d/%m/%Y}).")
        for form in self.forms():
            awarded = form.cleaned_data.get("awarded_text")
            if awarded and awarded.first > self.today:
                form.add_error("awarded_text", f"Ngày ở tương lai (sau {self.today:%d/%m/%Y}).")
            for name in ("awarded_text", "since"):
                typed = form.cleaned_data.get(name)
                if typed and typed.last <= birth:
                    form.add_error(name, "Phải sau ngày sinh.")

    def meanwhile(self) -> list[Difference]:
        """Return what differs in the database from what the form showed when it was opened."""
        bound = [self.person, *self.posts.initial_forms, *self.credentials.initial_forms]
        return [found for form in bound for found in _differences(form)]


def _differences(form: BaseForm) -> Iterator[Difference]:
    for name, field in form.fields.items():
        if not field.show_hidden_initial or field.disabled:
            continue
        bound = form[name]
        hidden = field.hidden_widget()
        seen = hidden.value_from_datadict(form.data, form.files, bound.html_initial_name)
        if bound.html_initial_name not in form.data or not field.has_changed(bound.initial, seen):
            continue
        mine_changed = name in form.changed_data
        yield Difference(
            bound.html_name,
            _as_data(field, seen),
            _as_data(field, bound.initial),
            str(bound.label),
            _shown(field, seen),
            _shown(field, bound.initial),
            _shown(field, bound.data),
            conflict=mine_changed and field.has_changed(bound.initial, bound.data),
        )


def _as_data(field: Any, value: Any) -> str:
    """Return a value as a form sends it."""
    value = field.prepare_value(value)
    return "" if value is None else str(value)


def _shown(field: Any, value: Any) -> str:
    """Return a value as the page shows it: the label of a choice, the text of anything else."""
    value = field.prepare_value(value)
    for code, label in getattr(field, "choices", ()):
        options = label if isinstance(label, (list, tuple)) else [(code, label)]
        found = next((str(text) for key, text in options if str(key) == str(value)), None)
        if found:
            return found
    return str(value) if value not in (None, "") else "chưa có"


def unanswered(data: QueryDict) -> list[str]:
    """Return the fields of which it was asked whose value to keep, and nothing was chosen."""
    return [name for name in data.getlist("asked") if data.get(f"choose-{name}") not in CHOICES]


def still_asked(data: QueryDict) -> QueryDict:
    """Return the data with what is unanswered as the form showed it at first.

    So it differs from the database as before, and is asked again instead of written over.
    """
    again = data.copy()
    for name in unanswered(data):
        if f"seen-{name}" in data:
            again[f"initial-{name}"] = str(data[f"seen-{name}"])
    return again


def resolved(data: QueryDict) -> QueryDict:
    """Return the data with each field that its user left to the others' value set to that."""
    answered = data.copy()
    for key, choice in data.items():
        name = key.removeprefix("choose-")
        if key != name and choice == THEIRS and f"initial-{name}" in data:
            answered[name] = str(data[f"initial-{name}"])
    return answered


def with_another_row(data: QueryDict) -> QueryDict:
    """Return the data with one blank row more of those that `add` names; a post's same commune."""
    longer, prefix = data.copy(), data.get("add", "")
    count = _number(data.get(f"{prefix}-TOTAL_FORMS"))
    longer[f"{prefix}-TOTAL_FORMS"] = str(count + 1)
    if commune := data.get(f"{prefix}-{count - 1}-unit"):
        longer[f"{prefix}-{count}-unit"] = commune
    return longer


def without_gone(data: QueryDict, prefix: str, present: set[str]) -> tuple[QueryDict, list[str]]:
    """Return the data without rows that somebody has deleted meanwhile, and what was in them."""
    count = _number(data.get(f"{prefix}-TOTAL_FORMS"))
    rows = [_row(data, prefix, at) for at in range(count)]
    gone = [row for row in rows if row.get("id") and row["id"] not in present]
    if not gone:
        return data, []
    kept = [row for row in rows if row not in gone]
    rebuilt = data.copy()
    for key in [key for key in data if re.match(rf"(initial-)?{prefix}-\d+-", key)]:
        del rebuilt[key]
    for at, row in enumerate(kept):
        for name, value in row.items():
            start = "initial-" if name.startswith("initial-") else ""
            rebuilt[f"{start}{prefix}-{at}-{name.removeprefix('initial-')}"] = value
    rebuilt[f"{prefix}-TOTAL_FORMS"] = str(len(kept))
    rebuilt[f"{prefix}-INITIAL_FORMS"] = str(sum(bool(row.get("id")) for row in kept))
    return rebuilt, ["; ".join(_typed(row)) for row in gone]


def _row(data: QueryDict, prefix: str, at: int) -> dict[str, str]:
    found: dict[str, str] = {}
    for start in ("", "initial-"):
        head = f"{start}{prefix}-{at}-"
        found |= {
            start + key.removeprefix(head): str(data[key]) for key in data if key.startswith(head)
        }
    return found


def _typed(row: dict[str, str]) -> list[str]:
    hidden = ("initial-", "id", "person", "unit", "title", "kind", "DELETE", "end_reason")
    return [value for name, value in row.items() if value and not name.startswith(hidden)]


def _number(text: str | None) -> int:
    return min(int(text), 200) if text and text.isascii() and text.isdigit() else 0
