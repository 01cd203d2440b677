"""A comparison with a day to come: who leaves by age retires, and who studies is trained."""

from datetime import date

import pytest
from time_machine import travel

from personnel.models import Unit
from reports.comparing.bridge import bridge_of
from targets.assuming import Assuming
from targets.criteria import BY_CODE, H2030
from targets.lens import Lens
from targets.sources import LiveSource
from tests.factories import LOWLAND, credential, person, post
from tests.targets.needs.people import OLD, YOUNG, enrolled

TODAY, THEORY = date(2026, 11, 28), "2025.civil.theory"


@pytest.fixture
def clerks(small_province):
    """One leaves, one studies, one does neither."""
    for name, birth in (("Sắp Về", OLD), ("Đang Học", YOUNG), ("Ở Lại", YOUNG)):
        who = post(person(name, birth=birth), "TCKT", LOWLAND).person
        credential(who, "theory", 0)
        if name == "Đang Học":
            enrolled(who, "theory", 1, date(2028, 6, 30))


def steps(root, assume=Assuming.ENROLLED):
    after = LiveSource(Lens(H2030, H2030.deadline, TODAY, assume=assume), root)
    bridge = bridge_of(after.on(TODAY), after, [BY_CODE[THEORY]])[THEORY]
    assert bridge.adds_up
    return {part.step.value: (part.count, part.met, part.covered) for part in bridge.steps}


@pytest.mark.parametrize("level", ["province", "district", "commune"])
def test_leaving_by_age_is_retiring_for_every_root(clerks, level):
    root = Unit.objects.get(code=LOWLAND)
    root = {"province": LiveSource.of_province(Lens(H2030, TODAY)).root, "district": root.above,
            "commune": root}[level]  # fmt: skip
    assert steps(root) == {"retired": (1, 0, -1), "trained": (1, 1, 0)}
    assert steps(root, Assuming.NOTHING) == {"retired": (1, 0, -1)}
    assert steps(root, None) == {}


@travel("2026-11-28 09:00+07:00", tick=False)
def test_the_page_says_what_it_assumes(clerks, province_viewer, client_for, read):
    client, address = client_for(province_viewer), "/so-sanh/?horizon=2030&before=2026-11-28"
    shown = read(client, f"{address}&after=2030-12-31")
    assert "1 người nghỉ hưu" in shown and "1 người được đào tạo, bồi dưỡng" in shown
    assert "thêm người đang học" in shown
    shown = read(client, f"{address}&after=2030-12-31&assuming=a")
    assert "1 người nghỉ hưu" in shown and "1 người được đào tạo, bồi dưỡng" not in shown
    assert "thêm người đang học" not in shown.split("</title>")[0]
