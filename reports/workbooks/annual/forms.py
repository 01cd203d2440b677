"""The forms that a report is given out in, as bytes: the workbook, CSV and JSON."""

import json
from collections.abc import Callable
from dataclasses import dataclass

from .figures import figures_csv, figures_json
from .report import Report
from .workbook import Issued, annual_workbook


@dataclass(frozen=True)
class Form:
    """A form: what it is called, its content type, and how a report is written in it."""

    label: str
    content_type: str
    write: Callable[[Report], Issued]


def _csv(report: Report) -> Issued:
    return Issued("".join(figures_csv(report)).encode(), people=0)


def _json(report: Report) -> Issued:
    return Issued(json.dumps(figures_json(report), ensure_ascii=False).encode(), people=0)


FORMS = {
    "xlsx": Form(
        "tệp Excel",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        annual_workbook,
    ),
    "csv": Form("tệp CSV", "text/csv; charset=utf-8", _csv),
    "json": Form("tệp JSON", "application/json", _json),
}
