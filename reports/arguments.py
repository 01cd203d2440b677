"""What the commands share: reading the as-of day, the horizon and the unit."""

from argparse import ArgumentParser
from datetime import date

from django.core.management.base import CommandError
from django.utils import timezone

from personnel.models import Unit
from personnel.reading.counted import has_a_row
from personnel.words.dates import parse_day
from targets.assuming import OF_PEOPLE, Assuming
from targets.criteria import BY_CODE, HORIZONS, criteria_for
from targets.lens import NAMED, Lens
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


def add_map(parser: ArgumentParser) -> None:
    """Add --map."""
    parser.add_argument(
        "--map",
        metavar="NGÀY",
        help="Tính theo địa giới của ngày này: đánh giá như vào ngày xem số liệu, chỉ xếp lại theo "
        "các đơn vị của ngày đó.",
    )


def map_of(lens: Lens, text: str | None) -> Lens:
    """Return a lens by the map of the day given, if any; raises CommandError as `day_of` does."""
    return lens if text is None else lens.on_map(day_of(text))


def add_assuming(parser: ArgumentParser) -> None:
    """Add --assuming."""
    told = "; ".join(f"{way.value}: {way.told}" for way in OF_PEOPLE)
    parser.add_argument(
        "--assuming", choices=list(NAMED), default=Assuming.ENROLLED.value,
        help=f"Ngày chưa đến thì giả định gì ngoài những gì đã ghi trong hồ sơ ({told}); "
        "mặc định b.",
    )  # fmt: skip


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


def unit_of(code: str | None, lens: Lens) -> Unit:
    """Return the unit that `code` means through a lens, as an address does; else the province.

    Raises CommandError where there is none.
    """
    day = lens.units_on
    if code is None:
        return _province(day)
    units = Unit.objects.filter(has_a_row(lens.day, lens.map_day))
    unit = named(units.addressed(code), code, day)
    if unit is None:
        raise CommandError(f"Không có đơn vị mang mã “{code}” vào ngày {day:%d/%m/%Y}.")
    return unit


def _province(day: date) -> Unit:
    province = Unit.objects.in_force(day).provinces().first()
    if province is None:
        raise CommandError("Chưa có danh mục đơn vị. Chạy load_reference trước.")
    return province
