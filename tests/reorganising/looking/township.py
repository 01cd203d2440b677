"""People of two communes of Ba Tơ, the township and Ba Điền, and decrees about both."""

from datetime import UTC, date, datetime

from reorganising.models import DecreeDraft
from tests.factories import MOUNTAIN, TOWNSHIP, credential, person, post
from tests.reorganising.decrees import commune, decree

AT = datetime(2024, 6, 20, 2, 0, tzinfo=UTC)
NEW, OTHER = "29001", "29002"
BEGINS = (commune(NEW, "Xã Ba Mới"), commune(OTHER, "Xã Ba Điền Mới"))


def people_of_both():
    """Create some, by a short name: heads, clerks of both, and who counts otherwise later."""
    found = {
        "head": post(person(name="Phạm Thị Hạnh"), "CTUBND", TOWNSHIP).person,
        "other_head": post(person(name="Đinh Văn Lía"), "CTUBND", MOUNTAIN).person,
        "clerk": post(person(name="Trần Văn Sổ"), "TCKT", TOWNSHIP).person,
        "young": post(person(name="Lê Thị Trẻ", birth=date(1995, 3, 2)), "TCKT", TOWNSHIP).person,
        "member": post(person(name="Võ Văn Ủy"), "TCKT", MOUNTAIN).person,
    }
    # College is enough in a mountain xã, and not in a township.
    credential(found["clerk"], "professional", 3)
    return found


def one_of_both():
    """Return a decree by which the township and Ba Điền become one xã."""
    changes = [f"{TOWNSHIP}>{NEW}", f"{MOUNTAIN}>{NEW}"]
    return decree([TOWNSHIP, MOUNTAIN], [BEGINS[0]], changes)


def township_split():
    """Return one by which the township is split: the new xã by default, or Ba Điền anew."""
    changes = [f"{TOWNSHIP}>{NEW}", f"{TOWNSHIP}>{OTHER}?", f"{MOUNTAIN}>{OTHER}"]
    return decree([TOWNSHIP, MOUNTAIN], BEGINS, changes)


def draft_of(decreed, by):
    """Keep a decree as a draft that somebody entered."""
    told = decreed.as_told()
    head = {name: told.pop(name) for name in ("number", "day", "source")}
    kept = DecreeDraft.objects.create(
        **head, told=told, entered_by=by, changed_by=by, changed_at=AT
    )
    kept.refresh_from_db()
    return kept
