from django.utils import timezone

from personnel.basics.forgetting import ForgettingCommand, kept_since
from personnel.models import Disclosure
from personnel.trail.forgetting import forget


class Command(ForgettingCommand):
    help = (
        "Xóa các lượt xem, tải dữ liệu cá nhân quá số ngày được giữ (DISCLOSURES_KEPT_DAYS, hoặc "
        "--days). Chạy mỗi ngày một lần."
    )

    setting, keeps = "DISCLOSURES_KEPT_DAYS", ""

    def forget(self, days: int) -> None:
        if not days:
            self.stdout.write("DISCLOSURES_KEPT_DAYS là 0: nhật ký được giữ mãi, không xóa gì.")
            return
        now = timezone.now()
        old = Disclosure.objects.filter(at__lt=kept_since(days))
        forgotten = forget(old, f"quá {days} ngày được giữ", now)
        self.stdout.write(f"Đã xóa {forgotten} lượt xem, tải dữ liệu cá nhân quá {days} ngày.")
