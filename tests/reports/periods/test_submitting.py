"""Submitting and answering: what is asked first, who may, and in what order."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction

from personnel.keeping.recording import Refused
from personnel.models import Unit
from reports.models import Draft, FrozenStanding, Submission
from reports.periods.answering import approve, send_back
from reports.periods.districts import progress
from reports.periods.freezing import standings_of
from reports.periods.hashing import verify
from reports.periods.sealing import seal
from reports.periods.submitting import Reply, submit
from reports.periods.summary import Summary
from targets.criteria import REGISTER
from targets.lens import Lens
from targets.sources import LiveSource
from tests.factories import person
from tests.reports.periods.handing import (
    DAY,
    DUE,
    LATER,
    NOON,
    a_period,
    approved,
    district_of,
    explain,
    hand_in,
    others_in,
)

State = Submission.State


def test_submitting_keeps_who_when_and_everyone_counted(period, district, editor_a):
    explain(period, district, notes={"2025.key.theory": "Hai người đang học."})
    submission = submit(period, district, by=editor_a, at=NOON)
    assert (submission.version, submission.state) == (1, State.SUBMITTED)
    assert (submission.submitted_by, submission.submitter) == (editor_a, str(editor_a))
    assert submission.submitted_at == NOON
    assert submission.people == submission.standings.count() == 5
    assert submission.notes == {"2025.key.theory": "Hai người đang học."}
    assert len(submission.units) == 1 + district.children.count()
    assert verify(Submission.objects.get())
    secretary = submission.standings.get(full_name="Phạm Thị Hạnh")
    assert secretary.outcomes["2025.key.professional"] == ["met", 4]
    assert secretary.outcomes["2025.key.position_update"] == ["unknown", None]
    assert "2025.civil.theory" not in secretary.outcomes
    kept = {item["code"]: item for item in submission.checklist}
    assert kept["cccd"]["count"] == 5
    assert kept["cccd"]["explanation"] == "Đang xác minh."
    assert kept["shared-head"]["explanation"] == ""


def test_what_is_neither_cleared_nor_explained_stops_it(period, district, editor_a):
    explain(period, district)
    draft = Draft.objects.get()
    del draft.explanations["cccd"], draft.explanations["dossiers"]
    draft.save()
    with pytest.raises(Refused, match=r"CCCD \(5\); Đơn vị cấp xã chưa có số liệu") as refused:
        submit(period, district, by=editor_a, at=NOON)
    assert "Chưa có dân tộc" not in str(refused.value)
    assert not Submission.objects.exists()


@pytest.mark.parametrize("who", ["province_viewer", "viewer_a", "editor_b", "stranger"])
def test_who_may_not_submit(who, period, district, request):
    explain(period, district)
    with pytest.raises(Refused, match="ngoài phạm vi"):
        submit(period, district, by=request.getfixturevalue(who), at=NOON)
    assert not Submission.objects.exists()


def test_not_before_the_day_but_on_it(district, editor_a):
    period = a_period(day=date(2026, 1, 5), due=date(2026, 1, 5))
    explain(period, district)
    with pytest.raises(Refused, match="chưa đến ngày"):
        submit(period, district, by=editor_a, at=NOON - timedelta(days=1))
    assert submit(period, district, by=editor_a, at=NOON).version == 1


def test_a_district_that_was_not_there_on_the_day_does_not_report(period, district, editor_a):
    type(district).objects.filter(pk=district.pk).update(valid_from=date(2026, 1, 1))
    with pytest.raises(Refused, match="không nộp báo cáo của kỳ này"):
        submit(period, district, by=editor_a, at=NOON)


def test_a_second_version_waits_for_the_answer_to_the_first(
    period, district, editor_a, province_admin
):
    first = hand_in(period, district, editor_a)
    with pytest.raises(Refused, match="lần 1 đang chờ duyệt"):
        submit(period, district, by=editor_a, at=LATER)
    send_back(first, "Thiếu Xã Ba Tô.", by=province_admin, at=LATER)
    for reply in (None, Reply(1, " \n"), Reply(2, "Trả lời một lần khác.")):
        with pytest.raises(Refused, match="lần 1 bị trả lại; trả lời lý do"):
            submit(period, district, reply, by=editor_a, at=LATER)
    with pytest.raises(Refused, match="không quá 1000"):
        submit(period, district, Reply(1, "x" * 1001), by=editor_a, at=LATER)
    second = submit(period, district, Reply(1, " Đã bổ sung. "), by=editor_a, at=LATER)
    assert (second.version, second.reply) == (2, "Đã bổ sung.")
    assert verify(second)
    approve(second, by=province_admin, at=LATER)
    third = submit(period, district, Reply(2, "Không ai hỏi."), by=editor_a, at=LATER)
    assert (third.version, third.reply) == (3, "")
    states = Submission.objects.of(period).values_list("version", "state")
    assert list(states) == [(3, "submitted"), (2, "approved"), (1, "returned")]


def test_the_database_lets_one_of_two_at_once_through(period, district, editor_a):
    first = hand_in(period, district, editor_a)
    facts = {"period": period, "district": district, "submitter": "x", "submitted_at": NOON}
    facts |= {"due": first.due, "rules": first.rules, "hash_version": first.hash_version}
    facts |= {"units": [], "sha256": "x"}
    for version in (1, 2):
        again = Submission(**facts, version=version, people=0)
        with pytest.raises(IntegrityError), transaction.atomic():
            again.save()
    assert Submission.objects.get() == first


def test_a_return_needs_a_reason_and_an_answer_is_given_once(
    period, district, editor_a, province_admin
):
    submission = hand_in(period, district, editor_a)
    for reason in ("", "  \n"):
        with pytest.raises(Refused, match="lý do"):
            send_back(submission, reason, by=province_admin, at=LATER)
    with pytest.raises(Refused, match="500 ký tự"):
        send_back(submission, "x" * 501, by=province_admin, at=LATER)
    returned = send_back(submission, " Thiếu Xã Ba Tô. ", by=province_admin, at=LATER)
    assert (returned.state, returned.answer) == (State.RETURNED, "Thiếu Xã Ba Tô.")
    assert (returned.answered_by, returned.answered_at) == (province_admin, LATER)
    with pytest.raises(Refused, match="đã được trả lời"):
        approve(submission, by=province_admin, at=LATER)
    with pytest.raises(Refused, match="đã được trả lời"):
        send_back(submission, "Lần nữa", by=province_admin, at=LATER)
    assert Submission.objects.get().answer == "Thiếu Xã Ba Tô."


@pytest.mark.parametrize("who", ["province_viewer", "editor_a", "viewer_a", "stranger"])
def test_who_may_not_answer(who, period, district, province_admin, request):
    submission = hand_in(period, district, province_admin)
    user = request.getfixturevalue(who)
    for answer in (approve, send_back):
        with pytest.raises(Refused, match="quản trị cấp tỉnh"):
            answer(submission, "Ý kiến", by=user, at=LATER)
    assert Submission.objects.get().waits


def test_answers_and_later_versions_leave_what_was_frozen(
    period, district, editor_a, province_admin
):
    first = hand_in(period, district, editor_a)
    frozen = [(row.pk, row.full_name, row.outcomes) for row in first.standings.order_by("pk")]
    send_back(first, "Sửa", by=province_admin, at=LATER)
    person_here = first.standings.get(full_name="Phạm Thị Hạnh").person
    type(person()).objects.filter(pk=person_here).update(full_name="Phạm Thị Khác")
    approve(hand_in(period, district, editor_a, LATER), by=province_admin, at=LATER)
    first.refresh_from_db()
    assert verify(first)
    assert frozen == [(r.pk, r.full_name, r.outcomes) for r in first.standings.order_by("pk")]


def test_nothing_is_handed_in_or_answered_after_the_seal(
    period, district, editor_a, province_admin
):
    submission = approved(period, district, editor_a, province_admin)
    seal(period, others_in(period, district), by=province_admin, at=LATER)
    with pytest.raises(Refused, match="đã khóa"):
        submit(period, district, by=editor_a, at=LATER)
    with pytest.raises(Refused, match="đã khóa"):
        approve(submission, by=province_admin, at=LATER)
    assert Submission.objects.get().version == 1


def test_a_district_with_nobody_hands_in_an_empty_report(period, province_admin):
    empty = district_of("532")
    submission = hand_in(period, empty, province_admin)
    assert submission.people == 0
    assert len(submission.units) == 1 + empty.children.count() > 1
    assert verify(submission)


def test_a_district_with_nothing_to_report_need_not_and_cannot(period, province_admin):
    """Lý Sơn has no communes: neither late nor silent, until it gets one or somebody serves."""
    after = DUE + timedelta(days=1)

    def now():
        rows = progress(period, province_admin)
        summary = Summary.of(period, rows, after)
        return next(row for row in rows if row.district.code == "536"), summary

    row, summary = now()
    assert (row.label, row.is_idle, row.is_late(after)) == ("Không phải nộp", True, False)
    assert (summary.idle, len(summary.expected)) == ([row], 12)
    assert row not in [*summary.silent, *summary.absent, *summary.late]
    assert not row.may_submit(province_admin)
    with pytest.raises(Refused, match="không phải nộp báo cáo"):
        submit(period, row.district, by=province_admin, at=NOON)
    facts = {"level": "commune", "kind": "đặc khu", "parent": row.district}
    Unit.objects.create(code="21548", name="Đặc khu Lý Sơn", valid_from=DAY, **facts)
    row, summary = now()
    assert row.is_late(after) and row in summary.silent and row.may_submit(province_admin)


def test_progress_says_who_is_in_and_who_is_late(period, district, editor_a, province_viewer):
    hand_in(period, district, editor_a)
    found = {row.district.code: row for row in progress(period, province_viewer)}
    assert len(found) == 13
    assert (found["535"].label, found["534"].label) == ("Chờ duyệt", "Chưa nộp")
    assert not found["534"].is_late(DUE)
    late = [code for code, row in found.items() if row.is_late(DUE + timedelta(days=1))]
    assert "535" not in late
    assert len(late) == 11
    assert not found["535"].may_submit(editor_a)


@pytest.mark.parametrize(
    ("who", "codes"),
    [("editor_a", ["535"]), ("viewer_a", ["535"]), ("editor_ab", ["534", "535"]), ("stranger", [])],
)
def test_a_district_sees_its_own_only(who, codes, period, district, editor_a, request):
    hand_in(period, district, editor_a)
    user = request.getfixturevalue(who)
    assert [row.district.code for row in progress(period, user)] == codes
    own = ["535"] if "535" in codes else []
    assert [s.district.code for s in Submission.objects.visible_to(user)] == own
    assert [d.district.code for d in Draft.objects.visible_to(user)] == own
    assert type(period).objects.visible_to(user).exists() == bool(codes)


def test_freezing_asks_the_same_number_of_queries_whatever_the_size(
    period, district, django_assert_num_queries
):
    source = LiveSource(Lens(period.target, period.day), district)
    for _ in range(2):
        with django_assert_num_queries(1):
            standings_of(source, REGISTER)
        assert not FrozenStanding.objects.exists()
        for number in range(7):
            who = person(name=f"Đinh Văn Thêm {number}")
            who.posts.create(unit=district.children.first(), title_id=1)
