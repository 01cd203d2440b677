"""The kept history of a record, read as sentences."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from simple_history.utils import bulk_create_with_history

from personnel.history import changes_to
from personnel.models import Credential
from tests.factories import LOWLAND, credential, person, post

pytestmark = pytest.mark.usefixtures("province")


def sentences(who, latest=20):
    return [sentence for change in changes_to(who, latest) for sentence in change.sentences]


def test_a_new_record_is_told_once_newest_first():
    who = person()
    post(who, "VPDU", LOWLAND, start=date(2020, 5, 1))
    assert sentences(who) == [
        "Thêm chức danh Văn phòng Đảng ủy, Xã Nghĩa Dũng, từ 01/05/2020",
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


def test_an_ended_post_is_told_by_its_title():
    who = person()
    held = post(who, "VPDU", LOWLAND, start=date(2020, 5, 1))
    held.end = date(2025, 6, 30)
    held.save()
    assert (
        sentences(who)[0] == "Văn phòng Đảng ủy, Xã Nghĩa Dũng: Đến hết ngày: chưa có → 30/06/2025"
    )


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
    assert len(queries) == 4
