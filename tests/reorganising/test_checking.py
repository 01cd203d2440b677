"""Everything that is wrong with a decree is found at once, and told with the unit it is about."""

from dataclasses import replace
from datetime import date
from itertools import product

import pytest
from django.core.exceptions import ValidationError

from personnel.models import Unit
from personnel.places.decreed import Decreed, Sent
from personnel.places.decreeing import write_decree
from reorganising.checking import faults, wholly_new
from reorganising.checks.entries import KINDS
from tests import maps
from tests.factories import person, post

# Xã Ba Động, Thị trấn Ba Tơ and Xã Ba Vinh of huyện Ba Tơ; Quảng Ngãi's Xã An Phú.
OLD, TOWN, VINH = "21487", "21484", "21490"
DAY = date(2026, 3, 1)


def begins(number, **facts):
    """Return a commune of huyện Ba Tơ as a decree writes it out."""
    told = {"code": number, "name": "Xã Ba Mới", "level": "commune", "kind": "xã", "parent": "535"}
    told |= {"terrain": "mountain", "terrain_confirmed": True}
    return told | {"minority_area": True, "minority_area_confirmed": False} | facts


# Two communes of Ba Tơ become one.
MERGED = Decreed(
    "9/NQ",
    DAY,
    "Báo Quảng Ngãi",
    (OLD, TOWN),
    (begins(OLD),),
    ((OLD, OLD, True), (TOWN, OLD, True)),
)


def found(decreed, sealed=None):
    """Return the faults as pairs of what kind, and of which unit."""
    return [(fault.code, fault.unit) for fault in faults(decreed, sealed=sealed)]


def test_a_merger_can_be_applied(small_province):
    assert faults(MERGED, sealed=date(2026, 2, 28)) == []


@pytest.mark.parametrize("name", [maps.FIRST, maps.SECOND])
def test_the_shipped_decrees_can_be_applied_one_after_the_other(province, name):
    if name == maps.SECOND:
        maps.reorganise(maps.FIRST)
    assert faults(maps.decreed(name), sealed=None) == []


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        pytest.param({"number": " "}, [("wrong_number", "")], id="no number"),
        pytest.param({"number": "9<b>"}, [("wrong_number", "")], id="number with marks"),
        pytest.param({"source": "x\u202e"}, [("wrong_source", "")], id="hidden in the source"),
        pytest.param({"source": "x" * 301}, [("wrong_source", "")], id="long source"),
        pytest.param(
            {"ends": (), "begins": (), "changes": ()}, [("says_nothing", "")], id="nothing"
        ),
        pytest.param({"ends": (OLD, TOWN, OLD)}, [("ends_twice", OLD)], id="ends twice"),
        pytest.param({"ends": (OLD, TOWN, 7)}, [("ends_code", "")], id="ends a number"),
        pytest.param(
            {"ends": (OLD, TOWN, "99999"), "changes": (*MERGED.changes, ("99999", OLD, True))},
            [("ends_unknown", "99999")],
            id="ends nobody knows",
        ),
        pytest.param(
            {"ends": (OLD, TOWN, VINH)}, [("no_successor", VINH)], id="leads nowhere"
        ),
        pytest.param({"ends": (OLD,)}, [("change_of_going_on", TOWN)], id="does not end"),
        pytest.param(
            {"changes": (*MERGED.changes, ("99999", OLD, True))},
            [("change_unknown", "99999")],
            id="follows nobody",
        ),
        pytest.param(
            {"ends": (TOWN,), "begins": (), "changes": ((TOWN, VINH, True),)},
            [("successor_unknown", TOWN)],
            id="follows into what goes on",
        ),
        pytest.param(
            {"changes": ((OLD, OLD, True), (TOWN, "99999", True))},
            [("successor_unknown", TOWN)],
            id="successor does not begin",
        ),
        pytest.param(
            {"changes": ((OLD, OLD, True), (TOWN, OLD, False))},
            [("no_default", TOWN)],
            id="no default",
        ),
        pytest.param(
            {
                "begins": (begins(OLD), begins("29999")),
                "changes": (*MERGED.changes, (TOWN, "29999", True)),
            },
            [("two_defaults", TOWN)],
            id="two defaults",
        ),
        pytest.param(
            {"changes": (*MERGED.changes, (TOWN, OLD, True))},
            [("change_twice", TOWN)],
            id="change twice",
        ),
        pytest.param(
            {"begins": (begins(OLD), begins(OLD))}, [("begins_twice", OLD)], id="begins twice"
        ),
        pytest.param(
            {"begins": (begins(OLD), begins("29999"), begins("29999", name="Xã Khác"))},
            [("begins_twice", "29999")],
            id="a code for two",
        ),
        pytest.param(
            {"begins": (begins(OLD), begins(" "))},
            [("begins_code", "")],
            id="begins without a code",
        ),
        pytest.param(
            {"begins": (begins(OLD), begins(VINH))}, [("code_in_use", VINH)], id="code in use"
        ),
    ],
)  # fmt: skip
def test_what_is_wrong_is_named(small_province, told, expected):
    assert found(replace(MERGED, **told)) == expected


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        pytest.param({"name": ""}, "wrong_name", id="no name"),
        pytest.param({"name": "Xã <Ba>"}, "wrong_name", id="name with marks"),
        pytest.param({"name": ["Xã"]}, "wrong_name", id="name that is none"),
        pytest.param({"code": "12345678901"}, "wrong_code", id="long code"),
        pytest.param({"level": "thôn"}, "wrong_level", id="unknown level"),
        pytest.param({"level": None}, "wrong_level", id="no level"),
        pytest.param({"kind": "ấp"}, "wrong_kind", id="unknown kind"),
        pytest.param({"kind": "huyện"}, "kind_not_of_level", id="kind of another level"),
        pytest.param({"level": "group", "kind": "địa bàn"}, "level_group", id="group"),
        pytest.param({"terrain": "hills"}, "wrong_terrain", id="unknown terrain"),
        pytest.param({"terrain": None}, "fact_missing", id="no terrain"),
        pytest.param({"minority_area": "có lẽ"}, "wrong_minority_area", id="no yes or no"),
        pytest.param({"population": 7}, "unknown_key", id="what nobody knows"),
        pytest.param({"parent": "99999"}, "parent_unknown", id="below nobody"),
        pytest.param({"parent": VINH}, "parent_not_higher", id="below a commune"),
        pytest.param({"parent": OLD}, "parent_not_higher", id="below one that begins"),
        pytest.param({"parent": TOWN}, "parent_unknown", id="below one that ends"),
    ],
)
def test_what_is_wrong_with_a_unit_that_begins_is_named(small_province, told, expected):
    entry = begins("29999", **told)
    decreed = replace(MERGED, begins=(begins(OLD), entry))
    assert found(decreed) == [(expected, entry["code"])]


def test_a_kind_is_of_the_level_that_the_database_says(db):
    (constraint,) = [c for c in Unit._meta.constraints if c.name == "unit_kind_fits_level"]
    for level, kind in product(KINDS, Unit.Kind):
        try:
            constraint.validate(Unit, Unit(code="1", level=level, kind=kind))
        except ValidationError:
            assert kind not in KINDS[level]
        else:
            assert kind in KINDS[level]


@pytest.mark.parametrize(("sealed", "expected"), [(28, []), (29, []), (30, ["sealed"])])
def test_a_day_of_sealed_figures_is_not_contradicted(small_province, sealed, expected):
    decreed = replace(MERGED, day=date(2026, 6, 30))
    assert [f.code for f in faults(decreed, sealed=date(2026, 6, sealed))] == expected


def test_a_commune_does_not_stay_below_a_district_that_ends(small_province):
    told = faults(replace(MERGED, ends=(*MERGED.ends, "535")), sealed=None)
    assert [(f.code, f.unit) for f in told] == [("left_behind", VINH), ("parent_unknown", OLD)]
    assert told[0].told.startswith("Xã Ba Vinh (21490) giữ nguyên mà Huyện Ba Tơ (535)")


def test_a_decree_before_another_is_refused_where_that_one_ended_the_unit(small_province):
    write_decree(MERGED, by=None)
    earlier = replace(MERGED, number="8/NQ", day=date(2025, 5, 1))
    assert "theo văn bản số 9/NQ" in faults(earlier, sealed=None)[0].told
    assert found(earlier) == [
        ("ends_already", TOWN),
        ("ends_already", OLD),
        ("code_in_use", OLD),
    ]


def test_the_same_number_is_not_written_twice(small_province):
    write_decree(MERGED, by=None)
    assert ("number_taken", "") in found(MERGED)


def test_what_began_only_on_the_day_cannot_end_on_the_eve(small_province):
    write_decree(MERGED, by=None)
    again = replace(MERGED, number="10/NQ", ends=(OLD,), changes=((OLD, OLD, True),))
    assert ("code_in_use", OLD) in found(again)
    late = replace(again, day=date(2026, 4, 1))
    assert found(late) == []


@pytest.fixture
def split(small_province):
    """Xã Ba Động is split in two; somebody served there."""
    there = post(person(cccd="051080000011"), unit=OLD).person
    begun = (begins(OLD), begins("29999", name="Xã Ba Khác"))
    decreed = replace(
        MERGED, ends=(OLD,), begins=begun, changes=((OLD, OLD, True), (OLD, "29999", False))
    )
    return decreed, there


@pytest.mark.parametrize("named", ["cccd", "id", "cccd as a number"])
def test_somebody_is_sent_to_a_part_by_number_or_id(split, named):
    decreed, there = split
    said = {"cccd": there.cccd, "id": str(there.pk), "cccd as a number": there.cccd.lstrip("0")}
    assert found(replace(decreed, splits=(Sent(said[named], OLD, "29999"),))) == []


def test_who_is_sent_is_somebody_of_the_unit_and_to_one_of_its_parts(split):
    decreed, there = split
    apart = post(person("Lê Bình", cccd="051080000022"), unit=VINH).person
    splits = (
        Sent(there.cccd, OLD, TOWN),
        Sent("051080009999", OLD, "29999"),
        Sent("Nguyễn Văn An", OLD, "29999"),
        Sent(str(apart.pk), OLD, "29999"),
        Sent(str(there.pk), OLD, "29999"),
    )
    told = faults(replace(decreed, splits=splits), sealed=None)
    assert [fault.code for fault in told] == [
        "split_not_successor", "split_unknown", "split_unknown", "split_not_there", "split_twice",
    ]  # fmt: skip
    assert not [fault for fault in told if "0510800" in fault.told], "a number is told"


def test_what_begins_and_follows_nothing_is_new(small_province):
    decreed = replace(MERGED, begins=(*MERGED.begins, begins("29999")))
    assert (found(decreed), wholly_new(decreed)) == ([], ["29999"])


@pytest.mark.parametrize(
    ("past", "expected"),
    [
        pytest.param((), ["ends_unknown", "ends_unknown"], id="not told"),
        pytest.param(("62", "608", "23281"), [], id="whole"),
        pytest.param(("608", "23281"), ["past_no_province", "past_parent"], id="no province"),
        pytest.param(("62", "608"), ["ends_unknown"], id="without the commune"),
        pytest.param(("62", "23281"), ["ends_unknown", "past_parent"], id="without the district"),
    ],
)
def test_units_of_another_province_are_told_as_its_past(small_province, past, expected):
    units = {
        "62": {"name": "Tỉnh Kon Tum", "level": "province", "kind": "tỉnh", "parent": None},
        "608": {"name": "Thành phố Kon Tum", "level": "district", "kind": "thành phố"},
        "23281": begins("23281", kind="phường", name="Phường Quang Trung", parent="608"),
    }
    units["608"]["parent"] = "62"
    decreed = replace(
        MERGED,
        ends=(*MERGED.ends, "608", "23281"),
        changes=(*MERGED.changes, ("23281", OLD, True)),
        past=tuple({"code": code, **units[code]} for code in past),
    )
    assert [fault.code for fault in faults(decreed, sealed=None)] == expected
