"""The figures of a report for other systems: CSV and JSON, counts only, nobody by name."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from personnel.models import Unit
from reports.assessment import figures_as_json, otherwise
from reports.doubts import of_facts
from reports.workbooks.plain import csv_lines, percent_text
from reports.yearly.parts import PARTS
from targets.rules import Criterion

from . import bm02
from .report import Report
from .unit_table import MISSING, TOTAL_LABEL, unit_name
from .units_sheet import NAMED, sections_of, terrain_of

_PARTS = ("đối tượng", "đạt", "tỷ lệ đạt")


def figures_csv(report: Report) -> Iterator[str]:
    """Yield the lines of sheet 2: each district or group, its communes below, the total last.

    Numbers without separators, rates as "30,56%"; a unit without a report has no numbers.
    Each line says at its end by which other map it is, and what a day to come takes for granted.
    """
    labels = [
        f"{criterion.cover.label if section.mixed else section.label}: {criterion.label}"
        for section, criterion in zip(sections_of(report.criteria), report.criteria, strict=True)
    ]
    parts = [f"{label} - {part}" for label in labels for part in _PARTS]
    heads, rows = ["Cấp", *NAMED[1:], *parts], _csv_rows(report)
    remarks = report.lens.remarks_named
    return csv_lines([*heads, *remarks], ([*cells, *remarks.values()] for cells in rows))


def _csv_rows(report: Report) -> Iterator[list[Any]]:
    for group in report.groups:
        if group.missing:
            yield _missing(report, group.district)
            continue
        heads = [] if group.is_a_rest or group.district in group.communes else [group.district]
        for unit in (*heads, *group.communes):
            if unit.pk in group.absent:
                yield _missing(report, unit)
                continue
            named = [_level(unit), unit.code, unit_name(report, unit), terrain_of(unit)]
            yield [*named, *_numbers(report, unit)]
    if report.root.whole_province:
        root = report.root
        yield [_level(root), root.code, TOTAL_LABEL, "", *_numbers(report, root)]


def _missing(report: Report, unit: Unit) -> list[Any]:
    return [_level(unit), unit.code, unit.name, MISSING, *[""] * _columns(report)]


def _columns(report: Report) -> int:
    return len(report.criteria) * len(_PARTS)


def _level(unit: Unit) -> str:
    return str(unit.get_level_display())


def _numbers(report: Report, unit: Unit) -> Iterator[Any]:
    for criterion in report.criteria:
        figure = report.figure(criterion, unit)
        yield from (figure.covered, figure.met, percent_text(figure.rate(criterion.share)))


def figures_json(report: Report) -> dict[str, Any]:
    """Return every figure of the report as plain records: units, structure, targets, BM02.

    Whole numbers and text only; rates as text with two decimals, never rounded up into a pass;
    null where the records do not tell, and where they are not told (`Report.in_form`). With the
    `proof`, where there is one: the lines of which the hash of the seal is worked out
    (`docs/check_figures.py`).
    """
    previous = report.previous
    return {
        **figures_as_json(report.source),
        "root": report.root.code,
        "issued": report.at.isoformat(),
        "last_year": previous and {
            "day": previous.day.isoformat(),
            "assumption": previous.assumption,
            "source": previous.label,
            "hash": previous.digest,
        },
        "replaces": report.replaced and {
            "period": report.replaced.name,
            "hash": report.replaced.seal_hash,
            "reason": report.replacement_reason,
        },
        "targets": [_target(report, criterion) for criterion in report.criteria],
        "studies": report.studies.as_json(),
        "yearly": {part: _yearly(report, part) for part in PARTS},
        "bm02": {
            "columns": {str(column.number): column.name for column in bm02.COLUMNS},
            "units": [_form_of(report, unit) for unit in report.source.units],
        },
        **({"proof": report.proof} if report.proof else {}),
    }  # fmt: skip


def _yearly(report: Report, part: str) -> dict[str, Any]:
    """Return how many stand behind each number of a part, by unit and group; nobody by name."""
    told = report.told(part)
    codes = {unit.pk: unit.code for unit in report.source.units}
    return {
        "numbers": [
            {
                "what": line.code,
                "unit": codes.get(line.unit, ""),
                "group": line.group,
                "detail": line.detail,
                "count": number,
            }
            for line, number in told.numbers
        ],
        "unknown": [codes.get(unit, "") for unit in told.unknown],
    }


def _target(report: Report, criterion: Criterion) -> dict[str, Any]:
    figure, before = report.figure(criterion), report.figure_before(criterion)
    share, over = criterion.share, report.over_since(criterion)
    return {
        "criterion": criterion.code,
        "clause": criterion.clause,
        "covers": criterion.cover.label,
        "label": criterion.label,
        "reading": criterion.reading,
        "target": str(share) if share else None,
        "continues": report.lens.continues(criterion),
        "covered": figure.covered,
        "met": figure.met,
        "short": figure.short,
        "unknown": figure.unknown,
        "gap": figure.gap(share) if share else None,
        "rate": _text(figure.rate(share)),
        "rate_last_year": _text(before.rate(share)),
        "verdict": figure.verdict(share).value,
        "over_since": over.isoformat() if over else None,
        "otherwise": otherwise(report.root, criterion, report.figures),
        "unconfirmed": {
            fact: len(of_facts(report.doubted, {fact})) for fact in sorted(criterion.unit_facts)
        },
    }


def _text(rate: Decimal | None) -> str | None:
    return None if rate is None else f"{rate:.2f}"


def _form_of(report: Report, unit: Unit) -> dict[str, Any]:
    return {"unit": report.source.name_of(unit)} | {
        base.code: {
            str(column.number): report.in_form(base, column, unit) for column in bm02.COLUMNS
        }
        for base in bm02.BASES
    }
