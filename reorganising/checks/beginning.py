"""The units that begin: their codes, and what they stand right below."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from reorganising.fault import Fault

from .entries import Entry, is_higher
from .known import Known, is_code, twice


def beginning_faults(known: Known) -> Iterator[Fault]:
    """Yield what is wrong with the units that begin."""
    for code in twice(each.get("code") for each in known.decreed.begins):
        yield Fault("begins_twice", f"Mã {code} được ghi bắt đầu hai lần.", code)
    for said in known.decreed.begins:
        if not is_code(said.get("code")):
            yield Fault("begins_code", f"Có đơn vị bắt đầu không có mã: “{said.get('name', '')}”.")
    for entry in known.begins.values():
        yield from entry.faults()
        yield from _free(known, entry)
        yield from _province(known, entry) if entry.unit.is_province else _below(known, entry)


def _free(known: Known, entry: Entry) -> Iterator[Fault]:
    """No other unit bears the code on the day or after it."""
    for unit in known.rows.get(entry.code, ()):
        ends_now = entry.code in known.ends and unit == known.standing.get(entry.code)
        if not ends_now and unit.span[1] >= known.decreed.day:
            yield Fault(
                "code_in_use",
                f"{entry.named} bắt đầu với mã của {unit} ({unit.period_shown}). Đơn vị ấy phải "
                "kết thúc trước.",
                entry.code,
            )


def _province(known: Known, entry: Entry) -> Iterator[Fault]:
    """A province begins in the place of the one that ends: there is always one."""
    if entry.above:
        yield Fault("parent_of_province", f"{entry.named} là tỉnh, không trực thuộc đơn vị nào.")
    going_on = [u for u in known.standing.values() if u.is_province and known.goes_on(u.code)]
    for unit in going_on:
        told = f"{entry.named} bắt đầu mà {unit} ({unit.code}) không kết thúc."
        yield Fault("two_provinces", told, entry.code)
    others = [each for each in known.begins.values() if each.unit.is_province]
    if others[0] is not entry:
        told = f"{entry.named} bắt đầu cùng với {others[0].named}: chỉ có một tỉnh."
        yield Fault("two_provinces", told, entry.code)


def _below(known: Known, entry: Entry) -> Iterator[Fault]:
    """A unit stands right below one of a higher level that is in force as long as it is."""
    if entry.above is None:
        return
    begun, going_on = known.begins.get(entry.above), known.goes_on(entry.above)
    above = begun.unit if begun else going_on
    if above is None:
        yield Fault("parent_unknown", f"{entry.named} {_not_there(known, entry.above)}", entry.code)
    elif above.is_group:
        told = f"{entry.named} trực thuộc {above}, một nhóm đơn vị, không phải đơn vị cấp trên."
        yield Fault("parent_group", told, entry.code)
    elif not is_higher(above, entry.unit):
        told = f"{entry.named} trực thuộc {above.name} ({above.code}), không phải đơn vị cấp trên."
        yield Fault("parent_not_higher", told, entry.code)
    elif above.span[1] < date.max:
        told = f"{entry.named} trực thuộc {above}, chỉ có hiệu lực đến {above.last_day:%d/%m/%Y}."
        yield Fault("parent_ends", told, entry.code)


def _not_there(known: Known, code: str) -> str:
    day = f"ngày {known.decreed.day:%d/%m/%Y}"
    if code in known.ends:
        return f"trực thuộc {known.named(code)}, là đơn vị kết thúc."
    return f"trực thuộc mã {code}, không phải của đơn vị nào có hiệu lực {day}."
