"""The bodies of a commune as cells name them behind a title: "Chuyên viên Phòng Kinh tế"."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from personnel.models import Body, Title

from .title_names import title_key, words_in_full

_ALSO = {
    Body.OFFICE: (
        "Văn phòng Hội đồng nhân dân và Ủy ban nhân dân",
        "VP HĐND và UBND",
    ),
    Body.ECONOMY: ("P. Kinh tế",),
    Body.INFRASTRUCTURE: (
        "P. Kinh tế, Hạ tầng và Đô thị",
        "Phòng KT, HT và ĐT",
    ),
    Body.CULTURE: ("P. Văn hóa - Xã hội", "Phòng VH - XH", "P. VH - XH"),
    Body.SERVICE_CENTRE: (
        "TT Phục vụ hành chính công",
        "Trung tâm PVHCC",
        "TT PVHCC",
    ),
    Body.PARTY_BUILDING: ("Ban XDĐ",),
    Body.PARTY_OFFICE: ("VP Đảng ủy", "VPĐU"),
    Body.INSPECTION: (
        "Ủy ban Kiểm tra",
        "UBKT Đảng ủy",
        "UBKT",
        "Cơ quan Ủy ban Kiểm tra Đảng ủy",
    ),
}
_ROOM = "Phòng"
# What "Trưởng phòng" ends on already.
_ROOMS = ("Phòng ", "P. ")


def told_with(title: Title, body: str) -> str:
    """Return a title with the body in which it is held, as a cell names it.

    The title alone where no body was said, or it is held in one alone.
    """
    if not body or not title.asks_body:
        return title.name
    return f"{title.name} {_behind(title.name, str(Body(body).label))}"


def in_each_body(title: Title) -> list[str]:
    """Return the names of a title with each of its several bodies; none of another title."""
    return [told_with(title, body) for body in title.bodies] if title.asks_body else []


def keys_with_bodies(titles: Iterable[Title]) -> dict[str, tuple[Title, Body]]:
    """Return the titles that are held in one of several bodies, by the keys of both together."""
    found: dict[str, tuple[Title, Body]] = {}
    for title in titles:
        for body in map(Body, title.bodies if title.asks_body else ()):
            for text in _written(title, body):
                for key in (title_key(text), title_key(words_in_full(text))):
                    found.setdefault(key, (title, body))
    return found


def _written(title: Title, body: Body) -> Iterator[str]:
    for name in (title.name, *title.aliases):
        for label in (str(body.label), *_ALSO.get(body, ())):
            yield f"{name} {_behind(name, label)}"


def _behind(name: str, label: str) -> str:
    """Return a body as it stands behind a title: "Trưởng phòng Kinh tế" says "phòng" once."""
    if not name.lower().endswith(_ROOM.lower()):
        return label
    prefix = next((room for room in _ROOMS if label.startswith(room)), "")
    return label.removeprefix(prefix)
