"""People of two communes of Ba Tơ, the township and Ba Điền, that a decree makes one xã."""

from datetime import UTC, date, datetime

import pytest

from reorganising.models import DecreeDraft
from tests.factories import MOUNTAIN, TOWNSHIP, credential, person, post
from tests.reorganising.decrees import commune, decree

AT = datetime(2024, 6, 20, 2, 0, tzinfo=UTC)
NEW, OTHER = "29001", "29002"
# Sent to the new commune of the township by default, or to what is left of Ba Điền.
BEGINS = (commune(NEW, "Xã Ba Mới"), commune(OTHER, "Xã Ba Điền Mới"))


@pytest.fixture
def people(small_province):
    """Return some by a short name: heads, clerks of both, and who counts otherwise there."""
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


@pytest.fixture
def merging():
    """A decree by which the township and Ba Điền become one xã."""
    return decree([TOWNSHIP, MOUNTAIN], [BEGINS[0]], [f"{TOWNSHIP}>{NEW}", f"{MOUNTAIN}>{NEW}"])


@pytest.fixture
def splitting():
    """A decree by which the township is split: the new xã by default, or Ba Điền anew."""
    return decree(
        [TOWNSHIP, MOUNTAIN],
        BEGINS,
        [f"{TOWNSHIP}>{NEW}", f"{TOWNSHIP}>{OTHER}?", f"{MOUNTAIN}>{OTHER}"],
    )


@pytest.fixture
def drafted(province_admin):
    """Return a function that keeps a decree as a draft."""

    def draft(decreed):
        told = decreed.as_told()
        head = {name: told.pop(name) for name in ("number", "day", "source")}
        kept = DecreeDraft.objects.create(
            **head, told=told, entered_by=province_admin, changed_by=province_admin, changed_at=AT
        )
        kept.refresh_from_db()
        return kept

    return draft
