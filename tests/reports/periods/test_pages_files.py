"""Reports taken away: what each address gives, to whom, and what is kept of it."""

import csv
import json
from datetime import date
from io import BytesIO

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from personnel.models import Disclosure, Post
from reports.periods import views_files
from reports.periods.sealing import missing_of, seal
from targets.criteria import BY_CODE
from tests.factories import LOWLAND, person, post
from tests.reports.periods.handing import LATER, approved, hand_in

THEORY = "2025.key.theory"


@pytest.fixture
def sealed(period, district, editor_a, province_admin):
    kept = approved(period, district, editor_a, province_admin)
    absent = [unit.code for unit in missing_of(period, [kept])]
    return seal(period, absent, by=province_admin, at=LATER)


def figure(document, unit, criterion=THEORY):
    rows = next(u for u in document["units"] if u["unit"] == unit)["criteria"]
    return next(row for row in rows if row["criterion"] == criterion)


def test_the_pdf_of_a_seal_is_printed_from_the_workbook_that_it_issued(
    sealed, province_admin, client_for, monkeypatch
):
    printed = []
    monkeypatch.setattr(views_files, "pdf_of", lambda content, *_: printed.append(content) or b"%")
    client = client_for(province_admin)
    response = client.get(reverse("period-file", args=[sealed.pk, "pdf"]))
    assert (response.content, response["Content-Type"]) == (b"%", "application/pdf")
    assert response["Content-Disposition"].endswith('.pdf"')
    workbook = client.get(reverse("period-file", args=[sealed.pk, "xlsx"]))
    assert printed == [workbook.content]
    pdf, xlsx = Disclosure.objects.order_by("pk")
    assert pdf.people == xlsx.people > 0 and "tệp PDF" in pdf.detail


def test_json_of_a_period_is_live_until_it_is_sealed(
    period, district, editor_a, province_admin, client_for
):
    client = client_for(province_admin)
    url = reverse("period-file", args=[period.pk, "json"])
    assert url == f"/bao-cao/{period.pk}.json"
    live = client.get(url).json()
    assert (live["source"], live["hash"]) == ("số liệu trực tiếp", "")
    assert figure(live, "51")["met"] == 1 and figure(live, "535")["covered"] == 2
    kept = approved(period, district, editor_a, province_admin)
    absent = [unit.code for unit in missing_of(period, [kept])]
    seal(period, absent, by=province_admin, at=LATER)
    sealed = client.get(url).content
    Post.objects.all().delete()
    assert client.get(url).content == sealed
    document = json.loads(sealed)
    period.refresh_from_db()
    assert document["hash"] == period.seal_hash and len(document["missing"]) == 11
    assert figure(document, "535")["covered"] == 2


def test_a_board_is_given_its_own_district(sealed, editor_a, viewer_a, client_for):
    for user in (editor_a, viewer_a):
        client = client_for(user)
        for url in (
            reverse("period-file", args=[sealed.pk, "json"]),
            f"{reverse('report-file', args=['json'])}?as_of=31/12/2025",
        ):
            assert client.get(url).json()["root"] == "535"
            assert client.get(f"{url}{'&' if '?' in url else '?'}unit=534").status_code == 404
            assert client.get(f"{url}{'&' if '?' in url else '?'}unit=51").status_code == 404


def test_whoever_has_two_districts_chooses_one(sealed, editor_ab, client_for):
    client = client_for(editor_ab)
    for url in (
        reverse("period-file", args=[sealed.pk, "csv"]),
        reverse("report-file", args=["csv"]),
    ):
        response = client.get(url)
        assert response.status_code == 409 and "hãy chọn một đơn vị" in response.content.decode()
        assert client.get(f"{url}?unit=535").status_code == 200


def test_no_report_is_on_a_commune(sealed, province_viewer, client_for):
    client = client_for(province_viewer)
    live = client.get(reverse("report-file", args=["json"]), {"unit": LOWLAND})
    assert live.status_code == 400 and "cho một đơn vị nộp báo cáo" in live.content.decode()
    kept = client.get(reverse("period-file", args=[sealed.pk, "json"]), {"unit": LOWLAND})
    assert kept.status_code == 404


def test_a_workbook_with_names_is_kept_in_the_log(sealed, editor_a, client_for):
    client = client_for(editor_a)
    url = reverse("period-file", args=[sealed.pk, "xlsx"])
    response = client.get(url)
    name = "bao-cao-huyen-ba-to-2025-12-31-muc-tieu-2025-da-khoa.xlsx"
    assert response["Content-Disposition"] == f'attachment; filename="{name}"'
    assert load_workbook(BytesIO(response.content)).worksheets
    kept = Disclosure.objects.get()
    assert (kept.user, kept.kind) == (editor_a, Disclosure.Kind.LIST)
    assert kept.people > 0 and "Huyện Ba Tơ" in kept.detail and "đã khóa" in kept.detail
    assert client.get(url).content == response.content
    for form in ("csv", "json"):
        client.get(reverse("period-file", args=[sealed.pk, form]))
    assert Disclosure.objects.count() == 2


def test_csv_is_sheet_two(sealed, province_viewer, client_for):
    response = client_for(province_viewer).get(reverse("period-file", args=[sealed.pk, "csv"]))
    text = response.content.decode("utf-8-sig")
    rows = list(csv.reader(text.splitlines()))
    theory = next(at for at, name in enumerate(rows[0]) if BY_CODE[THEORY].label in name)
    by_code = {row[1]: row for row in rows}
    assert by_code["535"][theory : theory + 3] == ["2", "1", "50,00%"]
    assert set(by_code["534"][4:]) == {""}


def test_a_submission_is_given_as_it_was_handed_in(period, district, editor_a, client_for):
    kept = hand_in(period, district, editor_a)
    client, url = client_for(editor_a), reverse("submission-file", args=[kept.pk, "json"])
    before = client.get(url).content
    post(person(name="Lê Mới"), "BT")
    assert client.get(url).content == before
    assert json.loads(before)["hash"] == kept.sha256
    live = client.get(reverse("period-file", args=[period.pk, "json"])).json()
    assert figure(live, "535")["covered"] == 3


def test_a_report_of_any_day_is_taken_from_the_records(ba_to, province_viewer, client_for):
    url = reverse("report-file", args=["json"])
    client = client_for(province_viewer)
    document = client.get(url, {"as_of": "31/12/2024", "horizon": "2025", "unit": "535"}).json()
    assert (document["day"], document["horizon"]) == (date(2024, 12, 31).isoformat(), "2025")
    assert client.get(url, {"as_of": "31/02/2024"}).status_code == 400
