"""What changed in people's records, told in sentences from the kept history."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import groupby
from typing import Any

from django.db.models import CharField, Q, Value

from personnel.basics.asked_again import asked_again
from personnel.kinds import KINDS
from personnel.models import (
    CONFIDENTIAL,
    Credential,
    Enrolment,
    Evaluation,
    HandOver,
    Person,
    Post,
    Scan,
)
from personnel.models.hierarchy import ABOVE
from personnel.words.dates import show
from personnel.words.posts import held_at

from .baseline import STOOD_BEFORE
from .grades import of_evaluation
from .studies import of_enrolment
from .telling import (
    ADDED,
    CHANGED,
    DELETED,
    NOTHING,
    differences,
    in_time,
    moved,
    one_after_another,
    with_before,
)

Told = tuple[Any, list[str]]
# Credentials held by a person: the kind and level of each, by its id.
Held = dict[int, tuple[str, int]]
ENDED = {"end", "end_reason"}
# How the reason begins for which two records are made one (`personnel.joining`).
JOINING = "Gộp hồ sơ"
# The records that a person's story is told from.
STORIED = (Person, Post, Credential, HandOver, Scan, Enrolment, Evaluation)
HANGING = (Post, HandOver, Scan, Enrolment, Evaluation)
# What is named where a row of these is told.
_NAMED: dict[Any, tuple[str, ...]] = {
    Person: ("ethnicity",),
    Post: ("title", "unit"),
    HandOver: (f"unit__{ABOVE}", "title"),
    Scan: ("credential", "post__title", "post__unit"),
    Enrolment: ("training_class", "unit", "title", "confirmed_by"),
}


@dataclass(frozen=True)
class Change:
    """What one user changed at one moment: when, who, how, and a sentence for each fact."""

    when: datetime
    who: str
    how: str
    sentences: list[str]


def changes_to(
    person: Person, latest: int | None = None, joined: Collection[int] = (), *, whole: bool = False
) -> list[Change]:
    """Return the `latest` changes to the person and what hangs on them: posts, credentials, scans,
    hand-overs, enrolments, yearly evaluations.

    All of them without `latest`; the newest first. Those of the records with the numbers
    `joined`, which became this one, are among them. What confidential facts were and became is
    told where the story is `whole`. Two queries, and one of each model that has a story to tell.
    Rows that were loaded without history show nothing.
    """
    found = stories([person.pk, *joined], whole=whole)
    told = sorted(found, key=lambda pair: _moment(pair[0]), reverse=True)
    grouped = groupby(told, key=lambda pair: _moment(pair[0]))
    changes = [change_of(list(pairs)) for _, pairs in grouped]
    return [change for change in changes if change.sentences][:latest]


def change_of(pairs: list[Told]) -> Change:
    """Return rows of one moment and author as one change."""
    row = pairs[0][0]
    return Change(
        row.history_date,
        str(row.history_user or "Hệ thống"),
        row.history_change_reason or "",
        [sentence for _, sentences in pairs for sentence in sentences],
    )


def _moment(row: Any) -> tuple[datetime, int]:
    return row.history_date, row.history_user_id or 0


def stories(ids: Collection[int], *, whole: bool = False) -> Iterator[Told]:
    """Yield every history row of the people of `ids` with its sentences, model by model.

    `whole` as in `changes_to`. Two queries, and one of each model that has any, however many
    people.
    """
    kept = set(_kept_of(*ids))
    rows = {model: _READ[model](*ids) if model.__name__ in kept else [] for model in STORIED}
    yield from _tell(rows, rows.pop(Credential), ids, whole)


def _history_of(model: Any, ids: Collection[int]) -> Any:
    """Return the history rows of a model that are about people."""
    whose = "id__in" if model is Person else "person_id__in"
    return model.history.filter(**{whose: ids})


@asked_again(Person)
def _kept_of(*ids: int) -> Any:
    """Return the names of the models of which any history row about these people is kept."""
    first, *others = (
        _history_of(model, ids)
        .order_by()
        .values_list(Value(model.__name__, CharField()), flat=True)
        for model in STORIED
    )
    return first.union(*others)


def _reading(model: Any) -> Any:
    """Return what reads the history rows of a model about people, in the order of time."""

    @asked_again(model.history.model)
    def read(*ids: int) -> Any:
        return _in_time(model, _history_of(model, ids))

    return read


_READ = {model: _reading(model) for model in STORIED}


def _in_time(model: Any, history: Any) -> Any:
    return in_time(history, *_NAMED.get(model, ()))


def told(numbers: Mapping[Any, Collection[int]], *, whole: bool = False) -> Iterator[Told]:
    """Yield the history rows of these numbers, by model, with the sentences of their story.

    No more of a story is read than these rows and the row before each, which are told too;
    of whoever gained a level all credentials, as a step starts from the highest held. `whole` as
    in `changes_to`.
    """
    rows = {
        model: _in_time(model, with_before(model.history, numbers.get(model, ())))
        for model in (Person, *HANGING)
    }
    credentials, learners = _steps(numbers.get(Credential, ()))
    yield from _tell(rows, credentials, learners, whole)


def _steps(numbers: Collection[int]) -> tuple[list[Any], set[int]]:
    """Return rows of credentials with those before them, and whose of them are all there."""
    found = list(in_time(with_before(Credential.history, numbers)))
    learners = {
        row.person_id
        for row, before in one_after_another(found)
        if row.history_id in numbers and (row.history_type == ADDED or _new_level(row, before))
    }
    if not learners:
        return found, learners
    ids = [row.history_id for row in found]
    wider = Credential.history.filter(Q(history_id__in=ids) | Q(person_id__in=learners))
    return list(in_time(wider)), learners


def _tell(
    rows: Mapping[Any, Any], credentials: Collection[Any], learners: Collection[int], whole: bool
) -> Iterator[Told]:
    withheld = frozenset() if whole else CONFIDENTIAL
    for row, before in one_after_another(rows[Person]):
        yield row, _of_person(row, before, withheld)
    for row, before in one_after_another(rows[Post]):
        yield row, _of_post(row, before)
    held = _held_at_first(learners, credentials)
    for row, before in one_after_another(credentials):
        yield row, _of_credential(row, before, held[row.person_id])
    for row, before in one_after_another(rows[HandOver]):
        yield row, _of_handover(row, before)
    for row, before in one_after_another(rows[Scan]):
        yield row, _of_scan(row, before)
    for row, before in one_after_another(rows[Enrolment]):
        yield row, of_enrolment(row, before)
    for row, before in one_after_another(rows[Evaluation]):
        yield row, of_evaluation(row, before)


def _held_at_first(ids: Collection[int], rows: Collection[Any]) -> defaultdict[int, Held]:
    """Return the credentials of each person that stood before any of their changes was kept."""
    held: defaultdict[int, Held] = defaultdict(dict)
    told = {row.id for row in rows}
    loaded = Credential.objects.filter(person__in=ids) if ids and rows else ()
    for credential in loaded:
        if credential.pk not in told:
            held[credential.person_id][credential.pk] = (credential.kind, credential.level)
    for row in rows:
        if row.history_change_reason == STOOD_BEFORE:
            held[row.person_id][row.id] = (row.kind, row.level)
    return held


def _of_person(row: Any, before: Any, withheld: Collection[str]) -> list[str]:
    if row.history_type == ADDED:
        return ["Khôi phục hồ sơ đã xóa" if before else "Lập hồ sơ"]
    if row.history_type == DELETED:
        return [f"Gộp hồ sơ số {row.id}" if _is_joining(row) else "Xóa hồ sơ"]
    return differences(before, row, withheld=withheld)


def _is_joining(row: Any) -> bool:
    return (row.history_change_reason or "").startswith(JOINING)


def _of_post(row: Any, before: Any) -> list[str]:
    name = held_at(row.title, row.unit)
    if moved(row, before):
        return [f"Chuyển từ hồ sơ số {before.person_id}: chức danh {name}{_span(row)}"]
    if row.history_type == DELETED and _is_joining(row):
        return [f"Trùng, giữ một bản: chức danh {name}{_span(row)}"]
    if row.history_type == DELETED:
        return [f"Xóa chức danh {name}{_span(row)}"]
    if row.history_type == ADDED:
        return [f"{'Khôi phục' if before else 'Thêm'} chức danh {name}{_span(row)}"]
    if before and before.end is None and row.end:
        since = row.end + timedelta(days=1)
        ended = f"Thôi giữ chức danh {name} từ ngày {since:%d/%m/%Y}{_why(row)}"
        return [ended, *(f"{name}: {told}" for told in differences(before, row, but=ENDED))]
    return [f"{name}: {sentence}" for sentence in differences(before, row)]


def _span(post: Any) -> str:
    start, end = show(post.start, post.start_precision), show(post.end, "day")
    until = f", đến hết {end}{_why(post)}" if end else ""
    return (f", từ {start}" if start else "") + until


def _why(post: Any) -> str:
    return f" ({Post.EndReason(post.end_reason).told})" if post.end_reason else ""


def _of_credential(row: Any, before: Any, held: Held) -> list[str]:
    """Tell a credential as the step it makes in its kind; keeps `held` up to date."""
    kind = KINDS[row.kind]
    highest = _highest(held, row.kind)
    held.pop(row.id, None)
    if row.history_type == DELETED and _is_joining(row):
        return [f"Trùng, giữ một bản: {kind.label}, {_credential(row)}"]
    if row.history_type == DELETED:
        return [f"Xóa {kind.label}: {_credential(row)}"]
    held[row.id] = (row.kind, row.level)
    if moved(row, before):
        told = f"{kind.label}, {_credential(row)}"
        return [f"Chuyển từ hồ sơ số {before.person_id}: {told}"]
    if row.history_type == ADDED and before:
        return [f"Khôi phục {kind.label}: {_credential(row)}"]
    if row.history_type == ADDED or _new_level(row, before):
        return [f"{kind.label}: {_step(kind, highest, row)}"]
    name = f"{kind.label}, {kind.level_label(row.level)}"
    return [f"{name}: {sentence}" for sentence in differences(before, row)]


def _new_level(row: Any, before: Any) -> bool:
    return bool(before) and (before.kind, before.level) != (row.kind, row.level)


def _credential(row: Any) -> str:
    level = KINDS[row.kind].level_label(row.level)
    awarded = show(row.awarded, row.awarded_precision)
    return level + (f" · {row.language}" if row.language else "") + (awarded and f" ({awarded})")


def _step(kind: Any, highest: int | None, row: Any) -> str:
    after = _credential(row)
    if highest == row.level:
        return f"thêm {after}"
    return f"{NOTHING} → {after}" if highest is None else f"{kind.level_label(highest)} → {after}"


def _highest(held: Mapping[int, tuple[str, int]], kind: str) -> int | None:
    return max((level for of, level in held.values() if of == kind), default=None)


def _of_handover(row: Any, before: Any) -> list[str]:
    way = "bàn giao về" if row.requested_at else "chuyển đến"
    board = row.unit and row.unit.keeper
    to = row.unit if board == row.unit else f"{row.unit}, {board}"
    what = f"Đề nghị {way} {to}"
    if moved(row, before):
        return [f"Chuyển từ hồ sơ số {before.person_id}: {what[0].lower()}{what[1:]}"]
    if row.history_type == ADDED and before is None:
        return [f"{what}: {row.title}, từ {show(row.day, 'day')}"]
    if row.history_type == CHANGED and before and before.state != row.state:
        answer = f" ({row.answer})" if row.answer else ""
        return [f"{what}: {before.get_state_display()} → {row.get_state_display()}{answer}"]
    if row.history_type == CHANGED:
        return [f"{what}: {sentence}" for sentence in differences(before, row)]
    return [f"{'Xóa' if row.history_type == DELETED else 'Khôi phục'} {what[0].lower()}{what[1:]}"]


def _of_scan(row: Any, before: Any) -> list[str]:
    fact = row.credential or row.post
    of = f" của {fact}" if fact else " của nội dung không còn trong hồ sơ"
    what = f"bản quét “{row.name}”{of}"
    if row.history_type == ADDED:
        return [f"Đính kèm {what}"]
    if moved(row, before):
        return [f"Chuyển từ hồ sơ số {before.person_id}: {what}"]
    if before and before.taken_back_at != row.taken_back_at:
        return [f"{'Rút' if row.taken_back_at else 'Đưa lại'} {what}"]
    return [f"{what[:1].upper()}{what[1:]}: {told}" for told in differences(before, row)]
