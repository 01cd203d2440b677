"""CSV and JSON of a report: the same figures, nobody by name."""

import csv
import json
from datetime import UTC, date, datetime
from io import StringIO

import pytest

from personnel.models import Unit
from reports.workbooks.annual.figures import figures_csv, figures_json
from reports.workbooks.annual.report import live_report
from reports.workbooks.annual.workbook import annual_workbook
from reports.workbooks.plain import csv_lines, plain
from targets.criteria import H2025
from targets.lens import Lens
from tests.factories import MOUNTAIN
from tests.reports.workbooks.excel import Excel

DAY = date(2025, 12, 31)
MOMENT = datetime(2026, 1, 5, 5, 0, tzinfo=UTC)


def report_of(root):
    return live_report(Lens(H2025, DAY), root, MOMENT)


def test_the_csv_is_the_sheet_of_communes(people):
    text = "".join(figures_csv(report_of(people)))
    assert text.startswith("\ufeff")
    head, *rows = csv.reader(StringIO(text.removeprefix("\ufeff")))
    assert head[:4] == ["Cấp", "Mã đơn vị", "Đơn vị", "Địa hình"]
    assert head[4].startswith("Cán bộ chủ chốt: Chuyên môn") and head[4].endswith("đối tượng")
    sheet = Excel(annual_workbook(report_of(people)).content).rows("2b")
    assert [row[2] for row in rows] == [row[2] for row in sheet]
    for told, shown in zip(rows, sheet, strict=True):
        assert told[4:] == [_as_text(cell) for cell in shown[4:]]
    assert rows[-1][:3] == ["Tỉnh", "51", "Tổng số"] and rows[-1][6] == "50,00%"


def _as_text(cell):
    if isinstance(cell, float) or cell == "–":
        return "" if cell == "–" else f"{cell * 100:.2f}%".replace(".", ",")
    return str(cell)


def test_what_looks_like_a_formula_stays_text(province):
    Unit.objects.filter(code=MOUNTAIN).update(name="=1+1")
    assert "'=1+1" in "".join(figures_csv(report_of(province)))
    assert list(csv_lines(["a"], [["+1"], [date(2025, 1, 2)]]))[1:] == ["'+1\r\n", "02/01/2025\r\n"]


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠"])
def test_nothing_that_begins_like_a_formula_is_one(start):
    """Excel takes the wide signs of an Asian keyboard for the narrow ones."""
    assert plain(f"{start}1+1") == f"'{start}1+1"


def test_the_json_has_targets_units_structure_and_the_form(people):
    told = json.loads(json.dumps(figures_json(report_of(people))))
    assert (told["root"], told["day"], told["horizon"], told["hash"]) == (
        "51", "2025-12-31", "2025", "",
    )  # fmt: skip
    theory = next(t for t in told["targets"] if t["criterion"] == "2025.key.theory")
    assert {key: theory[key] for key in ("covered", "met", "gap", "rate", "rate_last_year")} == {
        "covered": 4, "met": 2, "gap": 2, "rate": "50.00", "rate_last_year": "50.00",
    }  # fmt: skip
    monitored = next(t for t in told["targets"] if t["criterion"] == "2025.staff.it")
    assert (monitored["target"], monitored["gap"], monitored["verdict"]) == (None, None, "monitor")
    assert told["last_year"] == {
        "day": "2024-12-31", "source": "số liệu trực tiếp", "hash": "", "assumption": "",
    }  # fmt: skip
    assert told["assumption"] == "" and theory["otherwise"] is None
    form = next(unit for unit in told["bm02"]["units"] if unit["unit"] == MOUNTAIN)
    assert form["staff"]["1"] == 4 and form["staff"]["38"] == 0
    assert told["bm02"]["columns"]["35"] == "Chia theo độ tuổi - Từ 51 đến 60 - Nữ từ 51 đến 55"
    province = told["units"][0]
    assert province["structure"]["women"]["staff"] == {"part": 6, "whole": 11}


def test_neither_names_anybody(people):
    report = report_of(people)
    whole = "".join(figures_csv(report)) + json.dumps(figures_json(report), ensure_ascii=False)
    for name in ("Hồ Văn Cao", "Phạm Thị Hạnh", "1234"):
        assert name not in whole
