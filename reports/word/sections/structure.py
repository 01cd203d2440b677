"""II.4. The structure of the workforce beside what clause I.2 of the resolution names."""

from collections.abc import Iterator

from reports.word import phrases
from reports.word.blocks import Block, Kind, paragraph, sentences
from reports.word.facts import Facts
from targets.covers import STAFF
from targets.figures import percentage
from targets.structure import MEASURES, STAFF_THEN, Measure

_TOLD = ("women", "under30", "under40", "minority", "party")


def structure(facts: Facts) -> Iterator[Block]:
    """Yield the paragraph; nothing where no staff is counted."""
    staff = facts.count(f"group {STAFF.code}")
    if not staff:
        return
    yield paragraph("Cơ cấu đội ngũ so với mục I.2 của Nghị quyết", kind=Kind.HEADING)
    told = [_measure(facts, MEASURES[code]) for code in _TOLD]
    yield sentences(_size(facts, staff), *told)


def _size(facts: Facts, staff: int) -> str:
    told = f"{STAFF.label} có {phrases.people(staff)}"
    if not facts.whole or facts.without:
        return f"{told}."
    since = phrases.change_of(staff - STAFF_THEN)
    then = phrases.people(STAFF_THEN)
    return f"{told}, {since} so với {then} nêu tại Nghị quyết."


def _measure(facts: Facts, measure: Measure) -> str:
    """Return a measure of the staff; "" where nobody is among whom it counts.

    Beside what the province had then stands the province's own change alone.
    """
    part = facts.count(f"{measure.code} {STAFF.code} part")
    whole = facts.count(f"{measure.code} {STAFF.code} whole")
    rate, then = percentage(part, whole), measure.rate_then
    if rate is None:
        return ""
    counted = f"{phrases.of(part, whole)} người" if measure.among else phrases.people(part)
    told = f"{measure.label}: {counted}, chiếm {phrases.percent(rate)}"
    if then is None or measure.then is None:
        return f"{told}."
    at_that_time = f"{phrases.people(measure.then)}, {phrases.percent(then)}"
    if not facts.whole:
        return f"{told} (toàn tỉnh khi ban hành Nghị quyết: {phrases.percent(then)})."
    return f"{told}, {phrases.change(rate - then)} (Nghị quyết: {at_that_time})."
