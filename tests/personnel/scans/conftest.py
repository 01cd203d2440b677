"""Somebody of Ba Tơ with a diploma and a decision, and files as a board attaches them."""

from datetime import date

import pytest
from django.utils import timezone

from personnel.scans.attaching import attach
from tests.factories import credential, person, post
from tests.keeping_files import names
from tests.personnel.scans.papers import pdf, sent


@pytest.fixture
def secretary(province):
    """The secretary of a commune of Ba Tơ, with a diploma in law."""
    who = post(person(name="Phạm Thị Hạnh", sex="female"), "BT").person
    credential(who, "professional", 4, date(2012, 6, 1), field_of_study="Luật")
    return who


@pytest.fixture
def diploma(secretary):
    return secretary.credentials.get()


@pytest.fixture
def office(secretary):
    return secretary.posts.get()


@pytest.fixture
def attached(editor_a):
    """Return a function that attaches a PDF to a fact, by Ba Tơ's editor if by nobody else."""

    def put(fact, by=editor_a, name="bằng.pdf", content=None):
        content = content or pdf()
        (scan,) = attach(fact, [sent(content, name)], by=by, at=timezone.now()).scans
        return scan

    return put


@pytest.fixture
def kept(db):
    """Return a function that lists the files kept; what others left is none of the test's."""

    before = names("scans")
    return lambda: names("scans") - before
