"""A person's page: identity, posts, credentials, each criterion explained, history."""

from collections.abc import Iterable
from itertools import groupby

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from personnel.actions.offered import Offered
from personnel.dates import show
from personnel.history import changes_to
from personnel.levels import KINDS
from personnel.models import Credential, Person, Post, Title
from personnel.scope import viewer
from targets.explaining import explain

from .lens import Lens

RECENT = 20


def person_page(request: HttpRequest, pk: int) -> HttpResponse:
    """Show one person through the lens; 404 unless the user may see them."""
    lens, user = Lens.of(request), viewer(request)
    people = Person.objects.visible_to(user)
    person = people.select_related("ethnicity").filter(pk=pk).first()
    if person is None:
        raise Http404("Không có hồ sơ này trong phạm vi được xem của tài khoản.")
    editable = Person.objects.editable_by(user).filter(pk=pk).exists()
    posts = list(person.posts.select_related("unit__parent", "title").order_by("-start", "-pk"))
    explanation = explain(people, pk, lens.day, lens.criteria)
    principal = explanation and next(
        (post for post in posts if post.pk == explanation.standing.post_id), None
    )
    handover = person.handovers.waiting().select_related("unit__parent", "title").first()
    context = {
        "lens": lens,
        "person": person,
        "handover": handover,
        "actions": Offered(posts, user, bool(handover)).actions() if editable else [],
        "age": person.age_on(lens.day),
        "party_joined": show(person.party_joined, person.party_joined_precision),
        "minority_since": show(person.minority_area_since, person.minority_area_since_precision),
        "principal": principal,
        "group": Title.Group(principal.title.group).label if principal else "",
        "posts": [{"post": post, "held": _held(post, lens)} for post in posts],
        "credentials": _by_kind(person.credentials.all()),
        "explanation": explanation,
        "cccd": person.cccd if editable else person.masked_cccd,
        "editable": editable,
        "changes": changes_to(person, RECENT),
    }
    return render(request, "reports/person.html", context)


def _held(post: Post, lens: Lens) -> bool:
    started = post.start is None or post.start <= lens.day
    return started and (post.end is None or post.end >= lens.day)


def _by_kind(credentials: Iterable[Credential]) -> list[tuple[str, list[Credential]]]:
    """Return credentials by kind, the highest first; "none" only where nothing else is held."""
    order = list(KINDS)
    ranked = sorted(credentials, key=lambda c: (order.index(c.kind), -c.level))
    grouped = [(KINDS[kind].label, list(held)) for kind, held in groupby(ranked, _kind)]
    return [(label, [c for c in held if c.level or not held[0].level]) for label, held in grouped]


def _kind(credential: Credential) -> str:
    return credential.kind
