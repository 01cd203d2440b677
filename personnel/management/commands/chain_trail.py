from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from personnel.trail.closing import close_days
from personnel.trail.heads import line_of


class Command(BaseCommand):
    help = (
        "Khép các ngày đã qua của lịch sử và nhật ký: mỗi ngày một mã, nối với mã của ngày trước. "
        "Chạy mỗi đêm một lần, sau 01:00, bằng tài khoản sở hữu cơ sở dữ liệu. Chạy lại không đổi "
        "ngày đã khép."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        days = close_days(timezone.now())
        if not days:
            self.stdout.write("Không có ngày nào cần khép.")
            return
        self.stdout.write(f"Đã khép {len(days)} ngày, từ {days[0]} đến {days[-1]}.")
        self.stdout.write(f"Mã của ngày cuối: {line_of(days[-1])}")
