"""The list of whoever lacks something: what is missing, and who may fill it in."""

from datetime import date

import pytest

from personnel.kinds import KINDS
from personnel.models import Credential, Person, Unit
from tests.factories import MOUNTAIN, TOWNSHIP, credential, person, post
from tests.reports.mending.conftest import URL


@pytest.fixture
def lacking(small_province):
    """Two of Ba Tơ of whom nearly everything is missing, and one of whom nothing is."""
    for name in ("Phạm Thị An", "Đinh Văn Bê"):
        who = person(name=name, birth=date(1980, 1, 1), birth_precision="year")
        post(who, "VPDU", MOUNTAIN, start=None)
        credential(who, "professional", 3)
        credential(who, "it", 1)
    Person.objects.update(ethnicity=None)
    whole = person(name="Võ Văn Đủ", cccd="051080001234")
    post(whole, "TCKT", TOWNSHIP)
    credential(whole, "professional", 4, awarded=date(2010, 6, 1))
    credential(whole, "theory", 1, awarded=date(2015, 6, 1))
    return Person.objects.in_name_order().first()


@pytest.mark.parametrize(
    ("quality", "lines", "labels"),
    [
        ("cccd", 2, ["Số CCCD"]),
        ("ethnicity", 2, ["Dân tộc"]),
        ("birth", 2, ["Ngày sinh"]),
        ("start", 2, ["Từ"]),
        ("undated", 4, ["Thời điểm cấp"]),
        ("unknown:theory", 2, ["Trình độ", "Thời điểm cấp"]),
    ],
)
def test_each_line_asks_for_what_is_missing(lacking, fill, editor_a, quality, lines, labels):
    page = fill(editor_a, quality)
    entries = page.response.context["listing"].entries
    assert len(entries) == lines and {entry.row.name for entry in entries} == {
        "Phạm Thị An", "Đinh Văn Bê",
    }  # fmt: skip
    assert [cell.bound.label for cell in entries[0].line.cells] == labels
    html = page.response.content.decode()
    assert html.count("<td>1980</td>") == lines
    for entry in entries:
        assert f'aria-label="{labels[0]}, {entry.row.name}' in html


def test_a_line_names_the_certificate_that_lacks_its_day(lacking, fill, editor_a):
    html = fill(editor_a, "undated").response.content.decode()
    assert html.count("<td>Trình độ chuyên môn: Cao đẳng</td>") == 2
    assert "Thời điểm cấp, Phạm Thị An, Trình độ chuyên môn: Cao đẳng" in html


def test_of_whom_nothing_is_recorded_the_kind_is_asked_too(lacking, fill, editor_a):
    Credential.objects.filter(person=lacking).delete()
    page = fill(editor_a, "nothing")
    assert page.names == [lacking.full_name]
    (kind,) = [
        c for c in page.response.context["listing"].entries[0].line.cells if c.name == "kind"
    ]
    assert all(f'value="{code}"' in kind.control for code in KINDS)


def test_who_only_reads_sees_what_is_missing_and_no_field(lacking, fill, province_viewer, viewer_a):
    for user in (province_viewer, viewer_a):
        page = fill(user, "birth")
        html = page.response.content.decode()
        assert page.names == ["Phạm Thị An", "Đinh Văn Bê"]
        assert page.data == {} and "<td data-label" in html and "grid.js" not in html
        assert page.client.post(f"{URL}?quality=birth").status_code == 404


def test_only_what_is_in_the_users_hands_has_a_field(lacking, fill, editor_a, small_province):
    moved = person(name="Lê Văn Đi", ethnicity="Kinh")
    post(moved, "TCKT", MOUNTAIN, start=None, end=date(2020, 1, 1))
    elsewhere = Unit.objects.filter(parent__code="534").order_by("code")[0]
    post(moved, "TCKT", elsewhere.code, start=None)
    page = fill(editor_a, "start", as_of="2019-01-01")
    assert "Lê Văn Đi" in page.names
    assert not any(name.startswith(f"{moved.pk}-") for name in page.data)


def test_what_cannot_be_filled_in_leads_to_the_list_of_people(lacking, editor_a, client_for):
    response = client_for(editor_a).get(f"{URL}?quality=twin&unit=535")
    assert response["Location"] == "/nhan-su/?quality=twin&unit=535"
    assert client_for(editor_a).get(f"{URL}?unit=535").status_code == 400
    assert client_for(editor_a).get(f"{URL}?quality=x").status_code == 400


def test_excel_stands_beside_it_and_the_list_leads_here(lacking, fill, editor_a, client_for):
    html = fill(editor_a, "ethnicity", unit="535").response.content.decode()
    assert "/nhan-su/tai-ve/trich-ngang/?quality=ethnicity&amp;unit=535" in html
    assert 'href="/nhap-tep/"' in html
    html = client_for(editor_a).get("/nhan-su/?quality=ethnicity&unit=535").content.decode()
    assert f'href="{URL}?quality=ethnicity&amp;unit=535' in html
    assert URL not in client_for(editor_a).get("/nhan-su/?quality=twin").content.decode()


def test_queries_do_not_grow_with_the_people(
    lacking, editor_a, client_for, django_assert_max_num_queries
):
    client, url = client_for(editor_a), f"{URL}?quality=start"
    with django_assert_max_num_queries(20) as few:
        client.get(url)
    for number in range(10):
        post(person(name=f"Trần Thị {chr(65 + number)}"), "TCKT", MOUNTAIN, start=None)
    with django_assert_max_num_queries(20) as more:
        assert len(client.get(url).context["listing"].entries) == 12
    assert len(more) == len(few)
