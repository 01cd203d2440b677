"""Scans stay with their fact, whatever becomes of the fact and of the record."""

from datetime import date, timedelta
from html import unescape

import pytest
from django.utils import timezone

from personnel.actions.deleting import CHANGED, delete_record, fingerprint
from personnel.actions.ending import end_posts
from personnel.actions.posts import fingerprint as of_posts
from personnel.actions.restoring import restore
from personnel.joining.joining import join
from personnel.joining.plan import Plan
from personnel.joining.undoing import take_apart
from personnel.keeping.history import changes_to
from personnel.keeping.recording import Refused, open_posts, recording
from personnel.models import Credential, Person, Post, Scan
from personnel.scans.attaching import take_back
from personnel.scans.facts import facts_of
from sheets.importing import read_sheet
from sheets.models import Upload
from sheets.writing.undoing import undo
from sheets.writing.writing import write
from tests.factories import credential, person, post
from tests.personnel.actions.careers import ELSEWHERE
from tests.personnel.scans.papers import pdf
from tests.sheets.building import sheet_of, somebody
from tests.sheets.conftest import TODAY

pytestmark = pytest.mark.usefixtures("kept")


def seen_by(user, who):
    """The names of the scans that a user sees of somebody, by what they are told to prove."""
    return {one.told: [scan.name for scan in one.scans] for one in facts_of(who, user) if one.scans}


def proven(scan):
    """What a scan hangs on, as the database has it now."""
    scan.refresh_from_db()
    return scan.person_id, scan.credential_id, scan.post_id


def test_a_deleted_record_shows_none_and_has_them_again_once_restored(
    secretary, diploma, office, editor_a, province_admin, province_viewer, client_for, attached
):
    scans = [attached(diploma), attached(office, content=pdf(pages=2))]
    before, whose = [proven(scan) for scan in scans], secretary.pk
    page = client_for(editor_a).get(f"/nhan-su/{whose}/xoa/").content.decode()
    assert "1 văn bằng, chứng chỉ và 2 bản quét" in " ".join(unescape(page).split())
    seen = fingerprint(secretary)
    deletion = delete_record(secretary, "nhầm", seen=seen, by=editor_a, at=timezone.now())
    for user in (editor_a, province_admin, province_viewer):
        client = client_for(user)
        assert client.get(f"/ban-quet/{scans[0].pk}/").status_code == 404
        assert client.get(f"/nhan-su/{whose}/ban-quet/").status_code == 404
    restored = restore(deletion, by=province_admin, at=timezone.now())
    assert restored.pk == whose and [proven(scan) for scan in scans] == before
    assert client_for(editor_a).get(f"/ban-quet/{scans[0].pk}/").getvalue() == pdf()


def test_a_record_is_not_deleted_over_a_scan_attached_meanwhile(
    secretary, diploma, editor_a, attached
):
    seen = fingerprint(secretary)
    attached(diploma)
    with pytest.raises(Refused, match=CHANGED[:30]):
        delete_record(secretary, "nhầm", seen=seen, by=editor_a, at=timezone.now())


def test_of_a_deleted_credential_they_are_still_there(
    secretary, diploma, editor_a, viewer_a, client_for, attached
):
    scan = attached(diploma)
    with recording(by=editor_a, at=timezone.now(), reason="sửa") as scribe:
        scribe.hold(secretary)
        scribe.delete(diploma)
    gone = "Trình độ chuyên môn: Đại học, Luật (01/06/2012) (đã xóa khỏi hồ sơ)"
    assert seen_by(viewer_a, secretary) == {gone: ["bằng.pdf"]}
    assert gone in unescape(
        client_for(viewer_a).get(f"/nhan-su/{secretary.pk}/ban-quet/").content.decode()
    )
    assert client_for(viewer_a).get(f"/ban-quet/{scan.pk}/").getvalue() == pdf()
    assert "Bản quét văn bằng, quyết định</a>: 1 tệp" in unescape(
        client_for(viewer_a).get(f"/nhan-su/{secretary.pk}/").content.decode()
    )
    sentences = [said for change in changes_to(secretary) for said in change.sentences]
    assert "Đính kèm bản quét “bằng.pdf” của nội dung không còn trong hồ sơ" in sentences
    take_back(scan, by=editor_a, at=timezone.now())
    assert seen_by(viewer_a, secretary) == {} == seen_by(editor_a, secretary)


def test_of_a_post_that_ends_and_one_that_is_withdrawn(secretary, office, editor_a, attached):
    planned = post(secretary, "TCKT", start=date(2035, 1, 1))
    scans = [attached(office), attached(planned, name="dự kiến.pdf")]
    before = [proven(scan) for scan in scans]
    end_posts(
        secretary, [], date(2030, 5, 31), Post.EndReason.RETIRED,
        seen=of_posts(open_posts(secretary)), by=editor_a, at=timezone.now(),
        withdrawn=[planned.pk],
    )  # fmt: skip
    assert not Post.objects.filter(pk=planned.pk).exists()
    assert [proven(scan) for scan in scans] == before
    ended, withdrawn = seen_by(editor_a, secretary)
    assert ended.endswith("– 31/05/2030, nghỉ hưu")
    assert withdrawn.startswith("Tài chính - kế toán") and withdrawn.endswith("đã xóa khỏi hồ sơ)")


def test_they_go_with_the_record_to_another_board(
    secretary, diploma, office, editor_a, editor_b, client_for, attached
):
    scan = attached(diploma)
    assert client_for(editor_b).get(f"/ban-quet/{scan.pk}/").status_code == 404
    Post.objects.filter(pk=office.pk).update(end=date(2024, 2, 29))
    post(secretary, "PBT", ELSEWHERE, start=date(2024, 3, 1))
    for user in (editor_a, editor_b):
        assert client_for(user).get(f"/ban-quet/{scan.pk}/").status_code == 200
    keep = {"do": "take-back"}
    assert client_for(editor_a).post(f"/ban-quet/{scan.pk}/giu/", keep).status_code == 404
    assert client_for(editor_b).post(f"/ban-quet/{scan.pk}/giu/", keep).status_code == 302
    scan.refresh_from_db()
    assert scan.taken_back_by == editor_b


@pytest.fixture
def twin(secretary):
    """A second record of the secretary: one diploma is the same, one is not."""
    who = post(person(name="Phạm Thị Hạnh", sex="female"), "BT").person
    credential(who, "professional", 4, date(2012, 6, 1), field_of_study="Luật", number="B1")
    credential(who, "theory", 2, date(2018, 1, 1))
    return who


def whole():
    """Every scan as it stands, whatever its history."""
    return list(Scan.objects.order_by("pk").values())


def test_of_two_records_made_one_all_are_there_and_apart_again(
    secretary, diploma, office, twin, editor_a, client_for, attached
):
    same, other = twin.credentials.order_by("pk")
    mine = attached(diploma)
    theirs = [
        attached(fact, name=name, content=pdf(pages=number))
        for number, (fact, name) in enumerate(
            [(same, "hai.pdf"), (other, "ba.pdf"), (twin.posts.get(), "bốn.pdf")], start=2
        )
    ]
    gone = attached(other, name="rút.pdf", content=pdf(pages=9))
    take_back(gone, by=editor_a, at=timezone.now())
    before = whole()
    plan = Plan(secretary, twin)
    merge = join(secretary, twin, {}, seen=plan.seen, by=editor_a, at=timezone.now())
    assert proven(mine) == (secretary.pk, diploma.pk, None)
    assert [proven(scan) for scan in theirs] == [
        (secretary.pk, diploma.pk, None),
        (secretary.pk, other.pk, None),
        (secretary.pk, None, office.pk),
    ]
    assert proven(gone) == (secretary.pk, other.pk, None)
    assert [len(names) for names in seen_by(editor_a, secretary).values()] == [2, 1, 1]
    assert client_for(editor_a).get(f"/ban-quet/{theirs[0].pk}/").getvalue() == pdf(pages=2)
    changes = changes_to(secretary, joined=[merge.joined])
    said = [one for change in changes for one in change.sentences]
    assert any(one.startswith(f"Chuyển từ hồ sơ số {merge.joined}: bản quét “hai") for one in said)
    take_apart(merge, by=editor_a, at=timezone.now())
    assert whole() == before


def test_a_scan_attached_since_keeps_two_records_together(
    secretary, diploma, twin, editor_a, attached
):
    plan = Plan(secretary, twin)
    merge = join(secretary, twin, {}, seen=plan.seen, by=editor_a, at=timezone.now())
    attached(diploma)
    with pytest.raises(Refused, match="Đính kèm bản quét “bằng.pdf”"):
        take_apart(merge, by=editor_a, at=timezone.now())


def test_records_are_not_joined_over_a_scan_attached_meanwhile(
    secretary, diploma, twin, editor_a, attached
):
    seen = Plan(secretary, twin).seen
    attached(diploma)
    with pytest.raises(Refused, match="vừa được người khác sửa"):
        join(secretary, twin, {}, seen=seen, by=editor_a, at=timezone.now())


@pytest.fixture
def upload(province_admin):
    """A workbook written a day ago, with somebody new and their degree."""
    at = timezone.now() - timedelta(days=1)
    upload = Upload.objects.create(
        by=province_admin, at=at, name="ba-to.xlsx", sha256="0", size=1, state="written",
        written_at=at, written_by=province_admin,
    )  # fmt: skip
    rows = read_sheet(sheet_of(somebody(theory="TC", theory_year=2016)), TODAY).rows
    write(rows, by=province_admin, today=TODAY, at=at)
    return upload


def test_an_upload_is_not_taken_back_from_under_a_scan(upload, editor_a, province_admin, attached):
    attached(Credential.objects.filter(kind="theory").get())
    with pytest.raises(Refused, match="Đính kèm bản quét “bằng.pdf” của Lý luận chính trị"):
        undo(upload, by=province_admin, at=timezone.now())
    assert Person.objects.exists() and Scan.objects.exists()


def test_without_a_scan_it_is(upload, province_admin):
    undo(upload, by=province_admin, at=timezone.now())
    assert not Person.objects.exists()
