"""The compliance workbook: criteria, districts, communes, and who does not meet what."""

from collections.abc import Sequence
from datetime import date

from openpyxl import Workbook

from personnel.models import Person, PersonQuerySet, Title, Unit, UnitQuerySet
from personnel.standing import standing
from targets.judging import RollUp, roll_up
from targets.rules import Criterion

from ..assessment import units_from_the_top
from ..board import figure_key, line, unconfirmed_below
from ..lens import Lens
from ..sections import ordered
from ..unmet import unmet_people
from .sheets import Rate, Sheet

UNCONFIRMED = "chưa xác nhận"


def compliance_workbook(lens: Lens, people: PersonQuerySet, units: UnitQuerySet) -> Workbook:
    """Return the workbook of everything `people` and `units` come to through the lens.

    Figures, lists and screen come from the same judging; rates are real numbers that are never
    rounded up into a pass.
    """
    book = Workbook(write_only=True)
    criteria = ordered(lens.criteria)
    figures = roll_up(lens.day, criteria, people, units)
    in_force = units_from_the_top(units.in_force(lens.day).select_related("parent"))
    if in_force:
        _criteria_sheet(book, lens, in_force, criteria, figures)
    for level, name in ((Unit.Level.DISTRICT, "Cấp huyện"), (Unit.Level.COMMUNE, "Cấp xã")):
        rows = [unit for unit in in_force if unit.level == level]
        _units_sheet(book, name, lens, rows, criteria, figures)
    _people_sheet(book, lens, people, {unit.pk: unit for unit in in_force}, criteria)
    return book


def _titles(lens: Lens, subject: str) -> list[str]:
    return [
        subject.upper(),
        f"{lens.horizon.label}, hạn {lens.horizon.deadline:%d/%m/%Y}; "
        f"số liệu tính đến ngày {lens.day:%d/%m/%Y}. "
        "Đơn vị tính: người (hồ sơ đối với chỉ tiêu hồ sơ).",
    ]


def _criteria_sheet(
    book: Workbook, lens: Lens, units: list[Unit], criteria: list[Criterion], figures: RollUp
) -> None:
    top = units[0]
    titles = [*_titles(lens, f"Kết quả thực hiện chỉ tiêu - {top.name}"), ""]
    sheet = Sheet(book, "Chỉ tiêu", titles, [6, 30, 42, 11, 34, 10, 11, 11, 11, 11, 11, 11, 16, 40])
    sheet.header(
        ("STT", "Đối tượng", "Chỉ tiêu", "Điều khoản", "Yêu cầu", "Mục tiêu", "Số đối tượng",
         "Đạt", "Chưa đạt", "Chưa có thông tin", "Tỷ lệ đạt", "Còn thiếu", "Kết luận",
         "Cách hiểu, ghi chú")
    )  # fmt: skip
    marked = len(unconfirmed_below(top, units))
    for number, criterion in enumerate(criteria, start=1):
        row = line(lens, top, criterion, figures, marked)
        notes = [criterion.reading] if criterion.reading else []
        notes += ["Mục tiêu 2025 tiếp tục áp dụng."] if row.continues else []
        notes += [f"Có {row.unconfirmed} đơn vị {UNCONFIRMED} địa hình."] if row.unconfirmed else []
        sheet.row(
            (number, criterion.cover.label, criterion.label, criterion.clause, criterion.asked,
             str(criterion.share or "theo dõi"), row.figure.covered, row.figure.met,
             row.figure.short, row.figure.unknown, Rate(row.rate), row.gap, row.verdict.label,
             " ".join(notes))
        )  # fmt: skip


def _units_sheet(
    book: Workbook,
    name: str,
    lens: Lens,
    units: Sequence[Unit],
    criteria: list[Criterion],
    figures: RollUp,
) -> None:
    widths = [6, 12, 30, 24, *([11, 11, 11] * len(criteria))]
    sheet = Sheet(book, name, _titles(lens, f"Kết quả theo đơn vị - {name.lower()}"), widths)
    heads = [f"{c.cover.label}: {c.label}" for c in criteria]
    parts = [f"{head} - {part}" for head in heads for part in ("đối tượng", "đạt", "tỷ lệ")]
    sheet.header(("STT", "Mã đơn vị", "Đơn vị", "Địa hình", *parts))
    for number, unit in enumerate(units, start=1):
        cells: list[object] = []
        for criterion in criteria:
            figure = figures.figure(criterion, figure_key(unit))
            cells += (figure.covered, figure.met, Rate(figure.rate(criterion.share)))
        sheet.row((number, unit.code, unit.name, _terrain(unit), *cells))


def _terrain(unit: Unit) -> str:
    if unit.level != Unit.Level.COMMUNE:
        return ""
    mark = f" ({UNCONFIRMED})" if unit.unconfirmed else ""
    return f"{unit.get_terrain_display()}{mark}"


def _people_sheet(
    book: Workbook,
    lens: Lens,
    people: PersonQuerySet,
    units: dict[int, Unit],
    criteria: list[Criterion],
) -> None:
    titles = _titles(lens, "Danh sách người chưa đạt hoặc chưa có thông tin")
    sheet = Sheet(book, "Danh sách chưa đạt", titles, [6, 26, 13, 9, 16, 26, 26, 38, 60, 60])
    sheet.header(
        ("STT", "Họ và tên", "Ngày sinh", "Giới tính", "Số CCCD", "Huyện", "Đơn vị", "Chức danh",
         "Chưa đạt", "Chưa có thông tin")
    )  # fmt: skip
    titles_by_id = Title.objects.in_bulk()
    rows = standing(lens.day, people).order_by("district_id", "unit_id", "sort_key", "pk")
    for number, (person, short, unknown) in enumerate(
        unmet_people(rows, lens.day, criteria), start=1
    ):
        unit = units.get(person.unit_id)
        sheet.row(
            (number, person.full_name, _birth(person), person.get_sex_display(),
             person.masked_cccd, str((unit and unit.parent) or ""), str(unit or ""),
             titles_by_id[person.title_id].name, short, unknown)
        )  # fmt: skip


def _birth(person: Person) -> date | str:
    """A real date when the day is known, otherwise what was entered."""
    return person.birth_date if person.birth_precision == "day" else person.birth_shown
