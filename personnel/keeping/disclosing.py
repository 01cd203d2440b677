"""Keeping whom personal data was given out to."""

from datetime import datetime, timedelta
from typing import Any

from django.utils.crypto import salted_hmac

from personnel.models import Disclosure, Person

LONGEST = Disclosure._meta.get_field("detail").max_length or 0
# Within so long, what the same user looks at again is one look.
ONE_LOOK = timedelta(minutes=10)


def disclose_number(person: Person, *, by: Any, where: str) -> None:
    """Keep that `by` was shown the whole identity number; nothing is kept where there is none."""
    if person.cccd:
        _disclose(Disclosure.Kind.CCCD, by, f"{person.full_name}: {where}", 1, person)


def disclose_scan(person: Person, *, by: Any, what: str) -> None:
    """Keep that `by` opened a scan of somebody's paper, and which in words."""
    _disclose(Disclosure.Kind.SCAN, by, f"{person.full_name}: {what}", 1, person)


def disclose_opened(*people: Person, by: Any, where: str, at: datetime) -> None:
    """Keep that `by` opened a page about somebody, or about two; one statement.

    What was opened already in the same ten minutes is not kept again. A log that takes nothing
    is no page that is shown: what the database says is raised.
    """
    rows = [
        _row(
            Disclosure.Kind.OPENED, by, f"{person.full_name}: {where}", 1, person,
            once=_once(Disclosure.Kind.OPENED, by, str(person.pk), at),
        )
        for person in people
    ]  # fmt: skip
    Disclosure.objects.bulk_create(rows, ignore_conflicts=True)


def disclose_shown(people: int, *, by: Any, asked: str, at: datetime) -> None:
    """Keep that `by` was shown a report's list of so many people, as `disclose_opened` does.

    The pages of one list are one look at it.
    """
    kind = Disclosure.Kind.REPORT
    row = _row(kind, by, asked, people, once=_once(kind, by, digest_of(asked), at))
    Disclosure.objects.bulk_create([row], ignore_conflicts=True)


def disclose_list(people: int, *, by: Any, asked: str) -> None:
    """Keep that `by` took away a list of so many people, and what was asked for in words."""
    _disclose(Disclosure.Kind.LIST, by, asked, people)


def disclose_given(record: int, name: str, *, by: Any) -> None:
    """Keep that `by` took out everything kept on somebody, whose record may be gone."""
    kind = Disclosure.Kind.GIVEN
    said = f"{name}: toàn bộ dữ liệu được lưu (hồ sơ số {record})"
    _row(kind, by, said, 1, Person(pk=record)).save(force_insert=True)


def disclose_search(cccd: str, found: Person | None, *, by: Any) -> None:
    """Keep that `by` looked for a whole identity number, and whose it was, if anybody's."""
    ends = Person(cccd=cccd).masked_cccd
    if found:
        _disclose(Disclosure.Kind.SOUGHT, by, f"{found.full_name}: {ends}", 1, found)
    else:
        _disclose(Disclosure.Kind.SOUGHT, by, f"{ends}: không có trong phạm vi được cập nhật", 0)


def disclose_pasted(numbers: int, found: int, *, by: Any) -> None:
    """Keep that `by` looked for a column of whole numbers among their own records."""
    said = f"Dán {numbers} số CCCD vào danh sách lớp; có {found} hồ sơ trong phạm vi được cập nhật"
    _disclose(Disclosure.Kind.SOUGHT, by, said, found)


def disclose_asked(
    kind: Disclosure.Kind, digest: str, *, by: Any, said: str, told: Person | None
) -> None:
    """Keep that `by` asked about a record beyond their reach, and of whom they were told, if so."""
    _row(kind, by, said, int(told is not None), told, digest=digest).save(force_insert=True)


def disclose_file(digest: str, told: int, *, by: Any, said: str) -> None:
    """Keep of how many records beyond the reach of `by` a file of theirs told."""
    _row(Disclosure.Kind.FILE, by, said, told, digest=digest).save(force_insert=True)


def digest_of(text: str) -> str:
    """Return what tells a text from others to whoever has the key, and nothing of it besides."""
    return salted_hmac("personnel.disclosures", text, algorithm="sha256").hexdigest()[:16]


def _once(kind: str, by: Any, what: str, at: datetime) -> str:
    return f"{kind}.{by.pk}.{what}.{int(at.timestamp()) // int(ONE_LOOK.total_seconds())}"


def _disclose(kind: str, by: Any, detail: str, people: int, person: Person | None = None) -> None:
    _row(kind, by, detail, people, person).save(force_insert=True)


def _row(
    kind: str, by: Any, detail: str, people: int, person: Person | None = None, **more: str
) -> Disclosure:
    if len(detail) > LONGEST:
        detail = f"{detail[: LONGEST - 1]}…"
    return Disclosure(kind=kind, user=by, person=person, detail=detail, people=people, **more)
