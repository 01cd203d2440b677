"""What came of a decree, in lines for whoever runs a command."""

from __future__ import annotations

from collections.abc import Iterator

from personnel.words.vietnamese import dotted

from .invariants import NAMES
from .results import Applied, Undone


def applied_lines(applied: Applied, *, dry_run: bool = False) -> Iterator[str]:
    """Yield what was written of a decree; of a dry run what would be."""
    named = f"văn bản số {applied.number}, từ ngày {applied.day:%d/%m/%Y}"
    if applied.already:
        yield f"Văn bản số {applied.number} đã được áp dụng trước đó; không ghi gì thêm."
    elif dry_run:
        yield f"Áp dụng thử {named}; không ghi gì."
    else:
        yield f"Đã áp dụng {named}."
    yield f"Đơn vị kết thúc: {dotted(applied.ended)}; đơn vị bắt đầu: {dotted(applied.begun)}."
    if applied.groups:
        yield f"Nhóm đơn vị giữ địa bàn cũ: {dotted(applied.groups)}."
    rights = applied.rights
    yield (
        f"Quyền hết hiệu lực: {rights['ended']}; chuyển tiếp: {rights['carried']}; "
        f"chờ xác nhận: {rights['asked']}."
    )
    if applied.sent:
        yield f"Người không theo đơn vị mặc định: {dotted(applied.sent)}."
    yield f"Người tại các đơn vị bắt đầu: {dotted(sum(applied.people.values()))}."
    yield from (f"  {code}: {dotted(people)}" for code, people in applied.people.items())
    for name, holds in applied.invariants.items():
        yield f"{NAMES.get(name, name)}: {'đúng' if holds else 'KHÔNG ĐÚNG'}."


def undone_line(undone: Undone) -> str:
    """Return what was taken back of a decree."""
    if undone.already:
        return f"Không có văn bản số {undone.number} đã áp dụng; không có gì phải hoàn tác."
    return (
        f"Đã hoàn tác văn bản số {undone.number}: {dotted(undone.removed)} đơn vị không còn, "
        f"{dotted(undone.restored)} đơn vị có hiệu lực trở lại."
    )
