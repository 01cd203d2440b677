"""The short forms of the actions that give a new title: appoint and transfer."""

from abc import abstractmethod
from collections.abc import Iterator
from datetime import date, datetime
from itertools import groupby
from typing import Any

from django import forms

from personnel.entry.decisions import DECISION_FIELDS, DecisionForm
from personnel.entry.fields import (
    FullDayField,
    PartialDateField,
    TitleSelect,
    ask_bodies,
    body_unfit,
)
from personnel.entry.forms import called
from personnel.models import Body, HandOver, Origin, Post, Title, Unit, UnitQuerySet
from personnel.reading.offered import title_choices, titles_on
from personnel.reading.placed import Placed, groups_of
from personnel.scope import Editor, may_edit_in
from personnel.words.posts import held_at

from .appointing import appoint, communes_for, replaced
from .fields import PostsField
from .forms import ActionForm
from .posts import Misfit, Succession
from .transferring import succession, transfer


class NewPostForm(DecisionForm, ActionForm):
    """A new title in a commune, from a day on, in place of some of those held."""

    unit = forms.ModelChoiceField(Unit.objects.none(), label="Đơn vị")
    title = forms.ModelChoiceField(Title.objects.all(), label="Chức danh mới", widget=TitleSelect)

    field_order = ("unit", "title", "body", "since", "ends")

    def prepare(self) -> None:
        """Offer the titles under their groups."""
        self.field("title").choices = title_choices(titles_on(self.today), self.today)

    @abstractmethod
    def succession(self) -> Succession:
        """Return what the answers make of the posts held; raises Misfit."""

    def check(self) -> None:
        """Refuse a day that does not follow what ends, and a title that does not fit."""
        self.succession().require()

    def notes(self) -> Iterator[str]:
        """Yield a word on a first day that is still to come."""
        first = self.succession().since.first
        if first > self.today:
            yield f"Ngày giữ chức danh mới ở tương lai ({first:%d/%m/%Y})."

    @property
    def day(self) -> date:
        """The day on which the new title is held."""
        return max(self.succession().since.first, self.today)

    def posts_after(self) -> list[Post]:
        """Return all posts as they would be, the new one last."""
        change = self.succession()
        return [*self.as_ended(change.ended, change.last, ""), change.post()]


class AppointForm(NewPostForm):
    """A new title in the commune, and which of the present ones it replaces."""

    body = forms.ChoiceField(
        label="Phòng, ban", choices=[("", "Chưa rõ"), *Body.choices], required=False
    )
    rare = (DECISION_FIELDS[0], "came_from", *DECISION_FIELDS[1:])

    came_from = forms.ChoiceField(
        label="Đến từ", choices=[("", "—"), *Origin.choices], required=False
    )
    since = PartialDateField(label="Giữ chức danh từ")
    ends = PostsField(label="Thôi giữ từ ngày đó", required=False)

    def prepare(self) -> None:
        """Offer the communes of the person; the principal title there is replaced."""
        super().prepare()
        ask_bodies(self, Title.objects.all())
        posts = self.person.posts.with_keepers().select_related("title")
        communes = communes_for(posts, self.user, self.today)
        self.field("unit").queryset = Unit.objects.filter(pk__in=[unit.pk for unit in communes])
        self.field("unit").choices = [(unit.pk, called(unit)) for unit in communes]
        if len(communes) == 1:
            self.field("unit").widget = forms.HiddenInput()
        first = communes[0] if communes else None
        self.field("ends").offer(self.own)
        self.initial["unit"] = first
        self.initial["ends"] = [post.pk for post in replaced(self.own, first, self.today)]
        if not self.own:
            del self.fields["ends"]

    def check(self) -> None:
        """Refuse a body, too, in which the title is not held."""
        super().check()
        data = self.cleaned_data
        if unfit := body_unfit(data["title"], data.get("body", "")):
            raise Misfit("body", unfit)

    @property
    def written(self) -> dict[str, Any]:
        """The columns of the new post beside unit, title and day."""
        own = {name: self.cleaned_data.get(name, "") for name in ("body", "came_from")}
        return self.decision | own

    def succession(self) -> Succession:
        """Return the new title with what it replaces."""
        data = self.cleaned_data
        ended = [post for post in self.own if post.pk in data.get("ends", ())]
        new = data["unit"], data["title"], data["since"]
        return Succession(self.person, self.held, ended, *new, self.written)

    def save(self, at: datetime) -> str:
        """Begin the title."""
        data = self.cleaned_data
        post = appoint(
            self.person, data["unit"], data["title"], data["since"],
            ends=data.get("ends", ()), decision=self.written, seen=self.seen, by=self.user, at=at,
        )  # fmt: skip
        held = held_at(post.title, post.unit)
        return f"{self.person} giữ chức danh {held} từ {post.start_shown}."


class TransferForm(NewPostForm):
    """Another commune, the title there, and from which day."""

    since = FullDayField(label="Từ ngày")

    def prepare(self) -> None:
        """Offer every commune in force but the present ones, those in the user's hands first."""
        super().prepare()
        communes = Unit.objects.communes().in_force(self.today)
        self.field("unit").queryset = communes.with_above()
        placed = Placed(self.held, self.today)
        others = communes.exclude(pk__in=[placed.unit_of(post).pk for post in self.held])
        self.field("unit").choices = _by_board(others, self.user, self.today)
        self.field("unit").label = "Chuyển đến"

    def succession(self) -> Succession:
        """Return the move, in place of all posts held in the user's hands."""
        data = self.cleaned_data
        new = data["unit"], data["title"], data["since"]
        return succession(self.person, self.held, *new, self.user, self.decision)

    def save(self, at: datetime) -> str:
        """Move the person, or offer them to the board that keeps the other commune."""
        data = self.cleaned_data
        made = transfer(
            self.person, data["unit"], data["title"], data["since"],
            decision=self.decision, seen=self.seen, by=self.user, at=at,
        )  # fmt: skip
        if isinstance(made, HandOver):
            return f"Đã đề nghị {made.unit.keeper} tiếp nhận {self.person}, đang chờ trả lời."
        held = held_at(made.title, made.unit)
        return f"{self.person} chuyển đến, giữ chức danh {held} từ {made.start_shown}."


def _by_board(communes: UnitQuerySet, user: Editor, today: date) -> list[Any]:
    """Return communes under what they are in, own ones first, saying which move at once.

    What they are in is their district; of communes right below the province the group of the day,
    else the province.
    """
    units = list(communes.with_above().in_place())
    groups = groups_of(units, today)
    rows = [
        (not may_edit_in(user, unit.pk), groups.get(unit.pk) or str(unit.above or ""), unit)
        for unit in units
    ]
    # Districts stay in the order of their codes; groups come by name, as they are found by it.
    rows.sort(key=lambda row: (row[0], row[1] if row[2].pk in groups else ""))
    found: list[Any] = [("", "Chọn")]
    for (waits, name), among in groupby(rows, key=lambda row: row[:2]):
        how = "chờ tiếp nhận" if waits else "chuyển ngay"
        found.append((f"{name} ({how})", [(unit.pk, unit.name) for *_, unit in among]))
    return found
