"""Nobody is left out of a seal unseen: whoever counts is in a report or in a district named."""

import re
from datetime import date

import pytest
from django.urls import reverse

from personnel.keeping.recording import Refused
from personnel.models import DossierCount, Post, Unit
from reports.models import Period
from reports.periods.sealing import missing_of, seal
from reports.periods.unreported import unreported
from tests.factories import LOWLAND, MOUNTAIN, TOWNSHIP, person, post
from tests.reports.periods.handing import LATER, approved, district_of, others_in


@pytest.fixture
def kept(period, district, editor_a, province_admin):
    """Huyện Ba Tơ's report, approved: its five."""
    return approved(period, district, editor_a, province_admin)


@pytest.fixture
def elsewhere(province):
    """Two people of the city, in a commune with dossiers."""
    place = Unit.objects.get(code=LOWLAND)
    DossierCount.objects.create(unit=place, year=2025, online=1, total=2)
    for name in ("Lê Văn Phố", "Trần Thị Phường"):
        post(person(name=name), "TCKT", LOWLAND)
    return place


@pytest.fixture
def close(period, province_admin):
    """Return a function that seals as an administrator does who looked at the page before."""

    def seal_it():
        absent = missing_of(period, period.submissions.counted())
        return seal(period, [unit.code for unit in absent], by=province_admin, at=LATER)

    return seal_it


def test_who_is_under_a_district_named_as_missing_holds_nothing_up(kept, elsewhere, close):
    assert close().is_sealed


def test_not_while_people_are_under_a_district_that_has_ended(kept, elsewhere, close):
    """It reports no more and is not missing either: its people would be nowhere."""
    Unit.objects.filter(code="522", level="district").update(valid_to=date(2025, 6, 30))
    told = (
        f"2 người .* không có trong báo cáo nào được duyệt.*: {elsewhere}, .*Quảng Ngãi.* .2 người"
    )
    with pytest.raises(Refused, match=told):
        close()
    assert not Period.objects.sealed().exists()


def test_not_while_a_commune_has_come_into_a_district_that_reported_before(
    period, kept, elsewhere, close
):
    Unit.objects.filter(pk=elsewhere.pk).update(parent=district_of("535"))
    with pytest.raises(Refused, match=rf"2 người .*: {elsewhere}, Huyện Ba Tơ \(2 người\)"):
        close()


def test_not_while_somebody_came_after_the_report(kept, close):
    post(person(name="Bùi Văn Đến"), "TCKT", MOUNTAIN)
    with pytest.raises(Refused, match="1 người"):
        close()


def test_whoever_moved_after_the_report_is_in_it(kept, close):
    Post.objects.filter(person__full_name="Phạm Thị Hạnh").update(
        unit=Unit.objects.get(code=LOWLAND)
    )
    assert close().is_sealed


def test_a_report_handed_in_again_settles_it(
    period, district, kept, elsewhere, close, editor_a, province_admin
):
    Unit.objects.filter(pk=elsewhere.pk).update(parent=district)
    again = approved(period, district, editor_a, province_admin)
    assert again.people == 7 and close().is_sealed


def test_not_while_dossiers_are_in_no_report(period, district, kept, close, editor_a,
                                             province_admin):  # fmt: skip
    township = Unit.objects.get(code=TOWNSHIP)
    nothing = {"unit": Unit.objects.get(code=MOUNTAIN), "online": 0, "total": 0}
    DossierCount.objects.create(year=2025, **nothing)
    DossierCount.objects.create(unit=township, year=2024, online=1, total=2)
    counted = DossierCount.objects.create(unit=township, year=2025, online=1, total=2)
    told = f"hồ sơ công việc năm 2025 của {township} không có trong báo cáo nào"
    with pytest.raises(Refused, match=told):
        close()
    counted.online = 2
    counted.save()
    approved(period, district, editor_a, province_admin)
    assert close().is_sealed


def test_whoever_counts_no_more_is_counted_and_holds_nothing_up(period, kept, close):
    gone = Post.objects.get(person__full_name="Phạm Thị Hạnh").person
    gone.delete()
    found = unreported(period, [kept], missing_of(period, [kept]))
    assert (found.gone, found.people, bool(found)) == (1, 0, False)
    assert close().is_sealed


def test_the_page_names_them_before_anybody_seals(
    period, kept, elsewhere, province_admin, client_for, read, length_of
):
    client, page = client_for(province_admin), reverse("period-seal", args=[period.pk])
    assert "Chưa khóa được" not in read(client, page)
    Unit.objects.filter(code="522", level="district").update(valid_to=date(2025, 6, 30))
    shown = re.sub(r"\s+", " ", read(client, page))
    assert "Chưa khóa được: còn người hoặc số liệu ngoài các báo cáo" in shown
    main = shown.split("<main")[1].split("</main")[0]
    assert "hết hiệu lực ngày 30/06/2025" in main and "<form method" not in main
    links = re.findall(r'href="([^"]+/khoa/nguoi/[^"]*)">([\d.]+) người', shown)
    assert len(links) == 2
    for link, people in links:
        assert length_of(client, link) == int(people) == 2
    listed = read(client, links[0][0])
    assert "Lê Văn Phố" in listed and "Phạm Thị Hạnh" not in listed
    assert "Nội dung giữ như khi nộp" not in listed
    refused = client.post(page, {"missing": others_in(period, kept.district), "confirmed": "on"})
    assert refused.status_code == 409 and "2 người được tính" in refused.content.decode()


def test_the_page_names_who_stays_though_gone(
    period, kept, province_admin, client_for, read, length_of
):
    Post.objects.get(person__full_name="Phạm Thị Hạnh").person.delete()
    client = client_for(province_admin)
    shown = read(client, reverse("period-seal", args=[period.pk]))
    ((link, people),) = re.findall(r'href="([^"]+who=gone)">(\d+) người', shown)
    assert length_of(client, link) == int(people) == 1
    assert "Phạm Thị Hạnh" in read(client, link)
    assert client.get(link.replace("gone", "khac")).status_code == 400


def test_the_work_does_not_grow(period, kept, elsewhere, django_assert_num_queries):
    Unit.objects.filter(code="522", level="district").update(valid_to=date(2025, 6, 30))
    for number in range(2):
        absent = missing_of(period, [kept])
        with django_assert_num_queries(6):
            found = unreported(period, [kept], absent)
        assert found.people == 2 + 3 * number
        for extra in range(3):
            post(person(name=f"Lê Văn Thêm {extra}"), "TCKT", LOWLAND)
