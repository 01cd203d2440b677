"""What a page looks at: a draft, as it would be applied, or a decree that was."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from django.http import Http404, HttpRequest
from django.urls import reverse

from personnel.models import Decree
from personnel.places.decreed import Decreed
from personnel.scope import Editor
from reorganising.applying import Rehearsed, rehearse
from reorganising.asked import draft_or_404
from reorganising.models import DecreeDraft, Reorganisation
from reorganising.results import Applied
from reorganising.rights import NONE_CHOSEN, RightsChosen

from .seen import Seen

T = TypeVar("T")


@dataclass(frozen=True)
class Subject:
    """A draft, or what was applied of a decree; where the pages that look at it are.

    `stem` begins the names of their addresses, `pk` is their argument.
    """

    decreed: Decreed
    stem: str
    pk: int
    draft: DecreeDraft | None = None
    applied: Reorganisation | None = None

    @property
    def url(self) -> str:
        """Where the whole of it is shown."""
        return reverse(self.stem, args=[self.pk])

    @property
    def rights(self) -> RightsChosen:
        """What was confirmed of rights in the draft."""
        return RightsChosen.of(self.draft.rights) if self.draft else NONE_CHOSEN

    @property
    def unit_page(self) -> str:
        """The name of the address of one unit that begins."""
        return f"{self.stem}-unit"

    @property
    def changed_page(self) -> str:
        """The name of the address of those whom a criterion judges otherwise."""
        return f"{self.stem}-changed"

    @property
    def deciding_page(self) -> str:
        """The name of the address of the titles that several people bring along."""
        return f"{self.stem}-deciding"

    @property
    def split_page(self) -> str:
        """The name of the address to which it is sent who of a split unit goes where."""
        return f"{self.stem}-split"

    def look(self, user: Editor, at: Callable[[Seen], T]) -> T:
        """Return what `at` makes of it while it is written down: for good, or until it looked.

        Raises NotApplied where it cannot be.
        """
        if self.applied:
            told = Applied.of_json(self.applied.result)
            return at(Seen(self.decreed, user, self.applied.decree, told))

        def see(found: Rehearsed) -> T:
            return at(Seen(self.decreed, user, found.decree, found.applied, found.broken))

        return rehearse(self.decreed, by=user, look=see, rights=self.rights)


def subject_or_404(request: HttpRequest, pk: int) -> Subject:
    """Return a draft, applied or not, as what an administrator looks at."""
    found = draft_or_404(request, pk)
    return Subject(found.decreed, "decree-preview", pk, draft=found)


def applied_or_404(pk: int) -> Subject:
    """Return a decree that was applied, by its number in the database."""
    decree = Decree.objects.select_related("reorganisation__by").filter(pk=pk).first()
    if decree is None or not hasattr(decree, "reorganisation"):
        raise Http404("Không có văn bản sắp xếp này; có thể đã được hoàn tác.")
    applied = decree.reorganisation
    return Subject(applied.decreed, "decree-applied", pk, applied=applied)
