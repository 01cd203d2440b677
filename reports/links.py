"""Links between pages: each carries the lens, and each figure leads to its people."""

from functools import lru_cache
from urllib.parse import parse_qsl, urlencode

from django.urls import get_script_prefix, reverse

from personnel.models import Unit
from targets.lens import Lens


def page_url(lens: Lens, name: str, *args: object, **params: object) -> str:
    """Return the address of a named page with the lens and the parameters that are not empty."""
    asked = {key: str(value) for key, value in params.items() if value}
    query = _query(lens.query, tuple(asked.items()))
    return f"{_path(get_script_prefix(), name, args)}?{query}"


@lru_cache(maxsize=1024)
def _query(lens: str, asked: tuple[tuple[str, str], ...]) -> str:
    """Return the query of a lens with what is asked besides, which comes in its place."""
    return urlencode(dict(parse_qsl(lens)) | dict(asked)) if asked else lens


# A page of a province leads to its lists by hundreds of addresses, most of them alike.
@lru_cache(maxsize=4096)
def _besides(asked: tuple[tuple[str, str], ...]) -> str:
    """Return what is asked besides as it goes on behind a query."""
    return f"&{urlencode(asked)}" if asked else ""


@lru_cache(maxsize=1024)
def _path(prefix: str, name: str, args: tuple[object, ...]) -> str:
    """Return the path of a named page below the `prefix` under which the portal is served."""
    return reverse(name, args=args)


def people_url(lens: Lens, **filters: object) -> str:
    """Return the address of the list of exactly the people a figure counts."""
    return page_url(lens, "people", **filters)


def unit_url(lens: Lens, unit: Unit) -> str:
    """Return the address of a unit's page through the lens."""
    return page_url(lens, "unit", lens.address(unit))


def first_page_url(lens: Lens, root: Unit) -> str:
    """Return the address of the first page of a root: its own, or where it has none the user's."""
    return unit_url(lens, root) if root.code else page_url(lens, "overview")


class Links:
    """Where the figures of a page lead: here to the pages and lists of a lens."""

    def __init__(self, lens: Lens) -> None:
        self.lens = lens
        self._lists: dict[tuple[int | None, str], str] = {}

    def people(self, unit: Unit, **filters: object) -> str:
        """Return the address of the people of a unit whom a figure counts.

        The filters name nothing that the lens does.
        """
        asked = tuple((name, str(value)) for name, value in filters.items() if value)
        return self._list_of(unit) + _besides(asked)

    def _list_of(self, unit: Unit) -> str:
        """Return the address of the list of a unit, to which each of its figures adds its own."""
        key = unit.pk, unit.code
        if key not in self._lists:
            self._lists[key] = people_url(self.lens, unit=self.lens.address(unit))
        return self._lists[key]

    def unit(self, unit: Unit) -> str:
        """Return the address of a unit's page; "" where it has none."""
        return unit_url(self.lens, unit) if unit.code else ""


class FrozenLinks(Links):
    """Links to the lists of frozen people at an address, each of a unit by number.

    The number, as a code may be another unit's by now.
    """

    def __init__(self, lens: Lens, address: str) -> None:
        super().__init__(lens)
        self.address = address

    def people(self, unit: Unit, **filters: object) -> str:
        """Return the address of the frozen people of a unit whom a figure counts."""
        query = {name: value for name, value in ({"unit": unit.pk} | filters).items() if value}
        return f"{self.address}?{urlencode(query)}"

    def unit(self, unit: Unit) -> str:
        """Return "": a unit's own page shows the records as they are now."""
        return ""


class NoLinks(Links):
    """Links that lead nowhere: of what is written to a file, of which no address is looked up."""

    def people(self, unit: Unit, **filters: object) -> str:
        """Return ""."""
        return ""

    def unit(self, unit: Unit) -> str:
        """Return ""."""
        return ""
