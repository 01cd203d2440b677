"""Figures by the API: those counted by hand, those of the pages, and of nobody out of sight."""

import csv

import pytest
from django.test import Client

from personnel.models import Disclosure, Person, Unit
from reports.models import FrozenStanding, Submission
from reports.periods.sealing import seal
from tests.factories import LOWLAND, MOUNTAIN, credential, person, post
from tests.planned_marks import plant, told
from tests.reports.periods.handing import LATER, a_period, approved, district_of, others_in

DAY = "2025-12-31"
OF_A, OF_B = "535", "534"
EVERY = (
    "units?on=2025-12-31", "criteria", "figures", "figures.csv", "structure", "needs", "forecast",
    "periods", "openapi.json",
)  # fmt: skip


@pytest.fixture
def somebody_elsewhere(small_province, ba_to):
    """One secretary of another district, beside the five of Ba Tơ."""
    where = Unit.objects.filter(parent__code=OF_B).order_by("code").first()
    who = person(name="Lê Thị Ngoài", sex="female")
    post(who, "BT", unit=where.code)
    credential(who, "professional", 4)
    credential(who, "theory", 2)
    return where


def figure(answer, unit, criterion):
    (found,) = [
        f for f in answer.json()["figures"] if (f["unit"], f["criterion"]) == (unit, criterion)
    ]
    return found


def test_figures_as_counted_by_hand(somebody_elsewhere, asking):
    """Of the key cadres in Ba Tơ one has a university's degree, and one an intermediate one."""
    answer = asking()("figures", day=DAY, horizon="2025")
    assert figure(answer, MOUNTAIN, "2025.key.professional") == {
        "unit": MOUNTAIN, "criterion": "2025.key.professional", "covered": 2, "met": 1,
        "short": 1, "unknown": 0, "unconfirmed": 0, "percent_hundredths": 5000, "rate": "50.00",
        "gap": 1, "verdict": "fail", "otherwise": None,
    }  # fmt: skip
    province = figure(answer, "51", "2025.key.professional")
    assert (province["met"], province["covered"]) == (2, 3)
    # Two thirds: on pages rounded half up, in parts rounded down.
    assert (province["percent_hundredths"], province["rate"]) == (6666, "66.67")
    nobody = figure(answer, LOWLAND, "2025.key.theory")
    assert (nobody["percent_hundredths"], nobody["rate"], nobody["verdict"]) == (None, None, "none")


def test_a_part_sees_its_own_part_alone(somebody_elsewhere, asking):
    answer = asking(OF_A)("figures", day=DAY, horizon="2025")
    assert {unit["level"] for unit in answer.json()["units"]} == {"district", "commune"}
    district = figure(answer, OF_A, "2025.key.professional")
    assert (district["met"], district["covered"]) == (1, 2)
    codes = {unit["code"] for unit in answer.json()["units"]}
    assert somebody_elsewhere.code not in codes and OF_B not in codes
    for unit in (OF_B, somebody_elsewhere.code, "51"):
        assert asking(OF_A)("figures", unit=unit).status_code == 404
    assert asking(OF_A)("needs").json()["in_post_today"] == 5
    assert asking()("needs").json()["in_post_today"] == 6


@pytest.mark.parametrize("unit", ["", OF_A])
def test_the_same_as_the_page_shows(
    unit, somebody_elsewhere, asking, client_for, province_viewer, viewer_a
):
    user = viewer_a if unit else province_viewer
    page = client_for(user).get("/chi-tieu/", {"as_of": DAY, "horizon": "2025"})
    shown = {}
    for section in page.context["sections"]:
        for line in section[1]:
            found = getattr(line, "line", line)
            shown[found.criterion.code] = (found.figure.met, found.figure.covered, found.verdict)
    answer = asking(unit)(
        "figures", day=DAY, horizon="2025", level="district" if unit else "province"
    )
    told_by_it = {
        f["criterion"]: (f["met"], f["covered"], f["verdict"]) for f in answer.json()["figures"]
    }
    assert told_by_it == shown and len(shown) > 10


def test_units_of_a_level_and_by_another_map(small_without_districts, asking):
    ask = asking()
    old = ask("figures", day="2026-01-31", map="2025-06-30", level="district").json()
    assert {unit["code"] for unit in old["units"]} >= {OF_A, OF_B} and old["map"] == "2025-06-30"
    new = ask("figures", day="2026-01-31", level="group").json()
    assert {unit["level"] for unit in new["units"]} == {"group"}
    units = ask("units", on="2026-01-31").json()["units"]
    assert {unit["level"] for unit in units} == {"province", "group", "commune"}
    group = next(unit for unit in units if unit["code"] == "DB535")
    assert len(group["members"]) == 2 and group["above"] == "51"
    before = ask("units", on="2025-06-30").json()["units"]
    assert {unit["above"] for unit in before if unit["level"] == "commune"} == {"535", "534", "522"}


def rows_of(answer):
    text = b"".join(answer.streaming_content).decode("utf-8-sig")
    return list(csv.DictReader(text.splitlines()))


def test_the_table_has_a_row_for_each_unit_criterion_and_horizon(somebody_elsewhere, asking):
    ask = asking(OF_A)
    rows = rows_of(ask("figures.csv", day=DAY))
    keys = [(row["unit"], row["criterion"], row["horizon"]) for row in rows]
    assert len(keys) == len(set(keys)) and {row["horizon"] for row in rows} == {"2025", "2030"}
    (row,) = [row for row in rows if (row["unit"], row["criterion"], row["horizon"])
              == (MOUNTAIN, "2025.key.professional", "2025")]  # fmt: skip
    assert (row["unit_name"], row["above"]) == (Unit.objects.get(code=MOUNTAIN).name, OF_A)
    told_of_it = (row["cover_name"], row["covered"], row["met"], row["target"])
    assert told_of_it == ("Cán bộ chủ chốt", "2", "1", "100%")
    assert (row["percent_hundredths"], row["verdict"], row["verdict_name"]) == (
        "5000", "fail", "Chưa đạt",
    )  # fmt: skip
    alone = rows_of(ask("figures.csv", day=DAY, horizon="2025"))
    assert [row for row in rows if row["horizon"] == "2025"] == alone
    as_json = ask("figures", day=DAY, horizon="2025").json()["figures"]
    assert [(f["unit"], f["criterion"], str(f["met"])) for f in as_json] == [
        (row["unit"], row["criterion"], row["met"]) for row in alone
    ]


def test_the_structure_as_counted_by_hand(somebody_elsewhere, asking):
    answer = asking(OF_A)("structure", day=DAY).json()
    people = {(p["unit"], p["group"]): p["people"] for p in answer["people"]}
    assert (people[OF_A, "all"], people[OF_A, "key"], people[OF_A, "civil"]) == (5, 2, 2)
    parts = {(m["unit"], m["measure"], m["base"]): m for m in answer["structure"]}
    women = parts[OF_A, "women", "all"]
    assert (women["part"], women["whole"]) == (2, 5)


@pytest.fixture
def sealed(somebody_elsewhere, editor_a, editor_b, province_admin):
    """A period in which both districts reported, sealed; the records are others by now."""
    period = a_period()
    approved(period, district_of(OF_A), editor_a, province_admin)
    approved(period, district_of(OF_B), editor_b, province_admin)
    others = others_in(period, district_of(OF_A), district_of(OF_B))
    sealed = seal(period, others, by=province_admin, at=LATER)
    post(person(name="Người đến sau"), "BT")
    return sealed


def test_sealed_figures_are_those_frozen(sealed, asking):
    ask = asking()
    (told_of,) = ask("periods").json()["periods"]
    assert (told_of["id"], told_of["hash"]) == (sealed.pk, sealed.seal_hash)
    answer = ask(f"periods/{sealed.pk}/figures")
    assert (answer.json()["source"], answer.json()["hash"]) == ("sealed", sealed.seal_hash)
    province = figure(answer, "51", "2025.key.professional")
    rows = FrozenStanding.objects.filter(title_group="key")
    assert (province["covered"], province["met"]) == (rows.count(), 2) == (3, 2)
    # The records have somebody more by now.
    live = figure(ask("figures", day=DAY, horizon="2025"), "51", "2025.key.professional")
    assert live["covered"] == 4
    assert (
        rows_of(ask(f"periods/{sealed.pk}/figures.csv", level="province"))[0]["source"] == "sealed"
    )
    assert ask(f"periods/{sealed.pk}/figures", horizon="2030").json()["horizon"] == "2030"


def test_of_a_sealed_period_a_part_sees_its_own(sealed, asking):
    ask = asking(OF_A)
    answer = ask(f"periods/{sealed.pk}/figures")
    district = figure(answer, OF_A, "2025.key.professional")
    assert (district["covered"], district["met"]) == (2, 1)
    assert OF_B not in answer.content.decode() and not answer.json()["missing"]
    (mine,) = ask(f"periods/{sealed.pk}/submissions").json()["submissions"]
    assert (mine["unit"], mine["state"], mine["version"]) == (OF_A, "approved", 1)
    handed_in = ask(f"submissions/{mine['id']}/figures")
    assert handed_in.json()["source"] == "submitted" and handed_in.json()["hash"] == mine["hash"]
    assert figure(handed_in, OF_A, "2025.key.professional") == district
    other = Submission.objects.get(district__code=OF_B)
    assert ask(f"submissions/{other.pk}/figures").status_code == 404
    # Whoever has nobody to report sees no figures, and nothing of the others.
    nothing = asking("522")(f"periods/{sealed.pk}/figures").json()
    assert {f["unit"] for f in nothing["figures"]} == {"522"}
    assert {f["covered"] for f in nothing["figures"]} == {0}


def test_what_is_not_sealed_or_not_there_is_not_found(small_province, ba_to, asking):
    period, ask = a_period(), asking()
    assert ask(f"periods/{period.pk}/figures").json()["detail"] == "Kỳ báo cáo này chưa khóa."
    assert ask("periods/0/figures").status_code == 422
    assert ask("periods/999/figures").status_code == 404
    assert ask("submissions/999/figures").status_code == 404


def test_people_only_for_a_token_that_says_so_and_each_request_is_kept(somebody_elsewhere, asking):
    refused = asking(OF_A)("people")
    assert refused.status_code == 403 and "Phạm Thị Hạnh" not in refused.content.decode()
    assert not Disclosure.objects.exists()
    ask = asking(OF_A, people=True)
    answer = ask("people", page_size=3, day=DAY).json()
    assert (answer["people_in_all"], answer["pages"], len(answer["people"])) == (5, 2, 3)
    rest = ask("people", page_size=3, page=2, day=DAY).json()["people"]
    every = answer["people"] + rest
    assert len({one["id"] for one in every}) == 5
    secretary = next(one for one in every if one["full_name"] == "Phạm Thị Hạnh")
    assert secretary["birth"] == "1980-05-01" and secretary["title"] == "BT"
    assert {level["kind"]: level["level"] for level in secretary["levels"]} == {
        "professional": 4, "theory": 2,
    }  # fmt: skip
    kept = list(Disclosure.objects.order_by("pk").values_list("user", "kind", "people"))
    assert kept == [(None, "list", 3), (None, "list", 2)]
    last = Disclosure.objects.first()
    assert "Mã truy cập API Hệ thống 535 (cqx_" in last.detail and "trang 2" in last.detail
    assert ask("people", page=9).json()["people"] == []
    assert Disclosure.objects.first().people == 0


def test_nobody_of_elsewhere_is_told_by_any_address(somebody_elsewhere, asking):
    ask = asking(OF_A, people=True)
    for address in (*EVERY, "people"):
        answer = ask(address)
        assert answer.status_code == 200, address
        text = (b"".join(answer.streaming_content) if answer.streaming else answer.content).decode()
        assert "Lê Thị Ngoài" not in text and somebody_elsewhere.name not in text, address


def test_of_planning_nothing_is_told(small_province, ba_to, asking, settings):
    settings.PLANNING = True
    plant(list(Person.objects.values_list("pk", flat=True)))
    ask = asking(people=True)
    for address in (*EVERY, "people"):
        assert not told(ask(address)), address


@pytest.mark.parametrize(
    ("address", "status", "said"),
    [
        ("figures?day=31/12/2025", 422, "day: Ngày viết dạng 2025-12-31"),
        ("figures?day=2025-02-30", 422, "day: Ngày viết dạng 2025-12-31"),
        ("figures?day=1989-12-31", 422, "day: Ngày viết dạng 2025-12-31"),
        ("figures?horizon=2035", 422, "“horizon” không dùng được. Chấp nhận: '2025', '2030'."),
        ("figures?level=xa", 422, "“level” không dùng được."),
        ("figures?dya=2025-12-31", 422, "Không có tham số “dya”."),
        ("figures?day=2025-12-31&day=2024-12-31", 422, "Mỗi tham số chỉ được nêu một lần."),
        ("periods?x=1", 400, "Không có tham số “x”."),
        ("units", 422, "Thiếu tham số “on”."),
        ("figures?unit=99999", 404, "Không có đơn vị mang mã “99999”"),
        ("figures?unit=a%00b", 400, "Địa chỉ chứa ký tự không hợp lệ."),
        ("needs?start=2020-01-01", 400, "Ngày khai giảng không được trước hôm nay."),
        ("needs?start=2099-01-01", 400, "không còn khóa nào kịp."),
        ("people?page=0", 422, "“page” không dùng được."),
        ("people?page_size=501", 422, "“page_size” không dùng được."),
        (f"periods/{2**63}/figures", 422, "“number” không dùng được."),
        ("khong-co", 404, "Trang này không có."),
    ],
)
def test_what_cannot_be_read_is_said_in_vietnamese(address, status, said, small_province, asking):
    answer = asking(people=True)(address)
    assert (answer.status_code, answer["Content-Type"]) == (status, "application/problem+json")
    assert said in answer.json()["detail"] and answer.json()["status"] == status


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_only_reading_is_there(method, small_province, token_for):
    client = Client(headers={"Authorization": f"Bearer {token_for()[1]}"})
    answer = getattr(client, method)("/api/v1/figures")
    assert answer.status_code == 405 and "GET" in answer["Allow"]
