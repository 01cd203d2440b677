"""Two people of one file in a post of which a commune has but one."""

from sheets.layout.understanding import understand
from sheets.reading.matching import References
from sheets.reading.reading import read_records
from tests.sheets.building import sheet_of, somebody
from xlsx.workbook import open_workbook


def _notes(references: References, *rows: dict[str, object]) -> list[tuple[int | None, str]]:
    records = understand(open_workbook(sheet_of(*rows)), references).records
    reading = read_records(records, references)
    assert (len(reading.rows), reading.errors) == (len(rows), [])
    return [(found.row, found.reason) for found in reading.warnings]


def test_a_second_head_is_told_with_the_first(references: References) -> None:
    head = {"title": "Chủ tịch UBND", "sex": "Nam"}
    found = _notes(
        references,
        somebody(name="Hồ Văn A", **head),
        somebody(name="Hồ Văn B", title="PBT Đảng ủy", others="CT UBND", sex="Nam"),
        somebody(name="Hồ Văn C", unit="Xã Ba Vì", **head),
    )
    said = "Xã Ba Tô đã có Chủ tịch Ủy ban nhân dân ở dòng 2 (Hồ Văn A)"
    assert found == [(3, said)]


def test_the_heads_of_other_bodies_too(references: References) -> None:
    for title in ("Bí thư", "CT HĐND", "Chủ tịch MTTQ", "Bí thư Đoàn", "CHT Quân sự"):
        rows = (somebody(name=f"Hồ Văn {name}", title=title) for name in "AB")
        assert [row for row, _ in _notes(references, *rows)] == [3]


def test_deputies_and_civil_servants_may_be_several(references: References) -> None:
    for title in ("PCT UBND", "Phó Bí thư", "VP-TK", "Thú y", "Cấp ủy viên"):
        rows = (somebody(name=f"Hồ Văn {name}", title=title) for name in "AB")
        assert _notes(references, *rows) == []
