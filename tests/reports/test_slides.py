"""The screens: each title is a conclusion, five rows at most, the figures of the first page."""

from datetime import date

import pytest

from personnel.models import Unit
from reports.first_page import FirstPage
from reports.slides import ROWS, slides
from targets.criteria import H2025, H2030
from targets.lens import Lens
from targets.sources import LiveSource
from tests.factories import LOWLAND, MOUNTAIN, credential, person, post

DAY = date(2026, 11, 28)


@pytest.fixture
def told(small_province, province_viewer):
    """Return a function that makes the slides of a unit."""

    def of(unit=None, horizon=H2030, day=DAY):
        lens = Lens(horizon, day, DAY)
        page = FirstPage(LiveSource(lens, unit or small_province, province_viewer), province_viewer)
        return page, {slide.name: slide for slide in slides(page)}

    return of


def plain(text):
    return text.replace("\u00a0", " ")


@pytest.fixture
def people(small_province):
    """One who meets everything at 2030 but for a course, in each of two districts, one more not."""
    whole = {"professional": 4, "theory": 2, "state_management": 2, "position_update": 1}
    for name, unit, it in (("A", MOUNTAIN, 1), ("B", LOWLAND, 0), ("C", LOWLAND, 1)):
        who = post(person(name=f"Lê Văn {name}", ethnicity="Hrê"), "BT", unit).person
        for kind, level in {**whole, "it": it}.items():
            credential(who, kind, level)


def test_the_titles_are_conclusions(people, told):
    page, found = told()
    assert list(found) == ["ket-luan", "xa-muc-tieu", "dia-phuong", "viec-can-lam"]
    titles = {name: plain(slide.title) for name, slide in found.items()}
    tally = page.conclusion.tally
    assert titles["ket-luan"] == f"Đạt {tally.passed} trong {tally.judged} chỉ tiêu năm 2030"
    failed = tally.judged - tally.passed
    assert titles["xa-muc-tieu"] == (
        f"{failed} trong {tally.judged} chỉ tiêu năm 2030 chưa đạt: {failed} chậm tiến độ"
    )
    assert titles["dia-phuong"] == (
        "Huyện Ba Tơ dẫn đầu: 100% người đạt đủ; Thành phố Quảng Ngãi thấp nhất: 50%"
    )
    assert titles["viec-can-lam"].startswith("Việc trước hết: cử đi học: tin học đạt chuẩn (1 ")


def test_what_is_overdue_has_a_screen_where_it_is_not_all(ba_to, told):
    _, found = told()
    late = found["qua-han"].moving
    assert 0 < len(late) <= ROWS and all(each.line.gap for each in late)
    gap = sum(each.line.gap for each in late)
    assert plain(found["qua-han"].title).startswith(f"{len(late)} chỉ tiêu đã quá hạn 31/12/2025")
    assert f"còn thiếu {gap} lượt người" in found["qua-han"].title
    assert "qua-han" not in told(horizon=H2025)[1]


def test_no_screen_has_more_than_five_rows_and_each_knows_its_neighbours(ba_to, told):
    page, found = told()
    every = list(found.values())
    for at, slide in enumerate(every):
        for rows in (slide.moving, slide.ranked, slide.lowest, slide.tasks):
            assert len(rows) <= ROWS
        assert slide.before == (every[at - 1].name if at else "")
        assert slide.after == (every[at + 1].name if at + 1 < len(every) else "")
    assert list(found["xa-muc-tieu"].moving) == page.moving[:ROWS]


def test_where_nothing_is_to_be_said_there_is_one_screen(told):
    Unit.objects.update(terrain_confirmed=True, minority_area_confirmed=True)
    _, found = told(day=date(1995, 1, 1))
    assert plain(found["ket-luan"].title) == "Chưa có số liệu về chỉ tiêu năm 2030"
    assert "xa-muc-tieu" not in found and "dia-phuong" not in found


def test_the_page_shows_them_and_leads_to_the_people(
    people, province_viewer, client_for, read, length_of
):
    client = client_for(province_viewer)
    lens = "horizon=2030&as_of=2026-11-28"
    response = client.get(f"/trinh-bay/?{lens}")
    shown = response.content.decode()
    for slide in response.context["slides"]:
        assert f'id="{slide.name}"' in shown
    [strip] = [each for each in response.context["slides"] if each.name == "xa-muc-tieu"]
    assert length_of(client, strip.moving[0].line.unmet_url) == strip.moving[0].line.gap
    first = client.get(f"/?{lens}").context["page"]
    assert response.context["page"].conclusion.text == first.conclusion.text


def test_a_unit_is_asked_for_and_a_foreign_one_is_not_there(people, editor_a, client_for):
    client = client_for(editor_a)
    assert client.get("/trinh-bay/").context["unit"].code == "535"
    assert client.get(f"/trinh-bay/?unit={MOUNTAIN}").context["unit"].code == MOUNTAIN
    for foreign in ("534", "51", LOWLAND, "khong-co"):
        assert client.get(f"/trinh-bay/?unit={foreign}").status_code == 404
