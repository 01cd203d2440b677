"""A person's page: identity, posts, credentials, each criterion explained, history."""

from dataclasses import dataclass
from datetime import datetime
from itertools import chain
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from personnel.dates import show
from personnel.levels import KINDS
from personnel.models import Credential, Person, Post, Title
from targets.explaining import explain

from .lens import Lens
from .scope import Account, viewer

RECENT = 20
CHANGES = {"+": "Thêm", "~": "Sửa", "-": "Xóa"}


def person_page(request: HttpRequest, pk: int) -> HttpResponse:
    """Show one person through the lens; 404 unless the user may see them."""
    lens, user = Lens.of(request), viewer(request)
    people = Person.objects.visible_to(user)
    person = people.select_related("ethnicity").filter(pk=pk).first()
    if person is None:
        raise Http404("Không có hồ sơ này trong phạm vi được xem của tài khoản.")
    posts = list(person.posts.select_related("unit__parent", "title").order_by("-start", "-pk"))
    explanation = explain(people, pk, lens.day, lens.criteria)
    principal = explanation and next(
        (post for post in posts if post.pk == explanation.standing.post_id), None
    )
    credentials = sorted(
        person.credentials.all(), key=lambda c: (list(KINDS).index(c.kind), -c.level)
    )
    context = {
        "lens": lens,
        "person": person,
        "age": person.age_on(lens.day),
        "party_joined": show(person.party_joined, person.party_joined_precision),
        "minority_since": show(person.minority_area_since, person.minority_area_since_precision),
        "principal": principal,
        "group": Title.Group(principal.title.group).label if principal else "",
        "posts": [{"post": post, "held": _held(post, lens)} for post in posts],
        "credentials": credentials,
        "explanation": explanation,
        "cccd": person.cccd if _may_edit(user, posts) else person.masked_cccd,
        "changes": recent_changes(person),
    }
    return render(request, "reports/person.html", context)


def _held(post: Post, lens: Lens) -> bool:
    started = post.start is None or post.start <= lens.day
    return started and (post.end is None or post.end >= lens.day)


def _may_edit(user: Account, posts: list[Post]) -> bool:
    """Editors may edit whoever serves in their district now; administrators everyone."""
    if not user.may_edit:
        return False
    if user.sees_province:
        return True
    open_districts = {post.unit.parent_id for post in posts if post.end is None}
    return user.scope_district_id in open_districts


@dataclass(frozen=True)
class Change:
    """One recorded change: when, by whom, and what."""

    when: datetime
    who: str
    what: str


def recent_changes(person: Person) -> list[Change]:
    """Return the latest changes to the person, their posts and their credentials.

    Three queries. Rows that were loaded without history show nothing.
    """
    histories = (
        Person.history.filter(id=person.pk),
        Post.history.filter(person_id=person.pk).select_related("title", "unit"),
        Credential.history.filter(person_id=person.pk),
    )
    recent = chain.from_iterable(
        history.select_related("history_user").order_by("-history_date", "-history_id")[:RECENT]
        for history in histories
    )
    ordered = sorted(recent, key=lambda row: row.history_date, reverse=True)[:RECENT]
    return [
        Change(
            row.history_date,
            str(row.history_user or "Nhập từ hệ thống"),
            f"{CHANGES[row.history_type]} {_named(row)}",
        )
        for row in ordered
    ]


def _named(row: Any) -> str:
    if hasattr(row, "kind"):
        kind = KINDS[row.kind]
        awarded = show(row.awarded, row.awarded_precision)
        return f"{kind.label}: {kind.level_label(row.level)} {awarded}".rstrip()
    if hasattr(row, "title_id"):
        ended = f", đến {row.end:%d/%m/%Y}" if row.end else ""
        return f"chức danh {row.title} tại {row.unit}{ended}"
    return "thông tin cá nhân"
