"""Units in words: how many, of which kinds."""

from __future__ import annotations

from collections.abc import Iterable

from .vietnamese import dotted

# As they are told one after another, within each level.
_IN_ORDER = ("huyện", "thị xã", "thành phố", "địa bàn", "xã", "phường", "thị trấn", "đặc khu")


def kinds_told(kinds: Iterable[str]) -> str:
    """Return the kinds that there are: "huyện, thị xã, thành phố"; "đơn vị" where there is none."""
    found = set(kinds)
    return ", ".join(kind for kind in _IN_ORDER if kind in found) or "đơn vị"


def counted(kinds: Iterable[str]) -> str:
    """Return how many units these are, of which kinds: "96 xã, phường, đặc khu"."""
    every = list(kinds)
    return f"{dotted(len(every))} {kinds_told(every)}"
