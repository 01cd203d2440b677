"""Keeping whom personal data was given out to."""

from typing import Any

from personnel.models import Disclosure, Person

LONGEST = Disclosure._meta.get_field("detail").max_length or 0


def disclose_number(person: Person, *, by: Any, where: str) -> None:
    """Keep that `by` was shown the whole identity number; nothing is kept where there is none."""
    if person.cccd:
        _disclose(Disclosure.Kind.CCCD, by, f"{person.full_name}: {where}", 1, person)


def disclose_scan(person: Person, *, by: Any, what: str) -> None:
    """Keep that `by` opened a scan of somebody's paper, and which in words."""
    _disclose(Disclosure.Kind.SCAN, by, f"{person.full_name}: {what}", 1, person)


def disclose_list(people: int, *, by: Any, asked: str) -> None:
    """Keep that `by` took away a list of so many people, and what was asked for in words."""
    _disclose(Disclosure.Kind.LIST, by, asked, people)


def disclose_search(cccd: str, found: Person | None, *, by: Any) -> None:
    """Keep that `by` looked for a whole identity number, and whose it was, if anybody's."""
    ends = Person(cccd=cccd).masked_cccd
    if found:
        _disclose(Disclosure.Kind.SOUGHT, by, f"{found.full_name}: {ends}", 1, found)
    else:
        _disclose(Disclosure.Kind.SOUGHT, by, f"{ends}: không có trong phạm vi được cập nhật", 0)


def _disclose(kind: str, by: Any, detail: str, people: int, person: Person | None = None) -> None:
    if len(detail) > LONGEST:
        detail = f"{detail[: LONGEST - 1]}…"
    Disclosure.objects.create(kind=kind, user=by, person=person, detail=detail, people=people)
