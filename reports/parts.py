"""The parts of a report that people write, as its figures cannot say them."""

from collections.abc import Mapping
from dataclasses import dataclass

# Of one part, in characters: about two pages of a report.
LONGEST = 6000


@dataclass(frozen=True)
class Part:
    """A part of the report that is written by hand: what it is called, what belongs in it.

    `hint` is asked of the unit that hands in, `province_hint` of the province.
    """

    code: str
    label: str
    hint: str
    province_hint: str


_ALL = (
    Part(
        "matters",
        "Người đứng đầu cấp xã theo mục III.4",
        "Bí thư, Chủ tịch UBND cấp xã giữ chức vụ quá hai nhiệm kỳ ở một nơi; Bí thư, Chủ tịch "
        "UBND là người địa phương; phương án bố trí.",
        "Tổng hợp của tỉnh về thời gian giữ chức vụ và việc bố trí Bí thư, Chủ tịch UBND cấp xã "
        "không là người địa phương.",
    ),
    Part(
        "causes",
        "Hạn chế, nguyên nhân",
        "Hạn chế và nguyên nhân chung của đơn vị; nguyên nhân của từng chỉ tiêu ghi ở ghi chú của "
        "chỉ tiêu đó.",
        "Hạn chế và nguyên nhân chung của tỉnh; của từng đơn vị lấy từ báo cáo của đơn vị.",
    ),
    Part(
        "tasks",
        "Nhiệm vụ, giải pháp; kế hoạch mở lớp",
        "Việc sẽ làm để đạt các chỉ tiêu còn thiếu: lớp, số người, đơn vị chủ trì, thời hạn.",
        "Nhiệm vụ, giải pháp thời gian tới; kế hoạch mở lớp: số người, đơn vị chủ trì, thời hạn.",
    ),
    Part(
        "proposals",
        "Đề xuất, kiến nghị",
        "Đề xuất, kiến nghị của đơn vị với cấp trên.",
        "Đề xuất, kiến nghị của tỉnh với cấp trên.",
    ),
)
PARTS: Mapping[str, Part] = {part.code: part for part in _ALL}


def told_texts(texts: Mapping[str, str]) -> list[tuple[Part, str]]:
    """Return texts by part with what each part is, in the order of a report."""
    return [(part, texts[code]) for code, part in PARTS.items() if texts.get(code)]
