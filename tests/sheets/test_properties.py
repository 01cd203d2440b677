"""What holds for any sheet, however its cells are filled and its rows are ordered."""

from datetime import date
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from personnel.models import Credential, Person, Post, Unit
from sheets.comparing.changes import Status
from sheets.importing import read_sheet
from sheets.writing.writing import write
from targets.criteria import REGISTER
from tests.rolled import roll_up
from tests.undone import undone

from .building import sheet_of, somebody
from .conftest import TODAY

born = st.dates(date(1960, 1, 1), date(2000, 12, 31))
known_dates = st.one_of(
    st.none(),
    st.integers(2002, 2024),
    st.dates(date(2002, 1, 1), date(2024, 12, 31)).map("{:%d/%m/%Y}".format),
    st.dates(date(2002, 1, 1), date(2024, 12, 31)).map("{:%m/%Y}".format),
)
LEVELS = {
    "professional": ["Chưa qua đào tạo", "SC", "TC", "CĐ", "ĐH Luật", "Cử nhân", "ThS", "TS"],
    "theory": ["Chưa", "SC", "TC", "CC", "CN"],
    "state": ["Chưa", "CS", "CV", "CVC", "CVCC"],
    "it": ["Chưa", "A", "CNTT cơ bản", "Nâng cao", "ĐH"],
    "foreign": ["Chưa", "B", "Anh B1", "Anh bậc 4", "ĐH tiếng Anh", "đang học tiếng Anh"],
    "ethnic": ["Chưa", "Hrê - đang học", "Cor - chứng chỉ", "Hrê - giao tiếp được"],
    "mass_work": ["Chưa", "x", 2015],
    "update": ["Chưa", "x", 2020],
    "school": ["12/12", "9/12", "THPT", "TH"],
}


@st.composite
def people(draw: st.DrawFn) -> list[dict[str, Any]]:
    """Up to six people of two communes, no two alike, some without an identity number."""
    return [
        somebody(
            name=f"Phạm Thị Lan {name}",
            cccd=draw(st.sampled_from([None, f"05118700000{at}"])),
            born=draw(born).strftime(draw(st.sampled_from(["%d/%m/%Y", "%m/%Y", "%Y"]))),
            unit=draw(st.sampled_from(["Xã Ba Tô", "Thị trấn Ba Tơ"])),
            title=draw(st.sampled_from(["Bí thư", "VP-TK", "Thú y", "ĐC-XD", "BT Đoàn TN"])),
            since=draw(known_dates),
            others=draw(st.sampled_from([None, "PCT HĐND", "PCT HĐND; CT HĐND"])),
            committee=draw(st.sampled_from([None, "x", "Không"])),
            ethnicity=draw(st.sampled_from([None, "Kinh", "H're"])),
            minority_since=draw(known_dates),
            graduated=draw(known_dates),
            theory_year=draw(known_dates),
            **{name: draw(st.sampled_from([None, *texts])) for name, texts in LEVELS.items()},
        )
        for at, name in enumerate(draw(st.sets(st.sampled_from("ABCDEG"), min_size=1)))
    ]


each_case = settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)


def _write(rows: list[dict[str, Any]]) -> list[Status]:
    reading = read_sheet(sheet_of(*rows), TODAY)
    assert [found.message for found in reading.errors] == []
    return [row.status for row in write(reading.rows, by=None, today=TODAY).rows]


@each_case
@given(rows=people())
def test_the_second_import_changes_nothing(reference: None, rows: list) -> None:
    with undone():
        assert set(_write(rows)) == {Status.NEW}
        written = [model.history.count() for model in (Person, Post, Credential)]
        assert set(_write(rows)) == {Status.UNCHANGED}
        assert [model.history.count() for model in (Person, Post, Credential)] == written


@each_case
@given(rows=people(), data=st.data())
def test_the_order_of_rows_changes_no_figure(
    reference: None, rows: list, data: st.DataObject
) -> None:
    shuffled = data.draw(st.permutations(rows))
    found = []
    for order in (rows, shuffled):
        with undone():
            _write(order)
            found.append(_figures())
    assert found[0] == found[1]


def _figures() -> list[object]:
    figures = roll_up(TODAY, REGISTER, Person.objects.all(), Unit.objects.all())
    units = [None, *Unit.objects.filter(parent__code="535").values_list("pk", flat=True)]
    return [figures.figure(criterion, unit) for criterion in REGISTER for unit in units]
