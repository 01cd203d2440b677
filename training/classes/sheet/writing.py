"""What a file tells of a class, written: results and other states, all or nothing."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import datetime

from django.db import transaction

from personnel.doubts.asking import Answer
from personnel.models import Enrolment, TrainingClass
from personnel.scope import Editor
from personnel.studying.results import Recorded, Result, record_results
from personnel.studying.states import set_state
from personnel.words.partial_dates import PartialDate

from .deeds import Deed


def results_of(
    deeds: Sequence[Deed], takes: Mapping[int, int | None] | None = None
) -> dict[Enrolment, Result]:
    """Return the results among deeds; `takes` says which recorded credential somebody's is."""
    takes = takes or {}
    return {
        d.enrolment: Result(d.state, d.reason, d.number, d.day, takes.get(d.enrolment.pk))
        for d in deeds
        if d.is_result
    }


def write_deeds(
    training_class: TrainingClass, deeds: Sequence[Deed], *, awarded: PartialDate,
    institution: str = "", takes: Mapping[int, int | None] | None = None, by: Editor,
    at: datetime, answer: Answer | None = None,
) -> Recorded | None:  # fmt: skip
    """Write what a file tells; returns what became of the results, None where there are none.

    All in one transaction: raises Refused, with nothing written, for whatever stands in the way
    of results (`record_results`) or of states (`set_state`).
    """
    seen = {deed.enrolment.pk: deed.seen for deed in deeds}
    done = None
    with transaction.atomic():
        if results := results_of(deeds, takes):
            done = record_results(
                training_class, results, awarded=awarded, institution=institution, seen=seen,
                by=by, at=at, answer=answer,
            )  # fmt: skip
        for (state, reason), some in _by_state(deeds).items():
            set_state(some, state, reason=reason, seen=seen, by=by, at=at)
    return done


def _by_state(deeds: Sequence[Deed]) -> Mapping[tuple[str, str], list[Enrolment]]:
    found: defaultdict[tuple[str, str], list[Enrolment]] = defaultdict(list)
    for deed in deeds:
        if not deed.is_result:
            found[deed.state, deed.reason].append(deed.enrolment)
    return found
