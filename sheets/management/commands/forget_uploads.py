from datetime import timedelta

from django.core.management.base import CommandError
from django.utils import timezone

from personnel.basics.forgetting import ForgettingCommand
from sheets.uploads.forgetting import forget_files


class Command(ForgettingCommand):
    help = (
        "Xóa các tệp Excel đã nộp quá số ngày được giữ (UPLOADS_KEPT_DAYS, hoặc --days). Lượt nhập "
        "và lịch sử hồ sơ vẫn còn; lượt còn chờ xác nhận được bỏ, không ghi gì. Lượt đã ghi vẫn "
        "hoàn tác được. Chạy mỗi ngày một lần."
    )

    setting, keeps = "UPLOADS_KEPT_DAYS", " tệp"

    def forget(self, days: int) -> None:
        if not days:
            self.stdout.write("UPLOADS_KEPT_DAYS là 0: tệp được giữ mãi, không xóa gì.")
            return
        done = forget_files(timezone.now() - timedelta(days=days))
        self.stdout.write(
            f"Đã xóa {done.files} tệp nộp quá {days} ngày, trong đó {done.put_aside} tệp chưa xác "
            "nhận được bỏ."
        )
        if done.stuck:
            raise CommandError(f"{done.stuck} tệp chưa xóa được khỏi ổ đĩa; chạy lại lệnh sau.")
