from typing import Any

from django.core.management.base import BaseCommand

from personnel.reference import load_reference


class Command(BaseCommand):
    help = (
        "Nạp danh mục đơn vị hành chính, chức danh và dân tộc từ thư mục fixtures/. "
        "Chạy lại nhiều lần đều an toàn: chỉ thêm mục còn thiếu, không ghi đè điều chỉnh của tỉnh."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        for loaded in load_reference():
            self.stdout.write(f"{loaded.label}: thêm {loaded.added}, đã có {loaded.kept}.")
