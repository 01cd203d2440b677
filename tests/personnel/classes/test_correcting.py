"""A recorded class corrected: one change to all that is still as it was written."""

from datetime import date

import pytest
from django.utils import timezone

from personnel.batches.standing import entries_of
from personnel.batches.undoing import take_back
from personnel.classes.correcting import correct, correction_of
from personnel.doubts.asking import Answer
from personnel.keeping.recording import Refused, recording
from personnel.models import Confirmation, Credential, Person
from tests.factories import credential
from tests.personnel.batches.recorded import NO_ANSWER, a_class, recorded_class, three_people


@pytest.fixture
def three(small_province):
    return three_people()


@pytest.fixture
def batch(three, editor_a):
    return recorded_class(three, editor_a)


def corrected(batch, user, seen=None, answer=NO_ANSWER, **facts):
    given = a_class(**facts)
    seen = correction_of(batch, given, user).seen if seen is None else seen
    return correct(batch, given, seen=seen, by=user, at=timezone.now(), answer=answer)


def levels(people):
    return [list(who.credentials.values_list("level", flat=True)) for who in people]


def test_everybodys_is_corrected_and_undone_as_it_is_by_then(batch, three, editor_a):
    corrected(batch, editor_a, level=3, awarded=date(2025, 5, 31), number="7/QĐ")
    held = Credential.objects.filter(level=3, awarded=date(2025, 5, 31), number="7/QĐ")
    assert set(held.values_list("person", flat=True)) == {who.pk for who in three}
    batch.refresh_from_db()
    assert str(batch) == "Lý luận chính trị: Cao cấp (31/05/2025) · số 7/QĐ"
    assert all(entry.free for entry in entries_of(batch, editor_a).rows)
    assert {row.history_change_reason for row in Credential.history.filter(level=3)} == {
        "Sửa lớp đã ghi nhận"
    }
    take_back(batch, by=editor_a, at=timezone.now())
    assert not Credential.objects.exists()


def test_one_that_was_changed_since_is_left_alone_and_named(batch, three, editor_a):
    with recording(by=editor_a, at=timezone.now(), reason="Sửa") as scribe:
        held = scribe.hold(three[1].credentials.get())
        scribe.change(held, institution="Nơi khác")
    done = corrected(batch, editor_a, level=3)
    assert levels(three) == [[3], [2], [3]]
    assert done.notes == ["Để nguyên, không sửa theo lớp: Đinh Văn Ba (đã được sửa sau khi ghi)."]


def test_who_has_the_corrected_one_already_is_left_alone_and_named(batch, three, editor_a):
    credential(three[2], "theory", 3, awarded=date(2025, 5, 30))
    done = corrected(batch, editor_a, level=3)
    assert levels(three[:2]) == [[3], [3]] and sorted(levels(three[2:])[0]) == [2, 3]
    assert done.notes == ["Để nguyên vì đã có đúng văn bằng này ở một dòng khác: Đinh Văn Cang."]


def test_nothing_else_is_refused(batch, editor_a):
    with pytest.raises(Refused, match="giống như lớp đã ghi"):
        corrected(batch, editor_a)


def test_nobody_gets_it_before_birth(batch, editor_a):
    with pytest.raises(Refused, match="Đinh Văn An"):
        corrected(batch, editor_a, awarded=date(1979, 1, 1))


def test_what_was_shown_is_what_is_written(batch, three, editor_a, province_admin):
    seen = correction_of(batch, a_class(level=3), editor_a).seen
    corrected(batch, province_admin, level=1)
    with pytest.raises(Refused, match="vừa được người khác sửa"):
        corrected(batch, editor_a, seen=seen, level=3)
    assert levels(three) == [[1], [1], [1]]


def test_not_once_it_was_undone(batch, editor_a):
    take_back(batch, by=editor_a, at=timezone.now())
    with pytest.raises(Refused, match="đã được hoàn tác"):
        corrected(batch, editor_a, level=3)


def test_a_doubt_that_the_change_makes_is_asked_and_kept(batch, three, editor_a):
    Person.objects.filter(pk=three[0].pk).update(birth_date=date(2000, 1, 1))
    facts = {"kind": "professional", "level": 4, "awarded": date(2016, 5, 30)}
    correction = correction_of(batch, a_class(**facts), editor_a)
    (step,) = correction.doubtful
    ((key, told),) = step.asked
    assert step.person == three[0] and "Đại học" in told.text
    corrected(batch, editor_a, answer=Answer(confirmed=frozenset([key])), **facts)
    assert Confirmation.objects.get().person_id == three[0].pk
    rows = entries_of(batch, editor_a).rows
    assert rows[0].confirmed == ["Bằng đại học, sau đại học cấp trước tuổi có thể đạt"]
