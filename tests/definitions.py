"""The table of criteria in docs/definitions.md, written from the register."""

from targets.criteria import REGISTER
from targets.rules import Criterion

HEADER = (
    "| code | clause | covers | asks | share | deadline | reading | supersedes |\n"
    "|---|---|---|---|---|---|---|---|"
)


def table() -> str:
    """Return the table, a line a criterion."""
    return "\n".join([HEADER, *(line(criterion) for criterion in REGISTER)])


def line(criterion: Criterion) -> str:
    """Return one criterion's line."""
    cells = (
        criterion.code,
        criterion.clause,
        criterion.cover.label,
        criterion.asked or "hồ sơ xử lý trên môi trường mạng",
        str(criterion.share or "monitor"),
        f"{criterion.deadline:%d/%m/%Y}",
        criterion.reading,
        ", ".join(criterion.supersedes),
    )
    return "| " + " | ".join(cells) + " |"
