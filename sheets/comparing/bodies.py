"""The bodies in which the titles of a row are held, against the posts recorded."""

from __future__ import annotations

from collections.abc import Iterable

from personnel.models import Body, Post, Title

from .changes import RowDiff, Serving
from .origins import Here

LABEL = str(Post._meta.get_field("body").verbose_name)


def tell_body(diff: RowDiff, serving: Serving) -> None:
    """Record in which body a title is held that the row adds, or that nobody said."""
    if serving.body:
        diff.change(LABEL, "", Body(serving.body).label)
    elif serving.title.asks_body:
        diff.note("title", f"chưa rõ phòng, ban của chức danh {serving.title}")


def compare_bodies(diff: RowDiff, here: Here, held: Iterable[Title]) -> None:
    """Put right in which body titles are held; a row that names none says nothing."""
    for title in held:
        post, body = here.first(title), diff.row.bodies.get(title.pk, "")
        if post and body and body != post.body:
            diff.change(LABEL, post.get_body_display(), Body(body).label)
            post.body = body
            diff.changes_post(post)
