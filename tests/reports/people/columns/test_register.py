"""The register of columns: each once, each kind and criterion in it, each readable."""

from datetime import date

import pytest
from django.http import QueryDict

from personnel.kinds import KINDS
from reports.people.asked import Asked
from reports.people.columns.chosen import BETWEEN
from reports.people.columns.column import PERSONAL
from reports.people.columns.register import GROUPS, columns_at, default_columns, sorts
from targets.criteria import BY_CODE, HORIZONS
from tests.factories import TOWNSHIP, credential, person, post

EVERY = {code: columns_at(horizon) for code, horizon in HORIZONS.items()}


@pytest.mark.parametrize("horizon", HORIZONS)
def test_no_label_and_no_code_twice(horizon):
    columns = EVERY[horizon].values()
    for said in ("code", "label", "offered_as"):
        told = [getattr(column, said) for column in columns]
        assert len(set(told)) == len(told), said
    assert all(BETWEEN not in column.code for column in columns)
    assert {column.group for column in columns} == set(GROUPS)


def test_every_kind_and_every_criterion_about_people_has_a_column():
    columns = EVERY["2030"].values()
    assert {column.kind for column in columns if column.kind} == set(KINDS)
    judged = {column.criterion.code for column in columns if column.criterion}
    assert judged == {code for code, criterion in BY_CODE.items() if criterion.about_people}


def test_a_criterion_of_another_horizon_says_of_which_it_is():
    for code in ("2025.mass.mass_work", "2030.mass.mass_work"):
        told = {horizon: EVERY[horizon][code].label for horizon in HORIZONS}
        assert ("(mục tiêu 2025)" in told["2030"]) == code.startswith("2025")
        assert ("(mục tiêu 2030)" in told["2025"]) == code.startswith("2030")


def test_where_nobody_chose_the_list_is_as_it_always_was():
    usual = ["Ngày sinh", "Giới tính", "Đơn vị", "Chức danh", "Chuyên môn", "LLCT", "QLNN"]
    assert [column.label for column in default_columns()] == [*usual, "Số CCCD"]
    asked = default_columns(BY_CODE["2025.staff.it"])
    assert [column.label for column in asked] == [
        *usual[:4], "Tin học", *usual[4:], "Kết quả", "Số CCCD",
    ]  # fmt: skip


def test_what_is_for_editors_alone_cannot_be_told_from_an_order():
    kept = {code for code, column in EVERY["2025"].items() if column.editors_only}
    assert kept == {"religion", "home"}
    assert not kept & set(sorts())


def test_what_the_list_shows_unasked_is_no_personal_fact_beyond_it():
    personal = {code for code, column in EVERY["2025"].items() if column.personal}
    assert personal == {
        "ethnicity", "religion", "home", "local", "party", "minority_since", "note",
    }  # fmt: skip
    assert all(EVERY["2025"][code].group == PERSONAL for code in personal)


@pytest.mark.parametrize("horizon", HORIZONS)
@pytest.mark.parametrize("more", ["", "post=none", "outcome=unmet", "criterion=2025.key.theory"])
def test_all_columns_of_whoever_knows_nothing_and_of_whoever_holds_much(
    small_province, province_admin, horizon, more
):
    post(person(name="Lê Trống", ethnicity="Kinh"), "VPTK", TOWNSHIP, start=None)
    post(person(name="Lê Đi"), "VPTK", TOWNSHIP, end=date(2020, 1, 1))
    rich = person(name="Lê Đủ")
    post(rich, "BT", TOWNSHIP)
    for kind in KINDS.values():
        credential(rich, kind.code, kind.top, awarded=date(2019, 5, 6))
    columns = BETWEEN.join(EVERY[horizon])
    asked = Asked.read(
        QueryDict(f"horizon={horizon}&as_of=2025-12-31&{more}&columns={columns}"), province_admin
    )
    rows = asked.rows(list(asked.selection.ids))
    assert rows and all(len(row.cells) >= len(EVERY[horizon]) for row in rows)
    for row in rows:
        for cell in row.cells:
            assert isinstance(cell.text, str)
            assert cell.column.cell(cell.value) is not None
