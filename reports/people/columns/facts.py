"""The columns about a person, whatever post is held."""

from typing import Any

from django.db.models import F

from personnel.models import Person
from personnel.reading.retirement import month_of_retirement
from personnel.words.dates import as_known

from ...quality.checks import DOUBTFUL, MISSING, UNKNOWN
from .column import PERSONAL, WORK, Column, Reads, Row, Sort, Value

YES_NO = {True: "Có", False: "Không", None: ""}


def _label(fact: str) -> str:
    field: Any = Person._meta.get_field(fact)
    return str(field.verbose_name)


def _sorted_by(*facts: str) -> Sort:
    return Sort(lambda day: [F(fact) for fact in facts])


def _dated(code: str, fact: str, **more: Any) -> Column:
    """Return the column of a date of a person that may be known to the month or year only."""

    precision = f"{fact.removesuffix('_date')}_precision"

    def value(row: Row) -> Value:
        return as_known(getattr(row.person, fact), getattr(row.person, precision))

    return Column(code, _label(fact), PERSONAL, value, look="nowrap", sort=_sorted_by(fact), **more)


def _ethnicity(row: Row) -> Value:
    ethnicity = row.person.ethnicity
    return ethnicity.name if ethnicity else None


def _lacks(row: Row) -> Value:
    return tuple(check.alone for check in row.found if check.section in (MISSING, UNKNOWN))


def _doubts(row: Row) -> Value:
    """How many doubts are open; nobody looked through who holds no post."""
    asked = [check for check in row.found if check.section == DOUBTFUL]
    return len(asked) if row.in_post else None


def _failed(row: Row) -> Value:
    """Both years running in which duties were not fulfilled."""
    return " và ".join(map(str, row.failed)) if row.failed else None


FACTS = (
    _dated("birth", "birth_date", bare=True),
    Column(
        "age", "Tuổi", PERSONAL, lambda row: row.age, width=8, look="num", reads=Reads.DEATHS,
        name="Tuổi vào ngày xem số liệu", sort=Sort(lambda day: [F("birth_date")], backwards=True),
    ),
    Column(
        "sex", _label("sex"), PERSONAL, lambda row: row.person.get_sex_display(), bare=True,
        sort=_sorted_by("sex"),
    ),
    Column(
        "cccd", _label("cccd"), PERSONAL, lambda row: row.person.masked_cccd, width=16,
        look="nowrap", bare=True,
    ),
    Column(
        "ethnicity", _label("ethnicity"), PERSONAL, _ethnicity, reads=Reads.ETHNICITY,
        personal=True, sort=_sorted_by("ethnicity__order", "ethnicity__name"),
    ),
    Column(
        "religion", _label("religion"), PERSONAL, lambda row: row.person.religion,
        personal=True, fact="religion",
    ),
    Column(
        "home", _label("home_place"), PERSONAL, lambda row: row.person.home_place, width=32,
        look="long", personal=True, fact="home_place",
    ),
    Column(
        "local", _label("is_local"), PERSONAL, lambda row: YES_NO[row.person.is_local],
        personal=True, sort=_sorted_by("is_local"),
    ),
    _dated("party", "party_joined", personal=True),
    _dated("minority_since", "minority_area_since", personal=True, width=18),
    Column(
        "note", _label("note"), PERSONAL, lambda row: row.person.note, width=32, look="long",
        personal=True,
    ),
    Column(
        "retires", "Tháng nghỉ hưu", WORK, lambda row: row.retires, look="nowrap",
        by_month=True, reads=Reads.POSTS,
        sort=Sort(lambda day: [month_of_retirement(day)], of_standing=True),
    ),
    Column(
        "evaluation", "Xếp loại gần nhất", WORK,
        lambda row: str(row.evaluation) if row.evaluation else None, width=34,
        reads=Reads.EVALUATIONS,
    ),
    Column(
        "failed_twice", "Không hoàn thành hai năm liền", WORK, _failed, width=14,
        reads=Reads.EVALUATIONS,
    ),
    Column(
        "lacks", "Thiếu trong hồ sơ", PERSONAL, _lacks, width=38, look="several",
        reads=Reads.CHECKS,
    ),
    Column(
        "doubts", "Số nội dung cần xem lại", PERSONAL, _doubts, width=10, look="num",
        reads=Reads.CHECKS,
    ),
)  # fmt: skip
