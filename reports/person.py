"""A person's page: identity, posts, credentials, each criterion explained, history."""

from collections.abc import Iterable, Sequence
from datetime import date
from itertools import groupby
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from personnel.actions.offered import Offered
from personnel.asked import editable_or_404, keep_opened
from personnel.basics.htmx import by_htmx
from personnel.beyond.namesakes import not_told
from personnel.doubts.case import Facts
from personnel.doubts.confirming import looked_at
from personnel.keeping.disclosing import disclose_number
from personnel.keeping.history import Change, changes_to
from personnel.keeping.pacing import WINDOW
from personnel.kinds import KINDS
from personnel.models import (
    Credential,
    Disclosure,
    HandOver,
    Person,
    Post,
    Title,
    open_to,
)
from personnel.reading.ahead import left_by
from personnel.reading.deaths import died_on
from personnel.reading.joined import joined_into, led_on
from personnel.reading.of_one import (
    credentials_of,
    evaluations_of,
    handovers_of,
    merges_into,
    person_seen,
    posts_of,
    scans_counted_of,
)
from personnel.reading.retirement import leaving
from personnel.scope import Editor, viewer
from personnel.words.dates import Precision, show
from targets.explaining import Explanation, explain
from targets.lens import Lens

from .evaluations.person import failed_by
from .heads.person import led_by
from .learning import learning_of
from .links import Links, page_url
from .planning.person import planned_for
from .workforce import GROUP_LABELS

RECENT = 20
# Stands for a confidential fact, recorded or not.
WITHHELD = "chỉ hiện với người được cập nhật hồ sơ"


@require_safe
def person_page(request: HttpRequest, pk: int) -> HttpResponse:
    """Show one person through the lens; 404 unless the user may see them.

    The number of a record that was joined to another leads on to that one, and says so.
    """
    try:
        about = _about(request, pk)
    except Http404:
        on = led_on(pk, Person.objects.visible_to(viewer(request)))
        if on is None:
            raise
    else:
        keep_opened(request, about["person"], where="trang hồ sơ")
        return render(request, "reports/person.html", about)
    messages.info(request, f"Hồ sơ số {pk} đã được gộp vào hồ sơ này.")
    return redirect(page_url(Lens.of(request), "person", on.pk))


@require_POST
def person_number(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the whole identity number to whoever may edit the record, and keep that it was shown.

    To htmx alone; to others the whole page with the number in it.
    """
    person = editable_or_404(request, pk)
    disclose_number(person, by=request.user, where="xem trên trang hồ sơ")
    shown = {"cccd": person.cccd, "open": True}
    if by_htmx(request):
        return render(request, "components/number.html", {"person": person, **shown})
    return render(request, "reports/person.html", _about(request, pk) | shown)


def _about(request: HttpRequest, pk: int) -> dict[str, Any]:
    """Return everything a person's page shows, the identity number masked."""
    lens, user = Lens.of(request), viewer(request)
    people = Person.objects.visible_to(user)
    person = person_seen(user, pk)
    if person is None:
        raise Http404("Không có hồ sơ này trong phạm vi được xem của tài khoản.")
    editable = pk in open_to(user, [pk])
    # That the user may see the person is known by now.
    posts, credentials = posts_of(person), credentials_of(person)
    explanation = explain(
        Person.objects.all(), pk, lens.day, lens.criteria, lens.ahead, credentials=credentials
    )
    in_post = any(post.is_held_on(lens.day) for post in posts)
    left = in_post and people.filter(left_by(lens.day, lens.ahead), pk=pk).exists()
    principal = explanation and next(
        (post for post in posts if post.pk == explanation.standing.post_id), None
    )
    handovers = {handover.state: handover for handover in handovers_of(person)}
    waiting, asked = (handovers.get(state) for state in HandOver.State.pending())
    evaluations, scans = evaluations_of(person), scans_counted_of(person)
    died = died_on(posts)
    merges = merges_into(person)
    joined = joined_into(pk) if merges else []
    changes = changes_to(person, RECENT, joined, whole=editable)
    facts = Facts(person, posts, credentials)
    return {
        "lens": lens,
        # A person is judged by the map of the day: another one only groups.
        "of_one_person": True,
        "person": person,
        "handover": waiting,
        "asked": asked if editable else None,
        "actions": Offered(posts, user, bool(waiting), bool(asked)).actions() if editable else [],
        "died": died if died and died <= lens.day else None,
        "age": person.age_on(lens.day),
        "looked": looked_at(facts, user, timezone.localdate(), _unchecked(person, changes, user)),
        "party_joined": show(person.party_joined, person.party_joined_precision),
        "minority_since": show(person.minority_area_since, person.minority_area_since_precision),
        "principal": principal,
        "group": GROUP_LABELS[explanation.standing.title_group]
        if explanation and principal
        else "",
        "group_url": (
            _group_url(lens, explanation.standing, principal) if explanation and principal else ""
        ),
        "group_unconfirmed": explanation and explanation.standing.group_unconfirmed,
        "posts": [{"post": post, "held": post.is_held_on(lens.day)} for post in posts],
        "failed": failed_by(pk, evaluations, posts, lens.day),
        "evaluations": evaluations,
        "by_analogy": _by_analogy(explanation),
        "led": led_by(person, posts, lens.day),
        "planned": planned_for(pk, user, lens.day, editable=editable),
        "credentials": _by_kind(credentials),
        "learning": learning_of(pk, credentials, lens.horizon, timezone.localdate()),
        "school": _school(credentials, lens.day),
        "retires": _month(leaving(person, principal or None)),
        "explanation": explanation,
        "left": left,
        # Nothing else keeps a post that is held from being counted.
        "outside": in_post and not (explanation or left),
        "scans": scans,
        "scans_in_all": scans.total(),
        "cccd": person.masked_cccd,
        "editable": editable,
        "withheld": WITHHELD,
        "changes": changes,
        "merges": merges,
        "looks": _looks([pk, *joined], user),
    }


def _by_analogy(explanation: Explanation | None) -> bool:
    """Whether somebody is no cadre or civil servant on the day: the decree is not about them."""
    return bool(explanation and explanation.standing.title_group == Title.Group.NONSPECIALISED)


def _unchecked(person: Person, changes: Sequence[Change], user: Editor) -> str:
    """Return why namesakes elsewhere are not told of, as it was when the record was just saved."""
    now = timezone.now()
    just_saved = changes and changes[0].when > now - WINDOW
    return not_told(person, by=user, at=now) if just_saved else ""


def _looks(records: Sequence[int], user: Editor) -> list[Disclosure]:
    """Return who was shown what of these records lately, for administrators."""
    if not user.may_administer:
        return []
    return list(Disclosure.objects.about(records).select_related("user")[:RECENT])


def _group_url(lens: Lens, standing: Any, principal: Post) -> str:
    """Return the list of who is counted in the unit of the principal post and in its group."""
    return Links(lens).people(principal.unit, group=standing.title_group)


def _school(credentials: Iterable[Credential], day: date) -> str:
    """Return the highest schooling that counts on `day`; "" when nothing does."""
    levels = [c.level for c in credentials if c.kind == "general_education" and c.lasts_on(day)]
    return KINDS["general_education"].level_label(max(levels)) if levels else ""


def _month(leaves: date | str) -> str:
    return leaves if isinstance(leaves, str) else show(leaves, Precision.MONTH)


def _by_kind(credentials: Iterable[Credential]) -> list[tuple[str, list[Credential]]]:
    """Return credentials by kind, the highest first; "none" only where nothing else is held."""
    order = list(KINDS)
    ranked = sorted(credentials, key=lambda c: (order.index(c.kind), -c.level))
    grouped = [(KINDS[kind].label, list(held)) for kind, held in groupby(ranked, _kind)]
    return [(label, [c for c in held if c.level or not held[0].level]) for label, held in grouped]


def _kind(credential: Credential) -> str:
    return credential.kind
