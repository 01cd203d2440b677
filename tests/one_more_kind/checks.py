"""Where a made-up kind has to be known; run by `test_one_more_kind` in a process of their own."""

from datetime import date
from io import BytesIO

import pytest
from django.db import IntegrityError, transaction
from openpyxl import load_workbook

from personnel.demo.curves import levels
from personnel.models import Credential, Person, Title, Unit
from personnel.reading import gaps
from personnel.words.dates import Precision
from personnel.words.headings import heading_key
from personnel.words.partial_dates import PartialDate
from sheets.importing import read_sheet
from sheets.layout.words import KNOWN, under
from sheets.reading.matching import References
from sheets.reading.suggesting import suggestions
from sheets.template.book import template
from tests.factories import MOUNTAIN, credential, person, post
from tests.forms import fields_of
from tests.reports.periods.handing import district_of
from tests.sheets.building import HEADERS, sheet_of, somebody

from .skills import SKILLS

DAY = date(2025, 12, 31)
LENS = "horizon=2025&as_of=2025-12-31"


@pytest.fixture
def skilled(province):
    """Somebody who holds it, since a year that is known."""
    who = post(person(name="Phạm Thị Lành", sex="female"), "VPTK", MOUNTAIN).person
    credential(who, SKILLS.code, 1, date(2019, 12, 31), Precision.YEAR)
    return who


def test_its_levels_are_the_databases(skilled):
    with pytest.raises(IntegrityError), transaction.atomic():
        credential(skilled, SKILLS.code, SKILLS.top + 1)


@pytest.mark.parametrize("heading", ["Kỹ năng số", "KNS", "Năng lực số"])
def test_a_boards_list_is_read(province, heading):
    row = somebody() | {heading: "kỹ năng số NT", "Năm KNS": 2019}
    reading = read_sheet(sheet_of(row, headers=[*HEADERS, heading, "Năm KNS"]), DAY)
    assert (reading.errors, reading.unknown_columns) == ([], [])
    (held,) = reading.rows[0].held
    assert (held.kind, held.level, held.awarded) == (SKILLS.code, 1, PartialDate(2019))


def test_headings_under_its_own_are_understood():
    assert KNOWN[heading_key("Năng lực số")] == SKILLS.code
    assert under(SKILLS.code, heading_key("Năm cấp")) == "skills_awarded"
    assert under(SKILLS.code, heading_key("Chuyên sâu")) == SKILLS.code


def test_an_unknown_word_is_refused_and_the_nearest_is_offered(province):
    row = somebody() | {"KNS": "Nền tẳng"}
    (problem,) = read_sheet(sheet_of(row, headers=[*HEADERS, "KNS"]), DAY).errors
    assert problem.column == "Kỹ năng số" and SKILLS.column.accepted in problem.message
    offered = suggestions(SKILLS.code, "Nền tẳng", References.on(DAY))
    assert offered[0] == ("Nền tảng", "Nền tảng")


def test_the_sheet_given_out_has_its_columns_and_list_and_is_read_again(skilled):
    book = template(district_of(), DAY, [skilled.pk])
    opened = load_workbook(BytesIO(book))
    assert {"Kỹ năng số", "Năm kỹ năng số"} <= {cell.value for cell in opened["Nhân sự"][1]}
    listed = [tuple(row[:2]) for row in opened["Danh mục"].iter_rows(values_only=True)]
    assert [value for column, value in listed if column == "Kỹ năng số"] == list(SKILLS.labels)
    reading = read_sheet(BytesIO(book), DAY)
    (held,) = reading.rows[0].held
    assert (held.kind, held.level, held.awarded) == (SKILLS.code, 1, PartialDate(2019))


def test_it_is_typed_in_short_on_the_form(editor_a, client_for):
    client = client_for(editor_a)
    offered = fields_of(client.get("/nhan-su/them/"))
    row = next(name for name, value in offered.items() if value == SKILLS.code)
    typed = {
        "full_name": "Phạm Thị Lành", "sex": "female", "birth": "1987",
        "posts-0-unit": Unit.objects.get(code=MOUNTAIN).pk,
        "posts-0-title": Title.objects.get(code="VPTK").pk,
    }  # fmt: skip
    level, awarded = row.replace("kind", "level_text"), row.replace("kind", "awarded_text")
    refused = client.post("/nhan-su/them/", offered | typed | {level: "giỏi"})
    assert SKILLS.column.accepted in refused.content.decode()
    client.post("/nhan-su/them/", offered | typed | {level: "NT", awarded: "2019"})
    held = Credential.objects.get()
    assert (held.kind, held.level, held.awarded) == (SKILLS.code, 1, date(2019, 12, 31))


def test_it_stands_on_the_page_and_in_lists(skilled, viewer_a, client_for, read):
    client = client_for(viewer_a)
    page = read(client, f"/nhan-su/{skilled.pk}/?{LENS}")
    assert "Kỹ năng số" in page and "Nền tảng" in page and "2019" in page
    listed = read(client, f"/nhan-su/?{LENS}&level=skills:1")
    assert "KNS" in listed and "Phạm Thị Lành" in listed
    assert "Phạm Thị Lành" not in read(client, f"/nhan-su/?{LENS}&missing=skills")


def test_a_missing_date_is_asked_for_only_of_levels_with_a_paper(skilled):
    Credential.objects.update(awarded=None, awarded_precision="")
    assert Person.objects.filter(gaps.undated_credential(DAY)).exists()
    Credential.objects.update(level=2)
    assert not Person.objects.filter(gaps.undated_credential(DAY)).exists()


def test_the_demo_province_draws_it():
    drawn = levels(SKILLS.code, "key")
    assert list(drawn) == [1, 2]
    assert all(low >= high for low, high in zip(drawn[1], drawn[2], strict=True))
