"""Whether anybody's record bears an identity number, asked by somebody who does not keep it."""

from datetime import datetime

from personnel.keeping.disclosing import digest_of, disclose_asked
from personnel.keeping.pacing import TooOften, require_pace
from personnel.models import Disclosure, Person
from personnel.reading.numbers import Taken
from personnel.scope import Editor

KIND = Disclosure.Kind.ASKED


class NotChecked(Exception):
    """Nothing was looked for; says why in Vietnamese, and when it will be again."""


def ask_about(cccd: str, *, by: Editor, at: datetime, but: Person | None = None) -> Taken | None:
    """Return whose record bears a number, `but` one, as far as `by` may be told; None: nobody's.

    Of the user's own records freely. Of every other number it is kept that it was asked about,
    whether it is anybody's or not, once an hour however often the form is shown. Raises
    NotChecked when too many were asked about within the hour: then nothing is told or kept.
    To be called before a transaction that may be taken back: what was told then would not be kept.
    """
    if not cccd or by.edits_province:
        return Taken.of(cccd, by, but)
    own = Person.objects.editable_by(by).filter(cccd=cccd)
    if own.exists():
        return Taken.of(cccd, by, but)
    digest = digest_of(cccd)
    try:
        asked = require_pace(KIND, by=by, at=at, digest=digest)
    except TooOften as often:
        raise NotChecked(
            f"Chưa kiểm tra số CCCD này: tài khoản đã hỏi {often.most} số không thuộc hồ sơ của "
            f"mình trong một giờ, là mức nhiều nhất. Kiểm tra lại được từ {often.again}."
        ) from often
    taken = Taken.of(cccd, by, but)
    if not asked:
        ends = Person(cccd=cccd).masked_cccd
        said = f"có hồ sơ, do {taken.kept_by} quản lý" if taken else "không có hồ sơ nào"
        told = taken.person if taken else None
        disclose_asked(KIND, digest, by=by, said=f"{ends}: {said}", told=told)
    return taken
