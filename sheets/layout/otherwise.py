"""Headings about something else than what somebody is and holds now: planned, studied, asked."""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import StrEnum

from personnel.words.headings import heading_key
from personnel.words.vietnamese import clean

from .words import KNOWN, SECOND_BEST, phrases


class Otherwise(StrEnum):
    """What a column is about instead, as it is told."""

    PLANNED = "quy hoạch hoặc dự kiến, chưa phải hiện nay"
    NEEDED = "nhu cầu, kế hoạch đào tạo"
    STUDYING = "việc đang học, chưa có bằng"
    STANDARD = "yêu cầu phải đạt, không phải trình độ đang có"
    RANK = "ngạch công chức, không phải lớp bồi dưỡng"
    PAST = "thời gian trước đây"
    KIN = "người thân"
    # Of evaluations: another one than that of somebody's own work.
    MEMBER = "xếp loại đảng viên, không phải xếp loại cán bộ, công chức"
    EMULATION = "thi đua, khen thưởng, không phải mức xếp loại"
    PROPOSED = "tự xếp loại hoặc đề nghị, chưa phải kết quả của cấp có thẩm quyền"
    # Of one year or term: which it is, only other columns can tell.
    PERIOD = "một năm hoặc một giai đoạn"
    # Both of now and of something else.
    UNSURE = "điều chưa rõ"


OF_EVALUATIONS = (Otherwise.MEMBER, Otherwise.EMULATION, Otherwise.PROPOSED)
_ABOUT = {
    Otherwise.STANDARD: phrases(
        "yêu cầu | theo quy định | quy định | tiêu chuẩn | đạt chuẩn | chưa đạt | không đạt "
        "| chưa đáp ứng | chưa bảo đảm | chưa đảm bảo | phải đạt | cần đạt | cần có | phải có "
        "| còn thiếu | thiếu | so với | theo vị trí việc làm | theo VTVL | chỉ tiêu | mục tiêu"
    ),
    Otherwise.STUDYING: phrases(
        "đang học | đang theo học | đang đi học | đang đào tạo | đang bồi dưỡng | đang ôn "
        "| đang tham gia | đang dự | chưa tốt nghiệp | đang làm luận văn | đang được cử đi học "
        "| đang tham gia học"
    ),
    Otherwise.NEEDED: phrases(
        "nhu cầu | cần | đăng ký | ĐK | nguyện vọng | kế hoạch | KH đào tạo | cử đi | sẽ học "
        "| được cử | đề nghị cử | chưa học | đào tạo năm | đào tạo giai đoạn"
    ),
    Otherwise.PAST: phrases(
        "trước khi | trước đây | trước đó | năm trước | kỳ trước | khóa trước | cũ | đã qua "
        "| nguyên chức vụ | nguyên chức danh | nguyên là | từng giữ | đã giữ | đã đảm nhiệm "
        "| đầu nhiệm kỳ | khi tuyển dụng | khi được bầu | khi bổ nhiệm | lúc tuyển dụng "
        "| khi vào ngành | đầu vào | ban đầu | trước sắp xếp | trước sáp nhập"
    ),
    Otherwise.PLANNED: phrases(
        "quy hoạch | QH | dự kiến | DK | dự nguồn | giới thiệu | đề xuất | đề nghị | phương án "
        "| bố trí | sắp xếp | thay thế | kế nhiệm | kế cận | sẽ | sắp | sau sắp xếp"
    ),
    Otherwise.KIN: phrases(
        "vợ | chồng | cha | mẹ | bố | con | gia đình | thân nhân | người thân | bố mẹ | cha mẹ"
    ),
    Otherwise.RANK: phrases("ngạch | mã ngạch | chức danh nghề nghiệp"),
}
# What is about somebody as they are, whatever words stand in it.
_NO_OTHER = phrases(
    "theo chức danh quy hoạch | bồi dưỡng ngạch | BD ngạch | chứng chỉ ngạch | chứng chỉ BD ngạch "
    "| kiến thức ngạch | A B C cũ | chứng chỉ cũ"
)
_NOW = phrases(
    "hiện nay | hiện tại | hiện có | hiện giữ | hiện đang giữ | đang giữ | đang đảm nhiệm "
    "| hiện đang đảm nhiệm | đang có | đã có | đã đạt | đã đạt được | đã tốt nghiệp | đã học xong "
    "| đã qua đào tạo | đã được đào tạo | đã đào tạo | đã bồi dưỡng | đã qua bồi dưỡng | hiện "
    "| thực tế | thực trạng | hiện trạng | đang công tác | đến nay"
)
# "Ngạch" under or beside the training may be either; these are no training for certain.
_TRAINING = phrases("QLNN | quản lý nhà nước | quản lý hành chính nhà nước | QLHCNN")
_OF_RANKS = phrases("ngạch | trình độ | bồi dưỡng | BD | chứng chỉ | theo")
_RANK_ONLY = phrases(
    "ngạch công chức | ngạch hiện giữ | ngạch đang giữ | mã ngạch | ngạch lương | ngạch bậc "
    "| ngạch, bậc | tên ngạch | mã số ngạch"
)
_YEARS = re.compile(
    r" (?:(?:{}) )?(?:19|20)\d\d(?: (?:19|20)\d\d)?(?= )".format(
        "|".join(map(heading_key, ("năm", "giai đoạn", "nhiệm kỳ", "khóa", "kỳ", "GĐ", "NK")))
    )
)
_ALREADY, _STILL = phrases("đã")[0], phrases("đang")[0]
# "Tính đến 31/12/2024" is as it stands.
_AS_OF = phrases("đến | tính đến | thời điểm | ngày | tháng | quý")
_NUMBER_OF_A_DECREE = phrases("NĐ | nghị định | QĐ | quyết định | thông tư | TT | luật | NQ")


def about(path: tuple[str, ...]) -> Otherwise | None:
    """Return what a heading given from the top down is about instead of now; None: of now.

    The lowest words that say either decide: under "Quy hoạch", "Chức vụ hiện nay" is of now.
    """
    keys = [f" {heading_key(text)} " for text in path]
    for at in range(len(keys) - 1, -1, -1):
        is_known = keys[at].strip() in KNOWN or keys[at].strip() in SECOND_BEST
        found = None if is_known else _about(keys[at], keys[:at])
        if found or _has(keys[at], _NOW):
            return found
    return None


def says_now(path: tuple[str, ...]) -> bool:
    """Whether a heading says that it is of now."""
    return any(_has(f" {heading_key(text)} ", _NOW) for text in path)


def shorter_keys(text: str) -> Iterator[str]:
    """Yield the key of a heading without words of time: "Chức vụ hiện nay" → "Chức vụ"."""
    key = f" {heading_key(clean(text))} "
    bare = _YEARS.sub("", _without(key, _NOW))
    yield bare.strip()
    for words in _ABOUT.values():
        bare = _without(bare, words)
    yield bare.strip()


def says_only_when(text: str) -> bool:
    """Whether a heading has no other words than those of time."""
    return bool(text) and not next(shorter_keys(text))


def _about(key: str, above: list[str]) -> Otherwise | None:
    key = _without(key, _NO_OTHER)
    is_now = _has(key, _NOW)
    rest = _without(key, _NOW)
    found = next((sort for sort, words in _ABOUT.items() if _has(rest, words)), None)
    if found is Otherwise.RANK:
        return _rank(key, above)
    if found is Otherwise.STUDYING and _ALREADY in rest or not found and _STILL in rest:
        return Otherwise.UNSURE
    if found:
        return Otherwise.UNSURE if is_now else found
    is_as_of = _has(key, _AS_OF) or _has(key, _NUMBER_OF_A_DECREE)
    return Otherwise.PERIOD if _YEARS.search(key) and not is_as_of and not is_now else None


def _rank(key: str, above: list[str]) -> Otherwise | None:
    """Return what "ngạch" says: beside the training for one it may be that training."""
    if _has(key, _RANK_ONLY) or not any(_has(text, _TRAINING) for text in (key, *above)):
        return Otherwise.RANK
    # "Ngạch chuyên viên" under the training is the training for it.
    says_more = _without(_without(key, _TRAINING), _OF_RANKS).strip()
    return None if says_more else Otherwise.UNSURE


def _has(key: str, words: tuple[str, ...]) -> bool:
    return any(phrase in key for phrase in words)


def _without(key: str, words: tuple[str, ...]) -> str:
    for phrase in words:
        while phrase in key:
            key = key.replace(phrase, " ")
    return key if key.strip() else " "
