"""Drafts written: made, changed by several people, deleted."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from accounts.models import User
from personnel.keeping.recording import Refused
from personnel.keeping.signing import signed
from personnel.models import Decree
from personnel.places.decreed import Decreed
from reorganising.checks.sent import people_of
from reorganising.fault import Fault
from reorganising.models import DecreeDraft
from reorganising.parts import HEAD, NOTHING, Key, Parts, changed, merge, put_together, taken_apart


@dataclass(frozen=True)
class Changed:
    """What a change came to: the draft, whether anything was written, what others did meanwhile."""

    draft: DecreeDraft
    written: bool
    others: tuple[Key, ...]
    who: str


class Meanwhile(Refused):
    """Somebody else changed the same parts since the page was opened: nothing was written.

    `parts` are both changes together, mine where they differ; `theirs` is what is recorded.
    """

    def __init__(
        self, draft: DecreeDraft, parts: Parts, theirs: Parts, conflicts: Iterable[Key], who: str
    ) -> None:
        super().__init__("Nội dung này vừa được người khác sửa.")
        self.draft, self.parts, self.theirs, self.who = draft, parts, theirs, who
        self.conflicts = tuple(conflicts)


@transaction.atomic
def enter_draft(told: dict[str, Any], *, by: Any, at: datetime) -> DecreeDraft:
    """Make a draft of what a file or a form says; raises Refused where its number is taken.

    Whoever a split names by a CCCD is kept by the number of the record: `without_numbers` first.
    """
    draft = DecreeDraft(entered_by=by)
    return _keep(draft, {**NOTHING, **told}, by, at, "Lập dự thảo")


@transaction.atomic
def change_draft(
    pk: int, seen: int, make: Callable[[Parts], Parts], *, by: Any, at: datetime, over: int = 0
) -> Changed:
    """Change a draft from what its user was shown, beside what others changed since.

    `make` returns what the user wants of the parts that version `seen` has. Raises Meanwhile where
    somebody else changed the same parts, unless `over` is the version in which the user saw that,
    Refused where the draft can no longer be changed, and DecreeDraft.DoesNotExist.
    """
    draft = DecreeDraft.objects.select_for_update().get(pk=pk)
    require_open(draft)
    now = taken_apart(draft.as_told())
    base = now if seen == draft.version else _as_seen(draft, seen)
    merged, who = merge(base, make(dict(base)), now), _authors(draft, seen)
    if merged.conflicts and over != draft.version:
        raise Meanwhile(draft, merged.parts, now, merged.conflicts, who)
    if not changed(now, merged.parts):
        return Changed(draft, False, merged.others, who)
    draft.version += 1
    _keep(draft, put_together(merged.parts), by, at, "Sửa dự thảo")
    return Changed(draft, True, merged.others, who)


@transaction.atomic
def delete_draft(pk: int, seen: int, *, by: Any) -> DecreeDraft:
    """Delete a draft that nobody changed since it was shown; its history is kept."""
    draft = DecreeDraft.objects.select_for_update().get(pk=pk)
    require_open(draft)
    if seen != draft.version:
        raise Refused(f"{draft.changed_by} vừa sửa dự thảo này: xem lại trước khi xóa.")
    signed(draft, by, "Xóa dự thảo").delete()
    return draft


def require_open(draft: DecreeDraft) -> None:
    """Raise Refused where a draft was applied, or is set to be: that must be taken back first."""
    if draft.decree_id is not None:
        raise Refused("Văn bản này đã được áp dụng: hoàn tác trước khi sửa hoặc xóa dự thảo.")
    if draft.due_by_id is not None:
        raise Refused(
            f"Dự thảo đã hẹn áp dụng ngày {draft.day:%d/%m/%Y}: thôi hẹn trước khi sửa hoặc xóa."
        )


def without_numbers(told: dict[str, Any]) -> tuple[dict[str, Any], list[Fault]]:
    """Return what a file says with people by their records' numbers alone, and whom it cannot.

    No CCCD is kept in a draft, that of somebody unknown neither; one query.
    """
    splits = Decreed.of({**told, "number": "", "source": ""}).splits
    people = people_of(splits)
    kept, faults = [], []
    for at, sent in enumerate(splits, 1):
        if pk := people.get(sent.person):
            kept.append({"person": str(pk), "old": sent.old, "new": sent.new})
        else:
            said = f"Lựa chọn thứ {at} trong mục “splits”: không có người này trong hồ sơ."
            faults.append(Fault("split_unknown", said, sent.old))
    return {**told, "splits": kept}, faults


def _keep(draft: DecreeDraft, told: dict[str, Any], by: Any, at: datetime, why: str) -> DecreeDraft:
    number = told["number"]
    taken = DecreeDraft.objects.filter(number=number).exclude(pk=draft.pk).exists()
    if taken or Decree.objects.filter(number=number).exists():
        raise Refused(f"Đã có dự thảo hoặc văn bản mang số {number}.")
    draft.number, draft.source = number, told["source"]
    draft.day = date.fromisoformat(told["day"])
    draft.told = {name: value for name, value in told.items() if name not in HEAD}
    draft.changed_by, draft.changed_at = by, at
    try:
        draft.full_clean(exclude=["told", "entered_by", "changed_by"])
    except ValidationError as wrong:
        raise Refused(" ".join(wrong.messages)) from wrong
    signed(draft, by, why).save()
    return draft


def _as_seen(draft: DecreeDraft, seen: int) -> Parts:
    kept = draft.history.filter(version=seen).order_by("-history_id").first()
    if kept is None:
        raise Refused("Trang này không rõ dự thảo lúc mở ra sao: mở lại trang rồi sửa tiếp.")
    head = {"number": kept.number, "day": kept.day.isoformat(), "source": kept.source}
    return taken_apart({**head, **kept.told})


def _authors(draft: DecreeDraft, seen: int) -> str:
    """Return who changed a draft since a version, by name."""
    ids = draft.history.filter(version__gt=seen).values_list("changed_by", flat=True)
    return ", ".join(str(user) for user in User.objects.filter(pk__in=set(ids)).order_by("pk"))
