"""A class of three people, and files of what became of them."""

import io
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest

from personnel.models import Enrolment, Person, TrainingClass
from personnel.studying.enrolling import enrol
from tests.personnel.studying.conftest import class_of, school, three
from tests.sheets.building import workbook_of

__all__ = ["class_of", "school", "three"]

AT = datetime(2028, 1, 10, 8, 30, tzinfo=UTC)
HEADINGS = ("Họ và tên", "Ngày sinh", "Kết quả", "Lý do", "Số văn bằng, chứng chỉ", "Ngày cấp")
Rows = Callable[..., io.BytesIO]


def file_of(*rows: Any, headings: Any = HEADINGS, above: Any = ()) -> io.BytesIO:
    """A workbook of one sheet: rows above, the headings, then the rows."""
    return workbook_of({"Kết quả": [*above, headings, *rows]})


@pytest.fixture
def in_class(three: list[Person], province_admin: Any) -> TrainingClass:
    """The three sent to a class that is over by `AT`."""
    into = class_of()
    enrol(three, into, state=Enrolment.State.SENT, by=province_admin, at=datetime(
        2027, 3, 2, 8, 30, tzinfo=UTC
    ))  # fmt: skip
    return into
