"""The pages of what committees did: whose, in which state, each number a list; papers typed."""

import re
from datetime import date
from io import BytesIO

import pytest
from openpyxl import load_workbook

from personnel.models import Disclosure, Following, FollowingDue, Unit
from tests import maps
from tests.forms import fields_of
from tests.personnel.scans.papers import pdf, sent
from tests.reports.following.making import district, due, paper

PAGE = "/thuc-hien-nghi-quyet/"
OF_2024 = f"{PAGE}?year=2024&as_of=2025-02-01"

pytestmark = pytest.mark.usefixtures("small_province")


@pytest.fixture
def register():
    """Ba Tơ in time and reviewed late, Đức Phổ late, Quảng Ngãi with nothing; one inspected."""
    due(2022, programme=date(2022, 9, 30))
    due(2024, review=date(2024, 12, 15))
    ba_to, duc_pho = district("535"), district("534")
    return {
        "programme": paper(ba_to, day=date(2022, 8, 15), number="12-CTr/HU"),
        "late": paper(duc_pho, day=date(2022, 10, 5), number="7-KH/TU"),
        "review": paper(ba_to, "review", year=2024, day=date(2024, 12, 20), number="30-BC/HU"),
        "inspection": paper(duc_pho, "inspection", day=date(2024, 6, 1), number="5-KL/BTC"),
    }


@pytest.fixture
def shown(client_for, province_viewer):
    """Return a function that gives the codes of the units on a page, for a user."""

    def codes(query="", user=province_viewer):
        response = client_for(user).get(OF_2024 + query)
        assert response.status_code == 200
        return {row.unit.code for row in response.context["listed"]}

    return codes


def test_numbers_counted_by_hand_and_each_opens_its_list(register, client_for, province_viewer):
    client = client_for(province_viewer)
    context = client.get(OF_2024).context
    numbers = [[cell.count for cell in line.cells] for line in context["counted"]]
    # All, there, of these late, not there, of these overdue.
    assert numbers == [[3, 2, 1, 1, 1], [3, 1, 1, 2, 2]]
    assert [cell.count for cell in context["inspected"]] == [1, 1]
    cells = [cell for line in context["counted"] for cell in line.cells] + context["inspected"]
    for cell in cells:
        assert len(client.get(cell.url).context["listed"]) == cell.count, cell


def test_every_list_has_the_units_that_it_says(register, shown):
    assert shown() == {"535", "534", "522"}
    assert shown("&kind=programme&show=late") == {"534"}
    assert shown("&kind=programme&show=overdue") == {"522"}
    assert shown("&kind=review&show=there") == {"535"}
    assert shown("&kind=review&show=owing") == {"534", "522"}
    assert shown("&kind=inspection&show=unremedied") == {"534"}
    Following.objects.filter(kind="inspection").update(remedied="Đã bổ sung.")
    assert shown("&kind=inspection&show=unremedied") == set()


def test_the_page_says_number_day_and_state(register, client_for, province_viewer, read):
    page = " ".join(re.sub("<[^>]+>", " ", read(client_for(province_viewer), OF_2024)).split())
    assert "Đã có số 12-CTr/HU, ngày 15/08/2022" in page
    assert "Có, chậm hạn số 7-KH/TU, ngày 05/10/2022" in page
    assert "Quá hạn hạn 30/09/2022" in page
    assert "Hạn sơ kết năm 2024: 15/12/2024" in page


def test_a_board_sees_its_own_and_the_communes_in_it(register, shown, editor_a):
    communes = Unit.objects.communes().kept_by(district("535"))
    own = {"535", *communes.values_list("code", flat=True)}
    assert shown("", editor_a) == own
    # What a commune has is beside what its district owes, which alone is counted.
    paper(communes.first(), day=date(2023, 1, 5))
    assert shown("&kind=programme", editor_a) == {"535"}


def test_a_commune_that_has_something_stands_beside_the_districts(register, shown):
    commune = Unit.objects.communes().kept_by(district("535")).first()
    paper(commune, day=date(2023, 1, 5))
    assert shown() == {"535", "534", "522", commune.code}


def test_of_another_district_nothing_is_there(register, client_for, editor_b):
    client = client_for(editor_b)
    for of in ("programme", "review"):
        for what in ("sua", "tep"):
            assert client.get(f"{PAGE}{register[of].pk}/{what}/").status_code == 404
        assert client.post(f"{PAGE}{register[of].pk}/xoa/").status_code == 404
    assert client.get(f"{PAGE}don-vi/{district('535').pk}/").status_code == 404
    assert client.get(f"{OF_2024}&unit=535").status_code == 400
    assert Following.objects.count() == 4


def test_on_the_map_without_districts_communes_owe_and_old_papers_are_the_old_units(
    register, client_for, province_viewer, read
):
    maps.reorganise()
    client = client_for(province_viewer)
    context = client.get(f"{PAGE}?as_of=2025-12-31").context
    communes = Unit.objects.communes().in_force(date(2025, 12, 31))
    assert {row.unit for row in context["listed"]} == set(communes)
    assert [cell.count for cell in context["counted"][0].cells] == [communes.count(), 0, 0, *[
        communes.count(), 0
    ]]  # fmt: skip
    # Of 2024 the page is as it was then.
    before = client.get(f"{PAGE}?as_of=2025-12-31&year=2024").context
    assert {row.unit.code for row in before["listed"]} == {"535", "534", "522"}
    new = communes.filter(memberships__group__code="DB535").first()
    page = read(client, f"{PAGE}don-vi/{new.pk}/")
    assert "Của các đơn vị cũ" in page and "Của Huyện Ba Tơ" in page and "12-CTr/HU" in page
    assert "7-KH/TU" not in page


def test_a_board_of_a_new_commune_writes_its_own(register, client_for):
    maps.reorganise()
    from tests import cast

    editor, own = cast.editor_commune(), cast.commune_of_a()
    client = client_for(editor)
    context = client.get(f"{PAGE}?as_of=2025-12-31").context
    assert [row.unit for row in context["listed"]] == [own]
    response = client.post(
        f"{PAGE}don-vi/{own.pk}/them/?kind=programme", {"number": "1-CTr/ĐU", "day": "01/09/2025"}
    )
    assert response.status_code == 302
    assert Following.objects.get(unit=own).year == 2025


def test_a_paper_is_typed_with_its_file_and_given_out(client_for, editor_a):
    client, unit = client_for(editor_a), district("535")
    typed = {
        "number": "12-CTr/HU", "day": "15/08/2022", "issuer": "Huyện ủy Ba Tơ",
        "paper": sent(pdf(), "chương trình.pdf"),
    }  # fmt: skip
    response = client.post(f"{PAGE}don-vi/{unit.pk}/them/?kind=programme", typed)
    assert response.status_code == 302
    kept = Following.objects.get()
    assert (kept.unit, kept.year, kept.number) == (unit, 2022, "12-CTr/HU")
    given = client.get(f"{PAGE}{kept.pk}/tep/")
    assert given.getvalue() == pdf() and given["Content-Type"] == "application/pdf"
    assert "attachment" in given["Content-Disposition"]
    assert "sandbox" in given["Content-Security-Policy"]


@pytest.mark.parametrize(
    ("kind", "typed", "said"),
    [
        ("programme", {"number": "", "day": "15/08/2022"}, "number"),
        ("programme", {"number": "1", "day": "31/02/2022"}, "day"),
        ("programme", {"number": "1", "day": "15/08/2021"}, "day"),
        ("programme", {"number": "1<b>", "day": "15/08/2022"}, "number"),
        ("review", {"number": "1", "day": "15/08/2022", "year": "2023"}, "day"),
        ("review", {"number": "1", "day": "15/08/2022", "year": "9" * 40}, "year"),
        ("review", {"number": "1", "day": "15/08/2022", "year": "năm nay"}, "year"),
    ],
)
def test_what_cannot_be_is_said_beside_its_field(client_for, editor_a, kind, typed, said):
    address = f"{PAGE}don-vi/{district('535').pk}/them/?kind={kind}"
    response = client_for(editor_a).post(address, typed)
    assert response.status_code == 422
    assert said in response.context["form"].errors
    assert not Following.objects.exists()


def test_what_is_no_paper_is_told_and_nothing_is_written(client_for, editor_a, read):
    address = f"{PAGE}don-vi/{district('535').pk}/them/?kind=programme"
    typed = {"number": "1", "day": "15/08/2022", "paper": sent(b"<html>", "a.pdf")}
    response = client_for(editor_a).post(address, typed)
    assert response.status_code == 409 and "không phải PDF" in response.content.decode()
    assert not Following.objects.exists()


def test_a_page_opened_before_somebody_else_saved_overwrites_nothing(
    register, client_for, editor_a, province_admin
):
    address = f"{PAGE}{register['programme'].pk}/sua/"
    mine, theirs = client_for(editor_a), client_for(province_admin)
    opened = fields_of(mine.get(address), "entry")
    other = fields_of(theirs.get(address), "entry")
    assert theirs.post(address, other | {"summary": "Của tỉnh"}).status_code == 302
    assert mine.post(address, opened | {"summary": "Của huyện"}).status_code == 422
    assert Following.objects.get(pk=register["programme"].pk).summary == "Của tỉnh"


def test_a_paper_is_changed_and_its_year_goes_with_its_day(register, client_for, editor_a):
    address = f"{PAGE}{register['programme'].pk}/sua/"
    client = client_for(editor_a)
    opened = fields_of(client.get(address), "entry")
    assert client.post(address, opened | {"day": "05/01/2023"}).status_code == 302
    kept = Following.objects.get(pk=register["programme"].pk)
    assert (kept.day, kept.year) == (date(2023, 1, 5), 2023)


def test_days_are_typed_and_taken_back(client_for, province_admin, read):
    client, address = client_for(province_admin), f"{PAGE}han/2024/"
    response = client.post(address, {"programme": "30/09/2024", "review": "15/01/2025"})
    assert response.status_code == 302
    kept = FollowingDue.objects.get()
    assert (kept.programme, kept.review) == (date(2024, 9, 30), date(2025, 1, 15))
    shown = {"initial-programme": "30/09/2024", "initial-review": "15/01/2025"}
    stale = {"initial-programme": "", "initial-review": "", "review": "20/01/2025"}
    assert client.post(address, stale).status_code == 422
    wrong = client.post(address, shown | {"programme": "30/09/2023", "review": "15/01/2025"})
    assert wrong.status_code == 422
    assert client.post(address, shown | {"programme": "", "review": ""}).status_code == 302
    assert not FollowingDue.objects.exists()


def test_the_workbook_has_a_row_for_every_paper_and_every_lack(
    register, client_for, province_viewer
):
    Disclosure.objects.all().delete()
    response = client_for(province_viewer).get(f"{PAGE}so-theo-doi.xlsx?year=2024&as_of=2025-02-01")
    sheet = load_workbook(BytesIO(b"".join(response.streaming_content))).active
    rows = [row[2:8] for row in sheet.iter_rows(min_row=4, values_only=True)]
    told = {(unit, state, number) for unit, _, state, _, number, _ in rows}
    assert told == {
        ("Huyện Ba Tơ", "Đã có", "12-CTr/HU"),
        ("Huyện Ba Tơ", "Có, chậm hạn", "30-BC/HU"),
        ("Thị xã Đức Phổ", "Có, chậm hạn", "7-KH/TU"),
        ("Thị xã Đức Phổ", "Quá hạn", None),
        ("Thị xã Đức Phổ", None, "5-KL/BTC"),
        ("Thành phố Quảng Ngãi", "Quá hạn", None),
    }
    assert "năm 2024" in Disclosure.objects.get().detail.lower()


@pytest.mark.parametrize("query", ["year=1999", "year=2090", "year=x", "kind=khac", "show=x"])
def test_nonsense_in_the_address_is_answered_in_words(client_for, province_viewer, query):
    assert client_for(province_viewer).get(f"{PAGE}?{query}").status_code == 400


def test_a_day_to_come_is_looked_at_as_of_today(register, client_for, province_viewer):
    context = client_for(province_viewer).get(f"{PAGE}?as_of=2090-01-01").context
    assert context["asked"].today.year < 2090


def test_pages_ask_as_much_of_many_units_as_of_few(
    register, client_for, province_viewer, django_assert_max_num_queries
):
    client = client_for(province_viewer)
    client.get(OF_2024)
    for unit in Unit.objects.communes():
        paper(unit, day=date(2023, 1, 5))
    with django_assert_max_num_queries(14):
        client.get(OF_2024)
