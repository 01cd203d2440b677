"""The page of a decree: looked at, people sent, applied, put off, undone, by administrators."""

from datetime import UTC, datetime

import pytest
import time_machine
from django.urls import reverse

from accounts.models import Grant, User
from personnel.models import Decree, Post, Unit
from reorganising.models import DecreeDraft
from tests.factories import TOWNSHIP
from tests.reorganising.decrees import tables
from tests.reorganising.looking.township import NEW, OTHER

CHANGED = "2025.civil.professional"
BEFORE_THE_DAY = datetime(2024, 6, 25, 3, tzinfo=UTC)


@pytest.fixture
def admin(client_for, province_admin):
    return client_for(province_admin)


@pytest.fixture
def merged(admin, people, drafted, merging):
    """A decree that was applied."""
    draft = drafted(merging)
    admin.post(reverse("decree-apply", args=[draft.pk]), {"version": draft.version})
    return Decree.objects.get(number=draft.number)


def preview_of(draft):
    return reverse("decree-preview", args=[draft.pk])


def test_the_page_tells_what_applying_comes_to_and_writes_nothing(
    admin, people, drafted, merging, read
):
    draft = drafted(merging)
    before = tables()
    page = read(admin, preview_of(draft))
    assert "2 xã, thị trấn kết thúc, 1 xã bắt đầu" in page
    assert "Xã Ba Mới" in page and "Chờ quyết định nhân sự" in page
    assert "1 người</a> nay ở xã miền núi" in page
    assert tables() == before


@pytest.mark.parametrize(
    ("name", "argument", "told"),
    [
        ("unit", NEW, "Đinh Văn Lía"),
        ("changed", CHANGED, "Trần Văn Sổ"),
        ("deciding", None, "Phạm Thị Hạnh"),
    ],
)
def test_each_part_names_its_people_before_and_after(
    admin, drafted, people, merging, read, name, argument, told
):
    draft = drafted(merging)
    arguments = [argument] if argument else []
    assert told in read(admin, reverse(f"decree-preview-{name}", args=[draft.pk, *arguments]))
    admin.post(reverse("decree-apply", args=[draft.pk]), {"version": draft.version})
    decree = Decree.objects.get(number=draft.number)
    assert told in read(admin, reverse(f"decree-applied-{name}", args=[decree.pk, *arguments]))


@pytest.mark.parametrize(("name", "argument"), [("unit", "99999"), ("changed", "khong-co")])
def test_what_a_decree_does_not_have_is_not_there(admin, drafted, people, merging, name, argument):
    url = reverse(f"decree-preview-{name}", args=[drafted(merging).pk, argument])
    assert admin.get(url).status_code == 404


def test_all_faults_are_told_in_place_of_the_page(admin, people, drafted, merging, read):
    draft = drafted(merging)
    draft.told = draft.told | {"changes": []}
    draft.save()
    page = read(admin, preview_of(draft))
    assert "Chưa áp dụng được" in page and "Áp dụng ngay" not in page


def test_a_choice_is_kept_in_the_draft_and_seen_on_the_page(admin, people, drafted, splitting):
    draft = drafted(splitting)
    sent = {"old": TOWNSHIP, "version": draft.version, f"nguoi-{people['clerk'].pk}": OTHER}
    answer = admin.post(reverse("decree-preview-split", args=[draft.pk]), sent)
    assert answer.status_code == 302
    draft.refresh_from_db()
    (kept,) = draft.told["splits"]
    assert kept == {"person": str(people["clerk"].pk), "old": TOWNSHIP, "new": OTHER}
    assert draft.version == 2
    assert draft.history.first().history_user_id == draft.changed_by_id
    page = admin.get(preview_of(draft)).content.decode()
    assert "2 người về Xã Ba Mới, 1 người về Xã Ba Điền Mới" in page


def test_back_to_the_default_nothing_is_kept(admin, people, drafted, splitting):
    who = people["clerk"]
    who.cccd = "051080000001"
    who.save()
    draft = drafted(splitting)
    draft.told = draft.told | {"splits": [{"person": who.cccd, "old": TOWNSHIP, "new": OTHER}]}
    draft.save()
    sent = {"old": TOWNSHIP, "version": draft.version, f"nguoi-{who.pk}": NEW}
    admin.post(reverse("decree-preview-split", args=[draft.pk]), sent)
    draft.refresh_from_db()
    assert draft.told["splits"] == []


@pytest.mark.parametrize(
    "sent",
    [
        {"old": "99999"},
        {"old": TOWNSHIP, "version": "7"},
        {"old": TOWNSHIP, "version": "x" * 30},
    ],
)
def test_what_is_no_choice_is_refused(admin, people, drafted, splitting, sent):
    draft = drafted(splitting)
    answer = admin.post(reverse("decree-preview-split", args=[draft.pk]), sent)
    assert answer.status_code == 409 and "Chưa ghi gì" in answer.content.decode()
    draft.refresh_from_db()
    assert draft.version == 1


def test_a_unit_that_does_not_follow_is_refused(admin, people, drafted, splitting):
    draft = drafted(splitting)
    sent = {"old": TOWNSHIP, "version": "1", f"nguoi-{people['clerk'].pk}": "21034"}
    answer = admin.post(reverse("decree-preview-split", args=[draft.pk]), sent)
    assert answer.status_code == 409
    draft.refresh_from_db()
    assert draft.told["splits"] == []


def test_applied_it_is_told_with_what_holds(admin, merged, read):
    page = read(admin, reverse("decree-applied", args=[merged.pk]))
    assert "Sắp xếp đã áp dụng" in page and "Không ai mất, không ai bị tính hai lần" in page
    assert "Hoàn tác…" in page and "Áp dụng ngay" not in page
    assert Unit.objects.get(code=NEW).valid_from == merged.day


def test_what_was_changed_since_it_was_looked_at_is_not_applied(admin, people, drafted, merging):
    draft = drafted(merging)
    DecreeDraft.objects.update(version=2)
    answer = admin.post(reverse("decree-apply", args=[draft.pk]), {"version": "1"})
    assert answer.status_code == 409
    assert "đã sửa dự thảo này" in answer.content.decode()
    assert not Decree.objects.exists()


def test_undone_the_draft_is_there_to_be_applied_again(admin, people, drafted, merging):
    draft = drafted(merging)
    before = tables()
    admin.post(reverse("decree-apply", args=[draft.pk]), {"version": draft.version})
    decree = Decree.objects.get()
    assert (
        "được đưa về như trước"
        in admin.get(reverse("decree-undo", args=[decree.pk])).content.decode()
    )
    answer = admin.post(reverse("decree-undo", args=[decree.pk]))
    assert answer["Location"] == preview_of(draft)
    assert tables() == before
    assert admin.get(reverse("decree-applied", args=[decree.pk])).status_code == 404


def test_people_are_sent_elsewhere_afterwards(admin, people, drafted, splitting):
    draft = drafted(splitting)
    admin.post(reverse("decree-apply", args=[draft.pk]), {"version": draft.version})
    decree, who = Decree.objects.get(), people["clerk"]
    url = reverse("decree-applied-split", args=[decree.pk])
    for code, branch in ((OTHER, OTHER), (NEW, None)):
        answer = admin.post(url, {"old": TOWNSHIP, f"nguoi-{who.pk}": code})
        assert answer.status_code == 302
        kept = Post.objects.select_related("branch").get(person=who).branch
        assert (kept and kept.code) == branch
    others = Post.objects.exclude(person=who)
    assert not others.filter(branch__isnull=False).exists()


@time_machine.travel(BEFORE_THE_DAY, tick=False)
def test_it_is_put_off_to_its_day_and_taken_back(admin, people, drafted, merging, province_admin):
    draft = drafted(merging)
    url = reverse("decree-due", args=[draft.pk])
    assert admin.post(url, {"version": "1"}).status_code == 302
    draft.refresh_from_db()
    assert draft.due_by_id == province_admin.pk
    assert "Bỏ hẹn áp dụng" in admin.get(preview_of(draft)).content.decode()
    admin.post(url, {"version": "1", "off": "1"})
    draft.refresh_from_db()
    assert draft.due_by is None


def test_a_day_that_has_come_is_not_waited_for(admin, people, drafted, merging):
    draft = drafted(merging)
    answer = admin.post(reverse("decree-due", args=[draft.pk]), {"version": "1"})
    assert answer.status_code == 409 and "đã đến" in answer.content.decode()
    draft.refresh_from_db()
    assert draft.due_by is None


def test_rights_and_work_under_way_are_told_and_lead_to_their_page(
    admin, people, drafted, merging, editor_a, read
):
    draft = drafted(merging)
    page = read(admin, preview_of(draft))
    assert "1 quyền ở đơn vị kết thúc" in page
    assert "Không có việc nào đang dở" in page
    assert reverse("decree-rights", args=[draft.pk]) in page


def test_what_was_confirmed_of_rights_is_given_on_applying(
    admin, people, drafted, merging, small_province
):
    user = User.objects.create_user("cap-xa")
    right = Grant.objects.create(
        user=user, role=Grant.Role.EDITOR, unit=Unit.objects.get(code=TOWNSHIP)
    )
    draft = drafted(merging)
    draft.rights = {"given": [[right.pk, NEW]], "ended": []}
    draft.save()
    admin.post(reverse("decree-apply", args=[draft.pk]), {"version": draft.version})
    assert Grant.objects.filter(user=user, unit__code=NEW, role=Grant.Role.EDITOR).exists()
