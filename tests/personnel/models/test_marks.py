"""Whatever writes what figures are counted from gives the state of the facts another name."""

from datetime import date
from importlib import import_module

import pytest
from django.db import connection, transaction

from personnel.models import (
    Coverage,
    Credential,
    DossierCount,
    Enrolment,
    Ethnicity,
    Evaluation,
    Mark,
    Membership,
    Person,
    Post,
    Title,
    TitleGroup,
    TrainingClass,
    Unit,
    UnitFact,
    UnitPlace,
)
from personnel.models.marks import all_marked, state_of
from tests.factories import MOUNTAIN, credential, person, post
from tests.racing import apart
from tests.reports.studies.making import a_class, enrolled, somebody

FACTS = import_module("personnel.migrations.0044_writes_leave_marks").FACTS
pytestmark = pytest.mark.usefixtures("province")


def now():
    return state_of("default")


def group():
    return Unit.objects.create(
        code="N1", name="Cụm 1", level="group", kind="địa bàn", parent=Unit.objects.get(code="51")
    )


def here():
    return Unit.objects.get(code=MOUNTAIN)


def first(model):
    return model.objects.order_by("pk")[0]


# One new row of each.
MADE = {
    Coverage: lambda: Coverage.objects.create(group=group(), since=date(2025, 7, 1)),
    Credential: lambda: credential(person(), "theory", 2),
    DossierCount: lambda: DossierCount.objects.create(unit=here(), year=2025, total=9, online=3),
    Enrolment: lambda: enrolled(somebody(), "studying", date(2025, 1, 5)),
    Ethnicity: lambda: Ethnicity.objects.create(name="Thử"),
    Evaluation: lambda: Evaluation.objects.create(person=person(), year=2024, grade="good"),
    Membership: lambda: Membership.objects.create(group=group(), unit=here()),
    Person: person,
    Post: lambda: post(person()),
    Title: lambda: Title.objects.create(code="THU", name="Chức danh thử", group="civil", order=999),
    TitleGroup: lambda: TitleGroup.objects.create(title=first(Title), group="civil"),
    TrainingClass: lambda: a_class(date(2025, 3, 1), date(2025, 9, 1)),
    Unit: group,
    UnitFact: lambda: UnitFact.objects.create(unit=here(), fact="terrain", value="mountain"),
    UnitPlace: lambda: UnitPlace.objects.create(
        unit=here(), place=here(), first=date(2030, 1, 1), last=date(2030, 12, 31)
    ),
}


def test_every_table_that_figures_read_is_asked_here():
    assert {model._meta.db_table for model in MADE} == set(FACTS)
    assert all_marked("default", FACTS)


@pytest.mark.parametrize("model", MADE, ids=lambda model: model.__name__)
def test_a_row_made_changed_or_deleted_gives_another_name(model):
    names = [now()]
    row = MADE[model]()
    names.append(now())
    model.objects.filter(pk=row.pk).update(id=row.pk)
    names.append(now())
    model.objects.filter(pk=row.pk)._raw_delete("default")
    names.append(now())
    assert None not in names and len(set(names)) == 4


def test_what_only_looks_or_writes_elsewhere_leaves_the_name():
    before = now()
    list(Person.objects.all())
    Mark.objects.count()
    assert now() == before


def test_what_is_taken_back_takes_its_name_along_and_it_is_never_given_again():
    """Otherwise figures of what was never committed would be found again under the next name."""
    before, seen = now(), set()
    for _ in range(3):
        with transaction.atomic():
            person()
            seen.add(now())
            transaction.set_rollback(True)
        assert now() == before
    assert len(seen) == 3 and before not in seen


def test_what_others_have_not_committed_is_not_counted(reachable):
    before = now()
    with transaction.atomic():
        person()
        within = now()
        assert connection.vendor == "sqlite" or apart(now) == before
    assert within != before and now() == within == apart(now)


def test_a_table_of_which_one_is_not_told_is_known():
    assert not all_marked("default", [*FACTS, "personnel_handover"])
    for event in ("INSERT", "UPDATE", "DELETE") if connection.vendor == "sqlite" else [None]:
        name = f"mark_personnel_post_{event}" if event else "mark_personnel_post ON personnel_post"
        with connection.cursor() as cursor:
            cursor.execute(f"DROP TRIGGER {name}")
    assert not all_marked("default", FACTS)


def test_a_table_made_anew_on_sqlite_gives_another_name():
    """It has lost its triggers, and what was kept before may not be found again."""
    before = now()
    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE made_anew (id integer)")
    assert (now() == before) == (connection.vendor != "sqlite")


def before_the_thousandth(thousands=2):
    """Let the next mark be one after which all are made one."""
    with connection.cursor() as cursor:
        last = [1000 * thousands - 1]
        cursor.execute("SELECT setval(pg_get_serial_sequence('personnel_mark', 'id'), %s)", last)


def write():
    """Write once and leave one mark."""
    Person.objects.filter(pk=0).update(note="")


def test_after_a_thousand_they_are_made_one_by_the_same_name(reachable):
    person(), person()
    if connection.vendor == "sqlite":
        assert Mark.objects.count() == 1
        return
    before_the_thousandth()
    names = [now()]
    with transaction.atomic():
        write()
        names += [now(), apart(now)]
        assert Mark.objects.count() == 1
        assert apart(Mark.objects.count) > 2
    names.append(apart(now))
    assert names == [names[0], names[1], names[0], names[1]] and names[0] != names[1]
    assert Mark.objects.count() == 1


def test_those_that_another_is_at_are_left_to_the_next_time(reachable):
    """Nobody waits for whoever makes one of many and has not committed yet."""
    if connection.vendor == "sqlite":
        return
    person(), person()
    before_the_thousandth()
    with transaction.atomic():
        write()
        before_the_thousandth(3)
        apart(write)
        apart(person)
        there = apart(now)
        within = now()
    assert now() == within == apart(now) != there


def test_in_a_snapshot_they_are_left_as_they_are(reachable):
    """What others have made one since is not there any more to be made one."""
    if connection.vendor == "sqlite":
        return
    person(), person()
    before, many = now(), Mark.objects.count()
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
        assert now() == before
        before_the_thousandth()
        apart(write)
        assert apart(Mark.objects.count) == 1
        before_the_thousandth(3)
        write()
        assert Mark.objects.count() == many + 1


def test_of_no_mark_there_is_no_name():
    Mark.objects.all()._raw_delete("default")
    assert now() is None
