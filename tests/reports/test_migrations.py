"""What was kept of periods stands after a migration, also several of one day."""

from datetime import timedelta

import pytest
from django.db.migrations.exceptions import IrreversibleError

from tests.reports.periods.handing import DAY, DUE, NOON

BEFORE, AFTER = (
    "0003_districts_with_nothing_to_report",
    "0006_what_a_seal_keeps_and_replaces",
)
HAND_IN = "0013_units_that_hand_in"


@pytest.fixture
def migrate(migrating):
    """Return a function that migrates the reports and returns the models as they then are."""
    return lambda name: migrating(("reports", name))


def test_of_several_periods_of_a_day_each_replaces_the_one_before(migrate):
    """As they were read: of the sealed, the last seal counted; what is open comes after them."""
    apps = migrate(BEFORE)
    periods = apps.get_model("reports", "Period").objects
    unit = apps.get_model("personnel", "Unit").objects.create(
        code="1", name="Tỉnh", level="province", kind="tỉnh"
    )

    def a_period(name, horizon="2025", sealed_after=None):
        facts = {"day": DAY, "due": DUE, "horizon": horizon, "opened_at": NOON}
        if sealed_after is not None:
            facts |= {"sealed_at": NOON + timedelta(days=sealed_after), "sealer": "Tỉnh"}
            facts |= {"seal_hash": name, "province": {"id": unit.pk}}
        return periods.create(name=name, **facts).pk

    late = a_period("khóa sau", sealed_after=9)
    early = a_period("khóa trước", sealed_after=1)
    empty, handed_in = a_period("đang mở"), a_period("đang mở, đã có huyện nộp")
    apart = a_period("mốc khác", "2030")
    apps.get_model("reports", "Submission").objects.create(
        period_id=handed_in, district_id=unit.pk, version=1, submitter="x", submitted_at=NOON,
        people=0, units=[], sha256="x",
    )  # fmt: skip
    kept = list(periods.order_by("pk").values())
    periods = migrate(AFTER).get_model("reports", "Period").objects
    replaces = dict(periods.values_list("pk", "replaces"))
    assert replaces == {
        early: None, late: early, handed_in: late, empty: handed_in, apart: None,
    }  # fmt: skip
    assert set(periods.values_list("replacement_reason", "files_hash")) == {("", "")}
    periods = migrate(BEFORE).get_model("reports", "Period").objects
    assert list(periods.order_by("pk").values()) == kept


def test_what_was_opened_before_is_reported_by_districts_and_goes_back(migrating, migrate):
    # With what HAND_IN needs of the facts, which are not what this is about.
    facts_then = ("personnel", "0029_handovers_between_any_units")
    apps = migrating(("reports", "0011_names_without_markup"), facts_then)
    facts = {"day": DAY, "due": DUE, "horizon": "2025", "opened_at": NOON}
    kept = apps.get_model("reports", "Period").objects.create(name="Trước", **facts)
    periods = migrate(HAND_IN).get_model("reports", "Period").objects
    assert list(periods.values_list("pk", "reports_by")) == [(kept.pk, "districts")]
    migrate("0011_names_without_markup")
    periods = migrate(HAND_IN).get_model("reports", "Period").objects
    periods.update(reports_by="groups")
    with pytest.raises(IrreversibleError, match="1 periods"):
        migrate("0011_names_without_markup")
    assert periods.get().reports_by == "groups"
