"""IV. Who is to be trained in what, as far as the figures tell, and what is planned."""

from collections.abc import Iterator

from personnel.models import Unit
from reports.doubts import of_facts
from reports.word import phrases
from reports.word.blocks import Block, paragraph
from reports.word.facts import Facts

from .missing import missing_table
from .written import written


def tasks(facts: Facts) -> Iterator[Block]:
    """Yield the table of who is missing, what has to be looked up, and the drafted plan."""
    number = 0
    if facts.failed:
        number += 1
        yield paragraph(f"{number}. Đào tạo, bồi dưỡng, bố trí để đủ số còn thiếu nêu tại Bảng 4.")
        yield from missing_table(facts)
    for text in _to_look_up(facts):
        number += 1
        yield paragraph(f"{number}. {text}")
    what = "nhiệm vụ, giải pháp, kế hoạch mở lớp, đơn vị chủ trì, thời hạn"
    yield from written(facts, "tasks", what, f"{number + 1}. " if number else "")


def _to_look_up(facts: Facts) -> Iterator[str]:
    unknown = sum(facts.figure(c).unknown for c in facts.criteria if c.about_people)
    if unknown:
        yield (
            f"Rà soát, bổ sung thông tin đối với {phrases.count(unknown)} lượt đối tượng chưa có "
            "thông tin trước khi lập danh sách cử đi đào tạo, bồi dưỡng."
        )
    communes = of_facts(facts.report.doubted, set(Unit.Fact))
    if communes:
        yield (
            f"Xác nhận địa hình, vùng dân tộc thiểu số của {phrases.count(len(communes))} đơn vị "
            "hành chính cấp xã."
        )


def proposals(facts: Facts) -> Iterator[Block]:
    """Yield V, the proposals as they were drafted."""
    above = "Ban Thường vụ Tỉnh ủy" if facts.whole else "cấp trên"
    yield from written(facts, "proposals", f"kiến nghị với {above}")
