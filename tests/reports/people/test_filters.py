"""Each filter of the list finds whom it names, at its boundaries, and nobody else."""

from datetime import date

import pytest

from personnel.models import Person, Unit
from tests.factories import LOWLAND, MOUNTAIN, TOWNSHIP, credential, person, post

LENS = "horizon=2030&as_of=2025-12-31"


@pytest.fixture
def cast(province):
    """Five people of three communes, one of another district, one out of post."""
    people = {
        "Phạm Thị Hạnh": post(
            person(name="Phạm Thị Hạnh", sex="female", birth=date(1985, 12, 31),
                   cccd="051185001234", party_joined=date(2010, 1, 1),
                   party_joined_precision="day"),
            "BT", MOUNTAIN,
        ),
        "Đinh Văn Lía": post(
            person(name="Đinh Văn Lía", ethnicity="Hrê", birth=date(1986, 1, 1)),
            "CTHCCB", TOWNSHIP,
        ),
        "Trần Văn Sổ": post(
            person(name="Trần Văn Sổ", birth=date(1966, 1, 1), birth_precision="year"),
            "TCKT", LOWLAND, start=None,
        ),
        "Võ Thị Giúp": post(
            person(name="Võ Thị Giúp", sex="female", birth=date(1996, 1, 1), ethnicity="Kinh"),
            "VPDU", MOUNTAIN,
        ),
        "Lê Văn Thôi": post(
            person(name="Lê Văn Thôi"), "PBT", MOUNTAIN, end=date(2024, 12, 31)
        ),
    }  # fmt: skip
    held = {name: found.person for name, found in people.items()}
    post(held["Võ Thị Giúp"], "UVBCH", MOUNTAIN)
    credential(held["Phạm Thị Hạnh"], "theory", 2, awarded=date(2018, 1, 1))
    credential(held["Đinh Văn Lía"], "theory", 1)
    credential(held["Võ Thị Giúp"], "theory", 2, awarded=date(2026, 1, 1))
    return held


@pytest.fixture
def listed(cast, province_viewer, client_for):
    """Return a function that opens the list and returns whose names it shows."""
    client = client_for(province_viewer)

    def names(query):
        response = client.get(f"/nhan-su/?{LENS}&{query}")
        assert response.status_code == 200, query
        return {row.person.full_name for row in response.context["rows"]}

    return names


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("", {"Phạm Thị Hạnh", "Đinh Văn Lía", "Trần Văn Sổ", "Võ Thị Giúp"}),
        ("q=pham thi", {"Phạm Thị Hạnh"}),
        ("q=VAN", {"Đinh Văn Lía", "Trần Văn Sổ"}),
        ("q=234", {"Phạm Thị Hạnh"}),
        ("q=1234", {"Phạm Thị Hạnh"}),
        ("q=34", set()),
        ("q=thi tran ba to", {"Đinh Văn Lía"}),
        ("q=nghia dung", {"Trần Văn Sổ"}),
        ("sex=female", {"Phạm Thị Hạnh", "Võ Thị Giúp"}),
        ("age_from=40", {"Phạm Thị Hạnh", "Trần Văn Sổ"}),
        ("age_to=39", {"Đinh Văn Lía", "Võ Thị Giúp"}),
        ("age_from=39&age_to=40", {"Phạm Thị Hạnh", "Đinh Văn Lía"}),
        ("ethnicity=Hrê", {"Đinh Văn Lía"}),
        ("ethnicity=minority", {"Đinh Văn Lía"}),
        ("party=yes", {"Phạm Thị Hạnh"}),
        ("party=no&sex=female", {"Võ Thị Giúp"}),
        ("title=UVBCH", {"Võ Thị Giúp"}),
        ("title=TCKT", {"Trần Văn Sổ"}),
        ("group=nonspecialised", {"Võ Thị Giúp"}),
        ("group=staff&sex=male", {"Đinh Văn Lía", "Trần Văn Sổ"}),
        (f"unit={TOWNSHIP}", {"Đinh Văn Lía"}),
        ("unit=535&sex=female", {"Phạm Thị Hạnh", "Võ Thị Giúp"}),
        ("level=theory:1", {"Phạm Thị Hạnh", "Đinh Văn Lía"}),
        ("level=theory:2", {"Phạm Thị Hạnh"}),
        ("level=theory:1&rule=exactly", {"Đinh Văn Lía"}),
        ("level=theory:2&rule=below", {"Đinh Văn Lía"}),
        ("missing=theory", {"Trần Văn Sổ", "Võ Thị Giúp"}),
        ("missing=cccd&sex=female", {"Võ Thị Giúp"}),
        ("missing=birth", {"Trần Văn Sổ"}),
        ("missing=start", {"Trần Văn Sổ"}),
        ("leaving=deadline", {"Trần Văn Sổ"}),
        ("post=none", {"Lê Văn Thôi"}),
        ("post=none&q=pham", set()),
        ("criterion=2025.key.theory&outcome=met", {"Phạm Thị Hạnh"}),
        ("criterion=2030.mass.theory&outcome=short", {"Đinh Văn Lía"}),
        ("measure=women&base=staff", {"Phạm Thị Hạnh"}),
        ("title=&sex=&age_from=", {"Phạm Thị Hạnh", "Đinh Văn Lía", "Trần Văn Sổ", "Võ Thị Giúp"}),
    ],
)
def test_a_filter_finds_exactly(listed, query, names):
    assert listed(query) == names


def test_the_head_of_the_veterans_never_retires(cast, listed):
    Person.objects.filter(full_name="Đinh Văn Lía").update(birth_date=date(1960, 1, 1))
    assert "Đinh Văn Lía" not in listed("leaving=deadline")
    Person.objects.filter(full_name="Phạm Thị Hạnh").update(birth_date=date(1960, 1, 1))
    assert "Phạm Thị Hạnh" in listed("leaving=deadline")


@pytest.mark.parametrize(
    "query",
    ["sex=x", "age_from=x", "age_to=-1", "age_from=1000", "ethnicity=Kinh2", "party=x", "missing=x",
     "level=theory:9", "level=theory", "rule=x", "leaving=x", "post=x", "unit=1", "title=x",
     "criterion=2025.units.online_dossiers", "outcome=covered", "sort=x",
     "base=x", "whole=2"],
)  # fmt: skip
def test_what_cannot_be_read_is_refused_in_words(cast, province_viewer, client_for, query):
    response = client_for(province_viewer).get(f"/nhan-su/?{query}")
    assert response.status_code == 400
    assert "Về trang tổng quan" in response.content.decode()


@pytest.mark.parametrize(
    ("sort", "first"),
    [("", "Võ Thị Giúp"), ("-name", "Trần Văn Sổ"), ("birth", "Trần Văn Sổ"),
     ("-birth", "Võ Thị Giúp"), ("title", "Phạm Thị Hạnh")],
)  # fmt: skip
def test_sorting(cast, province_viewer, client_for, sort, first):
    response = client_for(province_viewer).get(f"/nhan-su/?{LENS}&sort={sort}")
    assert response.context["rows"][0].person.full_name == first


@pytest.mark.parametrize(
    "query", ["", "q=van", "q=1234", "sex=female", "post=none", "party=no", "missing=cccd",
              "title=UVBCH", "level=theory:1", "leaving=deadline", "group=all", "q=ba+to"],
)  # fmt: skip
def test_no_filter_reaches_another_district(cast, editor_b, client_for, query):
    elsewhere = Unit.objects.filter(parent__code="534").order_by("code")[0]
    post(person(name="Lê Văn Phổ"), "TCKT", elsewhere.code)
    client = client_for(editor_b)
    found = client.get(f"/nhan-su/?{LENS}&{query}").context["rows"]
    assert {row.person.full_name for row in found} <= {"Lê Văn Phổ"}
    taken = b"".join(client.get(f"/nhan-su/tai-ve/csv/?{LENS}&{query}"))
    assert not any(name in taken.decode() for name in cast)


def test_each_filter_in_use_has_a_way_out(cast, province_viewer, client_for):
    query = f"{LENS}&sex=female&criterion=2025.key.theory&outcome=met&level=theory:2"
    client = client_for(province_viewer)
    chips = client.get(f"/nhan-su/?{query}&rule=exactly").context["chips"]
    assert [chip.text for chip in chips] == [
        "Chỉ tiêu: Lý luận chính trị: trung cấp",
        "Kết quả: Đạt",
        "Giới tính: Nữ",
        "Lý luận chính trị: Trung cấp, đúng mức này",
    ]
    assert "outcome" not in chips[0].without and "sex=female" in chips[0].without
    assert "rule" not in chips[3].without
    chips = client.get(f"/nhan-su/?{query}").context["chips"]
    assert chips[3].text == "Lý luận chính trị: Trung cấp trở lên"
    [chip] = client.get(f"/nhan-su/?{LENS}&quality=unknown:theory").context["chips"]
    assert chip.text == "Chất lượng dữ liệu: Chưa có thông tin: Lý luận chính trị"


@pytest.mark.parametrize(
    ("query", "open_"), [("", False), ("unit=535&quality=cccd", False), ("sex=female", True),
                         ("quality=cccd&sex=female", True), ("level=theory:1", True)],
)  # fmt: skip
def test_a_link_from_a_figure_opens_the_list_at_its_people(
    cast, province_viewer, client_for, query, open_
):
    """The chip tells of the check; its field is among the folded ones, and still sent on."""
    text = client_for(province_viewer).get(f"/nhan-su/?{LENS}&{query}").content.decode()
    assert ('<details class="more" open>' in text) is open_
    if "quality" in query:
        assert "Chất lượng dữ liệu: Chưa có số CCCD" in text
        assert '<option value="cccd" selected>Chưa có số CCCD</option>' in text
