"""Terms are recorded by an administrator for all communes, by a board for one that differs."""

from datetime import date

import pytest

from personnel.models import Term, Unit
from tests.factories import LOWLAND, MOUNTAIN, person, post

PAGE = "/nguoi-dung-dau/nhiem-ky/"
SENT = {"kind": "congress", "name": "2020-2025", "unit": "", "starts": "01/06/2020",
        "ends": "30/05/2025"}  # fmt: skip

pytestmark = pytest.mark.usefixtures("small_province")


def unit(code):
    return Unit.objects.get(code=code).pk


@pytest.fixture
def for_all():
    return Term.objects.create(
        kind="congress", name="2020-2025", starts=date(2020, 6, 1), ends=date(2025, 5, 30)
    )


def test_names_are_proposed_and_no_days(client_for, province_admin, read):
    client = client_for(province_admin)
    page = read(client, PAGE)
    assert "Đại hội đảng bộ 2015-2020" in page and "Hội đồng nhân dân 2021-2026" in page
    form = client.get(f"{PAGE}?kind=council&name=2021-2026").context["form"]
    assert (form["kind"].value(), form["name"].value(), form["starts"].value()) == (
        "council", "2021-2026", "",
    )  # fmt: skip


def test_an_administrator_records_one_for_all(client_for, province_admin, read):
    client = client_for(province_admin)
    assert client.post(PAGE, SENT).status_code == 302
    term = Term.objects.get()
    assert (term.unit, term.starts, term.ends) == (None, date(2020, 6, 1), date(2025, 5, 30))
    assert term.history.get().history_user == province_admin
    assert "Đại hội đảng bộ 2020-2025</a>" not in read(client, PAGE)


def test_a_board_records_its_communes_alone(client_for, editor_a):
    client = client_for(editor_a)
    assert client.post(PAGE, SENT).status_code == 422
    assert client.post(PAGE, SENT | {"unit": unit(LOWLAND)}).status_code == 422
    assert client.post(PAGE, SENT | {"unit": unit(MOUNTAIN)}).status_code == 302
    assert Term.objects.get().unit.code == MOUNTAIN


def test_a_board_sees_and_changes_no_others(for_all, client_for, editor_a, editor_b, read):
    own = Term.objects.create(
        kind="congress", name="2020-2025", starts=date(2020, 4, 1), unit_id=unit(MOUNTAIN)
    )
    assert "Xã Ba" in read(client_for(editor_a), PAGE)
    assert str(own.unit) not in read(client_for(editor_b), PAGE).split("<form")[0]
    assert client_for(editor_b).get(f"{PAGE}{own.pk}/").status_code == 404
    assert client_for(editor_a).get(f"{PAGE}{for_all.pk}/").status_code == 404


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ({"name": "2020"}, "Ghi nhiệm kỳ theo năm đầu và năm cuối"),
        ({"name": "2025-2020"}, "Năm cuối nhiệm kỳ phải sau năm đầu"),
        ({"starts": "2020"}, "Nhập đủ ngày, tháng, năm"),
        ({"starts": "32/13/2020"}, ""),
        ({"starts": "01/06/2010"}, "Ngày đầu không thuộc nhiệm kỳ"),
        ({"ends": "01/06/2035"}, "Ngày cuối không thuộc nhiệm kỳ"),
        ({"kind": "other"}, ""),
        ({"unit": "999999"}, ""),
        ({"name": "2021-2026", "starts": "01/01/2021", "ends": ""}, "Trùng ngày với nhiệm kỳ"),
    ],
)
def test_what_is_no_term_is_refused_in_words(for_all, client_for, province_admin, sent, said):
    new = {"name": "2015-2020", "starts": "01/06/2015", "ends": "31/05/2020"}
    response = client_for(province_admin).post(PAGE, SENT | new | sent)
    assert response.status_code == 422
    assert said in response.content.decode()
    assert Term.objects.count() == 1


def test_a_second_of_the_same_name_is_refused(for_all, client_for, province_admin):
    sent = SENT | {"starts": "01/06/2019", "ends": "31/12/2019"}
    assert client_for(province_admin).post(PAGE, sent).status_code == 422


def test_changed_and_deleted_as_it_was_shown(for_all, client_for, province_admin):
    client, url = client_for(province_admin), f"{PAGE}{for_all.pk}/"
    seen = client.get(url).context["seen"]
    assert client.post(url, SENT | {"seen": seen, "ends": "15/06/2025"}).status_code == 302
    for_all.refresh_from_db()
    assert for_all.ends == date(2025, 6, 15)
    assert client.post(url, SENT | {"seen": seen}).status_code == 409
    assert client.post(url, {"seen": seen, "do": "delete"}).status_code == 409
    seen = client.get(url).context["seen"]
    assert client.post(url, {"seen": seen, "do": "delete"}).status_code == 302
    assert not Term.objects.exists()


def test_the_page_of_heads_tells_terms_and_takes_the_recorded_end(
    for_all, client_for, province_viewer, read
):
    head = post(person("Phạm Gần Đủ"), "BT", MOUNTAIN, start=date(2020, 6, 1))
    client = client_for(province_viewer)
    page = client.get("/nguoi-dung-dau/?as_of=2024-12-31")
    assert page.context["asked"].until == date(2025, 5, 30)
    assert "nhiệm kỳ đại hội: 2020-2025 (một phần, từ 01/06/2020)" in page.content.decode()
    assert client.get("/nguoi-dung-dau/?as_of=2025-12-31").context["asked"].until == date(
        2030, 6, 30
    )
    told = read(client, f"/nhan-su/{head.person_id}/?as_of=2025-12-31")
    assert "đã 01 nhiệm kỳ đại hội: 2020-2025" in told
