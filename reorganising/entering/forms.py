"""The forms of a draft: its head, what becomes of each unit, a unit that begins, a file."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.http import QueryDict

from personnel.basics.plain import PLAIN_NAME
from personnel.entry.fields import FullDayField
from personnel.models import Unit
from personnel.words.vietnamese import clean
from reorganising.checks.entries import LEVELS
from reorganising.landscape import Landscape
from reorganising.parts import BEGINS, GOES_ON, Fate

_BETWEEN_CODES = re.compile(r"[;,\s]+")
CODE = re.compile(r"[0-9A-Za-z]{1,10}")
AS_BEFORE = ""
_YES, _NO = "yes", "no"


class HeadForm(forms.Form):
    """The number of a decree, its day and where it was taken from."""

    number = forms.CharField(label="Số hiệu", max_length=100, validators=[PLAIN_NAME])
    day = FullDayField(label="Có hiệu lực từ ngày")
    source = forms.CharField(
        label="Nguồn (tên, ngày văn bản)", max_length=300, required=False, validators=[PLAIN_NAME]
    )

    def __init__(self, data: QueryDict | None = None, **kwargs: Any) -> None:
        super().__init__(data, label_suffix="", **kwargs)

    @property
    def told(self) -> dict[str, str]:
        """What a valid form says, as a draft has it."""
        said = self.cleaned_data
        return {
            "number": clean(said["number"]),
            "day": said["day"].isoformat(),
            "source": clean(said["source"]),
        }


class SeenForm(forms.Form):
    """Which version of a draft the page showed."""

    seen = forms.IntegerField(min_value=1)


class FileForm(forms.Form):
    """A workbook or a JSON file of a decree."""

    file = forms.FileField(
        label="Tệp (.xlsx, .json)", max_length=255,
        widget=forms.FileInput(attrs={"accept": ".xlsx,.json"}),
        error_messages={"required": "Chọn tệp.", "empty": "Tệp rỗng (0 byte)."},
    )  # fmt: skip


class Fates:
    """What was sent of what becomes of each unit: `said` by code, `errors` with what was typed."""

    def __init__(self, data: QueryDict, codes: Iterable[str]) -> None:
        self.said: dict[str, Fate] = {}
        self.errors: dict[str, tuple[str, str]] = {}
        for code in codes:
            typed = data.get(f"new-{code}")
            if typed is not None:
                self._take(code, typed, ends=f"ends-{code}" in data)

    def _take(self, code: str, typed: str, *, ends: bool) -> None:
        new = [each for each in _BETWEEN_CODES.split(typed) if each]
        wrong = [each for each in new if not CODE.fullmatch(each)]
        if wrong:
            self.errors[code] = (typed, f"“{wrong[0]}” không phải mã đơn vị.")
        elif new and not ends:
            self.errors[code] = (typed, "Đã ghi mã mới: đánh dấu cả ô Kết thúc.")
        self.said[code] = Fate.by_codes(new) if ends else GOES_ON

    def changes(self, shown: Mapping[str, Fate]) -> dict[str, Fate]:
        """Return those that differ from what the page showed.

        The order in which the others follow the default says nothing.
        """
        return {
            code: fate
            for code, fate in self.said.items()
            if _as_typed(fate) != _as_typed(shown.get(code, GOES_ON))
        }


def _as_typed(fate: Fate) -> tuple[bool, list[str]]:
    return fate.ends, fate.codes


class UnitForm(forms.Form):
    """A unit that begins, and the units that it follows."""

    code = forms.RegexField(CODE, label="Mã đơn vị", max_length=10)
    name = forms.CharField(
        label="Tên (kèm loại, ví dụ: Xã Ba Tơ)", max_length=100, validators=[PLAIN_NAME]
    )
    kind = forms.ChoiceField(label="Loại", choices=[(k, k.label) for k in Unit.Kind if k in LEVELS])
    parent = forms.ChoiceField(label="Trực thuộc", required=False)
    terrain = forms.ChoiceField(
        label="Địa hình", required=False,
        choices=[(AS_BEFORE, "Theo các đơn vị cũ"), *Unit.Terrain.choices],
    )  # fmt: skip
    terrain_confirmed = forms.BooleanField(label="Địa hình đã xác nhận", required=False)
    minority_area = forms.ChoiceField(
        label="Vùng đồng bào DTTS", required=False,
        choices=[(AS_BEFORE, "Theo các đơn vị cũ"), (_YES, "Thuộc vùng"), (_NO, "Không thuộc")],
    )  # fmt: skip
    minority_area_confirmed = forms.BooleanField(label="Vùng DTTS đã xác nhận", required=False)
    old = forms.MultipleChoiceField(
        label="Hình thành từ", required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, data: QueryDict | None, land: Landscape, was: str, old: list[str]) -> None:
        entry = land.written(BEGINS).get(was, {})
        super().__init__(data, label_suffix="", initial={**_initial(entry), "old": old})
        self.land, self.was = land, was
        parent: Any = self.fields["parent"]
        parent.choices = [("", "Tỉnh"), *_above(land, was)]
        among: Any = self.fields["old"]
        self.rows = list(land.rows())
        among.choices = [(row.code, f"{row.name} ({row.code})") for row in self.rows]

    def clean_code(self) -> str:
        """Refuse the code of another unit that begins."""
        code: str = self.cleaned_data["code"]
        if code != self.was and code in self.land.written(BEGINS):
            raise forms.ValidationError("Dự thảo đã có đơn vị mới mang mã này.")
        return code

    def clean(self) -> dict[str, Any]:
        """Take what is said to be as before from the old units; refuse where these differ."""
        said = super().clean() or self.cleaned_data
        if LEVELS.get(said.get("kind", "")) == Unit.Level.COMMUNE:
            for name in Unit.Fact.values:
                if not said.get(name):
                    self._as_before(name, said)
        return said

    def _as_before(self, name: str, said: dict[str, Any]) -> None:
        units = self._old_units(said.get("old", ()))
        values = {getattr(unit, name) for unit in units}
        if len(values) == 1:
            value = values.pop()
            said[name] = value if name == Unit.Fact.TERRAIN else _YES if value else _NO
            said[f"{name}_confirmed"] = all(getattr(u, f"{name}_confirmed") for u in units)
        elif not values:
            self.add_error(name, "Không có đơn vị cũ nào để theo: chọn một giá trị.")
        else:
            self.add_error(name, "Các đơn vị cũ khác nhau: chọn một giá trị.")

    def _old_units(self, codes: Iterable[str]) -> list[Unit]:
        return [unit for code in codes if (unit := self.land.old_unit(code)) and unit.is_commune]

    @property
    def entry(self) -> dict[str, Any]:
        """What a valid form says of the unit, as a draft has it."""
        said = self.cleaned_data
        level = LEVELS[said["kind"]]
        entry = {
            "code": said["code"], "name": clean(said["name"]), "level": str(level),
            "kind": said["kind"], "parent": said["parent"] or None,
        }  # fmt: skip
        if level == Unit.Level.COMMUNE:
            entry |= {
                "terrain": said["terrain"],
                "terrain_confirmed": said["terrain_confirmed"],
                "minority_area": said["minority_area"] == _YES,
                "minority_area_confirmed": said["minority_area_confirmed"],
            }
        return entry

    @property
    def ticks(self) -> dict[str, list[tuple[str, str, bool]]]:
        """The old units under what they stand right below, each with whether it is ticked."""
        ticked = set(self["old"].value() or ())
        found: dict[str, list[tuple[str, str, bool]]] = {}
        for row in self.rows:
            above = "Tỉnh khác" if row.outside else row.above or "Trực thuộc tỉnh"
            label = f"{row.name} ({row.code})"
            found.setdefault(above, []).append((row.code, label, row.code in ticked))
        return found


def _initial(entry: Mapping[str, Any]) -> dict[str, Any]:
    said: Any = entry.get("minority_area")
    minority = {True: _YES, False: _NO}.get(said, AS_BEFORE)
    kind = entry.get("kind", Unit.Kind.COMMUNE)
    parent = entry.get("parent") or ""
    return {**entry, "kind": kind, "parent": parent, "minority_area": minority}


def _above(land: Landscape, but: str) -> list[tuple[str, str]]:
    """Return what a unit that begins may stand right below, the province apart."""
    found = {
        code: unit.name
        for code, unit in land.standing.items()
        if unit.is_district and not land.parts.get(("fate", code), GOES_ON).ends
    }
    for begun in land.beginnings():
        if begun.unit.is_district and begun.unit.code != but:
            found[begun.unit.code] = begun.unit.name
    return [(code, f"{name} ({code})") for code, name in found.items()]
