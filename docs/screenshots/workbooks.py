"""A board's list as an officer would have worked on it, made from the portal's own export."""

from io import BytesIO
from typing import Any

from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

UNKNOWN_TITLE = "Công chức văn phòng xã"


def worked_on(exported: bytes) -> bytes:
    """Return the exported list with news, slips of the pen, somebody new and two people gone."""
    book = load_workbook(BytesIO(exported))
    sheet = book.worksheets[0]
    people = _People(sheet)
    for row in people.where("Lý luận chính trị", "Sơ cấp")[:12]:
        people.write(row, "Lý luận chính trị", "Trung cấp")
        people.write(row, "Năm LLCT", "2025")
    for row in people.where("Chức danh", "Văn phòng - thống kê")[:3]:
        people.write(row, "Chức danh", UNKNOWN_TITLE)
    people.write(people.where("Giới tính", "Nam")[5], "Ngày sinh", "31/02/1985")
    people.write(people.where("Giới tính", "Nữ")[5], "Giới tính", "N")
    people.write(people.where("Lý luận chính trị", "Cao cấp")[0], "Lý luận chính trị", "SC")
    changed = people.where("Chức danh", "Tài chính - kế toán")[0]
    people.write(changed, "Chức danh", "Tư pháp - hộ tịch")
    people.write(changed, "Giữ chức danh từ", None)
    _moved(people, people.where("Chức danh", "Văn phòng Đảng ủy")[1])
    _somebody_new(people)
    sheet.delete_rows(people.rows[-1] - 3, 2)
    file = BytesIO()
    book.save(file)
    return file.getvalue()


class _People:
    """The rows of people in a sheet of the template, by the texts of its header."""

    def __init__(self, sheet: Worksheet) -> None:
        self.sheet = sheet
        header = next(row for row in sheet.iter_rows(max_row=20) if self._is_header(row))
        self.columns = {str(cell.value).strip(" *"): cell.column for cell in header if cell.value}
        name = self.columns["Họ và tên"]
        first, last = header[0].row + 1, sheet.max_row
        self.rows = [at for at in range(first, last + 1) if sheet.cell(at, name).value]

    @staticmethod
    def _is_header(row: Any) -> bool:
        return any("Họ và tên" in str(cell.value) for cell in row)

    def read(self, row: int, header: str) -> Any:
        """Return the value of a row's cell."""
        return self.sheet.cell(row, self.columns[header]).value

    def write(self, row: int, header: str, value: Any) -> None:
        """Put a value into a row's cell."""
        self.sheet.cell(row, self.columns[header]).value = value

    def where(self, header: str, value: str) -> list[int]:
        """Return the rows whose cell has this value."""
        return [row for row in self.rows if self.read(row, header) == value]


def _moved(people: _People, row: int) -> None:
    """Put somebody under another commune, with less known of them than was."""
    elsewhere = next(
        unit for at in people.rows
        if (unit := people.read(at, "Đơn vị công tác")) != people.read(row, "Đơn vị công tác")
    )  # fmt: skip
    birth = people.read(row, "Ngày sinh")
    people.write(row, "Ngày sinh", str(getattr(birth, "year", birth))[-4:])
    people.write(row, "Số CCCD", None)
    people.write(row, "Đơn vị công tác", elsewhere)


def _somebody_new(people: _People) -> None:
    """Add a row for somebody who is not recorded."""
    row, model = people.rows[-1] + 1, people.rows[-1]
    for header in ("Dân tộc", "Huyện/Thị xã/Thành phố", "Đơn vị công tác"):
        people.write(row, header, people.read(model, header))
    given = {"Họ và tên": "Phạm Thị Thu Hiền", "Giới tính": "Nữ", "Ngày sinh": "12/03/1996",
             "Chức danh": "Văn phòng Đảng ủy", "Giữ chức danh từ": "01/02/2026",
             "Trình độ chuyên môn": "ĐH Luật"}  # fmt: skip
    for header, value in given.items():
        people.write(row, header, value)
