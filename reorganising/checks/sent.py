"""Who went elsewhere than by default: somebody of the unit, to one that it was split into."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from django.db.models import F, Q

from personnel.models import Person, Post
from personnel.places.decreed import Sent
from personnel.words.values import CCCD_LENGTH
from reorganising.fault import Fault

from .known import Known

# No id of a person has more.
ID_DIGITS = 9


def people_of(splits: Iterable[Sent]) -> dict[str, int]:
    """Return the id of each person that splits name, by the words they do it by; one query.

    A number of more digits than an id has is a CCCD, which a spreadsheet may have robbed of its
    first zero. Who is not there is left out.
    """
    named = {sent.person for sent in splits if sent.person.isascii() and sent.person.isdigit()}
    ids = {text: int(text) for text in named if len(text) <= ID_DIGITS}
    numbers = {text: text.zfill(CCCD_LENGTH) for text in named - ids.keys()}
    found = Q(pk__in=ids.values()) | Q(cccd__in=numbers.values())
    people = list(Person.objects.filter(found).values_list("pk", "cccd")) if named else []
    by_id, by_cccd = {pk: pk for pk, _ in people}, {cccd: pk for pk, cccd in people}
    return {
        **{text: by_id[pk] for text, pk in ids.items() if pk in by_id},
        **{text: by_cccd[cccd] for text, cccd in numbers.items() if cccd in by_cccd},
    }


def sent_faults(known: Known) -> Iterator[Fault]:
    """Yield what is wrong with the choices of a split; at most two queries.

    People are told by where they stand in the list: what was typed may be somebody's number.
    """
    splits = known.decreed.splits
    people = people_of(splits)
    after: dict[str, set[str]] = defaultdict(set)
    for old, new, _ in known.decreed.changes:
        after[str(old)].add(str(new))
    of = _units_of(known, set(people.values()))
    chosen: dict[tuple[int, str], str] = {}
    for at, sent in enumerate(splits, 1):
        who = f"Lựa chọn thứ {at} trong mục “splits”"
        if sent.new not in after[sent.old]:
            told = f"{who}: {known.named(sent.old)} không chuyển sang mã {sent.new}."
            yield Fault("split_not_successor", told, sent.old)
        person = people.get(sent.person)
        if person is None:
            yield Fault("split_unknown", f"{who}: không có người này trong hồ sơ.", sent.old)
            continue
        if sent.old not in of.get(person, ()):
            told = f"{who}: người này không giữ chức danh nào tại {known.named(sent.old)}."
            yield Fault("split_not_there", told, sent.old)
        if chosen.setdefault((person, sent.old), sent.new) != sent.new:
            told = f"{who}: người này đã được ghi chuyển sang mã {chosen[person, sent.old]}."
            yield Fault("split_twice", told, sent.old)


def _units_of(known: Known, people: set[int]) -> Mapping[int, set[str]]:
    """Return the codes of the units in which each of these people has posts, on the eve's map."""
    if not people:
        return {}
    posts = Post.objects.filter(person__in=people).placed_on(known.eve)
    codes = {unit.pk: code for code, unit in known.standing.items()}
    found: dict[int, set[str]] = defaultdict(set)
    for person, place in posts.values_list("person_id", F("place")):
        found[person].add(codes.get(place, ""))
    return found
