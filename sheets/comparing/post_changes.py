"""The titles in a row against the posts recorded.

A title that the person already holds in that commune stays one post, also where the commune is
what became of the post's: unless the row's title is held from the commune's first day on or
later, and the post since before. Then the old one ends on the eve, and another begins.

A new principal title ends the principal post held so far (in another commune: every post held
there) on the day before it starts; when that day is not known, or lies before the old start,
nothing is changed and the case is shown as a conflict.

What was held in a commune that ended, and the row does not name, is offered to end with it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from operator import attrgetter

from personnel.models import Post, Title, Unit
from personnel.words.partial_dates import PartialDate
from sheets.columns import BY_FIELD
from sheets.deciding import NOTHING_DECIDED, RowDecision
from sheets.records import Row
from sheets.scope import Scope

from .bodies import compare_bodies, tell_body
from .changes import RowDiff, Serving
from .decision_changes import compare_decision, decision_of, tell_decision
from .finding import Dossier
from .origins import EVE, Here, told_as_one
from .starts import compare_starts, start_of

_LABEL = BY_FIELD["title"].header
_PRECEDENCE = attrgetter("precedence")
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
    decided: RowDecision = NOTHING_DECIDED,
) -> None:
    """Record the posts that the row adds, dates and ends, given those of the dossier.

    What is `decided` gives the day from which new titles are held where that of the row does not
    do, and whether those end that it does not name.
    """
    row, posts, day = diff.row, dossier.posts, decided.since_day
    current = [post for post in posts if not post.ended_before(today)]
    here = Here.of(row, dossier, current, today)
    wanted = [*row.titles, *([row.committee] if row.committee else [])]
    since, held = row.since, here.held_before()
    if _is_unsure(row, held):
        if day is None or not (since and since.agrees_with(day)):
            diff.needs_since = True
            return diff.conflict("since", _UNSURE.format(since, row.unit, row.unit.valid_from))
        since = day
    renewed = held if _is_from(row.unit, since) else []
    here = here.without(renewed)
    missing = [title for title in wanted if not here.has(title)]
    # A title that is begun anew takes the place of itself alone.
    is_another = row.titles[0] in missing and not renewed
    replaced = _replaced(wanted, here, current, dossier, today) if is_another else renewed
    objection = _objection(diff, missing, replaced, dossier, since, scope)
    if objection and objection.needs_since and day:
        since = day
        objection = _objection(diff, missing, replaced, dossier, since, scope)
    if objection:
        diff.needs_since = objection.needs_since
        return diff.conflict(objection.field, objection.reason)
    for post in replaced:
        _end(diff, post, since)
    for title in missing:
        told = decision_of(row) if title == row.titles[0] else {}
        body, branch = row.bodies.get(title.pk, ""), dossier.branch_in(row.unit)
        _add(diff, Serving(row.unit, title, since, told, branch, body))
    if missing and row.if_added:
        diff.note("unit", row.if_added)
    here = here.without(replaced)
    kept = [title for title in wanted if title not in missing]
    principal = here.first(row.titles[0])
    if not _is_as_decided(principal, day):
        compare_starts(diff, posts, here, kept, today)
    if principal:
        compare_decision(diff, principal)
    compare_bodies(diff, here, kept)
    _tell_origins(diff, here, kept, today)
    left = _offered(diff, here, wanted, decided, here.eve(since))
    return _note_others(diff, left)


def _is_as_decided(principal: Post | None, day: PartialDate | None) -> bool:
    return bool(principal and day and principal.start == day.first)


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


def _is_from(unit: Unit, since: PartialDate | None) -> bool:
    """Whether a day is the commune's first, or a later one."""
    return bool(unit.valid_from and since and since.first >= unit.valid_from)


def _is_unsure(row: Row, held: list[Post]) -> bool:
    """Whether a year or month leaves open if titles go on, or began anew in a new commune."""
    first, since = row.unit.valid_from, row.since
    return bool(held and first and since and since.first < first <= since.last)


def _replaced(
    wanted: list[Title], here: Here, current: list[Post], dossier: Dossier, today: date
) -> list[Post]:
    """Return the posts elsewhere, and the first one there, of all its origins."""
    elsewhere = [post for post in current if not dossier.is_here(post, here.row)]
    first = min((p for p in here.all if _competes(p, wanted)), key=_PRECEDENCE, default=None)
    if first is None:
        return elsewhere
    return [*elsewhere, *(here.origins(first.title, today) or [first])]


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
    if since:
        _end_on(diff, post, since.first - EVE)


def _end_on(diff: RowDiff, post: Post, last: date) -> None:
    before = _shown(post.title, post.unit.name, start_of(post))
    post.end = last
    diff.change(_LABEL, before, f"{before}, đến {last:%d/%m/%Y}")
    diff.changes_post(post)


def _add(diff: RowDiff, serving: Serving) -> None:
    diff.serving.append(serving)
    where = _told(diff.row.unit, diff.row.place)
    diff.change(_LABEL, "", _shown(serving.title, where, serving.since))
    tell_body(diff, serving)
    tell_decision(diff, serving)


def _tell_origins(diff: RowDiff, here: Here, held: list[Title], today: date) -> None:
    for title in held:
        if origins := here.origins(title, today):
            diff.note("title", told_as_one(origins, diff.row))


def _offered(
    diff: RowDiff, here: Here, wanted: list[Title], decided: RowDecision, last: date | None
) -> list[Post]:
    """Offer to end what was held in communes that ended, and that the row does not name.

    Returned are the other posts that it does not name.
    """
    others = [post for post in here.all if post.end is None and _competes(post, wanted)]
    ended = [post for post in here.in_what_ended() if post in others] if last else []
    for post in ended:
        shown = _shown(post.title, post.unit.name, start_of(post))
        diff.unnamed.append(f"{shown}: thôi giữ đến hết {last:%d/%m/%Y}")
        if decided.end_unnamed and last:
            _end_on(diff, post, last)
    return [post for post in others if post not in ended or not decided.end_unnamed]


def _note_others(diff: RowDiff, left: list[Post]) -> None:
    others = dict.fromkeys(str(post.title) for post in left)
    if others:
        diff.note("title", f"hồ sơ còn ghi chức danh mà tệp không nêu: {'; '.join(others)}")


def _shown(title: Title, where: str, since: PartialDate | None) -> str:
    return f"{title} ({where})" + (f", từ {since}" if since else "")


def _told(unit: Unit, place: Unit) -> str:
    """Return a commune of a day in words, with what it is today."""
    if unit == place:
        return unit.name
    same = unit.name == place.name
    return f"{unit.name} {unit.period_shown}" if same else f"{unit.name}, nay là {place.name}"
