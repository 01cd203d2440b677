"""All targets together: who is too low in one, who only lacks information, and which targets."""

import csv
from datetime import date
from io import StringIO
from itertools import product

import pytest
from django.http import QueryDict

from personnel.models import Person
from reports.models import SavedList
from reports.people.saved import kept_query
from reports.periods.answering import approve
from reports.periods.sealing import missing_of, seal
from reports.unmet import unmet_people
from targets.criteria import H2025
from targets.lens import Lens
from targets.sources import LiveSource
from tests.factories import credential, person, post
from tests.reports.periods.handing import LATER, a_period, district_of, hand_in

LENS = "horizon=2025&as_of=2025-12-31"
HELD = (("professional", 4), ("theory", 1), ("state_management", 2), ("it", 1))


def clerk(name, **other):
    """A civil servant who has all that is asked, but for what is given; None: not recorded."""
    who = post(person(name=name, ethnicity="Hrê"), "TCKT").person
    for kind, level in {**dict(HELD), **other}.items():
        if level is not None:
            credential(who, kind, level)
    return who


@pytest.fixture
def clerks(small_province):
    """Five, of whom one misses nothing and one only what is monitored."""
    return {
        who.full_name: who
        for who in (
            clerk("Lê Văn Đủ"),
            clerk("Lê Văn Theo Dõi", it=0),
            clerk("Lê Văn Thấp", theory=0, it=None),
            clerk("Lê Văn Vừa", theory=0, state_management=None),
            clerk("Lê Văn Thiếu", theory=None, it=0),
        )
    }


SHORT, LACKING = {"Lê Văn Thấp", "Lê Văn Vừa"}, {"Lê Văn Thiếu"}
MISSED = {
    "Lê Văn Thấp": (["Lý luận chính trị: sơ cấp"], []),
    "Lê Văn Vừa": (["Lý luận chính trị: sơ cấp"], ["Quản lý nhà nước: chuyên viên"]),
    "Lê Văn Thiếu": ([], ["Lý luận chính trị: sơ cấp"]),
}


def labels(criteria):
    return [criterion.label for criterion in criteria]


@pytest.mark.parametrize(
    ("outcome", "names", "told"),
    [
        ("short", SHORT, ["Chưa đạt", "Chưa có thông tin"]),
        ("unknown", LACKING, ["Chưa có thông tin"]),
        ("unmet", SHORT | LACKING, ["Chưa đạt", "Chưa có thông tin"]),
    ],
)
def test_the_list_names_the_targets_of_each(
    clerks, province_viewer, client_for, outcome, names, told
):
    client = client_for(province_viewer)
    response = client.get(f"/nhan-su/?{LENS}&outcome={outcome}")
    rows = {row.name: row.missed for row in response.context["rows"]}
    assert rows.keys() == names
    for name, missed in rows.items():
        assert list(missed) == told
        assert tuple(map(list, missed.values())) == MISSED[name][-len(told) :]
    shown = response.content.decode()
    assert "Lý luận chính trị: sơ cấp</span>" in shown and "Tin học: đạt chuẩn</span>" not in shown


def test_the_two_figures_and_their_lists(clerks, province_viewer, client_for, read, length_of):
    client = client_for(province_viewer)
    for page in ("/", "/don-vi/535/"):
        response = client.get(f"{page}?{LENS}")
        short, lacking = response.context["short"], response.context["lacking"]
        assert (short.count, lacking.count) == (len(SHORT), len(LACKING))
        for part, words in ((short, "người chưa đạt ít nhất một chỉ tiêu"),
                            (lacking, "người chỉ thiếu thông tin")):  # fmt: skip
            assert length_of(client, part.url) == part.count
            assert words in " ".join(response.content.decode().split())


def test_old_addresses_and_saved_lists_open(clerks, province_viewer, client_for):
    query = kept_query(QueryDict(f"outcome=unmet&{LENS}"), date(2026, 1, 1))
    SavedList.objects.keep(province_viewer, "Chưa đạt", query)
    client = client_for(province_viewer)
    response = client.get(f"/nhan-su/?{query}")
    assert {row.name for row in response.context["rows"]} == SHORT | LACKING
    [chip] = response.context["chips"]
    assert chip.text == "Kết quả: Chưa đạt hoặc chưa có thông tin ở ít nhất một chỉ tiêu"


def test_the_list_taken_away_tells_both_apart(clerks, province_viewer, client_for):
    client = client_for(province_viewer)
    taken = b"".join(client.get(f"/nhan-su/tai-ve/csv/?{LENS}&outcome=short")).decode()
    rows = {row["Họ và tên"]: row for row in csv.DictReader(StringIO(taken.removeprefix("\ufeff")))}
    assert rows.keys() == SHORT
    for name, row in rows.items():
        assert row["Chưa đạt"] == "; ".join(MISSED[name][0])
        assert row["Chưa có thông tin"] == "; ".join(MISSED[name][1])


def test_a_page_of_them_takes_no_more_queries(
    clerks, province_viewer, client_for, django_assert_max_num_queries
):
    client = client_for(province_viewer)
    with django_assert_max_num_queries(14) as few:
        client.get(f"/nhan-su/?{LENS}&outcome=short")
    for at in range(8):
        clerk(f"Ngô Văn {at}", theory=0)
    with django_assert_max_num_queries(14) as more:
        client.get(f"/nhan-su/?{LENS}&outcome=short")
    assert len(more) == len(few)


def test_what_was_submitted_and_sealed_tells_them_apart(
    clerks, editor_a, province_admin, client_for
):
    client, district, period = client_for(province_admin), district_of(), a_period()
    submission = approve(hand_in(period, district, editor_a), by=province_admin, at=LATER)
    absent = [unit.code for unit in missing_of(period, [submission])]
    seal(period, absent, by=province_admin, at=LATER)
    pages = [client.get(f"/bao-cao/{page}/") for page in (f"da-nop/{submission.pk}", period.pk)]
    Person.objects.all().delete()
    told = (("short", SHORT), ("lacking", LACKING))
    for response, (part, names) in product(pages, told):
        found = response.context[part]
        assert found.count == len(names)
        rows = client.get(found.url).context["rows"]
        assert {row.name for row in rows} == names
        for row in rows:
            missed = tuple(map(list, row.missed.values()))
            assert missed == (MISSED[row.name] if part == "short" else MISSED[row.name][1:])


def test_sheet_4_and_the_figures_are_the_same_people(clerks):
    source = LiveSource(Lens(H2025, date(2025, 12, 31)), district_of())
    told = {row.full_name: (labels(short), labels(unknown))
            for row, short, unknown in unmet_people(source, source.lens.criteria)}  # fmt: skip
    assert told == MISSED


def test_members_of_committees_with_their_list(
    small_province, province_viewer, client_for, length_of
):
    """Who is only on the committee, and everybody who is on it, each with the list."""
    secretary = post(person(name="Hồ Văn Bí"), "BT").person
    for who in (secretary, person(name="Hồ Văn Ủy"), clerk("Hồ Văn Kiêm")):
        post(who, "UVBCH")
    client = client_for(province_viewer)
    groups = {part.label: part for part in client.get(f"/?{LENS}").context["groups"]}
    only = groups["Chỉ là cấp ủy viên"]
    assert only.count == length_of(client, only.url) == 1
    assert only.beside.count == length_of(client, only.beside.url) == 3
    assert "gồm cả người giữ chức danh khác" in only.beside.label
