"""What a cell of a level that tells of a study or of two levels may mean, to pick from."""

from __future__ import annotations

from contextlib import suppress
from datetime import date

from personnel.kinds import Kind
from personnel.words.awards import split_award
from personnel.words.ongoing import is_going_on
from personnel.words.telling import is_unheld, levels_told
from personnel.words.values import BadCell
from personnel.words.vietnamese import clean

Choice = tuple[str, str]
# A cell that is read as nothing recorded, as `values.says_nothing` knows it.
BLANK = ("Chưa có thông tin", "Để trống (chưa có thông tin)")
_NOT_YET = (BLANK[0], "Để trống (đang học, chưa tính)")


def meant_by_study(kind: Kind, text: str, today: date) -> list[Choice]:
    """Return what a cell that tells of a study, an award to come or two levels may mean.

    What it names apart from the study is held; what is studied for is not counted, unless
    somebody knows that it is held. Of several levels the highest comes first.
    """
    held, studied = levels_told(kind.vocabulary, clean(text))
    if to_come := is_ahead(text, today):
        held, studied = ([], held) if not studied else (held, studied)
    known = {} if kind.languages else dict(enumerate(kind.labels))
    beside = [known[n] for n in studied if n in known] if is_going_on(text, today) else []
    besides = f"; đang học {beside[0]}" if len(beside) == 1 else ""
    reached = [(known[level], f"{known[level]}{besides}") for level in held if level in known]
    if not is_unheld(kind.vocabulary, text) and not to_come:
        return reached if len(reached) > 1 else []
    after_all = [(known[n], f"Đã có bằng: {known[n]}") for n in studied if n in known]
    return [*reached, _NOT_YET, *after_all]


def is_ahead(text: str, day: date) -> bool:
    """Whether a level's cell tells an award after the day."""
    with suppress(BadCell):
        awarded = split_award(clean(text))[1]
        return bool(awarded and awarded.first > day)
    return False
