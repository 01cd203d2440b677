from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from reorganising.on_the_day import apply_due
from reorganising.results import NotApplied
from reorganising.telling import applied_lines


class Command(BaseCommand):
    help = (
        "Áp dụng các dự thảo sắp xếp đơn vị đã hẹn mà ngày có hiệu lực đã đến. Chạy mỗi ngày một "
        "lần, sau nửa đêm. Dự thảo không áp dụng được thì nêu lý do, không ghi gì của dự thảo ấy "
        "và kết thúc với mã 1."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        refused = []
        for draft, came in apply_due(timezone.now()):
            if isinstance(came, NotApplied):
                refused.append(f"Không áp dụng văn bản số {draft}: {' '.join(came.told)}")
            else:
                self.stdout.write("\n".join(applied_lines(came)))
        if refused:
            raise CommandError("\n".join(refused))
