"""Which classes the made-up province holds: those of the years past, those that run or are to come.

What a course gives is that of the catalogue. A class that is over awards within the months after
its end, so that the credentials of its people are those that the province has anyhow.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from personnel.reference import FIXTURES
from personnel.words.dates import last_day

from .drafts import Lessons

DAY = timedelta(days=1)
SCHOOL = "Trường Chính trị tỉnh Quảng Ngãi"
UNIVERSITY = "Trường Đại học Phạm Văn Đồng"
CENTRE = "Trung tâm Chính trị cấp huyện"
CITY = "thành phố Quảng Ngãi"
BA_TO, DUC_PHO = ("535", "huyện Ba Tơ"), ("534", "thị xã Đức Phổ")


@dataclass(frozen=True)
class Syllabus:
    """A course of the catalogue: what it gives, how long it takes, how many sit in a class."""

    code: str
    name: str
    kind: str
    level: int
    months: int
    class_size: int
    by_school: bool


@dataclass(frozen=True)
class Held:
    """A course as it is held: by whom, for which district, in which language or field."""

    code: str
    organiser: str
    where: tuple[str, str] = ("", CITY)
    language: str = ""
    field_of_study: str = ""


@dataclass(frozen=True)
class Round:
    """Classes of the years past: one before each stretch of `months`, in which it awards."""

    held: Held
    months: int
    years: tuple[int, ...]
    stretches: tuple[int, ...]


@dataclass(frozen=True)
class Term:
    """A class that runs or is to come: its days, and how many are in which state."""

    held: Held
    starts: date
    ends: date
    expected: date
    states: tuple[tuple[str, int], ...]


THEORY = Held("LLCT-TC", SCHOOL)
THEORY_AWAY = Held("LLCT-TC", SCHOOL, ("", BA_TO[1]))
OFFICE = Held("QLNN-CV", SCHOOL)
UPDATE = Held("CNKT", SCHOOL)
MASS = Held("NVDT", SCHOOL)
HRE = Held("DTTS", SCHOOL, ("", BA_TO[1]), "Hrê")
LAW = Held("CM-DH", UNIVERSITY, field_of_study="Luật")
IT = Held("TH-CB", "Trung tâm tin học")
ENGLISH = Held("NN-CB", UNIVERSITY, language="Anh")
FIRST_THEORY = tuple(Held("LLCT-SC", CENTRE, where) for where in (BA_TO, DUC_PHO))

PAST = (
    Round(THEORY, 3, (2024, 2025, 2026), (0, 1, 2, 3)),
    Round(OFFICE, 3, (2024, 2025, 2026), (0, 1, 2, 3)),
    Round(UPDATE, 6, (2024, 2025, 2026), (0, 1)),
    Round(MASS, 6, (2024, 2025, 2026), (0, 1)),
    Round(HRE, 6, (2024, 2025, 2026), (0, 1)),
    Round(LAW, 6, (2024, 2025, 2026), (0,)),
    Round(IT, 6, (2024, 2025), (0, 1)),
    Round(ENGLISH, 6, (2025, 2026), (0,)),
    *(Round(held, 6, (2024, 2025, 2026), (0,)) for held in FIRST_THEORY),
)
_RUNS = (("studying", 44), ("left", 2), ("postponed", 2))
_FEWER = (("studying", 34), ("left", 2))
_SENT = (("sent", 30), ("proposed", 12))
NOW = (
    # Over, and its results are awaited.
    Term(THEORY, date(2025, 10, 6), date(2026, 10, 5), date(2026, 12, 15), _RUNS),
    Term(THEORY, date(2026, 3, 16), date(2027, 3, 15), date(2027, 4, 30), _RUNS),
    Term(THEORY_AWAY, date(2026, 9, 7), date(2027, 9, 6), date(2027, 10, 15), _RUNS),
    Term(OFFICE, date(2026, 10, 5), date(2026, 12, 4), date(2026, 12, 31), _RUNS),
    Term(HRE, date(2026, 8, 3), date(2027, 2, 2), date(2027, 3, 1), (("studying", 18),)),
    Term(LAW, date(2025, 9, 15), date(2027, 9, 14), date(2027, 10, 31), _FEWER),
    Term(LAW, date(2026, 9, 14), date(2028, 9, 13), date(2028, 10, 31), (("studying", 26),)),
    Term(IT, date(2026, 11, 2), date(2026, 12, 31), date(2027, 1, 31), (("studying", 22),)),
    Term(FIRST_THEORY[0], date(2026, 10, 12), date(2026, 12, 11), date(2026, 12, 25),
         (("studying", 21),)),
    Term(THEORY, date(2027, 3, 15), date(2028, 3, 14), date(2028, 4, 28), _SENT),
    Term(OFFICE, date(2027, 4, 5), date(2027, 6, 4), date(2027, 6, 30), _SENT),
    Term(UPDATE, date(2027, 5, 10), date(2027, 6, 9), date(2027, 6, 30), (("sent", 20),)),
    Term(MASS, date(2027, 2, 22), date(2027, 3, 21), date(2027, 3, 31), (("proposed", 16),)),
    Term(FIRST_THEORY[1], date(2027, 1, 11), date(2027, 3, 10), date(2027, 3, 31),
         (("sent", 12), ("proposed", 5))),
)  # fmt: skip
# What boards tell of somebody without naming a class.
ALONE = (
    (LAW, "studying", date(2027, 6, 30), 9),
    (LAW, "studying", None, 4),
    (THEORY, "proposed", None, 14),
    (IT, "proposed", None, 10),
)


def read_syllabuses(fixtures: Path = FIXTURES) -> dict[str, Syllabus]:
    """Return the courses of fixtures/courses.json by code, the shortest way to each."""
    entries = json.loads((fixtures / "courses.json").read_text(encoding="utf-8"))
    found: dict[str, Syllabus] = {}
    for entry in sorted(entries, key=lambda entry: -entry["months"]):
        facts = {name: entry[name] for name in Syllabus.__dataclass_fields__}
        found[entry["code"]] = Syllabus(**facts)
    return found


class Timetable:
    """Makes the classes, numbered by course, place and year; a copy's bear its mark."""

    def __init__(self, copy: int) -> None:
        self.syllabuses = read_syllabuses()
        self.mark = f" (mẫu {copy})" if copy > 1 else ""
        self._numbers: dict[tuple[str, str, int], int] = {}

    def past(self) -> Iterator[tuple[Lessons, date, date]]:
        """Yield the classes that are over, with the first and last day of their awards."""
        for each in PAST:
            for year in each.years:
                for stretch in each.stretches:
                    first = date(year, stretch * each.months + 1, 1)
                    until = last_day(year, (stretch + 1) * each.months)
                    yield self._over(each.held, first), first, until

    def _over(self, held: Held, first: date) -> Lessons:
        """Return the class that ended ten days before a stretch."""
        ends = first - 10 * DAY
        months = self.syllabuses[held.code].months
        starts = ends - timedelta(days=round(months * 30.44)) + DAY
        starts += timedelta(days=-starts.weekday())
        return self.lessons(held, starts, ends, first + timedelta(days=30))

    def lessons(self, held: Held, starts: date, ends: date, expected: date) -> Lessons:
        """Return the next class of a course as it is held."""
        course, (district, where) = self.syllabuses[held.code], held.where
        key = held.code, where, starts.year
        number = self._numbers[key] = self._numbers.get(key, 0) + 1
        what = f"Đại học {held.field_of_study}" if held.field_of_study else course.name
        by_school = course.by_school
        told = what if where == CITY else f"{what}, {where}"
        return Lessons(
            name=f"{told}, khóa {number}/{starts.year}{self.mark}",
            code=held.code, kind=course.kind, level=course.level,
            place=where, organiser=held.organiser, starts=starts, ends=ends, expected=expected,
            seats=course.class_size,
            decision=f"{40 + 7 * number}-QĐ/{'TCT' if by_school else 'BTC'}",
            decided=starts - timedelta(days=20),
            by_school=by_school, district=district,
            language=held.language, field_of_study=held.field_of_study,
        )  # fmt: skip
