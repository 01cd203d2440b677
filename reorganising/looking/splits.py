"""Who of a unit that is split goes to which of its successors: seen, and chosen in a draft."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils import timezone

from personnel.keeping.recording import Refused, recording
from personnel.models import Person, Post, Title, Unit, UnitChange
from personnel.scope import Editor
from reorganising.models import DecreeDraft

from .moving import Moving


@dataclass(frozen=True)
class Choice:
    """Somebody of a unit that is split, by what title, and the code of where they go."""

    person: Person
    titles: Sequence[Title]
    goes_to: str


@dataclass(frozen=True)
class Split:
    """A unit that goes on in several, the default one first, and whoever is in it."""

    old: Unit
    options: Sequence[Unit]
    choices: Sequence[Choice]

    @property
    def default(self) -> Unit:
        """Where people go of whom nothing else is chosen."""
        return self.options[0]

    @property
    def told(self) -> list[tuple[Unit, int]]:
        """How many go to each."""
        found = [choice.goes_to for choice in self.choices]
        return [(unit, found.count(unit.code)) for unit in self.options]

    def chosen(self, sent: Mapping[str, str]) -> dict[int, str]:
        """Return the code chosen for each person by the fields of a form, `nguoi-<id>`.

        Who is not named there keeps what stands. Raises Refused for a code that is none of its
        successors.
        """
        codes = {unit.code for unit in self.options}
        found = {
            choice.person.pk: sent.get(f"nguoi-{choice.person.pk}", choice.goes_to)
            for choice in self.choices
        }
        if not codes.issuperset(found.values()):
            raise Refused(f"Chưa ghi gì: chọn một đơn vị mới của {self.old} cho từng người.")
        return found


def splits_on(day: date, moving: Moving, units: Mapping[int, Unit]) -> list[Split]:
    """Return the units that a decree of `day` split, by code, with the titles held on the day.

    Three queries; one where nothing was split.
    """
    options: dict[int, list[int]] = defaultdict(list)
    changes = UnitChange.objects.filter(decree__day=day).order_by("-is_default", "new__code")
    for old, new in changes.values_list("old", "new"):
        options[old].append(new)
    split = {old: news for old, news in options.items() if len(news) > 1}
    going = {old: moving.going_from(old) for old in split}
    people = Person.objects.in_bulk({person for of in going.values() for person in of})
    titles = _titles(day, people)
    return [
        Split(
            units[old],
            [units[new] for new in news],
            [
                Choice(people[person], titles[person], units[new].code)
                for person, new in going[old].items()
            ],
        )
        for old, news in sorted(split.items(), key=lambda item: units[item[0]].code)
    ]


def _titles(day: date, people: Collection[int]) -> Mapping[int, list[Title]]:
    found: dict[int, list[Title]] = defaultdict(list)
    posts = Post.objects.held_on(day).filter(person__in=people).select_related("title")
    for post in posts.order_by("title__order"):
        found[post.person_id].append(post.title)
    return found


def choose(
    draft: DecreeDraft, seen: int, split: Split, chosen: Mapping[int, str],
    *, by: Editor, at: datetime,
) -> None:  # fmt: skip
    """Keep in a draft where people of a split unit go; nothing is kept of the default.

    `seen` is the version that was looked at. Raises Refused where the draft was changed or
    applied since.
    """
    people = {str(pk): pk for pk in chosen} | _by_number(chosen)
    with recording(by=by, at=at, reason=f"Chọn nơi đến của người thuộc {split.old}") as scribe:
        held = scribe.hold(draft)
        require_seen(held, seen)
        told: dict[str, Any] = dict(held.told)
        others = [
            sent
            for sent in told.get("splits", ())
            if sent["old"] != split.old.code or str(sent["person"]) not in people
        ]
        told["splits"] = others + [
            {"person": str(pk), "old": split.old.code, "new": code}
            for pk, code in sorted(chosen.items())
            if code != split.default.code
        ]
        if told != held.told:
            scribe.change(
                held, told=told, version=held.version + 1, changed_by=by, changed_at=scribe.at
            )


def require_seen(draft: DecreeDraft, seen: int) -> None:
    """Raise Refused where a draft that is held was applied, or is not the version looked at."""
    if draft.decree_id:
        raise Refused(f"Chưa ghi gì: văn bản {draft} đã được áp dụng.")
    if draft.version != seen:
        at = timezone.localtime(draft.changed_at)
        raise Refused(
            f"Chưa ghi gì: {draft.changed_by or 'người khác'} đã sửa dự thảo này lúc "
            f"{at:%H:%M ngày %d/%m/%Y}. Xem lại rồi thực hiện."
        )


def _by_number(people: Collection[int]) -> dict[str, int]:
    """Return the same people by the identity number under which a file may name them."""
    numbered = Person.objects.filter(pk__in=people).exclude(cccd="")
    return dict(numbered.values_list("cccd", "pk"))
