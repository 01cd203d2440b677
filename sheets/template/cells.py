"""A person's record as a row of the sheet: each cell is what `reading` reads as recorded.

A fact that a cell cannot tell (a language that the sheet does not know, a start that would be
read for another title too) is left blank.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from datetime import date
from functools import lru_cache
from typing import Any

from personnel.kinds import FIELD_OF_STUDY, KINDS
from personnel.models import Person, Post, Title, Unit, is_confidential
from personnel.words.date_forms import EARLIEST_YEAR, LATEST_YEAR
from personnel.words.dates import Precision, show
from personnel.words.grades import Grade
from personnel.words.values import BadCell
from personnel.words.vocabulary import Held
from sheets.columns import BY_FIELD, EVALUATIONS
from sheets.comparing.finding import Dossier, Recorded
from sheets.reading.body_names import told_with
from xlsx.rows_xml import fits_a_cell

Value = str | int | date | None
Cells = dict[str, Value]

# How much of a date in ISO form is known.
_KNOWN = {Precision.DAY: 10, Precision.MONTH: 7, Precision.YEAR: 4}
_SEXES = dict(Person.Sex.choices)
_YES_NO = {True: "Có", False: "Không", None: None}
TICK, TITLES_APART = "x", "; "


class Teller:
    """Tells people's records in cells, as they stand on a day.

    `tongues` are the ethnic groups' names, by which their languages are read; `unit_names`
    gives the text by which each unit (by id) is read. `numbered` are the ids of those whose
    whole identity number may be told, `opened` of those whose confidential facts may be.
    """

    def __init__(
        self,
        day: date,
        tongues: Collection[str],
        unit_names: Callable[[Unit], str],
        numbered: Collection[int] = (),
        opened: Collection[int] = (),
    ) -> None:
        self._day, self._tongues = day, frozenset(tongues)
        self._unit_name, self._numbered, self._opened = unit_names, numbered, opened

    def cells(self, dossier: Dossier) -> Cells:
        """Return the cells of one person by field, all but the ordinal; None is blank."""
        person = dossier.person
        return {
            **self._facts(person),
            **self._post_cells(dossier),
            **self._level_cells(person, dossier.credentials),
            **{
                EVALUATIONS[e.year].field: Grade(e.grade).label
                for e in dossier.evaluations.values()
            },
        }

    def _facts(self, person: Person) -> Cells:
        whole = person.pk in self._numbered
        cells: Cells = {
            "full_name": person.full_name,
            "cccd": (person.cccd if whole else person.masked_cccd) or None,
            "sex": _SEXES.get(person.sex),
            "birth": _date_cell(person.birth_date, person.birth_precision),
            "ethnicity": person.ethnicity.name if person.ethnicity else None,
            "religion": _as_read("religion", person.religion),
            "home_place": _as_read("home_place", person.home_place),
            "party_joined": self._dated(person, "party_joined"),
            "minority_area_since": self._dated(person, "minority_area_since"),
            "note": _as_read("note", person.note),
        }
        opened = person.pk in self._opened
        return {f: cell for f, cell in cells.items() if opened or not is_confidential(f)}

    def _dated(self, person: Person, column: str) -> Value:
        stored = getattr(person, column), getattr(person, f"{column}_precision")
        return self._plausible(person, *stored)

    def _plausible(self, person: Person, day: date | None, precision: str) -> Value:
        """Return the cell of a date; blank for one ahead, or not after the birth."""
        if day is None:
            return None
        known = _KNOWN[Precision(precision)]
        born, today = person.birth_date.isoformat(), self._day.isoformat()
        plausible = born[:known] < day.isoformat()[:known] <= today[:known]
        return _date_cell(day, precision) if plausible else None

    def _post_cells(self, dossier: Dossier) -> Cells:
        person = dossier.person
        current = [post for post in dossier.posts if not post.ended_before(self._day)]
        held = [post for post in current if post.is_held_on(self._day)]
        principal = min(held, key=self._by_precedence, default=None)
        if principal is None:
            return {}
        told = self._told_with(principal, held)
        titles = [post.title for post in told]
        seat = [title for title in titles if _is_seat(title)]
        implied = any(title.implies_committee for title in titles)
        wanted = [t for t in titles if not (implied and _is_seat(t) and t != titles[0])]
        here = {post.title_id: post for post in current if post.unit_id == principal.unit_id}
        others = [told_with(p.title, p.body) for p in told[1:] if not _is_seat(p.title)]
        district = principal.unit.above
        is_known = district is not None and district.is_district
        return {
            "district": district.name if district and is_known else None,
            "unit": self._unit_name(principal.unit),
            "title": told_with(principal.title, principal.body),
            "since": self._since(person, principal, [here[title.pk] for title in wanted]),
            **self._decision(person, principal, current),
            "other_titles": TITLES_APART.join(others) or None,
            "committee": TICK if seat or implied else None,
            "is_local": _YES_NO[dossier.standing.local_in(person, principal.unit_id)],
        }

    def _decision(self, person: Person, principal: Post, current: Iterable[Post]) -> Cells:
        """Return by which decision the title is held; blank where another post may be meant."""
        place = principal.unit_id, principal.title_id
        same = [post for post in current if (post.unit_id, post.title_id) == place]
        if any(post.decision != principal.decision for post in same):
            return {}
        stored = principal.decision_date, principal.decision_precision
        return {
            "basis": principal.get_basis_display() or None,
            "acting": principal.get_acting_display() or None,
            "decision_number": _as_read("decision_number", principal.decision_number),
            "decision_date": self._plausible(person, *stored),
        }

    def _by_precedence(self, post: Post) -> tuple[bool, tuple[int, int, int]]:
        """Sort the post that counts first; a title that may be held no longer comes last."""
        return not self._in_force(post.title), post.precedence

    def _in_force(self, title: Title) -> bool:
        return title.is_in_force(self._day)

    def _told_with(self, principal: Post, held: list[Post]) -> list[Post]:
        """Return the posts of the row's commune that a row can name, each title once."""
        told = {principal.title_id: principal}
        for post in sorted(held, key=self._by_precedence):
            if post.unit_id == principal.unit_id and self._in_force(post.title):
                told.setdefault(post.title_id, post)
        return list(told.values())

    def _since(self, person: Person, principal: Post, recorded: Iterable[Post]) -> Value:
        """Return since when the titles are held; blank where that would be read for another.

        The other titles of a row are read as held since the same day: it completes a start
        that is not known.
        """
        since = principal.start
        for post in recorded:
            same = post.start == since and post.start_precision == principal.start_precision
            told = same if post.title_id == principal.title_id else post.start is not None
            if since and not (told and (post.end is None or since <= post.end)):
                return None
        return self._plausible(person, since, principal.start_precision)

    def _level_cells(self, person: Person, credentials: Iterable[Recorded]) -> Cells:
        cells: Cells = {}
        begun = (c for c in credentials if self._has_begun(c) and c.counts_on(self._day))
        for code, recorded in _highest(begun).items():
            text, credential = self._told(recorded)
            if credential is None:
                continue
            awarded = None
            if credential.level:
                stored = credential.awarded, credential.awarded_precision
                awarded = self._plausible(person, *stored)
            kind = KINDS[code]
            cells[code] = (awarded or text) if kind.is_course else text
            if kind.awarded_field:
                cells[kind.awarded_field] = awarded
            if kind.has_field_of_study and credential.level:
                cells[FIELD_OF_STUDY] = _as_read(FIELD_OF_STUDY, credential.field_of_study)
        return cells

    def _has_begun(self, credential: Recorded) -> bool:
        """Whether the day, month or year of an award has come; an unknown one has."""
        awarded, day = credential.awarded, self._day
        if awarded is None or awarded <= day:
            return True
        known = _KNOWN[Precision(credential.awarded_precision)]
        return awarded.isoformat()[:known] <= day.isoformat()[:known]

    def _told(self, recorded: list[Recorded]) -> tuple[str, Recorded | None]:
        """Return the first credential that a cell can tell, and its text."""
        for credential in recorded:
            if text := self._text(credential):
                return text, credential
        return "", None

    def _text(self, credential: Recorded) -> str:
        kind, level, language = KINDS[credential.kind], credential.level, credential.language
        if kind.languages is None:
            return kind.level_label(level)
        if kind.languages.of_ethnic_groups and language and language not in self._tongues:
            return ""
        return _language_text(kind.code, level, language)


@lru_cache(maxsize=1024)
def _language_text(kind: str, level: int, language: str) -> str:
    """Return a language and its level as the sheet reads them; "" where it would not."""
    label = KINDS[kind].level_label(level)
    text = f"{language} - {label}" if language and level else label
    expected = Held(kind, level, language=language if level else "")
    try:
        found = KINDS[kind].read(text)
    except BadCell:
        return ""
    same = found and found.language.casefold() == expected.language.casefold()
    return text if found and same and found.level == level else ""


def _highest(credentials: Iterable[Recorded]) -> dict[str, list[Recorded]]:
    """Return for each kind the credentials of the highest level, as they were recorded."""
    highest: dict[str, list[Recorded]] = {}
    for credential in credentials:
        best = highest.setdefault(credential.kind, [credential])
        if credential.level > best[0].level:
            highest[credential.kind] = [credential]
        elif credential is not best[0] and credential.level == best[0].level:
            best.append(credential)
    return highest


def _as_read(field: str, recorded: str) -> Value:
    """Return a text, or blank where a cell of it would be read as another."""
    if not recorded or not fits_a_cell(recorded):
        return None
    try:
        read: Any = BY_FIELD[field].parse(recorded)
    except BadCell:
        return None
    return recorded if read else None


def _date_cell(day: date, precision: str) -> Value:
    """Return a date as precisely as it is known: a real date, "03/1987" or 1987."""
    if not EARLIEST_YEAR <= day.year <= LATEST_YEAR:
        return None
    if precision == Precision.DAY:
        return day
    return day.year if precision == Precision.YEAR else show(day, precision)


def _is_seat(title: Title) -> bool:
    return title.group == Title.Group.COMMITTEE
