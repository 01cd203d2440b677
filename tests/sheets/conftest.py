"""The portal as the sheet meets it: the province's own lists, and nobody in it."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from personnel.models import Unit
from sheets.comparing.changes import Comparison
from sheets.importing import read_sheet
from sheets.reading.matching import References
from sheets.writing.writing import write

from .building import sheet_of

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
