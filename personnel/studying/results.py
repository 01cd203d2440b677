"""The results of a class: who finished is given what it gives, as one batch; who did not, and why.

Taken back is the batch where any other is (`personnel.batches.undoing`): whoever had finished by
it is again in the state of before.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from django.utils import timezone

from personnel.batches.keeping import keep
from personnel.classes.saving import FACTS, Step, require_born, steps_of_each, write_steps
from personnel.doubts.asking import Answer
from personnel.keeping.recording import Refused, Scribe, recording
from personnel.models import Batch, Credential, Enrolment, Person, TrainingClass
from personnel.models.batches import columns_kept
from personnel.scope import Editor
from personnel.words.partial_dates import PartialDate

from .states import FINISHING, FOLLOWING, LONGEST_REASON
from .writing import held, write

State = Enrolment.State
# What a result may be.
OUTCOMES = (State.FINISHED, State.FAILED, State.LEFT)


@dataclass(frozen=True)
class Result:
    """What became of somebody in a class: finished, failed or left, the last two with a reason.

    `number` is that of the paper, `awarded` a day of one's own instead of the class's. `takes` is
    the number of a credential that is recorded already and is this very paper.
    """

    state: str
    reason: str = ""
    number: str = ""
    awarded: PartialDate | None = None
    takes: int | None = None


@dataclass(frozen=True)
class Outcome:
    """An enrolment with its result, and what it gives: nothing to whoever did not finish.

    `alike` are credentials recorded already that may be this very paper: of the same kind, level
    and language, awarded since the class began, or nobody knows when.
    """

    enrolment: Enrolment
    result: Result
    step: Step | None = None
    alike: Sequence[Credential] = ()

    @property
    def asked(self) -> bool:
        """Whether somebody has to say if one of those alike is this paper."""
        recorded = self.step is not None and self.step.recorded
        return bool(self.alike) and not recorded and self.result.takes is None


@dataclass(frozen=True)
class Given:
    """What a class gives to whoever finishes it: on which day, by whom.

    Without a day each needs one of their own.
    """

    awarded: PartialDate | None = None
    institution: str = ""
    number: str = ""

    def to(self, training_class: TrainingClass, result: Result | None = None) -> Credential:
        """Return the credential, not saved; by a result, with its own number and day."""
        awarded = (result.awarded if result else None) or self.awarded
        return Credential(
            kind=training_class.kind, level=training_class.level,
            language=training_class.language, field_of_study=training_class.field_of_study,
            institution=self.institution or training_class.organiser,
            number=result.number if result and result.number else self.number,
            awarded=awarded.last if awarded else None,
            awarded_precision=awarded.precision if awarded else "",
        )  # fmt: skip


@dataclass(frozen=True)
class Recorded:
    """What was written: the enrolments, and the batch of the credentials, if any was new."""

    outcomes: Sequence[Outcome]
    batch: Batch | None = None
    written: Sequence[Credential] = field(default_factory=list)

    def count(self, state: str) -> int:
        """Return how many came to a state."""
        return sum(outcome.result.state == state for outcome in self.outcomes)


def outcomes_of(
    training_class: TrainingClass, results: Mapping[Enrolment, Result], given: Given
) -> list[Outcome]:
    """Return what results mean for each, in their order; a handful of queries.

    Raises Refused where somebody finished on no day.
    """
    people = [enrolment.person_id for enrolment in results]
    now = Person.objects.in_bulk(people)
    finished = [e for e, result in results.items() if result.state == State.FINISHED]
    if undated := [str(e.person) for e in finished if not (results[e].awarded or given.awarded)]:
        raise Refused(f"Chưa ghi gì: chưa có ngày cấp của {', '.join(undated)}.")
    pairs = [(now[e.person_id], given.to(training_class, results[e])) for e in finished]
    steps = {step.person.pk: step for step in steps_of_each(pairs)} if pairs else {}
    alike = _alike(steps, training_class.starts)
    return [
        Outcome(e, result, steps.get(e.person_id), alike.get(e.person_id, ()))
        if result.state == State.FINISHED
        else Outcome(e, result)
        for e, result in results.items()
    ]


def _alike(steps: Mapping[int, Step], begun: date) -> dict[int, list[Credential]]:
    """Return the credentials of each that may be what they are given now, by a class begun then."""
    found: dict[int, list[Credential]] = {}
    for credential in Credential.objects.filter(person__in=steps).order_by("pk"):
        given = steps[credential.person_id].given
        if _may_be(credential, given, begun):
            found.setdefault(credential.person_id, []).append(credential)
    return found


def _may_be(credential: Credential, given: Credential, begun: date) -> bool:
    if (credential.kind, credential.level) != (given.kind, given.level):
        return False
    if credential.language and given.language and credential.language != given.language:
        return False
    return credential.awarded is None or credential.awarded >= begun


def record_results(
    training_class: TrainingClass, results: Mapping[Enrolment, Result], *,
    awarded: PartialDate | None, number: str = "", institution: str = "", by: Editor,
    at: datetime,
    seen: Mapping[int, str] | None = None, answer: Answer | None = None,
) -> Recorded:  # fmt: skip
    """Write the results of a class: the enrolments, and the credentials of whoever finished.

    These are kept as one batch. Who has the very credential already, or one that a result `takes`,
    is given no other. `awarded`, `number` and `institution` hold for whoever has no own; `seen` as
    in `set_state`. All in one transaction; raises Refused, with nothing written, when any is in
    other hands, in another class, in a state from which it does not follow or changed meanwhile,
    when a reason is missing, when a day is yet to come or before the class began, and when
    somebody was not born yet.
    """
    given = Given(awarded, institution, number)
    with recording(by=by, at=at, reason=f"Ghi kết quả lớp {training_class}") as scribe:
        fresh = scribe.hold(training_class)
        by_number = {enrolment.pk: result for enrolment, result in results.items()}
        every = held(scribe, results, seen)
        for enrolment in every:
            _require_result(enrolment, by_number[enrolment.pk], fresh)
        outcomes = outcomes_of(fresh, {e: by_number[e.pk] for e in every}, given)
        return _write(scribe, fresh, outcomes, given, answer)


def _require_result(enrolment: Enrolment, result: Result, training_class: TrainingClass) -> None:
    state, who = State(result.state), enrolment.person
    if enrolment.training_class_id != training_class.pk:
        raise Refused(f"Chưa ghi gì: {who} không còn ở lớp này, vừa được chuyển ở nơi khác.")
    may = FINISHING if state == State.FINISHED else _before(state)
    if state not in OUTCOMES or enrolment.state not in may:
        before = enrolment.get_state_display().lower()
        raise Refused(
            f"Chưa ghi gì: {who} đang ở trạng thái {before}, không ghi {state.label.lower()} được."
        )
    if state in State.with_reason() and not result.reason.strip():
        raise Refused(f"Chưa ghi gì: {who} {state.label.lower()} thì phải ghi lý do.")


def _before(state: Enrolment.State) -> list[str]:
    return [before for before, after in FOLLOWING.items() if state in after]


def _write(
    scribe: Scribe, fresh: TrainingClass, outcomes: Sequence[Outcome], given: Given,
    answer: Answer | None,
) -> Recorded:  # fmt: skip
    if not outcomes:
        raise Refused("Chưa ghi gì: chưa chọn kết quả của ai.")
    day = timezone.localdate(scribe.at)
    new = [o.step for o in outcomes if o.step and not o.step.recorded and not o.result.takes]
    require_born(new)
    _require_in_time(new, fresh, day)
    batch = _batch(scribe, fresh, given) if new else None
    written = write_steps(scribe, batch, new, answer) if batch else []
    numbers = {credential.person_id: credential.pk for credential in written}
    for outcome in outcomes:
        enrolment, result = outcome.enrolment, outcome.result
        enrolment.state, enrolment.reason = result.state, result.reason.strip()[:LONGEST_REASON]
        enrolment.since = (outcome.step and outcome.step.given.awarded) or day
        if outcome.step:
            enrolment.credential = numbers.get(enrolment.person_id) or _taken(outcome)
    write(scribe, [outcome.enrolment for outcome in outcomes])
    return Recorded(outcomes, batch, written)


def _require_in_time(steps: Sequence[Step], fresh: TrainingClass, today: date) -> None:
    """Raise Refused for an award before the class began, or yet to come."""
    begun, come = f"{fresh.starts:%d/%m/%Y}", f"{today:%d/%m/%Y}"
    days = [(str(step.person), step.given.awarded or today) for step in steps]
    if early := [who for who, day in days if day < fresh.starts]:
        raise Refused(f"Chưa ghi gì: ngày cấp trước ngày khai giảng ({begun}): {', '.join(early)}.")
    if to_come := [who for who, day in days if day > today]:
        raise Refused(f"Chưa ghi gì: ngày cấp ở tương lai (sau {come}): {', '.join(to_come)}.")


def _batch(scribe: Scribe, fresh: TrainingClass, given: Given) -> Batch:
    what = given.to(fresh)
    name = f"Kết quả lớp {fresh.name}, khai giảng {fresh.starts:%d/%m/%Y}: {what.told}"
    return keep(scribe, Batch.Kind.RESULTS, name, columns_kept(what, FACTS))


def _taken(outcome: Outcome) -> int:
    """Return the recorded credential that the result is; raises Refused where it is gone."""
    assert outcome.step
    same = [c.pk for c in outcome.alike if c.identity == outcome.step.given.identity]
    chosen = outcome.result.takes
    if chosen and chosen in [credential.pk for credential in outcome.alike]:
        return chosen
    if chosen or not same:
        raise Refused(
            f"Chưa ghi gì: văn bằng đã chọn của {outcome.enrolment.person} vừa được sửa hoặc xóa. "
            "Xem lại rồi ghi."
        )
    return same[0]
