"""Recording the terms of congresses and councils, for all communes or for one that differs."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from personnel.basics.digests import digest_of_facts
from personnel.entry.fields import FullDayField
from personnel.keeping.recording import Refused, recording
from personnel.models import Term, Unit
from personnel.scope import Editor, may_edit_in

# Proposed to be recorded: their names. The days are the congress's and the council's own, which
# its minutes have: nobody else knows them.
PROPOSED = {
    Term.Kind.CONGRESS: ("2015-2020", "2020-2025", "2025-2030"),
    Term.Kind.COUNCIL: ("2016-2021", "2021-2026"),
}
CHANGED = "Chưa ghi gì: nhiệm kỳ này vừa được người khác sửa. Xem lại rồi ghi."


class TermForm(forms.ModelForm):
    """A term with its days; `units` are those for which the user may say it."""

    starts = FullDayField(label="Từ ngày")
    ends = FullDayField(label="Đến hết ngày", required=False)

    class Meta:
        model = Term
        fields = ["kind", "name", "unit", "starts", "ends"]

    def __init__(self, *args: Any, user: Editor, units: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.label_suffix = ""
        unit: Any = self.fields["unit"]
        unit.queryset = units
        unit.required = not user.may_administer
        unit.empty_label = "Toàn tỉnh" if user.may_administer else "Chọn"
        kind: Any = self.fields["kind"]
        kind.choices = [("", "Chọn"), *Term.Kind.choices]
        self.fields["name"].widget.attrs.update(placeholder="2020-2025", size=10)

    def clean(self) -> dict[str, Any]:
        """Refuse days that are not of the term's years, or are another term's too."""
        data = super().clean() or self.cleaned_data
        name, starts, ends = data.get("name") or "", data.get("starts"), data.get("ends")
        first, _, last = name.partition("-")
        if first.isdigit() and last.isdigit() and starts:
            if int(last) <= int(first):
                self.add_error("name", "Năm cuối nhiệm kỳ phải sau năm đầu.")
            elif abs(starts.year - int(first)) > 1:
                self.add_error("starts", f"Ngày đầu không thuộc nhiệm kỳ {name}.")
            elif ends and abs(ends.year - int(last)) > 1:
                self.add_error("ends", f"Ngày cuối không thuộc nhiệm kỳ {name}.")
        if starts and data.get("kind") and not self.errors:
            self._require_apart(data["kind"], data.get("unit"), starts, ends)
        return data

    def _require_apart(self, kind: str, unit: Unit | None, starts: date, ends: date | None) -> None:
        others = Term.objects.filter(kind=kind, unit=unit).exclude(pk=self.instance.pk)
        for other in others:
            ended = other.ends is None and other.starts < starts
            open_before = ends is None and starts < other.starts
            apart = ended or open_before or other.starts > (ends or date.max) or (
                other.ends is not None and other.ends < starts
            )  # fmt: skip
            if not apart:
                raise ValidationError(f"Trùng ngày với nhiệm kỳ {other.name} đã ghi.")


def shown(term: Term) -> str:
    """Return what tells whether a term is as a page showed it."""
    return digest_of_facts(term.kind, term.name, term.unit_id, term.starts, term.ends)


def may_record(user: Editor, unit: int | None) -> bool:
    """Whether terms of a unit are in the user's hands; None: of the whole province."""
    return user.may_administer or unit is not None and may_edit_in(user, unit)


def record_term(term: Term, *, seen: str, by: Editor, at: datetime) -> None:
    """Write a term that a valid form made, new or changed.

    Raises Refused where it is not in the user's hands, or is another than was `seen`.
    """
    with recording(by=by, at=at, reason="Ghi nhiệm kỳ") as scribe:
        if term._state.adding:
            _require(by, term.unit_id)
            return scribe.add(term)
        held = scribe.hold(term)
        _require(by, held.unit_id)
        _require(by, term.unit_id)
        if shown(held) != seen:
            raise Refused(CHANGED)
        values = {name: getattr(term, name) for name in ("kind", "name", "starts", "ends")}
        return scribe.change(held, unit_id=term.unit_id, **values)


def delete_term(term: Term, *, seen: str, by: Editor, at: datetime) -> None:
    """Delete a term, which stays in the history. Raises Refused as `record_term` does."""
    with recording(by=by, at=at, reason="Xóa nhiệm kỳ") as scribe:
        held = scribe.hold(term)
        _require(by, held.unit_id)
        if shown(held) != seen:
            raise Refused(CHANGED)
        scribe.delete(held)


def _require(user: Editor, unit: int | None) -> None:
    if not may_record(user, unit):
        raise Refused("Chưa ghi gì: nhiệm kỳ này không thuộc phạm vi được cập nhật.")
