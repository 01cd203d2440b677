from django.utils import timezone

from personnel.basics.forgetting import ForgettingCommand, kept_since
from reports.periods.erasing_names import erase_names, named
from reports.plans.erasing_names import erase_names_of_over


class Command(ForgettingCommand):
    help = (
        "Xóa họ tên, số CCCD khỏi danh sách của các báo cáo nộp, kế hoạch đào tạo không còn thực "
        "hiện được duyệt quá số ngày được giữ "
        "(NAMES_KEPT_DAYS, hoặc --days); số liệu đã nộp, đã khóa giữ nguyên và vẫn kiểm tra được. "
        "Chạy mỗi ngày một lần."
    )

    setting, keeps = "NAMES_KEPT_DAYS", " tên trong báo cáo"

    def forget(self, days: int) -> None:
        if not days:
            self.stdout.write("NAMES_KEPT_DAYS là 0: tên trong báo cáo được giữ mãi, không xóa gì.")
            return
        reason = f"quá {days} ngày được giữ"
        before, now = kept_since(days), timezone.now()
        people = erase_names(named(before=before), reason, now)
        self.stdout.write(f"Đã xóa tên ở {people} dòng của các báo cáo nộp quá {days} ngày.")
        people = erase_names_of_over(before, reason, now)
        self.stdout.write(
            f"Đã xóa tên {people} người trong các kế hoạch đào tạo duyệt quá {days} ngày, không "
            "còn thực hiện."
        )
