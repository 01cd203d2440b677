"""The form of a class, and the course of the catalogue from which it is prefilled."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError

from personnel.entry.fields import FullDayField, offer
from personnel.keeping.seen import SeenForm
from personnel.kinds import KINDS
from personnel.models import Course, TrainingClass, Unit
from personnel.scope import Editor
from targets.needs.offers import months_after

PROVINCE, SCHOOL = "", "school"
DAY = timedelta(days=1)
# Everything that a kind can give, but "none".
GIVES = [
    (kind.label, [(f"{code}:{n}", kind.level_label(n)) for n in range(1, kind.top + 1)])
    for code, kind in KINDS.items()
]


class ClassForm(SeenForm):
    """A class: what it gives, where, from when to when, for how many, whose it is.

    `course` is the course of the catalogue that it was begun with: an end that is left out is its
    length after the start.
    """

    gives = forms.ChoiceField(label="Đem lại trình độ", choices=[("", "Chọn"), *GIVES])
    starts = FullDayField(label="Khai giảng")
    ends = FullDayField(label="Bế giảng", required=False)
    award_expected = FullDayField(
        label="Dự kiến cấp bằng, chứng chỉ", required=False,
        help_text="Để trống: như ngày bế giảng.",
    )  # fmt: skip
    decision_date = FullDayField(label="Ngày quyết định", required=False)
    owner = forms.ChoiceField(label="Nơi mở lớp", required=False)
    columns = {"gives": ("kind", "level", "course_code"), "owner": ("by_school", "unit_id")}
    field_order = (
        "name", "gives", "language", "field_of_study", "owner", "starts", "ends", "award_expected",
        "seats", "place", "organiser", "decision_number", "decision_date",
    )  # fmt: skip

    class Meta:
        model = TrainingClass
        fields: ClassVar[list[str]] = [
            "name", "language", "field_of_study", "place", "organiser", "starts", "ends",
            "award_expected", "seats", "decision_number", "decision_date",
        ]  # fmt: skip

    def __init__(
        self, *args: Any, user: Editor, course: Course | None = None, **kwargs: Any
    ) -> None:
        made = kwargs["instance"]
        initial = {
            "gives": f"{made.kind}:{made.level}" if made.kind else "",
            "owner": SCHOOL if made.by_school else str(made.unit_id or PROVINCE),
        }
        kwargs["initial"] = initial | kwargs.get("initial", {})
        super().__init__(*args, **kwargs)
        self.course, self.user = course, user
        self.fields["seats"].widget.attrs["min"] = 1
        self.fields["ends"].help_text = "Để trống: theo số tháng của khóa." if course else ""
        offer(self, owner=_owners(user, made))

    def clean_language(self) -> str:
        """Refuse a language where the kind has none; it has to be told where the kind has one."""
        language = str(self.cleaned_data["language"]).strip()
        kind = KINDS.get(self.cleaned_data.get("gives", "").split(":")[0])
        if kind and kind.has_language and not language:
            raise ValidationError("Nhập ngôn ngữ của lớp.")
        if kind and language and not kind.has_language:
            raise ValidationError(f"{kind.label} không ghi ngôn ngữ; để trống ô này.")
        return language

    def clean(self) -> dict[str, Any]:
        """Put the choices into the columns of the class."""
        data = super().clean()
        if gives := data.get("gives"):
            kind, level = gives.split(":")
            self.instance.kind, self.instance.level = kind, int(level)
            self.instance.course_code = self._code(kind, int(level))
        owner = data.get("owner", PROVINCE)
        self.instance.by_school = owner == SCHOOL
        self.instance.unit_id = int(owner) if owner not in (PROVINCE, SCHOOL) else None
        if not data.get("ends") and "ends" not in self.errors:
            self._end(data)
        return data

    def _code(self, kind: str, level: int) -> str:
        """Return the code of the course that gives this; the one it had, where it still does."""
        if self.course and (self.course.kind, self.course.level) == (kind, level):
            return self.course.code
        if self.instance.pk and not {"gives"}.intersection(self.changed_data):
            return self.instance.course_code
        codes = Course.objects.filter(kind=kind, level=level, language__in=["", self._language])
        return codes.order_by("code").values_list("code", flat=True).first() or ""

    @property
    def _language(self) -> str:
        return str(self.cleaned_data.get("language", ""))

    def _end(self, data: dict[str, Any]) -> None:
        if not self.course:
            self.add_error("ends", "Nhập ngày bế giảng.")
        elif starts := data.get("starts"):
            data["ends"] = months_after(starts, self.course.months) - DAY


def _owners(user: Editor, made: TrainingClass) -> list[tuple[str, str]]:
    """Return whose class it may be of those for whom a user acts, and whose it is."""
    units = list(Unit.objects.filter(pk__in={*user.edited_boards, made.unit_id or 0}))
    boards = [(str(unit.pk), str(unit)) for unit in units]
    school = [(SCHOOL, "Trường Chính trị")]
    if user.may_administer:
        return [(PROVINCE, "Tỉnh"), *school, *boards]
    return school + boards if user.teaches else boards


def begun_with(course: Course | None, user: Editor, today: date) -> TrainingClass:
    """Return a class not yet written, as the catalogue has its course; by the user's own board."""
    boards = sorted(user.edited_boards)
    unit = None if user.may_administer or user.teaches or not boards else boards[0]
    if course is None:
        return TrainingClass(unit_id=unit, by_school=user.teaches and not user.may_administer)
    by_school = course.by_school and (user.may_administer or user.teaches)
    return TrainingClass(
        name=f"{course.name} {today.year}", course_code=course.code, kind=course.kind,
        level=course.level, language=course.language, seats=course.class_size,
        organiser=course.provider, by_school=by_school or (user.teaches and not boards),
        unit_id=None if by_school else unit,
    )  # fmt: skip


def courses_on(day: date, user: Editor) -> list[Course]:
    """Return the courses of the catalogue from which a user opens a class, each code once."""
    courses = Course.objects.in_force(day).order_by("kind", "level", "code", "builds_on")
    if user.teaches and not user.may_edit:
        courses = courses.filter(by_school=True)
    return list({course.code: course for course in reversed(courses)}.values())[::-1]
