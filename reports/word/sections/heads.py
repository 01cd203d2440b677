"""Heads of communes: two terms in one locality, and who is not of it (III.4)."""

from collections.abc import Iterator

from personnel.reading.terms_of_heads import State
from reports.word import phrases
from reports.word.blocks import Block, Kind, paragraph, sentences
from reports.word.facts import Facts
from reports.yearly.heads import ACTING, HELD, LOCAL, NOT_LOCAL, SHARED, UNSAID, VACANT, Heads


def heads(facts: Facts) -> Iterator[Block]:
    """Yield how many are at two terms and in how many communes the head is not local."""
    told = facts.report.told("heads")
    if not told and not told.unknown:
        return
    yield paragraph("Người đứng đầu cấp xã", kind=Kind.HEADING)
    if told.unknown:
        named = [unit for unit in facts.report.source.units if unit.pk in told.unknown]
        who = phrases.units_named(phrases.in_order(named))
        yield paragraph(f"Không kể {who}: báo cáo nộp chưa có nội dung này.")
    if told:
        found = Heads(told)
        yield sentences(_terms(facts, found))
        for title, name in found.titles:
            yield sentences(_local(found, title, name), *_else(found, title))


def _terms(facts: Facts, heads: Heads) -> str:
    """Return how many people lead a locality for two terms or nearly, both titles added."""
    full, near = (heads.people(state) for state in (State.FULL, State.NEAR))
    there = f"có {phrases.people(full)}" if full else "chưa có người nào"
    nearly = f"; {phrases.people(near)} sắp đủ (từ 08 năm)" if near else ""
    unknown = heads.people(State.UNKNOWN)
    more = f"; {phrases.people(unknown)} chưa rõ thời gian" if unknown else ""
    return (
        f"Tính đến ngày {facts.day}, {there} đã đủ hoặc quá 02 nhiệm kỳ (từ 10 năm) làm người đứng "
        "đầu trong cùng một địa phương, kể cả thời gian giữ hai chức danh cộng lại"
        f"{nearly}{more}."
    )


def _local(heads: Heads, title: str, name: str) -> str:
    """Return in how many communes a title is held by somebody who is not of the locality."""
    held = heads.count(title, HELD)
    if not held:
        return f"{name}: chưa có đơn vị nào có người giữ."
    rest = [
        f"{phrases.count(number)} đơn vị {words}"
        for what, words in ((LOCAL, "bố trí người địa phương"), (UNSAID, "chưa rõ"))
        if (number := heads.count(title, what))
    ]
    others = f"; {', '.join(rest)}" if rest else ""
    return (
        f"{name}: {phrases.of(heads.count(title, NOT_LOCAL), held)} đơn vị có người giữ bố trí "
        f"không phải người địa phương ({phrases.percent(heads.share(title))}){others}."
    )


def _else(heads: Heads, title: str) -> Iterator[str]:
    """Yield where a title is vacant or shared, and how many act in it."""
    told = [
        f"{phrases.count(number)} {words}"
        for what, words in (
            (VACANT, "đơn vị trống"),
            (SHARED, "đơn vị có hơn một người giữ"),
            (ACTING, "người giữ quyền, phụ trách"),
        )
        if (number := heads.count(title, what))
    ]
    if told:
        yield f"Có {', '.join(told)}."
