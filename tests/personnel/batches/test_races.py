"""Two officers at one batch at the same moment: one deed is done, the other told what happened."""

import pytest
from django.utils import timezone

from personnel.batches.undoing import take_back
from personnel.classes.correcting import correct, correction_of
from personnel.classes.saving import record_class
from personnel.joining.joining import join
from personnel.joining.plan import Plan
from personnel.keeping.recording import Refused
from personnel.models import Batch, Credential
from tests.factories import person, post
from tests.personnel.batches.recorded import NO_ANSWER, a_class, recorded_class, three_people
from tests.racing import at_once, overtaken

pytestmark = pytest.mark.usefixtures("reachable")


@pytest.fixture
def three(reachable):
    return three_people()


@pytest.fixture
def batch(three, editor_a):
    return recorded_class(three, editor_a)


def tried(deed, *args, **kwargs):
    """Return a deed that tells why it was refused, "" where it was not."""

    def run():
        try:
            deed(*args, **kwargs)
        except Refused as refused:
            return str(refused)
        return ""

    return run


def undoing(batch, user):
    return tried(take_back, batch, by=user, at=timezone.now())


def correcting(batch, user, level):
    given = a_class(level=level)
    seen = correction_of(batch, given, user).seen
    return tried(
        correct, batch, given, seen=seen, by=user, at=timezone.now(), answer=NO_ANSWER
    )  # fmt: skip


def test_undone_by_two_at_once_it_is_undone_once(batch, editor_a, province_admin):
    told = sorted(at_once(undoing(batch, editor_a), undoing(batch, province_admin)))
    assert told[0] == "" and "đã được hoàn tác lúc" in told[1]
    assert not Credential.objects.exists()
    assert Credential.history.filter(history_type="-").count() == 3


def test_of_two_corrections_one_is_written(batch, editor_a, province_admin):
    deeds = correcting(batch, editor_a, 3), correcting(batch, province_admin, 1)
    told = sorted(at_once(*deeds))
    assert told[0] == "" and "vừa được người khác sửa" in told[1]
    assert len({held.level for held in Credential.objects.all()}) == 1


def test_a_correction_overtaken_by_an_undoing_says_so(batch, editor_a, province_admin):
    deed = correcting(batch, editor_a, 3)
    with overtaken(undoing(batch, province_admin)) as done:
        told = deed()
    assert done == [""] and "đã được hoàn tác" in told
    assert not Credential.objects.exists()


def test_somebody_added_to_a_class_that_is_being_undone(batch, editor_a, province_admin):
    late = post(person(name="Đinh Văn Muộn"), "VPDU").person
    adding = tried(record_class, a_class(), [late], by=editor_a, at=timezone.now(), into=batch)
    with overtaken(undoing(batch, province_admin)):
        told = adding()
    assert "đã được hoàn tác" in told and not Credential.objects.exists()


def test_undone_while_two_records_become_one(batch, three, editor_a, province_admin):
    kept = post(person(name="Đinh Văn An"), "TCKT").person
    seen = Plan(kept, three[0]).seen
    joining = tried(join, kept, three[0], {}, seen=seen, by=province_admin, at=timezone.now())
    with overtaken(joining) as done:
        told = undoing(batch, editor_a)()
    assert (done, told) == ([""], "")
    assert not Credential.objects.exists() and Batch.objects.get().undone_at
