"""What people write themselves: as they wrote it, or the place where they have still to."""

from collections.abc import Iterator

from reports.word.blocks import Paragraph, left_open, paragraph
from reports.word.facts import Facts


def written(facts: Facts, part: str, what: str, number: str = "") -> Iterator[Paragraph]:
    """Yield a drafted text line by line; where there is none, whose it is to write."""
    lines = [line.strip() for line in facts.written.texts.get(part, "").splitlines()]
    lines = [line for line in lines if line]
    if not lines:
        yield paragraph(number, left_open(what, f"{facts.board} viết"))
    for line in lines:
        yield paragraph(number, line)
        number = ""
