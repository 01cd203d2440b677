"""I. How the report came about: who handed in, and who is counted."""

from collections.abc import Iterator, Sequence

from personnel.models import Title, Unit
from reports.word import phrases
from reports.word.blocks import Block, sentences
from reports.word.facts import Facts
from reports.word.told import Reporting
from targets.covers import STAFF

_KINDS = (Unit.Kind.COMMUNE, Unit.Kind.WARD, Unit.Kind.TOWNSHIP, Unit.Kind.SPECIAL_ZONE)


def situation(facts: Facts) -> Iterator[Block]:
    """Yield the paragraphs."""
    texts = [_handing_in(facts, facts.reporting)] if facts.reporting else []
    texts.append(_workforce(facts))
    for at, text in enumerate(texts, start=1):
        yield sentences(f"{at}." if len(texts) > 1 else "", *text)


def _handing_in(facts: Facts, reporting: Reporting) -> list[str]:
    handed_in = [*reporting.in_time, *(unit for unit, _ in reporting.late)]
    texts = [
        f"Kỳ báo cáo năm {facts.year} lấy số liệu đến ngày {facts.day}, hạn nộp ngày "
        f"{reporting.due:%d/%m/%Y}.",
        f"Có {len(handed_in)}/{reporting.expected} {reporting.named} đã nộp báo cáo"
        f"{_in_time(reporting)}.",
    ]
    texts.append(_absent(reporting.returned, "có báo cáo bị trả lại, chưa nộp lại"))
    texts.append(_absent(reporting.silent, "chưa nộp"))
    texts.append(_meanwhile(reporting))
    if reporting.idle:
        idle = phrases.upper(phrases.units_named(phrases.in_order(reporting.idle)))
        texts.append(f"{idle} không có đối tượng thống kê nên không phải nộp báo cáo.")
    return texts


def _in_time(reporting: Reporting) -> str:
    late = reporting.late
    if not late:
        return " đúng hạn" if reporting.in_time else ""
    named = phrases.listed(
        f"{phrases.unit_named(unit)} (ngày {day:%d/%m/%Y})" for unit, day in late
    )
    in_time = len(reporting.in_time)
    told = f", trong đó {phrases.count(in_time)} đơn vị nộp đúng hạn," if in_time else ", trong đó"
    return f"{told} {phrases.count(len(late))} đơn vị nộp muộn là {named}"


def _absent(units: Sequence[Unit], how: str) -> str:
    if not units:
        return ""
    named = phrases.units_named(phrases.in_order(units))
    return f"Còn {phrases.count(len(units))} đơn vị {how} là {named}."


def _meanwhile(reporting: Reporting) -> str:
    absent = len(reporting.silent) + len(reporting.returned)
    them = "đơn vị ấy" if absent == 1 else "các đơn vị ấy"
    if reporting.sealed:
        return f"Báo cáo này không có số liệu của {them}." if absent else ""
    with_them = f", gồm cả {them}" if absent else ""
    return f"Số liệu của bản dự thảo lấy từ hồ sơ hiện có{with_them}."


def _workforce(facts: Facts) -> list[str]:
    """Return how many people there are, in how many communes, and of which groups."""
    alone = facts.report.root.is_commune
    place = "Toàn tỉnh" if facts.whole else phrases.upper(facts.place)
    here = f"{place} có {_communes(facts)}"
    if facts.without:
        here = f"Các {facts.level} có báo cáo gồm {_communes(facts)}"
    if not facts.people:
        return [f"{place if alone else f'{here};'} chưa có ai giữ chức danh được tính."]
    people = f"{phrases.people(facts.people)}{_since(facts)}"
    counted = f"{place} có {people}" if alone else f"{here} với {people}"
    return [
        f"{counted}; trong đó có {_groups(facts)}.",
        "Người giữ nhiều chức danh được tính một lần, theo chức danh chính.",
    ]


def _communes(facts: Facts) -> str:
    day = facts.report.lens.day
    kinds = [Unit.Kind(unit.kind) for unit in facts.communes if unit.is_in_force(day)]
    told = [f"{phrases.count(kinds.count(kind))} {kind.label.lower()}" for kind in _KINDS
            if kind in kinds]  # fmt: skip
    number = f"{phrases.count(len(kinds))} đơn vị hành chính cấp xã"
    return f"{number} ({', '.join(told)})" if told else number


def _since(facts: Facts) -> str:
    before = facts.count_before("group all")
    if before is None:
        return ""
    return f", {phrases.change_of(facts.people - before)} so với ngày {facts.day_before}"


def _groups(facts: Facts) -> str:
    counts = {group: facts.count(f"group {group}") for group in Title.Group}
    labels = {Title.Group.COMMITTEE: "cấp ủy viên không thuộc các nhóm trên"}
    told = {
        group: f"{phrases.count(number)} {labels.get(group, phrases.lower(group.label))}"
        for group, number in counts.items()
        if number
    }
    staff = [told[group] for group in Title.Group if group in Title.STAFF and group in told]
    parts = [told[group] for group in told if group not in Title.STAFF]
    if staff:
        count = phrases.count(facts.count(f"group {STAFF.code}"))
        parts.insert(0, f"{count} {phrases.lower(STAFF.label)} ({', '.join(staff)})")
    return phrases.listed(parts)
