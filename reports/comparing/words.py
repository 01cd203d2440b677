"""A bridge in one sentence: how the figure changed, and through whom."""

from collections.abc import Iterator
from decimal import Decimal

from personnel.words.vietnamese import dotted

from .bridge import Bridge, Part
from .steps import TOLD, Step

# Whoever comes or goes does so meeting the criterion or not; the others are told by a sign.
_ARRIVING = (Step.CAME, Step.JOINED, Step.MOVED_IN, Step.INTO, Step.REPORTED)
_GOING = (
    Step.RETIRED, Step.DIED, Step.RESIGNED, Step.TRANSFERRED, Step.LEFT, Step.MOVED_OUT,
    Step.OUT_OF, Step.UNREPORTED,
)  # fmt: skip


def in_words(bridge: Bridge) -> str:
    """Return "tăng 2,50 điểm phần trăm: 41 người được đào tạo, bồi dưỡng; …"; see `because`.

    "" where the steps do not come to the difference: then nothing is said at all.
    """
    if not bridge.adds_up:
        return ""
    why = because(bridge)
    return f"{by_points(bridge)}: {why}" if why else by_points(bridge)


def because(bridge: Bridge, most: int | None = None) -> str:
    """Return the steps in words, the one that changes most who meets the criterion first.

    Of more than `most` it says how many are left out.
    """
    if not bridge.adds_up:
        return ""
    if bridge.units:
        return _of_dossiers(bridge)
    parts = sorted(bridge.steps, key=lambda part: (-abs(part.met), -part.count))
    told, rest = parts[:most], parts[most or len(parts) :]
    left_out = [f"và {len(rest)} lý do khác"] if rest else []
    return "; ".join([*map(_step, told), *left_out])


def by_points(bridge: Bridge) -> str:
    """Return how the rate changed: "giảm 0,75 điểm phần trăm", or why that cannot be said."""
    before, after = bridge.rates
    if before is None or after is None:
        gone = [side for side, rate in (("trước", before), ("sau", after)) if rate is None]
        return f"số liệu {' và '.join(gone)} không có đối tượng"
    return in_points(after - before)


def in_points(points: Decimal) -> str:
    """Return a difference of rates in words."""
    if not points:
        return "tỷ lệ không đổi"
    way = "tăng" if points > 0 else "giảm"
    return f"{way} {signed_points(abs(points))[1:]} điểm phần trăm"


def _step(part: Part) -> str:
    return f"{dotted(part.count)} người {TOLD[part.step]}{''.join(_meeting(part))}"


def _meeting(part: Part) -> Iterator[str]:
    """Yield how many of a step count as meeting it; of training it follows."""
    if part.step == Step.TRAINED:
        return
    if part.step not in (*_ARRIVING, *_GOING):
        yield f" (số đạt {signed(part.met)}, số đối tượng {signed(part.covered)})"
    elif not part.met:
        yield " (không đạt)" if part.count == 1 else " (không ai đạt)"
    elif abs(part.met) == part.count:
        yield " (đạt)" if part.count == 1 else " (đều đạt)"
    else:
        yield f" ({dotted(abs(part.met))} người đạt)"


def _of_dossiers(bridge: Bridge) -> str:
    units, met, covered = len(bridge.units), signed(bridge.met), signed(bridge.covered)
    return (
        f"{dotted(units)} đơn vị thay đổi số liệu (hồ sơ trực tuyến {met}, tổng số hồ sơ {covered})"
    )


def signed(number: int) -> str:
    """Write a difference with its sign: "+41", "−1.204", "0"."""
    sign = "+" if number > 0 else "−" if number < 0 else ""
    return f"{sign}{dotted(abs(number))}"


def signed_points(points: Decimal) -> str:
    """Write a difference of rates with its sign: "+2,50"."""
    sign = "+" if points > 0 else "−" if points < 0 else ""
    return f"{sign}{abs(points):.2f}".replace(".", ",")
