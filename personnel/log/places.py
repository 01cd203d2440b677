"""Places in a log: a page starts after a row, so that the last is as quick as the first."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from django.core.exceptions import BadRequest

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
MICROSECOND = timedelta(microseconds=1)
# Until the year 2286, and as many rows as a database numbers.
LONGEST_TIME, LONGEST_ROW = 16, 18


@dataclass(frozen=True, order=True)
class Place:
    """A row of the log: its moment, the rank of its kind, its number; the newest is greatest."""

    at: datetime
    rank: int
    row: int

    @property
    def token(self) -> str:
        """The place as it stands in an address."""
        return f"{(self.at - EPOCH) // MICROSECOND}.{self.rank}.{self.row}"


def place_of(token: str) -> Place | None:
    """Return the place an address names, None for the top; raises BadRequest for anything else."""
    if not token:
        return None
    parts = token.split(".")
    longest = (LONGEST_TIME, 2, LONGEST_ROW)
    if len(parts) != len(longest) or not all(
        part.isascii() and part.isdigit() and len(part) <= most
        for part, most in zip(parts, longest, strict=True)
    ):
        raise BadRequest(f"Không có trang “{token[:40]}” của nhật ký. Mở lại từ trang đầu.")
    at, rank, row = map(int, parts)
    return Place(EPOCH + at * MICROSECOND, rank, row)
