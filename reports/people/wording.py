"""A selection in words: the headline of its list, and one chip for each filter in use."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from personnel.kinds import KINDS

from ..workforce import GROUP_LABELS
from .choices import OUTCOMES, RULES
from .filters import PeopleFilter
from .selection import Selection

# Said by the headline, or no filter of whom to show.
UNSAID = {"unit", "sort", "base", "whole", "rule"}
# Filters that mean nothing without another one go with it.
TOGETHER = {"criterion": {"outcome"}, "measure": {"base", "whole"}, "level": {"rule"}}


@dataclass(frozen=True)
class Chip:
    """A filter in use, and the address of the list without it."""

    text: str
    without: str


def in_words(form: PeopleFilter, selection: Selection) -> str:
    """Return what a list was asked for, as its page says it."""
    lens = selection.lens
    filters = [chip.text for chip in chips(form, selection, {})]
    when = f"ngày {lens.day:%d/%m/%Y}"
    parts = [headline(selection), str(selection.unit or ""), when, lens.remarks, *filters]
    return "; ".join(part for part in parts if part)


def headline(selection: Selection) -> str:
    """Return what the list shows, in words."""
    asked, criterion = selection.asked, selection.criterion
    parts = []
    if criterion:
        parts = [OUTCOMES[selection.outcome], f"{criterion.cover.label}: {criterion.label}"]
    elif selection.together:
        parts = [selection.together.label, selection.lens.horizon.label.lower()]
    if selection.measure:
        among = "Tổng số để tính tỷ lệ: " if "whole" in asked else ""
        base = GROUP_LABELS[asked.get("base", "all")].lower()
        parts.append(f"{among}{selection.measure.label} ({base})")
    if "group" in asked:
        parts.append(GROUP_LABELS[asked["group"]])
    if selection.out_of_post:
        parts.append("Không giữ chức danh vào ngày này")
    return " · ".join(parts) or "Danh sách nhân sự"


def chips(form: PeopleFilter, selection: Selection, query: dict[str, str]) -> list[Chip]:
    """Return the filters in use; `query` is the address that each link leaves one out of."""
    return [
        Chip(
            _text(form, selection, name, value), _without(query, {name} | TOGETHER.get(name, set()))
        )
        for name, value in selection.asked.items()
        if name not in UNSAID
    ]


def _without(query: dict[str, str], names: set[str]) -> str:
    return urlencode({name: value for name, value in query.items() if name not in names})


def _text(form: PeopleFilter, selection: Selection, name: str, value: Any) -> str:
    field = form.form.fields[name]
    if name == "quality" and selection.check:
        return f"{field.label}: {selection.check.alone}"
    if name == "outcome" and selection.together:
        return f"{field.label}: {selection.together.label}"
    shown = _chosen(getattr(field, "choices", ()), str(value))
    return _level(shown, value, form.asked) if name == "level" else f"{field.label}: {shown}"


def _level(shown: str, value: str, asked: dict[str, Any]) -> str:
    """Return a level asked for with its kind: "Lý luận chính trị: Trung cấp trở lên"."""
    kind, rule = KINDS[value.split(":")[0]], RULES[asked.get("rule", "")]
    if "rule" in asked:
        return f"{kind.label}: {shown}, {rule}"
    return f"{kind.label}: {shown.removesuffix(f' {rule}')} {rule}"


def _chosen(options: Any, value: str) -> str:
    """Return the label of a choice, those under headings included; else the value itself."""
    for code, label in options:
        if isinstance(label, (list, tuple)):
            found = _chosen(label, value)
            if found != value:
                return found
        elif str(code) == value:
            return str(label).strip()
    return value
