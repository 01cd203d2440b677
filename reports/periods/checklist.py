"""What a unit clears or explains before it submits: each item is a list it can mend."""

from collections.abc import Iterator
from dataclasses import dataclass

from personnel.kinds import KINDS
from personnel.models import Unit
from reports.links import people_url
from reports.models import Draft, Period
from reports.quality.checks import SECTIONS, checks_of
from reports.quality.counting import communes_counted
from reports.rules import lens_of
from targets.sources import LiveSource

DOSSIERS = "dossiers"


@dataclass(frozen=True)
class Item:
    """One thing missing or doubtful, how often, and what the unit says of it.

    `number` is how many there were when the explanation was written; None where it was not kept.
    `url` is the list of exactly these people; `communes` those without dossier counters.
    """

    code: str
    section: str
    label: str
    count: int
    explanation: str = ""
    number: int | None = None
    url: str = ""
    communes: tuple[Unit, ...] = ()

    @property
    def is_settled(self) -> bool:
        """Whether nothing is left of it, or it is explained for as many as there are."""
        return not self.count or bool(self.explanation) and not self.has_grown

    @property
    def has_grown(self) -> bool:
        """Whether there are more by now than its explanation was written for."""
        said_for = self.number if self.explanation else None
        return said_for is not None and self.count > said_for

    @property
    def of_what(self) -> str:
        """What it counts."""
        return "đơn vị" if self.code == DOSSIERS else "người"

    @property
    def as_kept(self) -> dict[str, str | int]:
        """What a submission keeps of it."""
        return {
            "code": self.code,
            "section": self.section,
            "label": self.label,
            "count": self.count,
            "explanation": self.explanation if self.count else "",
        }


def checklist(period: Period, district: Unit) -> list[Item]:
    """Return every check of the data with the unit's counts and its draft's explanations.

    Six queries: the draft, the titles, whose doubts are confirmed, the people, the communes,
    their counters.
    """
    draft = Draft.objects.filter(period=period, district=district).first()
    said = draft or Draft()
    return [*_about_people(period, district, said), _dossiers(period, district, said)]


def _about_people(period: Period, district: Unit, said: Draft) -> Iterator[Item]:
    lens = lens_of(period)
    checks = checks_of(lens)
    conditions = {check.code: check.where(lens) for check in checks}
    counts = LiveSource(lens, district).counts(conditions, tuple(KINDS))
    for check in checks:
        count = counts(check.code, district.pk)
        url = people_url(lens, unit=district.code, quality=check.code) if count else ""
        section = SECTIONS[check.section]
        yield Item(check.code, section, check.label, count, *said.explained(check.code), url)


def _dossiers(period: Period, district: Unit, said: Draft) -> Item:
    communes = list(Unit.objects.in_force(period.day).communes().within(district))
    counted = communes_counted(communes, period.day.year, period.day)
    without = tuple(commune for commune in communes if commune.pk not in counted)
    return Item(
        DOSSIERS,
        "Hồ sơ công việc",
        f"Đơn vị cấp xã chưa có số liệu hồ sơ công việc năm {period.day.year}",
        len(without),
        *said.explained(DOSSIERS),
        communes=without,
    )
