"""The titles in a row against the posts recorded.

A title that the person already holds in that commune stays one post, also where the commune is
what became of the post's: unless the row's title is held from the commune's first day on or
later, and the post since before. Then the old one ends on the eve, and another begins.

A new principal title ends the principal post held so far (in another commune: every post held
there) on the day before it starts; when that day is not known, or lies before the old start,
nothing is changed and the case is shown as a conflict.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from operator import attrgetter

from personnel.models import Post, Title, Unit
from personnel.words.partial_dates import PartialDate, refined
from sheets.columns import BY_FIELD
from sheets.records import Row
from sheets.scope import Scope

from .changes import RowDiff, Serving, stored_start
from .decision_changes import compare_decision, decision_of, tell_decision
from .finding import Dossier

_LABEL = BY_FIELD["title"].header
_EVE = timedelta(days=1)
_UNSURE = "chỉ ghi {}, lúc {} bắt đầu ({:%d/%m/%Y}): giữ tiếp hay giữ lại từ đó; cần ngày giữ"


@dataclass(frozen=True)
class _Objection:
    """Why the titles of a row change nothing; `since` tells that a start day would settle it."""

    field: str
    reason: str
    needs_since: bool = False


def compare_posts(
    diff: RowDiff,
    dossier: Dossier,
    today: date,
    scope: Scope | None,
    decided: PartialDate | None = None,
) -> None:
    """Record the posts that the row adds, dates and ends, given those of the dossier.

    `decided` is the day from which new titles are held where that of the row does not do.
    """
    row, posts = diff.row, dossier.posts
    current = [post for post in posts if not post.ended_before(today)]
    here = _here(row, dossier, current, today)
    wanted = [*row.titles, *([row.committee] if row.committee else [])]
    since, held = row.since, _held_before(row, here)
    if _is_unsure(row, held):
        if decided is None or not (since and since.agrees_with(decided)):
            diff.needs_since = True
            return diff.conflict("since", _UNSURE.format(since, row.unit, row.unit.valid_from))
        since = decided
    renewed = [here.pop(post.title_id) for post in held if _is_from(row.unit, since)]
    missing = [title for title in wanted if title.pk not in here]
    replaced = _replaced(row, wanted, current, dossier) if row.titles[0] in missing else []
    replaced = list(dict.fromkeys([*renewed, *replaced]))
    objection = _objection(diff, missing, replaced, dossier, since, scope)
    if objection and objection.needs_since and decided:
        since = decided
        objection = _objection(diff, missing, replaced, dossier, since, scope)
    if objection:
        diff.needs_since = objection.needs_since
        return diff.conflict(objection.field, objection.reason)
    for post in replaced:
        _end(diff, post, since)
    for title in missing:
        told = decision_of(row) if title == row.titles[0] else {}
        _add(diff, Serving(row.unit, title, since, told))
    if missing and row.if_added:
        diff.note("unit", row.if_added)
    if not _is_as_decided(here.get(row.titles[0].pk), decided):
        _date(diff, posts, here, [title for title in wanted if title not in missing])
    if principal := here.get(row.titles[0].pk):
        compare_decision(diff, principal)
    return _note_others(diff, wanted, [post for post in here.values() if post not in replaced])


def _is_as_decided(principal: Post | None, decided: PartialDate | None) -> bool:
    return bool(principal and decided and principal.start == decided.first)


def _objection(
    diff: RowDiff,
    missing: list[Title],
    replaced: list[Post],
    dossier: Dossier,
    since: PartialDate | None,
    scope: Scope | None,
) -> _Objection | None:
    """Return why the missing titles cannot be added from that day on, the others ended."""
    if missing and since and since.first <= diff.person.birth_date:
        return _Objection("since", "không sau ngày sinh đã ghi", needs_since=True)
    return _over(diff.row, since, missing, dossier) or _not_replaceable(replaced, since, scope)


def _here(row: Row, dossier: Dossier, current: list[Post], today: date) -> dict[int, Post]:
    """Return the posts in the row's commune by title; one held today before one to begin."""
    here = [post for post in current if dossier.is_here(post, row)]
    here.sort(key=lambda post: not post.begins_after(today))
    return {post.title_id: post for post in here}


def _held_before(row: Row, here: dict[int, Post]) -> list[Post]:
    """Return the posts of the row's titles that are of before its commune, in what it came from.

    None where the principal one is not: when the others began is not said. A seat on the
    committee goes on with any title.
    """
    first = row.unit.valid_from
    posts = [here[title.pk] for title in row.titles if title.pk in here]
    older = [
        post
        for post in posts
        if post.unit_id != row.unit.pk and first and (not post.start or post.start < first)
    ]
    if not older or older[0].title != row.titles[0]:
        return []
    return [post for post in older if post.title.group != Title.Group.COMMITTEE]


def _is_from(unit: Unit, since: PartialDate | None) -> bool:
    """Whether a day is the commune's first, or a later one."""
    return bool(unit.valid_from and since and since.first >= unit.valid_from)


def _is_unsure(row: Row, held: list[Post]) -> bool:
    """Whether a year or month leaves open if titles go on, or began anew in a new commune."""
    first, since = row.unit.valid_from, row.since
    return bool(held and first and since and since.first < first <= since.last)


def _replaced(row: Row, wanted: list[Title], current: list[Post], dossier: Dossier) -> list[Post]:
    elsewhere = [post for post in current if not dossier.is_here(post, row)]
    here = [p for p in current if dossier.is_here(p, row) and _competes(p, wanted)]
    return elsewhere + sorted(here, key=attrgetter("precedence"))[:1]


def _competes(post: Post, wanted: list[Title]) -> bool:
    # A seat on the committee goes with any title and does not end with one.
    return post.title not in wanted and post.title.group != Title.Group.COMMITTEE


def _over(
    row: Row, since: PartialDate | None, missing: list[Title], dossier: Dossier
) -> _Objection | None:
    """Return the objection when an old list names a post that has ended since."""
    for post in dossier.posts:
        same = post.title in missing and dossier.is_here(post, row) and post.end
        if same and (since is None or since.first <= same):
            reason = f"đã ghi thôi giữ chức danh {post.title} từ sau {same:%d/%m/%Y}"
            return _Objection("title", reason, needs_since=True)
    return None


def _not_replaceable(
    replaced: list[Post], since: PartialDate | None, scope: Scope | None
) -> _Objection | None:
    """Return the objection when these posts cannot be ended by the row."""
    held = "; ".join(f"{post.title} ({post.unit})" for post in replaced)
    if scope and not all(map(scope.holds, replaced)):
        return _Objection("unit", f"hồ sơ đang giữ chức danh ở địa phương khác: {held}")
    if replaced and since is None:
        reason = f"hồ sơ đang ghi {held}; cần ngày giữ chức danh mới để thay"
        return _Objection("since", reason, needs_since=True)
    if since and any(post.start and post.start >= since.first for post in replaced):
        reason = f"không sau ngày bắt đầu của chức danh đang ghi: {held}"
        return _Objection("since", reason, needs_since=True)
    return None


def _end(diff: RowDiff, post: Post, since: PartialDate | None) -> None:
    before = _shown(post.title, post.unit.name, _start(post))
    if since:
        post.end = since.first - _EVE
        diff.change(_LABEL, before, f"{before}, đến {post.end:%d/%m/%Y}")
        diff.changed_posts.append(post)


def _add(diff: RowDiff, serving: Serving) -> None:
    diff.serving.append(serving)
    where = _told(diff.row.unit, diff.row.place)
    diff.change(_LABEL, "", _shown(serving.title, where, serving.since))
    tell_decision(diff, serving)


def _date(diff: RowDiff, posts: list[Post], here: dict[int, Post], held: list[Title]) -> None:
    """Put the starts of these titles right, as far as the row tells them.

    That of the principal title; of the others only an unknown one, when the principal's was
    unknown too, for theirs may differ.
    """
    principal = here.get(diff.row.titles[0].pk)
    unknown = principal is not None and principal.start is None
    for title in held:
        post = here[title.pk]
        if post is principal or (post.start is None and unknown):
            _put_right(diff, post, posts)


def _put_right(diff: RowDiff, post: Post, posts: list[Post]) -> None:
    recorded = _start(post)
    kept = refined(recorded, diff.row.since)
    if kept is None or kept == recorded:
        return
    before = _overlapped(post, kept, posts)
    if post.end and kept.first > post.end:
        diff.conflict("since", f"sau ngày thôi giữ chức danh đã ghi ({post.end:%d/%m/%Y})")
    elif before and before.end:
        told = f"{before.title} ({before.unit}), đến {before.end:%d/%m/%Y}"
        diff.conflict("since", f"chồng lên chức danh giữ trước đó: {told}")
    else:
        post.start, post.start_precision = stored_start(kept)
        diff.changes_post(post)
        diff.change(BY_FIELD["since"].header, recorded, kept)


def _overlapped(post: Post, since: PartialDate, posts: list[Post]) -> Post | None:
    """Return the post that this one replaced or resumed, if it would begin before that ended."""
    for other in posts:
        if post.start and other.end and since.first <= other.end < post.start:
            same = (other.unit_id, other.title_id) == (post.unit_id, post.title_id)
            if same or other.end + _EVE == post.start:
                return other
    return None


def _note_others(diff: RowDiff, wanted: list[Title], left: list[Post]) -> None:
    others = [str(post.title) for post in left if post.end is None and _competes(post, wanted)]
    if others:
        diff.note("title", f"hồ sơ còn ghi chức danh mà tệp không nêu: {'; '.join(others)}")


def _start(post: Post) -> PartialDate | None:
    return PartialDate.stored(post.start, post.start_precision)


def _shown(title: Title, where: str, since: PartialDate | None) -> str:
    return f"{title} ({where})" + (f", từ {since}" if since else "")


def _told(unit: Unit, place: Unit) -> str:
    """Return a commune of a day in words, with what it is today."""
    if unit == place:
        return unit.name
    same = unit.name == place.name
    return f"{unit.name} {unit.period_shown}" if same else f"{unit.name}, nay là {place.name}"
