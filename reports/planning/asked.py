"""What an address of the page of planning asks for: where, for which title, term and state."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Self

from django.core.exceptions import BadRequest
from django.db.models import TextChoices
from django.http import HttpRequest

from personnel.models import Title, Unit
from personnel.planning.going import State
from personnel.planning.rights import planner_or_404
from personnel.scope import Editor
from reports.asking import chosen, unit_asked
from reports.links import page_url
from reports.scope import root_of, units_in_view
from targets.lens import Lens

_TERM = re.compile(r"([0-9]{4})-([0-9]{4})")


class Show(TextChoices):
    """Which are listed; those in effect where nothing is asked for. Most are those of `State`."""

    HERE = State.HERE.value, State.HERE.label
    ALONG = State.ALONG.value, State.ALONG.label
    KEPT = State.KEPT.value, State.KEPT.label
    ASKED = State.ASKED.value, State.ASKED.label
    DONE = "done", "Đã hoàn thành bồi dưỡng chức danh"
    NOT = "not", "Chưa hoàn thành bồi dưỡng chức danh"
    UNKNOWN = "unknown", "Chưa có thông tin về bồi dưỡng"
    OUTSIDE = "outside", "Công tác tại đây, quy hoạch ở đơn vị khác"
    TWICE = "twice", "Ghi hai lần"
    NONE = "none", "Xã chưa có người trong quy hoạch"
    LAPSED = State.LAPSED.value, State.LAPSED.label
    ENDED = State.ENDED.value, State.ENDED.label


@dataclass(frozen=True)
class Asked:
    """What is asked: a lens, a unit among those in view, a title, a term, what to list."""

    user: Editor
    lens: Lens
    units: list[Unit]
    root: Unit
    top: Unit
    titles: Mapping[str, Title]
    title: Title | None = None
    term: str = ""
    show: Show | None = None

    @classmethod
    def of(cls, request: HttpRequest) -> Self | None:
        """Read the address; None for whoever sees nobody.

        Raises Http404 for whoever has not the right to planning, and BadRequest.
        """
        user, lens, params = planner_or_404(request), Lens.of(request), request.GET
        units = units_in_view(user, lens)
        root = root_of(user, units)
        if root is None:
            return None
        titles = {title.code: title for title in Title.objects.in_force(lens.day)}
        show = chosen(params, "show", Show.values)
        return cls(
            user, lens, units, root,
            top=unit_asked(params, units, lens) or root,
            titles=titles,
            title=titles.get(chosen(params, "title", titles)),
            term=_term(params.get("term", "")),
            show=Show(show) if show else None,
        )  # fmt: skip

    @property
    def communes(self) -> list[Unit]:
        """The communes asked about, by what they are below, then by code."""
        found = (u for u in self.units if u.is_commune and (u == self.top or self.top.contains(u)))
        return sorted(found, key=lambda unit: (unit.above.code if unit.above else "", unit.code))

    @property
    def is_whole(self) -> bool:
        """Whether all that the user sees is asked about."""
        return self.top == self.root

    @property
    def said(self) -> str:
        """What the log of personal data keeps: where and when, nothing of what is in the list."""
        return f"Danh sách quy hoạch; {self.top}; ngày {self.lens.day:%d/%m/%Y}"

    def url(self, name: str = "planning", **changed: object) -> str:
        """Return an address that asks the same but for what is changed."""
        unit = "" if self.is_whole else self.lens.address(self.top)
        title = self.title.code if self.title else ""
        show = self.show.value if self.show else ""
        here = {"unit": unit, "title": title, "term": self.term, "show": show}
        return page_url(self.lens, name, **(here | changed))


def _term(text: str) -> str:
    if text and not _TERM.fullmatch(text):
        raise BadRequest(f"Nhiệm kỳ “{text}” không hợp lệ. Nhập dạng 2025-2030.")
    return text
