"""Recording one credential for many people: what it means for each, and writing it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from personnel.keeping.recording import Refused, recording, require_editable
from personnel.models import Credential, Person
from personnel.scope import Editor


@dataclass(frozen=True)
class Step:
    """What a class gives to one person: from the highest held of its kind, to what follows.

    `recorded` tells that the person has this very credential already, `unborn` that it would
    have been awarded before they were born.
    """

    person: Person
    held: Credential | None
    given: Credential
    recorded: bool
    unborn: bool

    @property
    def raises(self) -> bool:
        """Whether the person then holds a higher level than before."""
        return self.held is None or self.held.level < self.given.level


def steps_of(given: Credential, people: Sequence[Person]) -> list[Step]:
    """Return what `given` means for each of `people`, in their order; one query."""
    held: dict[int, list[Credential]] = {person.pk: [] for person in people}
    for credential in Credential.objects.filter(person__in=held, kind=given.kind):
        held[credential.person_id].append(credential)
    return [_step(given, person, held[person.pk]) for person in people]


def _step(given: Credential, person: Person, held: list[Credential]) -> Step:
    return Step(
        person,
        max(held, key=lambda credential: (credential.level, credential.pk), default=None),
        given,
        recorded=any(credential.identity == given.identity for credential in held),
        unborn=given.awarded is not None and given.awarded <= person.birth_date,
    )


def record_class(
    given: Credential, people: Sequence[Person], *, by: Editor, at: datetime
) -> list[Step]:
    """Give each of `people` the credential, and return what it meant for each.

    Who has this very credential is passed over. All are written in one transaction, or none:
    raises Refused when anybody is no longer in the user's hands or was not born yet, or when
    nothing is left to write.
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
    return steps


def _require_born(steps: Sequence[Step]) -> None:
    unborn = [step.person.full_name for step in steps if step.unborn]
    if unborn:
        raise Refused(f"Chưa ghi gì: ngày cấp không sau ngày sinh của {', '.join(unborn)}.")
