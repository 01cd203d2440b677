"""The form that asks what to compare: plain fields of an address, filled with what is shown."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils import timezone

from personnel.models import Unit
from reports.models import Period
from reports.scope import unit_choices
from targets.lens import Lens

from .sides import Side, Sides, token_of

_DAY = {"size": 11, "maxlength": 10, "inputmode": "numeric", "placeholder": "31/12/2025"}


class Asking(forms.Form):
    """What to compare; its fields are those of one kind of comparison."""

    kind = forms.CharField(widget=forms.HiddenInput)

    def __init__(self, fields: Mapping[str, forms.Field], initial: Mapping[str, str]) -> None:
        super().__init__(initial=dict(initial), auto_id="compare-%s")
        self.fields |= fields


def asking(
    kind: str, lens: Lens, sides: Sides | None, params: QueryDict, periods: Sequence[Period],
    units: Sequence[Unit], root: Unit | None,
) -> Asking:  # fmt: skip
    """Return the form of a kind of comparison, filled with what is compared."""
    offered = unit_choices(units, root, lens.day)
    horizons = [(horizon.code, horizon.label) for horizon in lens.horizons]
    if kind == "units":
        fields = {
            "unit": _choice("Đơn vị thứ nhất", offered),
            "other": _choice("Đơn vị thứ hai", offered),
            "as_of": _day("Ngày"),
        }
    elif kind == "periods":
        kept = [(token_of(period), _named(period)) for period in periods]
        now = timezone.localdate()
        today = {now.isoformat(): _records(f"{now:%d/%m/%Y}")}
        before = _days(sides.before) if sides else {}
        after = today | (_days(sides.after) if sides else {})
        fields = {
            "before": _choice("Kỳ trước", [*kept, *before.items()]),
            "after": _choice("Kỳ sau", [*kept, *after.items()]),
            "unit": _choice("Đơn vị", offered),
        }
    else:
        fields = {
            "before": _day("Ngày trước"),
            "after": _day("Ngày sau"),
            "unit": _choice("Đơn vị", offered),
        }
    fields["horizon"] = _choice("Mốc mục tiêu", horizons)
    return Asking(fields, _filled(kind, lens, sides, params))


def _filled(kind: str, lens: Lens, sides: Sides | None, params: QueryDict) -> dict[str, str]:
    filled = {"kind": kind, "as_of": f"{lens.day:%d/%m/%Y}", "horizon": lens.horizon.code}
    filled |= {name: params.get(name, "") for name in ("unit", "other")}
    if sides and kind != "units":
        both = {"before": sides.before, "after": sides.after}
        tokens = kind == "periods"
        filled |= {
            name: side.token if tokens else f"{side.source.lens.day:%d/%m/%Y}"
            for name, side in both.items()
        }
    return filled


def _named(period: Period) -> str:
    state = "đã khóa" if period.is_sealed else "đang mở"
    return f"{period.name} ({period.day:%d/%m/%Y}, {state})"


def _days(side: Side) -> dict[str, str]:
    """Return what a side that is no period is called among periods."""
    return {} if side.period else {side.token: _records(side.name)}


def _records(day: str) -> str:
    return f"Hồ sơ hiện nay, ngày {day}"


def _choice(label: str, choices: Sequence[Any]) -> forms.ChoiceField:
    return forms.ChoiceField(label=label, choices=choices, required=False)


def _day(label: str) -> forms.CharField:
    return forms.CharField(label=label, widget=forms.TextInput(attrs=_DAY))
