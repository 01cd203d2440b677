"""What the page of needs shows, one thing at a time."""

from collections.abc import Mapping

from django.db.models import TextChoices

from targets.needs.counting import Measure
from training.sight import Sight


class Shown(TextChoices):
    """What is counted in the table, and told apart in a list."""

    WANTED = "wanted", "Cần học"
    MINIMUM = "minimum", "Tối thiểu"
    UNRECORDED = "unrecorded", "Cần xác minh"
    TOO_LATE = "too_late", "Không kịp"
    RETIRING = "retiring", "Nghỉ hưu trước hạn"
    ENROLLED = "enrolled", "Đang học"
    ENCOURAGED = "encouraged", "Khuyến khích"

    @property
    def by_course(self) -> bool:
        """Whether it is counted by course; else by criterion."""
        return self in BY_COURSE

    @property
    def measure(self) -> Measure:
        """The measure of the needs that it is; raises ValueError where it is none."""
        return Measure(self.value)

    @property
    def told(self) -> str:
        """What its numbers say, in a sentence."""
        return _TOLD[self]


BY_COURSE = (Shown.WANTED, Shown.UNRECORDED, Shown.RETIRING, Shown.ENROLLED)
_TOLD: Mapping[Shown, str] = {
    Shown.WANTED: (
        "Lượt học cần mở để người còn công tác vào ngày hạn đạt chỉ tiêu: mỗi người mỗi loại trình "
        "độ một khóa, kết thúc trước hạn. Người đang học có kết quả trước hạn không tính lần nữa."
    ),
    Shown.MINIMUM: (
        "Lượt học ít nhất để riêng từng chỉ tiêu đạt tỷ lệ vào ngày hạn, tính riêng ở từng đơn vị: "
        "các dòng, các cột không cộng lại thành số chung."
    ),
    Shown.UNRECORDED: (
        "Lượt học trong “Cần học” mà hồ sơ chưa có thông tin gì về loại trình độ: cần xác minh "
        "trước khi cử."
    ),
    Shown.TOO_LATE: "Người không còn khóa nào kết thúc trước hạn để đạt chỉ tiêu.",
    Shown.RETIRING: "Lượt học của người đến tuổi nghỉ hưu trước hạn: không tính vào “Cần học”.",
    Shown.ENROLLED: (
        "Người được cử, đang học và còn công tác vào ngày hạn, kể cả khi chưa rõ ngày cấp hoặc cấp "
        "sau hạn. Đang học chưa phải là đã đạt."
    ),
    Shown.ENCOURAGED: (
        "Người chưa có nội dung Nghị quyết khuyến khích, không đặt tỷ lệ: không tính vào “Cần học”."
    ),
}
# What the school may look at: what is counted by course, of its own.
OF_SCHOOL = BY_COURSE


def shown_to(sight: Sight) -> tuple[Shown, ...]:
    """Return what the page offers."""
    return OF_SCHOOL if sight.school else tuple(Shown)
