"""Small decrees for the few units of `small_province`, and what every table holds."""

from datetime import UTC, date, datetime

from django.apps import apps

from personnel.models import Mark, UnitPlace
from personnel.places.decreed import Decreed, Sent

DAY = date(2024, 7, 1)
EVE = date(2024, 6, 30)
AT = datetime(2024, 7, 1, 3, 0, tzinfo=UTC)
APPS = ("accounts", "personnel", "reorganising", "reports", "sheets")


def commune(code, name, parent="535", kind="xã", **facts):
    """Return a unit that begins, as a decree tells it."""
    usual = {"terrain": "mountain", "terrain_confirmed": True, "minority_area": True}
    usual |= {"minority_area_confirmed": False}
    return {"code": code, "name": name, "level": "commune", "kind": kind, "parent": parent,
            **usual, **facts}  # fmt: skip


def decree(ends, begins, changes, number="12/NQ-UBTVQH15", day=DAY, splits=()):
    """Return a decree; each change is told as "old>new", with "?" where it is not the default."""
    told = [tuple(each.strip("?").split(">")) for each in changes]
    defaults = [not each.endswith("?") for each in changes]
    return Decreed(
        number, day, "Công báo", tuple(ends), tuple(begins),
        tuple((*pair, default) for pair, default in zip(told, defaults, strict=True)),
        tuple(Sent(str(who), *way.split(">")) for who, way in splits),
    )  # fmt: skip


def merged(**facts):
    """Return a decree that makes one commune of Ba Điền and Ba Vinh."""
    return decree(
        ["21487", "21490"], [commune("21490", "Xã Ba Điền Vinh")],
        ["21487>21490", "21490>21490"], **facts,
    )  # fmt: skip


def split(**facts):
    """Return a decree that gives a part of Ba Điền to Ba Vinh, the rest going on anew."""
    begins = [commune("21487", "Xã Ba Điền Mới"), commune("21490", "Xã Ba Vinh Mới")]
    return decree(
        ["21487", "21490"], begins,
        ["21487>21487", "21487>21490?", "21490>21490"], **facts,
    )  # fmt: skip


def tables():
    """Return every row of every table but the histories, as text; places without their number.

    Marks are of what was written, and so of what was taken back as well.
    """
    found = {}
    for model in apps.get_models():
        meta = model._meta
        told = meta.app_label in APPS and model is not Mark
        if told and not meta.model_name.startswith("historical"):
            rows = model._base_manager.order_by().values()
            found[meta.label] = sorted(str(sorted(_told(model, row))) for row in rows)
    return found


def _told(model, row):
    for name, value in row.items():
        if (model, name) != (UnitPlace, "id"):
            # What is binary comes as a view of memory from one database, which tells nothing.
            yield name, str(bytes(value) if isinstance(value, memoryview) else value)
