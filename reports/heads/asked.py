"""What an address of the page of heads asks for: where, by which title, in which state."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Self

from django.core.exceptions import BadRequest
from django.db.models import TextChoices
from django.http import HttpRequest

from personnel.models import Title, Unit
from personnel.reading.recorded_terms import RecordedTerms
from personnel.scope import Viewer, viewer
from personnel.words.dates import LAST_YEAR, parse_day
from reports.asking import chosen, unit_asked
from reports.links import page_url
from reports.scope import root_of, units_in_view
from targets.lens import Lens

# Congresses of the Party in communes end their terms by June of every fifth year (2025, 2030).
YEARS_OF_A_TERM, LAST_MONTH, LAST_DAY = 5, 6, 30


class Show(TextChoices):
    """Which rows are listed; the second to the fifth are the states of `Terms`.

    The last three are of a commune: whether whoever holds the title there is local.
    """

    HELD = "held", "Có người giữ"
    USUAL = "usual", "Bình thường"
    NEAR = "near", "Sắp đủ (từ 08 năm)"
    FULL = "full", "Đã đủ hoặc quá (từ 10 năm)"
    UNKNOWN = "unknown", "Chưa rõ thời gian"
    BY_THEN = "by-then", "Đủ 10 năm đến hết nhiệm kỳ"
    VACANT = "vacant", "Trống"
    SHARED = "shared", "Hơn một người"
    ACTING = "acting", "Quyền, phụ trách"
    NOT_LOCAL = "not-local", "Không phải người địa phương"
    LOCAL = "local", "Người địa phương"
    UNSAID = "unsaid", "Chưa rõ người địa phương"

    @classmethod
    def of_places(cls) -> list[Show]:
        """Those that are told of communes: where the holder is from, and where there is none."""
        return [cls.HELD, cls.NOT_LOCAL, cls.LOCAL, cls.UNSAID, cls.VACANT]

    @classmethod
    def of_terms(cls) -> list[Show]:
        """Those that are told of whoever holds a title."""
        return [show for show in cls if show == cls.VACANT or show not in cls.of_places()[1:]]


def end_of_term(day: date, unit: Unit, recorded: RecordedTerms) -> date:
    """Return the last day of the term of the Party committees in which a day lies.

    As it is recorded of a unit; else when congresses are due.
    """
    return recorded.end_on(day, unit) or congress_due(day)


def congress_due(day: date) -> date:
    """Return by when the next congresses of communes are due, where no term is recorded."""
    year = day.year + -day.year % YEARS_OF_A_TERM
    if (day.month, day.day) > (LAST_MONTH, LAST_DAY) and year == day.year:
        year += YEARS_OF_A_TERM
    return min(date(year, LAST_MONTH, LAST_DAY), date(LAST_YEAR, 12, 31))


@dataclass(frozen=True)
class Asked:
    """What is asked: a lens, a unit among those in view, a title, what to list, until when."""

    user: Viewer
    lens: Lens
    units: list[Unit]
    root: Unit
    top: Unit
    titles: list[Title]
    until: date
    recorded: RecordedTerms
    title: Title | None = None
    show: Show | None = None

    @classmethod
    def of(cls, request: HttpRequest) -> Self | None:
        """Read the address; None for whoever sees nothing. Raises BadRequest."""
        lens, user, params = Lens.of(request), viewer(request), request.GET
        units = units_in_view(user, lens)
        root = root_of(user, units)
        if root is None:
            return None
        titles = list(Title.objects.filter(head=True).in_force(lens.day))
        recorded, top = RecordedTerms.read(), unit_asked(params, units, lens) or root
        by_code = {title.code: title for title in titles}
        show = chosen(params, "show", Show.values)
        return cls(
            user, lens, units, root,
            top=top,
            titles=titles,
            until=_day(params.get("until", "")) or end_of_term(lens.day, top, recorded),
            recorded=recorded,
            title=by_code.get(chosen(params, "title", by_code)),
            show=Show(show) if show else None,
        )  # fmt: skip

    @property
    def communes(self) -> list[Unit]:
        """The communes asked about, by what they are below, then by code."""
        found = (u for u in self.units if u.is_commune and (u == self.top or self.top.contains(u)))
        return sorted(found, key=lambda unit: (unit.above.code if unit.above else "", unit.code))

    @property
    def said(self) -> str:
        """What is listed, in words, as the log of personal data keeps it."""
        what = [self.show.label] if self.show else []
        if self.show == Show.BY_THEN:
            what = [f"Đủ 10 năm đến hết ngày {self.until:%d/%m/%Y}"]
        who = str(self.title) if self.title else "Bí thư, Chủ tịch Ủy ban nhân dân"
        day = f"ngày {self.lens.day:%d/%m/%Y}"
        recast = [self.lens.recast] if self.lens.recast else []
        return "; ".join(["Người đứng đầu", who, *what, str(self.top), day, *recast])

    @property
    def kept(self) -> dict[str, str]:
        """What a form keeps that asks for another unit or day."""
        own = {
            "title": self.title.code if self.title else "",
            "show": self.show.value if self.show else "",
        }
        return self.lens.params | own

    def url(self, name: str = "heads", **changed: object) -> str:
        """Return an address that asks the same but for what is changed."""
        unit = "" if self.top == self.root else self.lens.address(self.top)
        here = self.kept | {"unit": unit, "until": self.until.isoformat()}
        return page_url(self.lens, name, **(here | changed))


def _day(text: str) -> date | None:
    try:
        return parse_day(text) if text else None
    except ValueError:
        raise BadRequest(
            f"Ngày “{text}” không hợp lệ. Nhập ngày dạng 30/06/2030, từ năm 1990 đến năm 2100."
        ) from None
