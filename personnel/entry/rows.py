"""The rows of a form as a browser sends them: read, taken out, put in, numbered anew."""

import re
from collections.abc import Iterable

from django.http import QueryDict

# By field; what a field showed at first stands under "initial-" and its name.
Row = dict[str, str]
MOST = 200
_SILENT = ("initial-", "id", "person", "unit", "title", "body", "kind", "DELETE", "end_reason",
           "basis", "came_from", "acting", "verification")  # fmt: skip


def count_of(data: QueryDict, prefix: str) -> int:
    """Return how many rows the data say they have, of those that anything was sent of."""
    text = data.get(f"{prefix}-TOTAL_FORMS")
    if not (text and text.isascii() and text.isdigit()):
        return 0
    sent = (int(found[2]) + 1 for key in data if (found := _parts(key, prefix)))
    return min(int(text), MOST, max(sent, default=0))


def bounded(data: QueryDict, prefixes: Iterable[str]) -> QueryDict:
    """Return the data with no more rows claimed than were sent: each is built up, and costs."""
    honest = data.copy()
    for prefix in prefixes:
        if claimed := data.get(f"{prefix}-TOTAL_FORMS", ""):
            count = str(count_of(data, prefix))
            honest[f"{prefix}-TOTAL_FORMS"] = count if claimed.isdecimal() else claimed
    return honest


def rows_of(data: QueryDict, prefix: str) -> list[Row]:
    """Return the rows of a kind, in order."""
    rows: list[Row] = [{} for _ in range(count_of(data, prefix))]
    for key in data:
        found = _parts(key, prefix)
        if found and int(found[2]) < len(rows):
            rows[int(found[2])][f"{found[1] or ''}{found[3]}"] = str(data[key])
    return rows


def with_rows(data: QueryDict, prefix: str, rows: Iterable[Row]) -> QueryDict:
    """Return the data with these rows in place of its own; those recorded stand first."""
    rebuilt = data.copy()
    for key in [key for key in data if _parts(key, prefix)]:
        del rebuilt[key]
    ordered = sorted(rows, key=lambda row: not row.get("id"))
    for at, row in enumerate(ordered):
        for name, value in row.items():
            start = "initial-" if name.startswith("initial-") else ""
            rebuilt[f"{start}{prefix}-{at}-{name.removeprefix('initial-')}"] = value
    rebuilt[f"{prefix}-TOTAL_FORMS"] = str(len(ordered))
    rebuilt[f"{prefix}-INITIAL_FORMS"] = str(sum(bool(row.get("id")) for row in ordered))
    return rebuilt


def with_another_row(data: QueryDict) -> QueryDict:
    """Return the data with one blank row more of those that `add` names; a post's same commune."""
    longer, prefix = data.copy(), data.get("add", "")
    count = count_of(data, prefix)
    longer[f"{prefix}-TOTAL_FORMS"] = str(count + 1)
    longer[f"{prefix}-{count}-id"] = ""
    if commune := data.get(f"{prefix}-{count - 1}-unit"):
        longer[f"{prefix}-{count}-unit"] = commune
    return longer


def typed(row: Row) -> str:
    """Return what was typed into a row, choices left aside."""
    return "; ".join(v for name, v in row.items() if v and not name.startswith(_SILENT))


def _parts(key: str, prefix: str) -> re.Match[str] | None:
    return re.fullmatch(rf"(initial-)?{re.escape(prefix)}-(\d{{1,3}})-(.+)", key, re.ASCII)
