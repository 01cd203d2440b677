"""Movements of the year, and women, young and minority people among those newly appointed."""

from collections.abc import Iterator

from personnel.models import Title
from personnel.words.vietnamese import dotted
from reports.word import phrases
from reports.word.blocks import Block, Column, Kind, Paragraph, Row, Table, paragraph, sentences
from reports.word.facts import Facts
from reports.workforce import GROUP_LABELS
from reports.yearly.moved import Column as Way
from reports.yearly.moved import How, Moved, New, count
from reports.yearly.movements import moved_told
from reports.yearly.told import Told
from targets.figures import percentage

from .tables import caption

_COLUMNS = (
    Column("TT", 7, "center"), Column("Nhóm chức danh", 46, "left"), Column("Người mới", 15),
    Column("Nữ", 13), Column("Tỷ lệ (%)", 15), Column("Dưới 40 tuổi", 15),
    Column("Tỷ lệ (%)", 15), Column("Dân tộc thiểu số", 15), Column("Tỷ lệ (%)", 15),
    Column("Chưa ghi dân tộc", 15),
)  # fmt: skip
_GROUPS = tuple(group for group in Title.Group.values if group != Title.Group.COMMITTEE)


def movements(facts: Facts) -> Iterator[Block]:
    """Yield who was moved each way and on what basis, and whom the year brought, if anybody."""
    report = facts.report
    told, new = report.told("movements"), report.told("appointed")
    moved = moved_told(told)
    if not moved and not new and not told.unknown:
        return
    title = f"Luân chuyển, điều động, biệt phái và người mới năm {facts.year}"
    yield paragraph(title, kind=Kind.HEADING)
    if told.unknown:
        named = [unit for unit in report.source.units if unit.pk in told.unknown]
        who = phrases.units_named(phrases.in_order(named))
        yield paragraph(f"Không kể {who}: báo cáo nộp chưa có nội dung này.")
    if moved or new:
        yield _moved(facts, moved)
    if new.count(New.NEW):
        yield from _appointed(facts, new)


def _moved(facts: Facts, moved: list[Moved]) -> Paragraph:
    inside = facts.report.inside(facts.report.root)
    number = {way: count(moved, way, inside) for way in Way}
    if not any(number[way] for way in (Way.DOWN, Way.ACROSS, Way.GONE, Way.UP)):
        first = "Trong năm, chưa ghi nhận lượt luân chuyển, điều động, biệt phái nào."
    else:
        down = _on_bases(moved, Way.DOWN, inside)
        across = _on_bases(moved, Way.ACROSS, inside)
        out = f", {_turns(number[Way.GONE])} sang xã ngoài phạm vi" if number[Way.GONE] else ""
        first = (
            f"Trong năm, {_turns(number[Way.DOWN])} từ cấp trên về công tác ở cấp xã{down}; "
            f"{_turns(number[Way.ACROSS])} ngang giữa các đơn vị cấp xã{across}{out}; "
            f"{_turns(number[Way.UP])} lên công tác ở cơ quan cấp huyện, cấp tỉnh."
        )
    return sentences(first, _unclear(number))


def _on_bases(moved: list[Moved], way: Way, inside: frozenset[int]) -> str:
    parts = [
        f"{phrases.lower(str(how.label))} {phrases.count(number)}"
        for how in How
        if (number := count(moved, way, inside, how=how))
    ]
    return f" ({', '.join(parts)})" if parts else ""


def _turns(number: int) -> str:
    return f"{phrases.count(number)} lượt"


def _unclear(number: dict[Way, int]) -> str:
    """Return what the records do not tell; "" where they tell everything."""
    told = {
        Way.UNCLEAR: "luân chuyển, điều động, biệt phái chưa rõ từ đâu đến",
        Way.AWAY: "chuyển công tác chưa rõ nơi đến",
        Way.UNSAID: "bắt đầu giữ chức danh chưa ghi hình thức",
    }
    parts = [f"{_turns(number[way])} {what}" for way, what in told.items() if number[way]]
    return f"Còn {phrases.listed(parts)}." if parts else ""


def _appointed(facts: Facts, new: Told) -> Iterator[Block]:
    whole = new.count(New.NEW)
    told = (
        f"{label} {phrases.people(new.count(code))}, "
        f"{phrases.percent(percentage(new.count(code), whole))}"
        for code, label in (
            (New.WOMEN, "nữ"), (New.YOUNG, "dưới 40 tuổi"), (New.MINORITY, "dân tộc thiểu số"),
        )
    )  # fmt: skip
    area, minority = new.count(New.AREA), new.count(New.AREA_MINORITY)
    in_area = (
        f"Ở vùng đồng bào dân tộc thiểu số, người dân tộc thiểu số là "
        f"{phrases.of(minority, area)} người mới, {phrases.percent(percentage(minority, area))}."
        if area
        else ""
    )
    unknown = new.count(New.UNKNOWN)
    yield sentences(
        f"Có {phrases.people(whole)} lần đầu được bầu, bổ nhiệm, tuyển dụng vào một nhóm chức "
        f"danh ({'; '.join(told)}).",
        in_area,
        f"Còn {phrases.people(unknown)} chưa ghi dân tộc." if unknown else "",
    )
    yield from caption(
        f"Người mới được bầu, bổ nhiệm, tuyển dụng năm {facts.year}", "đơn vị tính: người"
    )
    rows = [
        _row(str(at), GROUP_LABELS[group], new, group) for at, group in enumerate(_GROUPS, start=1)
    ]
    yield Table(_COLUMNS, [*rows, _row("", "Tổng số", new)], size=9, margin=0.5)


def _row(ordinal: str, label: str, new: Told, group: str = "") -> Row:
    whole = new.count(New.NEW, group=group)
    cells = [dotted(whole)]
    for code in (New.WOMEN, New.YOUNG, New.MINORITY):
        part = new.count(code, group=group)
        cells += [dotted(part), phrases.decimal_or_dash(percentage(part, whole))]
    cells.append(dotted(new.count(New.UNKNOWN, group=group)))
    return Row([ordinal, label, *cells], strong=not group)
