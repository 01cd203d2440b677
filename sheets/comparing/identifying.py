"""Whom each row of a sheet means: somebody recorded, nobody yet, or somebody to be asked about.

Sure are the same identity number, and the same name, birth date and commune where no numbers
tell apart; a birth told less precisely (1985 for 12/03/1985) is the same person when they hold
a title of the row there. Doubtful are namesakes born in the same year, in the same commune or
in another of the scope, and those whose recorded number ends otherwise than the masked one of
the row: never guessed, somebody has to say.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from personnel.models import Person
from personnel.reading.numbers import keeper_by
from personnel.words.text import match_key
from sheets.deciding import SOMEBODY_ELSE, Decisions
from sheets.records import Row
from sheets.scope import Scope

from .finding import Dossier, NameAndYear, Portal
from .fitting import (
    agrees,
    holds_a_title,
    is_another,
    is_same,
    masked_number,
    number_ends_otherwise,
    number_ends_so,
    told,
)

_NOBODY_UNDER_MASK = (
    "số CCCD bị che, mà không có hồ sơ nào cùng họ tên và năm sinh; ghi đủ 12 chữ số nếu sửa "
    "họ tên hay ngày sinh của người đã có hồ sơ, để trống ô này nếu là người mới"
)

_UNCHECKED = "chưa kiểm tra số CCCD này với hồ sơ ngoài phạm vi; đọc lại tệp sau"
NAMES_UNCHECKED = "Chưa kiểm tra trùng họ tên và ngày sinh với hồ sơ ở đơn vị khác"

_ASK_FOR = "đề nghị nơi đó bàn giao ở trang Bàn giao"


@dataclass
class Meant:
    """Whom a row means; `objection` (a field, a reason) keeps the row from being written.

    Without a dossier and an objection the row is somebody new. `candidates` are those of whom
    somebody has to say which one it is.
    """

    row: Row
    namesakes: Sequence[Dossier] = ()
    dossier: Dossier | None = None
    candidates: list[Dossier] = field(default_factory=list)
    objection: tuple[str, str] | None = None


def identify(
    rows: Iterable[Row],
    portal: Portal,
    scope: Scope | None,
    decisions: Decisions,
    *,
    unchecked: bool = False,
) -> list[Meant]:
    """Return whom each of the rows means, in their order; `unchecked` as in `diff.compare`.

    Sure ones come first, so that nobody is asked about a person who has a row of their own.
    """
    every = [Meant(row, portal.namesakes.get(_name(row), ())) for row in rows]
    identifier = _Identifier(every, scope, decisions)
    identifier.by_number(portal)
    identifier.by_name()
    identifier.by_less_precise_birth()
    identifier.by_asking()
    for meant in every:
        meant.objection = meant.objection or identifier.objection(meant)
    if unchecked and scope:
        _leave_unchecked(every, scope)
    return every


def _leave_unchecked(every: Iterable[Meant], scope: Scope) -> None:
    """Tell of every number that is not recorded in the scope the same, whosever it is."""
    for meant in every:
        if not _is_own(meant, scope):
            meant.dossier, meant.candidates = None, []
            meant.objection = "cccd", _UNCHECKED


def is_own_number(row: Row, person: Person) -> bool:
    """Whether a row's number, if it has one, is the one recorded of a person."""
    return row.cccd in ("", person.cccd)


def _is_own(meant: Meant, scope: Scope) -> bool:
    """Whether the row gives no number, or that of somebody of the scope."""
    found = meant.dossier
    if found is None:
        return not meant.row.cccd
    return found.is_of(scope) and is_own_number(meant.row, found.person)


def _name(row: Row) -> NameAndYear:
    return match_key(row.full_name), row.birth.year


class _Identifier:
    def __init__(self, every: list[Meant], scope: Scope | None, decisions: Decisions) -> None:
        self._every, self._scope, self._decisions = every, scope, decisions
        # Which row a recorded person belongs to, by their id: the first that is sure of them.
        self._taken: dict[int, Row] = {}

    def _open(self) -> list[Meant]:
        return [meant for meant in self._every if not meant.dossier and not meant.candidates]

    def _settle(self, meant: Meant, dossier: Dossier) -> None:
        meant.dossier, meant.candidates = dossier, []
        self._taken.setdefault(dossier.person.pk, meant.row)

    def by_number(self, portal: Portal) -> None:
        """Settle the rows whose identity number is recorded."""
        for meant in self._every:
            if found := portal.by_cccd.get(meant.row.cccd):
                self._settle(meant, found)

    def by_name(self) -> None:
        """Settle the rows whose name, birth date and commune one person has.

        A person of the row's commune without a number goes before one with a number that the
        row does not give. Several are candidates.
        """
        for meant in self._open():
            found = [d for d in self._likely(meant) if is_same(d, meant.row)]
            unnumbered = [dossier for dossier in found if not dossier.person.cccd]
            found = unnumbered or found
            if len(found) == 1:
                self._settle(meant, found[0])
            meant.candidates = found if len(found) > 1 else []

    def by_less_precise_birth(self) -> None:
        """Settle the rows that one person fits but for how precisely the birth is told."""
        wishes = defaultdict(list)
        for meant in self._open():
            found = [d for d in self._untaken(self._likely(meant)) if agrees(d, meant.row)]
            if len(found) == 1 and holds_a_title(found[0], meant.row):
                wishes[found[0].person.pk].append((meant, found[0]))
        for wished in wishes.values():
            if len(wished) == 1:
                self._settle(*wished[0])

    def by_asking(self) -> None:
        """Settle doubtful rows as it was decided; the others keep their candidates."""
        for meant in self._open():
            possible = self._untaken(self._possible(meant))
            meant.candidates = [d for d in possible if self._may_be(d, meant.row)]
        asked = [meant for meant in self._every if meant.candidates]
        for meant in asked:
            self._decide(meant)
        for meant in asked:
            if meant.candidates:
                self._ask(meant)

    def _possible(self, meant: Meant) -> list[Dossier]:
        """Return the namesakes of the same year of birth whose number is not another one.

        The end of a masked number tells them apart, where one of them has it.
        """
        possible = [d for d in meant.namesakes if not (meant.row.cccd and d.person.cccd)]
        return [d for d in possible if number_ends_so(d, meant.row)] or possible

    def _likely(self, meant: Meant) -> list[Dossier]:
        """Return those of the possible whose number does not speak against the row's masked one."""
        return [d for d in self._possible(meant) if not number_ends_otherwise(d, meant.row)]

    def _untaken(self, some: list[Dossier]) -> list[Dossier]:
        return [dossier for dossier in some if dossier.person.pk not in self._taken]

    def _may_be(self, dossier: Dossier, row: Row) -> bool:
        """Whether the person served in the row's commune, or belongs to the scope."""
        return dossier.was_in(row) or self._scope is None or dossier.is_of(self._scope)

    def _decide(self, meant: Meant) -> None:
        decided = self._decisions.on(meant.row.record).person
        chosen = next((d for d in meant.candidates if str(d.person.pk) == decided), None)
        if chosen:
            self._settle(meant, chosen)
        elif decided == SOMEBODY_ELSE and not _could_not_be_told_apart(meant):
            meant.candidates = []
        elif decided and decided != SOMEBODY_ELSE:
            meant.objection = "full_name", "hồ sơ đã chọn không còn phù hợp với dòng này; chọn lại"

    def _ask(self, meant: Meant) -> None:
        same = [d for d in meant.candidates if is_same(d, meant.row)]
        meant.candidates = [d for d in meant.candidates if d.person.pk not in self._taken]
        if len(same) > 1:
            reason = f"có {len(same)} hồ sơ trùng họ tên, ngày sinh và đơn vị; ghi số CCCD"
        elif meant.candidates:
            reason = f"có thể là hồ sơ đã có: {told(meant.candidates)}"
            if any(number_ends_otherwise(dossier, meant.row) for dossier in meant.candidates):
                reason = f"cuối số CCCD ({masked_number(meant.row)}) khác số đã ghi, mà {reason}"
        else:
            return
        if meant.candidates:
            reason += ", hoặc chọn hồ sơ" if len(same) > 1 else "; chọn hồ sơ hoặc là người khác"
        meant.objection = meant.objection or ("full_name", reason)

    def objection(self, meant: Meant) -> tuple[str, str] | None:
        """Return the field and the reason why the row must not touch the person found."""
        row, found = meant.row, meant.dossier
        if found is None:
            return self._objection_to_new(meant)
        taken = self._taken[found.person.pk]
        if taken is not row:
            return "full_name", f"cùng một hồ sơ với dòng {taken.record.number}"
        if self._scope and not found.is_of(self._scope):
            board = keeper_by(found.posts) or "quản trị cấp tỉnh"
            return "cccd", f"hồ sơ có số CCCD này do {board} quản lý; {_ASK_FOR}"
        if is_another(found.person, row):
            return "cccd", "số CCCD này đã ghi cho người khác (khác cả họ tên và ngày sinh)"
        return None

    def _objection_to_new(self, meant: Meant) -> tuple[str, str] | None:
        """Refuse somebody new under a masked number, which is that of somebody recorded."""
        is_else = self._decisions.on(meant.row.record).person == SOMEBODY_ELSE
        if is_else or meant.candidates or not masked_number(meant.row):
            return None
        return "cccd", _NOBODY_UNDER_MASK


def _could_not_be_told_apart(meant: Meant) -> bool:
    """Whether nothing would tell a new record from a candidate: neither has a number."""
    same = (d for d in meant.candidates if is_same(d, meant.row))
    return not meant.row.cccd and any(not dossier.person.cccd for dossier in same)
