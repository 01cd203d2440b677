from typing import Any

from django.core.management.base import BaseCommand

from personnel.places.rebuilding import rebuild_places


class Command(BaseCommand):
    help = "Tính lại đơn vị nào thay cho đơn vị nào theo từng ngày, từ các lần sắp xếp đã ghi."

    def handle(self, *args: Any, **options: Any) -> None:
        """Write what differs, and say how many rows did."""
        rows = rebuild_places()
        self.stdout.write(f"Đã sửa {rows} dòng." if rows else "Không có gì phải sửa.")
