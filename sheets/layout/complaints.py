"""What is said of a sheet as a whole, or of a section of it, that cannot be read as it is."""

from __future__ import annotations

from collections.abc import Iterable

from sheets.columns import BY_FIELD, Column
from sheets.problems import Asks, Problem
from sheets.reading.matching import References
from sheets.reading.suggesting import placed, suggestions
from sheets.scope import Scope
from sheets.understood import SheetUnderstood

from .sections import Heading

NOT_SAID = "không rõ đơn vị: không có cột đơn vị, tên trang tính hay dòng tiêu đề nêu xã nào"
_NEAR = 3


def contradiction(sheet: str, number: int, own: int) -> Problem:
    """Return the problem of a header row that contradicts the one that ends in row `own`."""
    reason = (
        f"dòng tiêu đề này trái với dòng tiêu đề {own}; các dòng bên dưới chưa được đọc. "
        "Hãy chọn dòng tiêu đề đúng, hoặc tách thành hai trang tính"
    )
    return Problem(sheet, number, "", None, reason, asks=Asks.SHEET)


def side_by_side(sheet: str, number: int, heading: str) -> Problem:
    """Return the problem of a header that begins again beside itself."""
    reason = (
        f"hai danh sách đứng cạnh nhau: từ cột «{heading}» tiêu đề lặp lại; chưa đọc ai của trang "
        "này. Hãy đưa danh sách bên phải xuống dưới, hoặc sang trang tính khác"
    )
    return Problem(sheet, number, heading, None, reason)


def unread(sheet: SheetUnderstood) -> Problem:
    """Return the problem of a sheet that nobody is read from, though nobody said why."""
    reason = (
        f"trang tính này chưa được đọc: {sheet.why_not}. Hãy chỉ dòng tiêu đề, "
        "hoặc chọn «không có danh sách ở trang này»"
    )
    return Problem(sheet.name, None, "", sheet.name, reason, asks=Asks.SHEET)


def continued(sheet: SheetUnderstood) -> Problem:
    """Return the note on a sheet that is read by the header of another."""
    reason = f"trang không có dòng tiêu đề, đọc theo tiêu đề của trang «{sheet.continues}»"
    return Problem(sheet.name, None, "", None, reason, is_error=False)


def nobody(sheet: SheetUnderstood) -> Problem:
    """Return the note on a sheet that has a header and no people."""
    reason = "trang có dòng tiêu đề nhưng không có người nào được đọc"
    return Problem(sheet.name, None, "", None, reason, is_error=False)


def no_column(sheet: str, number: int, column: Column) -> Problem:
    """Return the problem of a header without a column that must be there."""
    reason = "thiếu cột này trong trang tính; nếu cột có tiêu đề khác, chọn ở cách đọc tệp"
    return Problem(sheet, number, column.header, None, reason, field=column.field, asks=Asks.COLUMN)


def unknown_commune(heading: Heading, references: References, scope: Scope | None) -> str:
    """Return why a section settles no commune, with the nearest ones known."""
    if heading.kind == "doubt" and len(heading.units) > 1:
        return "đề mục nêu nhiều đơn vị: " + ", ".join(unit.name for unit in heading.units)
    if len(heading.units) > 1:
        names = ", ".join(map(placed, heading.units))
        return f"nhiều đơn vị cùng tên: {names}"
    if heading.place == "district":
        return "đề mục chỉ nêu cấp huyện, chưa nêu xã"
    if heading.units:
        return f"người đứng dưới dòng này, mà dòng nêu {heading.units[0].name}, khác đề mục trên"
    near = suggestions("unit", heading.name or heading.text, references, scope)[:_NEAR]
    nearest = _nearest(label for _, label in near)
    if heading.kind != "unit":
        return "chưa rõ đề mục này nêu đơn vị nào, hay không phải đơn vị" + nearest
    return "không có đơn vị cấp xã này" + nearest


def unnamed_commune(heading: Heading, references: References, scope: Scope | None) -> str:
    """Return why neither a sheet's name nor what stands above its list settles a commune."""
    if heading.place:
        return unknown_commune(heading, references, scope)
    like = references.communes.now.like(heading.text)[:_NEAR]
    return NOT_SAID + _nearest(map(placed, like))


def _nearest(names: Iterable[str]) -> str:
    said = ", ".join(names)
    return f"; gần giống: {said}" if said else ""


def unplaced(sheet: str, number: int | None, text: str, reason: str, people: int) -> Problem:
    """Return the one problem of all people of a section whose commune nobody knows."""
    column = BY_FIELD["unit"]
    said = f"{reason}; chưa đọc được {people} người của mục này"
    return Problem(
        sheet, number, column.header, text, said, column.accepted,
        field=column.field, asks=Asks.SECTION,
    )  # fmt: skip
