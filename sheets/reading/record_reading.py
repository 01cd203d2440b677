"""One record read into a clean row, and everything wrong with it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import fields, replace
from typing import Any

from personnel.kinds import FIELD_OF_STUDY, KINDS, Kind
from personnel.models import Unit
from personnel.studying.told import Study
from personnel.words.grades import Grade
from personnel.words.names import is_nobody
from personnel.words.ongoing import until
from personnel.words.partial_dates import refined
from personnel.words.values import BadCell, old_number
from personnel.words.vocabulary import Held
from sheets.columns import BY_FIELD, COLUMNS, EVALUATED, STUDIED
from sheets.records import Problem, Record, Row, problem
from sheets.scope import Scope

from .checks import (
    check_cccd,
    check_dates,
    check_first_days,
    check_group,
    check_name,
    check_years,
)
from .communes import Commune
from .leaving import says_left, without_leaving
from .row_titles import TitlesRead, titles_of
from .row_units import foreign_district, foreign_unit, only_district
from .single_cells import Cells
from .studies import study_beside
from .studying import STUDYING, study_beside_level
from .suggesting import IN_POST, LEFT, SUGGESTED

# Fields of a row that are the cells' own values; these come of several, or name something.
_NOT_AS_READ = {"unit", "committee", "ethnicity"}
_AS_READ = [
    field.name for field in fields(Row) if field.name in BY_FIELD and field.name not in _NOT_AS_READ
]
_REQUIRED = [column for column in COLUMNS if column.required]
# A list of evaluations tells of those recorded: nothing of them is read from it besides.
_NOT_OF_EVALUATIONS = ("sex", "title", "other_titles", "note")
_SPOKEN_BY_ETHNIC_GROUPS = [
    kind.code for kind in KINDS.values() if kind.languages and kind.languages.of_ethnic_groups
]


class RecordReader:
    """Reads the cells of one record, then what they name, then how they agree."""

    def __init__(
        self,
        record: Record,
        cells: Cells,
        scope: Scope | None,
        problems: Iterable[Problem] = (),
    ) -> None:
        self.record, self._cells, self._scope = study_beside_level(_read_of(record)), cells, scope
        self._references = cells.references
        self.problems = [*record.found, *problems]
        self.is_left_out = False
        self.values: dict[str, Any] = {}
        self._studies: dict[tuple[str, int, str], Study] = {}
        self._grades: dict[int, Grade] = {}

    def row(self) -> Row | None:
        """Return the clean row, or None when any cell of it is in error."""
        self._parse()
        if self._has_left():
            return None
        self._leave_old_number()
        self._require()
        commune = self._commune()
        unit = commune.unit if commune else None
        read = titles_of(self.record, self.values, unit, self._cells)
        titles = read.titles
        self._take_titles(read)
        self._name_ethnicities()
        self.problems += check_name(self.record, self.values)
        self.problems += check_dates(self.record, self.values, self._references.day)
        self.problems += check_cccd(self.record, self.values)
        self.problems += check_years(self.record, self.values)
        self.problems += check_group(self.record, titles)
        self.problems += check_first_days(self.record, self.values, titles)
        if (
            commune is None
            or not (titles or self.record.only_evaluations)
            or self.record.asked
            or any(found.is_error for found in self.problems)
        ):
            return None
        return self._row(commune, read)

    def _parse(self) -> None:
        cells, values = self.record.cells, self.values
        for column in COLUMNS:
            cell = cells.get(column.field)
            parsed = self._cells.parsed(column, cell)
            if isinstance(parsed, BadCell):
                values[column.field] = None
                self._refuse(column.field, parsed)
            else:
                values[column.field] = parsed
        for kind in KINDS.values():
            if values.get(kind.awarded_field) == STUDYING:
                self._study_of_year(kind)
                values[kind.awarded_field] = values[kind.code] = None
            else:
                self._study_beside(kind)
        for field in filter(cells.__contains__, STUDIED):
            self._study_column(field)
        for field in filter(EVALUATED.__contains__, cells):
            self._grade(field)

    def _grade(self, field: str) -> None:
        """Take the grade of a year that a cell names."""
        grade = self._cells.parsed(BY_FIELD[field], self.record.cells[field])
        if isinstance(grade, BadCell):
            self._refuse(field, grade)
        elif grade:
            self._grades[EVALUATED[field]] = grade

    def _study_of_year(self, kind: Kind) -> None:
        """Take a level for studied where its award's cell was said to tell of a study."""
        held: Held | None = self.values[kind.code]
        if held and held.level:
            told = self._cells.text(self.record.cells.get(kind.awarded_field))
            self._take_study(Study.of(held, until(told, self._references.day)))

    def _study_beside(self, kind: Kind) -> None:
        """Take the study that a level's cell tells of besides what was read of it."""
        if self._complained_of(kind.code):
            return
        cell, held = self.record.cells.get(kind.code), self.values[kind.code]
        try:
            study = study_beside(kind, cell, held, self._references.day)
        except BadCell as error:
            reason = f"không ghi là đang học: {error}"
            self.problems.append(problem(self.record, kind.code, reason, is_error=False))
        else:
            self._take_study(study)

    def _study_column(self, field: str) -> None:
        told = self._cells.studied(field, self.record.cells[field])
        if isinstance(told, BadCell):
            self._refuse(field, told)
            return
        for study in told:
            self._take_study(study)

    def _take_study(self, study: Study | None) -> None:
        """Keep a study, one told twice once: as the one that says when it ends."""
        if study and not (study.until is None and study.key in self._studies):
            self._studies[study.key] = study

    def _has_left(self) -> bool:
        """Whether whoever the file says has left is not in post; asked where nobody answered."""
        said = self.record.left or self._cells.text(self.record.cells.get("left"))
        if (title := self.values["title"]) and says_left(title):
            said = said or self._cells.text(title)
            self.values["title"] = without_leaving(title) or title
        answer = self._cells.instead("left", said) if said else IN_POST
        answer = LEFT if self.record.is_left_sure else answer
        if answer == IN_POST:
            return False
        self.is_left_out = answer == LEFT
        if self.is_left_out:
            reason = f"không ghi: không còn giữ chức danh ({said})"
            self.problems = [problem(self.record, "left", reason, is_error=False)]
        else:
            reason = f"tệp cho biết người này đã thôi, hoặc chưa giữ chức danh ({said})"
            self.problems.append(problem(self.record, "left", reason, unknown=said))
        return self.is_left_out or self._names_nobody()

    def _names_nobody(self) -> bool:
        """Whether a post is vacant: what else is wrong with its row does not matter yet."""
        nobody = is_nobody(self._cells.text(self.record.cells.get("full_name")))
        if nobody:
            self.problems = [found for found in self.problems if found.field == "left"]
        return nobody

    @property
    def may_have_left(self) -> bool:
        """Whether the person has left, or nobody answered yet whether they have."""
        return self.is_left_out or any(f.field == "left" and f.is_error for f in self.problems)

    def _refuse(self, field: str, error: BadCell) -> None:
        unknown = ""
        if field in SUGGESTED and error.replaceable:
            unknown = error.unknown or self._cells.text(self.record.cells.get(field))
        self.problems.append(problem(self.record, field, str(error), unknown=unknown))

    def _look_up(self, field: str, find: Callable[..., Any], *named: Any) -> Any:
        """Set and return what a field's text names; None, and a problem noted, when nothing."""
        found = self._cells.found(find, *named)
        if isinstance(found, BadCell):
            self._refuse(field, found)
            found = None
        self.values[field] = found
        return found

    def _leave_old_number(self) -> None:
        """Keep the number of an old identity card out, where the column may hold one."""
        cell = self.record.cells.get("cccd")
        if not self.record.old_numbers or not old_number(cell):
            return
        self.problems = [found for found in self.problems if found.field != "cccd"]
        reason = "số CMND 9 chữ số, không phải số CCCD: không ghi vào hồ sơ"
        self.problems.append(problem(self.record, "cccd", reason, is_error=False))
        self.values["cccd"] = ""

    def _require(self) -> None:
        for column in _REQUIRED:
            if column.field == "unit" and self._is_placed():
                continue
            if column.field in self.record.asked or self._needs_no(column.field):
                continue
            if not self.values[column.field] and not self._complained_of(column.field):
                self.problems.append(problem(self.record, column.field, "bắt buộc phải có"))

    def _needs_no(self, field: str) -> bool:
        return self.record.only_evaluations and field in _NOT_OF_EVALUATIONS

    def _is_placed(self) -> bool:
        """Whether a section puts the person into a commune, or is in error itself."""
        return self.record.unit is not None or self.record.section is not None

    def _commune(self) -> Commune | None:
        """Return the commune that the row's cells or its section name, if the file may hold it."""
        named, district = bool(self.values["district"]), self._district()
        name, since = self.values["unit"], self.values["since"]
        commune: Commune | None = None
        if name:
            if named and district is None and self._has_districts and self._is_known(name):
                return None
            commune = self._look_up(
                "unit", self._references.commune, name, district, self._scope, since
            )
        elif self.record.unit:
            commune = self._look_up("unit", self._references.communes.on, self.record.unit, since)
        foreign = foreign_unit(self.record, self._scope, commune, self.problems)
        if foreign is not None:
            self.problems += foreign
            return None
        self._tell_commune(commune, district)
        return commune

    def _is_known(self, name: str) -> bool:
        return bool(self._references.communes.named(name))

    @property
    def _has_districts(self) -> bool:
        """Whether there are districts on the day; of others a name is a hint, and never wrong."""
        return bool(self._references.districts_in_force)

    def _tell_commune(self, commune: Commune | None, district: Unit | None) -> None:
        """Note what a commune was read as, and a district of old that it never lay in."""
        if commune is None:
            return
        if commune.told:
            self.problems.append(problem(self.record, "unit", commune.told, is_error=False))
        if district is None or district.is_in_force(self._references.day):
            return
        if district.pk not in self._references.communes.districts_of(commune.unit):
            reason = f"{commune.unit.name} không có phần nào từ {district}; đọc theo tên xã"
            self.problems.append(problem(self.record, "district", reason, is_error=False))

    def _district(self) -> Unit | None:
        name = self.values["district"]
        if not name:
            return only_district(self.record, self._scope, self._references, self.values["unit"])
        if not self._has_districts and not self._references.districts_named(name):
            reason = "không có cấp huyện này; không đọc cột này"
            self.problems.append(problem(self.record, "district", reason, is_error=False))
            return None
        district: Unit | None = self._look_up("district", self._references.district, name)
        if district and district.is_in_force(self._references.day):
            self.problems += foreign_district(self.record, self._scope, district, self.problems)
        return district

    def _take_titles(self, read: TitlesRead) -> None:
        """Take over what is wrong with the titles; no post is left out where somebody said so."""
        self.problems += read.problems
        if read.titles or read.problems or not self.values["title"] or self._complained_of("title"):
            return
        if read.is_no_post:
            self.is_left_out = True
            reason = "không ghi: không phải chức danh đang giữ"
            self.problems = [problem(self.record, "title", reason, is_error=False)]
        else:
            self.problems.append(problem(self.record, "title", "không ghi chức danh nào"))

    def _complained_of(self, field: str) -> bool:
        return any(found.field == field for found in self.problems)

    def _name_ethnicities(self) -> None:
        if name := self.values["ethnicity"]:
            self._look_up("ethnicity", self._references.ethnicity, name)
        for kind in _SPOKEN_BY_ETHNIC_GROUPS:
            spoken: Held | None = self.values[kind]
            if spoken and spoken.language:
                ethnicity = self._look_up(kind, self._references.ethnicity, spoken.language)
                if ethnicity:
                    self.values[kind] = replace(spoken, language=ethnicity.name)

    def _row(self, commune: Commune, read: TitlesRead) -> Row:
        # No sex is told by a list of evaluations, and none is written.
        values, titles = self.values | {"sex": self.values["sex"] or ""}, read.titles
        member = self._references.committee_member
        implied = member in titles or any(title.implies_committee for title in titles)
        return Row(
            record=self.record,
            unit=commune.unit,
            place=commune.place,
            if_added=commune.if_added,
            titles=titles,
            bodies=read.bodies,
            committee=member if values["committee"] and not implied else None,
            ethnicity=values["ethnicity"] or None,
            held=tuple(held for kind in KINDS.values() if (held := self._held(kind))),
            studies=tuple(self._studies.values()),
            grades=self._grades,
            **{field: values[field] for field in _AS_READ},
        )

    def _held(self, kind: Kind) -> Held | None:
        held: Held | None = self.values[kind.code]
        if held is None or not held.level:
            return held
        if awarded := self.values.get(kind.awarded_field):
            if held.awarded and held.awarded.agrees_with(awarded):
                awarded = refined(awarded, held.awarded)
            held = replace(held, awarded=awarded)
        if kind.has_field_of_study and (field := self.values[FIELD_OF_STUDY]):
            held = replace(held, field_of_study=field)
        return held


def _read_of(record: Record) -> Record:
    """Return what is read of a record: of a list of evaluations, nothing that would change it."""
    if not record.only_evaluations:
        return record
    cells = {f: cell for f, cell in record.cells.items() if f not in _NOT_OF_EVALUATIONS}
    return replace(record, cells=cells)
