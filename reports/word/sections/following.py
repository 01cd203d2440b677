"""I. What committees did to carry the resolution out: programmes, reviews, inspections (IV)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from personnel.models import Unit
from personnel.words.units import kinds_told
from reports.word import phrases
from reports.word.blocks import Block, paragraph, sentences, strong
from reports.word.facts import Facts
from reports.yearly import committees
from reports.yearly.committees import State
from reports.yearly.following import (
    NAME,
    TheAct,
    TheInspection,
    acts,
    beside,
    inspections,
)

MOST = 20  # so many units are named; all stand in the sheet
PROGRAMME, REVIEW = committees.OWED
_DONE = {
    PROGRAMME: "ban hành chương trình hành động, kế hoạch thực hiện Nghị quyết",
    REVIEW: "sơ kết việc thực hiện Nghị quyết năm {year}",
}


def following(facts: Facts) -> Iterator[Block]:
    """Yield who has a programme and a review and who was late, then what was inspected."""
    told = facts.report.told(NAME)
    if not told and not told.unknown:
        return
    # The paragraphs before it are numbered where they are two.
    number = "3. " if facts.reporting else ""
    yield paragraph(strong(f"{number}Tổ chức thực hiện Nghị quyết"))
    if told.unknown:
        named = [unit for unit in facts.report.source.units if unit.pk in told.unknown]
        who = phrases.units_named(phrases.in_order(named))
        yield paragraph(f"Không kể {who}: báo cáo nộp chưa có nội dung này.")
    units = {unit.pk: unit for unit in (facts.report.root, *facts.report.source.units)}
    for kind in committees.OWED:
        if found := [act for act in acts(told, kind) if act.unit in units]:
            yield _told(facts, kind, found, units)
    if communes := beside(told, PROGRAMME):
        text = f"Ngoài ra, {phrases.count(communes)} đơn vị cấp xã đã {_DONE[PROGRAMME]}."
        yield paragraph(text)
    yield from _inspected(facts, [e for e in inspections(told) if e.unit in units], units)


def _told(facts: Facts, kind: str, found: Sequence[TheAct], units: dict[int, Unit]) -> Block:
    done = _DONE[committees.Kind(kind)].replace("{year}", str(facts.year))
    if len(found) == 1 and not facts.whole:
        return paragraph(_of_one(found[0], done, units[found[0].unit]))
    there = [act for act in found if act.is_there]
    kinds = kinds_told(units[act.unit].kind for act in found)
    late = [act for act in there if act.state == State.LATE]
    over = [act for act in found if act.state == State.OVERDUE]
    missing = [act for act in found if act.state == State.MISSING]
    return sentences(
        f"Có {phrases.of(len(there), len(found))} {kinds} đã {done}.",
        _named("chậm hạn", late, units),
        _named("đã quá hạn mà chưa thực hiện", over, units),
        _named("chưa thực hiện", missing, units),
    )


def _of_one(act: TheAct, done: str, unit: Unit) -> str:
    named = phrases.upper(phrases.unit_named(unit))
    due = f"hạn ngày {act.due:%d/%m/%Y}" if act.due else ""
    if act.day is None:
        over = f", đã quá {due}" if act.state == State.OVERDUE else ""
        return f"{named} chưa {done}{over}."
    late = f", chậm so với {due}" if act.state == State.LATE else ""
    return f"{named} đã {done} (số {act.number}, ngày {act.day:%d/%m/%Y}){late}."


def _named(how: str, found: Sequence[TheAct], units: dict[int, Unit]) -> str:
    if not found:
        return ""
    number = f"{phrases.count(len(found))} đơn vị {how}"
    if len(found) > MOST:
        return f"Có {number}."
    named = phrases.units_named(phrases.in_order(units[act.unit] for act in found))
    return f"Có {number}: {named}."


def _inspected(
    facts: Facts, found: Sequence[TheInspection], units: dict[int, Unit]
) -> Iterator[Block]:
    if not found:
        if facts.whole:
            yield paragraph(
                "Trong năm chưa ghi nhận cuộc kiểm tra, giám sát nào về việc thực hiện Nghị quyết."
            )
        return
    where = {each.unit for each in found}
    yield paragraph(
        f"Trong năm có {phrases.count(len(found))} cuộc kiểm tra, giám sát việc thực hiện Nghị "
        f"quyết tại {phrases.count(len(where))} đơn vị:"
    )
    for each in found:
        yield paragraph(f"- {_inspection(each, units[each.unit])}")


def _inspection(each: TheInspection, unit: Unit) -> str:
    number = f"số {each.number}, " if each.number else ""
    by = f", {each.issuer}" if each.issuer else ""
    remedied = each.remedied.rstrip(". ") or "chưa ghi kết quả"
    return (
        f"{phrases.upper(phrases.unit_named(unit))} ({number}ngày {each.day:%d/%m/%Y}{by}): "
        f"{each.summary.rstrip('. ')}. Khắc phục: {phrases.lower(remedied)}."
    )
