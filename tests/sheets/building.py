"""Workbooks made for a test: rows of the template, or parts of a zip as an attacker writes them."""

import io
import zipfile
from collections.abc import Iterable, Mapping
from itertools import chain, islice
from typing import Any

from openpyxl import Workbook

HEADERS = (
    "TT",
    "Họ và tên",
    "Số CCCD",
    "Giới tính",
    "Ngày sinh",
    "Dân tộc",
    "Tôn giáo",
    "Quê quán",
    "Người địa phương",
    "Ngày vào Đảng",
    "Huyện/Thị xã/Thành phố",
    "Đơn vị công tác",
    "Chức danh",
    "Giữ chức danh từ",
    "Hình thức giữ chức danh",
    "Quyền/phụ trách",
    "Số quyết định",
    "Ngày quyết định",
    "Chức danh kiêm nhiệm",
    "Cấp ủy viên",
    "Công tác ở vùng DTTS từ",
    "Học vấn phổ thông",
    "Trình độ chuyên môn",
    "Ngành đào tạo",
    "Năm tốt nghiệp",
    "Lý luận chính trị",
    "Năm LLCT",
    "Quản lý nhà nước",
    "Năm QLNN",
    "Tin học",
    "Năm tin học",
    "Ngoại ngữ",
    "Năm ngoại ngữ",
    "Tiếng dân tộc",
    "BD nghiệp vụ đoàn thể",
    "BD cập nhật theo chức danh",
    "Ghi chú",
)
SOMEBODY: dict[str, Any] = {
    "Họ và tên": "Phạm Thị Lành",
    "Giới tính": "Nữ",
    "Ngày sinh": "14/03/1987",
    "Huyện/Thị xã/Thành phố": "Huyện Ba Tơ",
    "Đơn vị công tác": "Xã Ba Tô",
    "Chức danh": "Văn phòng - thống kê",
}


def somebody(**cells: Any) -> dict[str, Any]:
    """A valid row; keywords replace or add cells, by the names in `WORDS`."""
    return SOMEBODY | {WORDS[name]: value for name, value in cells.items()}


WORDS = {
    "name": "Họ và tên",
    "cccd": "Số CCCD",
    "sex": "Giới tính",
    "born": "Ngày sinh",
    "ethnicity": "Dân tộc",
    "religion": "Tôn giáo",
    "home": "Quê quán",
    "local": "Người địa phương",
    "party": "Ngày vào Đảng",
    "district": "Huyện/Thị xã/Thành phố",
    "unit": "Đơn vị công tác",
    "title": "Chức danh",
    "since": "Giữ chức danh từ",
    "basis": "Hình thức giữ chức danh",
    "acting": "Quyền/phụ trách",
    "decision": "Số quyết định",
    "decided": "Ngày quyết định",
    "others": "Chức danh kiêm nhiệm",
    "committee": "Cấp ủy viên",
    "minority_since": "Công tác ở vùng DTTS từ",
    "school": "Học vấn phổ thông",
    "professional": "Trình độ chuyên môn",
    "field": "Ngành đào tạo",
    "graduated": "Năm tốt nghiệp",
    "theory": "Lý luận chính trị",
    "theory_year": "Năm LLCT",
    "state": "Quản lý nhà nước",
    "state_year": "Năm QLNN",
    "it": "Tin học",
    "it_year": "Năm tin học",
    "foreign": "Ngoại ngữ",
    "foreign_year": "Năm ngoại ngữ",
    "ethnic": "Tiếng dân tộc",
    "mass_work": "BD nghiệp vụ đoàn thể",
    "update": "BD cập nhật theo chức danh",
    "note": "Ghi chú",
}


def sheet_of(
    *rows: Mapping[str, Any], headers: Iterable[str] = HEADERS, name: str = "Nhân sự"
) -> io.BytesIO:
    """An .xlsx with one sheet of the template, the rows given by header."""
    headers = list(headers)
    return workbook_of({name: [headers, *([row.get(head) for head in headers] for row in rows)]})


def workbook_of(sheets: Mapping[str, Iterable[Iterable[Any]]]) -> io.BytesIO:
    """An .xlsx with these sheets, each a list of rows of cells."""
    book = Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(list(row))
    return saved(book)


def saved(book: Workbook) -> io.BytesIO:
    """The bytes of a workbook, ready to be read."""
    file = io.BytesIO()
    book.save(file)
    file.seek(0)
    return file


MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml"
SHEET_PART, STRINGS_PART = "xl/worksheets/sheet1.xml", "xl/sharedStrings.xml"
_PARTS = {
    "[Content_Types].xml": f'<Types xmlns="{_PACKAGE}/content-types">'
    '<Default Extension="xml" ContentType="application/xml"/>'
    '<Default Extension="rels" '
    'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    f'<Override PartName="/xl/workbook.xml" ContentType="{_TYPE}.sheet.main+xml"/>'
    f'<Override PartName="/{SHEET_PART}" ContentType="{_TYPE}.worksheet+xml"/>'
    f'<Override PartName="/{STRINGS_PART}" ContentType="{_TYPE}.sharedStrings+xml"/></Types>',
    "_rels/.rels": f'<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="rId1" '
    f'Type="{_OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
    "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{_OFFICE}"><sheets>'
    '<sheet name="S" sheetId="1" r:id="rId1"/></sheets></workbook>',
    "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{_PACKAGE}/relationships">'
    f'<Relationship Id="rId1" Type="{_OFFICE}/worksheet" Target="worksheets/sheet1.xml"/>'
    f'<Relationship Id="rId2" Type="{_OFFICE}/sharedStrings" Target="sharedStrings.xml"/>'
    "</Relationships>",
    STRINGS_PART: f'<sst xmlns="{MAIN}"/>',
}


def raw_workbook(
    rows: Iterable[str] = (),
    *,
    before: str = "",
    strings: Iterable[str] = (_PARTS[STRINGS_PART],),
) -> io.BytesIO:
    """An .xlsx written part by part: `rows` is the XML inside its one sheetData.

    `before` stands ahead of the sheetData, `strings` is the shared strings part. Both are
    streamed, so that they may grow as large as they like.
    """
    sheet = chain(
        (f'<worksheet xmlns="{MAIN}">{before}<sheetData>',), rows, ("</sheetData></worksheet>",)
    )
    parts = {name: (text,) for name, text in _PARTS.items()}
    return zipped(parts | {STRINGS_PART: strings, SHEET_PART: sheet})


def zipped(parts: Mapping[str, Iterable[str]]) -> io.BytesIO:
    """A zip of these parts."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, pieces in parts.items():
            with archive.open(name, "w", force_zip64=True) as part:
                pieces = iter(pieces)
                while together := "".join(islice(pieces, 50)):
                    part.write(together.encode())
    file.seek(0)
    return file
