"""The search for dead cycles: off within, and afterwards as it was."""

import gc

import pytest

from personnel.basics.cycles import uncollected


@uncollected()
def is_searched() -> bool:
    return gc.isenabled()


def test_there_is_no_search_within_and_one_afterwards() -> None:
    assert not is_searched() and gc.isenabled()


def test_an_error_within_turns_it_on_again() -> None:
    with pytest.raises(ValueError), uncollected():
        raise ValueError
    assert gc.isenabled()


def test_where_it_was_off_it_stays_off() -> None:
    with uncollected():
        with uncollected():
            pass
        assert not gc.isenabled()
