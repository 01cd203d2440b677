"""What an address of these pages asks for: which title, in which commune, through which lens."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Self

from django.core.exceptions import BadRequest
from django.http import HttpRequest, QueryDict
from django.utils.functional import cached_property

from personnel.models import Person, Title, Unit
from personnel.reading.supposed import Supposed
from personnel.scope import Editor, viewer
from reports.asking import chosen, unit_asked
from reports.links import page_url
from reports.scope import root_of, units_in_view
from targets.lens import Lens

# The most digits of a number that a database takes for a key.
DIGITS = 18
# Everything in view, as an address says it: what is at the top may have no code.
EVERYWHERE = "all"


@dataclass(frozen=True)
class Asked:
    """A lens, the units in view with what is at the top, the titles in force, what is chosen.

    By the map of the lens's day alone: somebody is judged by what the commune is then.
    """

    user: Editor
    lens: Lens
    units: list[Unit]
    root: Unit
    titles: list[Title]
    unit: Unit | None = None
    title: Title | None = None

    @classmethod
    def of(cls, request: HttpRequest) -> Self | None:
        """Read the address; None for whoever sees nothing. Raises BadRequest."""
        user, params = viewer(request), request.GET
        lens = replace(Lens.of(request), map_day=None)
        units = units_in_view(user, lens)
        root = root_of(user, units)
        if root is None:
            return None
        titles = list(Title.objects.grouped_on(lens.day).in_force(lens.day))
        by_code = {title.code: title for title in titles}
        return cls(
            user, lens, units, root, titles,
            unit=_commune(params, units, lens),
            title=by_code.get(chosen(params, "title", by_code)),
        )  # fmt: skip

    @property
    def communes(self) -> list[Unit]:
        """The communes of which a title may be asked: those in force."""
        return [u for u in self.units if u.is_commune and u.is_in_force(self.lens.units_on)]

    @property
    def misfit(self) -> str:
        """Why the title is none of the commune; "" where it is, or nothing is chosen."""
        if self.unit and self.title and not self.title.fits(self.unit.kind):
            kind = self.unit.get_kind_display().lower()
            return f"Chức danh {self.title} không dùng cho {kind}: chọn chức danh khác."
        return ""

    @cached_property
    def supposed(self) -> Supposed | None:
        """The title in the commune; None until both are chosen and fit."""
        if self.unit and self.title and not self.misfit:
            return Supposed(self.title, self.unit)
        return None

    @property
    def said(self) -> str:
        """What is asked, in words, as the log of personal data keeps it."""
        return f"{self.title}, {self.unit}; ngày {self.lens.day:%d/%m/%Y}"

    @property
    def kept(self) -> dict[str, str]:
        """What stands for title and commune in an address."""
        return {
            "unit": self.lens.address(self.unit) if self.unit else "",
            "title": self.title.code if self.title else "",
        }

    def url(self, name: str = "candidate", **changed: object) -> str:
        """Return an address that asks the same but for what is changed."""
        return page_url(self.lens, name, **(self.kept | changed))


def person_asked(params: QueryDict, user: Editor) -> Person | None:
    """Return whom an address names by number, of those the user sees; None where it names nobody.

    Raises BadRequest where there is no such record in sight.
    """
    text = params.get("person", "")
    if not text:
        return None
    number = int(text) if text.isascii() and text.isdigit() and len(text) <= DIGITS else 0
    people = Person.objects.visible_to(user).select_related("ethnicity")
    if found := people.filter(pk=number).first():
        return found
    raise BadRequest("Không có hồ sơ này trong phạm vi được xem của tài khoản.")


def within_asked(params: QueryDict, asked: Asked) -> Unit:
    """Return among whom to look: a unit in view, without one what keeps the commune's records.

    That is its district, or without districts the group it is in. Raises BadRequest.
    """
    if params.get("within", "") == EVERYWHERE:
        return asked.root
    if there := unit_asked(params, asked.units, asked.lens, "within"):
        return there
    commune = asked.unit
    around = [u for u in asked.units if commune and u.contains(commune) and u != commune]
    around = sorted((u for u in around if not u.is_province), key=lambda u: u.is_group)
    return around[0] if around else asked.root


def _commune(params: QueryDict, units: list[Unit], lens: Lens) -> Unit | None:
    found = unit_asked(params, units, lens)
    if found and not (found.is_commune and found.is_in_force(lens.units_on)):
        raise BadRequest(f"{found} không phải là đơn vị cấp xã của ngày {lens.day:%d/%m/%Y}.")
    return found
