from django.core.management.base import CommandError
from django.utils import timezone

from personnel.basics.forgetting import ForgettingCommand, kept_since
from personnel.scans.forgetting import forget_files


class Command(ForgettingCommand):
    help = (
        "Xóa tệp của các bản quét đã rút quá số ngày được giữ (SCANS_TAKEN_BACK_DAYS, hoặc "
        "--days), và các tệp không thuộc bản quét nào (còn lại khi máy chủ dừng giữa lúc đính "
        "kèm). Bản quét đang dùng và lịch sử không đổi. Chạy mỗi ngày một lần."
    )

    setting, keeps = "SCANS_TAKEN_BACK_DAYS", " tệp đã rút"

    def forget(self, days: int) -> None:
        now = timezone.now()
        done = forget_files(kept_since(days) if days else None, now=now)
        self.stdout.write(
            f"Đã xóa {done.taken_back} tệp của bản quét đã rút, {done.nobodys} tệp không thuộc bản "
            "quét nào."
        )
        if done.stuck:
            raise CommandError(f"{done.stuck} tệp chưa xóa được khỏi ổ đĩa; chạy lại lệnh sau.")
