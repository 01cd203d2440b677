from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError

from personnel.reference import load_reference


class Command(BaseCommand):
    help = (
        "Nạp danh mục đơn vị hành chính, chức danh, dân tộc và khóa học từ thư mục fixtures/. "
        "Chạy lại nhiều lần đều an toàn: chỉ thêm mục còn thiếu, không ghi đè điều chỉnh của tỉnh."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            found = load_reference()
        except ValidationError as error:
            raise CommandError(f"Chưa nạp gì. {' '.join(error.messages)}") from error
        for loaded in found:
            self.stdout.write(f"{loaded.label}: thêm {loaded.added}, đã có {loaded.kept}.")
