"""Writing what a form says: one transaction, with history, within the user's own reach."""

from collections.abc import Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from django.db import models, transaction

from personnel.beyond.namesakes import ask_for_namesakes
from personnel.doubts.asking import Answer, open_doubts, require_told
from personnel.doubts.confirming import confirm
from personnel.doubts.register import Told
from personnel.keeping.recording import (
    Refused,
    Scribe,
    lock_districts,
    recording,
    require_editable,
    require_own,
)
from personnel.keeping.seen import Unfit
from personnel.models import Person, Post, Unit
from personnel.reading.localities import unit_said_of
from personnel.reading.placed import Placed
from personnel.scope import Editor
from personnel.words.text import match_key
from personnel.words.vietnamese import fold

from .dossier import Dossier
from .meanwhile import Meanwhile


class ChangedMeanwhile(Exception):
    """Somebody else changed the record after its form was opened.

    `dossier` is what was sent, bound to the record as it is now; `found` all that differs.
    """

    def __init__(self, dossier: Dossier, found: Meanwhile) -> None:
        super().__init__("Hồ sơ vừa được người khác sửa.")
        self.dossier, self.found = dossier, found


@dataclass(frozen=True)
class Saved:
    """A dossier as it was written, and whether there was anything to write.

    `doubts` are those that nobody confirmed.
    """

    dossier: Dossier
    changed: bool
    doubts: list[Told] = field(default_factory=list)

    @property
    def person(self) -> Person:
        """The person as recorded now."""
        return self.dossier.instance


def save_dossier(
    dossier: Dossier, *, by: Editor, at: datetime, reason: str, answer: Answer | None = None
) -> Saved:
    """Write what the user of a dossier changed, or nothing.

    A record is held and read anew first. Raises ChangedMeanwhile when it differs from what the
    form showed; Unfit, with the dossier as it was judged, when what was typed cannot be written;
    Doubtful when something is worth a second look that the `answer` says nothing of (None:
    nobody is there to be asked); Refused when the record is not (or would no longer be) in the
    user's hands, when nothing would tell somebody new from somebody recorded there, or when the
    database declines it. Somebody new waits for imports of the same boards.
    """
    unchecked = _ask(dossier, by, at)
    if dossier.is_new and not dossier.is_valid():
        raise Unfit(dossier)
    with recording(by=by, at=at, reason=reason) as scribe:
        if dossier.is_new:
            posts = dossier.facts.posts
            placed = Placed(posts, dossier.today)
            boards = (placed.board_of(post) for post in posts)
            lock_districts({board.pk for board in boards if board})
            _require_single(dossier.instance, {placed.unit_of(post) for post in posts}, dossier)
        else:
            dossier = _read_anew(dossier, by, scribe)
        told = _doubts(dossier, by, unchecked) if dossier.changed else []
        left = told if answer is None else require_told(told, answer)
        saved = _save(dossier, by, scribe)
        if answer and answer.confirmed:
            day = dossier.today
            confirm(saved.dossier.facts, answer.confirmed, by=by, at=scribe.at, day=day)
        return Saved(saved.dossier, saved.changed, left)


def _ask(dossier: Dossier, by: Editor, at: datetime) -> str:
    """Ask of others' records what the form does, while that it was asked is sure to be kept.

    Of the number its form asks as it is read. Returns why namesakes were not looked for.
    """
    form = dossier.person
    if not form.is_valid() or not (dossier.is_new or {"full_name", "birth"} & {*form.changed_data}):
        return ""
    return ask_for_namesakes(form.instance, by=by, at=at) if dossier.is_valid() else ""


def _doubts(dossier: Dossier, by: Editor, unchecked: str) -> list[Told]:
    return open_doubts(dossier.facts, by, dossier.today, unchecked=unchecked)


def _require_single(person: Person, now: Collection[Unit], dossier: Dossier) -> None:
    """Refuse a second record of one name, birth and commune where neither has a number.

    A commune is the same as what it became: `now` are those that the posts are in today.
    """
    if person.cccd:
        return
    same = Person.objects.filter(search_name=fold(person.full_name), cccd="")
    same = same.filter(birth_date=person.birth_date).order_by()
    posts = Post.objects.filter(person__in=same.values("pk")).with_keepers()
    theirs = list(posts.select_related("person").order_by("person", "pk"))
    placed, wanted = Placed(theirs, dossier.today), {*now, *dossier.units}
    twins = (post.person for post in theirs if wanted & {post.unit, placed.unit_of(post)})
    twin = next((p for p in twins if match_key(p.full_name) == match_key(person.full_name)), None)
    if twin:
        raise Refused(
            f"Đã có hồ sơ {twin.full_name}, sinh {twin.birth_shown}, cùng đơn vị, chưa ghi "
            "số CCCD. Nếu là một người, sửa hồ sơ đó; nếu là người khác, ghi số CCCD để phân biệt."
        )


@contextmanager
def as_if_saved(dossier: Dossier, *, by: Editor, at: datetime) -> Iterator[Saved]:
    """Yield the dossier as the database would hold it after saving, and undo it all.

    So that what a record would mean is told by the very query that judges records, and what is
    worth a second look in it. Raises as
    `save_dossier` does.
    """
    unchecked = _ask(dossier, by, at)
    with recording(by=by, at=at, reason="") as scribe:
        if not dossier.is_new:
            dossier = _read_anew(dossier, by, scribe)
        saved = _save(dossier, by, scribe)
        yield replace(saved, doubts=_doubts(saved.dossier, by, unchecked))
        transaction.set_rollback(True)


def _save(dossier: Dossier, by: Editor, scribe: Scribe) -> Saved:
    _say_of_which(dossier)
    dossier.person.write(scribe)
    written = _save_rows(dossier.posts, dossier.instance, scribe)
    _save_rows(dossier.credentials, dossier.instance, scribe)
    require_own(written, by)
    require_editable(by, dossier.instance)
    return Saved(dossier, scribe.wrote)


def _say_of_which(dossier: Dossier) -> None:
    """Put down of which commune somebody is said to be local, or not, where that was typed."""
    person, form = dossier.instance, dossier.person
    if "is_local" in form.changed_data:
        said = person.is_local is not None
        person.local_of_id = unit_said_of(dossier.facts.posts, dossier.today) if said else None


def _read_anew(dossier: Dossier, by: Editor, scribe: Scribe) -> Dossier:
    """Hold the record, and return the dossier with what was sent to it as it is now."""
    person = scribe.hold(dossier.instance)
    require_editable(by, person)
    fresh = dossier.anew(person)
    if found := fresh.meanwhile():
        raise ChangedMeanwhile(fresh, found)
    if not fresh.is_valid():
        raise Unfit(fresh)
    return fresh


def _save_rows(formset: Any, person: Person, scribe: Scribe) -> list[models.Model]:
    """Delete, change and add the rows of a formset; returns those touched."""
    touched: list[models.Model] = []
    for form in formset.deleted_forms:
        if form.instance.pk:
            touched.append(type(form.instance).objects.get(pk=form.instance.pk))
            form.delete(scribe)
    for form in formset.forms:
        if form in formset.deleted_forms or not form.has_changed():
            continue
        if form.instance.pk:
            touched.append(type(form.instance).objects.get(pk=form.instance.pk))
        form.instance.person = person
        form.write(scribe)
        touched.append(form.instance)
    return touched
