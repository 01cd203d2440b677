"""Figures: every criterion in every unit of a source, as pages count them."""

from collections.abc import Iterator
from itertools import chain
from typing import Any, Literal

from django.http import HttpRequest, HttpResponseBase, StreamingHttpResponse
from ninja import Query, Router, Schema
from pydantic import Field

from personnel.models import Unit
from reports.lines import Line, line
from reports.scope import levels_below, rows_at
from reports.workbooks.plain import csv_lines
from targets.criteria import HORIZONS, with_other_readings
from targets.figures import Figure as Counted
from targets.sources import Source

from .asking import Horizon, Level, Nothing, OfAUnit
from .words import CriterionNamed, UnitNamed, criterion_named, unit_named

router = Router(tags=["figures"])


class Otherwise(Schema):
    """The clause read otherwise, where that turns the verdict."""

    covered: int
    met: int
    verdict: Literal["pass", "fail", "none", "monitor"]


class Figure(Schema):
    """A criterion in a unit; `met / covered` is the exact share."""

    unit: str
    criterion: str
    covered: int
    met: int
    short: int = Field(description="Có thông tin, chưa đạt.")
    unknown: int = Field(description="Chưa có thông tin.")
    unconfirmed: int = Field(
        description="Tính theo nhóm chức danh mà tỉnh chưa xác nhận; nằm trong covered."
    )
    percent_hundredths: int | None = Field(
        description="Phần trăm đạt nhân 100, phần lẻ bỏ: 9999 là 99,99%; null: không có đối tượng."
    )
    rate: str | None = Field(
        description="Phần trăm đạt như trên trang, hai số lẻ; không làm tròn lên thành đạt."
    )
    gap: int = Field(description="Còn thiếu bao nhiêu người (hồ sơ) để đạt tỷ lệ.")
    verdict: Literal["pass", "fail", "none", "monitor"] = Field(
        description="Đạt, chưa đạt, không có đối tượng, chỉ theo dõi."
    )
    otherwise: Otherwise | None


class Figures(Schema):
    """Figures of a source: where they come from, units and criteria by name, and the numbers."""

    source: Literal["live", "submitted", "sealed"]
    source_name: str
    hash: str = Field(description="Mã khóa hoặc mã của báo cáo đã nộp; rỗng với số liệu trực tiếp.")
    day: str
    map: str
    horizon: Horizon
    assumption: str = Field(description="Giả định của ngày chưa đến; rỗng nếu ngày đã đến.")
    missing: list[UnitNamed] = Field(description="Đơn vị phải có mà chưa có báo cáo.")
    units: list[UnitNamed]
    criteria: list[CriterionNamed]
    figures: list[Figure]


class OfLevel(OfAUnit):
    """The figures of all units, or of those of a level."""

    level: Level | Nothing = Field(None, description="Chỉ đơn vị của một cấp, hoặc nhóm đơn vị.")


@router.get(
    "/figures",
    response=Figures,
    url_name="api-figures",
    summary="Số liệu trực tiếp",
    description="Mỗi đơn vị, mỗi chỉ tiêu của mốc vào một ngày, theo địa giới được hỏi.",
)
def figures(request: HttpRequest, asked: Query[OfLevel]) -> Any:
    """Return the figures of the records as they are now."""
    return told(asked.source(request), "live", asked.level)


@router.get(
    "/figures.csv",
    url_name="api-figures-csv",
    response={200: str},
    summary="Số liệu trực tiếp, dạng CSV",
    description="Mỗi dòng một đơn vị, một chỉ tiêu, một mốc; mã đứng cạnh tên. "
    "Không nêu mốc thì có mọi mốc.",
)
def figures_csv(request: HttpRequest, asked: Query[OfLevel]) -> HttpResponseBase:
    """Return the same as a table, a row for each unit, criterion and horizon; streamed."""
    codes = [asked.horizon] if asked.horizon else list(HORIZONS)
    sources = [asked.model_copy(update={"horizon": code}).source(request) for code in codes]
    return as_csv(chain.from_iterable([tidy(each, "live", asked.level) for each in sources]))


def told(source: Source, kind: str, level: str | None) -> dict[str, Any]:
    """Return the figures of a source, of its units of a level or of all."""
    criteria, lens = source.lens.criteria, source.lens
    units = units_at(source, level)
    return {
        "source": kind,
        "source_name": source.label,
        "hash": source.digest,
        "day": lens.day.isoformat(),
        "map": lens.units_on.isoformat(),
        "horizon": lens.horizon.code,
        "assumption": lens.assumption,
        "missing": [unit_named(unit, source) for unit in source.missing],
        "units": [unit_named(unit, source) for unit in units],
        "criteria": [criterion_named(criterion) for criterion in criteria],
        "figures": [_told(each, source) for each in lines(source, units)],
    }


def units_at(source: Source, level: str | None) -> list[Unit]:
    """Return the units of a source, of a level if asked; what is no unit of its own is none."""
    root = source.root
    if level and level == root.level and not root.is_several:
        return [root]
    if level:
        return rows_at(source, level) if level in levels_below(source) else []
    units = [unit for unit in source.units if not unit.is_several]
    # A group asked for is none of the units that it holds.
    return units if root in units or root.is_several else [root, *units]


def lines(source: Source, units: list[Unit]) -> Iterator[Line]:
    """Return a line for each unit and criterion of a source; two queries, here and now."""
    criteria = source.lens.criteria
    counted = source.figures(with_other_readings(criteria))
    return (line(source.lens, unit, each, counted) for unit in units for each in criteria)


def _told(found: Line, source: Source) -> dict[str, Any]:
    other = found.otherwise
    return {
        "unit": source.name_of(found.unit),
        "criterion": found.criterion.code,
        **numbers(found),
        "otherwise": other and {
            "covered": other.figure.covered, "met": other.figure.met,
            "verdict": other.verdict.value,
        },
    }  # fmt: skip


def numbers(found: Line) -> dict[str, Any]:
    """Return the numbers of a line by name."""
    figure = found.figure
    return {
        "covered": figure.covered,
        "met": figure.met,
        "short": figure.short,
        "unknown": figure.unknown,
        "unconfirmed": figure.unconfirmed,
        "percent_hundredths": hundredths(figure),
        "rate": None if found.rate is None else f"{found.rate:.2f}",
        "gap": found.gap,
        "verdict": found.verdict.value,
    }


def hundredths(figure: Counted) -> int | None:
    """Return the share in hundredths of a percent, what is left over dropped; None of nobody."""
    return 10000 * figure.met // figure.covered if figure.covered else None


COLUMNS = (
    "source", "hash", "day", "map", "horizon", "unit", "unit_name", "level", "above", "criterion",
    "criterion_name", "cover", "cover_name", "target", "covered", "met", "short", "unknown",
    "unconfirmed", "percent_hundredths", "rate", "gap", "verdict", "verdict_name", "assumption",
)  # fmt: skip


def tidy(source: Source, kind: str, level: str | None) -> Iterator[list[Any]]:
    """Return a row for each unit and criterion of a source, codes beside names.

    Its figures are asked for at once, so that what fails fails before anything is sent.
    """
    found = lines(source, units_at(source, level))
    return (_row(each, source, kind) for each in found)


def _row(found: Line, source: Source, kind: str) -> list[Any]:
    lens = source.lens
    unit, criterion = unit_named(found.unit, source), criterion_named(found.criterion)
    cells = [
        kind, source.digest, lens.day.isoformat(), lens.units_on.isoformat(), lens.horizon.code,
        *unit.values(), *criterion.values(), *numbers(found).values(),
        str(found.verdict.label), lens.assumption,
    ]  # fmt: skip
    return ["" if cell is None else cell for cell in cells]


def as_csv(rows: Iterator[list[Any]]) -> HttpResponseBase:
    """Return rows as a table that is sent as it is made."""
    return StreamingHttpResponse(csv_lines(COLUMNS, rows), content_type="text/csv; charset=utf-8")
