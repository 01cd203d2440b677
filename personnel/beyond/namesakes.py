"""Whether somebody else's board keeps a record of the same name and birth date."""

from datetime import datetime

from personnel.keeping.disclosing import digest_of, disclose_asked
from personnel.keeping.pacing import TooOften, require_pace
from personnel.models import Disclosure, Person
from personnel.scope import Viewer
from personnel.words.vietnamese import fold

KIND = Disclosure.Kind.TWIN


def ask_for_namesakes(person: Person, *, by: Viewer, at: datetime) -> str:
    """Keep that a name and birth date were asked about; return why they are not, "" if they are.

    Whoever sees the province is told nothing that they could not look up, and nothing is kept.
    Asked again within the hour it counts once. To be called before a transaction that may be
    taken back, and what it returns to be told in place of the doubt.
    """
    if by.sees_province:
        return ""
    digest = _digest(person)
    try:
        asked = require_pace(KIND, by=by, at=at, digest=digest)
    except TooOften as often:
        return _unchecked(often)
    if not asked:
        alike = {"search_name": fold(person.full_name), "birth_date": person.birth_date}
        same = Person.objects.filter(**alike).exclude(pk=person.pk)
        found = same.exclude(pk__in=Person.objects.visible_to(by).values("pk")).first()
        said = "có hồ sơ ở đơn vị khác" if found else "không có hồ sơ nào ở đơn vị khác"
        who = f"{person.full_name}, sinh {person.birth_shown}"
        disclose_asked(KIND, digest, by=by, said=f"{who}: {said}", told=found)
    return ""


def not_told(person: Person, *, by: Viewer, at: datetime) -> str:
    """Return why namesakes of a record just written are not told of yet; "" where they may be."""
    if by.sees_province:
        return ""
    try:
        require_pace(KIND, by=by, at=at, digest=_digest(person))
    except TooOften as often:
        return _unchecked(often)
    return ""


def _digest(person: Person) -> str:
    return digest_of(f"{fold(person.full_name)}|{person.birth_date.isoformat()}")


def _unchecked(often: TooOften) -> str:
    return (
        "Chưa kiểm tra trùng họ tên và ngày sinh với hồ sơ ở đơn vị khác: tài khoản đã hỏi "
        f"{often.most} người trong một giờ, là mức nhiều nhất; kiểm tra lại được từ {often.again}"
    )
