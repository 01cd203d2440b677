"""What is asked of whoever hands in files: the files, and the district they are for."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms

from personnel.basics.sent_files import ManyFiles
from personnel.models import Unit
from personnel.scope import Editor
from xlsx.safety import MAX_FILE, MEGABYTE


def districts_of(user: Editor, today: date) -> list[Unit]:
    """Return the districts in force whose records are in the user's hands."""
    districts = Unit.objects.in_force(today).keepers().order_by("code")
    return list(districts if user.edits_province else districts.filter(pk__in=user.edited_boards))


def units_with_a_template(user: Editor, today: date) -> list[Unit]:
    """Return the units whose template the user may take: their districts, then the province."""
    if not user.may_edit:
        return []
    province = Unit.objects.in_force(today).provinces()
    return [*districts_of(user, today), *(province if user.edits_province else ())]


class DistrictForm(forms.Form):
    """The district that a file is for; nothing is asked of who has one only."""

    district = forms.TypedChoiceField(
        label="Danh sách của", required=False, empty_value=None,
        error_messages={"invalid_choice": "Chọn một huyện trong danh sách."},
    )  # fmt: skip

    def __init__(self, user: Editor, today: date, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._districts = {unit.code: unit for unit in districts_of(user, today)}
        whole = "Toàn tỉnh" if user.edits_province else "Các huyện được cập nhật"
        field: Any = self.fields["district"]
        field.choices = [
            ("", f"{whole} (theo tệp)"),
            *((code, str(unit)) for code, unit in self._districts.items()),
        ]
        field.coerce = self._districts.__getitem__
        if len(self._districts) == 1 and not user.edits_province:
            del self.fields["district"]

    @property
    def chosen(self) -> Unit | None:
        """The district of a valid form; None stands for all of the user's."""
        chosen: Unit | None = self.cleaned_data.get("district")
        return chosen


class UploadForm(DistrictForm):
    """Workbooks to hand in; a view takes them from the request, as they may be several."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # Not declared above, as every form keeps what was sent under the same name.
        self.fields["files"] = forms.FileField(
            label="Tệp Excel", required=False, widget=ManyFiles(attrs={"accept": ".xlsx,.xlsm"}),
            help_text=f"Tệp .xlsx, mỗi tệp tối đa {MAX_FILE // MEGABYTE} MB; "
            "chọn được nhiều tệp một lần.",
        )  # fmt: skip
