"""Deleting a record that was entered by mistake; an ended career is ended, not deleted."""

from collections.abc import Iterable
from datetime import datetime

from personnel.models import Deletion, Person, Post
from personnel.recording import Refused, lock, recording, require_editable
from personnel.scope import Editor

from .posts import own


def obstacle(posts: Iterable[Post], user: Editor, *, waiting: bool) -> str:
    """Return why a record with these posts cannot be deleted by the user, "" when it can."""
    every = list(posts)
    if len(own(every, user)) < len(every):
        return (
            "Hồ sơ có quá trình công tác ở huyện khác, không phải hồ sơ nhập nhầm của riêng huyện "
            "này. Nếu vẫn cần xóa, đề nghị quản trị cấp tỉnh."
        )
    if waiting:
        return "Hồ sơ đang chờ huyện khác tiếp nhận. Rút đề nghị chuyển rồi mới xóa được."
    return ""


def delete_record(person: Person, reason: str, *, by: Editor, at: datetime) -> Deletion:
    """Delete a person with all that hangs on them; the history keeps every row.

    Raises Refused when the record is not the user's alone, or while a hand-over waits.
    """
    with recording(by=by, at=at, reason=f"Xóa hồ sơ nhập nhầm: {reason}") as scribe:
        lock(person)
        require_editable(by, person)
        fresh = Person.objects.get(pk=person.pk)
        posts = list(fresh.posts.select_related("unit", "title"))
        if refusal := obstacle(posts, by, waiting=fresh.handovers.waiting().exists()):
            raise Refused(f"Chưa xóa: {refusal}")
        deletion = Deletion.objects.create(
            record=fresh.pk, name=fresh.full_name, place=_place(posts), reason=reason,
            by=scribe.by, at=at,
        )  # fmt: skip
        for row in (*fresh.credentials.all(), *posts, *fresh.handovers.all(), fresh):
            scribe.delete(row)
    return deletion


def _place(posts: Iterable[Post]) -> str:
    """Return the principal open post, or the last one, as a list of deletions names it."""
    ordered = sorted(posts, key=lambda post: (post.end is not None, post.precedence))
    return str(f"{ordered[0].title}, {ordered[0].unit}")[:300] if ordered else ""
