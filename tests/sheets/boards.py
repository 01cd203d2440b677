"""The same people laid out as different boards would: any layout that SHEET.md allows."""

import io
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from hypothesis import strategies as st
from openpyxl import Workbook

from .building import saved

# Each commune, and how a column of units may name it.
COMMUNES = {
    "Xã Ba Tô": ("Xã Ba Tô", "X. Ba Tô", "Ba Tô", "21523"),
    "Thị trấn Ba Tơ": ("Thị trấn Ba Tơ", "TT Ba Tơ"),
    "Xã Ba Vì": ("Xã Ba Vì", "x.Ba Vì"),
    "Xã Ba Động": ("Xã Ba Động",),
}
GROUPS = {
    "key": "Cán bộ chủ chốt",
    "civil": "Công chức",
    "nonspecialised": "Người hoạt động không chuyên trách",
}
# What boards write in a title cell, and what it comes to.
TITLES = {
    "key": {
        "Bí thư Đảng ủy kiêm Chủ tịch HĐND": ["BT", "CTHDND"],
        "PCT UBND; Đảng ủy viên": ["PCTUBND", "UVBCH"],
        "Phó Bí thư Thường trực Đảng ủy": ["PBT"],
    },
    "civil": {
        "VP-TK": ["VPTK"],
        "Tư pháp - Hộ tịch, Đảng ủy viên": ["TPHT", "UVBCH"],
        "Văn hóa - xã hội": ["VHXH"],
        "ĐC-XD": ["DCXD"],
    },
    "nonspecialised": {
        "Nhân viên Thú y": ["TY"],
        "Văn phòng Đảng ủy": ["VPDU"],
        "Văn thư - Lưu trữ": ["VTLT"],
    },
}
LEVELS = {
    "professional": {
        "Chưa qua đào tạo": 0,
        "Trung cấp": 2,
        "ĐH Luật": 4,
        "Cử nhân Kinh tế": 4,
        "ThS": 5,
    },
    "theory": {"Chưa": 0, "SC": 1, "Trung cấp": 2, "CC": 3},
    "it": {"Chưa": 0, "A": 1, "CNTT cơ bản": 2},
}
# One row of words for every column, several ways.
WORDS = {
    "ordinal": ["TT", "STT", "Số TT"],
    "full_name": ["Họ và tên", "Họ tên", "HỌ VÀ TÊN", "Họ và tên khai sinh"],
    "birth": ["Ngày sinh", "Năm sinh", "Ngày, tháng, năm sinh"],
    "sex": ["Giới tính", "Nam/Nữ"],
    "title": ["Chức vụ", "Chức danh", "Chức vụ, chức danh", "Chức danh đảm nhiệm"],
    "unit": ["Đơn vị công tác", "Đơn vị", "Xã, phường, thị trấn"],
    "professional": ["Trình độ chuyên môn", "Chuyên môn", "Trình độ chuyên môn nghiệp vụ"],
    "theory": ["Lý luận chính trị", "LLCT"],
    "it": ["Tin học", "Trình độ tin học"],
    "phone": ["Số điện thoại", "Điện thoại", "Địa chỉ thư điện tử"],
}
_SURNAMES = ("Phạm", "Đinh", "NGUYỄN", "Hồ", "Lê")
_MIDDLES = ("Thị", "Văn", "Hữu", "Mỹ")
_GIVEN = ("Lành", "Bền", "Ủy", "Hòa", "Yến", "Đức", "Ân")


@dataclass(frozen=True)
class Somebody:
    """One person as every layout must tell them."""

    name: str
    sex: str
    birth: str
    unit: str
    written_unit: str
    group: str
    title: str
    levels: tuple[tuple[str, str], ...]


@st.composite
def people(draw: st.DrawFn) -> list[Somebody]:
    """Up to twelve people, no two of them of the same name."""
    name = st.tuples(*map(st.sampled_from, (_SURNAMES, _MIDDLES, _GIVEN)))
    names = draw(st.lists(name, min_size=1, max_size=12, unique=True))
    born = st.dates(date(1965, 1, 1), date(1999, 12, 31))
    found = []
    for words in names:
        group = draw(st.sampled_from(list(GROUPS)))
        unit = draw(st.sampled_from(list(COMMUNES)))
        found.append(
            Somebody(
                name=" ".join(words),
                sex=draw(st.sampled_from(["Nam", "Nữ"])),
                birth=draw(born).strftime(draw(st.sampled_from(["%d/%m/%Y", "%m/%Y", "%Y"]))),
                unit=unit,
                written_unit=draw(st.sampled_from(COMMUNES[unit])),
                group=group,
                title=draw(st.sampled_from(list(TITLES[group]))),
                levels=tuple(
                    (kind, draw(st.sampled_from(list(texts))))
                    for kind, texts in LEVELS.items()
                    if draw(st.booleans())
                ),
            )
        )
    return found


Noise = Callable[[str], str]
NOISES: tuple[Noise, ...] = (
    lambda text: text,
    lambda text: text.replace(" ", "\u00a0"),
    lambda text: f"  {text.replace(' ', '  ')} ",
    lambda text: unicodedata.normalize("NFD", text),
    str.upper,
)


@dataclass
class Board:
    """How one board lays its list out; drawn at random."""

    draw: st.DrawFn
    _over: int = -1
    by: str = ""
    columns: list[str] = field(default_factory=list)

    def workbook(self, everybody: list[Somebody]) -> io.BytesIO:
        """Return the people as a workbook of this board."""
        self.by = self.draw(st.sampled_from(["column", "section", "sheet"]))
        self._two_rows, self._sexes = self.draw(st.booleans()), self.draw(st.booleans())
        self._groups, self._numbers = self.draw(st.booleans()), self.draw(st.booleans())
        self._draw_columns()
        book = Workbook()
        book.remove(book.active)
        for unit in COMMUNES if self.by == "sheet" else ["Danh sách"]:
            own = [p for p in everybody if self.by != "sheet" or p.unit == unit]
            if own:
                self._fill(book.create_sheet(unit), own)
        return saved(book)

    def _draw_columns(self) -> None:
        own = ["full_name", "birth", "title", *LEVELS, "phone", "ordinal"]
        own += [] if self._sexes else ["sex"]
        own += ["unit"] if self.by == "column" else []
        self.columns = self.draw(st.permutations(own))
        self._words = {name: self.draw(st.sampled_from(WORDS[name])) for name in own}

    def _fill(self, sheet: Any, everybody: list[Somebody]) -> None:
        for text in self.draw(
            st.sampled_from([[], ["HUYỆN ỦY BA TƠ", "", "DANH SÁCH TRÍCH NGANG CÁN BỘ", ""]])
        ):
            sheet.append([text])
        self._header(sheet)
        for unit in COMMUNES:
            own = [person for person in everybody if person.unit == unit]
            if own and self.by == "section":
                self._section(sheet, f"{'I' * (list(COMMUNES).index(unit) % 3 + 1)}.", unit)
            self._people(sheet, own)
            if own and self.by != "sheet" and self.draw(st.booleans()):
                self._header(sheet)
        if self.draw(st.booleans()):
            self._section(sheet, "", "TỔNG CỘNG", len(everybody))
            for row in ([], ["", "NGƯỜI LẬP BIỂU", "", "TRƯỞNG BAN"], [], ["", "Trần Văn Lập"]):
                sheet.append(row)

    def _section(self, sheet: Any, ordinal: str, text: str, *more: Any) -> None:
        noisy = self._noisy(text)
        together = self.draw(st.booleans())
        sheet.append([f"{ordinal} {noisy}".strip()] if together else [ordinal, noisy, *more])

    def _people(self, sheet: Any, own: list[Somebody]) -> None:
        for group, label in GROUPS.items():
            members = [person for person in own if person.group == group]
            if members and self._groups:
                self._section(sheet, self.draw(st.sampled_from(["", "A.", "1."])), label)
            for number, person in enumerate(members, start=1):
                sheet.append(
                    [c for name in self.columns for c in self._cells(person, name, number)]
                )
                if self.draw(st.booleans()):
                    sheet.row_dimensions[sheet.max_row].hidden = True

    def _cells(self, person: Somebody, column: str, number: int) -> list[Any]:
        levels = dict(person.levels)
        if column == "birth" and self._sexes:
            return [self._date(person), None][:: 1 if person.sex == "Nam" else -1]
        if column == "birth":
            return [self._date(person)]
        if column == "phone":
            return ["0905123456"]
        if column == "ordinal":
            return [self.draw(st.sampled_from([number, str(number), f"{number}."]))]
        if column in levels or column in LEVELS:
            return [self._noisy(levels[column]) if column in levels else None]
        named = {"full_name": person.name, "sex": person.sex, "unit": person.written_unit}
        return [self._noisy(named.get(column, person.title))]

    def _date(self, person: Somebody) -> Any:
        """A birth as text, as a date cell, or as a number, as far as the person's is known."""
        parts = person.birth.split("/")
        if len(parts) == 1:
            return self.draw(st.sampled_from([person.birth, int(person.birth)]))
        if len(parts) == 3 and self.draw(st.booleans()):
            return date(*map(int, reversed(parts)))
        return person.birth

    def _noisy(self, text: str) -> str:
        return self.draw(st.sampled_from(NOISES))(text)

    def _header(self, sheet: Any) -> None:
        """Write the header: in two rows with the date by sex, the levels under one heading."""
        top: list[str | None] = []
        low: list[str | None] = []
        for name in self.columns:
            word = self._noisy(self._words[name])
            if name == "birth" and self._sexes:
                top, low = [*top, word, None], [*low, "Nam", "Nữ"]
            elif name in LEVELS and self._sexes and self._two_rows:
                over = top and self._over == len(top)
                top, low = [*top, None if over else "Trình độ"], [*low, word]
                self._over = len(top)
            else:
                top, low = [*top, word], [*low, None]
        sheet.append(top)
        if self._sexes:
            sheet.append(low)
            self._merge(sheet, top, low)
        if self._numbers:
            form = self.draw(st.sampled_from(["{}", "({})"]))
            sheet.append([form.format(n) for n in range(1, len(top) + 1)])

    def _merge(self, sheet: Any, top: list[str | None], low: list[str | None]) -> None:
        """Merge what stands over several columns, and what stands in both rows, or nothing."""
        if not self.draw(st.booleans()):
            return
        last = sheet.max_row
        for at in range(1, len(top) + 1):
            if top[at - 1] and not low[at - 1]:
                sheet.merge_cells(start_row=last - 1, end_row=last, start_column=at, end_column=at)
            elif top[at - 1]:
                right = at
                while right < len(top) and not top[right] and low[right]:
                    right += 1
                sheet.merge_cells(
                    start_row=last - 1, end_row=last - 1, start_column=at, end_column=right
                )
