from django.core.management.base import CommandError

from personnel.basics.forgetting import ForgettingCommand, kept_since
from sheets.uploads.forgetting import forget_files


class Command(ForgettingCommand):
    help = (
        "Xóa các tệp Excel đã nộp quá số ngày được giữ (UPLOADS_KEPT_DAYS, hoặc --days), cùng các "
        "dòng đã đọc từ tệp. Lượt nhập và lịch sử hồ sơ vẫn còn; lượt còn chờ xác nhận được bỏ, "
        "không ghi gì. Lượt đã ghi vẫn hoàn tác được. Chạy mỗi ngày một lần."
    )

    setting, keeps = "UPLOADS_KEPT_DAYS", " tệp"

    def forget(self, days: int) -> None:
        if not days:
            self.stdout.write("UPLOADS_KEPT_DAYS là 0: tệp được giữ mãi, không xóa gì.")
            return
        done = forget_files(kept_since(days))
        self.stdout.write(
            f"Đã xóa {done.files} tệp nộp quá {days} ngày, trong đó {done.put_aside} tệp chưa xác "
            "nhận được bỏ."
        )
        if done.stuck:
            raise CommandError(f"{done.stuck} tệp chưa xóa được khỏi ổ đĩa; chạy lại lệnh sau.")
