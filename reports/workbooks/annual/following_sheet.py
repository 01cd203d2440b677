"""Sheet 12: whose programme and review of the year are there, and what was inspected."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from personnel.models import Unit
from reports.workbooks.book import Book
from reports.workbooks.looks import BODY, Column
from reports.workbooks.sheets import Head, Value
from reports.yearly.committees import OWED
from reports.yearly.following import NAME as PART
from reports.yearly.following import TheAct, TheInspection, acts, inspections

from .issuing import Issuer, letterhead, signatures
from .report import Report
from .unit_table import MISSING, NOT_SAID

NAME = "12. Tổ chức thực hiện"
HOW = (
    "Chương trình, kế hoạch tính đến ngày lấy số liệu; sơ kết là của năm báo cáo, ban hành khi "
    "nào cũng tính; chậm khi ngày văn bản sau hạn tỉnh đặt, không đặt hạn thì không tính chậm"
)
_WIDTHS = (
    Column(6, horizontal="center"), Column(22, horizontal="left"),
    *[Column(11, horizontal="left"), Column(13, horizontal="left"), Column(11), Column(11)] * 2,
    Column(16, horizontal="left"), Column(34, horizontal="left"), Column(26, horizontal="left"),
)  # fmt: skip
_HEADS = (
    Head("STT"), Head("Đơn vị"),
    *(
        Head(label, (Head("Tình trạng"), Head("Số, ký hiệu"), Head("Ngày"), Head("Hạn")))
        for label in ("Chương trình hành động, kế hoạch", "Sơ kết trong năm")
    ),
    Head("Kiểm tra, giám sát trong năm", (
        Head("Số, ngày"), Head("Kết luận"), Head("Kết quả khắc phục"),
    )),
)  # fmt: skip
_OF_AN_ACT, _OF_AN_INSPECTION = 4, 3
Cells = list[Value]


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
    for cells in _rows(report):
        sheet.row([*cells, *[None] * (len(_WIDTHS) - len(cells))], BODY)
    signatures(sheet, Issuer.of(report.root).signer)


def _rows(report: Report) -> Iterator[Cells]:
    """Yield the units by code with what each has, a row more for a second inspection.

    After them those of which nothing is known.
    """
    told = report.told(PART)
    named = {unit.pk: unit for unit in (report.root, *report.source.units)}
    programmes, reviews = ({act.unit: act for act in acts(told, kind)} for kind in OWED)
    inspected: dict[int, list[TheInspection]] = {}
    for each in inspections(told):
        inspected.setdefault(each.unit, []).append(each)
    at = 0
    for unit in _in_order(named, programmes.keys() | inspected.keys()):
        at += 1
        found = inspected.get(unit.pk, [])
        own = [*_act(programmes.get(unit.pk)), *_act(reviews.get(unit.pk))]
        yield [str(at), unit.name, *own, *_inspection(next(iter(found), None))]
        for other in found[1:]:
            yield [None, None, *[None] * len(own), *_inspection(other)]
    lacking = [f"{named[pk].name}: {NOT_SAID}" for pk in told.unknown if pk in named]
    lacking += [f"{unit.name}: {MISSING}" for unit in report.source.missing]
    for text in lacking:
        at += 1
        yield [str(at), text]


def _in_order(named: Mapping[int, Unit], ids: set[int]) -> list[Unit]:
    return sorted((named[pk] for pk in ids if pk in named), key=lambda unit: unit.code)


def _act(act: TheAct | None) -> Cells:
    if act is None:
        return [None] * _OF_AN_ACT
    return [str(act.state.label), act.number or None, act.day, act.due]


def _inspection(each: TheInspection | None) -> Cells:
    if each is None:
        return [None] * _OF_AN_INSPECTION
    number = f"{each.number}, " if each.number else ""
    return [f"{number}{each.day:%d/%m/%Y}", each.summary, each.remedied or "Chưa ghi"]
