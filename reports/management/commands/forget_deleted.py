from django.utils import timezone

from personnel.basics.forgetting import ForgettingCommand, kept_since
from reports.personal.erasing import carry_out_waiting, erase_due, erase_scans_of_nothing


class Command(ForgettingCommand):
    help = (
        "Xóa hẳn các hồ sơ đã xóa quá số ngày được giữ (DELETED_KEPT_DAYS, hoặc --days) cùng lịch "
        "sử, bản quét, lượt xem của hồ sơ và tên trong báo cáo đã nộp; bản quét của văn bằng, chức "
        "danh đã xóa quá số ngày ấy; và các hồ sơ có quyết định xóa hẳn trước hạn. Chạy mỗi ngày "
        "một lần, bằng người dùng sở hữu cơ sở dữ liệu."
    )

    setting, keeps = "DELETED_KEPT_DAYS", " hồ sơ đã xóa"

    def forget(self, days: int) -> None:
        now = timezone.now()
        done = carry_out_waiting(at=now)
        erased = sum(not erasure.left for erasure in done)
        self.stdout.write(f"Đã xóa hẳn {erased} hồ sơ theo quyết định trước hạn.")
        for erasure in (erasure for erasure in done if erasure.left):
            self.stdout.write(f"Không xóa hồ sơ số {erasure.record}: {erasure.left}.")
        if not days:
            self.stdout.write("DELETED_KEPT_DAYS là 0: hồ sơ đã xóa được giữ mãi.")
            return
        before = kept_since(days)
        due = erase_due(before, days, at=now)
        scans = erase_scans_of_nothing(before, at=now)
        self.stdout.write(
            f"Đã xóa hẳn {due} hồ sơ xóa quá {days} ngày, {scans} bản quét của nội dung đã xóa quá "
            f"{days} ngày."
        )
