"""Codes typed at once: one is taken once, and no more are looked at than are allowed."""

from functools import partial

import pytest
from django.utils import timezone

from accounts.models import FailedSignIn
from accounts.second.factors import answer_to
from tests.accounts.second.conftest import Phone
from tests.racing import at_once

pytestmark = pytest.mark.usefixtures("reachable")
AT_ONCE = 8


@pytest.fixture
def attempts(reachable, editor_a):
    """Return a phone, and a function that types a code on many connections at one moment."""
    phone, now = Phone(editor_a), timezone.now()

    def all_at_once(code):
        deed = partial(answer_to, editor_a, code, "10.0.0.7", at=now)
        return at_once(*[deed] * AT_ONCE)

    return phone, all_at_once


def test_a_recovery_code_opens_once_however_many_try(attempts):
    phone, all_at_once = attempts
    answers = all_at_once(phone.recovery[0])
    assert sum(answer.right for answer in answers) == 1


def test_no_more_than_five_wrong_codes_are_looked_at(attempts):
    _, all_at_once = attempts
    answers = all_at_once("000000")
    assert not any(answer.right for answer in answers)
    assert FailedSignIn.objects.count() == 5
    assert sum(answer.hold is not None for answer in answers) == AT_ONCE - 4
