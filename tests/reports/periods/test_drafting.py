"""Notes and explanations: what is kept, and what another user's change makes of it."""

import pytest
from django.urls import reverse

from personnel.keeping.recording import Refused
from reports.models import Draft
from reports.periods.checklist import DOSSIERS, checklist
from reports.periods.drafting import LONGEST, Explained, save_draft
from reports.periods.submitting import submit
from tests.factories import person, post
from tests.reports.periods.handing import LATER, NOON

THEORY = "2025.key.theory"


def write(period, district, by, notes=None, explanations=None, at=NOON):
    return save_draft(period, district, notes or {}, explanations or {}, by=by, at=at)


def test_texts_are_kept_changed_and_taken_away(period, district, editor_a):
    write(period, district, editor_a, {THEORY: ("", " Hai người\r\nđang học. ")})
    write(period, district, editor_a, {}, {"cccd": ("", "Chờ cấp.")})
    draft = Draft.objects.get()
    assert draft.notes == {THEORY: "Hai người\nđang học."}
    assert draft.explanations == {"cccd": "Chờ cấp."}
    assert (draft.by, draft.at) == (editor_a, NOON)
    write(period, district, editor_a, {THEORY: ("Hai người\r\nđang học.", "")})
    assert Draft.objects.get().notes == {}


def test_a_text_that_somebody_else_changed_is_not_written_over(
    period, district, editor_a, editor_ab
):
    write(period, district, editor_a, {THEORY: ("", "Của người thứ nhất.")})
    both = {THEORY: ("", "Của người thứ hai."), "2025.mass.theory": ("", "Khác.")}
    with pytest.raises(Refused, match="vừa được người khác sửa"):
        write(period, district, editor_ab, both)
    assert Draft.objects.get().notes == {THEORY: "Của người thứ nhất."}
    other = {THEORY: ("", ""), "2025.mass.theory": ("", "Khác.")}
    write(period, district, editor_ab, other, at=LATER)
    assert Draft.objects.get().notes == {
        THEORY: "Của người thứ nhất.", "2025.mass.theory": "Khác."
    }  # fmt: skip


@pytest.mark.parametrize(
    ("notes", "explanations", "why"),
    [
        ({"2030.committee.theory": ("", "x")}, {}, "không có mục “2030.committee.theory”"),
        ({}, {"khac": ("", "x")}, "không có mục “khac”"),
        ({THEORY: ("", "x" * (LONGEST + 1))}, {}, "không quá"),
    ],
)
def test_what_cannot_be_written(notes, explanations, why, period, district, editor_a):
    with pytest.raises(Refused, match=why):
        write(period, district, editor_a, notes, explanations)
    assert not Draft.objects.exists()


@pytest.mark.parametrize("who", ["province_viewer", "viewer_a", "editor_b", "stranger"])
def test_who_may_not_write(who, period, district, request):
    with pytest.raises(Refused, match="ngoài phạm vi"):
        write(period, district, request.getfixturevalue(who), {THEORY: ("", "x")})


def test_the_check_list_counts_explains_and_leads_to_its_people(
    period, district, editor_a, client_for, length_of
):
    write(period, district, editor_a, {}, {"cccd": ("", "Chờ cấp."), DOSSIERS: ("", "Đang gom.")})
    items = {item.code: item for item in checklist(period, district)}
    assert (items["cccd"].count, items["cccd"].explanation) == (5, "Chờ cấp.")
    assert items["cccd"].is_settled
    assert (items["ethnicity"].count, items["ethnicity"].is_settled) == (0, True)
    assert not items["nothing"].count
    assert length_of(client_for(editor_a), items["cccd"].url) == 5
    unknown = items["unknown:position_update"]
    assert (unknown.count, unknown.is_settled) == (2, False)
    assert len(items[DOSSIERS].communes) == items[DOSSIERS].count == district.children.count()


def explaining(period, district, by, sent, *still, **numbers):
    explained = Explained(numbers, still)
    save_draft(period, district, {}, {"cccd": sent}, None, explained, by=by, at=NOON)


def cccd(period, district):
    return {item.code: item for item in checklist(period, district)}["cccd"]


def test_an_explanation_is_asked_for_again_when_there_are_more(period, district, editor_a):
    explaining(period, district, editor_a, ("", "Chờ cấp."), cccd=5)
    assert cccd(period, district).is_settled
    post(person(name="Lê Mới", ethnicity="Hrê"), "VHXH")
    grown = cccd(period, district)
    assert (grown.number, grown.count, grown.has_grown, grown.is_settled) == (5, 6, True, False)
    with pytest.raises(Refused, match=r"Chưa có số CCCD \(6, giải trình ghi khi có 5\)"):
        submit(period, district, by=editor_a, at=LATER)
    # An untouched text is for as many as before, unless somebody says that it still holds.
    explaining(period, district, editor_a, ("Chờ cấp.", "Chờ cấp."), cccd=6)
    assert not cccd(period, district).is_settled
    explaining(period, district, editor_a, ("Chờ cấp.", "Chờ cấp."), "cccd", cccd=6)
    assert cccd(period, district).is_settled and cccd(period, district).number == 6


def test_fewer_or_as_many_keep_it_and_a_new_text_is_for_what_was_seen(period, district, editor_a):
    explaining(period, district, editor_a, ("", "Chờ cấp."), cccd=4)
    assert cccd(period, district).has_grown
    explaining(period, district, editor_a, ("Chờ cấp.", "Chờ công an cấp."), cccd=9)
    assert cccd(period, district).is_settled
    explaining(period, district, editor_a, ("Chờ công an cấp.", ""), cccd=5)
    assert Draft.objects.get().numbers == {}


def test_what_was_kept_without_a_number_is_kept(period, district, editor_a):
    explaining(period, district, editor_a, ("", "Chờ cấp."))
    assert cccd(period, district).number is None and cccd(period, district).is_settled


def test_nobody_says_that_a_text_still_holds_that_they_did_not_see(
    period, district, editor_a, editor_ab
):
    explaining(period, district, editor_ab, ("", "Của người khác."), cccd=3)
    with pytest.raises(Refused, match="vừa được người khác sửa"):
        explaining(period, district, editor_a, ("Cũ.", "Cũ."), "cccd", cccd=5)
    assert Draft.objects.get().numbers == {"cccd": 3}


def test_the_page_asks_again_and_takes_the_answer(period, district, editor_a, client_for):
    board = client_for(editor_a)
    page, save = (reverse(name, args=[period.pk, "535"]) for name in ("report", "report-save"))
    why = {"why-cccd": "Chờ cấp.", "seen-why-cccd": "", "number-cccd": "5"}
    board.post(save, why)
    post(person(name="Lê Mới", ethnicity="Hrê"), "VHXH")
    told = " ".join(board.get(page).content.decode().split())
    assert "giải trình ghi khi có 5 người, nay 6" in told
    still = {"seen-why-cccd": "Chờ cấp.", "number-cccd": "60", "still-cccd": "on"}
    board.post(save, why | still)
    assert Draft.objects.get().numbers == {"cccd": 6}


def test_the_dossiers_asked_for_are_those_of_the_periods_year(period, district):
    place = district.children.order_by("code")[0]
    for year in (2024, 2025):
        place.dossier_counts.create(year=year, online=0, total=0)
    left = {item.code: item for item in checklist(period, district)}[DOSSIERS]
    assert place not in left.communes
    place.dossier_counts.get(year=2025).delete()
    left = {item.code: item for item in checklist(period, district)}[DOSSIERS]
    assert place in left.communes


def test_the_check_list_asks_seven_queries(period, district, django_assert_num_queries):
    with django_assert_num_queries(7):
        checklist(period, district)
