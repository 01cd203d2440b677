"""Passwords made of what everybody in the province would try first."""

import re
from collections.abc import Iterable
from functools import cache
from pathlib import Path

from django.contrib.auth.password_validation import CommonPasswordValidator
from django.core.exceptions import ValidationError

from personnel.models import Unit
from personnel.words.vietnamese import fold

WORDS = Path(__file__).with_name("common_words.txt")
# Digits and signs that are read as letters: "M@tKh4u" is "matkhau".
_LOOK_ALIKES = str.maketrans("@401!3$57", "aaoiiesst")
_NO_LETTERS = re.compile("[^a-z]+")
_KINDS = re.compile("^(xa|phuong|thi tran|dac khu|huyen|thi xa|thanh pho|tinh) ")
# Shorter names would be found in anything.
_SHORTEST = 3


class NotMadeOfCommonWords:
    """Refuses what is put together of common words and of names of places alone.

    With or without marks, capitals and signs between them, with digits for letters, and with
    years or other numbers around them.
    """

    def validate(self, password: str, user: object = None) -> None:
        """Raise ValidationError where nothing else is in the password."""
        known, chosen = common_words() | names_of_places(), often_chosen()
        if any(letters in chosen or is_made_of(known, letters) for letters in readings(password)):
            raise ValidationError(
                "Mật khẩu dễ đoán: chỉ gồm từ thông dụng, tên địa phương, tên cơ quan và số. "
                "Hãy thêm vài từ không liên quan với nhau.",
                code="password_of_common_words",
            )

    def get_help_text(self) -> str:
        """Return the rule in words."""
        return "Mật khẩu không được chỉ gồm từ thông dụng, tên địa phương, tên cơ quan và số."


def readings(password: str) -> set[str]:
    """Return the letters of a password: those that stand there, and with digits read as letters.

    Of the second, numbers at either end stay numbers: "matkh4u2025" is "matkhau".
    """
    folded = fold(password)
    within = folded.strip("0123456789!@$ .,_-#*?")
    return {_letters(folded), _letters(within.translate(_LOOK_ALIKES))}


def _letters(text: str) -> str:
    return _NO_LETTERS.sub("", text)


@cache
def common_words() -> frozenset[str]:
    """Return what people choose, as the list beside this module has it."""
    lines = WORDS.read_text(encoding="utf-8").splitlines()
    return frozenset(_letters(fold(line)) for line in lines if line and not line.startswith("#"))


@cache
def often_chosen() -> frozenset[str]:
    """Return the letters of the passwords that were chosen most in what was stolen elsewhere.

    Of those that Django refuses as they are: numbers and signs around them add nothing.
    """
    letters = map(_letters, CommonPasswordValidator().passwords)
    return frozenset(word for word in letters if len(word) >= _SHORTEST)


def names_of_places() -> frozenset[str]:
    """Return the names of the province's units: whole, and without the kind that they begin with.

    One query.
    """
    names = [fold(name) for name in Unit.objects.values_list("name", flat=True)]
    bare = [_KINDS.sub("", name) for name in names]
    found = (_letters(name) for name in (*names, *bare))
    return frozenset(name for name in found if len(name) >= _SHORTEST)


def is_made_of(words: Iterable[str], letters: str) -> bool:
    """Whether letters are words one after another, and nothing else; none at all are not."""
    reached = {0}
    for at in range(len(letters)):
        if at in reached:
            reached.update(at + len(word) for word in words if letters.startswith(word, at))
    return bool(letters) and len(letters) in reached
