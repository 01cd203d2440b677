"""What a person's page tells of learning: what was studied, what is, what is still to be learnt."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from personnel.models import Credential, Enrolment
from targets.rules import Horizon

from .needs.of_one import NeedsOfOne, needs_of


@dataclass(frozen=True)
class Studied:
    """An enrolment, and the credential that it became, if that is still recorded."""

    enrolment: Enrolment
    credential: Credential | None

    @property
    def when(self) -> str:
        """Since when it is in its state; of what was finished, as far as the award is known."""
        if self.enrolment.state != Enrolment.State.FINISHED:
            return f"{self.enrolment.since:%d/%m/%Y}"
        awarded = self.credential.awarded_shown if self.credential else ""
        return awarded or f"{self.enrolment.since.year}"


@dataclass(frozen=True)
class Learning:
    """What somebody studied and studies, the latest first, and what is still to be learnt."""

    studies: list[Studied]
    needs: NeedsOfOne


def learning_of(
    person: int, credentials: Iterable[Credential], horizon: Horizon, today: date
) -> Learning:
    """Return what is told of a person with these credentials; four queries at most.

    Whoever asks may see the person.
    """
    enrolments = list(Enrolment.objects.of_people([person]))
    by_number = {credential.pk: credential for credential in credentials}
    studies = [Studied(each, by_number.get(each.credential or 0)) for each in enrolments]
    return Learning(studies, needs_of(person, enrolments, horizon, today))
