"""Builders of made-up records on the reference data."""

from contextlib import contextmanager
from datetime import date

from django.db import connection, transaction

from personnel.models import Credential, Ethnicity, Person, Post, Title, Unit

MOUNTAIN, TOWNSHIP, LOWLAND = "21487", "21484", "21034"
# Huyện Ba Tơ, Thị xã Đức Phổ and Thành phố Quảng Ngãi.
FEW = ("535", "534", "522")


def leave_few_units():
    """Leave three districts of three communes or four, those of the places above among them."""
    kept = {"51", *FEW, LOWLAND}
    for district in FEW:
        communes = Unit.objects.filter(parent__code=district).order_by("code")
        kept |= set(communes.values_list("code", flat=True)[:3])
    for level in (Unit.Level.COMMUNE, Unit.Level.DISTRICT):
        # Nothing hangs on them yet: no history to write, nothing to look for, as delete() would.
        apart = Unit.objects.filter(level=level).exclude(code__in=kept)
        with nothing_hangs_on_them():
            apart._raw_delete(apart.db)
    # Nobody is left to go, but the statement leaves its mark as others do.
    apart._raw_delete(apart.db)


@contextmanager
def nothing_hangs_on_them():
    """Let PostgreSQL take the caller's word for it, where the user is one that it lets do so.

    At the end of the test it would look for each row that went into thirty tables: 25 ms. Nor do
    triggers of ours hear of it.
    """
    with transaction.atomic():
        _watch("replica")
        yield
        _watch("origin")


def _watch(role):
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT set_config('session_replication_role', %s, true)"
                " WHERE current_setting('is_superuser') = 'on'",
                [role],
            )


def person(name="Nguyễn Văn An", birth=date(1980, 5, 1), ethnicity="Kinh", **facts):
    """Create a person born on a known day."""
    kinh = Ethnicity.objects.get(name=ethnicity)
    defaults = {"sex": "male", "birth_precision": "day", "ethnicity": kinh}
    return Person.objects.create(full_name=name, birth_date=birth, **defaults | facts)


def post(who, title="BT", unit=MOUNTAIN, start=date(2015, 1, 1), end=None):
    """Give `who` a title in a commune; a start of None is unknown."""
    return Post.objects.create(
        person=who,
        title=Title.objects.get(code=title),
        unit=Unit.objects.get(code=unit),
        start=start,
        start_precision="day" if start else "",
        end=end,
    )


def looked_into(finding=None):
    """Return the details of a credential that was found so: ("withdrawn", day); None: nobody."""
    if finding is None:
        return {}
    found, day = finding
    return {"verification": found, "verified_on": day, "verified_by_document": "QĐ số 7"}


def credential(who, kind, level, awarded=None, precision="day", **details):
    """Record a credential; `awarded` None is an unknown day."""
    return Credential.objects.create(
        person=who,
        kind=kind,
        level=level,
        awarded=awarded,
        awarded_precision=precision if awarded else "",
        **details,
    )


def five_of_ba_to():
    """Create five people of one mountain commune of Ba Tơ, with and without what is asked."""
    secretary = post(person(name="Phạm Thị Hạnh", sex="female"), "BT").person
    credential(secretary, "professional", 4)
    credential(secretary, "theory", 2)
    chairman = post(person(name="Đinh Văn Lía", ethnicity="Hrê"), "CTUBND").person
    credential(chairman, "professional", 2)
    for number in range(2):
        clerk = post(person(name=f"Trần Văn Sổ {number}"), "TCKT").person
        credential(clerk, "state_management", 2 if number else 0)
    helper = post(person(name="Võ Thị Giúp", sex="female"), "VPDU").person
    credential(helper, "professional", 3)
    return Unit.objects.get(code=MOUNTAIN)
