"""Writing what committees did for the resolution, and by when it was due."""

from __future__ import annotations

from random import Random

from personnel.models import Following, FollowingDue, Unit

from .drafts import LAST_DAY, Paper, Province
from .following import DUE, of_new_communes


def store_following(province: Province) -> None:
    """Write the papers of a province; nothing of a copy, whose districts are the same."""
    if not province.papers:
        return
    old = Unit.objects.filter(valid_from=None)
    units = dict(old.values_list("code", "pk"))
    rows = [_paper(paper, units[paper.unit]) for paper in province.papers]
    new = Unit.objects.keepers().communes().in_force(LAST_DAY).exclude(valid_from=None)
    codes = dict(new.values_list("code", "pk"))
    rows += [
        _paper(paper, codes[paper.unit]) for paper in of_new_communes(codes, Random(LAST_DAY.year))
    ]
    Following.objects.bulk_create(rows)
    FollowingDue.objects.bulk_create(
        FollowingDue(year=year, programme=programme, review=review)
        for year, (programme, review) in DUE.items()
    )


def _paper(paper: Paper, unit: int) -> Following:
    return Following(
        unit_id=unit, kind=paper.kind, year=paper.year, day=paper.day, number=paper.number,
        issuer=paper.issuer, summary=paper.summary, remedied=paper.remedied,
    )  # fmt: skip
