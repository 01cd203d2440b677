"""Records read into clean rows; every error of the file is found in one go."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Any

from personnel.levels import KINDS
from personnel.models import Title, Unit

from .checks import (
    check_cccd,
    check_dates,
    check_repeated_numbers,
    check_repeated_people,
    check_years,
)
from .columns import BY_FIELD, COLUMNS
from .levels import Held
from .matching import References
from .records import Problem, Reading, Record, Row, problem
from .scope import Scope
from .values import BadCell

# Fields of a row that are the cells' own values; the others come of several cells.
_AS_READ = (
    "full_name",
    "cccd",
    "sex",
    "birth",
    "since",
    "religion",
    "home_place",
    "is_local",
    "party_joined",
    "minority_area_since",
    "note",
)


def read_records(
    records: Iterable[Record], references: References, scope: Scope | None = None
) -> Reading:
    """Read every record against `references`; dates are held against their day.

    With `scope`, units are looked for in its districts, and rows of others are errors.
    """
    reading = Reading()
    read, numbers = [], []
    for record in records:
        reading.records += 1
        reader = _RecordReader(record, references, scope)
        row = reader.row()
        reading.problems += reader.problems
        numbers.append((record, reader.values.get("cccd") or ""))
        if row:
            read.append(row)
    _keep_single_people(reading, read, numbers)
    order = {(record.sheet, record.number): at for at, (record, _) in enumerate(numbers)}
    reading.problems.sort(key=lambda found: order[found.sheet, found.row or 0])
    return reading


def _keep_single_people(
    reading: Reading, rows: list[Row], numbers: list[tuple[Record, str]]
) -> None:
    repeated = list(check_repeated_numbers(numbers))
    taken = {(found.sheet, found.row) for found in repeated}
    left = [row for row in rows if (row.record.sheet, row.record.number) not in taken]
    twins = list(check_repeated_people(left))
    taken |= {(found.sheet, found.row) for found in twins}
    reading.problems += repeated + twins
    reading.rows = [row for row in left if (row.record.sheet, row.record.number) not in taken]


class _RecordReader:
    """Reads the cells of one record, then what they name, then how they agree."""

    def __init__(self, record: Record, references: References, scope: Scope | None) -> None:
        self.record, self._references, self._scope = record, references, scope
        self.problems: list[Problem] = []
        self.values: dict[str, Any] = {}

    def row(self) -> Row | None:
        """Return the clean row, or None when any cell of it is in error."""
        for column in COLUMNS:
            self._read(column.field, column.parse, self.record.cells.get(column.field))
        self._require()
        unit = self._unit()
        titles = self._titles(unit)
        self._name_ethnicities()
        self.problems += check_dates(self.record, self.values, self._references.day)
        self.problems += check_cccd(self.record, self.values)
        self.problems += check_years(self.record, self.values)
        if unit is None or not titles or any(found.is_error for found in self.problems):
            return None
        return self._row(unit, titles)

    def _read(self, field: str, parse: Callable[..., Any], *arguments: Any) -> Any:
        """Set and return a field's value; None, and a problem noted, when it is unreadable."""
        try:
            self.values[field] = parse(*arguments)
        except BadCell as error:
            self.values[field] = None
            self.problems.append(problem(self.record, field, str(error)))
        return self.values[field]

    def _require(self) -> None:
        in_error = {found.column for found in self.problems}
        for column in COLUMNS:
            if column.required and not self.values[column.field] and column.header not in in_error:
                self.problems.append(problem(self.record, column.field, "bắt buộc phải có"))

    def _unit(self) -> Unit | None:
        named, district = bool(self.values["district"]), self._district()
        name = self.values["unit"]
        if not name or (named and district is None and self._references.communes.named(name)):
            return None
        unit = self._read("unit", self._references.commune, name, district)
        if unit and self._scope and not self._scope.has(unit):
            self._refuse_foreign("unit")
            return None
        return unit

    def _district(self) -> Unit | None:
        name = self.values["district"]
        if not name:
            return self._scope.only if self._scope else None
        district: Unit | None = self._read("district", self._references.district, name)
        if district and self._scope and district not in self._scope.districts:
            self._refuse_foreign("district")
        return district

    def _refuse_foreign(self, field: str) -> None:
        if not any(found.column == BY_FIELD["district"].header for found in self.problems):
            reason = f"chỉ nhận người của {self._scope} trong lượt nhập này"
            self.problems.append(problem(self.record, field, reason))

    def _titles(self, unit: Unit | None) -> tuple[Title, ...]:
        titles: list[Title] = []
        for field in ("title", "other_titles"):
            if self.values[field]:
                titles += (
                    self._read(field, self._references.titles_in, self.values[field], unit) or []
                )
        return tuple(dict.fromkeys(titles))

    def _name_ethnicities(self) -> None:
        if name := self.values["ethnicity"]:
            self._read("ethnicity", self._references.ethnicity, name)
        spoken: Held | None = self.values["ethnic_language"]
        if spoken and spoken.language:
            self._read("ethnic_language", self._named_language, spoken)

    def _named_language(self, spoken: Held) -> Held:
        return replace(spoken, language=self._references.ethnicity(spoken.language).name)

    def _row(self, unit: Unit, titles: tuple[Title, ...]) -> Row:
        values = self.values
        member = self._references.committee_member
        implied = member in titles or any(title.implies_committee for title in titles)
        return Row(
            record=self.record,
            unit=unit,
            titles=titles,
            committee=member if values["committee"] and not implied else None,
            ethnicity=values["ethnicity"] or None,
            held=tuple(held for kind in KINDS if (held := self._held(kind))),
            **{field: values[field] for field in _AS_READ},
        )

    def _held(self, kind: str) -> Held | None:
        held: Held | None = self.values[kind]
        if held is None or not held.level:
            return held
        if awarded := self.values.get(f"{kind}_awarded"):
            held = replace(held, awarded=awarded)
        if kind == "professional" and (field := self.values["field_of_study"]):
            held = replace(held, field_of_study=field)
        return held
