"""What lines mean for the people of a class, and what is written of it."""

from datetime import date
from typing import Any

import pytest

from personnel.keeping.recording import Refused
from personnel.models import Batch, Credential, Enrolment
from personnel.studying.states import set_state
from personnel.words.partial_dates import PartialDate
from training.classes.sheet.deeds import Deed, Meant, kept, meant_by, taken_up
from training.classes.sheet.matching import People
from training.classes.sheet.reading import read_lines_of
from training.classes.sheet.writing import write_deeds

from .conftest import AT, class_of, file_of

TODAY = date(2028, 1, 10)
DAY = PartialDate(2027, 12, 20)
AN, BA, CANG = "Đinh Văn An", "Đinh Văn Ba", "Đinh Văn Cang"


def _meant(into: Any, user: Any, *rows: Any) -> Meant:
    return meant_by(read_lines_of(file_of(*rows)), People(into, user), TODAY)


def _write(into: Any, deeds: Any, by: Any) -> None:
    write_deeds(into, deeds, awarded=DAY, institution="Trường Chính trị", by=by, at=AT)


def _states() -> list[str]:
    return list(Enrolment.objects.order_by("person__sort_key").values_list("state", flat=True))


def test_results_and_states_are_written_together(in_class: Any, province_admin: Any) -> None:
    meant = _meant(
        in_class, province_admin, (AN, None, "Đạt", None, "A1"), (BA, None, "Không đạt", "Vắng"),
        (CANG, None, "Hoãn", "Ốm"),
    )  # fmt: skip
    assert not meant.wrong and not meant.missing
    _write(in_class, meant.deeds, province_admin)
    assert _states() == ["finished", "failed", "postponed"]
    credential = Credential.objects.get()
    assert (credential.person.full_name, credential.number, credential.awarded) == (
        AN, "A1", DAY.first,
    )  # fmt: skip
    assert Batch.objects.count() == 1
    again = _meant(
        in_class, province_admin, (AN, None, "Đạt", None, "A1"), (BA, None, "Không đạt", "Vắng"),
        (CANG, None, "Hoãn", "Ốm"),
    )  # fmt: skip
    assert (list(again.deeds), again.unchanged) == ([], 3)


def test_an_own_day_goes_before_that_of_all(in_class: Any, province_admin: Any) -> None:
    meant = _meant(in_class, province_admin, (AN, None, "Đạt", None, None, "05/01/2028"))
    _write(in_class, meant.deeds, province_admin)
    assert Credential.objects.get().awarded == date(2028, 1, 5)


def test_all_is_written_or_nothing(in_class: Any, province_admin: Any) -> None:
    meant = _meant(in_class, province_admin, (AN, None, "Đạt"), (BA, None, "Đang học"))
    (ba,) = Enrolment.objects.filter(person__full_name=BA)
    set_state([ba], "postponed", by=province_admin, at=AT, reason="Ốm")
    with pytest.raises(Refused, match=BA):
        _write(in_class, meant.deeds, province_admin)
    assert _states() == ["sent", "postponed", "sent"]
    assert not Credential.objects.exists()


@pytest.mark.parametrize(
    ("row", "why"),
    [
        ((AN, None, "Hoãn"), "hoãn thì phải ghi lý do"),
        ((AN, None, "Thôi học"), "thôi học thì phải ghi lý do"),
        ((AN, None, "Không đạt", "Vắng", "A1"), "không hoàn thành thì không có số, ngày cấp"),
        ((AN, None, "Đạt", None, None, "11/01/2028"), "ngày cấp 11/01/2028 ở tương lai"),
        (("Lê Văn Lạ", None, "Đạt"), "không có tên trong lớp"),
        ((AN, None, "Khá"), "kết quả «Khá» không rõ"),
    ],
)
def test_what_cannot_be_written_is_told(
    in_class: Any, province_admin: Any, row: Any, why: str
) -> None:
    meant = _meant(in_class, province_admin, row)
    (wrong,) = meant.wrong
    assert wrong.why[0].startswith(why) and not meant.deeds


def test_a_state_that_does_not_follow_is_told(in_class: Any, province_admin: Any) -> None:
    (an,) = Enrolment.objects.filter(person__full_name=AN)
    set_state([an], "postponed", by=province_admin, at=AT, reason="Ốm")
    (wrong,) = _meant(in_class, province_admin, (AN, None, "Đạt")).wrong
    assert wrong.why == ["đang ở trạng thái hoãn, không ghi hoàn thành được"]


def test_who_is_blank_or_missing_is_counted(in_class: Any, province_admin: Any) -> None:
    meant = _meant(in_class, province_admin, (AN, None, "Đạt"), (BA,))
    assert meant.blank == 1
    assert [str(enrolment.person) for enrolment in meant.missing] == [CANG]


def test_deeds_are_kept_for_one_class_and_user(
    in_class: Any, province_admin: Any, editor_a: Any, time_machine: Any
) -> None:
    time_machine.move_to(AT)
    deeds = _meant(
        in_class, province_admin, (AN, None, "Đạt", None, "A1", "2027"), (BA, None, "Hoãn", "Ốm")
    ).deeds
    text = kept(deeds, in_class, province_admin)
    assert taken_up(text, in_class, province_admin) == deeds
    assert taken_up(text, in_class, editor_a) is None
    assert taken_up(text, class_of("K2"), province_admin) is None
    assert taken_up(text[:-1] + "!", in_class, province_admin) is None
    Enrolment.objects.filter(person__full_name=AN).delete()
    assert taken_up(text, in_class, province_admin) is None


def test_deeds_are_too_old_after_some_hours(
    in_class: Any, province_admin: Any, time_machine: Any
) -> None:
    time_machine.move_to(AT)
    (an,) = Enrolment.objects.filter(person__full_name=AN)
    deed = Deed(an, Enrolment.State.FINISHED, "", "", None, "sent")
    text = kept([deed], in_class, province_admin)
    time_machine.shift(6 * 60 * 60 - 5)
    assert taken_up(text, in_class, province_admin) == [deed]
    time_machine.shift(10)
    assert taken_up(text, in_class, province_admin) is None
