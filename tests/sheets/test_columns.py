"""The columns of the sheet: each fills a field of its own, and no heading stands for two."""

from personnel.kinds import KINDS
from personnel.words.headings import heading_key
from sheets.columns import BY_FIELD, COLUMNS, EVALUATED, OF_KINDS, STUDIES
from sheets.layout.evaluated import evaluation_headed
from sheets.layout.words import KNOWN


def test_each_fills_a_field_of_its_own():
    assert list(BY_FIELD) == [
        *(column.field for column in COLUMNS), "left", *(study.field for study in STUDIES),
        *EVALUATED,
    ]  # fmt: skip


def test_every_heading_of_a_kind_means_its_column():
    for field, column in OF_KINDS.items():
        for heading in (column.header, *column.headings):
            assert KNOWN[heading_key(heading)] == field, heading


def test_a_year_is_of_the_kind_that_it_stands_behind():
    years = {column.year_of: column.field for column in COLUMNS if column.year_of}
    assert years == {kind.code: kind.awarded_field for kind in KINDS.values() if kind.year_column}


def test_each_year_has_a_column_of_its_own():
    for field, year in EVALUATED.items():
        assert BY_FIELD[field].header == f"Xếp loại năm {year}"
        assert evaluation_headed((BY_FIELD[field].header,)) == field
