"""Recording one credential for many people: what it means for each, and writing it."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q

from personnel.doubts.asking import CREDENTIALS, Answer
from personnel.doubts.case import Around, Case, Facts, recorded
from personnel.doubts.confirming import confirm, keys_of
from personnel.doubts.register import DOUBTS, Told, found_in
from personnel.keeping.recording import Refused, recording, require_editable
from personnel.models import Credential, Person
from personnel.scope import Editor


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


def steps_of(given: Credential, people: Sequence[Person]) -> list[Step]:
    """Return what `given` means for each of `people`, in their order; two queries."""
    held: dict[int, list[Credential]] = {person.pk: [] for person in people}
    for credential in Credential.objects.filter(person__in=held, kind=given.kind):
        held[credential.person_id].append(credential)
    confirmed = keys_of(held)
    return [_step(given, p, held[p.pk], confirmed.get(p.pk, ())) for p in people]


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
    answer: Answer | None = None,
) -> list[Step]:  # fmt: skip
    """Give each of `people` the credential, and return what it meant for each.

    What the `answer` confirms is kept, of each by their number before the doubt's key. Who has
    this very credential is passed over. All are written in one transaction, or none: raises
    Refused when anybody is no longer in the user's hands or was not born yet, or when nothing is
    left to write.
    """
    reason = f"Ghi nhận lớp {given} ({given.awarded_shown})"
    with recording(by=by, at=at, reason=reason) as scribe:
        scribe.hold_all(people)
        require_editable(by, *people)
        now = Person.objects.filter(pk__in=[person.pk for person in people]).in_name_order()
        steps = steps_of(given, list(now))
        _require_born(steps)
        new = [given.copy_for(step.person) for step in steps if not step.recorded]
        if not new:
            raise Refused("Chưa ghi gì: mọi người trong danh sách đều đã có đúng văn bằng này.")
        scribe.create(Credential, new)
        if answer and answer.confirmed:
            _confirm(steps, answer, by, scribe.at)
    return steps


def key_of(person: Person, told: Told) -> str:
    """Return what the page of a class sends of a doubt about one of its people."""
    return f"{person.pk}:{told.key}"


def _confirm(steps: Sequence[Step], answer: Answer, by: Editor, at: datetime) -> None:
    keys = {
        step.person.pk: [t.key for t in step.doubts if key_of(step.person, t) in answer.confirmed]
        for step in steps
    }
    for facts in recorded(Q(pk__in=[pk for pk, some in keys.items() if some])):
        confirm(facts, keys[facts.person.pk], by=by, at=at, day=at.date())


def _require_born(steps: Sequence[Step]) -> None:
    unborn = [step.person.full_name for step in steps if step.unborn]
    if unborn:
        raise Refused(f"Chưa ghi gì: ngày cấp không sau ngày sinh của {', '.join(unborn)}.")
