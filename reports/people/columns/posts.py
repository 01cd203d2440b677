"""The columns about the titles held on the day, the principal one first."""

from collections.abc import Callable
from typing import Any

from django.db.models import F, OuterRef, Subquery

from personnel.models import Post
from personnel.models.titles import group_precedence
from personnel.words.dates import as_known
from sheets.columns import BY_FIELD

from .column import WORK, Column, Reads, Row, Sort, Value


def _header(field: str) -> str:
    """Return what the sheet calls a fact of the post."""
    return BY_FIELD[field].header


def _of_post(fact: str) -> Sort:
    """Sort by a fact of the principal post."""
    post = Post.objects.order_by().filter(pk=OuterRef("post_id"))
    return Sort(lambda day: [Subquery(post.values(fact))], of_standing=True)


def _said(value: Callable[[Post], Value]) -> Callable[[Row], Value]:
    """Read a fact of the principal post, where one is held."""
    return lambda row: value(row.post) if row.post else None


def _column(code: str, label: str, value: Callable[[Post], Value], **more: Any) -> Column:
    return Column(code, label, WORK, _said(value), reads=Reads.POSTS, **more)


def _other_titles(row: Row) -> Value:
    return tuple(post.titled for post in row.posts[1:])


POSTS = (
    Column(
        "unit", "Đơn vị", WORK, lambda row: row.unit, width=26, look="of-unit", bare=True,
        sort=Sort(lambda day: [F("unit_id")], of_standing=True),
    ),
    Column(
        "district", _header("district"), WORK, lambda row: row.district, width=22,
        sort=Sort(lambda day: [F("district_id")], of_standing=True),
    ),
    Column(
        "title", "Chức danh", WORK, lambda row: row.title, width=38, look="of-title", bare=True,
        sort=Sort(lambda day: [F("title_id")], of_standing=True),
    ),
    _column("body", "Phòng, ban", lambda post: post.body_told, width=30, sort=_of_post("body")),
    Column(
        "group", "Nhóm chức danh", WORK, lambda row: row.group, width=22,
        sort=Sort(lambda day: [group_precedence("title_group")], of_standing=True),
    ),
    Column(
        "other_titles", _header("other_titles"), WORK, _other_titles, width=30, look="several",
        reads=Reads.POSTS,
    ),
    _column(
        "since", _header("since"), lambda post: as_known(post.start, post.start_precision),
        look="nowrap", sort=_of_post("start"),
    ),
    _column("basis", _header("basis"), lambda post: post.get_basis_display(), width=14),
    _column("acting", _header("acting"), lambda post: post.get_acting_display(), width=12),
    _column("decision", _header("decision_number"), lambda post: post.decision_number, width=18),
    _column(
        "decision_day", _header("decision_date"),
        lambda post: as_known(post.decision_date, post.decision_precision),
        look="nowrap", sort=_of_post("decision_date"),
    ),
)  # fmt: skip
