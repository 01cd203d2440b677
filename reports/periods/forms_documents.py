"""The forms of the report in Word: a template handed in, and the values of its form."""

from dataclasses import asdict
from typing import Any

from django import forms
from django.http import HttpRequest, QueryDict

from reports.word.form import BELOW, BOARD, COMMITTEE, Form

FEW = 2  # lines of a field that is no list
_MARGINS = {"top": "Lề trên", "bottom": "Lề dưới", "left": "Lề trái", "right": "Lề phải"}
_LINES = (
    f"Mỗi nơi một dòng; {BOARD} là cơ quan lập báo cáo, {COMMITTEE} là cấp ủy của cơ quan ấy, "
    f"{BELOW} là cấp ủy trực thuộc Tỉnh ủy."
)


def _line(label: str, longest: int = 150, *, required: bool = False) -> forms.CharField:
    return forms.CharField(label=label, max_length=longest, required=required)


def _lines(label: str, rows: int = 6) -> forms.CharField:
    widget = forms.Textarea(attrs={"rows": rows})
    told = _LINES if rows > FEW else ""
    return forms.CharField(label=label, max_length=2000, widget=widget, help_text=told)


class ValuesForm(forms.Form):
    """What a province can change of the form, as `reports.word.form.Form` holds it."""

    resolution = _line("Số, ngày của Nghị quyết (như: số 07-NQ/TU, ngày 26/5/2022)")
    mark = _line("Ký hiệu cơ quan của tỉnh, sau “BC/”", 20, required=True)
    signer_title = _line("Chức vụ người ký báo cáo của tỉnh", 100, required=True)
    signer = _line("Họ và tên người ký báo cáo của tỉnh")
    recipients = _lines("Nơi nhận báo cáo của tỉnh")
    district_signer_title = _line("Chức vụ người ký báo cáo của huyện", 100, required=True)
    district_recipients = _lines("Nơi nhận báo cáo của huyện")
    commune_signer_title = _lines("Thể thức và chức vụ người ký báo cáo của xã, phường, đặc khu", 2)
    commune_recipients = _lines("Nơi nhận báo cáo của xã, phường, đặc khu")
    seen = forms.IntegerField(widget=forms.HiddenInput, min_value=0)

    def __init__(self, data: QueryDict | None, form: Form, seen: int) -> None:
        super().__init__(data, label_suffix="", initial=asdict(form) | {"seen": seen})
        for name, label in _MARGINS.items():
            self.fields[name] = forms.IntegerField(
                label=f"{label} (mm)", min_value=10, max_value=40
            )

    def clean_recipients(self) -> str:
        """Refuse words in braces that nothing stands for."""
        return self._known("recipients")

    def clean_district_recipients(self) -> str:
        """The same of the districts' list."""
        return self._known("district_recipients")

    def clean_commune_recipients(self) -> str:
        """The same of the communes' list."""
        return self._known("commune_recipients")

    def _known(self, name: str) -> str:
        text = given = str(self.cleaned_data[name])
        for known in (BOARD, COMMITTEE, BELOW):
            text = text.replace(known, "")
        if set(text) & set("{}"):
            raise forms.ValidationError(
                f"Trong ngoặc nhọn chỉ dùng được {BOARD}, {COMMITTEE} và {BELOW}."
            )
        return given

    @property
    def values(self) -> Form:
        """The form that was filled in."""
        return Form(**{key: value for key, value in self.cleaned_data.items() if key != "seen"})


class TemplateForm(forms.Form):
    """A template handed in."""

    template = forms.FileField(
        label="Tệp mẫu (.docx)",
        error_messages={"required": "Chọn tệp mẫu.", "empty": "Tệp rỗng (0 byte)."},
        max_length=255,
    )
    seen = forms.IntegerField(widget=forms.HiddenInput, min_value=0)

    def __init__(self, request: HttpRequest | None, seen: int) -> None:
        sent: dict[str, Any] = {"data": request.POST, "files": request.FILES} if request else {}
        super().__init__(**sent, label_suffix="", initial={"seen": seen})
