"""What the commands share: reading the as-of day, the horizon and the unit."""

from argparse import ArgumentParser
from datetime import date

from django.core.management.base import CommandError
from django.utils import timezone

from personnel.models import Unit
from personnel.reading.counted import has_a_row
from personnel.words.dates import parse_day
from targets.criteria import BY_CODE, HORIZONS, criteria_for
from targets.rules import Criterion

from .scope import named


def add_day(parser: ArgumentParser) -> None:
    """Add --as-of."""
    parser.add_argument(
        "--as-of", metavar="NGÀY", help="Ngày xem số liệu, dạng 2025-12-31 hoặc 31/12/2025."
    )


def day_of(text: str | None) -> date:
    """Return the day given, or today; raises CommandError when it cannot be read."""
    if text is None:
        return timezone.localdate()
    try:
        return parse_day(text)
    except ValueError:
        message = f"Ngày “{text}” không hợp lệ. Nhập dạng 2025-12-31 hoặc 31/12/2025 (1990–2100)."
        raise CommandError(message) from None


def add_horizon(parser: ArgumentParser) -> None:
    """Add --horizon."""
    parser.add_argument(
        "--horizon",
        choices=[*HORIZONS, "all"],
        default="all",
        help="Mốc mục tiêu: 2025, 2030 (gồm cả chỉ tiêu 2025 còn tiếp tục), hoặc all (tất cả).",
    )


def criteria_of(horizon: str) -> list[Criterion]:
    """Return the criteria of a horizon, or the whole register for "all"."""
    return list(BY_CODE.values()) if horizon == "all" else criteria_for(HORIZONS[horizon])


def unit_of(code: str | None, day: date) -> Unit:
    """Return the unit that `code` means on `day`, as an address does; without one the province.

    Raises CommandError where there is none.
    """
    if code is None:
        return _province(day)
    unit = named(Unit.objects.filter(has_a_row(day)).addressed(code), code, day)
    if unit is None:
        raise CommandError(f"Không có đơn vị mang mã “{code}” vào ngày {day:%d/%m/%Y}.")
    return unit


def _province(day: date) -> Unit:
    province = Unit.objects.in_force(day).provinces().first()
    if province is None:
        raise CommandError("Chưa có danh mục đơn vị. Chạy load_reference trước.")
    return province
