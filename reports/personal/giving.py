"""Everything kept about one person as one file: a workbook to be read, and the scans beside it."""

import zipfile
from collections.abc import Iterator, Sequence
from datetime import datetime
from io import BytesIO
from typing import Any

from django.utils import timezone

from personnel.basics.outages import DiskFault
from personnel.models import Scan
from personnel.scans.reading import content_of
from personnel.words.file_names import file_name

from ..workbooks.book import Book
from ..workbooks.looks import Column, Look
from ..workbooks.sheets import Head, Sheet
from .cells import Table, table_of, turned
from .given import Given, kept_about
from .subject import Subject

_TITLE = Look(bold=True, size=14, bordered=False, wrapped=True)
_TEXT = Look(bordered=False)
_NARROWEST, _WIDEST = 10, 40
_NOT_HERE = (
    "Không có trong tệp này, vì không gắn với từng người hoặc có dữ liệu của người khác: danh sách "
    "nhiều người đã được tải hoặc xem (nhật ký chỉ ghi điều kiện và số người); tệp Excel và tệp "
    "báo cáo có tên nhiều người (phần của người này ở các trang tính bên cạnh); nội dung do cán bộ "
    "viết trong báo cáo. Quy hoạch cán bộ cũng không có, dù có hay không, vì có thể là bí mật nhà "
    "nước. Bản sao lưu giữ dữ liệu cũ đến hết thời hạn của bản sao lưu."
)


def name_of(subject: Subject, at: datetime) -> str:
    """Return what the file is called: by the number of the record, not by a name."""
    number, day = f"hồ sơ {subject.record}", timezone.localdate(at)
    return file_name("dữ liệu cá nhân", number, day, ending="zip")


def given_out(subject: Subject, at: datetime) -> bytes:
    """Return a zip of all that is kept about somebody: the workbook, then each scan there is.

    A scan whose file the disk does not give is named in the workbook and left out.
    """
    tables = list(kept_about(subject))
    scans, lost = _scans(tables)
    file = BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("du-lieu-ca-nhan.xlsx", _workbook(subject, tables, lost, at))
        for name, content in scans:
            archive.writestr(name, content)
    return file.getvalue()


def _scans(
    tables: Sequence[tuple[Given, list[Any]]],
) -> tuple[list[tuple[str, bytes]], list[str]]:
    found, lost = [], []
    for scan in (row for _, rows in tables for row in rows if isinstance(row, Scan) and row.file):
        try:
            content = content_of(scan)
        except DiskFault:
            lost.append(scan.name)
            continue
        name = file_name(scan.name.rpartition(".")[0] or scan.name, scan.pk, ending=scan.ending)
        found.append((f"ban-quet/{name}", content))
    return found, lost


def _workbook(
    subject: Subject, tables: Sequence[tuple[Given, list[Any]]], lost: Sequence[str], at: datetime
) -> bytes:
    book = Book(f"Dữ liệu cá nhân: {subject.name}", "", at)
    _begin(book.sheet("Tổng hợp", [Column(32), Column(14), Column(80)]), subject, tables, lost, at)
    for given, rows in tables:
        if rows:
            table = table_of(rows, given.but)
            _write(book, given.sheet, turned(table) if given.aside else table)
    return book.content()


def _begin(
    sheet: Sheet, subject: Subject, tables: Sequence[tuple[Given, list[Any]]],
    lost: Sequence[str], at: datetime,
) -> None:  # fmt: skip
    sheet.paragraph("DỮ LIỆU CÁ NHÂN ĐƯỢC LƯU VỀ MỘT NGƯỜI", _TITLE)
    for line in _said(subject, lost, at):
        sheet.paragraph(line, _TEXT)
    sheet.paragraph(_NOT_HERE, _TEXT)
    sheet.skip()
    sheet.heads([Head("Trang tính"), Head("Số dòng"), Head("Nội dung")], [24])
    for given, rows in tables:
        sheet.row([given.sheet, len(rows), given.so if rows else f"{given.so}: không có"])


def _said(subject: Subject, lost: Sequence[str], at: datetime) -> Iterator[str]:
    numbers = ", ".join(map(str, subject.numbers))
    yield f"{subject.name}; hồ sơ số {numbers}. Lập lúc {timezone.localtime(at):%H:%M %d/%m/%Y}."
    if subject.gone_at:
        deleted = timezone.localtime(subject.gone_at)
        yield f"Hồ sơ đã xóa ngày {deleted:%d/%m/%Y}; nội dung khi xóa ở các trang tính lịch sử."
    for name in lost:
        yield f"Bản quét “{name}” không đọc được từ ổ đĩa nên không có trong tệp này."


def _write(book: Book, name: str, table: Table) -> None:
    headings, rows = table
    widths = [_width([heading, *(row[at] for row in rows)]) for at, heading in enumerate(headings)]
    sheet = book.sheet(name, [Column(width) for width in widths])
    sheet.heads([Head(heading) for heading in headings], [32], fixed=1)
    for row in rows:
        sheet.row(row)


def _width(texts: Sequence[str]) -> int:
    return min(max(_NARROWEST, *(len(text) + 3 for text in texts)), _WIDEST)
