"""What a frozen row says of a person, in the words of the screen."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from personnel.kinds import KINDS
from personnel.models import is_confidential
from personnel.reading.particulars import APART, LANGUAGE_COLUMNS
from personnel.words.dates import show
from reports.models import FrozenStanding

# What follows from another column, or is told with it.
UNTOLD = (
    "id", "submission", "person", "outcomes", "sort_key", "unit_code", "district_id",
    "title_code", "title_order", "birth_precision", "party_joined_precision",
    "post_start_precision",
)  # fmt: skip
TOLD = [f for f in FrozenStanding._meta.concrete_fields if f.name not in UNTOLD]
CONFIDENTIAL_LABELS = frozenset(str(f.verbose_name) for f in TOLD if is_confidential(f.name))
FLAGS = ("minority_area", "mountain_commune", "urban", "committee", "retirement_exempt")
NOTHING = "chưa có"
LONG_AGO = "từ trước, không rõ ngày"


def told_of(row: FrozenStanding, units: Mapping[int, str]) -> dict[str, str]:
    """Return each fact of a row under its label; `units` are the names of units by id."""
    told = {str(field.verbose_name): _told(row, field.name) for field in TOLD}
    return told | {"Đơn vị công tác": units.get(row.unit_id, row.unit_code)}


def _told(row: FrozenStanding, name: str) -> str:
    value = getattr(row, "ethnic_group" if name == "ethnicity" else name)
    if name in FLAGS:
        return "có" if value else "không"
    if value is None or value == "":
        return NOTHING
    if name in KINDS or name in LANGUAGE_COLUMNS:
        kind = APART if name in LANGUAGE_COLUMNS else name
        return KINDS[kind].level_label(value)
    if value == date.min:
        return LONG_AGO
    if isinstance(value, date):
        return show(value, getattr(row, f"{name}_precision", "day"))
    return _chosen(row, name, value)


def _chosen(row: FrozenStanding, name: str, value: Any) -> str:
    label = getattr(row, f"get_{name}_display", None)
    return str(label() if label else value)
