"""Deleting a record that was entered by mistake; an ended career is ended, not deleted."""

from collections.abc import Iterable
from datetime import datetime
from hashlib import sha256
from typing import Any

from django.db.models import QuerySet

from personnel.keeping.recording import Refused, recording, require_editable
from personnel.models import Deletion, Person, PlannedTitle, Post
from personnel.scope import Editor

from .posts import own

CHANGED = (
    "Chưa xóa: hồ sơ này vừa được người khác sửa. Xem lại hồ sơ; nếu vẫn là hồ sơ nhập nhầm thì "
    "gửi lại."
)


def obstacle(posts: Iterable[Post], user: Editor, *, waiting: bool) -> str:
    """Return why a record with these posts cannot be deleted by the user, "" when it can."""
    every = list(posts)
    if len(own(every, user)) < len(every):
        return (
            "Hồ sơ có quá trình công tác ở đơn vị ngoài phạm vi được cập nhật, không phải hồ sơ "
            "nhập nhầm của riêng tài khoản này. Nếu vẫn cần xóa, đề nghị quản trị cấp tỉnh."
        )
    if waiting:
        return (
            "Hồ sơ đang có đề nghị chuyển hoặc bàn giao. Rút hoặc trả lời đề nghị rồi mới xóa được."
        )
    return ""


def fingerprint(person: Person) -> str:
    """Return what a page carries of a whole record, to tell any change made meanwhile."""
    whole = Person.objects.filter(pk=person.pk), *_parts(person), person.scans.all()
    rows = [list(some.order_by("pk").values_list(*_facts(some.model))) for some in whole]
    return sha256(repr(rows).encode()).hexdigest()


def _parts(person: Person) -> tuple[QuerySet[Any], ...]:
    return (
        person.enrolments.all(), person.credentials.all(), person.posts.all(),
        person.handovers.all(), person.evaluations.all(),
    )  # fmt: skip


def _facts(model: Any) -> list[str]:
    return [field.attname for field in model.history.model.tracked_fields]


def delete_record(person: Person, reason: str, *, seen: str, by: Editor, at: datetime) -> Deletion:
    """Delete a person with all that hangs on them; the history keeps every row.

    Scans keep the number of the record: nobody sees them, and they are there when it is put back.
    Planning goes with it, whoever deletes: it is no part of what they saw (`PlannedTitle`).
    `seen` is the fingerprint of the record as the user saw it. Raises Refused when it is another
    by now, when it is not the user's alone, or while a hand-over waits.
    """
    with recording(by=by, at=at, reason=f"Xóa hồ sơ nhập nhầm: {reason}") as scribe:
        fresh = scribe.hold(person)
        require_editable(by, fresh)
        planned = scribe.hold_present(PlannedTitle.objects.filter(person=fresh))
        if fingerprint(fresh) != seen:
            raise Refused(CHANGED)
        posts = list(fresh.posts.select_related("unit", "title"))
        if refusal := obstacle(posts, by, waiting=fresh.handovers.pending().exists()):
            raise Refused(f"Chưa xóa: {refusal}")
        deletion = Deletion.objects.create(
            record=fresh.pk, name=fresh.full_name, place=_place(posts), reason=reason,
            by=scribe.by, at=scribe.at,
        )  # fmt: skip
        for row in (*planned, *(row for some in _parts(fresh) for row in some), fresh):
            scribe.delete(row)
    return deletion


def _place(posts: Iterable[Post]) -> str:
    """Return the principal open post, or the last one, as a list of deletions names it."""
    ordered = sorted(posts, key=lambda post: (post.end is not None, post.precedence))
    return str(f"{ordered[0].title}, {ordered[0].unit}")[:300] if ordered else ""
