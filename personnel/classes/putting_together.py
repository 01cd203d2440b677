"""A class as its page sends it: who is in it, what was pasted, and which class it goes into."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from django.http import HttpRequest, QueryDict
from django.utils.functional import cached_property

from personnel.batches.gathering import Gathered, gather
from personnel.models import Batch, Credential
from personnel.scope import Editor, viewer

from .forms import PREFIX, ClassForm
from .naming import Pasted, pasted

# What the buttons of the page ask for; any other one shows the class as it stands.
PASTE, PREVIEW, CONFIRM = "paste", "preview", "confirm"
# What may be chosen beside a line instead of somebody.
SKIPPED = "skip"


@dataclass(frozen=True)
class Gathering:
    """People gathered on a page, by search, by pasted lines, by their numbers in its address."""

    # The buttons that look for what was pasted, and what is said where that keeps them back.
    looks: ClassVar[tuple[str, ...]] = (PASTE, PREVIEW)
    kept_back: ClassVar[tuple[str, str]] = ("Chưa xem trước", "xem trước lại")

    user: Editor
    today: date
    data: QueryDict
    ids: list[str]

    @classmethod
    def sent(cls, request: HttpRequest) -> list[str]:
        """Return the numbers of the people that a request names."""
        data = request.POST
        return [*request.GET.getlist("person"), *data.getlist("person"), *data.getlist("add")]

    @property
    def search(self) -> str:
        """What was typed into the search box."""
        return self.data.get("q", "")

    @property
    def asked(self) -> str:
        """Which button was pressed."""
        return self.data.get("do", "")

    @property
    def to_paste(self) -> str:
        """The lines to be found now; a preview waits for what was pasted to be dealt with."""
        return self.data.get("pasted", "").strip("\r\n ") if self.asked in self.looks else ""

    @property
    def waiting(self) -> str:
        """The lines that were pasted and not yet looked for."""
        return "" if self.to_paste else self.data.get("pasted", "")

    @cached_property
    def pasted(self) -> Pasted:
        """Whom lines mean, those of earlier with what was chosen beside them."""
        carried = [
            (line, self.data.get(f"settle-{at}", ""))
            for at, line in enumerate(self.data.getlist("left"))
        ]
        kept = [(line, chosen) for line, chosen in carried if chosen != SKIPPED]
        return pasted(self.user, self.to_paste, self.today, self.ids, kept)

    @cached_property
    def gathered(self) -> Gathered:
        """Who is in the class by now."""
        removed = self.data.getlist("remove")
        ids = [pk for pk in self.ids + self.pasted.ids if pk not in removed]
        return gather(self.user, ids)

    @property
    def is_settled(self) -> bool:
        """Whether nothing that was pasted waits any more."""
        return not (self.to_paste or self.waiting.strip() or self.pasted.left)

    @property
    def unsettled(self) -> list[str]:
        """What is said of lines that keep a preview from being shown."""
        count = len(self.pasted.left)
        if self.asked == PASTE or not count:
            return []
        told, again = self.kept_back
        return [
            f"{told}: còn {count} dòng chưa rõ là ai. Chọn người, bỏ qua hoặc sửa dòng rồi {again}."
        ]


@dataclass(frozen=True)
class Putting(Gathering):
    """What a request asks of a class; `into` is the recorded one that people are added to."""

    into: Batch | None
    fixed: Credential | None

    @classmethod
    def of(
        cls, request: HttpRequest, today: date, into: Batch | None, fixed: Credential | None
    ) -> Putting:
        """Read what was sent."""
        return cls(viewer(request), today, request.POST, cls.sent(request), into, fixed)

    def form(self, *, bound: bool) -> ClassForm:
        """Return the form of what the class gives, as it was typed; checked where it is bound."""
        if self.fixed or bound:
            return ClassForm(self.data if bound else None, today=self.today, fixed=self.fixed)
        names = ClassForm.base_fields
        typed = {name: self.data[key] for name in names if (key := f"{PREFIX}-{name}") in self.data}
        return ClassForm(today=self.today, initial=typed)
