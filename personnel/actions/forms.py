"""The short forms of the actions: each asks what its action needs, and takes it."""

from collections.abc import Iterator
from datetime import date, datetime
from itertools import groupby
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from personnel.entry.doubts import doubts_of_posts
from personnel.entry.fields import PartialDateField
from personnel.entry.forms import title_choices
from personnel.models import HandOver, Person, Post, Title, Unit, UnitQuerySet
from personnel.recording import open_posts
from personnel.scope import Editor, may_edit_in

from .appointing import appoint, communes_for, replaced
from .ending import WHOLE, end_posts, to_end
from .fields import FullDayField, PostsField
from .posts import CHANGED, Misfit, Succession, fingerprint, label_of, own, require_endable
from .transferring import succession, transfer


class ActionForm(forms.Form):
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

    def prepare(self) -> None:
        """Put into the fields what depends on the person and the user."""
        raise NotImplementedError

    def check(self) -> None:
        """Raise Misfit when the answers do not fit the record."""
        raise NotImplementedError

    def doubts(self) -> Iterator[str]:
        """Yield what to look at again, of a valid form; none of it stands in the way."""
        raise NotImplementedError

    def save(self, at: datetime) -> str:
        """Take the action and return what was done, in Vietnamese; raises Refused."""
        raise NotImplementedError


class EndForm(ActionForm):
    """Which posts end, why, and on which last day."""

    posts = PostsField(label="Chức danh thôi giữ", required=False)
    reason = forms.ChoiceField(label="Lý do", choices=[("", "Chọn"), *Post.EndReason.choices])
    until = FullDayField(label="Ngày cuối cùng giữ chức danh")

    def prepare(self) -> None:
        """Offer the own open posts, all ticked."""
        self.field("posts").offer(self.own)
        self.initial["posts"] = [post.pk for post in self.own]

    def check(self) -> None:
        """Refuse a day before a post began, and retirement while another district has a post."""
        reason = self.cleaned_data["reason"]
        elsewhere = [post for post in self.held if post not in self.own]
        if reason in WHOLE and elsewhere:
            raise Misfit(
                "reason",
                f"Người này còn giữ {elsewhere[0].title}, {elsewhere[0].unit}, ở huyện khác: "
                f"đề nghị quản trị cấp tỉnh ghi {label_of(reason)}.",
            )
        chosen = to_end(self.held, self.cleaned_data["posts"], reason)
        require_endable(chosen, self.cleaned_data["until"], "until")

    def doubts(self) -> Iterator[str]:
        """Yield a warning of a day that is still to come."""
        until = self.cleaned_data["until"]
        if until > self.today:
            yield f"Ngày thôi giữ chức danh ở tương lai ({until:%d/%m/%Y})."

    def save(self, at: datetime) -> str:
        """End the posts."""
        data = self.cleaned_data
        ended = end_posts(
            self.person, data["posts"], data["until"], data["reason"],
            seen=self.seen, by=self.user, at=at,
        )  # fmt: skip
        titles = ", ".join(str(post.title) for post in ended)
        return f"{self.person}: thôi giữ {titles} sau ngày {data['until']:%d/%m/%Y}."


class NewPostForm(ActionForm):
    """A new title in a commune, from a day on, in place of some of those held."""

    unit = forms.ModelChoiceField(Unit.objects.none(), label="Đơn vị")
    title = forms.ModelChoiceField(Title.objects.all(), label="Chức danh mới")

    def prepare(self) -> None:
        """Offer the titles under their groups."""
        self.field("title").choices = title_choices(Title.objects.all())

    def succession(self) -> Succession:
        """Return what the answers make of the posts held; raises Misfit."""
        raise NotImplementedError

    def check(self) -> None:
        """Refuse a day that does not follow what ends, and a title that does not fit."""
        self.succession().require()

    def doubts(self) -> Iterator[str]:
        """Yield what to look at again in the titles held from then on."""
        change = self.succession()
        first = change.since.first
        if first > self.today:
            yield f"Ngày giữ chức danh mới ở tương lai ({first:%d/%m/%Y})."
        held = [*change.kept, change.post()]
        yield from doubts_of_posts(self.person, held, self.user, max(first, self.today))


class AppointForm(NewPostForm):
    """A new title in the commune, and which of the present ones it replaces."""

    since = PartialDateField(label="Giữ chức danh từ")
    ends = PostsField(label="Thôi giữ từ ngày đó", required=False)

    def prepare(self) -> None:
        """Offer the communes of the person; the principal title there is replaced."""
        super().prepare()
        posts = self.person.posts.select_related("unit__parent", "title")
        communes = communes_for(posts, self.user)
        self.field("unit").queryset = Unit.objects.filter(pk__in=[unit.pk for unit in communes])
        if len(communes) == 1:
            self.field("unit").widget = forms.HiddenInput()
        first = communes[0] if communes else None
        self.field("ends").offer(self.own)
        self.initial["unit"] = first
        self.initial["ends"] = [post.pk for post in replaced(self.own, first)]
        if not self.own:
            del self.fields["ends"]

    def succession(self) -> Succession:
        """Return the new title with what it replaces."""
        data = self.cleaned_data
        ended = [post for post in self.own if post.pk in data.get("ends", ())]
        new = data["unit"], data["title"], data["since"]
        return Succession(self.person, self.held, ended, *new)

    def save(self, at: datetime) -> str:
        """Begin the title."""
        data = self.cleaned_data
        post = appoint(
            self.person, data["unit"], data["title"], data["since"],
            ends=data.get("ends", ()), seen=self.seen, by=self.user, at=at,
        )  # fmt: skip
        return f"{self.person} giữ {post.title}, {post.unit} từ {post.start_shown}."


class TransferForm(NewPostForm):
    """Another commune, the title there, and from which day."""

    since = FullDayField(label="Từ ngày")

    def prepare(self) -> None:
        """Offer every commune in force but the present ones, the user's own districts first."""
        super().prepare()
        communes = Unit.objects.communes().in_force(self.today)
        self.field("unit").queryset = communes.select_related("parent")
        others = communes.exclude(pk__in=[post.unit_id for post in self.held])
        self.field("unit").choices = _by_district(others, self.user)
        self.field("unit").label = "Chuyển đến"

    def succession(self) -> Succession:
        """Return the move, in place of all posts held in the user's districts."""
        data = self.cleaned_data
        new = data["unit"], data["title"], data["since"]
        return succession(self.person, self.held, *new, self.user)

    def save(self, at: datetime) -> str:
        """Move the person, or offer them to the other district's board."""
        data = self.cleaned_data
        made = transfer(
            self.person, data["unit"], data["title"], data["since"],
            seen=self.seen, by=self.user, at=at,
        )  # fmt: skip
        if isinstance(made, HandOver):
            return f"Đã đề nghị {made.unit.parent} tiếp nhận {self.person}, đang chờ trả lời."
        return f"{self.person} chuyển đến {made.unit}: {made.title} từ {made.start_shown}."


def _by_district(communes: UnitQuerySet, user: Editor) -> list[Any]:
    """Return communes under their districts, own ones first, saying which move at once."""
    rows = communes.order_by("parent__code", "code")
    columns = rows.values_list("parent_id", "parent__name", "pk", "name")
    ordered = sorted(columns, key=lambda row: not may_edit_in(user, row[0]))
    found: list[Any] = [("", "Chọn")]
    for (district, name), group in groupby(ordered, key=lambda row: row[:2]):
        how = "chuyển ngay" if may_edit_in(user, district) else "chờ tiếp nhận"
        found.append((f"{name} ({how})", [row[2:] for row in group]))
    return found


class ReasonForm(forms.Form):
    """Why something is done."""

    reason = forms.CharField(label="Lý do", max_length=200)

    def __init__(self, data: Any = None) -> None:
        super().__init__(data, label_suffix="")
