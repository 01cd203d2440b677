"""The form that attaches scans: which fact they prove, and the files."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms

from personnel.basics.sent_files import ManyFiles

from .attaching import MAX_FILE, MEGABYTE, MOST
from .facts import Proven

ACCEPTED = ".pdf,.jpg,.jpeg,.png,application/pdf,image/jpeg,image/png"


class ScanForm(forms.Form):
    """Scans to attach; a view takes the files from the request, as they may be several."""

    def __init__(self, facts: Sequence[Proven], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.label_suffix = ""
        open_to = [(proven.key, proven.told) for proven in facts if proven.open]
        self.fields["fact"] = forms.ChoiceField(
            label="Của văn bằng, chức danh", choices=[("", "Chọn"), *open_to],
            error_messages={
                "required": "Chọn văn bằng hoặc chức danh của bản quét.",
                "invalid_choice": "Nội dung này không còn trong hồ sơ. Chọn lại.",
            },
        )  # fmt: skip
        # Not declared above, as every form keeps what was sent under the same name.
        self.fields["files"] = forms.FileField(
            label="Tệp", required=False, widget=ManyFiles(attrs={"accept": ACCEPTED}),
            help_text=f"PDF, JPEG hoặc PNG, mỗi tệp tối đa {MAX_FILE // MEGABYTE} MB; chọn được "
            f"nhiều tệp một lần, mỗi văn bằng hoặc chức danh tối đa {MOST} bản quét.",
        )  # fmt: skip
