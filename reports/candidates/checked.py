"""What is found of one candidate: the targets that would cover them, and what is asked besides."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from personnel.models import Person, PersonQuerySet
from targets.explaining import Explanation, Line, explain, explain_typed
from targets.figures import Outcome

from .asked import Asked
from .facts import Known
from .findings import NOTHING_SAID, Answers, Finding, Verdict, findings
from .forms import TypedForm


@dataclass(frozen=True)
class Counts:
    """How many targets with a number are met, missed, or not known of somebody."""

    met: int
    short: int
    unknown: int

    @classmethod
    def of(cls, outcomes: Iterable[Outcome]) -> Counts:
        """Count the outcomes of such targets."""
        found = list(outcomes)
        return cls(*(found.count(each) for each in (Outcome.MET, Outcome.SHORT, Outcome.UNKNOWN)))

    @property
    def covered(self) -> int:
        """How many there are."""
        return self.met + self.short + self.unknown

    @property
    def unmet(self) -> int:
        """How many are not met, as far as is known."""
        return self.short + self.unknown

    @property
    def told(self) -> str:
        """The counts in words: "đạt 5/7 chỉ tiêu, 1 chưa đạt, 1 chưa có thông tin"."""
        if not self.covered:
            return "không thuộc đối tượng của chỉ tiêu nào có tỷ lệ"
        parts = [f"đạt {self.met}/{self.covered} chỉ tiêu"]
        parts += [f"{self.short} chưa đạt"] if self.short else []
        parts += [f"{self.unknown} chưa có thông tin"] if self.unknown else []
        return ", ".join(parts)


@dataclass(frozen=True)
class Checked:
    """All that is found of one candidate."""

    explanation: Explanation
    findings: list[Finding]

    @property
    def lines(self) -> list[Line]:
        """The criteria that would cover them, in order."""
        return self.explanation.covered

    @property
    def counts(self) -> Counts:
        """How many targets are met; those without a number are only followed."""
        return Counts.of(line.outcome for line in self.lines if line.criterion.judged)

    @property
    def troubles(self) -> list[Finding]:
        """What of the rest is not met or to be weighed."""
        return self._of(Verdict.FAILED, Verdict.NOTED)

    @property
    def unknown(self) -> list[Finding]:
        """What of the rest is not known."""
        return self._of(Verdict.UNKNOWN)

    def _of(self, *states: Verdict) -> list[Finding]:
        return [found for found in self.findings if found.state in states]

    @property
    def told(self) -> str:
        """The whole in one sentence."""
        counts = self.counts.told
        parts = [f"{counts[0].upper()}{counts[1:]}"]
        for state in (Verdict.FAILED, Verdict.NOTED, Verdict.UNKNOWN):
            among = [_lower(found.label) for found in self._of(state)]
            parts += [f"{state.label.lower()}: {', '.join(among)}"] if among else []
        return f"{'; '.join(parts)}."


def check(
    asked: Asked, people: PersonQuerySet, person: Person, answers: Answers = NOTHING_SAID
) -> Checked | None:
    """Check one of `people`, whose record is read; None where nothing is chosen yet.

    By a day to come with what they are expected to be awarded; that they may have left by then is
    told beside.
    """
    supposed, lens = asked.supposed, asked.lens
    if supposed is None:
        return None
    ahead = replace(lens.ahead, left=False) if lens.ahead else None
    told = explain(people, person.pk, lens.day, lens.criteria, ahead, supposed)
    case = Known.of(supposed, lens.day, asked.user, [person.pk]).case(person, answers)
    return Checked(told, findings(case)) if told else None


def check_typed(asked: Asked, form: TypedForm) -> Checked | None:
    """Check whoever was typed into a valid form; nothing is stored."""
    supposed, lens = asked.supposed, asked.lens
    if supposed is None:
        return None
    told = explain_typed(form.someone, supposed, lens.day, lens.criteria)
    return Checked(told, findings(form.case(supposed.title, supposed.unit, lens.day)))


def _lower(label: str) -> str:
    return f"{label[0].lower()}{label[1:]}"
