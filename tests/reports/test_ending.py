"""The page that ends titles, and a criterion of whose groups no title is left."""

import json
from datetime import date
from io import BytesIO

import pytest
from openpyxl import load_workbook

from personnel.models import Batch, Post, Title
from reports.ending import last_sealed_day
from reports.periods.sealing import missing_of, seal
from tests.factories import LOWLAND, person, post
from tests.forms import fields_of
from tests.reports.periods.handing import LATER, a_period, approved, district_of

URL = "/chuc-danh/ket-thuc/"
LAST = date(2025, 6, 30)
CRITERION = "/chi-tieu/2025.nonspecialised.theory/"


@pytest.fixture
def client(ba_to, province_admin, client_for):
    post(person(name="Lê Văn Hai"), "TY", LOWLAND)
    return client_for(province_admin)


@pytest.fixture
def period(province):
    return a_period()


@pytest.fixture
def district(ba_to):
    return district_of("535")


def asked(last="30/06/2025", group="nonspecialised"):
    ids = Title.objects.filter(group=group).values_list("pk", flat=True)
    return {"title": list(ids), "last": last}


def send(client, **more):
    """Send what the preview of the titles shows."""
    page = client.get(URL, asked())
    return client.post(URL, asked() | {"seen": page.context["plan"].seen} | more, follow=True)


def test_a_group_is_picked_with_one_click(client):
    page = client.get(URL, {"group": "civil"})
    ticked = {t.code for _, among in page.context["form"].by_group for t, on in among if on}
    assert ticked == {"CHT", "VPTK", "DCXD-P", "DCXD-X", "TCKT", "TPHT", "VHXH"}


def test_the_preview_writes_nothing(client):
    page = client.get(URL, asked()).content.decode()
    assert "<strong>2 người đang giữ</strong>" in page
    assert not Batch.objects.exists() and not Post.objects.filter(end__isnull=False).exists()


def test_the_titles_end_and_the_criterion_says_since_when(client):
    told = send(client)
    assert "Đã ghi: Kết thúc chức danh hết ngày 30/06/2025" in told.content.decode()
    assert Post.objects.filter(title__group="nonspecialised", end=LAST).count() == 2
    gone = "hông còn đối tượng từ 01/07/2025"
    after = client.get(CRITERION, {"as_of": "2025-07-01"}).content.decode()
    before = client.get(CRITERION, {"as_of": "2025-06-30"}).content.decode()
    assert gone in after and gone not in before
    listed = client.get("/chi-tieu/", {"as_of": "2025-07-01"}).content.decode()
    assert gone in listed
    assert gone not in client.get("/chi-tieu/2025.civil.theory/?as_of=2025-07-01").content.decode()


def live_file(client, form):
    answer = client.get(f"/bao-cao/truc-tiep.{form}?as_of=2025-07-01&horizon=2025")
    return b"".join(answer.streaming_content) if answer.streaming else answer.content


def test_the_workbook_says_so_too(client):
    send(client)
    book = load_workbook(BytesIO(live_file(client, "xlsx")), read_only=True)
    rows = [row for sheet in book for row in sheet.iter_rows(values_only=True)]
    assert any("Không còn đối tượng từ 01/07/2025." in str(cell) for row in rows for cell in row)


def test_so_do_the_figures_for_other_systems(client):
    send(client)
    targets = json.loads(live_file(client, "json"))["targets"]
    over = {target["criterion"]: target["over_since"] for target in targets}
    assert over["2025.nonspecialised.theory"] == "2025-07-01"
    assert over["2025.civil.theory"] is None


def test_a_preview_of_before_is_not_written(client):
    told = send(client, seen="0" * 64)
    assert "vừa được thay đổi ở nơi khác" in told.content.decode()
    assert not Batch.objects.exists()


def test_a_day_before_the_last_seal_is_refused(client, monkeypatch):
    monkeypatch.setattr("reports.ending.last_sealed_day", lambda: date(2025, 12, 31))
    page = client.get(URL, asked()).content.decode()
    assert "Số liệu đến ngày 31/12/2025 đã khóa" in page and "Xem trước</h2>" not in page
    client.post(URL, asked() | {"seen": "x"})
    assert not Batch.objects.exists()


def test_the_last_sealed_day_is_that_of_a_seal(period, district, editor_a, province_admin):
    assert last_sealed_day() is None
    kept = approved(period, district, editor_a, province_admin)
    absent = [unit.code for unit in missing_of(period, [kept])]
    seal(period, absent, by=province_admin, at=LATER)
    assert last_sealed_day() == period.day


def test_only_administrators_end_titles(ba_to, province_viewer, editor_a, client_for):
    for user in (province_viewer, editor_a):
        assert client_for(user).get(URL).status_code == 404
        assert client_for(user).post(URL, asked()).status_code == 404


def test_nothing_chosen_is_told(client):
    page = client.get(URL, {"last": "30/06/2025"})
    assert "Đánh dấu ít nhất một chức danh." in page.content.decode()
    assert fields_of(page, None) is not None
