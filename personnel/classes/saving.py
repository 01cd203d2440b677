"""Recording one credential for many people: what it means for each, and writing it."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q

from personnel.batches.keeping import held, keep, keep_rows
from personnel.doubts.asking import CREDENTIALS, Answer
from personnel.doubts.case import Around, Case, Facts, recorded
from personnel.doubts.confirming import confirm, keys_of
from personnel.doubts.register import DOUBTS, Told, found_in
from personnel.keeping.recording import Refused, Scribe, recording, require_editable
from personnel.models import Batch, BatchRow, Credential, Person
from personnel.models.batches import columns_kept
from personnel.scope import Editor

# What a class gives: every column of a credential but whose it is.
FACTS = [
    field.attname
    for field in Credential._meta.concrete_fields
    if not (field.primary_key or field.is_relation)
]


@dataclass(frozen=True)
class Step:
    """What a class gives to one person: from the highest held of its kind, to what follows.

    `recorded` tells that the person has this very credential already, `unborn` that it would
    have been awarded before they were born. `doubts` are what the credential makes worth a
    second look, unless somebody confirmed it.
    """

    person: Person
    held: Credential | None
    given: Credential
    recorded: bool
    unborn: bool
    doubts: Sequence[Told] = ()

    @property
    def asked(self) -> list[tuple[str, Told]]:
        """The doubts with what the page sends of each; none of what is passed over."""
        return [] if self.recorded else [(key_of(self.person, told), told) for told in self.doubts]

    @property
    def raises(self) -> bool:
        """Whether the person then holds a higher level than before."""
        return self.held is None or self.held.level < self.given.level


@dataclass(frozen=True)
class Recorded:
    """A class as it was recorded: the batch that it is kept as, and what it meant for each."""

    batch: Batch
    steps: list[Step]


def steps_of(given: Credential, people: Sequence[Person]) -> list[Step]:
    """Return what `given` means for each of `people`, in their order; two queries."""
    return steps_of_each([(person, given) for person in people])


def steps_of_each(pairs: Sequence[tuple[Person, Credential]]) -> list[Step]:
    """Return what each is given means for them, in their order; two queries."""
    held: dict[int, list[Credential]] = {person.pk: [] for person, _ in pairs}
    kinds = {given.kind for _, given in pairs}
    for credential in Credential.objects.filter(person__in=held, kind__in=kinds):
        held[credential.person_id].append(credential)
    confirmed = keys_of(held)
    return [
        _step(given, p, [c for c in held[p.pk] if c.kind == given.kind], confirmed.get(p.pk, ()))
        for p, given in pairs
    ]


def doubts_about(given: Credential, person: Person, day: date) -> list[Told]:
    """Return what it makes doubtful that a person is given a credential."""
    of_awards = [doubt for doubt in DOUBTS if doubt.about == CREDENTIALS]
    return list(found_in(Case(Facts(person, (), [given]), Around(), day), of_awards))


def _step(
    given: Credential, person: Person, held: list[Credential], confirmed: Collection[str]
) -> Step:
    day = given.awarded or date.max
    doubts = doubts_about(given, person, day)
    counted = [credential for credential in held if not credential.withdrawn_by(day)]
    return Step(
        person,
        max(counted, key=lambda credential: (credential.level, credential.pk), default=None),
        given,
        recorded=any(credential.identity == given.identity for credential in held),
        unborn=given.awarded is not None and given.awarded <= person.birth_date,
        doubts=[told for told in doubts if told.key not in confirmed],
    )


def record_class(
    given: Credential, people: Sequence[Person], *, by: Editor, at: datetime,
    answer: Answer | None = None, into: Batch | None = None,
) -> Recorded:  # fmt: skip
    """Give each of `people` the credential, and return what it meant for each.

    It is kept as a batch, or in the one that it goes `into`. What the `answer` confirms is kept,
    of each by their number before the doubt's key. Who has this very credential is passed over.
    All are written in one transaction, or none: raises Refused when anybody is no longer in the
    user's hands or was not born yet, when nothing is left to write, or when the class that they
    go into was corrected or undone meanwhile.
    """
    with recording(by=by, at=at, reason=_reason(given, into)) as scribe:
        batch = _held_as(given, into, scribe) if into else None
        scribe.hold_all(people)
        require_editable(by, *people)
        now = Person.objects.filter(pk__in=[person.pk for person in people]).in_name_order()
        steps = steps_of(given, list(now))
        require_born(steps)
        if all(step.recorded for step in steps):
            raise Refused("Chưa ghi gì: mọi người trong danh sách đều đã có đúng văn bằng này.")
        if batch:
            scribe.note(batch)
        else:
            batch = keep(scribe, Batch.Kind.CLASS, name_of(given), columns_kept(given, FACTS))
        write_steps(scribe, batch, steps, answer)
    return Recorded(batch, steps)


def write_steps(
    scribe: Scribe, batch: Batch, steps: Sequence[Step], answer: Answer | None
) -> list[Credential]:
    """Give held people what their steps say, kept in a batch; returns what was written.

    What the `answer` confirms is kept. Who has the very credential is passed over.
    """
    new = [step.given.copy_for(step.person) for step in steps if not step.recorded]
    scribe.create(Credential, new)
    confirmed = confirm_steps(steps, answer, scribe.by, scribe.at) if answer else {}
    keep_rows(batch, (_row(held, confirmed) for held in new))
    return new


def name_of(given: Credential) -> str:
    """Return what a class is called that gives this: all that tells it from another."""
    number = f"số {given.number}" if given.number else ""
    return " · ".join(filter(None, (given.told, given.institution, number)))


def _reason(given: Credential, into: Batch | None) -> str:
    what = f"{given} ({given.awarded_shown})"
    return f"Thêm vào lớp đã ghi nhận: {what}" if into else f"Ghi nhận lớp {what}"


def _held_as(given: Credential, into: Batch, scribe: Scribe) -> Batch:
    """Return the batch, held; raises Refused unless it still gives what was shown."""
    batch = held(scribe, into)
    if batch.values != columns_kept(given, FACTS):
        raise Refused(f"Chưa ghi gì: lớp này vừa được sửa thành {batch}. Xem lại rồi thêm.")
    return batch


def _row(written: Credential, confirmed: Mapping[int, list[str]]) -> BatchRow:
    person = written.person_id
    return BatchRow(
        person_id=person, number=person, credential=written.pk,
        written=columns_kept(written, FACTS), confirmed=confirmed.get(person, []),
    )  # fmt: skip


def key_of(person: Person, told: Told) -> str:
    """Return what the page of a class sends of a doubt about one of its people."""
    return f"{person.pk}:{told.key}"


def confirm_steps(
    steps: Sequence[Step], answer: Answer, by: Editor, at: datetime
) -> dict[int, list[str]]:
    """Keep the doubts that were looked into; returns the codes of those of each person."""
    keys = {
        step.person.pk: [t.key for t in step.doubts if key_of(step.person, t) in answer.confirmed]
        for step in steps
    }
    some = [pk for pk, of_person in keys.items() if of_person]
    found = recorded(Q(pk__in=some)) if some else []
    return {
        facts.person.pk: [
            told.doubt.code
            for told in confirm(facts, keys[facts.person.pk], by=by, at=at, day=at.date())
        ]
        for facts in found
    }


def require_born(steps: Sequence[Step]) -> None:
    """Raise Refused where anybody was not born yet."""
    unborn = [step.person.full_name for step in steps if step.unborn]
    if unborn:
        raise Refused(f"Chưa ghi gì: ngày cấp không sau ngày sinh của {', '.join(unborn)}.")
