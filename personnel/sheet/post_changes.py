"""The titles in a row against the posts recorded.

A title that the person already holds in that commune stays one post. A new principal title
ends the principal post held so far (in another commune: every post held there) on the day
before it starts; when that day is not known, or lies before the old start, nothing is
changed and the case is shown as a conflict.
"""

from __future__ import annotations

from datetime import date, timedelta
from operator import attrgetter

from personnel.models import Post, Title, Unit

from .changes import RowDiff
from .columns import BY_FIELD
from .partial_dates import PartialDate, refined
from .records import Row
from .scope import Scope

_LABEL = BY_FIELD["title"].header


def compare_posts(diff: RowDiff, posts: list[Post], today: date, scope: Scope | None) -> None:
    """Record the posts that the row adds, dates and ends, given those recorded."""
    row = diff.row
    current = [post for post in posts if post.end is None or post.end >= today]
    here = {post.title_id: post for post in current if post.unit_id == row.unit.pk}
    wanted = [*row.titles, *([row.committee] if row.committee else [])]
    missing = [title for title in wanted if title.pk not in here]
    replaced = _replaced(row.unit, wanted, current) if row.titles[0] in missing else []
    for objection in (_over(row, missing, posts), _not_replaceable(row, replaced, scope)):
        if objection:
            return diff.conflict(*objection)
    for post in replaced:
        _end(diff, post)
    for title in missing:
        _add(diff, title)
    for title in wanted:
        if title not in missing:
            _date(diff, here[title.pk], is_principal=title == row.titles[0])
    return _note_others(diff, wanted, [post for post in here.values() if post not in replaced])


def _replaced(unit: Unit, wanted: list[Title], current: list[Post]) -> list[Post]:
    elsewhere = [post for post in current if post.unit_id != unit.pk]
    here = [post for post in current if post.unit_id == unit.pk and _competes(post, wanted)]
    return elsewhere + sorted(here, key=attrgetter("precedence"))[:1]


def _competes(post: Post, wanted: list[Title]) -> bool:
    # A seat on the committee goes with any title and does not end with one.
    return post.title not in wanted and post.title.group != Title.Group.COMMITTEE


def _over(row: Row, missing: list[Title], posts: list[Post]) -> tuple[str, str] | None:
    """Return the field and the reason when an old list names a post that has ended since."""
    for post in posts:
        same = post.title in missing and post.unit_id == row.unit.pk and post.end
        if same and (row.since is None or row.since.first <= same):
            return "title", f"đã ghi thôi giữ chức danh {post.title} từ sau {same:%d/%m/%Y}"
    return None


def _not_replaceable(row: Row, replaced: list[Post], scope: Scope | None) -> tuple[str, str] | None:
    """Return the field and the reason why these posts cannot be ended by the row."""
    held = "; ".join(f"{post.title} ({post.unit})" for post in replaced)
    if scope and not all(scope.has(post.unit) for post in replaced):
        return "unit", f"hồ sơ đang giữ chức danh ở địa phương khác: {held}"
    if replaced and row.since is None:
        return "since", f"hồ sơ đang ghi {held}; cần ngày giữ chức danh mới để thay"
    if row.since and any(post.start and post.start >= row.since.first for post in replaced):
        return "since", f"không sau ngày bắt đầu của chức danh đang ghi: {held}"
    return None


def _end(diff: RowDiff, post: Post) -> None:
    before = _shown(post.title, post.unit, _start(post))
    if diff.row.since:
        post.end = diff.row.since.first - timedelta(days=1)
        diff.change(_LABEL, before, f"{before}, đến {post.end:%d/%m/%Y}")
        diff.changed_posts.append(post)


def _add(diff: RowDiff, title: Title) -> None:
    row = diff.row
    post = Post(person=diff.person, unit=row.unit, title=title)
    _set_start(post, row.since)
    diff.new_posts.append(post)
    diff.change(_LABEL, "", _shown(title, row.unit, row.since))


def _date(diff: RowDiff, post: Post, *, is_principal: bool) -> None:
    """Put a start right; of other titles only one that was unknown, for theirs may differ."""
    recorded = _start(post)
    kept = refined(recorded, diff.row.since)
    if kept and post.end and kept.first > post.end:
        diff.conflict("since", f"sau ngày thôi giữ chức danh đã ghi ({post.end:%d/%m/%Y})")
    elif kept != recorded and (is_principal or recorded is None):
        _set_start(post, kept)
        diff.changed_posts.append(post)
        diff.change(BY_FIELD["since"].header, recorded, kept)


def _note_others(diff: RowDiff, wanted: list[Title], left: list[Post]) -> None:
    others = [str(post.title) for post in left if post.end is None and _competes(post, wanted)]
    if others:
        diff.note("title", f"hồ sơ còn ghi chức danh mà tệp không nêu: {'; '.join(others)}")


def _start(post: Post) -> PartialDate | None:
    return PartialDate.stored(post.start, post.start_precision)


def _set_start(post: Post, since: PartialDate | None) -> None:
    post.start = since.first if since else None
    post.start_precision = since.precision if since else ""


def _shown(title: Title, unit: Unit, since: PartialDate | None) -> str:
    return f"{title} ({unit})" + (f", từ {since}" if since else "")
