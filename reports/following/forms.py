"""The forms of a paper and of the days by which papers are due."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms

from personnel.entry.fields import FullDayField
from personnel.keeping.seen import SeenForm
from personnel.models import Following, FollowingDue
from personnel.models.following import FIRST_YEAR, LAST_YEAR
from personnel.scans.attaching import MAX_FILE, MEGABYTE
from personnel.scans.forms import ACCEPTED
from reports.yearly.committees import Kind

NO_NAMES = "Không ghi tên người: nội dung này vào báo cáo của tỉnh."
# What each kind is asked for; the year of the others is that of their day.
ASKED = {
    Kind.PROGRAMME: ("number", "day", "issuer", "summary"),
    Kind.REVIEW: ("year", "number", "day", "issuer", "summary"),
    Kind.INSPECTION: ("number", "day", "issuer", "summary", "remedied"),
}
LABELS = {
    Kind.PROGRAMME: {"issuer": "Cơ quan ban hành", "summary": "Trích yếu"},
    Kind.REVIEW: {
        "year": "Năm được sơ kết", "issuer": "Cơ quan ban hành", "summary": "Nội dung chính",
    },
    Kind.INSPECTION: {
        "day": "Ngày kết luận", "issuer": "Cơ quan kiểm tra, giám sát", "summary": "Kết luận",
    },
}  # fmt: skip


class PaperForm(SeenForm):
    """A paper of a kind of a unit, and its file."""

    day = FullDayField(label="Ngày văn bản")
    columns = {"day": ("day", "year")}

    class Meta:
        model = Following
        fields: ClassVar[list[str]] = ["year", "number", "day", "issuer", "summary", "remedied"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kind = Kind(self.instance.kind)
        for name in set(self.fields) - set(ASKED[kind]):
            del self.fields[name]
        for name, label in LABELS[kind].items():
            self.fields[name].label = label
        self.fields["number"].required = kind != Kind.INSPECTION
        for name in {"summary", "remedied"} & set(self.fields):
            self.fields[name].widget = forms.Textarea(attrs={"rows": 3})
            self.fields[name].help_text = NO_NAMES
        self.fields["summary"].required = kind == Kind.INSPECTION
        self.order_fields(ASKED[kind])
        if "year" in self.fields:
            self.fields["year"].widget.attrs |= {"min": FIRST_YEAR, "max": LAST_YEAR}
        self._ask_for_a_file()

    def _ask_for_a_file(self) -> None:
        # Not declared above: nothing of them is shown again to be compared.
        self.fields["paper"] = forms.FileField(
            label="Tệp", required=False, max_length=255,
            widget=forms.FileInput(attrs={"accept": ACCEPTED}),
            help_text=f"PDF, JPEG hoặc PNG, tối đa {MAX_FILE // MEGABYTE} MB.",
            error_messages={"empty": "Tệp rỗng (0 byte)."},
        )  # fmt: skip
        if self.instance.file_name:
            self.fields["without_file"] = forms.BooleanField(
                label=f"Bỏ tệp “{self.instance.file_name}”", required=False
            )

    def clean(self) -> dict[str, Any]:
        """Give a paper that is not about a year of its own the year of its day."""
        data = super().clean()
        if "year" not in self.fields and data.get("day"):
            self.instance.year = data["day"].year
            if not FIRST_YEAR <= self.instance.year <= LAST_YEAR:
                self.add_error("day", "Nghị quyết ban hành năm 2022: nhập ngày từ năm 2022.")
        elif data.get("day") and data.get("year") and data["day"].year < data["year"]:
            self.add_error("day", "Ngày văn bản không được trước năm được sơ kết.")
        return data


class DueForm(SeenForm):
    """By which days of a year papers are due; without any nothing is late."""

    programme = FullDayField(
        label="Hạn ban hành chương trình, kế hoạch", required=False,
        help_text="Cho đơn vị có đến ngày này. Mỗi đơn vị theo hạn đầu tiên từ khi thành lập.",
    )  # fmt: skip
    review = FullDayField(label="Hạn sơ kết", required=False)

    class Meta:
        model = FollowingDue
        fields: ClassVar[list[str]] = ["programme", "review"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # Of a year that has no row yet too: somebody else may set its days meanwhile.
        for field in self.fields.values():
            field.show_hidden_initial = True

    def clean(self) -> dict[str, Any]:
        """Refuse days of other years."""
        data, year = super().clean(), self.instance.year
        if data.get("programme") and data["programme"].year != year:
            self.add_error("programme", f"Nhập ngày trong năm {year}.")
        if data.get("review") and data["review"].year < year:
            self.add_error("review", f"Nhập ngày từ năm {year}.")
        return data

    def _get_validation_exclusions(self) -> set[str]:
        # Without any day the year is without a row: that there is one is not asked of it.
        others: set[str] = super()._get_validation_exclusions()  # type: ignore[misc]  # no stub
        return others | {"programme", "review", "year"}
