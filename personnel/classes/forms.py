"""The form of what a class gave to everybody who finished it."""

from datetime import date
from typing import Any

from personnel.entry.fields import offer
from personnel.entry.forms import CredentialForm
from personnel.kinds import KIND_CHOICES, KINDS
from personnel.models import Credential
from personnel.words.partial_dates import PartialDate

PREFIX = "class"


def typed_of(given: Credential) -> dict[str, Any]:
    """Return what somebody would type for what a recorded class gives."""
    return {
        "kind": given.kind,
        "level_text": given.level_label,
        "awarded_text": PartialDate.stored(given.awarded, given.awarded_precision),
        "language": given.language,
        "field_of_study": given.field_of_study,
        "institution": given.institution,
        "number": given.number,
    }


class ClassForm(CredentialForm):
    """A credential that is to be many people's: reached, in its language, on a known day.

    `fixed` is what a recorded class gives: then nothing that is sent changes it.
    """

    def __init__(
        self, *args: Any, today: date, fixed: Credential | None = None, **kwargs: Any
    ) -> None:
        if fixed:
            kwargs["initial"] = typed_of(fixed)
        super().__init__(*args, **{"prefix": PREFIX} | kwargs)
        self.today = today
        # What a class gives, nobody has looked into yet.
        for name in self.rare:
            del self.fields[name]
        self.fields["awarded_text"].label = "Ngày cấp"
        for name in ("language", "field_of_study"):
            self.fields[name].widget.attrs.pop("placeholder", None)
        offer(self, kind=[("", "Chọn"), *KIND_CHOICES])
        for field in self.fields.values() if fixed else ():
            field.disabled = True

    def clean(self) -> dict[str, Any]:
        """Refuse a class that gives nothing, a language out of place, and a day to come."""
        data = super().clean()
        if "level_text" not in self.errors and self.instance.level == 0:
            self.add_error("level_text", "Chọn trình độ mà lớp này đem lại.")
        self._check_language(data)
        self._check_day()
        return data

    def _check_language(self, data: dict[str, Any]) -> None:
        kind = KINDS.get(data.get("kind", ""))
        if kind is None or "language" in self.errors:
            return
        if kind.has_language and not data.get("language"):
            self.add_error("language", "Nhập ngôn ngữ của lớp này.")
        if data.get("language") and not kind.has_language:
            self.add_error("language", f"{kind.label} không ghi ngôn ngữ; để trống ô này.")

    def _check_day(self) -> None:
        """A level may have brought the day ("x" or a year in a course's cell)."""
        held = self.instance
        awarded = PartialDate.stored(held.awarded, held.awarded_precision)
        if "awarded_text" in self.errors:
            return
        if awarded is None:
            self.add_error("awarded_text", "Nhập ngày, tháng hoặc năm cấp.")
        elif awarded.first > self.today:
            self.add_error("awarded_text", f"Ngày ở tương lai (sau {self.today:%d/%m/%Y}).")

    def _get_validation_exclusions(self) -> set[str]:
        """Leave out the person: the form is nobody's yet."""
        return super()._get_validation_exclusions() | {"person"}
