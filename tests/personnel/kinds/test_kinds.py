"""What must hold of every kind for its one entry to be understood."""

import pytest

from personnel.kinds import KINDS
from personnel.models import Credential
from personnel.words.vocabulary import says_none, words_of

each = pytest.mark.parametrize("kind", KINDS.values(), ids=lambda kind: kind.code)


@each
def test_a_word_names_one_level(kind):
    levels = {}
    for number, level in enumerate(kind.levels):
        for name in level.names:
            assert levels.setdefault(words_of(name), number) == number, name


@each
def test_the_lowest_level_says_none_and_no_other_does(kind):
    assert [says_none(label) for label in kind.labels] == [True] + [False] * kind.top


@each
def test_the_database_has_room_for_the_code(kind):
    assert len(kind.code) <= Credential._meta.get_field("kind").max_length


def test_one_kind_alone_has_a_field_of_study():
    """The sheet and what is frozen have one column for it."""
    assert [kind.code for kind in KINDS.values() if kind.has_field_of_study] == ["professional"]
