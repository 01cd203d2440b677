"""What is asked of whoever hands in files: the files, and the unit they are for."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.db.models import Exists, OuterRef, Q

from personnel.basics.sent_files import ManyFiles
from personnel.models import Membership, Unit
from personnel.scope import Editor
from xlsx.safety import MAX_FILE, MEGABYTE


def boards_of(user: Editor, today: date) -> list[Unit]:
    """Return the units in force that a file may be for: those whose records the user keeps.

    What a right is given for, and each board's unit that it reaches: of a district that has
    ended, the communes that became of it.
    """
    units = Unit.objects.in_force(today).with_above().order_by("code")
    if user.edits_province:
        return [*units.groups(), *units.keepers()]
    reached = Q(pk__in=units.keepers().filter(pk__in=user.edited_units).values("pk"))
    return list(units.filter(Q(pk__in=user.edited_boards) | reached))


def units_with_a_template(user: Editor, today: date) -> list[Unit]:
    """Return the units whose template the user may take: as `boards_of`, then the province.

    And groups whose every commune is in the user's hands.
    """
    if not user.may_edit:
        return []
    units, boards = Unit.objects.in_force(today), boards_of(user, today)
    if user.edits_province:
        return [*boards, *units.provinces()]
    others = Membership.objects.exclude(unit__in=user.edited_units).filter(group=OuterRef("pk"))
    groups = units.groups().filter(~Exists(others), members__unit__in=user.edited_units)
    return [*groups.exclude(pk__in=[unit.pk for unit in boards]).distinct(), *boards]


class BoardForm(forms.Form):
    """The unit that a file is for; nothing is asked of who has one only."""

    unit = forms.TypedChoiceField(
        label="Danh sách của", required=False, empty_value=None,
        error_messages={"invalid_choice": "Chọn một đơn vị trong danh sách."},
    )  # fmt: skip

    def __init__(self, user: Editor, today: date, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._boards = {unit.code: unit for unit in boards_of(user, today)}
        whole = "Toàn tỉnh" if user.edits_province else "Các đơn vị được cập nhật"
        field: Any = self.fields["unit"]
        field.choices = [
            ("", f"{whole} (theo tệp)"),
            *((code, str(unit)) for code, unit in self._boards.items()),
        ]
        field.coerce = self._boards.__getitem__
        if len(self._boards) == 1 and not user.edits_province:
            del self.fields["unit"]

    @property
    def chosen(self) -> Unit | None:
        """The unit of a valid form; None stands for all of the user's."""
        chosen: Unit | None = self.cleaned_data.get("unit")
        return chosen


class UploadForm(BoardForm):
    """Workbooks to hand in; a view takes them from the request, as they may be several."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # Not declared above, as every form keeps what was sent under the same name.
        self.fields["files"] = forms.FileField(
            label="Tệp Excel", required=False, widget=ManyFiles(attrs={"accept": ".xlsx,.xlsm"}),
            help_text=f"Tệp .xlsx, mỗi tệp tối đa {MAX_FILE // MEGABYTE} MB; "
            "chọn được nhiều tệp một lần.",
        )  # fmt: skip
