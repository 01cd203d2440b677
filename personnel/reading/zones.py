"""As what a đặc khu counts on a day: by the text as nothing, else as the province decided."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from personnel.basics.spells import SPELL
from personnel.models import Unit, UnitFact
from personnel.models.units import COUNTS_AS

BY_THE_TEXT = (
    "Nghị quyết năm 2022 không nói tới đặc khu: không tính là đô thị, không tính là xã miền núi "
    "khi tỉnh chưa quyết định."
)


def zones_told(units: Iterable[Unit], day: date) -> list[tuple[Unit, str]]:
    """Return each đặc khu of `units` with how it is counted on `day`; one query where there is one.

    What was decided is told with the number of the decision.
    """
    zones = [unit for unit in units if unit.is_special_zone]
    if not zones:
        return []
    spells = UnitFact.objects.filter(SPELL.on(day), fact=COUNTS_AS, unit__in=[z.pk for z in zones])
    decided = {spell.unit_id: spell for spell in spells}
    return [(zone, _told(decided.get(zone.pk))) for zone in zones]


def _told(spell: UnitFact | None) -> str:
    if spell is None or spell.value == Unit.CountsAs.NEITHER and not spell.decision:
        return BY_THE_TEXT
    paper = f" (quyết định {spell.decision})" if spell.decision else ""
    return f"Tính là: {Unit.CountsAs(spell.value).label}{paper}."
