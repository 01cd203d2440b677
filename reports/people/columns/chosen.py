"""Which columns a list shows: those of the address, else the user's own, else the usual ones."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from django.core.exceptions import BadRequest
from django.http import QueryDict

from personnel.scope import Editor
from targets.lens import Lens

from ...models import ListColumns
from .column import Column
from .register import DEFAULT, by_group, columns_at, offered

PARAMETER = "columns"
# In no code of a column, and written as it is in an address.
BETWEEN = "-"


@dataclass(frozen=True)
class Chosen:
    """The columns chosen, in their order, and the others that a user may choose.

    `codes` are of an address, empty where it names none. `own` tells whether the user keeps
    columns to be used always, `gone` names those of them that are left out: for an editor alone,
    or of an earlier release.
    """

    columns: tuple[Column, ...]
    codes: tuple[str, ...]
    own: bool
    gone: tuple[str, ...]
    others: tuple[Column, ...]

    @property
    def is_usual(self) -> bool:
        """Whether nobody chose: neither the address nor the user."""
        return not self.codes and not self.own

    def without(self, code: str) -> "Chosen":
        """Return the same where a column has nothing to tell: neither shown nor offered."""
        left = (
            tuple(column for column in among if column.code != code)
            for among in (self.columns, self.others)
        )
        columns, others = left
        return replace(self, columns=columns, others=others)

    @property
    def written(self) -> str:
        """The columns of the address as it writes them."""
        return BETWEEN.join(self.codes)

    @property
    def groups(self) -> list[tuple[str, list[Column]]]:
        """The others under the headings of their groups."""
        return by_group(self.others)


def chosen_columns(params: QueryDict, user: Editor, lens: Lens) -> Chosen:
    """Return the columns that an address, or else the user, asks for on a page of a lens.

    One query, where the address names none. Raises BadRequest naming a column that there is
    not, or that this user may not see.
    """
    every = columns_at(lens.horizon)
    open_to = offered(every.values(), lens.known.values(), editor=user.may_edit)
    codes = codes_of(params.get(PARAMETER, ""))
    for code in codes:
        _require(code, every, open_to)
    own = () if codes else codes_of(ListColumns.objects.of(user))
    shown = [code for code in codes or own if code in open_to] or list(DEFAULT)
    gone = tuple(every[c].offered_as if c in every else c for c in own if c not in open_to)
    at_hand = offered(open_to.values(), lens.criteria, editor=user.may_edit)
    others = tuple(column for code, column in at_hand.items() if code not in shown)
    return Chosen(tuple(open_to[c] for c in shown), codes, bool(own), gone, others)


def codes_of(written: str) -> tuple[str, ...]:
    """Return the codes that an address or a kept choice writes, each once."""
    return tuple(dict.fromkeys(filter(None, written.split(BETWEEN))))


def _require(code: str, every: Mapping[str, Column], open_to: Mapping[str, Column]) -> None:
    if code not in every:
        raise BadRequest(f"Không có cột “{code}” để hiển thị. Chọn lại ở “Cột hiển thị”.")
    if code not in open_to:
        raise BadRequest(
            f"Cột “{every[code].offered_as}” chỉ dành cho người được cập nhật hồ sơ. "
            "Chọn lại ở “Cột hiển thị”."
        )


def named(columns: Iterable[Column]) -> str:
    """Return what columns are called, in words."""
    return ", ".join(column.offered_as for column in columns)
