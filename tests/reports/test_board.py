"""One board for every page: a period's says what the overview says, in the same order."""

import pytest

from personnel.models import Unit
from tests.factories import LOWLAND
from tests.reports.periods.handing import DAY, a_period

LENS = f"horizon=2025&as_of={DAY.isoformat()}"
SHOWN = ("staff", "nonspecialised", "everyone", "short", "lacking", "groups", "structure")


@pytest.fixture
def boards(ba_to, province_viewer, client_for):
    """Return a function that opens the overview, the province's page and an open period's."""
    client, period = client_for(province_viewer), a_period()
    grouped = f"order=group&{LENS}"
    pages = (f"/?{grouped}", f"/don-vi/51/?{grouped}", f"/bao-cao/{period.pk}/")
    return lambda: [client.get(page).context for page in pages]


def told(board):
    """Return each line and cell of a board with where it leads."""
    lines = [line for _, lines in board["sections"] for line in lines]
    heat = board["heat"]
    cells = [cell for row in (heat.total, *heat.rows) for cell in row.cells]
    return [
        (each.unit, each.criterion, each.figure, each.note, each.unconfirmed, each.behind_url)
        for each in (*lines, *cells)
    ]


def test_a_period_shows_what_the_overview_shows(boards):
    overview, unit, period = boards()
    for name in SHOWN:
        assert overview[name] == unit[name] == period[name], name
    for board in (unit, period):
        assert board["verdicts"] == overview["verdicts"]
        assert told(board) == told(overview)
    assert overview["everyone"].count == 5


def test_a_commune_right_below_the_province_stands_by_code_on_every_page(boards):
    province = Unit.objects.get(level="province")
    Unit.objects.filter(code=LOWLAND).update(parent=province)
    codes = [[row.unit.code for row in board["heat"].rows] for board in boards()]
    assert codes[0] == codes[1] == codes[2] == sorted(codes[0])
    assert LOWLAND in codes[0] and codes[0][0] == LOWLAND
