"""Sealing, and telling when anything sealed or submitted is no longer what it was."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from personnel.joining.joining import join
from personnel.joining.plan import Plan
from personnel.keeping.recording import Refused
from personnel.models import DossierCount, Person, Post, Unit
from reports.models import FrozenStanding, Period, Submission
from reports.periods import opening
from reports.periods.answering import send_back
from reports.periods.drafting import save_draft
from reports.periods.hashing import verify
from reports.periods.opening import amend_period
from reports.periods.sealing import missing_of, seal
from reports.sources import sealed_source
from targets.criteria import BY_CODE
from tests.factories import LOWLAND, person, post
from tests.reports.periods.handing import (
    LATER,
    approved,
    district_of,
    hand_in,
    others_in,
    seal_is_whole,
)


@pytest.fixture
def others(period, district):
    """The codes of the districts that should have handed in and have not."""
    return others_in(period, district)


@pytest.fixture
def submission(period, district, editor_a, province_admin):
    """Huyện Ba Tơ's report, approved."""
    place = district.children.order_by("code")[0]
    DossierCount.objects.create(unit=place, year=2025, online=3, total=4)
    return approved(period, district, editor_a, province_admin)


@pytest.fixture
def sealed(period, submission, others, province_admin):
    return seal(period, others, "Huyện Mộ Đức xin lùi.", by=province_admin, at=LATER)


def test_a_seal_names_the_missing_and_who_sealed(sealed, others, province_admin):
    sealed.refresh_from_db()
    assert (sealed.sealed_by, sealed.sealer) == (province_admin, str(province_admin))
    assert (sealed.sealed_at, sealed.seal_note) == (LATER, "Huyện Mộ Đức xin lùi.")
    assert sorted(unit["code"] for unit in sealed.missing) == sorted(others)
    assert len(sealed.seal_hash) == 64
    assert seal_is_whole(sealed)
    source = sealed_source(sealed)
    assert (source.root.level, source.digest) == ("province", sealed.seal_hash)
    assert source.label == "số liệu đã khóa ngày 06/01/2026"
    assert source.figures([BY_CODE["2025.key.theory"]]).figure(BY_CODE["2025.key.theory"]).met == 1
    own = sealed_source(sealed, [district_of("534").pk])
    assert [unit.code for unit in own.missing] == [own.root.code] == ["534"]
    assert own.rows().count() == 0


def test_a_district_with_nothing_to_report_holds_up_no_seal(sealed, district):
    """Lý Sơn has no communes; what it gets later changes nothing of what was sealed."""
    ly_son = district_of("536")
    assert [unit["code"] for unit in sealed.idle] == ["536"]
    assert "536" not in [unit["code"] for unit in sealed.missing]
    facts = {"level": "commune", "kind": "đặc khu", "parent": ly_son}
    Unit.objects.create(code="21548", name="Đặc khu Lý Sơn", **facts)
    whole, own = sealed_source(sealed), sealed_source(sealed, [ly_son.pk])
    assert [unit.code for unit in whole.units if unit.level == "district"] == ["535", "536"]
    assert (own.root.code, own.rows().count(), own.missing) == ("536", 0, [])


@pytest.mark.parametrize("who", ["province_viewer", "editor_a", "stranger"])
def test_who_may_not_seal(who, period, submission, others, request):
    with pytest.raises(Refused, match="quản trị cấp tỉnh"):
        seal(period, others, by=request.getfixturevalue(who), at=LATER)
    assert not Period.objects.sealed().exists()


def test_the_missing_must_be_those_that_the_administrator_saw(
    period, submission, others, province_admin
):
    for named in ([], others[1:], [*others, "535"]):
        with pytest.raises(Refused, match="Xem lại rồi xác nhận"):
            seal(period, named, by=province_admin, at=LATER)
    assert [unit.code for unit in missing_of(period, [submission])] == sorted(others)
    seal(period, others, by=province_admin, at=LATER)
    with pytest.raises(Refused, match="đã khóa"):
        seal(period, others, by=province_admin, at=LATER)


def test_not_while_a_report_waits_nor_with_none(period, district, others, editor_a, province_admin):
    with pytest.raises(Refused, match="chưa có báo cáo nào được duyệt"):
        seal(period, [*others, "535"], by=province_admin, at=LATER)
    waiting = hand_in(period, district, editor_a)
    with pytest.raises(Refused, match="chờ duyệt của Huyện Ba Tơ"):
        seal(period, others, by=province_admin, at=LATER)
    send_back(waiting, "Sửa", by=province_admin, at=LATER)
    with pytest.raises(Refused, match="chưa có báo cáo nào được duyệt"):
        seal(period, [*others, "535"], by=province_admin, at=LATER)


def test_the_latest_approved_version_counts(period, district, submission, editor_a, province_admin):
    second = hand_in(period, district, editor_a)
    send_back(second, "Bản cũ đúng hơn", by=province_admin, at=LATER)
    assert list(Submission.objects.of(period).counted()) == [submission]
    third = approved(period, district, editor_a, province_admin)
    assert list(Submission.objects.of(period).counted()) == [third]


def test_nobody_is_counted_in_two_districts(period, submission, others, province_admin):
    """Moved, as of that day, after the first district had handed in."""
    moved = Post.objects.get(person__full_name="Phạm Thị Hạnh")
    Post.objects.filter(pk=moved.pk).update(unit=Unit.objects.get(code=LOWLAND))
    city = Unit.objects.get(code=LOWLAND).parent
    approved(period, city, province_admin, province_admin)
    left = [code for code in others if code != city.code]
    with pytest.raises(Refused, match="tính ở hai báo cáo: Phạm Thị Hạnh"):
        seal(period, left, by=province_admin, at=LATER)


def test_no_commune_is_counted_in_two_districts(period, submission, others, province_admin):
    city = district_of("522")
    Unit.objects.filter(code=submission.units[-1]["code"]).update(parent=city)
    approved(period, city, province_admin, province_admin)
    with pytest.raises(Refused, match="tính ở hai báo cáo: " + submission.units[-1]["name"]):
        seal(period, [c for c in others if c != "522"], by=province_admin, at=LATER)


@pytest.mark.parametrize(
    "facts",
    [
        {"full_name": "Phạm Thị Hành"},
        {"theory": 3},
        {"birth_date": date(1980, 5, 2)},
        {"ethnicity_id": "Hrê"},
        {"sort_key": b"x"},
        {"outcomes": {}},
        {"mountain_commune": 0},
        {"person": 999_999},
    ],
    ids=lambda facts: next(iter(facts)),
)
def test_a_changed_row_is_found(facts, submission):
    row = submission.standings.get(full_name="Phạm Thị Hạnh")
    assert verify(submission)
    FrozenStanding.objects.filter(pk=row.pk).update(**facts)
    assert not verify(Submission.objects.get(pk=submission.pk))


def test_a_row_lost_or_added_is_found(submission):
    row = submission.standings.first()
    row.pk, row.person = None, 999_999
    row.save()
    assert not verify(submission)
    row.delete()
    assert verify(submission)
    submission.standings.first().delete()
    assert not verify(submission)


def test_whatever_else_was_frozen_is_watched_too(submission):
    renamed = [{**submission.units[0], "name": "Huyện Khác"}, *submission.units[1:]]
    altered = {
        "units": renamed,
        "dossiers": {key: [4, 4] for key in submission.dossiers},
        "notes": {"2025.key.theory": "Thêm sau."},
        "checklist": submission.checklist[1:],
        "submitter": "Người khác",
        "submitted_at": LATER,
        "people": 6,
        "version": 7,
    }
    for name, value in altered.items():
        fresh = Submission.objects.get(pk=submission.pk)
        assert verify(fresh)
        setattr(fresh, name, value)
        assert not verify(fresh), name


def test_a_changed_seal_is_found(sealed, submission):
    for facts in (
        {"name": "Báo cáo khác"},
        {"sealer": "Người khác"},
        {"seal_note": ""},
        {"missing": sealed.missing[1:]},
        {"idle": []},
    ):
        fresh = Period.objects.get(pk=sealed.pk)
        assert seal_is_whole(fresh)
        for name, value in facts.items():
            setattr(fresh, name, value)
        assert not seal_is_whole(fresh), facts
    Submission.objects.filter(pk=submission.pk).update(state="returned", answer="x")
    assert not seal_is_whole(Period.objects.get(pk=sealed.pk))


def test_sealing_refuses_what_was_tampered_with(period, submission, others, province_admin):
    submission.standings.filter(full_name="Phạm Thị Hạnh").update(theory=4)
    with pytest.raises(Refused, match="bị thay đổi: Huyện Ba Tơ"):
        seal(period, others, by=province_admin, at=LATER)


def test_nothing_of_a_sealed_period_is_written(sealed, district, editor_a, province_admin):
    with pytest.raises(Refused, match="đã khóa"):
        save_draft(sealed, district, {"2025.key.theory": ("", "Mới")}, {}, by=editor_a, at=LATER)
    with pytest.raises(Refused, match="đã khóa"):
        amend_period(
            sealed, "Tên khác", sealed.due, seen=opening.named(sealed), by=province_admin, at=LATER
        )
    with pytest.raises(IntegrityError), transaction.atomic():
        Period.objects.filter(pk=sealed.pk).update(seal_hash="")


def test_a_dissolved_commune_stays_in_the_report_as_such(
    period, district, editor_a, province_admin, others
):
    """Its code is another's by now; who still counts there is in neither one's figures twice."""
    old = district.children.order_by("code")[0]
    post(person(name="Lê Văn Cũ"), "CTUBND", unit=old.code)
    facts = {"level": "commune", "kind": "xã", "parent": district}
    Unit.objects.filter(pk=old.pk).update(valid_to=date(2025, 6, 30), name="Xã Cũ")
    new = Unit.objects.create(code=old.code, name="Xã Mới", valid_from=date(2025, 7, 1), **facts)
    approved(period, district, editor_a, province_admin)
    source = sealed_source(seal(period, others, by=province_admin, at=LATER))
    here = {unit.name: unit for unit in source.units}
    assert here["Xã Cũ"].valid_to == date(2025, 6, 30)
    figures = source.figures([BY_CODE["2025.key.theory"]])
    theory = BY_CODE["2025.key.theory"]
    assert figures.figure(theory, old.pk).covered == 1
    assert figures.figure(theory, new.pk).covered == 0
    assert figures.figure(theory, district.pk).covered == 3


def test_figures_of_a_period_that_is_not_sealed_are_refused(period):
    with pytest.raises(LookupError):
        sealed_source(period)


def test_a_seal_of_another_district_is_not_found(sealed):
    with pytest.raises(LookupError):
        sealed_source(sealed, [999_999])


def test_records_made_one_change_nothing_that_was_sealed(
    sealed, submission, editor_a, client_for, read
):
    frozen = list(submission.standings.order_by("pk").values())
    kept, gone = Person.objects.filter(pk__in=[row["person"] for row in frozen]).order_by("pk")[:2]
    plan = Plan(kept, gone)
    answers = {one.name: "kept" for one in plan.questions}
    old = gone.pk
    join(kept, gone, answers, seen=plan.seen, by=editor_a, at=timezone.now())
    assert list(submission.standings.order_by("pk").values()) == frozen
    assert seal_is_whole(sealed)
    page = read(client_for(editor_a), f"/bao-cao/da-nop/{submission.pk}/nguoi/")
    assert f'href="/nhan-su/{old}/' in page, "the old number leads on"
