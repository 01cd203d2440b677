"""Sheet 12: whose programme and review of the year are there, and what was inspected."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from personnel.models import Unit
from reports.workbooks.book import Book
from reports.workbooks.looks import BODY, SUBTOTAL, Column
from reports.workbooks.sheets import Head, Sheet, Value
from reports.yearly.committees import OWED
from reports.yearly.following import NAME as PART
from reports.yearly.following import TheAct, TheInspection, acts, inspections

from .issuing import Issuer, letterhead, signatures
from .report import Report
from .unit_table import MISSING

NAME = "12. Tổ chức thực hiện"
NOT_SAID = "Báo cáo nộp chưa có nội dung này"
HOW = (
    "Chương trình, kế hoạch tính đến ngày lấy số liệu; sơ kết là của năm báo cáo, ban hành khi "
    "nào cũng tính; chậm khi ngày văn bản sau hạn tỉnh đặt, không đặt hạn thì không tính chậm"
)
_WIDTHS = (
    Column(6, horizontal="center"), Column(26, horizontal="left"),
    *[Column(15, horizontal="left"), Column(14, horizontal="left"), Column(12), Column(12)] * 2,
)  # fmt: skip
_HEADS = (
    Head("STT"), Head("Đơn vị"),
    *(
        Head(label, (Head("Tình trạng"), Head("Số, ký hiệu"), Head("Ngày"), Head("Hạn")))
        for label in ("Chương trình hành động, kế hoạch", "Sơ kết trong năm")
    ),
)  # fmt: skip
_INSPECTED = ("Số", "Ngày", "Cơ quan kiểm tra", "", "Kết luận", "", "Kết quả khắc phục", "")


def names(report: Report) -> tuple[str, ...]:
    """Return what the sheet is called, where anything is told or not known."""
    told = report.told(PART)
    return (NAME,) if told or told.unknown else ()


def write(book: Book, report: Report) -> None:
    """Write the sheet; none where `names` has none."""
    if not names(report):
        return
    sheet = book.sheet(NAME, _WIDTHS)
    year = report.lens.day.year
    titles = ["BIỂU SỐ 12", f"Tổ chức thực hiện Nghị quyết năm {year} (mục IV.1, IV.7)"]
    letterhead(sheet, report, titles, "đơn vị", [HOW])
    sheet.heads(_HEADS, (18, 32), [str(at) for at in range(1, len(_WIDTHS) + 1)], fixed=2)
    _section(sheet, "I", "Chương trình, kế hoạch và sơ kết", list(_acts(report)))
    found = inspections(report.told(PART))
    if found:
        sheet.row(["II", "Kiểm tra, giám sát", *_INSPECTED], SUBTOTAL)
        named = units_named(report)
        _rows(sheet, [_inspected(each, named) for each in found])
    signatures(sheet, Issuer.of(report.root).signer)


def units_named(report: Report) -> Mapping[int, Unit]:
    """Return the units of a report by id, its root among them."""
    return {unit.pk: unit for unit in (report.root, *report.source.units)}


def _acts(report: Report) -> Iterator[list[Value]]:
    """Yield the units that owe them by code, each with both; those of which nothing is known."""
    told, named = report.told(PART), units_named(report)
    programmes, reviews = ({act.unit: act for act in acts(told, kind)} for kind in OWED)
    there = sorted(programmes.keys() & named.keys(), key=lambda pk: named[pk].code)
    for pk in there:
        yield [named[pk].name, *_cells(programmes[pk]), *_cells(reviews[pk])]
    for pk in told.unknown:
        if pk in named:
            yield [f"{named[pk].name}: {NOT_SAID}"]
    for unit in report.source.missing:
        yield [f"{unit.name}: {MISSING}"]


def _cells(act: TheAct) -> list[Value]:
    return [str(act.state.label), act.number, act.day or "", act.due or ""]


def _inspected(each: TheInspection, named: Mapping[int, Unit]) -> list[Value]:
    unit = named[each.unit].name if each.unit in named else ""
    return [
        unit, each.number, each.day, each.issuer, "", each.summary, "", each.remedied or "chưa ghi",
    ]  # fmt: skip


def _section(sheet: Sheet, ordinal: str, label: str, rows: list[list[Value]]) -> None:
    sheet.row([ordinal, label, *[None] * (len(_WIDTHS) - 2)], SUBTOTAL)
    _rows(sheet, rows)


def _rows(sheet: Sheet, rows: list[list[Value]]) -> None:
    for at, cells in enumerate(rows, start=1):
        sheet.row([str(at), *cells, *[None] * (len(_WIDTHS) - 1 - len(cells))], BODY)
