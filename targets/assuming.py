"""What figures of a day to come take for granted."""

from django.db.models import TextChoices

from personnel.reading.ahead import Ahead


class Assuming(TextChoices):
    """What a forecast takes for granted besides what is recorded and who retires."""

    NOTHING = "a", "Theo hồ sơ, trừ người nghỉ hưu"
    ENROLLED = "b", "Thêm người đang học"
    QUALIFIED = "c", "Người thay thế đạt chuẩn"
    AS_BEFORE = "d", "Người thay thế như ba năm qua"

    @property
    def brief(self) -> str:
        """The same where there is little room."""
        return _BRIEF[self]

    @property
    def told(self) -> str:
        """The same in full, as it stands beside figures."""
        return _TOLD[self]

    @property
    def ahead(self) -> Ahead:
        """What it means for who is in post and what they hold; nobody is replaced in it."""
        return Ahead(awarded=self == Assuming.ENROLLED)

    @property
    def replaces(self) -> bool:
        """Whether somebody takes the place of each who leaves."""
        return self in (Assuming.QUALIFIED, Assuming.AS_BEFORE)


# Those of people by name: of whoever will come nothing can be listed.
OF_PEOPLE = (Assuming.NOTHING, Assuming.ENROLLED)
_BRIEF = {
    Assuming.NOTHING: "dự báo: trừ người đến tuổi nghỉ hưu",
    Assuming.ENROLLED: "dự báo: trừ người đến tuổi nghỉ hưu, thêm người đang học",
    Assuming.QUALIFIED: "dự báo: người nghỉ hưu được thay bằng người đạt chuẩn",
    Assuming.AS_BEFORE: "dự báo: người nghỉ hưu được thay như ba năm qua",
}
_TOLD = {
    Assuming.NOTHING: "giả định người đến tuổi đã nghỉ hưu, không ai nghỉ vì lý do khác, "
    "không ai được thay thế, không ai học thêm",
    Assuming.ENROLLED: "giả định người đến tuổi đã nghỉ hưu, người được cử đi học và đang học "
    "được cấp bằng, chứng chỉ đúng ngày dự kiến, không ai nghỉ vì lý do khác, "
    "không ai được thay thế, không ai khác học thêm",
    Assuming.QUALIFIED: "giả định như (a) và mỗi người nghỉ hưu được thay bằng một người đạt mọi "
    "chỉ tiêu hỏi được về người mới",
    Assuming.AS_BEFORE: "giả định như (a) và mỗi người nghỉ hưu được thay bằng một người đạt chuẩn "
    "như người mới giữ chức danh trong ba năm qua",
}
