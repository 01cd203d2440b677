"""Who was moved to a commune, between communes or up from one (III.4), as the records tell it.

"Đẩy mạnh việc luân chuyển, điều động, biệt phái cán bộ cấp trên về công tác ở cấp xã; luân chuyển,
điều động ngang giữa các đơn vị cấp xã"; "xem xét chuyển cán bộ, công chức cấp xã … lên công tác ở
cơ quan cấp huyện, cấp tỉnh". Where somebody came from, or went to, is what was written down, or an
earlier post in a commune. What neither tells is unclear and stays so: it is counted apart.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import TextChoices

from personnel.models import Basis, Origin, Post, Title

from .told_posts import Atlas, Row

DAY = timedelta(days=1)
# Old lists know ends and beginnings by their month or year: so long apart they still follow.
FOLLOWS_WITHIN = timedelta(days=366)
Reason = Post.EndReason
ABOVE = (Origin.DISTRICT.value, Origin.PROVINCE.value)


class Way(TextChoices):
    """From where to where somebody was moved, or what the records do not tell of it."""

    DOWN = "down", "Từ cấp trên về xã"
    ACROSS = "across", "Ngang giữa các xã"
    UP = "up", "Lên cấp huyện, cấp tỉnh"
    UNCLEAR = "unclear", "Chưa rõ từ đâu đến"
    AWAY = "away", "Chuyển đi, chưa rõ nơi đến"
    UNSAID = "unsaid", "Chưa ghi hình thức"
    WITHIN = "within", "Đổi, thêm chức danh trong xã"


# What III.4 asks to be done more; the others are no movement, or not known to be one.
MOVED = (Way.DOWN, Way.ACROSS, Way.UP)


@dataclass(frozen=True)
class Movement:
    """A post by which somebody was moved: the one begun, or of who left the one that ended.

    `level` is the `Origin` from which they came down or to which they went up, `before` the post
    in a commune from which they came across.
    """

    way: Way
    row: Row
    day: date
    level: str = ""
    before: Row | None = None

    @property
    def year(self) -> int:
        """The year that it is counted in."""
        left = self.way in (Way.UP, Way.AWAY)
        return (self.row.end if left else self.row.start or self.day).year  # type: ignore[union-attr]  # it ended

    @property
    def basis(self) -> str:
        """On what basis the post begun is held; "" where nobody said, and of one that ended."""
        return "" if self.way in (Way.UP, Way.AWAY) else self.row.basis


def movements_of(rows: Sequence[Row], atlas: Atlas, first: date, last: date) -> Iterator[Movement]:
    """Yield what became of one person from `first` to `last`, by all of their posts, in order.

    Posts begun in one commune on one day are one movement, as are those that ended on one.
    """
    for begun in _together(_begun(rows, atlas, first, last)):
        yield from _came(_foremost(begun, atlas), rows, atlas)
    ended = [row for row in rows if row.end and first <= row.end <= last]
    for left in _together((_place_left(row, atlas), row.end, row) for row in ended):
        yield from _went(sorted(left, key=lambda row: _rank(row, atlas)), rows, atlas)


def _begun(
    rows: Iterable[Row], atlas: Atlas, first: date, last: date
) -> Iterator[tuple[int, date | None, Row]]:
    for row in rows:
        if row.start and first <= row.start <= last and not _is_seat(row, atlas):
            yield atlas.place(row, atlas.began(row)), row.start, row


def _is_seat(row: Row, atlas: Atlas) -> bool:
    """Whether it is a seat on the committee, which goes along with any title."""
    return atlas.group(row, atlas.began(row)) == Title.Group.COMMITTEE


def _together(found: Iterable[tuple[int, date | None, Row]]) -> list[list[Row]]:
    gathered: dict[tuple[int, date | None], list[Row]] = defaultdict(list)
    for place, day, row in found:
        gathered[place, day].append(row)
    return list(gathered.values())


def _foremost(rows: Iterable[Row], atlas: Atlas) -> Row:
    """Return the principal post of those begun together; one that says how comes first."""
    return min(rows, key=lambda row: (not _is_told(row), _rank(row, atlas)))


def _is_told(row: Row) -> bool:
    return row.basis in Basis.movements() or bool(row.came_from)


def _rank(row: Row, atlas: Atlas) -> tuple[int, int, int]:
    return atlas.precedence(row, atlas.began(row))


def _came(row: Row, rows: Sequence[Row], atlas: Atlas) -> Iterator[Movement]:
    day = atlas.began(row)
    here = atlas.place(row, day)
    if row.start is None or atlas.is_outside(here):
        return
    if row.came_from in ABOVE:
        yield Movement(Way.DOWN, row, day, row.came_from)
        return
    earlier = [other for other in rows if other.span[0] < row.start]
    before = _before(earlier, row.start, atlas)
    there = [other for other in before if atlas.place(other, day) == here]
    if there and row.came_from != Origin.COMMUNE:
        if all(other.title != row.title for other in there):
            yield Movement(Way.WITHIN, row, day, before=there[0])
        return
    yield from _from_elsewhere(row, day, before, earlier)


def _from_elsewhere(
    row: Row, day: date, before: Sequence[Row], earlier: Sequence[Row]
) -> Iterator[Movement]:
    """Yield how somebody came who did not serve in the commune just before."""
    last = max(earlier, key=lambda other: other.span[1], default=None)
    if last and last.end_reason in Reason.upwards():
        yield Movement(Way.DOWN, row, day, last.end_reason)
    elif row.came_from == Origin.COMMUNE:
        yield Movement(Way.ACROSS, row, day, before=before[0] if before else None)
    elif before and _gave_up(before[0], row):
        yield Movement(Way.ACROSS, row, day, before=before[0])
    elif row.basis in Basis.movements():
        yield Movement(Way.UNCLEAR, row, day)
    elif not row.basis:
        yield Movement(Way.UNSAID, row, day)


def _gave_up(before: Row, row: Row) -> bool:
    """Whether a post was left for another: who holds both was not moved, unless it is said."""
    left = before.end is not None or row.basis in Basis.movements()
    return left and before.end_reason in ("", Reason.MOVED, Reason.OTHER)


def _before(earlier: Iterable[Row], start: date, atlas: Atlas) -> list[Row]:
    """Return the posts held on the eve of a day, else those that ended last, if not long before.

    The principal one first.
    """
    every = list(earlier)
    found = [row for row in every if row.lasts_on(start - DAY)]
    if not found and every:
        last = max(row.span[1] for row in every)
        found = [row for row in every if row.span[1] == last and last + FOLLOWS_WITHIN >= start]
    return sorted(found, key=lambda row: _rank(row, atlas))


def _place_left(row: Row, atlas: Atlas) -> int:
    return atlas.place(row, row.span[1])


def _went(left: Sequence[Row], rows: Iterable[Row], atlas: Atlas) -> Iterator[Movement]:
    row = next((row for row in left if row.end_reason in Reason.upwards()), left[0])
    if row.end is None or atlas.is_outside(_place_left(row, atlas)):
        return
    if row.end_reason in Reason.upwards():
        yield Movement(Way.UP, row, row.end, row.end_reason)
    elif row.end_reason == Reason.MOVED and not any(o.span[1] > row.end for o in rows):
        yield Movement(Way.AWAY, row, row.end)
