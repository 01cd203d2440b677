"""The forms of a person, their posts and their credentials."""

from collections.abc import Collection, Iterable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms import inlineformset_factory
from django.utils import timezone

from personnel.beyond.numbers import NotChecked, ask_about
from personnel.keeping.seen import ShownForm, WholeFormSet
from personnel.kinds import KINDS
from personnel.models import (
    Acting,
    Basis,
    Body,
    Credential,
    Origin,
    Person,
    Post,
    Title,
    Unit,
    Verification,
)
from personnel.reading.localities import local_now
from personnel.reading.numbers import Taken
from personnel.scope import Editor, may_edit_post
from personnel.words.partial_dates import PartialDate, refined
from personnel.words.values import read_cccd, read_name
from personnel.words.vietnamese import clean
from personnel.words.vocabulary import Held

from .decisions import DECISION_FIELDS, DECISION_LABEL
from .fields import (
    Choices,
    FullDayField,
    PartialDateField,
    TitleSelect,
    ask_bodies,
    body_unfit,
    offer,
    read_level,
    read_typed,
)
from .folding import Folding


class PartialDatesForm(Folding, ShownForm):
    """A form whose dates are typed as precisely as known.

    `dates` names for each form field its column, the precision's column, and whether the
    period's first or last day is kept.
    """

    dates: dict[str, tuple[str, str, str]] = {}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.columns = {**{name: pair[:2] for name, pair in self.dates.items()}, **self.columns}
        for name, (column, precision, _) in self.dates.items():
            stored = getattr(self.instance, column), getattr(self.instance, precision)
            self.initial.setdefault(name, PartialDate.stored(*stored))

    def clean(self) -> dict[str, Any]:
        """Put the typed dates into the record, so that its constraints see them."""
        data = super().clean() or self.cleaned_data
        for name, (column, precision, end) in self.dates.items():
            typed: PartialDate | None = data.get(name)
            setattr(self.instance, column, getattr(typed, end) if typed else None)
            setattr(self.instance, precision, typed.precision if typed else "")
        return data

    def _get_validation_exclusions(self) -> set[str]:
        """Let the constraints see every column whose date could be read."""
        read = [pair for name, pair in self.dates.items() if name in self.cleaned_data]
        typed = {column for pair in read for column in pair[:2]}
        excluded: set[str] = super()._get_validation_exclusions()  # type: ignore[misc]  # no stub
        return excluded - typed


class RowForm(PartialDatesForm):
    """One of several records of a person, told from the others by what is recorded in it."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            self.record_name = str(self.instance)

    @property
    def told(self) -> str:
        """What was typed into the row, in words."""
        return str(self._read().told)

    def _read(self) -> Any:
        """Return the record with what was typed, right or wrong."""
        self.is_valid()
        return self.instance


class PersonForm(PartialDatesForm):
    """Who somebody is."""

    birth = PartialDateField(label="Ngày sinh")
    party = PartialDateField(label="Ngày vào Đảng", required=False)
    minority = PartialDateField(label="Công tác ở vùng DTTS từ", required=False)
    cccd = forms.CharField(
        label="Số CCCD",
        max_length=20,
        required=False,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
    )
    is_local = forms.TypedChoiceField(
        label="Người địa phương",
        choices=[("", "Chưa rõ"), ("1", "Có"), ("0", "Không")],
        coerce=lambda value: {"1": True, "0": False}.get(value),
        empty_value=None,
        required=False,
    )

    rare = ("religion", "home_place", "is_local", "minority", "note")
    # Of which commune it is said comes of the posts (`saving`).
    columns = {"is_local": ("is_local", "local_of")}
    dates = {
        "birth": ("birth_date", "birth_precision", "first"),
        "party": ("party_joined", "party_joined_precision", "first"),
        "minority": ("minority_area_since", "minority_area_since_precision", "first"),
    }

    class Meta:
        model = Person
        fields = ["full_name", "sex", "birth", "cccd", "ethnicity", "party", "religion",
                  "home_place", "is_local", "minority", "note"]  # fmt: skip
        widgets = {"note": forms.Textarea(attrs={"rows": 2}), "sex": forms.RadioSelect}

    def __init__(self, *args: Any, user: Editor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user
        # Whose number was typed, where it is somebody else's.
        self.taken: Taken | None = None
        asked = self.instance.pk and self.instance.local_of_id
        local = local_now(self.instance.pk, timezone.localdate()) if asked else None
        self.initial["is_local"] = "" if local is None else str(int(local))
        offer(self, sex=Person.Sex.choices)
        ethnicity: Any = self.fields["ethnicity"]
        ethnicity.empty_label = "Chưa rõ"
        # Sent back, the page has its focus where something is wrong.
        self.fields["full_name"].widget.attrs["autofocus"] = not self.is_bound

    def clean_full_name(self) -> str:
        """Return the name in one spelling; what is no part of a name is refused.

        A name recorded long ago does not keep the rest of the form from being saved.
        """
        typed: str = self.cleaned_data["full_name"]
        if clean(typed) == self.initial.get("full_name"):
            return clean(typed)
        return read_typed(read_name, typed)

    def clean_cccd(self) -> str:
        """Return the identity number without the blanks people type into it.

        That of another record is refused, and whose board keeps it is told: at a pace, and kept.
        """
        number = read_typed(read_cccd, self.cleaned_data["cccd"])
        if number != self.initial.get("cccd"):
            try:
                self.taken = ask_about(number, by=self.user, at=timezone.now(), but=self.instance)
            except NotChecked as unchecked:
                raise ValidationError(str(unchecked)) from unchecked
        if self.taken:
            raise ValidationError(self.taken.told)
        return number


BODIES = Choices([("", "Chưa rõ"), *Body.choices])
END_REASONS = Choices([("", "—"), *Post.EndReason.choices])
BASES = Choices([("", "—"), *Basis.choices])
ORIGINS = Choices([("", "—"), *Origin.choices])
ACTING = Choices([("", "—"), *Acting.choices])
VERIFICATIONS = Choices([("", "Chưa xác minh"), *Verification.choices])


class PostForm(RowForm):
    """A title held in a commune, from a day and perhaps to a day."""

    # Of communes, as the model says: not narrowed to them again for each row of a page.
    unit = Post.unit.field.formfield(queryset=Unit.objects.communes(), limit_choices_to=None)
    since = PartialDateField(label="Từ", required=False)
    until = PartialDateField(label="Đến hết", required=False)
    decided = PartialDateField(label="Ngày quyết định", required=False)

    dates = {
        "since": ("start", "start_precision", "first"),
        "decided": ("decision_date", "decision_precision", "first"),
    }
    columns = {"until": ("end",)}
    rare = ("basis", "came_from", *DECISION_FIELDS[1:])
    rare_label = DECISION_LABEL

    class Meta:
        model = Post
        fields = ["unit", "title", "body", "since", "until", "end_reason",
                  "basis", "came_from", "acting", "decision_number", "decided"]  # fmt: skip
        widgets = {"title": TitleSelect}

    def __init__(
        self, *args: Any, communes: Iterable[Unit], former: Iterable[Unit], user: Editor,
        titles: Collection[Title], units: Choices, named: Choices, **kwargs: Any,
    ) -> None:  # fmt: skip
        super().__init__(*args, **kwargs)
        there, gone = list(communes), list(former)
        held = self.instance.unit if self.instance.pk else None
        elsewhere = held and held not in [*there, *gone]
        if held and elsewhere:
            there.append(held)
        self.communes = {unit.pk: unit for unit in (*there, *gone)}
        offer(
            self,
            unit=unit_choices(there, gone) if elsewhere else units,
            title=named,
            body=BODIES,
            end_reason=END_REASONS,
            basis=BASES,
            came_from=ORIGINS,
            acting=ACTING,
        )
        ask_bodies(self, titles)
        end = self.instance.end
        self.initial["until"] = PartialDate.stored(end, "day") if end else None
        self.foreign = bool(held) and not may_edit_post(user, self.instance)
        for field in self.fields.values() if self.foreign else ():
            field.disabled = True

    def say_offered(self) -> None:
        """Say beside the commune and the title that both are those of the post typed before."""
        self.fields[
            "unit"
        ].help_text = "Đơn vị công tác và chức danh điền theo lần nhập trước; đổi lại nếu khác."

    def has_changed(self) -> bool:
        """Whether anything was typed; a commune alone, as a blank row offers it, says nothing."""
        changed = set(self.changed_data)
        return bool(changed if self.instance.pk else changed - {"unit"})

    def may_be(self, other: Post) -> bool:
        """Whether the row typed may be that post of another's: the same title in the commune."""
        own = self._read()
        return self.has_changed() and (own.unit_id, own.title_id) == (other.unit_id, other.title_id)

    def clean_until(self) -> PartialDate | None:
        """Return the last day; a post ends on a day, not in a month or a year."""
        until = self.cleaned_data["until"]
        if until and until.day is None:
            raise ValidationError("Nhập đủ ngày, tháng, năm thôi giữ chức danh.")
        return until

    def clean(self) -> dict[str, Any]:
        """Put the last day into the record; a commune in other hands or of another time is refused.

        A title that began in a commune before its end may go on: it does in what became of that.
        """
        data = super().clean()
        until = data.get("until")
        self.instance.end = until.first if until else None
        unit = data.get("unit")
        if unit and not self.foreign and unit.pk not in self.communes:
            self.add_error("unit", "Đơn vị này không thuộc phạm vi được cập nhật.")
        elif unit and not self.foreign:
            self._require_time(unit, data.get("since"), until)
        self._check_title(data.get("title"), data.get("since"))
        return data

    def _require_time(
        self, unit: Unit, since: PartialDate | None, until: PartialDate | None
    ) -> None:
        """Refuse a title that begins after its unit ended, or ends before that began."""
        if since and unit.ended_before(since.first):
            told = f"{unit} chỉ có hiệu lực đến hết ngày {unit.valid_to:%d/%m/%Y}."
            self.add_error("unit", told)
        if until and unit.begins_after(until.last):
            told = f"{unit} chỉ có hiệu lực từ ngày {unit.valid_from:%d/%m/%Y}."
            self.add_error("unit", told)

    def _check_title(self, title: Title | None, since: PartialDate | None) -> None:
        """Refuse a body that the title is not held in, and a day before there was the title."""
        if unfit := body_unfit(title, self.cleaned_data.get("body", "")):
            self.add_error("body", unfit)
        if title and title.valid_from and since and title.begins_after(since.last):
            first = f"{title.valid_from:%d/%m/%Y}"
            self.add_error("title", f"Chức danh này chỉ áp dụng từ {first}.")

    def _get_validation_exclusions(self) -> set[str]:
        return super()._get_validation_exclusions() - {"end", "person"}


class CredentialForm(RowForm):
    """A diploma, certificate or course, its level typed in full or in short."""

    level_text = forms.CharField(label="Trình độ", max_length=100)
    awarded_text = PartialDateField(label="Thời điểm cấp", required=False)
    verified_on = FullDayField(label="Ngày xác minh, thu hồi", required=False)

    rare = ("verification", "verified_on", "verified_by_document")
    rare_label = "Xác minh, thu hồi"
    dates = {"awarded_text": ("awarded", "awarded_precision", "last")}
    # A level is one of its kind, and may bring the rest along.
    columns = {
        "kind": ("kind", "level"),
        "level_text": ("level", "language", "field_of_study", "awarded", "awarded_precision"),
    }

    class Meta:
        model = Credential
        fields = ["kind", "level_text", "awarded_text", "language", "field_of_study",
                  "institution", "number",
                  "verification", "verified_on", "verified_by_document"]  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, verification=VERIFICATIONS)
        for name in ("language", "field_of_study"):
            self.fields[name].widget.attrs["placeholder"] = self.fields[name].label
        if self.instance.pk:
            self.initial["level_text"] = self.instance.level_label

    def has_changed(self) -> bool:
        """Whether anything was typed; a kind alone, as a blank row offers it, says nothing."""
        changed = set(self.changed_data)
        return bool(changed if self.instance.pk else changed - {"kind"})

    def may_be(self, other: Credential) -> bool:
        """Whether the row typed may be that credential of another's: the same kind and level.

        A language that is not said may be any.
        """
        own = self._read()
        if not self.has_changed() or (own.kind, own.level) != (other.kind, other.level):
            return False
        return "" in (own.language, other.language) or own.language == other.language

    def clean(self) -> dict[str, Any]:
        """Read the level as the sheet does; it may bring a field of study or a language."""
        data = super().clean()
        kind, text = data.get("kind"), data.get("level_text")
        if not kind or not text:
            return data
        label = {name: level for level, name in enumerate(KINDS[kind].labels)}.get(clean(text))
        try:
            held = None if label is not None else read_level(kind, text)
        except ValidationError as bad:
            self.add_error("level_text", bad)
            return data
        if label is None and held is None:
            self.add_error(
                "level_text", "Chưa rõ trình độ: để trống dòng này nếu chưa có thông tin."
            )
            return data
        self.instance.level = label if held is None else held.level
        if held:
            data["field_of_study"] = data.get("field_of_study") or held.field_of_study
            data["language"] = data.get("language") or held.language
            self._take_award(held, data)
        return data

    def _take_award(self, held: Held, data: dict[str, Any]) -> None:
        """Take the date that the level's text tells ("TC 2015"); another than the typed is wrong.

        Of two that agree, the one that says more is kept.
        """
        typed: PartialDate | None = data.get("awarded_text")
        if held.awarded is None or "awarded_text" in self.errors:
            return
        if typed and not typed.agrees_with(held.awarded):
            self.add_error(
                "level_text",
                f"Trình độ ghi {held.awarded}, thời điểm cấp ghi {typed}: chỉ để một thời điểm.",
            )
            return
        data["awarded_text"] = kept = refined(typed, held.awarded) or held.awarded
        self.instance.awarded, self.instance.awarded_precision = kept.last, kept.precision

    def _get_validation_exclusions(self) -> set[str]:
        read = {"person"} if self.instance.level is None else {"person", "level"}
        return super()._get_validation_exclusions() - read


# A row that was never saved is taken away by leaving it blank. No life has so many of them: a
# form that claims more is not built up, which took seconds.
ROWS: dict[str, Any] = {
    "formset": WholeFormSet, "extra": 0, "can_delete": True, "can_delete_extra": False,
    "max_num": 100, "absolute_max": 200,
}  # fmt: skip
PostFormSet = inlineformset_factory(Person, Post, form=PostForm, **ROWS)
CredentialFormSet = inlineformset_factory(Person, Credential, form=CredentialForm, **ROWS)


def unit_choices(there: Iterable[Unit], gone: Iterable[Unit]) -> list[Any]:
    """Return units for a choice, those that ended apart, each with its last day."""
    former = [(unit.pk, called(unit)) for unit in gone]
    apart = [("Đơn vị đã kết thúc", former)] if former else []
    return [("", "Chọn"), *((unit.pk, unit.name) for unit in there), *apart]


def called(unit: Unit) -> str:
    """Return the name of a unit, with its last day where that is known."""
    return f"{unit} (đến hết {unit.valid_to:%d/%m/%Y})" if unit.valid_to else str(unit)
