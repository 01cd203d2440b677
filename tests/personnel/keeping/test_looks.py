"""Who opened whose page, and which of a report's lists: one row each, however often in a while."""

from datetime import date, datetime, timedelta

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.db.models import QuerySet
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from personnel.keeping import disclosing
from personnel.keeping.disclosing import ONE_LOOK, disclose_opened, disclose_shown
from personnel.models import Deletion, Disclosure, HandOver, Merge, Title, Unit
from tests.factories import LOWLAND, MOUNTAIN, person, post
from tests.outages import of_postgresql

NOON = timezone.make_aware(datetime(2025, 3, 12, 12))
LOG = "/nhat-ky/du-lieu-ca-nhan/"


@pytest.fixture
def hanh(small_province):
    return post(person(name="Phạm Thị Hạnh", sex="female"), "BT", MOUNTAIN).person


def looks():
    """Whose pages were opened, by whom, and which."""
    rows = Disclosure.objects.filter(kind="open").order_by("pk")
    return list(rows.values_list("user", "person", "detail"))


@pytest.mark.parametrize(
    ("page", "told"),
    [
        ("", "trang hồ sơ"),
        ("sua/", "biểu mẫu sửa hồ sơ"),
        ("thay-doi/", "lịch sử thay đổi"),
        ("thoi-giu/", "thôi giữ chức danh"),
        ("bo-nhiem/", "bổ nhiệm"),
        ("chuyen/", "chuyển công tác"),
        ("xoa/", "xóa hồ sơ nhập nhầm"),
        ("gop/", "tìm hồ sơ để gộp"),
    ],
)
def test_every_page_about_somebody_keeps_who_opened_it(hanh, editor_a, client_for, page, told):
    assert client_for(editor_a).get(f"/nhan-su/{hanh.pk}/{page}").status_code == 200
    assert looks() == [(editor_a.pk, hanh.pk, f"Phạm Thị Hạnh: {told}")]


def test_a_page_about_two_keeps_both(hanh, editor_a, client_for):
    other = post(person(name="Phạm Thị Hạnh"), "VPDU", MOUNTAIN).person
    client_for(editor_a).get(f"/nhan-su/{hanh.pk}/gop/{other.pk}/")
    assert {record for _, record, _ in looks()} == {hanh.pk, other.pk}


def test_a_form_shown_again_without_having_been_opened_is_kept(hanh, editor_a, client_for):
    assert client_for(editor_a).post(f"/nhan-su/{hanh.pk}/sua/", {}).status_code == 422
    assert [record for _, record, _ in looks()] == [hanh.pk]


def test_a_handover_is_about_somebody_unless_it_hides_them(hanh, editor_b, client_for):
    waiting = HandOver.objects.create(
        person=hanh, giver=Unit.objects.get(code="535"), unit=Unit.objects.get(code=LOWLAND),
        title=Title.objects.get(code="BT"), day=date(2025, 1, 1), state=HandOver.State.ASKED,
        asked_at=NOON, requested_at=NOON,
    )  # fmt: skip
    Unit.objects.filter(code=LOWLAND).update(parent=Unit.objects.get(code="534"))
    page = f"/ban-giao/{waiting.pk}/"
    assert client_for(editor_b).get(page).status_code == 200
    assert looks() == []
    HandOver.objects.update(state=HandOver.State.WAITING)
    assert client_for(editor_b).get(page).status_code == 200
    assert looks() == [(editor_b.pk, hanh.pk, "Phạm Thị Hạnh: đề nghị bàn giao")]


def test_the_same_look_within_ten_minutes_is_one(hanh, editor_a, editor_ab):
    other = post(person(name="Lê Văn Phổ"), "TCKT", MOUNTAIN).person
    for minutes in (0, 3, 9):
        disclose_opened(hanh, by=editor_a, where="x", at=NOON + timedelta(minutes=minutes))
    assert len(looks()) == 1
    disclose_opened(hanh, by=editor_a, where="x", at=NOON + ONE_LOOK)
    disclose_opened(hanh, by=editor_ab, where="x", at=NOON)
    disclose_opened(hanh, other, by=editor_a, where="x", at=NOON)
    assert [(user, record) for user, record, _ in looks()] == [
        (editor_a.pk, hanh.pk), (editor_a.pk, hanh.pk), (editor_ab.pk, hanh.pk),
        (editor_a.pk, other.pk),
    ]  # fmt: skip


def test_what_shows_nothing_keeps_nothing(hanh, editor_b, province_admin, client_for):
    assert client_for(province_admin).head(f"/nhan-su/{hanh.pk}/").status_code == 200
    for page in ("", "sua/", "thay-doi/"):
        assert client_for(editor_b).get(f"/nhan-su/{hanh.pk}/{page}").status_code == 404
    assert looks() == []


def test_no_header_opens_a_page_unseen(hanh, editor_a, client_for):
    client = client_for(editor_a)
    for _ in range(2):
        answer = client.get(f"/nhan-su/{hanh.pk}/", headers={"HX-Request": "true"})
        assert "Phạm Thị Hạnh" in answer.content.decode()
    assert len(looks()) == 1


def test_one_statement_more_and_no_more(hanh, editor_a, client_for, monkeypatch):
    client, address = client_for(editor_a), f"/nhan-su/{hanh.pk}/"
    with CaptureQueriesContext(connection) as kept:
        client.get(address)
    monkeypatch.setattr("reports.person.keep_opened", lambda *args, **more: None)
    with CaptureQueriesContext(connection) as without:
        client.get(address)
    assert len(kept) == len(without) + 1


def test_a_page_whose_look_cannot_be_kept_is_not_shown(hanh, editor_a, client_for, monkeypatch):
    def read_only(*args, **more):
        raise of_postgresql("25006")

    monkeypatch.setattr(QuerySet, "bulk_create", read_only)
    client = client_for(editor_a)
    client.raise_request_exception = False
    answer = client.get(f"/nhan-su/{hanh.pk}/")
    assert answer.status_code == 503
    assert "hiện chỉ cho đọc" in answer.content.decode()
    assert "Phạm Thị Hạnh" not in answer.content.decode()


def test_the_pages_of_one_list_are_one_look(editor_a):
    for asked in ("Kỳ 2025; Chưa đạt", "Kỳ 2025; Chưa đạt", "Kỳ 2025; Đạt"):
        disclose_shown(70, by=editor_a, asked=asked, at=NOON)
    rows = Disclosure.objects.order_by("pk").values_list("kind", "people", "detail")
    assert list(rows) == [("rept", 70, "Kỳ 2025; Chưa đạt"), ("rept", 70, "Kỳ 2025; Đạt")]


def test_a_list_of_doubts_is_kept_and_the_plain_list_is_not(hanh, editor_a, client_for):
    client = client_for(editor_a)
    assert client.get("/nhan-su/").status_code == 200
    assert not Disclosure.objects.exists()
    assert client.get("/nhan-su/?quality=no-party-day").status_code == 200
    row = Disclosure.objects.get()
    assert (row.kind, row.people, row.user) == ("rept", 1, editor_a)


def test_a_comparison_by_name_is_kept(hanh, editor_a, client_for):
    asked = "before=2014-12-31&after=2025-12-31&criterion=2025.key.theory&step=came"
    answer = client_for(editor_a).get(f"/so-sanh/nguoi/?{asked}")
    row = Disclosure.objects.get()
    assert answer.status_code == 200
    assert (row.kind, row.people) == ("rept", answer.context["page"].paginator.count)
    assert row.detail.startswith("So sánh ")


def test_administrators_see_who_looked(hanh, editor_a, province_admin, province_viewer, client_for):
    client_for(editor_a).get(f"/nhan-su/{hanh.pk}/")
    page = client_for(province_admin).get(f"/nhan-su/{hanh.pk}/").content.decode()
    shown = page.split("Ai đã xem")[1]
    assert "ba-to" in shown and f"{LOG}?person={hanh.pk}" in shown
    for user in (editor_a, province_viewer):
        assert "Ai đã xem" not in client_for(user).get(f"/nhan-su/{hanh.pk}/").content.decode()


def test_the_twenty_last_looks_stand_on_the_page(hanh, editor_a, province_admin, client_for):
    for number in range(25):
        disclose_opened(hanh, by=editor_a, where=f"lượt {number}", at=NOON + number * ONE_LOOK)
    page = client_for(province_admin).get(f"/nhan-su/{hanh.pk}/")
    assert [look.detail[-2:].strip() for look in page.context["looks"]] == [
        str(number) for number in range(24, 4, -1)
    ]


def test_the_log_is_searched_by_record_and_by_user(hanh, editor_a, editor_b, client_for,
                                                   province_admin):  # fmt: skip
    other = post(person(name="Lê Văn Phổ"), "TCKT", MOUNTAIN).person
    joined = person(name="Phạm Thị Hạnh")
    for who, by in ((hanh, editor_a), (other, editor_a), (hanh, editor_b), (joined, editor_b)):
        disclose_opened(who, by=by, where="x", at=NOON)
    Merge.objects.create(kept=hanh.pk, joined=joined.pk, name="Phạm Thị Hạnh", at=NOON)
    Deletion.objects.create(record=joined.pk, name="Phạm Thị Hạnh", reason="gộp", at=NOON)
    joined_number = joined.pk
    joined.delete()
    client = client_for(province_admin)

    def found(query):
        rows = client.get(f"{LOG}?{query}").context["page"].rows
        return {(row.person_id, row.user_id) for row in rows}

    assert found(f"person={hanh.pk}") == {
        (hanh.pk, editor_a.pk), (hanh.pk, editor_b.pk), (joined_number, editor_b.pk),
    }  # fmt: skip
    assert found(f"person={hanh.pk}&user={editor_a.pk}") == {(hanh.pk, editor_a.pk)}
    assert found(f"user={editor_a.pk}&kind=open") == {
        (hanh.pk, editor_a.pk), (other.pk, editor_a.pk),
    }  # fmt: skip
    for wrong in ("x", "0", "-1", "9" * 30):
        assert client.get(f"{LOG}?person={wrong}").status_code == 400


def test_looks_are_forgotten_after_the_set_time(hanh, editor_a, settings, capsys):
    now = timezone.now()
    for days in (0, 9, 11):
        disclose_opened(hanh, by=editor_a, where=f"{days}", at=now - timedelta(days=days))
        newest = Disclosure.objects.order_by("-pk")[:1].values("pk")
        Disclosure.objects.filter(pk__in=list(newest.values_list("pk", flat=True))).update(
            at=now - timedelta(days=days)
        )
    call_command("forget_disclosures", days=10)
    assert "Đã xóa 1 lượt" in capsys.readouterr().out
    assert [detail[-1] for *_, detail in looks()] == ["0", "9"]
    call_command("forget_disclosures", days=0)
    assert "giữ mãi" in capsys.readouterr().out and len(looks()) == 2
    with pytest.raises(CommandError):
        call_command("forget_disclosures", days=-1)


def test_what_is_told_of_texts_is_no_more_than_that_they_differ(settings):
    assert disclosing.digest_of("a") == disclosing.digest_of("a") != disclosing.digest_of("b")
    before = disclosing.digest_of("051185001234")
    settings.SECRET_KEY = "another"
    assert disclosing.digest_of("051185001234") != before and len(before) == 16
