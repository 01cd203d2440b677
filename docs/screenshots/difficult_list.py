"""A made-up list with all that makes boards' lists difficult, as an officer would find it."""

from io import BytesIO

from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

_HEADINGS = (
    "TT", "Họ và tên", "Giới tính", "Ngày sinh", "Dân tộc", "Chức vụ hiện nay",
    "Chức danh quy hoạch", "Trình độ chuyên môn", "LLCT", "QLNN (ngạch)", "Ghi chú",
)  # fmt: skip
# Somebody of nearly every kind of cell; what a cell leaves open is asked.
_BA_DONG = (
    ("Đ/c Phạm Thị Thùy Dung", "Nữ", "12/04/1984", "Hrê", "Bí thư Đảng ủy xã kiêm CT HĐND",
     "Huyện ủy viên", "ĐH Luật, 2015", "CC", "Chuyên viên", None),
    ("Nguyễn Văn Thắng", "Nam", "03/07/1979", "Kinh", "CT. UBND xã", None,
     "ĐH Kinh tế (2012)", "TC", "Chuyên viên", None),
    ("Phạm Văn Bình (luân chuyển)", "Nam", "21/11/1986", "Hrê", "CT. UBND xã", None,
     "ĐH Nông lâm", "TC", "Chuyên viên", None),
    ("Đinh Thị Hạnh", "Nữ", "15/03/90", "Hrê", "VPTK", None,
     "ĐH Hành chính 2023-2027", "TC", None, None),
    ("Trần Quốc Huy", "Nam", "18/09/1988", "Kinh", "Cán bộ tiếp dân", None,
     "TC Luật, đang học ĐH Luật", "SC", None, None),
    ("Khuyết", None, None, None, "PCT UBND", None, None, None, None, None),
)  # fmt: skip
_MISSPELT = (
    ("Phạm Văn Đôn", "Nam", "02/02/1981", "Hrê", "Bí thư Đảng ủy", None, "ĐH Luật", "CC", None,
     None),
    ("Nguyễn Thị Thu Trang", "Nữ", "25/12/1991", "Kinh", "TCKT", None, "ĐH Kế toán", "TC", None,
     None),
)  # fmt: skip
# In TCVN3: Phạm Văn Hải, Đinh Thị Nga; Văn hóa - xã hội, Địa chính - xây dựng.
_OLD_FONT = (
    ("Ph¹m V¨n H¶i", "Nam", "14/05/1983", "Kinh", "V¨n hãa - x· héi", None, "ĐH Văn hóa", "TC",
     None, None),
    ("§inh ThÞ Nga", "N÷", "30/10/1992", "Hrê", "§Þa chÝnh - x©y dùng", None, "CĐ", "SC",
     None, None),
)  # fmt: skip
_GONE = (
    ("Hồ Văn Sơn", "Nam", "01/01/1963", "Kinh", "Chủ tịch UBMTTQ", None, "TC", "TC", None,
     "Nghỉ hưu 01/10/2025"),
    ("Lê Thị Mỹ Linh", "Nữ", "17/06/1970", "Kinh", "Chủ tịch Hội LHPN", None, "TC", "TC", None,
     "Nghỉ hưu 01/08/2025"),
)  # fmt: skip


def difficult_list(*, is_next: bool = False) -> bytes:
    """Return the list as a file; with `is_next`, that of the following quarter."""
    book = Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    sheet.title = "Trích ngang"
    sheet.append(("HUYỆN ỦY BA TƠ",))
    sheet.append(("BAN TỔ CHỨC",))
    sheet.append(())
    sheet.append(("DANH SÁCH TRÍCH NGANG CÁN BỘ, CÔNG CHỨC CẤP XÃ",))
    sheet.append(("(Tính đến ngày 30/6/2026)" if is_next else "(Tính đến ngày 31/3/2026)",))
    sheet.append(())
    sheet.append(_HEADINGS)
    at = 0
    for heading, people in (
        ("I. XÃ BA ĐỘNG (có 01 đ/c luân chuyển từ xã Ba Vì)", _BA_DONG),
        ("II. XÃ BA GIẢNG", _MISSPELT),
        ("III. UBND XÃ BA VÌ", _OLD_FONT),
        ("CÁN BỘ NGHỈ HƯU TRONG NĂM 2025", _GONE),
    ):
        sheet.append((heading,))
        for person in people:
            at += 1
            sheet.append((at, *person))
    sheet.append((None, f"Tổng cộng: {at} người"))
    _widen(sheet)
    totals = book.create_sheet("Tổng hợp")
    for row in (("Đơn vị", "Số người", "Đại học"), ("Ba Động", 6, 4), ("Ba Giang", 2, 2)):
        totals.append(row)
    file = BytesIO()
    book.save(file)
    return file.getvalue()


def _widen(sheet: Worksheet) -> None:
    for letter, width in {"B": 28, "D": 14, "F": 32, "G": 20, "H": 30, "K": 24}.items():
        sheet.column_dimensions[letter].width = width
