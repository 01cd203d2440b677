"""The kept history of a record, read as sentences."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from simple_history.utils import bulk_create_with_history

from personnel.keeping.history import changes_to
from personnel.keeping.recording import recording
from personnel.models import Credential, Evaluation, HandOver, Person, Post, Title, Unit
from tests.factories import LOWLAND, credential, person, post

pytestmark = pytest.mark.usefixtures("province")


def sentences(who, latest=20):
    return [sentence for change in changes_to(who, latest) for sentence in change.sentences]


def test_a_new_record_is_told_once_newest_first():
    who = person()
    post(who, "VPDU", LOWLAND, start=date(2020, 5, 1))
    assert sentences(who) == [
        "Thêm chức danh Văn phòng Đảng ủy xã Nghĩa Dũng, từ 01/05/2020",
        "Lập hồ sơ",
    ]


def test_a_higher_credential_is_a_step_from_what_was_held():
    who = person()
    credential(who, "theory", 1, awarded=date(2015, 12, 31))
    credential(who, "theory", 2, awarded=date(2025, 3, 12))
    assert sentences(who)[:2] == [
        "Lý luận chính trị: Sơ cấp → Trung cấp (12/03/2025)",
        "Lý luận chính trị: chưa có → Sơ cấp (31/12/2015)",
    ]


def test_a_corrected_level_and_a_deleted_one():
    who = person()
    held = credential(who, "theory", 1)
    held.level = 3
    held.save()
    held.delete()
    assert sentences(who)[:2] == [
        "Xóa Lý luận chính trị: Cao cấp",
        "Lý luận chính trị: Sơ cấp → Cao cấp",
    ]


def test_what_was_loaded_without_history_counts_as_held():
    who = person()
    Credential.objects.bulk_create([Credential(person=who, kind="theory", level=1)])
    credential(who, "theory", 2)
    assert sentences(who)[0] == "Lý luận chính trị: Sơ cấp → Trung cấp"


def test_a_corrected_fact_names_both_values_as_precisely_as_entered():
    who = person(birth=date(1979, 1, 1))
    who.birth_precision = "year"
    who.save()
    who.birth_date, who.birth_precision = date(1979, 5, 3), "day"
    who.note = "đã đối chiếu"
    who.save()
    assert sentences(who)[:2] == ["Ngày sinh: 1979 → 03/05/1979", "Ghi chú: chưa có → đã đối chiếu"]


def test_an_identity_number_is_never_told_in_full():
    who = person()
    who.cccd = "051085001234"
    who.save()
    assert sentences(who)[0] == "Số CCCD: chưa có → ••••••••1234"


def test_an_ended_post_is_told_with_its_last_day_and_why():
    who = person()
    held = post(who, "VPDU", LOWLAND, start=date(2020, 5, 1))
    held.end, held.end_reason = date(2025, 6, 30), "moved"
    held.save()
    held.end = date(2025, 7, 31)
    held.save()
    name = "Văn phòng Đảng ủy xã Nghĩa Dũng"
    assert sentences(who)[:2] == [
        f"{name}: Đến hết ngày: 30/06/2025 → 31/07/2025",
        f"Thôi giữ chức danh {name} từ ngày 01/07/2025 (chuyển công tác)",
    ]


def test_a_post_deleted_and_put_back():
    who = person()
    held = post(who, "VPDU", LOWLAND, start=date(2020, 5, 1))
    number = held.pk
    held.delete()
    held.pk = number
    held.save(force_insert=True)
    name = "chức danh Văn phòng Đảng ủy xã Nghĩa Dũng, từ 01/05/2020"
    assert sentences(who)[:2] == [f"Khôi phục {name}", f"Xóa {name}"]


def test_a_hand_over_is_told_from_offer_to_answer():
    who, unit = person(), Unit.objects.get(code=LOWLAND)
    now = timezone.now()
    offer = HandOver.objects.create(
        person=who, giver=Unit.objects.get(code="535"), unit=unit, day=date(2025, 7, 1),
        title=Title.objects.get(code="VPDU"), asked_at=now,
    )  # fmt: skip
    offer.state, offer.decided_at, offer.answer = "declined", now, "đã đủ biên chế"
    offer.save()
    asked = f"Đề nghị chuyển đến Xã Nghĩa Dũng, {unit.parent}"
    assert sentences(who)[:2] == [
        f"{asked}: Chờ tiếp nhận → Không tiếp nhận (đã đủ biên chế)",
        f"{asked}: Văn phòng Đảng ủy, từ 01/07/2025",
    ]


def test_the_first_change_of_what_was_loaded_without_history_tells_what_stood(editor_a):
    who = person()
    loaded = Credential(person=who, kind="theory", level=1)
    Credential.objects.bulk_create([loaded])
    credential(who, "theory", 3)
    with recording(by=editor_a, at=timezone.now(), reason="Nhập trực tiếp") as scribe:
        scribe.change(scribe.hold(loaded), institution="Trường Chính trị")
    assert sentences(who)[:2] == [
        "Lý luận chính trị, Sơ cấp: Nơi cấp: chưa có → Trường Chính trị",
        "Lý luận chính trị: Sơ cấp → Cao cấp",
    ]
    assert Credential.history.filter(id=loaded.pk).count() == 2
    with recording(by=editor_a, at=timezone.now(), reason="Nhập trực tiếp") as scribe:
        scribe.note(scribe.hold(loaded))
    assert Credential.history.filter(id=loaded.pk).count() == 3


def test_an_evaluation_is_told_by_its_year(editor_a):
    who = person()
    row = Evaluation(person=who, year=2024, grade="good")
    for how in ("add", "change", "delete"):
        with recording(by=editor_a, at=timezone.now(), reason="Nhập xếp loại") as scribe:
            if how == "add":
                scribe.add(row)
            elif how == "change":
                scribe.change(scribe.hold(row), grade="failed", document_date=date(2024, 12, 5))
            else:
                scribe.delete(scribe.hold(row))
    assert sentences(who)[:4] == [
        "Xóa xếp loại năm 2024: Không hoàn thành nhiệm vụ",
        "Xếp loại năm 2024: Mức xếp loại: Hoàn thành tốt nhiệm vụ → Không hoàn thành nhiệm vụ",
        "Xếp loại năm 2024: Ngày văn bản: chưa có → 05/12/2024",
        "Xếp loại năm 2024: Hoàn thành tốt nhiệm vụ",
    ]


def test_one_moment_is_one_change_by_one_user_with_its_reason(editor_a):
    who = person()
    made = [Credential(person=who, kind=kind, level=1) for kind in ("theory", "it")]
    bulk_create_with_history(
        made, Credential, default_user=editor_a, default_change_reason="Nhập từ tệp ba_to.xlsx"
    )
    change = changes_to(who, 20)[0]
    assert (change.who, change.how) == (str(editor_a), "Nhập từ tệp ba_to.xlsx")


def test_the_number_of_queries_does_not_grow_with_the_history():
    who = person()
    for level in (1, 2, 3):
        post(who, ("VPDU", "TCKT", "BT")[level - 1], LOWLAND)
        credential(who, "theory", level)
    with CaptureQueriesContext(connection) as queries:
        assert len(changes_to(who, 3)) == 3
    # Which models have any, what stood before, and one each of person, posts and credentials.
    assert len(queries) == 5


def test_who_has_no_history_takes_one_query(django_assert_num_queries):
    who = person()
    for history in (Person.history, Post.history):
        history.all().delete()
    with django_assert_num_queries(1):
        assert changes_to(who) == []
