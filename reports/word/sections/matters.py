"""II.5. What clause III.4 asks for of the heads of communes: in words, until figures tell it."""

from collections.abc import Iterator

from reports.word.blocks import Block, Kind, paragraph
from reports.word.facts import Facts

from .written import written


def matters(facts: Facts) -> Iterator[Block]:
    """Yield the drafted text."""
    yield paragraph("Việc thực hiện mục III.4 của Nghị quyết", kind=Kind.HEADING)
    what = (
        "thời gian giữ chức vụ của người đứng đầu và việc bố trí bí thư, chủ tịch không phải là "
        "người địa phương"
    )
    yield from written(facts, "matters", what)
