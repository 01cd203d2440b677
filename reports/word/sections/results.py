"""II.1 and II.2. How far the criteria are reached: the conclusion first, then each of them."""

from collections.abc import Iterable, Iterator
from datetime import date

from reports.comparing.bridge import Bridge
from reports.comparing.words import because
from reports.sections import columns
from reports.word import phrases
from reports.word.blocks import Block, Kind, Paragraph, Run, paragraph, sentences, strong
from reports.word.facts import Facts
from targets.figures import Verdict, percentage
from targets.rules import Criterion

from .tables import criteria_table

LETTERS = "abcdđeghi"
NEARLY = 10  # so few missing are told apart
FURTHEST = 3
MOST_STEPS = 3  # so many reasons of a change are told


def results(facts: Facts) -> Iterator[Block]:
    """Yield the conclusion with its table, and each criterion by section."""
    yield paragraph("Kết quả chung", kind=Kind.HEADING)
    yield _conclusion(facts)
    if facts.failed:
        yield _far_and_near(facts)
    yield from (_nobody_since(day, criteria) for day, criteria in facts.over.items())
    yield from (_read_otherwise(facts, criterion) for criterion in _turning(facts))
    if facts.people:
        yield _people(facts)
    yield from criteria_table(facts)
    since = f" (tăng, giảm so với {facts.since})" if facts.since else ""
    yield paragraph(f"Kết quả từng chỉ tiêu{since}", kind=Kind.HEADING)
    for letter, (section, criteria) in zip(LETTERS, columns(facts.criteria), strict=False):
        yield paragraph(f"{letter}) {section.label}", kind=Kind.GROUP)
        yield from (_criterion(facts, criterion) for criterion in criteria)


def _conclusion(facts: Facts) -> Paragraph:
    passed, judged = len(facts.passed), len(facts.judged)
    place = f"{facts.place} ({facts.without})" if facts.without else facts.place
    told: list[str | Run] = [f"Đến ngày {facts.day}, {place} ", *_reached(passed, judged)]
    told.append(f" có mục tiêu bằng số của năm {facts.report.lens.horizon.code}")
    if 0 < passed < judged:
        told.append(f"; {phrases.count(judged - passed)} chỉ tiêu chưa đạt")
    if facts.monitored:
        number = phrases.count(len(facts.monitored))
        told.append(f"; {number} chỉ tiêu Nghị quyết không nêu tỷ lệ nên chỉ theo dõi")
    if facts.before:
        told.append(f" (thời điểm {facts.day_before}: đạt {phrases.of(*facts.before)})")
    told.append(".")
    if passed > 0:
        named = (f"{phrases.subject(c)} ({phrases.percent(facts.rate(c))}, mục tiêu "
                 f"{phrases.target(c.share)})" for c in facts.passed)  # fmt: skip
        told.append(f" Chỉ tiêu đạt: {'; '.join(named)}.")
    return paragraph(*told)


def _reached(passed: int, judged: int) -> tuple[str | Run, ...]:
    if not judged:
        return ("không có đối tượng của chỉ tiêu nào",)
    if passed == judged:
        return (strong(f"đạt tất cả {phrases.count(judged)} chỉ tiêu"),)
    if not passed:
        return (strong(f"chưa đạt chỉ tiêu nào trong {phrases.count(judged)} chỉ tiêu"),)
    return ("đạt ", strong(f"{phrases.of(passed, judged)} chỉ tiêu"))


def _far_and_near(facts: Facts) -> Paragraph:
    texts = [f"Chỉ tiêu xa mục tiêu nhất: {_named(facts, facts.furthest[:FURTHEST])}."]
    near = [criterion for criterion in facts.failed if facts.gap(criterion) <= NEARLY]
    if near:
        number = phrases.count(len(near))
        texts.append(f"Có {number} chỉ tiêu còn thiếu không quá {NEARLY}: {_named(facts, near)}.")
    return sentences(*texts)


def _named(facts: Facts, criteria: Iterable[Criterion]) -> str:
    return "; ".join(
        f"{phrases.subject(c)} ({phrases.percent(facts.rate(c))}, "
        f"{phrases.missing(facts.figure(c), c)})"
        for c in criteria
    )


def _nobody_since(day: date, criteria: Iterable[Criterion]) -> Paragraph:
    named = "; ".join(phrases.subject(criterion) for criterion in criteria)
    return paragraph(f"Không còn đối tượng từ {day:%d/%m/%Y}: {named}.")


def _turning(facts: Facts) -> list[Criterion]:
    """Return the criteria of which another reading would turn the verdict."""
    return [c for c in facts.criteria if facts.report.otherwise(c)]


def _read_otherwise(facts: Facts, criterion: Criterion) -> Paragraph:
    passed = facts.verdict(criterion) == Verdict.PASS
    then = len(facts.passed) + (-1 if passed else 1)
    return paragraph(
        f"Nếu chỉ tiêu {phrases.subject(criterion)} {_other_reading(facts, criterion)}; khi đó "
        f"{facts.place} đạt {phrases.of(then, len(facts.judged))} chỉ tiêu."
    )


def _other_reading(facts: Facts, criterion: Criterion) -> str:
    """Return what the figure is, read otherwise; the criterion has such a reading."""
    other, figure = criterion.otherwise, facts.report.otherwise(criterion)
    if other is None or figure is None:
        raise LookupError(criterion)
    verdict = str(figure.verdict(other.share).label).lower()
    return (
        f"chỉ tính {phrases.lower(other.cover.label)} thì có "
        f"{phrases.of(figure.met, figure.covered)} {phrases.counted(other)} "
        f"({phrases.percent(figure.rate(other.share))}), {verdict} mục tiêu "
        f"{phrases.target(other.share)}"
    )


def _people(facts: Facts) -> Paragraph:
    unmet, whole = facts.count("together unmet"), facts.people
    rate = phrases.percent(percentage(unmet, whole))
    before = facts.count_before("together unmet")
    since = ""
    if before is not None:
        since = f", {phrases.change_of(unmet - before)} so với ngày {facts.day_before}"
    return paragraph(
        "Số người chưa đạt hoặc chưa có thông tin ở ít nhất một chỉ tiêu (không kể chỉ tiêu chỉ "
        f"theo dõi) là {phrases.of(unmet, whole)} người ({rate}){since}."
    )


def _criterion(facts: Facts, criterion: Criterion) -> Paragraph:
    figure, verdict = facts.figure(criterion), facts.verdict(criterion)
    told = [
        f"{phrases.of(figure.met, figure.covered)} {phrases.counted(criterion)}",
        phrases.percent(facts.rate(criterion)),
        phrases.change(facts.points(criterion)),
    ]
    result = ", ".join(filter(None, told))
    if verdict != Verdict.MONITOR:
        result += f"; {str(verdict.label).lower()}"
    if verdict == Verdict.FAIL:
        result += f", {phrases.missing(figure, criterion)}"
    wanted = f"mục tiêu {phrases.target(criterion.share)}" if criterion.judged else "theo dõi"
    head = f"- {phrases.asked(criterion)} ({wanted}):"
    return sentences(head, f"{result}.", _why(facts, criterion), *_beside(facts, criterion))


def _why(facts: Facts, criterion: Criterion) -> str:
    """Return through whom the figure has changed, where the steps come to it exactly."""
    bridge = facts.bridges.get(criterion.code)
    why = because(bridge, MOST_STEPS) if bridge and _is_told(facts, bridge) else ""
    return f"Lý do tăng, giảm: {why}." if why else ""


def _is_told(facts: Facts, bridge: Bridge) -> bool:
    """Whether a bridge leads to the figure that is told here, from the one of last year."""
    here, then = facts.figure(bridge.criterion), facts.report.figure_before(bridge.criterion)
    return (bridge.before, bridge.after) == (then, here)


def _beside(facts: Facts, criterion: Criterion) -> Iterator[str]:
    """Yield what stands beside a figure: its best and weakest units, how its clause is read."""
    if criterion.judged:
        yield _ends(facts, criterion)
    if not criterion.about_people:
        yield _each_commune(facts, criterion)
    elif facts.report.otherwise(criterion):
        yield f"Nếu {_other_reading(facts, criterion)}."
    elif criterion.judged and criterion.reading:
        yield criterion.reading


def _ends(facts: Facts, criterion: Criterion) -> str:
    ends = zip(("cao nhất", "thấp nhất"), facts.extremes(criterion), strict=True)
    told = [f"{which}: {end.text}" for which, end in ends if end]
    return f"{phrases.upper('; '.join(told))}." if told else ""


def _each_commune(facts: Facts, criterion: Criterion) -> str:
    """Return how many communes reach the share of dossiers each for itself."""
    figures = [facts.figure(criterion, unit) for unit in facts.communes]
    known = [figure for figure in figures if figure.covered]
    reached = sum(figure.verdict(criterion.share) == Verdict.PASS for figure in known)
    silent = len(figures) - len(known)
    none = f"; {phrases.count(silent)} đơn vị chưa có số liệu" if silent else ""
    return (
        f"Tính riêng từng đơn vị, {phrases.of(reached, len(known))} {facts.communes_named} đạt mức "
        f"{phrases.target(criterion.share)}{none}."
    )
