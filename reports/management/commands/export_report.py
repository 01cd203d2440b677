import re
import tempfile
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from personnel.keeping.recording import Refused
from reports.arguments import add_assuming, add_day, add_map, day_of, map_of, unit_of
from reports.models import Period
from reports.periods.files import given_out
from reports.workbooks.annual.forms import FORMS
from reports.workbooks.annual.report import Report, live_report, sealed_report
from targets.assuming import Assuming
from targets.criteria import HORIZONS, horizon_on
from targets.lens import Lens

_NUMBER = re.compile("[0-9]{1,9}")


class Command(BaseCommand):
    # They load every page of the portal: a third of the command's time, and of its memory.
    requires_system_checks = ()
    help = (
        "Xuất báo cáo năm của toàn tỉnh hoặc của một đơn vị: sổ Excel theo thể thức văn bản của "
        "Đảng (chỉ tiêu, biểu cấp huyện và cấp xã, biểu BM02/BNV, danh sách người chưa đạt, cơ "
        "cấu, cách hiểu), hoặc số liệu dạng CSV, JSON theo đuôi của tên tệp. Số liệu trực tiếp vào "
        "một ngày, hoặc của một kỳ báo cáo đã khóa: đúng tệp đã phát hành khi khóa, nếu có."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        add_day(parser)
        add_map(parser)
        add_assuming(parser)
        parser.add_argument("--horizon", choices=list(HORIZONS), help="Mốc mục tiêu.")
        parser.add_argument(
            "--unit", "--district", metavar="MÃ", help="Chỉ đơn vị mang mã này; mặc định toàn tỉnh."
        )
        parser.add_argument(
            "--period", metavar="KỲ", help="Tên hoặc số của một kỳ báo cáo đã khóa."
        )
        parser.add_argument(
            "--out", metavar="TỆP", required=True, help="Tệp kết quả: .xlsx, .csv hoặc .json."
        )

    def handle(self, *args: Any, **options: Any) -> None:
        out = Path(options["out"])
        form = out.suffix.lower().removeprefix(".")
        if form not in FORMS:
            raise CommandError("Tên tệp kết quả phải có đuôi .xlsx, .csv hoặc .json.")
        if not out.parent.is_dir():
            raise CommandError(f"Không có thư mục {out.parent}.")
        try:
            report = _report(options)
            content = given_out(report, form).content
        except Refused as refusal:
            raise CommandError(str(refusal)) from None
        _save(content, out)
        self.stdout.write(f"Đã ghi báo cáo vào {out}.")
        if recast := report.lens.recast:
            self.stdout.write(f"Số liệu ngày {report.lens.day:%d/%m/%Y} {recast}.")
        if assumption := report.lens.assumption:
            self.stdout.write(f"Ngày {report.lens.day:%d/%m/%Y} chưa đến: {assumption}.")


def _report(options: dict[str, Any]) -> Report:
    if options["period"]:
        return _sealed(options)
    day = day_of(options["as_of"])
    horizon = HORIZONS[options["horizon"] or horizon_on(day).code]
    lens = map_of(Lens(horizon, day, assume=Assuming(options["assuming"])), options["map"])
    root = unit_of(options["unit"], lens)
    if not (root.is_province or root.is_group or root.is_reporting):
        raise CommandError("Báo cáo lập cho toàn tỉnh hoặc cho một đơn vị nộp báo cáo.")
    return live_report(lens, root, timezone.now())


def _sealed(options: dict[str, Any]) -> Report:
    if options["as_of"]:
        raise CommandError("Kỳ báo cáo có ngày lấy số liệu của nó: bỏ --as-of.")
    if options["map"]:
        raise CommandError(
            "Số liệu đã khóa giữ địa giới của ngày khóa, không xếp lại theo địa giới khác: bỏ "
            "--map, hoặc bỏ --period để lấy số liệu trực tiếp."
        )
    period, code = _period(options["period"]), options["unit"]
    if not period.is_sealed:
        raise CommandError(f"Kỳ báo cáo “{period}” chưa khóa.")
    horizon = HORIZONS[options["horizon"]] if options["horizon"] else None
    report = sealed_report(period, (), horizon)
    if code in (None, report.root.code):
        return report
    source = report.source
    there = {kept.district_id for kept in report.submissions} | {u.pk for u in source.missing}
    units = (*source.units, *source.groups, *source.missing)
    found = next((unit.pk for unit in units if unit.code == code and unit.pk in there), None)
    if found is None:
        raise CommandError(f"Kỳ báo cáo “{period}” không có đơn vị mang mã “{code}”.")
    return sealed_report(period, (found,), horizon)


def _period(asked: str) -> Period:
    """Return the period of that name, or else of that number."""
    found = Period.objects.filter(name=asked).first()
    if found is None and _NUMBER.fullmatch(asked):
        found = Period.objects.filter(pk=int(asked)).first()
    if found is None:
        raise CommandError(f"Không có kỳ báo cáo “{asked}”.")
    return found


def _save(content: bytes, out: Path) -> None:
    """Write beside the target and put it in place only when whole."""
    try:
        with tempfile.TemporaryDirectory(dir=out.parent) as folder:
            whole = Path(folder) / out.name
            whole.write_bytes(content)
            whole.replace(out)
    except OSError as error:
        raise CommandError(f"Không ghi được tệp {out}: {error.strerror}.") from None
