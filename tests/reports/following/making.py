"""Papers of units, as tests need them."""

from datetime import date

from personnel.models import Following, FollowingDue, Unit


def district(code):
    return Unit.objects.get(code=code, level="district")


def paper(unit, kind="programme", day=date(2022, 8, 15), year=None, **facts):
    """Record a paper, as it stands in the database."""
    usual = {"number": "" if kind == "inspection" else f"12-{kind}"}
    if kind == "inspection":
        usual["summary"] = "Đã quán triệt."
    of = year or day.year
    return Following.objects.create(unit=unit, kind=kind, day=day, year=of, **usual | facts)


def due(year, programme=None, review=None):
    return FollowingDue.objects.create(year=year, programme=programme, review=review)
