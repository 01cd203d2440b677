"""What one person has to learn by a deadline, as the needs of everybody have it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from personnel.kinds import KINDS
from personnel.models import Enrolment
from targets.criteria import criteria_for
from targets.lens import Lens
from targets.needs.enrolled import Expected
from targets.needs.needing import Need, Needs
from targets.needs.offers import Offers
from targets.needs.people import Someone, Standings, read_standing
from targets.needs.studying import after_studies
from targets.rules import Horizon
from targets.sources import LiveSource

from .study import next_year_of

NOTHING = "Không cần học thêm: đã đạt, hoặc sẽ đạt khi học xong, mọi chỉ tiêu về trình độ."


@dataclass(frozen=True)
class NeedTold:
    """One need: the kind it is of, and when its course ends and has to begin at the latest."""

    need: Need
    start: date
    deadline: date

    @property
    def kind(self) -> str:
        """The name of the kind."""
        return KINDS[self.need.kind].label

    @property
    def ends(self) -> date | None:
        """The last day of the course, begun on the day that is reckoned with."""
        return self.need.offer.last_day(self.start) if self.need.offer else None

    @property
    def latest_start(self) -> date | None:
        """The last day on which it may begin to end in time."""
        return self.need.offer.latest_start(self.deadline) if self.need.offer else None


@dataclass(frozen=True)
class NeedsOfOne:
    """What somebody has to learn by a horizon with courses from `start`; or `why` nothing is."""

    horizon: Horizon
    start: date
    needs: tuple[NeedTold, ...] = ()
    why: str = ""


def needs_of(
    person: int, enrolments: Iterable[Enrolment], horizon: Horizon, today: date
) -> NeedsOfOne:
    """Return what a person has to learn, whose enrolments these are; three queries at most.

    Whoever asks may see the person.
    """
    start, deadline = next_year_of(today), horizon.deadline
    if start > deadline:
        return NeedsOfOne(horizon, start, why=_past(deadline, start))
    recorded = _standings(person, horizon)
    if not recorded.everybody:
        why = f"Vào ngày {deadline:%d/%m/%Y} không giữ chức danh nào được tính trong số liệu."
        return NeedsOfOne(horizon, start, why=why)
    standings, studies = after_studies(recorded, _expected(enrolments))
    (one,) = standings.everybody
    if one.is_gone(deadline):
        return NeedsOfOne(horizon, start, why=_gone(one, deadline))
    needs = Needs(standings, Offers.read(start, deadline), studies).of(one)
    told = tuple(NeedTold(need, start, deadline) for need in needs)
    return NeedsOfOne(horizon, start, told, "" if told else NOTHING)


def _standings(person: int, horizon: Horizon) -> Standings:
    """Read one person as recorded on the deadline; no unit is asked for but the province."""
    lens = Lens(horizon, horizon.deadline)
    root = LiveSource.of_province(lens).root
    criteria = [c for c in criteria_for(horizon) if c.about_people]
    return read_standing(LiveSource(lens, root, units=()), criteria, person)


def _expected(enrolments: Iterable[Enrolment]) -> list[Expected]:
    awaited = Enrolment.State.are_awaited()
    return [
        Expected(e.person_id, e.kind, e.level, e.course_code, e.award_day)
        for e in enrolments
        if e.state in awaited
    ]


def _past(deadline: date, start: date) -> str:
    return (
        f"Hạn {deadline:%d/%m/%Y} đến trước ngày {start:%d/%m/%Y}, khi các lớp của năm sau khai "
        "giảng: không còn khóa nào kịp. Chọn mốc mục tiêu sau để xem."
    )


def _gone(one: Someone, deadline: date) -> str:
    return (
        f"Đến tuổi nghỉ hưu tháng {one.leaves:%m/%Y}, trước hạn {deadline:%d/%m/%Y}: không tính "
        "nhu cầu học."
    )
