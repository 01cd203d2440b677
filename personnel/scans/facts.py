"""The facts of a person that have scans, or may: each with those attached to it."""

from __future__ import annotations

from dataclasses import dataclass, field

from django.core.exceptions import ObjectDoesNotExist

from personnel.actions.posts import own
from personnel.models import Credential, Person, Post, Scan
from personnel.models.scans import proven_key
from personnel.scope import Editor

GONE = "Văn bằng, chức danh không còn trong hồ sơ"


@dataclass
class Proven:
    """A credential or post with its scans, the latest last; `fact` is None where it is no more.

    `editable` tells whether the user may take scans of it back.
    """

    key: str
    told: str
    fact: Credential | Post | None = None
    editable: bool = False
    scans: list[Scan] = field(default_factory=list)
    taken_back: list[Scan] = field(default_factory=list)

    @property
    def open(self) -> bool:
        """Whether the user may attach to it: of what somebody does not have there is no paper."""
        return self.editable and bool(self.fact) and getattr(self.fact, "level", 1) > 0


def facts_of(person: Person, user: Editor) -> list[Proven]:
    """Return every credential and post of a person, then what has scans and is no more.

    What was taken back is there for whoever may edit the record alone.
    """
    editable = Person.objects.editable_by(user).filter(pk=person.pk).exists()
    posts = list(person.posts.with_keepers().select_related("title").order_by("-start", "-pk"))
    facts: list[Credential | Post] = [*person.credentials.by_kind(), *posts]
    closed = set() if editable else set(facts)
    closed |= set(posts) - set(own(posts, user))
    found = {
        proven_key(fact): Proven(proven_key(fact), fact.told, fact, fact not in closed)
        for fact in facts
    }
    for scan in person.scans.select_related("added_by", "taken_back_by"):
        if scan.key not in found:
            found[scan.key] = Proven(scan.key, _last_told(scan), None, editable)
        if scan.taken_back_at is None:
            found[scan.key].scans.append(scan)
        elif editable:
            found[scan.key].taken_back.append(scan)
    return [one for one in found.values() if one.fact or one.scans or one.taken_back]


def _last_told(scan: Scan) -> str:
    """Return what a fact that is no more was, as the history last tells it."""
    if scan.credential_id:
        rows = Credential.history.filter(id=scan.credential_id)
    else:
        rows = Post.history.filter(id=scan.post_id).select_related("unit", "title")
    last = rows.order_by("-history_date", "-history_id").first()
    try:
        return f"{last.instance.told} (đã xóa khỏi hồ sơ)" if last else GONE
    except ObjectDoesNotExist:
        return GONE
