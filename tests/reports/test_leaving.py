"""Who leaves by a day to come, beside its figures, and what that alone does to each."""

import json
import re
from datetime import date
from decimal import Decimal
from io import StringIO

import pytest
from django.core.management import call_command
from time_machine import travel

from personnel.models import Unit
from reports.leaving import leaving_of, points, with_leaving
from reports.lines import lines_of
from targets.criteria import BY_CODE, H2030, ONLINE_DOSSIERS
from targets.figures import Figure
from targets.lens import Lens
from targets.sources import LiveSource
from tests.factories import LOWLAND, credential, person, post
from tests.targets.needs.people import OLD, YOUNG, enrolled

TODAY, FAR = date(2026, 11, 28), "horizon=2030&as_of=2030-12-31"
THEORY = "2025.civil.theory"


@pytest.fixture(autouse=True)
def today():
    with travel("2026-11-28 09:00+07:00", tick=False):
        yield


@pytest.fixture
def clerks(small_province):
    """Of three clerks the one who leaves does not meet it, and one studies for it."""
    for name, birth, level in (("Sắp Về", OLD, 0), ("Đang Học", YOUNG, 0), ("Đã Đạt", YOUNG, 1)):
        who = post(person(name, birth=birth), "TCKT", LOWLAND).person
        credential(who, "theory", level)
        if name == "Đang Học":
            enrolled(who, "theory", 1, date(2028, 6, 30))
    return who


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        (Figure(1, 2), Figure(1, 1), Decimal("16.67")),
        (Figure(2, 1), Figure(1, 1), Decimal("-16.67")),
        (Figure(1, 1), Figure(2, 2), Decimal("0.00")),
        (Figure(), Figure(1, 1), None),
        (Figure(1, 1), Figure(), None),
    ],
)
def test_points_of_a_share(before, after, told):
    assert points(before, after) == told


def test_nothing_is_told_of_a_day_that_has_come(clerks):
    source = LiveSource.of_province(Lens(H2030, TODAY, TODAY))
    figures = source.figures(source.lens.criteria)
    assert leaving_of(source, figures) is None
    lines = lines_of(source, figures)
    assert with_leaving(lines, None) == lines and {line.alone for line in lines} == {None}


def test_beside_lines_of_a_day_to_come(clerks):
    source = LiveSource.of_province(Lens(H2030, H2030.deadline, TODAY))
    figures = source.figures(source.lens.criteria)
    leaving = leaving_of(source, figures, BY_CODE[THEORY])
    assert leaving.in_all == leaving.people(Unit.objects.get(code=LOWLAND)) == 1
    lines = {line.criterion.code: line for line in with_leaving(lines_of(source, figures), leaving)}
    assert (lines[THEORY].rate, lines[THEORY].alone) == (Decimal("100.00"), Decimal("16.67"))
    # Of dossiers, and of what was not asked for, nothing is told.
    assert lines[ONLINE_DOSSIERS].alone is lines["2025.key.theory"].alone is None


@pytest.mark.parametrize("page", ["/", f"/don-vi/{LOWLAND}/", "/chi-tieu/", f"/chi-tieu/{THEORY}/"])
def test_pages_tell_it_and_lead_to_who_leaves(clerks, page, province_viewer, client_for, read):
    client = client_for(province_viewer)
    shown = read(client, f"{page}?{FAR}")
    url = re.search(r'<a href="(/nhan-su/[^"]*post=retired[^"]*)">1</a> người đang giữ', shown)[1]
    listed = read(client, url)
    assert "Sắp Về" in listed and "Đang Học" not in listed
    assert "+16,67" in shown
    bare = read(client, f"{page}?horizon=2030")
    assert "post=retired" not in bare and "Do nghỉ hưu" not in bare
    other = read(client, f"{page}?{FAR}&assuming=a")
    assert "+16,67" in other and "thêm người đang học" not in other.split("</title>")[0]


def test_commands_take_what_is_assumed(clerks):
    def told(command, *args, **options):
        out = StringIO()
        call_command(command, *args, as_of="2030-12-31", stdout=out, **options)
        return out.getvalue()

    for way, met, words in (("a", 1, "không ai học thêm"), ("b", 2, "không ai khác học thêm")):
        found = json.loads(told("assess", unit=LOWLAND, format="json", assuming=way))
        (record,) = [each for each in found if each["criterion"] == THEORY]
        assert (record["met"], record["covered"]) == (met, 2) and words in record["assumption"]
    gone, studying = (str(clerks.pk - back) for back in (2, 1))
    assert "Không giữ chức danh nào vào ngày 31/12/2030 (giả định" in told("explain", gone)
    assert "dự kiến Sơ cấp (30/06/2028)" in told("explain", studying)
    assert "dự kiến" not in told("explain", studying, assuming="a").replace("ngày dự kiến", "")
