"""Lists as boards really send them: the truth, and what stands around and beside it."""

import io
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from hypothesis import strategies as st
from openpyxl import Workbook

from .building import saved

COMMUNES = ("Xã Ba Tô", "Xã Ba Vì", "Xã Ba Động", "Xã Ba Dinh")
# What a title cell holds, part by part, and what the parts come to; between them stands a word.
TITLES = {
    "key": {
        ("Bí thư Đảng ủy xã", "Chủ tịch HĐND xã"): ("BT", "CTHDND"),
        ("Chủ tịch UBND xã", "Phó Bí thư Đảng ủy"): ("CTUBND", "PBT"),
        ("Phó Chủ tịch UBND", "Đảng ủy viên"): ("PCTUBND", "UVBCH"),
        ("PCT HĐND xã",): ("PCTHDND",),
    },
    "civil": {
        ("Văn phòng - thống kê",): ("VPTK",),
        ("TP-HT",): ("TPHT",),
        ("Công chức Văn hóa - xã hội",): ("VHXH",),
        ("Kế toán",): ("TCKT",),
    },
    "nonspecialised": {
        ("Nhân viên Thú y",): ("TY",),
        ("Văn phòng Đảng ủy",): ("VPDU",),
        ("VH-XH",): ("VHXH-K",),
    },
}
BETWEEN = (" kiêm ", "; ", " và ", " & ", " / ", " + ", ", ", "(")
GROUPS = {
    "key": ("CÁN BỘ CHỦ CHỐT", "Cán bộ chủ chốt"),
    "civil": ("CÔNG CHỨC", "Công chức", "Công chức (có 01 đ/c điều động từ xã Ba Vinh)"),
    "nonspecialised": (
        "NGƯỜI HOẠT ĐỘNG KHÔNG CHUYÊN TRÁCH",
        "NGƯỜI HĐKCT",
        "Cán bộ KCT cấp xã",
        "HĐ không CT",
    ),
}
# What a cell of a level says: the level held and the year of its award; None: not held, so asked.
PROFESSIONAL: dict[str, tuple[int, int | None] | None] = {
    "Trung cấp": (2, None),
    "ĐH Luật": (4, None),
    "Đại học Luật, 2015": (4, 2015),
    "Trung cấp (2012)": (2, 2012),
    "Cử nhân cao đẳng Kế toán": (3, None),
    "CĐSP": (3, None),
    "Thạc sỹ": (5, None),
    "ĐH Luật (chưa tốt nghiệp)": None,
    "ĐH Kinh tế 2022-2026": None,
    "Đại học năm thứ 3": None,
    "Thạc sỹ QLC (đang làm luận văn)": None,
    "ĐH Nông lâm (dự kiến 2027)": None,
}
THEORY: dict[str, tuple[int, int | None] | None] = {
    "SC": (1, None),
    "Trung cấp": (2, None),
    "TCCT": (2, None),
    "CC LLCT": (3, None),
    "Trung cấp, 2014": (2, 2014),
    "Trung cấp (đang học)": None,
}
BLANKS = (None, "-", "–", "")
ETHNICITIES = ("Kinh", "Hrê")
NOTES = (
    "Ghi chú: đ/c Tám biệt phái từ xã Ba Giang",
    "(Trong đó có 01 đồng chí luân chuyển về xã Ba Xa)",
    "KHỐI CHÍNH QUYỀN",
    "Khối Đảng",
)
LEAVERS = (
    "CÁN BỘ ĐÃ NGHỈ HƯU TRONG NĂM 2024",
    "Đã chuyển công tác",
    "DANH SÁCH THÔI VIỆC NĂM 2023",
)
HEADINGS = (
    "{upper}",
    "XÃ: {NAME}",
    "Đơn vị: {unit}",
    "UBND {upper}",
    "ĐẢNG ỦY {upper}",
    "Đảng bộ {unit}",
    "{at}. {NAME}: {count} người",
    "{unit} ({count})",
    "{name} - {count} người",
    "Xã-{name}",
    "XÃ{NAME}",
    "+ {unit}",
    "{roman}. {upper}",
    "Riêng {unit}",
)
_ROMANS = ("I", "II", "III", "IV")
_SURNAMES, _MIDDLES = ("Phạm", "Đinh", "Nguyễn", "Hồ"), ("Thị", "Văn", "Hữu")
_GIVEN = ("Lành", "Bền", "Hòa", "Yến", "Đức", "Ân")
DECORATED = ("{}", "{}", "{}", "Ông {}", "Đ/c {}", "{} *", "{} (luân chuyển)")


@dataclass(frozen=True)
class Person:
    """One person as they are, with what their cells say of it."""

    name: str
    sex: str
    born: tuple[int, ...]
    unit: str
    group: str
    titles: tuple[str, ...]
    professional: str | None
    theory: str | None
    ethnicity: str | None
    place: tuple[str, int] = ("", 0)

    @property
    def codes(self) -> tuple[str, ...]:
        """The codes of the titles."""
        return TITLES[self.group][self.titles]

    @property
    def held(self) -> dict[str, tuple[int, int | None]]:
        """The levels held, and when they were awarded."""
        said = {"professional": PROFESSIONAL, "theory": THEORY}
        texts = {"professional": self.professional, "theory": self.theory}
        found = {kind: said[kind][text] for kind, text in texts.items() if text in said[kind]}
        return {kind: held for kind, held in found.items() if held}


@st.composite
def people(draw: st.DrawFn) -> list[Person]:
    """Up to ten people, no two of them of the same name."""
    name = st.tuples(*map(st.sampled_from, (_SURNAMES, _MIDDLES, _GIVEN)))
    day = st.dates(date(1965, 1, 1), date(1999, 12, 31))
    found = []
    for words in draw(st.lists(name, min_size=1, max_size=10, unique=True)):
        group = draw(st.sampled_from(list(GROUPS)))
        born = draw(day)
        parts = (born.year, born.month, born.day)[: draw(st.integers(1, 3))]
        found.append(
            Person(
                " ".join(words),
                draw(st.sampled_from(["Nam", "Nữ"])),
                parts,
                draw(st.sampled_from(COMMUNES)),
                group,
                draw(st.sampled_from(list(TITLES[group]))),
                draw(st.sampled_from([*BLANKS, *PROFESSIONAL])),
                draw(st.sampled_from([*BLANKS, *THEORY])),
                draw(st.sampled_from([*BLANKS, *ETHNICITIES])),
            )
        )
    return found


@dataclass
class DifficultBoard:
    """How one board lays its list out; drawn at random.

    `placed` are the people with the sheet and row they stand in, `gone` the rows of those who
    left.
    """

    draw: st.DrawFn
    placed: list[Person] = field(default_factory=list)
    gone: list[tuple[str, int]] = field(default_factory=list)

    def workbook(self, everybody: Sequence[Person]) -> io.BytesIO:
        """Return the people as a workbook of this board."""
        self._by = self.draw(st.sampled_from(["column", "section"]))
        self._births = self.draw(st.sampled_from(["text", "three", "format"]))
        self._between = self.draw(st.sampled_from(BETWEEN))
        self._heading = self.draw(st.sampled_from(HEADINGS))
        self._beside = self.draw(st.sampled_from(["", "planned", "studying", "last_year"]))
        self._noted = self.draw(st.booleans())
        self._groups_by = self.draw(st.sampled_from(["section", "column"]))
        self._status = self.draw(st.booleans())
        book = Workbook()
        sheet = book.active
        sheet.title = "Danh sách"
        sheet.append(["HUYỆN ỦY BA TƠ"])
        sheet.append([])
        self._columns = self._draw_columns()
        self._header(sheet)
        for at, unit in enumerate(COMMUNES):
            own = [person for person in everybody if person.unit == unit]
            if own:
                self._commune(sheet, at, unit, own)
        if self.draw(st.booleans()):
            self._leavers(sheet)
        return saved(book)

    def _draw_columns(self) -> list[tuple[str, str]]:
        """Return the columns as pairs of what stands above and of the heading itself."""
        births = {
            "three": [("Ngày sinh", "Ngày"), ("Ngày sinh", "Tháng"), ("Ngày sinh", "Năm")],
        }.get(self._births, [("", "Ngày sinh")])
        beside = {
            "planned": [("Quy hoạch", "Chức danh"), ("Quy hoạch", "Giai đoạn")],
            "studying": [("Đang học", "Chuyên môn"), ("Đang học", "LLCT")],
            "last_year": [("Năm 2022", "Chuyên môn")],
        }.get(self._beside, [])
        levels = [("Trình độ hiện có", "Chuyên môn"), ("Trình độ hiện có", "LLCT")]
        blocks = [[("", "Giới tính")], births, [("", "Chức vụ")], levels, [("", "Dân tộc")]]
        blocks += [beside] if beside else []
        blocks += [[("", "Đơn vị")]] if self._by == "column" else []
        blocks += [[("", "Đối tượng")]] if self._groups_by == "column" else []
        blocks += [[("", "Tình trạng")]] if self._status else []
        return [("", "TT"), ("", "Họ và tên"), *sum(self.draw(st.permutations(blocks)), [])]

    def _header(self, sheet: Any) -> None:
        above = [over or own for over, own in self._columns]
        sheet.append(
            [a if a != before else None for a, before in zip(above, [None, *above], strict=False)]
        )
        sheet.append([own if over else None for over, own in self._columns])
        row, at = sheet.max_row - 1, 0
        while at < len(above):
            end = at
            while end + 1 < len(above) and above[end + 1] == above[at]:
                end += 1
            last = row if self._columns[at][0] else row + 1
            if end > at or last > row:
                sheet.merge_cells(
                    start_row=row, end_row=last, start_column=at + 1, end_column=end + 1
                )
            at = end + 1

    def _commune(self, sheet: Any, at: int, unit: str, own: list[Person]) -> None:
        if self._by == "section":
            name = unit.removeprefix("Xã ")
            text = self._heading.format(
                upper=unit.upper(), NAME=name.upper(), unit=unit, name=name,
                at=at + 1, count=len(own), roman=_ROMANS[at],
            )  # fmt: skip
            sheet.append([None, text])
        for group, labels in GROUPS.items():
            members = [person for person in own if person.group == group]
            if not members:
                continue
            if self._groups_by == "section":
                sheet.append([None, self.draw(st.sampled_from(labels))])
            if self._noted:
                sheet.append([None, self.draw(st.sampled_from(NOTES))])
            for number, person in enumerate(members, start=1):
                self._person(sheet, number, person)

    def _person(self, sheet: Any, number: int, person: Person) -> None:
        sheet.append(self._cells(number, person))
        self.placed.append(replace(person, place=(sheet.title, sheet.max_row)))
        if self._births == "format":
            at = self._columns.index(("", "Ngày sinh")) + 1
            form = {1: "yyyy", 2: "mm/yyyy", 3: "dd/mm/yyyy"}[len(person.born)]
            sheet.cell(sheet.max_row, at).number_format = form

    def _leavers(self, sheet: Any) -> None:
        sheet.append([None, self.draw(st.sampled_from(LEAVERS))])
        by_commune = self.draw(st.booleans())
        for name, unit in (("Trần Văn Cũ", "Xã Ba Tô"), ("Trần Thị Xưa", "Xã Ba Vì")):
            if by_commune:
                sheet.append([None, unit.upper()])
            gone = Person(name, "Nam", (1962,), unit, "civil", ("TP-HT",), None, None, None)
            sheet.append(self._cells(1, gone))
            self.gone.append((sheet.title, sheet.max_row))

    def _cells(self, number: int, person: Person) -> list[Any]:
        given = [*person.born, None, None][:3]
        says = {
            ("", "TT"): number,
            ("", "Họ và tên"): self.draw(st.sampled_from(DECORATED)).format(person.name),
            ("", "Giới tính"): person.sex,
            ("", "Ngày sinh"): self._birth(person),
            ("Ngày sinh", "Ngày"): given[2],
            ("Ngày sinh", "Tháng"): given[1],
            ("Ngày sinh", "Năm"): given[0],
            ("", "Chức vụ"): self._title(person),
            ("Trình độ hiện có", "Chuyên môn"): person.professional,
            ("Trình độ hiện có", "LLCT"): person.theory,
            ("", "Dân tộc"): person.ethnicity,
            ("", "Đơn vị"): person.unit,
            ("", "Đối tượng"): GROUPS[person.group][0],
            ("", "Tình trạng"): self.draw(st.sampled_from(["Đang công tác", "Thai sản", None])),
            ("Quy hoạch", "Chức danh"): "Chủ tịch UBND xã",
            ("Quy hoạch", "Giai đoạn"): "2025-2030",
            ("Đang học", "Chuyên môn"): "Thạc sĩ Luật",
            ("Đang học", "LLCT"): "Cao cấp",
            ("Năm 2022", "Chuyên môn"): "Sơ cấp",
        }
        return [says[column] for column in self._columns]

    def _title(self, person: Person) -> str:
        first, *others = person.titles
        if self._between == "(":
            return first + "".join(f" ({other})" for other in others)
        return self._between.join((first, *others))

    def _birth(self, person: Person) -> Any:
        if self._births == "format":
            return date(*[*person.born, 1, 1][:3])
        form = self.draw(st.sampled_from(["{:02}/{:02}/{}", "{}.{}.{}", "{}/{}/{}."]))
        *_, year = reversed(person.born)
        parts = list(reversed(person.born))
        if len(parts) == 3:
            return form.format(*parts)
        return f"{parts[0]:02}/{parts[1]}" if len(parts) == 2 else person.born[0]
