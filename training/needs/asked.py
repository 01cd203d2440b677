"""What an address of the needs asks for: of which unit, by courses from which day, what of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from django.core.exceptions import BadRequest
from django.http import HttpRequest, QueryDict
from django.urls import reverse
from django.utils.functional import cached_property

from personnel.models import Course, Unit
from personnel.words.dates import parse_day
from reports.asking import chosen
from reports.needs.study import Study, next_year_of
from targets.criteria import HORIZONS
from targets.needs.counting import Line
from training.sight import Sight

from .shown import Shown, shown_to

# What goes along from page to page.
KEPT = ("horizon", "start", "unit", "level", "show", "column", "left", "school")


@dataclass(frozen=True)
class Asked:
    """What is asked for; `column` is the code of a course or a criterion, None for all of them.

    `trouble` says in words why nothing can be worked out, "" where it can.
    """

    sight: Sight
    start: date
    top: Unit
    show: Shown
    column: str | None
    params: QueryDict

    @classmethod
    def of(cls, request: HttpRequest) -> Asked | None:
        """Read the address; None where the user sees nothing.

        Raises BadRequest, with a message for the user, for what cannot be read.
        """
        params = request.GET
        sight = Sight.of(request)
        if sight is None:
            return None
        offered = [shown.value for shown in shown_to(sight)]
        return cls(
            sight,
            _start(params.get("start", ""), sight.lens.day),
            sight.unit(params.get("unit", "")),
            Shown(chosen(params, "show", offered, Shown.WANTED.value)),
            params.get("column"),
            params,
        )

    @property
    def trouble(self) -> str:
        """Why nothing can be worked out, in words; "" where it can."""
        if self.start < self.sight.lens.day:
            return "Ngày khai giảng không được trước hôm nay."
        if self.start > self.deadline:
            ended = f"{self.deadline:%d/%m/%Y}"
            return f"Hạn {ended} đến trước ngày khai giảng: không còn khóa nào kịp."
        return ""

    @cached_property
    def study(self) -> Study:
        """The needs of the unit asked for; raises PastDeadline where there is trouble of that."""
        return Study(self.sight.source(self.top), self.start)

    @property
    def deadline(self) -> date:
        """The day on which everything is judged."""
        return self.sight.lens.horizon.deadline

    @cached_property
    def courses(self) -> list[Course]:
        """The courses that may begin on the day of the start, as shown to the user; one query."""
        return list(self.sight.courses().in_force(self.start))

    @property
    def lines(self) -> list[Line]:
        """The needs of what is shown, where it is counted by course: those that may be shown."""
        lines = self.study.counts.lines[self.show.measure]
        return [line for line in lines if self.sight.shows(line.course)]

    def url(self, name: str = "training-needs", /, **changes: str | None) -> str:
        """Return the address of a page with what was asked and `changes` made; None leaves out."""
        asked = dict(self.kept) | changes
        query = {key: value for key, value in asked.items() if value is not None}
        return f"{reverse(name)}?{urlencode(query)}" if query else reverse(name)

    @property
    def kept(self) -> list[tuple[str, str]]:
        """What goes along from page to page, by name."""
        return [(key, str(self.params[key])) for key in KEPT if key in self.params]

    @property
    def horizons(self) -> list[tuple[str, str, bool]]:
        """The horizons whose deadline is to come: label, address, whether it is the one asked."""
        lens = self.sight.lens
        return [
            (horizon.label, self.url(horizon=code), horizon == lens.horizon)
            for code, horizon in HORIZONS.items()
            if horizon.deadline >= lens.day or horizon == lens.horizon
        ]


def _start(text: str, today: date) -> date:
    if not text:
        return next_year_of(today)
    try:
        return parse_day(text)
    except ValueError:
        raise BadRequest(
            f"Ngày khai giảng “{text}” không hợp lệ. Nhập ngày dạng 01/01/2027."
        ) from None
