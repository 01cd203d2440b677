"""The steps from one figure to another: why somebody counts on one side and not on the other."""

from django.db.models import TextChoices

from personnel.models import Post


class Step(TextChoices):
    """Why somebody is counted otherwise, as the steps of a bridge are shown.

    Which one of them a person stands in, `reasons` decides (docs/definitions.md, "Comparing").
    """

    CAME = "came", "Mới vào"
    JOINED = "joined", "Đơn vị được nhập vào tỉnh"
    MOVED_IN = "moved-in", "Từ đơn vị khác chuyển đến"
    RETIRED = "retired", "Nghỉ hưu"
    DIED = "died", "Từ trần"
    RESIGNED = "resigned", "Thôi việc"
    TRANSFERRED = "transferred", "Chuyển công tác, không còn giữ chức danh cấp xã"
    LEFT = "left", "Thôi giữ chức danh, không ghi lý do hoặc lý do khác"
    MOVED_OUT = "moved-out", "Chuyển đến đơn vị khác"
    INTO = "into", "Đổi nhóm, chức danh: nay thuộc đối tượng"
    OUT_OF = "out-of", "Đổi nhóm, chức danh: không còn thuộc đối tượng"
    TRAINED = "trained", "Được đào tạo, bồi dưỡng"
    MOVED = "moved", "Chuyển đơn vị, yêu cầu hoặc địa bàn khác"
    AGED = "aged", "Đến tuổi hoặc đủ thời gian theo điều khoản"
    UNIT = "unit", "Đơn vị đổi địa hình, loại, vùng DTTS hoặc phạm vi Nghị quyết"
    RULES = "rules", "Quy tắc đánh giá thay đổi"
    REPORTED = "reported", "Đơn vị chưa có báo cáo ở số liệu trước"
    UNREPORTED = "unreported", "Đơn vị chưa có báo cáo ở số liệu sau"
    CORRECTED = "corrected", "Hồ sơ hoặc danh mục được sửa, bổ sung"


# How the step is told after a number of people: "41 người được đào tạo, bồi dưỡng".
TOLD = {
    Step.CAME: "mới vào",
    Step.JOINED: "ở đơn vị được nhập vào tỉnh",
    Step.MOVED_IN: "từ đơn vị khác chuyển đến",
    Step.RETIRED: "nghỉ hưu",
    Step.DIED: "từ trần",
    Step.RESIGNED: "thôi việc",
    Step.TRANSFERRED: "chuyển công tác, không còn giữ chức danh cấp xã",
    Step.LEFT: "thôi giữ chức danh",
    Step.MOVED_OUT: "chuyển đến đơn vị khác",
    Step.INTO: "đổi nhóm, chức danh, nay thuộc đối tượng",
    Step.OUT_OF: "đổi nhóm, chức danh, không còn thuộc đối tượng",
    Step.TRAINED: "được đào tạo, bồi dưỡng",
    Step.MOVED: "chuyển đơn vị",
    Step.AGED: "đến tuổi hoặc đủ thời gian theo điều khoản",
    Step.UNIT: "ở đơn vị đổi địa hình, loại, vùng DTTS hoặc phạm vi Nghị quyết",
    Step.RULES: "được đánh giá theo quy tắc đã thay đổi",
    Step.REPORTED: "thuộc đơn vị chưa có báo cáo ở số liệu trước",
    Step.UNREPORTED: "thuộc đơn vị chưa có báo cáo ở số liệu sau",
    Step.CORRECTED: "có hồ sơ hoặc danh mục được sửa, bổ sung",
}

# The step of whoever holds no post any more, by the recorded reason.
LEAVING: dict[str, Step] = {
    Post.EndReason.RETIRED: Step.RETIRED,
    Post.EndReason.DIED: Step.DIED,
    Post.EndReason.RESIGNED: Step.RESIGNED,
    Post.EndReason.MOVED: Step.TRANSFERRED,
    **dict.fromkeys(Post.EndReason.upwards(), Step.TRANSFERRED),
}
