"""What a row between people says: a commune, a district, a group of titles, or none of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from difflib import SequenceMatcher

from personnel.models import Title, Unit
from personnel.words.leaving import says_left
from personnel.words.values import BadCell
from personnel.words.vietnamese import fold
from sheets.correcting import GROUP, LEFT_POST
from sheets.reading.matching import UNIT_KINDS, References, unit_key
from sheets.reading.places import body_of

from .clothes import bare, in_brackets, undressed, without_count
from .phrases import (
    group_of,
    is_hamlet,
    is_note,
    is_part,
    is_sentence,
    names_several,
    unknown_words,
)
from .placing import (
    begins_as_place,
    comes_from,
    frames,
    kind_by_first_word,
    places_in,
    with_committees,
)

# A name of more words is none of a commune; so alike are two names that may be one.
_LONGEST_NAME, _ALIKE = 5, 0.8
# A note of so few words beside the name of a commune may be a heading.
_HARDLY_MORE = 3
# Names of so few words that begin as so many others of the district do may be one of them.
_USUAL_NAME, _BESIDE = 3, 3


@dataclass(frozen=True)
class Heading:
    """What a heading says: a commune, a district, a group of titles, or several of them.

    `key` is that of the text without its ordinal, `name` its words alone. `kind` is "unit" or
    "district" for the name of one, even of one that nobody knows; "left" for those who are no
    longer in post; "group"; "other" for a part of a list; "note" for what is no heading at
    all; "doubt" for what may be the name of a commune. Several `units` bear one name.
    `has_several` tells that several groups are named at once, so that none holds;
    `is_like_one` that the name is nearly that of a commune.
    """

    text: str
    key: str
    name: str = ""
    kind: str = "other"
    units: tuple[Unit, ...] = ()
    district: Unit | None = None
    group: str = ""
    has_several: bool = False
    left: str = ""
    is_left_sure: bool = False
    is_like_one: bool = False

    @property
    def place(self) -> str:
        """Return "unit" or "district" where the heading is one, "" where it is none."""
        return self.kind if self.kind in ("unit", "district") else ""


@dataclass
class Headings:
    """Reads headings against the portal's units, within one district where that is known."""

    references: References
    corrected: Mapping[str, str]
    _seen: dict[tuple[str, int | None], Heading] = field(default_factory=dict)

    def read(self, text: str, district: Unit | None) -> Heading:
        """Return what a heading says; of several communes of the name, those of `district`."""
        seen = text, district.pk if district else None
        if seen not in self._seen:
            self._seen[seen] = self._read(text, district)
        return self._seen[seen]

    def _read(self, text: str, district: Unit | None) -> Heading:
        key, name = unit_key(without_count(bare(text))), undressed(text)
        if whole := not name and in_brackets(text):
            name = undressed(text.strip("()[] "))
        heading = Heading(
            text, key, name, group=group_of(name), has_several=names_several(name),
            left=text if says_left(name, self.references.day, is_heading=True) else "",
        )  # fmt: skip
        if key in self.corrected:
            return self._answered(heading)
        if is_note(text):
            return self._noted(heading, district)
        for words in dict.fromkeys((text, bare(text), name)):
            if units := self._communes(words, district):
                return replace(heading, kind="unit", units=units)
            if found := self._district(words):
                return replace(heading, kind="district", district=found)
        if whole:
            return _note(heading)
        return self._inside(heading, district) or self._without_place(heading, district)

    def _answered(self, heading: Heading) -> Heading:
        """Return what somebody said that a heading means."""
        answer = self.corrected[heading.key]
        plain = replace(heading, group="", has_several=False, left="")
        if answer == LEFT_POST:
            return replace(plain, kind="left", left=heading.text, is_left_sure=True)
        if answer.startswith(GROUP):
            group = answer.removeprefix(GROUP)
            return replace(plain, kind="group", group=group if group in Title.Group.values else "")
        if units := tuple(self.references.communes.named(answer) if answer else ()):
            return replace(heading, kind="unit", units=units)
        return replace(heading, kind="group" if heading.group else "other", left="")

    def _noted(self, heading: Heading, district: Unit | None) -> Heading:
        """Return a note, with the commune that it says little else than: "Riêng xã Ba Tô"."""
        for (start, end), name in places_in(heading.name):
            if units := self._communes(name, district):
                beside = heading.name[:start].split() + heading.name[end:].split()
                is_about = len(beside) <= _HARDLY_MORE and not comes_from(heading.name[:start])
                return _note(replace(heading, units=units if is_about else ()))
        return _note(heading)

    def _inside(self, heading: Heading, district: Unit | None) -> Heading | None:
        """Look for places behind their kinds: "UBND xã Ba Tô", "Công chức xã Ba Tô"."""
        text = with_committees(heading.name)
        names = list(places_in(text))
        districts = {at: found for at, name in names if (found := self._district(name))}
        over = next(iter(districts.values()), None)
        places: dict[tuple[int, int], tuple[Unit, ...]] = {}
        for at, name in names:
            is_begun = any(start == at[0] for start, _ in places)
            if not is_begun and (units := self._communes(name, over or district)):
                places[at] = units
        if not places and not over:
            return None
        spans = [*places, *districts]
        lead, tail = text[: min(spans)[0]], text[max(end for _, end in spans) :]
        if not frames(lead, tail):
            return self._aside(heading, district)
        named = set(places.values())
        if len(named) > 1:
            return replace(heading, kind="doubt", units=tuple(u for (u, *_) in named))
        if named:
            return replace(heading, kind="unit", units=named.pop(), district=over)
        return replace(heading, kind="district", district=over)

    def _aside(self, heading: Heading, district: Unit | None) -> Heading:
        """Return a heading that tells of a commune without being that of the commune."""
        if heading.left or heading.group:
            return replace(heading, kind="left" if heading.left else "group")
        if is_sentence(heading.name):
            return self._noted(heading, district)
        return replace(heading, kind="doubt")

    def _without_place(self, heading: Heading, district: Unit | None) -> Heading:
        """Return what a heading says that names no place by its kind."""
        name = heading.name
        if is_hamlet(name):
            return heading
        if units := self._by_name_alone(name, district):
            return replace(heading, kind="unit", units=units)
        if units := self._behind(name, district):
            return replace(heading, kind="unit", units=units)
        rest = unknown_words(name)
        if kind := kind_by_first_word(name):
            return replace(heading, kind=kind)
        known = "left" if heading.left else "group" if heading.group else ""
        if rest and self._is_like_one(rest, district):
            return replace(heading, kind="doubt", is_like_one=True)
        if known or heading.has_several or not rest or is_part(name):
            return replace(heading, kind=known or "other")
        if is_sentence(name):
            return _note(heading)
        return replace(heading, kind="doubt") if _is_short(rest) else _note(heading)

    def _behind(self, name: str, district: Unit | None) -> tuple[Unit, ...]:
        """Return the one commune whose name alone ends a heading: "Khối Đảng Ba Tô"."""
        words = name.split()
        for at in range(max(1, len(words) - _LONGEST_NAME), len(words) - 1):
            behind = " ".join(words[at:])
            units = self._by_name_alone(behind, district)
            if units and not self._may_be_district(behind):
                return units if not unknown_words(" ".join(words[:at])) else ()
        return ()

    def names_unit(self, text: str, district: Unit | None) -> bool:
        """Whether a text begins as a place does, and is the name of a commune."""
        return begins_as_place(text) and bool(self.read(text, district).units)

    def names_title(self, text: str) -> bool:
        """Whether a text is the name of a title, or of several."""
        try:
            return bool(self.references.titles_in(text, None))
        except BadCell:
            return False

    def _is_like_one(self, rest: str, district: Unit | None) -> bool:
        """Whether words are nearly the name of a commune, or begin as those around it do."""
        name = fold(_without_kind(unit_key(rest)))
        units = self.references.communes.now.all
        among = [u for u in units if district is None or district.contains(u)] or units
        names = [fold(_without_kind(unit_key(unit.name))) for unit in among]
        beginning = name.partition(" ")[0]
        begins_alike = sum(other.partition(" ")[0] == beginning for other in names) >= _BESIDE
        if begins_alike and 1 < len(name.split()) <= _USUAL_NAME:
            return True
        matcher = SequenceMatcher(b=name, autojunk=False)
        return any(_alike(matcher, other) for other in names)

    def _communes(self, name: str, district: Unit | None) -> tuple[Unit, ...]:
        return _within(self.references.communes.named_in_full(name), district)

    def _district(self, name: str) -> Unit | None:
        return next(iter(self.references.districts.named_in_full(name)), None)

    def _may_be_district(self, name: str) -> bool:
        """Whether a name is that of a district of the day too."""
        found = self.references.districts.named(name)
        return any(unit.is_in_force(self.references.day) for unit in found)

    def _by_name_alone(self, name: str, district: Unit | None) -> tuple[Unit, ...]:
        """Return the one commune of a name; "UBND Ba Tơ" may be the district's."""
        if (body := body_of(unit_key(name))) and self._may_be_district(body):
            return ()
        units = _within(self.references.communes.named(name), district)
        return units if len(units) == 1 else ()


def _is_short(name: str) -> bool:
    return len(name.split()) <= _LONGEST_NAME


def _note(heading: Heading) -> Heading:
    return replace(heading, kind="note", group="", has_several=False, left="")


def _within(units: list[Unit], district: Unit | None) -> tuple[Unit, ...]:
    inside = [unit for unit in units if district and district.contains(unit)]
    return tuple(inside or units)


def _without_kind(key: str) -> str:
    return next((key.removeprefix(k).strip() for k in UNIT_KINDS if key.startswith(k)), key)


def _alike(matcher: SequenceMatcher[str], other: str) -> bool:
    matcher.set_seq1(other)
    rough = matcher.real_quick_ratio() >= _ALIKE and matcher.quick_ratio() >= _ALIKE
    return rough and matcher.ratio() >= _ALIKE
