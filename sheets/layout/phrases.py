"""Words of headings that name no place: groups of titles, bodies, parts of a list, notes."""

from __future__ import annotations

import re
from functools import lru_cache

from personnel.models import Title
from personnel.words.text import WORD_BEGINS, WORD_ENDS, match_key, whole_words

# The words of a group; of several named at once, none.
_GROUPS = (
    (
        Title.Group.NONSPECIALISED,
        r"(?:n?hđ ?)?(?:kct|k\.c\.t)|(?:không|ko|k|kh)[ .]*(?:chuyên|ch|c)[ .-]*(?:trách|tr|t)"
        r"|không chuyên|bán chuyên trách|bán ct",
    ),
    (Title.Group.MASS, "chính trị-xã hội|chính trị xã hội|ct-xh|ctxh|đoàn thể|mặt trận|mttq"),
    (Title.Group.KEY, "chủ chốt"),
    (Title.Group.COMMITTEE, "cấp ủy(?: viên)?|ban chấp hành|bch đảng bộ"),
    (Title.Group.CIVIL, "công chức"),
)
# Groups named together, so that none of them holds: "Cán bộ", "Cán bộ, công chức".
_STAFF = (
    "cán bộ|cb|cbcc|cb,? ?cc|chuyên trách|công chức|cc|lãnh đạo|viên chức|cbccvc|và|chủ chốt|xã"
    "|cấp xã|danh sách|phường|thị trấn|của|các|đội ngũ"
)
# What else boards write over parts of a list, longest first where one begins another.
_OTHERS = (
    "khối|cơ quan|đơn vị|địa phương|đảng ủy|đảng bộ|đảng đoàn|đảng viên|đảng|chi bộ|chi ủy"
    "|chính quyền|ủy ban nhân dân|ủy ban|ubnd|hội đồng nhân dân|hđnd|mặt trận tổ quốc|mặt trận"
    "|tổ quốc|việt nam|mttqvn|mttq|ubmttqvn|ubmttq|ubmtqvn|ubmt|đoàn thể|các|hội|đoàn|tổ chức"
    "|chính trị|xã hội|ct-xh|ctxh|thanh niên|tncs|hcm|liên hiệp|lhpn|phụ nữ|nông dân|lhtn"
    "|cựu chiến binh|ccb|người cao tuổi|nct|chữ thập đỏ|ctđ|khuyến học|công đoàn|cao tuổi"
    "|chức danh|chức vụ|người hoạt động|hoạt động|hđ|nhđ|chuyên trách|lãnh đạo|quản lý"
    "|thường trực|thường vụ|ban chấp hành|bch|btv|btc|cấp ủy|văn phòng|thống kê"
    "|tư pháp|hộ tịch|địa chính|xây dựng|nông nghiệp|môi trường|đô thị|tài chính|kế toán"
    "|văn hóa|tuyên giáo|dân vận|kiểm tra|công an|quân sự|ban chỉ huy|chỉ huy|chqs|chính quy"
    "|xã đội|xã đoàn|phường đội|y tế|giáo dục|nhà trường|trường|trạm|mầm non|tiểu học|thcs"
    "|giáo viên|thú y|khuyến nông|bảo vệ thực vật|đài truyền thanh|truyền thanh|thủ quỹ|văn thư"
    "|lưu trữ|kinh tế|tổng hợp|công nghệ thông tin|một cửa|bộ phận|tiếp nhận|trả kết quả"
    "|dân quân|an ninh|trật tự|thường trực|nhân viên|chuyên môn|nghiệp vụ|giúp việc|phục vụ"
    "|trưởng|phó|bí thư|chủ tịch|phó chủ tịch|phó bí thư|ủy viên|trưởng ban|chỉ huy trưởng"
    "|đại biểu|thành viên|danh sách|trích ngang|biểu|bảng|mẫu|phụ lục|báo cáo|kết quả"
    "|thực trạng|chất lượng|số lượng|đội ngũ|nhân sự|trình độ|đào tạo|bồi dưỡng|bổ nhiệm"
    "|tuyển dụng|thi tuyển|xét tuyển|bố trí|hiện có|hiện nay|hiện tại|hiện đang|đang|công tác"
    "|bổ sung|mới về|mới|trong|được|về|chuyển đến|chuyển đi|chuyển về"
    "|tăng thêm|tăng|giảm|điều động|luân chuyển|biệt phái|tăng cường|hợp đồng"
    "|lao động|biên chế|định suất|tập sự|thử việc|kiêm nhiệm|kiêm|nhiệm kỳ|khóa|năm|tháng|quý"
    "|ngày|giai đoạn|đầu|cuối|đến|tính đến|thời điểm|quy hoạch|dự kiến|nguồn|kế hoạch|sắp"
    "|trước|sau|sáp nhập|sắp xếp|cấp xã|cấp thôn|cấp huyện|cấp|xã loại|loại|miền núi|vùng|khu vực"
    "|đặc biệt khó khăn|nông thôn mới|xã|phường|thị trấn|huyện|thành phố|thị xã|tỉnh|quảng ngãi"
    "|thôn|bản|tổ dân phố|tdp|khu dân cư|khu phố|ở|tại|thuộc|của|và|gồm|khác|theo|ngạch|hạng"
    "|nữ|nam|dân tộc|thiểu số|dtts|trẻ|tuổi|trên|dưới|dôi dư|nghỉ|hưu|người|những|đồng chí|số"
    "|tổng cộng|tổng số|tổng|cộng|phần|mục|tiếp theo|tiếp|địa bàn|có mặt|có"
    "|như|cơ sở|sở tại|cộng hòa|chủ nghĩa|độc lập|tự do"
    "|hạnh phúc|cộng sản|tt|cb|cc|cbcc|cbccvc|vp|ban|tổ|phòng|đội|nhóm|ghi chú|chi tiết|toàn|bộ"
    "|lý lịch|sơ yếu|rà soát|theo dõi|kê khai|hồ sơ|danh mục|thông tin|stt|ubkt|viên chức|cán bộ"
    "|công chức|hưu trí|trường hợp|chi ủy viên|lực lượng|đi học|dự án|bầu cử|qua|đương chức"
    "|nhà nước|công an viên|cộng tác viên|dân số|tạp vụ|bảo vệ|lái xe|đối tượng|dự nguồn|trí thức"
)  # fmt: skip
# What such a part begins with, whatever stands behind.
_HEADS = (
    "khối|cơ quan|ban|hội|phòng|bộ phận|tổ|nhóm|lĩnh vực|ngành|chi bộ|trường|trạm|chức danh|đội"
    "|đoàn thanh niên|đoàn thể|đoàn tncs|đoàn tn|đoàn xã|chi hội|htx|hợp tác xã"
    "|trung tâm|chức vụ|danh sách"
)
_HAMLETS = (
    r"thôn|làng|xóm|bản|ấp|buôn|nóc|plei|tổ dân phố|tdp|tổ dp|khu dân cư|kdc|khu phố|khối phố|kp"
    r"|khu|tổ \d+|tổ tự quản"
)
_TITLES = (
    "danh sách|trích ngang|biểu|bảng|thống kê|tổng hợp|báo cáo|phụ lục|lý lịch|sơ yếu|thông tin"
    "|rà soát|theo dõi|kê khai|hồ sơ"
)
_NOTES = (
    r"ghi chú|gc|lưu ý|chú ý|chú thích|kèm theo|ban hành kèm|căn cứ|theo|nguồn|tổng hợp từ|số liệu"
    r"|đ/c|đc|đ\.c|đồng chí|trong đó|tính đến|không có|hiện có|riêng|đề nghị|đvt|đơn vị tính"
    r"|v/v|về việc|xem|ban hành|có \d+|trang \d+|page|bm ?\d+"
)
_SENTENCE = (
    r"từ|kèm|công văn|tờ trình|theo|đề nghị|căn cứ|thay|cho|là|đã|được|bị|sẽ|này|đ/c|đc|đồng chí"
    r"|không|chưa|xem|trừ|nên|khi|nếu|nhưng|còn|gửi|vào|do"
)
_LETTERHEADS = "cộng hòa xã hội chủ nghĩa|độc lập[-– ]*tự do|đảng cộng sản việt nam"
_END = re.compile(
    r"người lập|lập biểu|ký tên|ký, ghi rõ|thủ trưởng|xác nhận|nơi nhận"
    r"|^t[./]?\s*m[./]?\s|^k[./]?\s*t[./]?\s|^trưởng ban|^phó trưởng ban"
    r"|^ban thường vụ"
)
_DAY_OF_PAPER = re.compile(r"ngày\s*(?:\d{1,2}|[.…]+)\s*tháng")
_PARTS = re.compile(r"[,;&/+-]| " + match_key("và") + " ")


def _phrases(*lists: str) -> re.Pattern[str]:
    """Return a pattern of whole phrases, the longest tried first."""
    found = {match_key(phrase) for words in lists for phrase in words.split("|")}
    inside = "|".join(map(re.escape, sorted(found, key=len, reverse=True)))
    return re.compile(rf"{WORD_BEGINS}(?:{inside}){WORD_ENDS}")


_OF_GROUPS = [(group, whole_words(words)) for group, words in _GROUPS]
_OF_STAFF, _KNOWN = _phrases(_STAFF), _phrases(_OTHERS)
_OF_HEADS, _OF_HAMLETS = whole_words(_HEADS, "^"), whole_words(_HAMLETS, "^")
_OF_TITLES, _OF_NOTES = whole_words(_TITLES, "^"), whole_words(_NOTES, "^")
_OF_SENTENCES, _OF_LETTERHEADS = whole_words(_SENTENCE), whole_words(_LETTERHEADS)
_OF_RANKS = whole_words("cán bộ|công chức|chức danh|người")
_NO_WORD = re.compile(rf"{WORD_BEGINS}(?:\d+|[ivxl]+){WORD_ENDS}|[^\w\s\u0300-\u0323]")
_POLITICAL = match_key("chính trị-xã hội"), match_key("chính trị xã hội")
_SEVERAL = "several"


@lru_cache(maxsize=1024)
def group_of(text: str) -> str:
    """Return the group of titles that a heading names; "" for none, or for several at once."""
    found = _groups_of(text)
    return found if found != _SEVERAL else ""


def names_several(text: str) -> bool:
    """Whether a heading names several groups at once: "Cán bộ", "Cán bộ, công chức"."""
    return _groups_of(text) == _SEVERAL


def is_block(text: str) -> bool:
    """Whether a heading names a block of bodies, in which people of any group may serve."""
    return not _OF_RANKS.search(match_key(text))


@lru_cache(maxsize=1024)
def _groups_of(text: str) -> str:
    parts = _PARTS.split(match_key(text).replace(*_POLITICAL).replace("ct-xh", "ctxh"))
    found = {_group_in(part.strip()) for part in parts} - {""}
    return "" if not found else found.pop() if len(found) == 1 else _SEVERAL


def _group_in(key: str) -> str:
    """Return the group that a part of a heading names: the telling word goes first."""
    found = [group for group, words in _OF_GROUPS if words.search(key)]
    if found[:1] == [Title.Group.NONSPECIALISED] or len(found) == 1:
        return str(found[0])
    return _SEVERAL if found or key and not _without(_OF_STAFF, key) else ""


def _without(known: re.Pattern[str], key: str) -> str:
    """Return what is left of a text without these words, numbers and signs."""
    return " ".join(_NO_WORD.sub(" ", known.sub(" ", key)).split())


def unknown_words(text: str) -> str:
    """Return the words of a text that are none of a list's own, as `match_key` writes them."""
    key = match_key(text)
    for _, words in _OF_GROUPS:
        key = words.sub(" ", key)
    return _without(_KNOWN, key)


def is_part(text: str) -> bool:
    """Whether a heading begins as that of a part of a list: "Khối …", "Ban …"."""
    return bool(_OF_HEADS.match(match_key(text)))


def is_hamlet(text: str) -> bool:
    """Whether a heading names a hamlet, or a group of households."""
    return bool(_OF_HAMLETS.match(match_key(text)))


def is_title(text: str) -> bool:
    """Whether a text begins as the title of a list."""
    return bool(_OF_TITLES.match(match_key(text)))


def is_note(text: str) -> bool:
    """Whether a text begins as a note does."""
    return bool(_OF_NOTES.match(match_key(text).lstrip("(*[- ")))


def is_sentence(text: str) -> bool:
    """Whether a text has words that stand in sentences, and in no heading."""
    return bool(_OF_SENTENCES.search(match_key(text)))


def is_letterhead(text: str) -> bool:
    """Whether a text is of what stands on top of every official paper."""
    return bool(_OF_LETTERHEADS.search(match_key(text)))


def is_end(text: str) -> bool:
    """Whether a text belongs to the block of signatures below a list."""
    return bool(_END.search(text.casefold())) or is_day_of_paper(text)


def is_day_of_paper(text: str) -> bool:
    """Whether a text says when a paper was written: "Ba Tơ, ngày 5 tháng 1 năm 2025"."""
    return bool(_DAY_OF_PAPER.search(text.casefold()))
