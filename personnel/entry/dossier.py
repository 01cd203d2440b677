"""A person with posts and credentials as one form: bound, checked, held against others' work."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.http import QueryDict

from personnel.basics.asked_again import asked_again
from personnel.doubts.case import Facts
from personnel.keeping.seen import as_sent
from personnel.models import Credential, Person, Post, Unit, UnitQuerySet
from personnel.reading.offered import title_choices, titles_on
from personnel.scope import Editor

from .checking import check_birth, check_row
from .fields import Choices
from .forms import CredentialFormSet, PersonForm, PostFormSet, unit_choices
from .meanwhile import APART, Double, Meanwhile, resolved, row_question, without_questions
from .rows import Row, bounded, rows_of, typed, with_rows

KINDS_OF_ROWS = POSTS, CREDENTIALS = "posts", "credentials"


def communes_of(user: Editor, today: date) -> list[Unit]:
    """Return the communes in force whose records are in the user's hands, by code."""
    return [unit for unit in communes_ever_of(user) if unit.is_in_force(today)]


def communes_ever_of(user: Editor) -> list[Unit]:
    """Return all communes, of any time, whose records are in the user's hands, by code."""
    found: list[Unit] = _communes(within=None if user.edits_province else user.edited_units)
    return found


@asked_again(Unit)
def _communes(*, within: frozenset[int] | None) -> UnitQuerySet:
    units = Unit.objects.communes().with_above().order_by("code")
    return units if within is None else units.filter(pk__in=within)


def offered_to(user: Editor, today: date) -> dict[str, Any]:
    """Return what the form of a post offers: communes in force, those that ended, titles."""
    every = communes_ever_of(user)
    communes = [unit for unit in every if unit.is_in_force(today)]
    ended = [unit for unit in every if unit.ended_before(today)]
    former = sorted(ended, key=lambda unit: (unit.name, unit.span))
    titles = titles_on(today)
    return {
        "communes": communes,
        "former": former,
        "titles": titles,
        "units": Choices(unit_choices(communes, former)),
        "named": Choices(title_choices(titles, today)),
        "user": user,
    }


def _recorded(person: Person | None) -> dict[str, QuerySet[Any]]:
    """Return the rows recorded of a person by prefix, in the order a form shows them."""
    if person is None:
        return {POSTS: Post.objects.none(), CREDENTIALS: Credential.objects.none()}
    posts = person.posts.select_related("unit", "title").order_by("-start", "-pk")
    return {POSTS: posts, CREDENTIALS: person.credentials.by_kind()}


class Dossier:
    """The three forms of one person's page, for one user; `person` None is a new one.

    `data` are bound without the rows of others' that are gone by now (`gone`, in words);
    `unseen` are the rows recorded that the form did not show, by prefix.
    """

    def __init__(
        self, user: Editor, today: date, person: Person | None = None, data: QueryDict | None = None
    ) -> None:
        self.user, self.today, self.is_new = user, today, person is None
        self.instance = person or Person()
        offered = offered_to(user, today)
        self.communes: list[Unit] = offered["communes"]
        recorded = _recorded(person)
        self.sent, self.gone = data, list[str]()
        self.unseen: dict[str, list[Any]] = {prefix: [] for prefix in KINDS_OF_ROWS}
        if data is not None:
            data = bounded(resolved(data, KINDS_OF_ROWS), KINDS_OF_ROWS)
            for prefix, rows in recorded.items():
                data = self._as_recorded(data, prefix, rows)
        self.data = data
        self.person = PersonForm(data, instance=self.instance, user=user)
        self._of_rows: dict[str, dict[str, Any]] = {
            POSTS: offered,
            CREDENTIALS: {},
        }
        self.posts, self.credentials = (
            formset(
                data, instance=self.instance, prefix=prefix, queryset=recorded[prefix],
                form_kwargs=self._of_rows[prefix],
            )
            for prefix, formset in ((POSTS, PostFormSet), (CREDENTIALS, CredentialFormSet))
        )  # fmt: skip

    def _as_recorded(self, data: QueryDict, prefix: str, recorded: Iterable[Any]) -> QueryDict:
        """Return the data without rows that are gone by now; take note of those not shown."""
        rows, present = rows_of(data, prefix), {str(row.pk): row for row in recorded}
        shown = {row["id"] for row in rows if row.get("id")}
        self.unseen[prefix] = [row for pk, row in present.items() if pk not in shown]
        if shown <= present.keys():
            return data
        kept = [row for row in rows if not row.get("id") or row["id"] in present]
        self.gone += [typed(row) for row in rows if row not in kept]
        return with_rows(data, prefix, kept)

    def anew(self, person: Person) -> "Dossier":
        """Return what was sent, bound to the record as it is now."""
        return Dossier(self.user, self.today, person, self.sent)

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

    @property
    def facts(self) -> Facts:
        """What a valid dossier says, written or not."""
        rows = [form.instance for form in self.forms()]
        posts = [r for r in rows if isinstance(r, Post) and r.unit_id and r.title_id]
        awards = [r for r in rows if isinstance(r, Credential) and r.level is not None]
        return Facts(self.instance, posts, awards)

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
        check_birth(self.person, self.today)
        for form in self.forms():
            check_row(form, self.instance.birth_date, self.today)

    def meanwhile(self) -> Meanwhile:
        """Return what differs in the database from what the form showed when it was opened."""
        if self.is_new or self.data is None or not self._is_whole:
            return Meanwhile()
        rows = [form for formset in self.formsets for form in formset.initial_forms]
        return Meanwhile(
            [found for form in (self.person, *rows) for found in form.differences()],
            self.gone,
            [row.told for rows in self.unseen.values() for row in rows],
            [form.record_name for form in rows if self._is_spared(form)],
            [double for formset in self.formsets for double in self._doubles(formset)],
        )

    @property
    def _is_whole(self) -> bool:
        """Whether the page was sent with all its rows; else they cannot be compared."""
        return all(formset.management_form.is_valid() for formset in self.formsets)

    def _is_spared(self, form: Any) -> bool:
        return f"{form.prefix}-DELETE" in form.data and any(form.differences())

    def _doubles(self, formset: Any) -> Iterator[Double]:
        """Yield the rows typed that may be ones which others added, unless that was answered."""
        prefix, data = formset.prefix, self.data or QueryDict()
        unseen, earlier = self.unseen[prefix], data.getlist(f"added-{prefix}")
        recorded = [form.instance for form in formset.initial_forms]
        others = unseen + [row for row in recorded if str(row.pk) in earlier]
        for at, form in enumerate(formset.extra_forms, start=formset.initial_form_count()):
            other = next((row for row in others if form.may_be(row)), None)
            if other and f"{prefix}-{at}-{APART}" not in data:
                name = row_question(prefix, at + len(unseen))
                yield Double(name, prefix, other.pk, other.told, form.told)

    def asking(self, found: Meanwhile) -> QueryDict:
        """Return the data for the page that asks about what was `found`.

        With the present values as shown, others' new rows among the recorded ones, and without
        the ticks to delete what somebody changed.
        """
        data = without_questions(self.data or QueryDict())
        for difference in found.differences:
            data[f"initial-{difference.name}"] = difference.now_value
        for formset in self.formsets:
            for form in filter(self._is_spared, formset.initial_forms):
                del data[f"{form.prefix}-DELETE"]
            if new := self.unseen[formset.prefix]:
                rows = [*rows_of(data, formset.prefix), *(self._row(formset, row) for row in new)]
                data = with_rows(data, formset.prefix, rows)
        return data

    def _row(self, formset: Any, record: Any) -> Row:
        """Return a record as a form that shows it would send it."""
        form = formset.form(instance=record, **self._of_rows[formset.prefix])
        return as_sent(form) | {"id": str(record.pk)}
