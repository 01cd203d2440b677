"""A small province to plan for, on a fixed day, and what is made of it."""

from datetime import date, datetime
from functools import partial

from django.utils import timezone

from personnel.models import Person
from tests.factories import LOWLAND, credential, five_of_ba_to, person, post
from training.plans.approving import approve, digest_of
from training.plans.moves import moves_of
from training.plans.parameters import Parameters
from training.plans.saving import save_new
from training.plans.working import Tried

TODAY = date(2026, 11, 28)
NOON = timezone.make_aware(datetime(2026, 11, 28, 12))
LATER = timezone.make_aware(datetime(2026, 11, 28, 13))


def peopled():
    """Write down five people of Ba Tơ and four of the city who lack this and that."""
    five_of_ba_to()
    for at, name in enumerate(("Bùi Văn Mười", "Lê Thị Năm", "Ngô Văn Sáu")):
        helper = post(person(name=name), "VPDU", LOWLAND).person
        credential(helper, "professional", 2)
        credential(helper, "theory", 0 if at else 1)
    old = post(person(name="Hồ Văn Già", birth=date(1966, 3, 1)), "BT", LOWLAND).person
    credential(old, "professional", 2)


def who(name):
    return Person.objects.get(full_name=name)


def tried(**facts):
    """Work the usual plan out, with other parameters where they are given."""
    usual = Parameters.usual(TODAY)
    moves = facts.pop("moves", None)
    parameters = Parameters(
        **{"horizon": usual.horizon, "start": usual.start, "wishes": usual.wishes} | facts
    )
    return Tried.of(parameters, TODAY, *([moves] if moves else []))


keep = partial(save_new, "Phương án một", Parameters.usual(TODAY), at=NOON)


def approved(scenario, by, at=LATER, seen=None, **told):
    """Approve a scenario as it stands."""
    as_it_is = Tried.of(Parameters.of(scenario), TODAY, moves_of(scenario))
    told = {"name": "Kế hoạch một"} | told
    seen = digest_of(as_it_is) if seen is None else seen
    return approve(scenario, told, seen=seen, by=by, at=at, today=TODAY)
