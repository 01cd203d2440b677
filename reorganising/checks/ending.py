"""The units that end, those of another province among them, and those that cannot stay behind."""

from __future__ import annotations

from collections.abc import Iterator

from personnel.models import Unit
from reorganising.fault import Fault

from .entries import is_higher
from .known import Known, is_code, twice


def ending_faults(known: Known) -> Iterator[Fault]:
    """Yield what is wrong with the units that end."""
    for code in twice(known.decreed.ends):
        yield Fault("ends_twice", f"{_first(known.named(code))} được ghi kết thúc hai lần.", code)
    for code in known.decreed.ends:
        if not is_code(code):
            yield Fault("ends_code", f"“{code}” trong danh sách kết thúc không phải mã đơn vị.")
    for code in sorted(known.ends):
        yield from _ending(known, code)
    yield from _left_behind(known)
    yield from _past(known)


def _ending(known: Known, code: str) -> Iterator[Fault]:
    if code in known.past:
        return
    unit = known.standing.get(code)
    if unit is None:
        yield Fault("ends_unknown", _unknown(known, code), code)
    elif unit.is_group:
        yield Fault("ends_group", f"{unit} ({code}) là nhóm đơn vị, văn bản không kết thúc.", code)
    elif unit.last_day is not None:
        yield Fault("ends_already", _ended(unit), code)
    elif unit.is_province and not any(e.unit.is_province for e in known.begins.values()):
        yield Fault("province_ends", f"{unit} kết thúc mà không có tỉnh nào bắt đầu.", code)


def _ended(unit: Unit) -> str:
    """Say of a unit that it ends anyway, and by which decree; one query."""
    told = f"{unit} ({unit.code}) đã hết hiệu lực ngày {unit.last_day:%d/%m/%Y}"
    change = unit.successions.select_related("decree").first()
    if change is None:
        return f"{told}."
    return f"{told} theo văn bản số {change.decree}. Phải hoàn tác văn bản ấy trước."


def _unknown(known: Known, code: str) -> str:
    """Say of a code that nothing bears on the eve what is known of it, and what may be meant."""
    eve = f"ngày {known.eve:%d/%m/%Y}"
    if rows := known.rows.get(code):
        told = ", ".join(f"{unit} {unit.period_shown}" for unit in rows)
        return f"Mã {code} không phải của đơn vị nào có hiệu lực {eve} ({told})."
    return (
        f"Không có đơn vị nào mang mã {code} có hiệu lực {eve}. Nếu là đơn vị của tỉnh được nhập "
        "vào, phải ghi đơn vị ấy trong mục “past”."
    )


def _left_behind(known: Known) -> Iterator[Fault]:
    """What stands right below a unit that ends cannot go on: it ends as well, or begins anew."""
    for code, unit in sorted(known.standing.items()):
        above = unit.above
        if above is None or unit.is_group or known.goes_on(code) is None:
            continue
        if above.code in known.ends and known.standing.get(above.code) == above:
            yield Fault(
                "left_behind",
                f"{unit} ({code}) giữ nguyên mà {above} ({above.code}), đơn vị cấp trên của đơn "
                "vị này, kết thúc. Đơn vị đổi đơn vị cấp trên phải kết thúc và bắt đầu lại.",
                code,
            )


def _past(known: Known) -> Iterator[Fault]:
    """Units of another province were never in force here, and all end on the eve."""
    provinces = [code for code, entry in known.past.items() if entry.unit.is_province]
    if len(provinces) > 1:
        told = ", ".join(sorted(provinces))
        yield Fault("past_provinces", f"Mục “past” có hơn một tỉnh: {told}.")
    if known.past and not provinces:
        yield Fault("past_no_province", "Mục “past” không có tỉnh của các đơn vị được nhập vào.")
    for code in twice(each.get("code") for each in known.decreed.past):
        yield Fault("past_twice", f"Mục “past” ghi {known.named(code)} hai lần.", code)
    for said in known.decreed.past:
        if not is_code(said.get("code")):
            yield Fault("past_code", f"Mục “past” có đơn vị không có mã: “{said.get('name', '')}”.")
    for code, entry in known.past.items():
        yield from entry.faults()
        for unit in known.rows.get(code, ()):
            yield Fault(
                "past_there",
                f"{entry.named} trong mục “past” trùng mã với {unit} ({unit.period_shown}) đã có.",
                code,
            )
        above = known.past.get(entry.above) if entry.above else None
        if entry.above and above is None:
            yield Fault(
                "past_parent",
                f"{entry.named} trực thuộc mã {entry.above}, không có trong mục “past”.",
                code,
            )
        elif above is not None and not is_higher(above.unit, entry.unit):
            yield Fault("past_parent", f"{entry.named} trực thuộc {above.named} cùng cấp.", code)
        if code not in known.ends and not entry.unit.is_province:
            yield Fault(
                "past_goes_on", f"{entry.named} có trong mục “past” mà không ghi kết thúc.", code
            )


def _first(told: str) -> str:
    return f"{told[0].upper()}{told[1:]}"
