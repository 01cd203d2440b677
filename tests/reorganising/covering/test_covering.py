"""From when the resolution is about a group of units: the figures, and the page that says it."""

from datetime import date

import pytest
from django.urls import reverse

from personnel.keeping.recording import Refused
from personnel.models import Coverage, Unit
from personnel.places.decreed import Decreed
from personnel.places.decreeing import write_decree
from reorganising.covering.deciding import cover, state_of
from targets.criteria import BY_CODE, HORIZONS
from targets.judging import EVERYONE
from targets.lens import Lens
from targets.rules import IN_SCOPE
from targets.sources import LiveSource
from tests import factories, maps, other_half

DAY = maps.WITHOUT_DISTRICTS
SINCE, BEFORE = date(2026, 1, 1), date(2025, 12, 31)


@pytest.fixture
def kon_tum(small_province):
    """The group of the other half, in which one person serves; another serves in Ba Tơ."""
    *_, group = other_half.join()
    there = factories.Unit.objects.get(code="23284", outside=False)
    for name, unit in (("Ở Kon Tum", there), ("Ở Ba Tơ", Unit.objects.get(code="21487"))):
        factories.Post.objects.create(
            person=factories.person(name), unit=unit,
            title=factories.Title.objects.get(code="BT"),
            start=date(2015, 1, 1), start_precision="day",
        )  # fmt: skip
    return group


def say(group, since=SINCE, decision="NQ số 7", by=None):
    return cover(group, since, decision, seen=state_of(group), by=by)


def source(day):
    return LiveSource.of_province(Lens(HORIZONS["2025"], day))


def covered(day, place=EVERYONE):
    criterion = BY_CODE["2025.key.theory"]
    return source(day).figures([criterion]).figure(criterion, place).covered


def test_by_default_the_resolution_is_about_them_from_the_day_they_joined(kon_tum):
    assert covered(date(2025, 6, 30)) == 1 and covered(DAY) == 2


def test_from_a_day_on_they_are_covered_and_before_it_only_counted(kon_tum):
    there = Unit.objects.get(code="23284", outside=False)
    say(kon_tum)
    assert (covered(BEFORE), covered(SINCE)) == (1, 2)
    assert (covered(BEFORE, there.pk), covered(SINCE, there.pk)) == (0, 1)
    assert source(BEFORE).rows().count() == source(SINCE).rows().count() == 2
    assert source(BEFORE).rows().filter(IN_SCOPE).count() == 1


def test_what_comes_from_them_alone_is_as_they_are_and_what_comes_from_others_too_is_not(kon_tum):
    say(kon_tum, since=date(2027, 1, 1))
    later = date(2026, 7, 1)
    mine, ours = ("23341", "23999"), (("23284", "23998"), ("21034", "23998"))
    write_decree(
        Decreed(
            "9", later, "", ("23341", "23284", "21034"),
            tuple(other_half.entry(c, f"Xã {c}", "commune", "xã") for c in ("23998", "23999")),
            tuple((old, new, True) for old, new in (mine, *ours)),
        ), by=None,
    )  # fmt: skip
    scope = {row.unit_id: row.in_scope for row in source(later).rows()}
    moved = Unit.objects.get(code="23998")
    assert scope[moved.pk] == 1
    factories.Post.objects.update(
        unit=Unit.objects.get(code="23341", valid_to__isnull=False, outside=False)
    )
    assert {row.in_scope for row in source(later).rows()} == {0}


def test_the_day_goes_back_to_that_of_the_joining_and_the_history_keeps_it(kon_tum):
    assert say(kon_tum) and not say(kon_tum)
    assert say(kon_tum, since=None, decision="")
    assert not Coverage.objects.exists()
    assert [row.history_type for row in Coverage.history.order_by("history_id")] == ["+", "-"]


def test_of_two_who_say_it_the_second_is_told(kon_tum):
    seen = state_of(kon_tum)
    say(kon_tum)
    with pytest.raises(Refused, match="vừa được người khác sửa"):
        cover(kon_tum, date(2027, 1, 1), "", seen=seen, by=None)
    assert Coverage.objects.get().since == SINCE


def test_no_day_before_the_group_was_there(kon_tum):
    with pytest.raises(Refused, match="từ ngày 01/07/2025"):
        say(kon_tum, since=date(2025, 6, 30))


def test_the_pages_list_the_groups_write_a_day_and_tell_it(kon_tum, client_for, province_admin):
    client = client_for(province_admin)
    page = client.get(reverse("coverage")).content.decode()
    assert "Địa bàn tỉnh Kon Tum (cũ)" in page and "từ ngày hợp nhất, 01/07/2025" in page
    assert "mọi ngày" in page
    address = reverse("coverage-of-group", args=[kon_tum.pk])
    key = client.get(address).context["form"]["seen"].value()
    sent = client.post(address, {"since": "01/01/2026", "decision": "NQ số 7", "seen": key})
    assert sent.status_code == 302
    page = client.get(reverse("coverage")).content.decode()
    assert "từ ngày 01/01/2026" in page and "NQ số 7" in page
    assert "từ ngày 01/01/2026, văn bản NQ số 7" in client.get(address).content.decode()
    assert Coverage.history.get().history_user == province_admin


@pytest.mark.parametrize(
    ("sent", "told"),
    [
        ({"since": "2026"}, "Nhập đủ ngày, tháng, năm."),
        ({"decision": "NQ số 7"}, "Có số văn bản thì nhập ngày."),
        ({"since": "30/06/2025"}, "từ ngày 01/07/2025"),
        ({"since": "01/01/2026", "seen": "khác"}, "vừa được người khác sửa"),
    ],
)
def test_what_cannot_be_is_refused_with_the_reason(kon_tum, client_for, province_admin, sent, told):
    answer = client_for(province_admin).post(reverse("coverage-of-group", args=[kon_tum.pk]), sent)
    assert answer.status_code == 422 and told in answer.content.decode()
    assert not Coverage.objects.exists()


def test_criteria_and_lists_say_whom_it_is_not_yet_about(kon_tum, client_for, province_admin):
    say(kon_tum)
    client = client_for(province_admin)
    for address in ("criteria", "criterion", "people"):
        args = ["2025.key.theory"] if address == "criterion" else []
        asked = {"as_of": "2025-12-31", "criterion": "2025.key.theory", "horizon": "2025"}
        page = client.get(reverse(address, args=args), asked).content.decode()
        assert "uộc phạm vi Nghị quyết từ ngày 01/01/2026" in page, address
        after = client.get(reverse(address, args=args), asked | {"as_of": "2026-01-01"})
        assert "phạm vi Nghị quyết từ ngày" not in after.content.decode()


def test_the_pages_are_the_administrators(kon_tum, client_for, province_viewer):
    for address in (reverse("coverage"), reverse("coverage-of-group", args=[kon_tum.pk])):
        assert client_for(province_viewer).get(address).status_code == 404
    sent = {"since": "01/01/2026", "seen": ""}
    assert client_for(province_viewer).post(address, sent).status_code == 404
    assert not Coverage.objects.exists()
