import tempfile
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from openpyxl import Workbook

from personnel.models import Person, Unit
from reports.arguments import add_day, day_of
from reports.lens import Lens
from reports.workbooks.compliance import compliance_workbook
from targets.criteria import HORIZONS, horizon_on


class Command(BaseCommand):
    help = (
        "Xuất báo cáo Excel: bảng chỉ tiêu, bảng cấp huyện, bảng cấp xã và danh sách người chưa "
        "đạt hoặc chưa có thông tin, vào một ngày và theo một mốc mục tiêu."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        add_day(parser)
        parser.add_argument("--horizon", choices=list(HORIZONS), help="Mốc mục tiêu.")
        parser.add_argument("--out", metavar="TỆP.xlsx", required=True, help="Tệp kết quả.")

    def handle(self, *args: Any, **options: Any) -> None:
        day, out = day_of(options["as_of"]), Path(options["out"])
        if out.suffix.lower() != ".xlsx":
            raise CommandError("Tên tệp kết quả phải có đuôi .xlsx.")
        if not out.parent.is_dir():
            raise CommandError(f"Không có thư mục {out.parent}.")
        horizon = HORIZONS[options["horizon"] or horizon_on(day).code]
        book = compliance_workbook(Lens(horizon, day), Person.objects.all(), Unit.objects.all())
        _save(book, out)
        self.stdout.write(f"Đã ghi báo cáo vào {out}.")


def _save(book: Workbook, out: Path) -> None:
    """Write beside the target and put it in place only when whole."""
    try:
        with tempfile.TemporaryDirectory(dir=out.parent) as folder:
            whole = Path(folder) / out.name
            book.save(whole)
            whole.replace(out)
    except OSError as error:
        raise CommandError(f"Không ghi được tệp {out}: {error.strerror}.") from None
