"""The portal as the sheet meets it: the province's own lists, and nobody in it."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from personnel.models import Unit
from personnel.sheet.changes import Comparison
from personnel.sheet.importing import read_sheet
from personnel.sheet.matching import References
from personnel.sheet.writing import write
from tests.personnel.sheet.building import sheet_of

Put = Callable[..., Comparison]

TODAY = date(2025, 12, 31)


@pytest.fixture
def reference(province: Unit) -> None:
    """The units, titles and ethnic groups of fixtures/, as `load_reference` leaves them."""


@pytest.fixture
def references(reference: None) -> References:
    """The same lists as rows are matched with them on `TODAY`."""
    return References.on(TODAY)


@pytest.fixture
def put(references: References) -> Put:
    """Write rows of the template, as an upload of them would; returns what was compared."""

    def put_rows(*rows: dict[str, Any], **options: Any) -> Comparison:
        reading = read_sheet(sheet_of(*rows), TODAY, options.get("scope"))
        assert [found.message for found in reading.errors] == []
        return write(reading.rows, today=TODAY, **{"by": None} | options)

    return put_rows
