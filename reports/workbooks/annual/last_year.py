"""What a report compares with: the figures of its root a year before, and where they are from.

Of a year that has a sealed period they are that one's. Of one that has none, a live report takes
them from the records, and a seal keeps the records' figures of that moment. So it does with why the
figures differ, which the records tell.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import partial
from typing import Any

from personnel.models import Unit
from personnel.models.units import together
from personnel.words.dates import year_end_before
from reports.comparing import kept as kept_bridges
from reports.comparing.bridge import Bridges, bridge_of
from reports.models import Period
from reports.sources import FrozenSource, sealed_source
from targets.criteria import REGISTER
from targets.figures import Figure
from targets.judging import figure_key
from targets.lens import Lens
from targets.rules import Criterion
from targets.sources import LiveSource, Source

KEPT = "số liệu năm trước lấy từ hồ sơ tại thời điểm khóa"
WITH_MISSING = "gồm cả {} chưa có báo cáo"
Figures = Mapping[str, Figure]


@dataclass(frozen=True)
class LastYear:
    """Figures of a day a year before, worked out when asked for: by criterion code, of the root.

    `label`, `digest`, `missing` and `assumption` are as a source and its lens have them; `kept`
    when they are the records' at the moment of a seal. `source` is asked for what else was so
    then; None where the figures alone were kept. `bridges` tell why the figures differ; None where
    no seal kept it.
    """

    day: date
    label: str
    figures: Callable[[Sequence[Criterion]], Figures]
    digest: str = ""
    missing: Sequence[Unit] = ()
    assumption: str = ""
    kept: bool = False
    source: Source | None = None
    bridges: Callable[[Sequence[Criterion]], Bridges] | None = None


def of_source(source: Source) -> LastYear:
    """Return the figures of a source's root."""

    def figures(criteria: Sequence[Criterion]) -> Figures:
        # As it was asked then, where it was.
        then, place = source.lens.known, figure_key(source.root)
        asked = [then[criterion.code] for criterion in criteria if criterion.code in then]
        found = source.figures(asked)
        return {criterion.code: found.figure(criterion, place) for criterion in asked}

    lens = source.lens
    told = (source.digest, source.missing, lens.assumption)
    return LastYear(lens.day, source.label, figures, *told, source=source)


def last_year_live(source: LiveSource, at: datetime) -> LastYear:
    """Return what a live report compares with: what was sealed by `at`, or the records."""
    lens, root = source.lens, source.root
    before: Source = _before(source, sealed_before(lens.day, own_district(root), at))
    return replace(of_source(before), bridges=partial(bridge_of, before, source))


def last_year_sealed(period: Period, source: FrozenSource, at: datetime) -> LastYear | None:
    """Return what a sealed report compares with: what was sealed by `at`, or what it kept."""
    lens, root = source.lens, source.root
    sealed = sealed_before(lens.day, own_district(root), at)
    found = of_source(sealed) if sealed else _kept(period, source)
    told = period.last_year.get("bridges", {}).get(str(root.pk))
    return replace(found, bridges=partial(kept_bridges.read, told)) if found and told else found


def _kept(period: Period, source: FrozenSource) -> LastYear | None:
    kept = period.last_year.get("units", {}).get(str(source.root.pk))
    if kept is None:
        return None
    figures = {code: Figure(*counts) for code, counts in kept.items()}
    day = date.fromisoformat(period.last_year["day"])
    who = "huyện" if any(unit.is_district for unit in source.missing) else "đơn vị"
    label = f"{KEPT}, {WITH_MISSING.format(who)}" if source.missing else KEPT
    return LastYear(day, label, lambda criteria: figures, kept=True)


def keep_last_year(
    period: Period, province: Unit, districts: Collection[Unit], at: datetime
) -> dict[str, Any]:
    """Return what a seal keeps of the year before, as JSON; to be called with all it seals known.

    Of the province and of each unit that handed in why its figures differ from those of that year,
    and where nothing of it was sealed by `at`, the records' figures. Every criterion: met, short,
    unknown.
    """
    sealed = {
        root: sealed_before(period.day, own_district(root), at) for root in (province, *districts)
    }
    kept = _figures_of_records(period, province, [root for root in sealed if not sealed[root]])
    bridges = {str(root.pk): _bridges(period, root, before) for root, before in sealed.items()}
    return kept | {"bridges": bridges}


def _bridges(period: Period, root: Unit, sealed: FrozenSource | None) -> dict[str, Any]:
    """Return why the figures that are being sealed of a root differ from last year's, as JSON."""
    after = sealed_source(period, own_district(root))
    live = LiveSource(Lens(period.target, period.day), root)
    return kept_bridges.write(bridge_of(_before(live, sealed), after, REGISTER))


def _before(live: LiveSource, sealed: FrozenSource | None) -> Source:
    """Return what was sealed of the year before, or else the records at its end."""
    return sealed or live.on(year_end_before(live.lens.day))


def _figures_of_records(period: Period, province: Unit, roots: Sequence[Unit]) -> dict[str, Any]:
    if not roots:
        return {}
    day = year_end_before(period.day)
    found = LiveSource(Lens(period.target, day), province).figures(REGISTER)
    figures = dict.fromkeys(roots, found)
    if begun := [root for root in roots if not root.is_in_force(day)]:
        # Those that came since, by what stood for them then.
        since = LiveSource(Lens(period.target, period.day), together(begun)).on(day)
        figures |= dict.fromkeys(begun, since.figures(REGISTER))
    return {
        "day": day.isoformat(),
        "units": {str(root.pk): {c.code: _counts(found.figure(c, figure_key(root)))
                                 for c in REGISTER} for root, found in figures.items()},
    }  # fmt: skip


def _counts(figure: Figure) -> list[int]:
    return [figure.met, figure.short, figure.unknown]


def own_district(root: Unit) -> tuple[int, ...]:
    """Return the units by which `sealed_source` is asked for a root; none for the province."""
    return () if root.whole_province else (root.pk,)


def sealed_before(day: date, districts: Collection[int], at: datetime) -> FrozenSource | None:
    """Return what was sealed of the year before, by `at`: what is sealed later changes nothing.

    A period replaced by then is passed over.
    """
    periods = Period.objects.in_effect(at).filter(sealed_at__lte=at, day__year=day.year - 1)
    for period in periods.select_related("rules").order_by("-day", "-sealed_at"):
        try:
            return sealed_source(period, districts)
        except LookupError:
            continue
    return None
