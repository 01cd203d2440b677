"""Who follows whom: every commune that ends leads to one that begins, by default to one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from reorganising.fault import Fault

from .known import Known


def following_faults(known: Known) -> Iterator[Fault]:
    """Yield what is wrong with the successors of what ends."""
    after: dict[str, list[tuple[str, bool]]] = defaultdict(list)
    for old, new, default in known.decreed.changes:
        after[str(old)].append((str(new), bool(default)))
    for old, new, _ in known.decreed.changes:
        yield from _old(known, str(old), str(new))
        yield from _new(known, str(old), str(new))
    for code, successors in sorted(after.items()):
        yield from _defaults(known, code, successors)
    for code in sorted(known.ends):
        unit = known.old(code)
        if unit and unit.is_commune and code not in after:
            yield Fault(
                "no_successor",
                f"{known.named(code)} kết thúc mà không ghi chuyển sang đơn vị nào.",
                code,
            )


def _old(known: Known, old: str, new: str) -> Iterator[Fault]:
    if old in known.ends:
        return
    if known.goes_on(old):
        told = f"{known.named(old)} được ghi chuyển sang mã {new} mà không ghi kết thúc."
        yield Fault("change_of_going_on", told, old)
    else:
        told = f"Mã {old} được ghi chuyển sang mã {new} mà không có trong danh sách kết thúc."
        yield Fault("change_unknown", told, old)


def _new(known: Known, old: str, new: str) -> Iterator[Fault]:
    entry = known.begins.get(new)
    if entry is None:
        yield Fault("successor_unknown", _not_begun(known, old, new), old)
        return
    unit = known.old(old)
    if unit and unit.is_commune and not entry.unit.is_commune:
        told = (
            f"{known.named(old)} là đơn vị cấp xã mà chuyển sang {entry.named}, không phải cấp xã."
        )
        yield Fault("successor_level", told, old)


def _not_begun(known: Known, old: str, new: str) -> str:
    told = f"{known.named(old)} chuyển sang"
    if known.goes_on(new):
        return (
            f"{told} {known.named(new)}, là đơn vị giữ nguyên. Đơn vị nhận thêm địa bàn phải kết "
            "thúc và bắt đầu lại, cùng mã nếu mã không đổi."
        )
    return f"{told} mã {new}, không phải đơn vị bắt đầu ngày {known.decreed.day:%d/%m/%Y}."


def _defaults(known: Known, code: str, successors: list[tuple[str, bool]]) -> Iterator[Fault]:
    named = known.named(code)
    new = [successor for successor, _ in successors]
    for twice in sorted({each for each in new if new.count(each) > 1}):
        yield Fault("change_twice", f"{named} được ghi chuyển sang mã {twice} hai lần.", code)
    default = {successor for successor, is_default in successors if is_default}
    if not default:
        told = f"{named} chuyển sang {', '.join(new)} mà không ghi đơn vị mặc định."
        yield Fault("no_default", told, code)
    elif len(default) > 1:
        told = f"{named} có {len(default)} đơn vị mặc định: {', '.join(sorted(default))}."
        yield Fault("two_defaults", told, code)
