from typing import Any

from django.core.management.base import BaseCommand, CommandError

from personnel.words.vietnamese import dotted
from reports.verifying import everything


class Command(BaseCommand):
    help = (
        "Kiểm tra mã của mọi báo cáo đã nộp, kỳ đã khóa cùng tệp phát hành và kế hoạch đã duyệt: "
        "nêu từng thứ không còn như khi lập, và kết thúc với mã lỗi 1."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        checked, broken = 0, 0
        for found in everything():
            checked += 1
            if not found.intact:
                broken += 1
                self.stdout.write(f"{found.what}: không còn đúng như khi lập.")
        if broken:
            raise CommandError(f"{dotted(broken)} trên {dotted(checked)} mã không đúng.")
        self.stdout.write(
            f"Đã kiểm tra {dotted(checked)} mã của báo cáo, kỳ và kế hoạch: đều đúng."
        )
