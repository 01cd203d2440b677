"""How a report of the Party says numbers, changes, targets, units and criteria.

Only "đạt" and "chưa đạt" are said, by the verdict on exact counts; how near or how much better is
said in numbers alone.
"""

from collections.abc import Iterable, Sequence
from decimal import Decimal
from itertools import groupby

from personnel.models import Unit
from personnel.words.vietnamese import dotted, text_sort_key
from reports.conclusion import bare
from reports.workbooks.annual.issuing import place_of
from targets.figures import Figure, Share
from targets.rules import Criterion

NOTHING = "–"
_SHORT_KINDS = {Unit.Kind.CITY: "TP ", Unit.Kind.TOWN: "TX ", Unit.Kind.TOWNSHIP: "TT "}


def count(number: int) -> str:
    """Return a count within a sentence: 02, 11, 1.106."""
    return f"{number:02}" if 0 < number < 10 else dotted(number)


def people(number: int) -> str:
    """Return a count of people: "02 người"."""
    return f"{count(number)} người"


def decimal(number: Decimal) -> str:
    """Return a number with two decimals: "30,56"."""
    return f"{number:.2f}".replace(".", ",")


def percent(rate: Decimal | None) -> str:
    """Return a rate with its sign: "30,56%"; a dash where there is none."""
    return NOTHING if rate is None else f"{decimal(rate)}%"


def decimal_or_dash(rate: Decimal | None) -> str:
    """Return a rate as a column of percents has it."""
    return NOTHING if rate is None else decimal(rate)


def of(part: int, whole: int) -> str:
    """Return a part and its whole as they stand side by side: "800/1.913"."""
    return f"{dotted(part)}/{dotted(whole)}"


def signed(points: Decimal | None) -> str:
    """Return a change as a table has it: "+1,97"; a dash where there is none."""
    if points is None:
        return NOTHING
    return f"{'+' if points > 0 else ''}{decimal(points)}"


def change(points: Decimal | None) -> str:
    """Return a change of a rate in words; "" where last year has no rate."""
    if points is None:
        return ""
    if not points:
        return "không thay đổi"
    return f"{'tăng' if points > 0 else 'giảm'} {decimal(abs(points))} điểm phần trăm"


def change_of(number: int, counted: str = "người") -> str:
    """Return a change of a count in words: "giảm 15 người"."""
    if not number:
        return "không thay đổi"
    return f"{'tăng' if number > 0 else 'giảm'} {count(abs(number))} {counted}"


def target(share: Share | None) -> str:
    """Return a target in words: "100%", "từ 70%", "trên 50%"; monitored without a number."""
    if share is None:
        return "theo dõi"
    if share.strictly_more:
        return f"trên {share.percent}%"
    return "100%" if share.percent == 100 else f"từ {share.percent}%"


def listed(names: Iterable[str]) -> str:
    """Return "a, b và c"."""
    *most, last = names
    return f"{', '.join(most)} và {last}" if most else last


def lower(text: str) -> str:
    """Return a label within a sentence."""
    return f"{text[:1].lower()}{text[1:]}"


def upper(text: str) -> str:
    """Return a phrase at the start of a sentence."""
    return f"{text[:1].upper()}{text[1:]}"


def unit_named(unit: Unit) -> str:
    """Return a unit within a sentence: "thị xã Đức Phổ"."""
    return f"{Unit.Kind(unit.kind).label.lower()} {place_of(unit)}"


def units_named(units: Iterable[Unit]) -> str:
    """Return units within a sentence, neighbours of a kind together.

    "thành phố Quảng Ngãi, các huyện Ba Tơ và Sơn Hà".
    """
    grouped = [(kind, list(among)) for kind, among in groupby(units, key=lambda u: u.kind)]
    if len(grouped) == 1:
        return _of_a_kind(*grouped[0], last=True)
    return ", ".join(_of_a_kind(kind, among, last=False) for kind, among in grouped)


def _of_a_kind(kind: str, units: Sequence[Unit], *, last: bool) -> str:
    if len(units) == 1:
        return unit_named(units[0])
    places = [place_of(unit) for unit in units]
    named = listed(places) if last else ", ".join(places)
    return f"các {Unit.Kind(kind).label.lower()} {named}"


def unit_narrow(unit: Unit) -> str:
    """Return a unit as a narrow column has it: "Ba Tơ", "TX Đức Phổ"."""
    return f"{_SHORT_KINDS.get(Unit.Kind(unit.kind), '')}{place_of(unit)}"


def in_order(units: Iterable[Unit]) -> list[Unit]:
    """Return units by place, as the Vietnamese alphabet has it."""
    return sorted(units, key=lambda unit: text_sort_key(place_of(unit)))


def counted(criterion: Criterion) -> str:
    """Return what the figures of a criterion count."""
    return "người" if criterion.about_people else "hồ sơ"


def kinds(criterion: Criterion) -> str:
    """Return what a criterion looks at: "bồi dưỡng quản lý nhà nước"."""
    return criterion.kinds.replace(", ", " và ") or lower(criterion.label)


def subject(criterion: Criterion) -> str:
    """Return a criterion within a sentence: "bồi dưỡng quản lý nhà nước của công chức"."""
    if not criterion.about_people:
        return lower(criterion.label)
    return f"{kinds(criterion)} của {lower(criterion.cover.label)}"


def asked(criterion: Criterion) -> str:
    """Return what is asked; whom of, where the heading above does not say it."""
    if criterion.cover.section.mixed and criterion.about_people:
        return f"{criterion.cover.label} - {lower(criterion.label)}"
    return bare(criterion)


def missing(figure: Figure, criterion: Criterion) -> str:
    """Return how much is missing: "còn thiếu 02 người"."""
    return f"còn thiếu {count(figure.gap(criterion.share))} {counted(criterion)}"
