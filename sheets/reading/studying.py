"""What a cell of a level that nobody could read comes to, once somebody has answered."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from datetime import date

from personnel.kinds import FIELD_OF_STUDY, KINDS, Kind
from personnel.words.awards import split_award
from personnel.words.not_held import before_doubt, end_of_study, is_doubted
from personnel.words.partial_dates import PartialDate
from personnel.words.values import BadCell
from personnel.words.vietnamese import clean
from personnel.words.vocabulary import Held
from sheets.records import Record

# What a cell of an award's date may be read as, where it tells no date.
STUDYING = "Đang học"
LAST_YEAR = "Năm cuối"
NO_YEAR = "Không rõ năm"
YEAR_CHOICES = {
    STUDYING: "Đang học, chưa tính: để trống cả trình độ",
    LAST_YEAR: "Đã có bằng: tính từ năm cuối ghi trong ô",
    NO_YEAR: "Đã có bằng, chưa rõ năm: để trống ô này",
}


def year_choices(text: str) -> list[str]:
    """Return the answers there are for the text of a year, the likelier first."""
    if end_of_study(text):
        return [STUDYING, LAST_YEAR, NO_YEAR]
    return [STUDYING, NO_YEAR] if is_doubted(text) else [NO_YEAR, STUDYING]


def year_answered(answer: str, text: str) -> PartialDate | str | None:
    """Return the date that an answer makes of a text; STUDYING where nothing is held."""
    if answer == STUDYING:
        return STUDYING
    return end_of_study(text) if answer == LAST_YEAR else None


def with_details(kind: Kind, answered: Held, text: str, day: date) -> Held:
    """Return the level that was answered, with the field and the date that the cell told.

    Of a study that has ended by `day` its last year is the award's.
    """
    awarded = end_of_study(text)
    with suppress(BadCell):
        awarded = awarded or split_award(text)[1]
        told = kind.read(split_award(before_doubt(text))[0])
        if told and told.level == answered.level:
            answered = replace(answered, field_of_study=told.field_of_study)
    return replace(answered, awarded=awarded) if awarded and awarded.first <= day else answered


def study_beside_level(record: Record) -> Record:
    """Return the record with a study that its field tells of told beside the level, to be asked."""
    field = record.cells.get(FIELD_OF_STUDY)
    if not isinstance(field, str) or not is_doubted(field):
        return record
    kind = next(kind.code for kind in KINDS.values() if kind.has_field_of_study)
    level = record.cells.get(kind)
    told = field if level is None else f"{clean(str(level))}, {field}"
    return replace(record, cells={**record.cells, kind: told, FIELD_OF_STUDY: None})
