"""The short forms of the actions: each asks what its action needs, and takes it.

Those that give a new title stand in `new_posts`.
"""

from abc import ABCMeta, abstractmethod
from collections.abc import Collection, Iterator
from copy import copy
from datetime import date, datetime, timedelta
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import transaction
from django.forms.forms import DeclarativeFieldsMetaclass

from personnel.doubts.asking import POSTS, Answer, open_doubts, require_told
from personnel.doubts.case import Facts, record_of
from personnel.doubts.confirming import confirm
from personnel.doubts.register import Told
from personnel.entry.fields import FullDayField
from personnel.keeping.recording import open_posts
from personnel.models import Person, Post
from personnel.scope import Editor
from personnel.words.posts import held_at

from .ending import Leaving, end_posts, leaving_by
from .ending import require_told as require_withdrawn
from .fields import PostsField
from .posts import CHANGED, Misfit, fingerprint, label_of, own


class AbstractForm(DeclarativeFieldsMetaclass, ABCMeta):
    """Of forms of which some methods are for each to define: without them there is no form."""


class ActionForm(forms.Form, metaclass=AbstractForm):
    """One action on one person by one user, upon the open posts that the page shows."""

    def __init__(self, user: Editor, today: date, person: Person, data: Any = None) -> None:
        super().__init__(data, label_suffix="")
        self.user, self.today, self.person = user, today, person
        self.held = open_posts(person)
        self.own = own(self.held, user)
        self.seen = fingerprint(self.held)
        self.prepare()

    def field(self, name: str) -> Any:
        """Return a field by its name, to put choices into it."""
        return self.fields[name]

    def clean(self) -> dict[str, Any]:
        """Hold the answers against the record; errors stand on their fields."""
        data = super().clean() or self.cleaned_data
        if self.data.get("seen") != self.seen:
            self.errors.clear()
            raise ValidationError(CHANGED)
        if not self.errors:
            try:
                self.check()
            except Misfit as misfit:
                self.add_error(misfit.field, str(misfit))
        return data

    @abstractmethod
    def prepare(self) -> None:
        """Put into the fields what depends on the person and the user."""

    @abstractmethod
    def check(self) -> None:
        """Raise Misfit when the answers do not fit the record."""

    @abstractmethod
    def notes(self) -> Iterator[str]:
        """Yield what is told beside what was done, of a valid form."""

    @abstractmethod
    def posts_after(self) -> list[Post]:
        """Return all posts of the person as a valid form would leave them, not saved."""

    @property
    def day(self) -> date:
        """The day on which the posts are looked at."""
        return self.today

    @abstractmethod
    def save(self, at: datetime) -> str:
        """Take the action and return what was done, in Vietnamese; raises Refused."""

    def as_ended(self, ended: Collection[Post], last: date, reason: str) -> list[Post]:
        """Return all posts of the person, those `ended` with that last day."""
        every = [copy(post) for post in self.person.posts.select_related("unit", "title")]
        for post in every:
            if post in ended:
                post.end, post.end_reason = last, reason
        return every

    def take(self, answer: Answer, at: datetime) -> tuple[str, list[Told]]:
        """Take the action; return what was done, and the doubts that nobody confirmed.

        Raises Doubtful before the action makes doubtful what the `answer` does not know of, and
        Refused as `save` does.
        """
        facts = Facts(self.person, self.posts_after(), list(self.person.credentials.all()))
        left = require_told(open_doubts(facts, self.user, self.day, [POSTS]), answer)
        if not answer.confirmed:
            return self.save(at), left
        with transaction.atomic():
            done = self.save(at)
            written = record_of(self.person)
            confirm(written, answer.confirmed, by=self.user, at=at, day=self.day)
        return done, left


class EndForm(ActionForm):
    """Which posts end, why, and on which last day."""

    posts = PostsField(label="Chức danh thôi giữ", required=False)
    reason = forms.ChoiceField(label="Lý do", choices=[("", "Chọn"), *Post.EndReason.choices])
    until = FullDayField(label="Ngày cuối cùng giữ chức danh")
    withdrawn = PostsField(label="Rút chức danh dự kiến, khi nghỉ hưu hoặc từ trần", required=False)

    def prepare(self) -> None:
        """Offer the own open posts, all ticked; to be withdrawn those that begin later."""
        self.field("posts").offer(self.own)
        self.initial["posts"] = [post.pk for post in self.own]
        self.field("withdrawn").offer(self.to_come())
        if not self.to_come():
            del self.fields["withdrawn"]

    def to_come(self) -> list[Post]:
        """Return the own open posts that begin after the day typed, or after today."""
        try:
            after = self.field("until").clean(self.data.get("until")) if self.is_bound else None
        except ValidationError:
            after = None
        return [post for post in self.own if post.begins_after(after or self.today)]

    def leaving(self) -> Leaving:
        """Return what a form without errors does to the posts; raises Misfit."""
        data = self.cleaned_data
        every = list(self.person.posts.with_keepers().select_related("title"))
        return leaving_by(every, self.held, data["posts"], data["until"], data["reason"])

    def check(self) -> None:
        """Refuse a day before a post began, and retirement while a post is in other hands."""
        reason, leaving = self.cleaned_data["reason"], self.leaving()
        touched = leaving.touched
        elsewhere = [post for post in touched if post not in own(touched, self.user)]
        if reason in Post.EndReason.whole() and elsewhere:
            raise Misfit(
                "reason",
                f"Người này còn giữ chức danh {held_at(elsewhere[0].title, elsewhere[0].unit)}, "
                f"ngoài phạm vi được cập nhật: "
                f"đề nghị quản trị cấp tỉnh ghi {label_of(reason)}.",
            )
        told = self.cleaned_data.get("withdrawn", ())
        require_withdrawn(leaving, told, self.cleaned_data["until"])

    def notes(self) -> Iterator[str]:
        """Yield a word on a last day that is still to come."""
        until = self.cleaned_data["until"]
        if until > self.today:
            yield f"Ngày thôi giữ chức danh ở tương lai ({until:%d/%m/%Y})."

    def posts_after(self) -> list[Post]:
        """Return all posts, those chosen ended and those withdrawn left out."""
        data, leaving = self.cleaned_data, self.leaving()
        after = self.as_ended(leaving.ended, data["until"], data["reason"])
        return [post for post in after if post not in leaving.withdrawn]

    def save(self, at: datetime) -> str:
        """End the posts."""
        data = self.cleaned_data
        done = end_posts(
            self.person, data["posts"], data["until"], data["reason"],
            seen=self.seen, by=self.user, at=at, withdrawn=data.get("withdrawn", ()),
        )  # fmt: skip
        posts = ", ".join(held_at(post.title, post.unit) for post in done.ended)
        since = data["until"] + timedelta(days=1)
        said = f"{self.person}: thôi giữ chức danh {posts} từ ngày {since:%d/%m/%Y}."
        taken = "; ".join(f"{held_at(p.title, p.unit)} {p.period_shown}" for p in done.withdrawn)
        return f"{said} Đã rút chức danh dự kiến: {taken}." if taken else said


class ReasonForm(forms.Form):
    """Why something is done."""

    reason = forms.CharField(label="Lý do", max_length=200)

    def __init__(self, data: Any = None) -> None:
        super().__init__(data, label_suffix="")
