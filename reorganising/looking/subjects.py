"""What a page looks at: a draft, as it would be applied, or a decree that was."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from django.http import Http404, HttpRequest
from django.urls import reverse

from personnel.models import Decree, Unit
from personnel.places.decreed import Decreed
from personnel.scope import Editor, viewer
from reorganising.applying import rehearse
from reorganising.models import DecreeDraft, Reorganisation
from targets.rules import Criterion

from .seen import Seen

T = TypeVar("T")
INVARIANTS = {}


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

    def unit_url(self, unit: Unit) -> str:
        """Return where one unit that begins is shown."""
        return reverse(f"{self.stem}-unit", args=[self.pk, unit.code])

    def changed_url(self, criterion: Criterion) -> str:
        """Return where those are listed whom a criterion judges otherwise."""
        return reverse(f"{self.stem}-changed", args=[self.pk, criterion.code])

    @property
    def deciding_url(self) -> str:
        """Where the titles are listed that several people bring along."""
        return reverse(f"{self.stem}-deciding", args=[self.pk])

    @property
    def split_url(self) -> str:
        """Where it is sent who of a unit that is split goes where."""
        return reverse(f"{self.stem}-split", args=[self.pk])

    def look(self, user: Editor, at: Callable[[Seen], T]) -> T:
        """Return what `at` makes of it while it is written down: for good, or until it looked.

        Raises NotApplied where it cannot be.
        """
        seen = Seen(self.decreed, user)
        if self.applied:
            return at(seen)
        return rehearse(self.decreed, by=user, look=lambda rehearsed: at(seen))


def administrator_or_404(request: HttpRequest) -> Editor:
    """Return the signed-in user, who administers the province."""
    user = viewer(request)
    if not user.may_administer:
        raise Http404("Việc sắp xếp đơn vị do quản trị cấp tỉnh thực hiện.")
    return user


def draft_or_404(pk: int) -> Subject:
    """Return a draft, applied or not, as what is looked at."""
    draft = DecreeDraft.objects.select_related("changed_by", "due_by", "decree").filter(pk=pk)
    found = draft.first()
    if found is None:
        raise Http404("Không có dự thảo sắp xếp này; có thể đã bị xóa.")
    return Subject(found.decreed, "decree-preview", pk, draft=found)


def applied_or_404(pk: int) -> Subject:
    """Return a decree that was applied, by its number in the database."""
    decree = Decree.objects.select_related("reorganisation__by").filter(pk=pk).first()
    if decree is None or not hasattr(decree, "reorganisation"):
        raise Http404("Không có văn bản sắp xếp này; có thể đã được hoàn tác.")
    applied = decree.reorganisation
    return Subject(applied.decreed, "decree-applied", pk, applied=applied)
