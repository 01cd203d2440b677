"""Bridges as a seal keeps them: counts alone, for who they are is asked of the records."""

from collections.abc import Iterable, Mapping
from typing import Any

from targets.figures import Figure
from targets.rules import Criterion

from .bridge import Bridge, Bridges, Counters, Part
from .steps import Step

Kept = Mapping[str, Any]


def write(bridges: Bridges) -> dict[str, Any]:
    """Return bridges as JSON, by criterion code."""
    return {
        code: {
            "before": _counts(bridge.before),
            "after": _counts(bridge.after),
            "steps": {
                part.step.value: [part.count, part.met, part.covered] for part in bridge.steps
            },
            "units": [[u.name, _counts(u.before), _counts(u.after)] for u in bridge.units],
        }
        for code, bridge in bridges.items()
    }


def read(kept: Kept, criteria: Iterable[Criterion]) -> Bridges:
    """Return the bridges that were kept of these criteria; nobody is named in them."""
    return {c.code: _bridge(c, kept[c.code]) for c in criteria if c.code in kept}


def _bridge(criterion: Criterion, kept: Kept) -> Bridge:
    steps = (Part(Step(name), *counts) for name, counts in kept["steps"].items())
    units = (Counters(name, Figure(*old), Figure(*new)) for name, old, new in kept["units"])
    before, after = Figure(*kept["before"]), Figure(*kept["after"])
    return Bridge(criterion, before, after, tuple(steps), tuple(units))


def _counts(figure: Figure) -> list[int]:
    return [figure.met, figure.short, figure.unknown]
