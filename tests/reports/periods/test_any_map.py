"""Communes, or groups of them, hand in where there are no districts."""

import re
from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import F

from accounts.models import Grant
from personnel.keeping.recording import Refused
from personnel.models import DossierCount, Membership, Post, Title, Unit
from reports.models import FrozenStanding, Period, ReportsBy, Submission
from reports.models.reporting import may_hand_in
from reports.periods import table
from reports.periods.differences import differences
from reports.periods.districts import progress, reporting_in
from reports.periods.files import checked_files
from reports.periods.notices import addressees
from reports.periods.opening import open_period, open_replacement
from reports.periods.sealing import missing_of, seal
from reports.periods.submitting import submit
from reports.reporters import offers_on, reporters_of, reporting_for
from reports.sources import sealed_source, submitted_source
from reports.tasks_periods import reports_waiting
from reports.workbooks.annual.forms import FORMS
from reports.workbooks.annual.report import sealed_report
from tests import maps
from tests.factories import MOUNTAIN, person
from tests.reports.periods.handing import (
    DAY,
    DUE,
    LATER,
    NOON,
    a_period,
    a_user,
    approved,
    hand_in,
    seal_is_whole,
)

Role = Grant.Role
BEFORE = date(2025, 6, 30)


@pytest.fixture
def groups(small_province, ba_to):
    """The map without districts, with the five people of Ba Tơ in it; the groups."""
    return maps.reorganise()


@pytest.fixture
def group(groups):
    """The group of Ba Tơ's communes."""
    return next(unit for unit in groups if "Ba Tơ" in unit.name)


@pytest.fixture
def commune(group):
    """The commune in which the five people are now."""
    placed = Post.objects.filter(unit__code=MOUNTAIN).placed_on(DAY)
    return Unit.objects.get(pk=placed.values_list(F("place"), flat=True).first())


def by(what, **facts):
    return a_period(f"Theo {what}", reports_by=what, **facts)


@pytest.fixture
def sealed(groups, commune, group, province_admin):
    """A period that communes handed in for, all but one, sealed."""
    period = by("communes")
    absent, *there = sorted(reporting_in(period), key=lambda unit: unit == commune)
    for unit in there:
        approved(period, unit, province_admin, province_admin)
    return seal(period, [absent.code], by=province_admin, at=LATER + timedelta(days=1))


def test_what_the_map_of_a_day_offers_is_told_with_numbers(groups):
    told = {offer.by: offer.label for offer in offers_on(DAY)}
    communes = Unit.objects.in_force(DAY).communes().count()
    assert list(told) == ["communes", "groups"]
    assert told["communes"].startswith(f"{communes} xã")
    assert told["groups"] == "3 địa bàn nộp báo cáo"
    assert [offer.by for offer in offers_on(BEFORE)] == ["districts"]
    assert offers_on(BEFORE)[0].label == "3 huyện, thị xã, thành phố nộp báo cáo"


def test_a_commune_in_no_group_hands_in_itself_and_is_named(group, commune):
    Membership.objects.get(unit=commune).delete()
    (_, offer) = offers_on(DAY)
    told = f"1 xã không thuộc địa bàn nào tự nộp: {commune}"
    assert offer.label == f"3 địa bàn nộp báo cáo; {told}"
    assert commune in reporters_of(by("groups"))


def test_groups_that_share_a_commune_cannot_hand_in(groups, group, commune):
    other = next(unit for unit in groups if unit != group)
    Membership.objects.create(group=other, unit=commune)
    assert [offer.by for offer in offers_on(DAY)] == ["communes"]


def test_one_way_is_chosen_when_a_period_is_opened(groups, province_admin):
    opening = {"by": province_admin, "at": NOON}
    with pytest.raises(Refused, match="chọn đơn vị nộp báo cáo.*xã.*địa bàn"):
        open_period("Không chọn", DAY, "2025", DUE, **opening)
    with pytest.raises(Refused, match="chọn đơn vị nộp báo cáo"):
        open_period("Huyện", DAY, "2025", DUE, "districts", **opening)
    opened = open_period("Xã", DAY, "2025", DUE, "communes", **opening)
    assert opened.reports_by == ReportsBy.COMMUNES
    before = open_period("Trước", BEFORE, "2025", DUE, **opening)
    assert before.reports_by == ReportsBy.DISTRICTS
    with pytest.raises(Refused, match="huyện"):
        open_period("Trước nữa", BEFORE, "2030", DUE, "communes", **opening)


def test_the_page_of_opening_offers_what_the_day_has(groups, client_for, province_admin, read):
    client, url = client_for(province_admin), "/bao-cao/mo/"
    sent = {"name": "Kỳ", "day": "31/12/2025", "horizon": "2025", "due": "15/01/2026"}
    asked = client.post(url, sent)
    assert asked.status_code == 422
    assert "Chọn đơn vị nộp báo cáo." in asked.content.decode()
    wrong = client.post(url, sent | {"day": "30/06/2025", "reports_by": "groups"})
    assert wrong.status_code == 422 and "xem lại rồi chọn" in wrong.content.decode()
    assert not Period.objects.exists()
    assert client.post(url, sent | {"reports_by": "groups"}).status_code == 302
    assert Period.objects.get().reports_by == "groups"


def test_what_hands_in_is_of_a_known_kind(groups):
    period = a_period()
    with pytest.raises(IntegrityError, match="period_reports_by_known"), transaction.atomic():
        Period.objects.filter(pk=period.pk).update(reports_by="wards")
    period.reports_by = "wards"
    with pytest.raises(ValidationError, match="Đơn vị nộp báo cáo không hợp lệ"):
        period.validate_constraints()


def test_a_day_before_the_decree_is_reported_by_districts(groups):
    period = a_period(day=BEFORE)
    assert {unit.code for unit in reporters_of(period)} == {"522", "534", "535"}


def test_which_unit_hands_in_for_which(groups, group, commune, small_province):
    communes, by_groups = by("communes"), by("groups", horizon="2030")
    assert reporting_for(communes, commune) == {commune.pk}
    assert reporting_for(communes, group) == group.parts
    assert reporting_for(by_groups, commune) == reporting_for(by_groups, group) == {group.pk}
    assert reporting_for(communes, small_province) == frozenset()
    district = Unit.objects.get(code="535", level="district")
    assert reporting_for(a_period(day=BEFORE), district) == {district.pk}


def test_an_old_districts_board_hands_in_for_what_came_wholly_from_it(
    groups, group, commune, editor_a, viewer_a
):
    period, by_groups = by("communes"), by("groups", horizon="2030")
    theirs = [each.district for each in progress(period, editor_a)]
    assert {unit.pk for unit in theirs} == group.parts
    assert [each.district for each in progress(by_groups, editor_a)] == [group]
    assert may_hand_in(editor_a, commune) and may_hand_in(editor_a, group)
    assert not may_hand_in(viewer_a, commune)
    assert hand_in(period, commune, editor_a).people == 5
    with pytest.raises(Refused, match="ngoài phạm vi"):
        submit(by_groups, group, by=viewer_a, at=NOON)


def test_a_communes_board_reports_for_itself_alone(groups, group, commune):
    user = a_user("xa")
    user.grants.create(role=Role.EDITOR, unit=commune)
    period, by_groups = by("communes"), by("groups", horizon="2030")
    assert [each.district for each in progress(period, user)] == [commune]
    assert list(Period.objects.visible_to(user)) == [period]
    assert progress(by_groups, user) == []
    assert not may_hand_in(user, group)
    assert reports_waiting(user, DAY + timedelta(days=1)) == 1
    hand_in(period, commune, user)
    assert reports_waiting(user, DAY + timedelta(days=1)) == 0
    assert Submission.objects.visible_to(user).count() == 1


def test_whoever_has_a_right_that_goes_as_far_is_written_to(groups, group, commune):
    a_user("cũ", (Role.EDITOR, "535"), email="cu@example.org")
    a_user("khác", (Role.EDITOR, "534"), email="khac@example.org")
    own = a_user("nhóm", email="nhom@example.org")
    own.grants.create(role=Role.VIEWER, unit=group)
    assert addressees([commune.pk], NOON) == ["cu@example.org", "nhom@example.org"]


def test_a_group_counts_its_communes(groups, group, commune, editor_a):
    old = Unit.objects.get(code=MOUNTAIN, valid_to__isnull=False)
    DossierCount.objects.create(unit=old, year=2025, total=90, online=60)
    DossierCount.objects.create(unit=commune, year=2025, total=10, online=5)
    kept = hand_in(by("groups"), group, editor_a)
    assert {facts["id"] for facts in kept.units} == group.parts | {group.pk}
    assert kept.people == FrozenStanding.objects.filter(unit_id__in=group.parts).count() == 5
    assert kept.dossiers == {str(commune.pk): [65, 100]}
    source = submitted_source(kept)
    figures = source.figures(source.lens.criteria)
    dossiers = next(c for c in source.lens.criteria if not c.about_people)
    assert figures.figure(dossiers, frozenset(group.parts)).covered == 100
    assert not differences(kept)


def test_a_group_that_was_frozen_keeps_its_communes(group, commune, editor_a):
    kept = hand_in(by("groups"), group, editor_a)
    Membership.objects.filter(group=group).delete()
    fresh = Submission.objects.get(pk=kept.pk)
    assert submitted_source(fresh).root.parts == group.parts
    assert list(submitted_source(fresh).listed().values_list("person", flat=True))


def test_a_seal_over_communes_adds_up_by_groups(sealed, group):
    """And the communes that are in no report are named, without numbers."""
    report = sealed_report(sealed)
    (missing,) = report.source.missing
    assert [found.district for found in report.groups] == report.source.groups
    assert len(report.groups) == 3
    inside = next(found for found in report.groups if missing.pk in found.absent)
    assert missing in inside.communes and not inside.missing
    whole = report.count("group all")
    assert whole == sum(report.count("group all", found.district) for found in report.groups)
    assert whole == FrozenStanding.objects.count() > 0
    assert not report.has_districts


def test_a_sealed_period_stays_to_the_byte_whatever_becomes_of_its_units(
    small_province, ba_to, province_admin, editor_a, client_for, read
):
    """Sealed by districts, before the decrees are entered; hash, pages and files stay."""
    period = a_period(day=date(2024, 12, 31), due=date(2026, 12, 31))
    district = Unit.objects.get(code="535")
    approved(period, district, editor_a, province_admin)
    others = [unit.code for unit in missing_of(period, Submission.objects.of(period).counted())]
    period = seal(period, others, by=province_admin, at=LATER)
    client = client_for(province_admin)
    pages = [f"/bao-cao/{period.pk}/huyen/535/", f"/bao-cao/{period.pk}/"]
    before = [_figures(read(client, page)) for page in pages]
    files = {name: form.write(sealed_report(period)).content for name, form in FORMS.items()}
    maps.reorganise()
    period = Period.objects.get(pk=period.pk)
    assert seal_is_whole(period)
    assert [_figures(read(client, page)) for page in pages] == before
    again = {name: form.write(sealed_report(period)).content for name, form in FORMS.items()}
    assert again == files
    assert sealed_report(period).has_districts
    assert reporting_for(period, district) == {district.pk}


def _figures(page):
    """Return what a page shows below its menu, without keys of its forms."""
    return page.partition("<main")[2].partition("<form")[0]


def test_groups_that_hand_in_are_sealed_as_they_were(groups, group, commune, province_admin):
    period = by("groups")
    for unit in groups:
        approved(period, unit, province_admin, province_admin)
    sealed = seal(period, by=province_admin, at=LATER + timedelta(days=1))
    assert seal_is_whole(sealed)
    Membership.objects.filter(unit=commune).delete()
    source = sealed_source(sealed)
    assert [unit.pk for unit in source.groups] == [unit.pk for unit in groups]
    assert reporting_for(sealed, commune) == {group.pk}
    report = sealed_report(sealed, (group.pk,))
    assert report.root.parts == group.parts and report.count("group all") == 5
    files, whole = checked_files(sealed, source)
    assert whole and {each.file.unit for each in files} >= {unit.pk for unit in groups}


def test_a_group_that_is_missing_stands_once_without_numbers(groups, group, province_admin):
    period = by("groups")
    approved(period, group, province_admin, province_admin)
    others = [unit.code for unit in groups if unit != group]
    report = sealed_report(seal(period, others, by=province_admin, at=LATER + timedelta(days=1)))
    assert {found.district.name: found.missing for found in report.groups} == {
        unit.name: unit != group for unit in groups
    }
    assert [unit.pk for unit in report.source.groups] == [group.pk]


def test_a_person_who_was_recorded_meanwhile_stands_in_the_way_of_the_seal(
    groups, group, commune, province_admin
):
    period = by("communes")
    approved(period, commune, province_admin, province_admin)
    others = [unit.code for unit in reporting_in(period) if unit != commune]
    facts = {"unit": commune, "title": Title.objects.get(code="CTUBND")}
    late = Post.objects.create(
        person=person(), start=date(2025, 8, 1), start_precision="day", **facts
    )
    with pytest.raises(Refused, match=f"1 người được tính.*{commune}"):
        seal(period, others, by=province_admin, at=LATER)
    late.delete()
    assert seal(period, others, by=province_admin, at=LATER).is_sealed


def test_a_replacement_is_of_the_same_units(sealed, province_admin):
    opened = open_replacement(sealed, "Thay", DUE, "Thiếu người", by=province_admin, at=LATER)
    assert opened.reports_by == ReportsBy.COMMUNES


def test_the_table_of_many_units_is_narrowed_and_sorted(
    groups, group, commune, province_admin, client_for, read, monkeypatch
):
    monkeypatch.setattr(table, "MANY", 2)
    period, client = by("communes"), client_for(province_admin)
    hand_in(period, commune, province_admin)
    page = f"/bao-cao/{period.pk}/"

    def rows(asked=""):
        shown = read(client, page + asked).partition('class="cards progress"')[2]
        return re.findall(r'huyen/([\w-]+)/">', shown.partition("</table>")[0])

    assert rows("?state=waiting") == [commune.code]
    silent, every = rows("?state=silent"), rows()
    assert commune.code not in silent and len(silent) == len(every) - 1
    assert rows("?sort=people")[0] == commune.code and sorted(every) == every
    assert 'Chờ duyệt <span class="faint">1</span>' in read(client, page)
    assert client.get(page + "?state=x").status_code == 400
    assert client.get(page + "?sort=x").status_code == 400
