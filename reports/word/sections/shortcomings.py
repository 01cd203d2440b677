"""III. What falls short, from the figures; why, in the words of who knows.

The portal writes no cause of its own: what nobody has written stays open, with whose it is.
"""

from collections.abc import Iterator

from personnel.models import Unit
from reports.doubts import facts_in_words, of_facts
from reports.word import phrases
from reports.word.blocks import Block, Kind, Paragraph, left_open, paragraph
from reports.word.extremes import Extreme
from reports.word.facts import Facts
from reports.workbooks.annual.issuing import Issuer
from targets.figures import Verdict
from targets.rules import Criterion

from .written import written

FEWEST = 10  # units with fewer people covered are not told to lie furthest apart
OPEN_CAUSES = 3  # of so many criteria, the furthest, a cause is asked for


def shortcomings(facts: Facts) -> Iterator[Block]:
    """Yield what falls short, and the causes by criterion, then those of the whole."""
    yield paragraph("Hạn chế", kind=Kind.HEADING)
    told = [_failed(facts), _apart(facts), _unknown(facts), *_unconfirmed(facts)]
    found = [text for text in told if text]
    for text in found:
        yield paragraph(f"- {text}")
    if not found:
        yield paragraph("Số liệu không cho thấy chỉ tiêu nào chưa đạt hoặc còn thiếu thông tin.")
    yield paragraph("Nguyên nhân", kind=Kind.HEADING)
    for criterion in facts.by_gap:
        yield from _causes(facts, criterion)
    yield from written(facts, "causes", "nguyên nhân chung")


def _failed(facts: Facts) -> str:
    if not facts.failed:
        return ""
    everybody = [c for c in facts.failed if c.share and c.share.percent == 100]
    told = f"Còn {phrases.of(len(facts.failed), len(facts.judged))} chỉ tiêu chưa đạt"
    if everybody:
        told += f", trong đó {phrases.count(len(everybody))} chỉ tiêu yêu cầu 100% đối tượng"
    return f"{told}. Số còn thiếu của từng chỉ tiêu nêu tại Bảng 4."


def _apart(facts: Facts) -> str:
    """Return the criterion in which units of some size lie furthest apart."""
    apart = {c: ends for c in facts.judged if (ends := _ends_of_some_size(facts, c))}
    if not apart:
        return ""
    widest = max(apart, key=lambda c: apart[c][0].rate - apart[c][1].rate)
    highest, lowest = apart[widest]
    return (
        f"Chênh lệch giữa các đơn vị nhiều nhất ở chỉ tiêu {phrases.subject(widest)}: cao nhất là "
        f"{highest.text}, thấp nhất là {lowest.text}; chỉ so các đơn vị có từ {FEWEST} đối tượng "
        "trở lên."
    )


def _ends_of_some_size(facts: Facts, criterion: Criterion) -> tuple[Extreme, Extreme] | None:
    highest, lowest = facts.extremes(criterion, FEWEST)
    return (highest, lowest) if highest and lowest else None


def _unknown(facts: Facts) -> str:
    criteria = [c for c in facts.criteria if c.about_people and facts.figure(c).unknown]
    times = sum(facts.figure(criterion).unknown for criterion in criteria)
    if not times:
        return ""
    return (
        f"Còn {phrases.count(times)} lượt đối tượng chưa có thông tin về trình độ, bồi dưỡng ở "
        f"{phrases.count(len(criteria))} chỉ tiêu, không tính là đạt (một người có thể tính nhiều "
        "lượt)."
    )


def _unconfirmed(facts: Facts) -> Iterator[str]:
    """Yield, for each fact, how many communes have it not confirmed, and what hangs on it."""
    for fact in Unit.Fact:
        communes = of_facts(facts.report.doubted, {fact})
        resting = [c for c in facts.judged if fact in c.unit_facts]
        if communes and resting:
            told = (
                f"Có {phrases.count(len(communes))} đơn vị chưa xác nhận {facts_in_words({fact})}"
            )
            yield f"{told}, tạm tính theo hồ sơ; {_may_turn(facts, communes, resting)}."


def _may_turn(facts: Facts, communes: list[Unit], criteria: list[Criterion]) -> str:
    """Return whether confirming could turn a conclusion of the whole.

    It cannot where enough people outside of these communes are missing to fail it, or enough meet
    it to pass it, whatever comes out within them.
    """
    turning = [c for c in criteria if _could_turn(facts, communes, c)]
    if not turning:
        return "việc xác nhận không làm thay đổi kết luận nào"
    named = phrases.listed(phrases.subject(criterion) for criterion in turning)
    return f"việc xác nhận có thể làm thay đổi kết luận về {named}"


def _could_turn(facts: Facts, communes: list[Unit], criterion: Criterion) -> bool:
    share = criterion.share
    if share is None or share.percent != 100:
        return True
    within = sum(facts.figure(criterion, unit).unmet for unit in communes)
    passed = facts.verdict(criterion) == Verdict.PASS
    return passed or facts.figure(criterion).unmet == within


def _causes(facts: Facts, criterion: Criterion) -> Iterator[Paragraph]:
    """Yield what districts noted of a criterion that is not reached; whose note is missing."""
    notes = facts.written.of(criterion.code)
    silent = _silent(facts, criterion, {district.pk for district, _ in notes})
    if not notes and not silent:
        return
    head = f"- Về {phrases.subject(criterion)}: "
    told = "; ".join(_quoted(facts, district, note) for district, note in notes)
    about = phrases.upper(phrases.subject(criterion))
    missing = left_open("nguyên nhân", silent, about) if silent else ""
    yield paragraph(head, told, "; " if told and missing else "", missing, "" if missing else ".")


def _quoted(facts: Facts, district: Unit, note: str) -> str:
    words = " ".join(note.split()).rstrip(".")
    return f"{phrases.unit_named(district)}: {words}" if facts.whole else words


def _silent(facts: Facts, criterion: Criterion, told: set[int]) -> str:
    """Return the boards of the lowest units that noted nothing of one of the furthest criteria.

    Nobody once the figures stay as they are: so do the notes.
    """
    if facts.final or criterion not in facts.furthest[:OPEN_CAUSES]:
        return ""
    if not facts.whole:
        return "" if told else f"{facts.board} ghi"
    lowest = facts.extremes(criterion)[1]
    silent = [unit for unit in (lowest.units if lowest else []) if unit.pk not in told]
    boards = phrases.listed(Issuer.of(unit).name for unit in silent) if silent else ""
    return f"{boards} ghi trong báo cáo của đơn vị" if boards else ""
