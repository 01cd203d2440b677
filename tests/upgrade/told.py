"""What a database says: figures, lists and hashes of its reports, `assess`, its saved lists."""

import json
from io import StringIO
from typing import Any

from django.core.management import call_command
from django.http import QueryDict
from django.urls import reverse

from personnel.models import Unit
from reports.models import Period, SavedList, Submission
from reports.people.asked import Asked
from reports.periods.hashing import verify
from reports.periods.people import OUTCOMES, FrozenList
from reports.sources import FrozenSource, sealed_source, submitted_source
from reports.workbooks.annual.figures import figures_json
from reports.workbooks.annual.report import sealed_report, submitted_report
from targets.criteria import HORIZONS
from targets.lens import Lens
from tests.reports.periods.handing import seal_is_whole

ASSESSED = [(day, horizon) for day in ("2024-12-31", "2025-12-31", "2026-06-30")
            for horizon in HORIZONS]  # fmt: skip


def told() -> dict[str, Any]:
    """Return all of it as JSON keeps it."""
    return {
        "assess": {f"{day} {horizon}": _assessed(day, horizon) for day, horizon in ASSESSED},
        "submissions": [_submission(each) for each in Submission.objects.order_by("pk")],
        "periods": [_period(each) for each in Period.objects.order_by("pk")],
        "saved lists": [_saved(each) for each in SavedList.objects.order_by("pk")],
    }


def _assessed(day: str, horizon: str) -> Any:
    out = StringIO()
    call_command("assess", as_of=day, horizon=horizon, format="json", stdout=out)
    # By what each is about: units that a release adds are told besides.
    return {f"{row['unit']} {row['criterion']}": row for row in json.loads(out.getvalue())}


def _submission(submission: Submission) -> dict[str, Any]:
    found = {"hash": submission.sha256, "whole": verify(submission)}
    for code, horizon in HORIZONS.items():
        found[code] = figures_json(submitted_report(submission, horizon))
    return found | {"lists": _lists(submitted_source(submission))}


def _period(period: Period) -> dict[str, Any]:
    found = {"name": period.name, "hash": period.seal_hash, "sealed": period.is_sealed}
    if not period.is_sealed:
        return found
    found["whole"] = seal_is_whole(period)
    for code, horizon in HORIZONS.items():
        found[code] = figures_json(sealed_report(period, (), horizon))
    district = Unit.objects.get(code="535", level="district")
    found["535"] = figures_json(sealed_report(period, [district.pk]))
    return found | {"lists": _lists(sealed_source(period))}


def _lists(source: FrozenSource) -> dict[str, list[int]]:
    """Return who is on each list that a frozen page may lead to, in its order."""
    asked = [f"criterion={c.code}&outcome={outcome}" for c in source.lens.criteria
             if c.about_people for outcome in OUTCOMES]  # fmt: skip
    asked += ["group=key", "group=all", "measure=women&base=staff", "measure=age50&base=all",
              "measure=minority&base=staff&whole=1"]  # fmt: skip
    return {
        query: list(FrozenList.read(QueryDict(query), source).rows.values_list("person", flat=True))
        for query in asked
    }


def _saved(kept: SavedList) -> list[Any]:
    lens = Lens(HORIZONS["2025"], Period.objects.latest("day").day)
    query = f"{kept.query}&{lens.query}"
    ids = list(Asked.read(QueryDict(query), kept.user).selection.ids)
    return [kept.name, f"{reverse('people')}?{query}", ids]
