"""Who may write what committees did: boards what is their own, the province inspections."""

from __future__ import annotations

from personnel.keeping.recording import Refused
from personnel.models import Following
from personnel.scope import Editor, may_edit_in

NOT_OWN = "Chưa ghi gì: đơn vị này ngoài phạm vi được cập nhật của tài khoản."
OF_THE_PROVINCE = "Chưa ghi gì: kiểm tra, giám sát do Ban Tổ chức Tỉnh ủy ghi."


def may_write(user: Editor, unit_id: int, kind: str) -> bool:
    """Whether a user writes papers of a kind for a unit."""
    if kind == Following.Kind.INSPECTION:
        return user.may_administer
    return may_edit_in(user, unit_id)


def kinds_written(user: Editor, unit_id: int) -> list[Following.Kind]:
    """Return the kinds of paper that a user writes for a unit."""
    return [kind for kind in Following.Kind if may_write(user, unit_id, kind)]


def require_written(user: Editor, paper: Following) -> None:
    """Raise Refused unless the paper is the user's to write."""
    if not may_write(user, paper.unit_id, paper.kind):
        raise Refused(OF_THE_PROVINCE if paper.is_inspection else NOT_OWN)
