"""A small other province, joined to this one by the second decree: see tests/maps.py."""

from dataclasses import replace

from personnel.places.decreeing import groups_of_ended, write_decree
from tests import maps


def entry(code, name, level, kind, parent=None, **facts):
    """Return a unit as a decree names it."""
    return {"code": code, "name": name, "level": level, "kind": kind, "parent": parent, **facts}


PAST = (
    entry("62", "Tỉnh Kon Tum", "province", "tỉnh"),
    entry("608", "Thành phố Kon Tum", "district", "thành phố"),
    entry("610", "Huyện Đắk Glei", "district", "huyện"),
    entry("23281", "Phường Quang Trung", "commune", "phường", "608"),
    entry("23284", "Phường Duy Tân", "commune", "phường", "608"),
    entry("23341", "Xã Đắk Plô", "commune", "xã", "610", terrain="mountain", minority_area=True),
)
BEGINS = (
    entry("23284", "Phường Đăk Cấm", "commune", "phường"),
    entry("23341", "Xã Đăk Plô", "commune", "xã", terrain="mountain", minority_area=True),
)
CHANGES = (("23281", "23284", True), ("23284", "23284", True), ("23341", "23341", True))


def decreed():
    """Return the second decree as far as the units there are go, and with the other half."""
    whole = maps.decreed(maps.SECOND)
    return replace(
        whole,
        past=PAST,
        ends=(*whole.ends, *(each["code"] for each in PAST[1:])),
        begins=(*whole.begins, *BEGINS),
        changes=(*whole.changes, *CHANGES),
    )


def join():
    """Apply both decrees, the second with the other half; returns the groups it left."""
    maps.reorganise(maps.FIRST)
    told = decreed()
    write_decree(told, by=None)
    return groups_of_ended(told, by=None)
