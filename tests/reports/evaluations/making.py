"""A small province evaluated, of which every number can be counted by hand."""

from datetime import date

from personnel.models import Evaluation, Unit, UnitEvaluation
from tests.factories import MOUNTAIN, TOWNSHIP, person, post

START = date(2023, 1, 1)


def of_duc_pho():
    """Return the code of a commune of Đức Phổ."""
    return Unit.objects.communes().kept_by(Unit.objects.get(code="534")).earliest("code").code


def graded(who, **years):
    """Record the levels of somebody's years: y2024="failed"."""
    for year, grade in years.items():
        paper = {"document_number": f"07-QĐ/HU-{year[1:]}"}
        Evaluation.objects.create(person=who, year=int(year[1:]), grade=grade, **paper)
    return who


def an_official(name, title="BT", unit=MOUNTAIN, start=START, **years):
    """Create somebody in post, with the levels of these years."""
    who = person(name)
    post(who, title, unit, start)
    return graded(who, **years)


def everybody():
    """Create seven of Ba Tơ and two of Đức Phổ.

    Of 2024, cán bộ and công chức of Ba Tơ: one excellent, two good, one failed, one missing, one
    who began in November; one helper, good. Of Đức Phổ one good, one missing.
    """
    there = of_duc_pho()
    return {
        "excellent": an_official("Phạm Xuất Sắc", "BT", y2024="excellent"),
        "good": an_official("Đinh Tốt", "CTUBND", y2024="good"),
        "civil": an_official("Lê Sổ Tốt", "TCKT", TOWNSHIP, y2024="good"),
        "failed": an_official("Võ Yếu", "CTHPN", TOWNSHIP, y2023="failed", y2024="failed"),
        "missing": an_official("Hồ Thiếu", "TPHT", y2023="good"),
        "new": an_official("Trần Mới", "VHXH", start=date(2024, 11, 1)),
        "helper": an_official("Bùi Giúp", "VPDU", y2024="good"),
        "elsewhere": an_official("Cao Đức Phổ", "BT", there, y2024="good"),
        "unknown": an_official("Ngô Đức Phổ", "CTUBND", there, start=None),
    }


def unit_graded(code, collective, grade, year=2024):
    """Record the level of a collective."""
    unit = Unit.objects.get(code=code)
    return UnitEvaluation.objects.create(unit=unit, collective=collective, year=year, grade=grade)
