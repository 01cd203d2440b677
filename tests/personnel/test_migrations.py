"""Names recorded before are found and sorted by today's spelling; the names themselves stay."""

from datetime import UTC, date, datetime

import pytest

from personnel.keeping.baseline import STOOD_BEFORE
from personnel.words.vietnamese import name_sort_key

BEFORE, AFTER = "0009_uploads_go_to_sheets", "0010_names_derived_anew"
TYPED = "K’Rể Ðông"


@pytest.fixture
def migrate(migrating):
    """Return a function that migrates the facts and returns its models as they then are."""
    return lambda name: migrating(("personnel", name)).get_model


def test_names_are_derived_anew_and_stay_as_they_were_typed(migrate):
    model = migrate(BEFORE)
    people = model("personnel", "Person").objects
    who, other = (
        people.create(full_name=name, sex="male", birth_date=date(1987, 3, 14))
        for name in (TYPED, "Lê An")
    )
    gone = model("personnel", "Deletion").objects.create(
        record=7, name=TYPED, reason="Nhầm", at=datetime(2026, 1, 1, tzinfo=UTC)
    )
    # As release 0.3.0 derived them.
    people.filter(pk=who.pk).update(search_name="k’re ðong", sort_key=b"\x00")
    type(gone).objects.update(search_name="k’re ðong")
    model = migrate(AFTER)
    told = model("personnel", "Person").objects.get(pk=who.pk)
    assert (told.full_name, told.search_name) == (TYPED, "k're dong")
    assert bytes(told.sort_key) == name_sort_key("K'Rể Đông")
    assert model("personnel", "Deletion").objects.get().search_name == "k're dong"
    assert model("personnel", "Person").objects.get(pk=other.pk).search_name == "le an"
    migrate(BEFORE)


def test_former_names_are_taken_from_the_history(migrate):
    model = migrate("0011_short_forms_of_titles")
    facts = {"sex": "female", "birth_date": date(1987, 3, 14)}
    who = model("personnel", "Person").objects.create(full_name="Phạm Thị Hương", **facts)
    history = model("personnel", "HistoricalPerson").objects
    for day, (pk, name) in enumerate(
        [(who.pk, "Phạm Thị Hoa"), (who.pk, "Phạm Thị Hoa"), (who.pk, "Phạm Thị Hương"),
         (who.pk + 1, "Lê An")], start=1,
    ):  # fmt: skip
        at = datetime(2026, 1, day, tzinfo=UTC)
        history.create(id=pk, full_name=name, history_date=at, history_type="~", **facts)
    model = migrate("0015_former_names")
    kept = model("personnel", "FormerName").objects.values_list("record", "name", "search_name")
    assert list(kept) == [(who.pk, "Phạm Thị Hoa", "pham thi hoa")]


def test_lists_keep_from_the_first_change_on_what_stood_before(migrate):
    model = migrate("0023_disclosures_of_questions")
    title = model("personnel", "Title").objects.create(
        code="BT", name="Bí thư", group="key", order=1, aliases=["Bí thư xã"]
    )
    group = model("personnel", "Ethnicity").objects.create(name="Hrê", order=3)
    model = migrate("0024_titles_and_ethnic_groups_have_history")
    row = model("personnel", "HistoricalTitle").objects.get()
    assert (row.id, row.code, row.aliases) == (title.pk, "BT", ["Bí thư xã"])
    assert row.history_change_reason == STOOD_BEFORE
    row = model("personnel", "HistoricalEthnicity").objects.get()
    assert (row.id, row.name, row.order) == (group.pk, "Hrê", 3)


def test_who_went_up_is_told_as_moved_by_a_release_that_knows_no_more(migrate):
    model = migrate("0042_where_holders_came_from_and_went")
    who = model("personnel", "Person").objects.create(
        full_name="Lê An", sex="male", birth_date=date(1987, 3, 14)
    )
    title = model("personnel", "Title").objects.create(
        code="BT", name="Bí thư", group="key", order=1
    )
    units = model("personnel", "Unit").objects
    above = units.create(code="900", name="Tỉnh Thử", kind="tỉnh", level="province")
    unit = units.create(code="90001", name="Xã Một", kind="xã", level="commune", parent=above)
    facts = {"person": who, "title": title, "unit": unit, "end": date(2025, 5, 31)}
    up = model("personnel", "Post").objects.create(end_reason="district", **facts)
    retired = model("personnel", "Post").objects.create(end_reason="retired", **facts)
    posts = migrate("0037_seats_of_courses")("personnel", "Post").objects
    assert posts.get(pk=up.pk).end_reason == "moved"
    assert posts.get(pk=retired.pk).end_reason == "retired"
