"""What each column tells: days and numbers that stay what they are, the principal post, papers."""

from datetime import date

import pytest
from django.http import QueryDict

from personnel.models import Post, Unit
from reports.people.asked import Asked
from targets.figures import Outcome
from tests.factories import MOUNTAIN, TOWNSHIP, credential, looked_into, person, post

DAY = "2025-12-31"


def told(user, columns, **query):
    """Return the values of a list of one person, by the code of the column."""
    params = QueryDict(mutable=True)
    params.update({"as_of": DAY, "horizon": "2025", "columns": columns} | query)
    asked = Asked.read(params, user)
    (row,) = asked.rows(list(asked.selection.ids))
    return {cell.column.code: cell.value for cell in row.cells}


@pytest.fixture
def who(small_province):
    found = person(
        name="Phạm Thị Hạnh", sex="female", birth=date(1985, 3, 14), ethnicity="Hrê",
        cccd="051185001234", religion="Tin lành", home_place="Xã Ba Tô", is_local=False,
        local_of=Unit.objects.get(code=MOUNTAIN),
        party_joined=date(2010, 6, 1), party_joined_precision="month", note="Chờ bổ sung",
    )  # fmt: skip
    post(found, "BT", MOUNTAIN, start=date(2020, 5, 12))
    post(found, "UVBCH", TOWNSHIP, start=date(2021, 1, 1))
    Post.objects.filter(title__code="BT").update(
        basis="elected", acting="acting", decision_number="12-QĐ/HU",
        decision_date=date(2020, 5, 1), decision_precision="day",
    )  # fmt: skip
    return found


def test_facts(who, editor_a):
    codes = "birth-age-sex-cccd-ethnicity-religion-home-local-party-note"
    assert told(editor_a, codes) == {
        "birth": date(1985, 3, 14),
        "age": 40,
        "sex": "Nữ",
        "cccd": "••••••••1234",
        "ethnicity": "Hrê",
        "religion": "Tin lành",
        "home": "Xã Ba Tô",
        "local": "Không",
        "party": "06/2010",
        "note": "Chờ bổ sung",
    }


def test_ethnicity_beside_an_outcome(who, editor_a):
    found = told(editor_a, "ethnicity-2025.key.theory")
    assert found == {"ethnicity": "Hrê", "2025.key.theory": Outcome.UNKNOWN}


def test_the_principal_post_and_the_others(who, editor_a):
    found = told(
        editor_a,
        "unit-district-title-group-other_titles-since-basis-acting-decision-decision_day",
    )
    assert found == {
        "unit": "Xã Ba Điền",
        "district": "Huyện Ba Tơ",
        "title": "Bí thư Đảng ủy",
        "group": found["group"],
        "other_titles": ("Ủy viên Ban Chấp hành Đảng bộ",),
        "since": date(2020, 5, 12),
        "basis": "Bầu",
        "acting": "Quyền",
        "decision": "12-QĐ/HU",
        "decision_day": date(2020, 5, 1),
    }
    assert "chủ chốt" in found["group"]


def test_when_somebody_retires(who, editor_a):
    # Born in 3/1985: 60 years, as for women from 2035 on.
    assert told(editor_a, "retires")["retires"] == date(2045, 3, 31)
    post(who, "CTHCCB", TOWNSHIP)
    assert told(editor_a, "retires")["retires"] == date(2045, 3, 31)
    who.posts.filter(title__code="BT").update(end=date(2025, 12, 30))
    assert told(editor_a, "retires")["retires"] == "không áp dụng"


def test_the_paper_behind_the_highest_level(who, editor_a):
    credential(who, "professional", 4, awarded=date(2008, 7, 1), institution="ĐH Quy Nhơn",
               field_of_study="Luật", number="A 12")  # fmt: skip
    credential(who, "professional", 5, awarded=date(2021, 12, 31), precision="year",
               institution="ĐH Huế", **looked_into(("verified", date(2024, 3, 5))))  # fmt: skip
    found = told(
        editor_a, "professional-professional_field-professional_awarded-professional_issuer"
        "-professional_number-professional_found",
    )  # fmt: skip
    assert found["professional"] == "Thạc sĩ"
    assert found["professional_awarded"] == "2021"
    assert (found["professional_issuer"], found["professional_field"]) == ("ĐH Huế", "")
    assert found["professional_found"] == "Đã xác minh ngày 05/03/2024, QĐ số 7"
    before = told(editor_a, "professional_issuer-professional_number", as_of="2020-12-31")
    assert before == {"professional_issuer": "ĐH Quy Nhơn", "professional_number": "A 12"}


def test_outcomes_of_several_criteria(who, editor_a):
    credential(who, "theory", 1)
    credential(who, "professional", 4)
    found = told(editor_a, "2025.key.theory-2025.key.professional-2025.civil.theory")
    assert list(found.values()) == [Outcome.SHORT, Outcome.MET, Outcome.EXEMPT]


def test_the_dead_have_no_age(small_province, province_admin):
    gone = person(name="Lê Mất", birth=date(1970, 1, 1))
    last = post(gone, "BT", MOUNTAIN, end=date(2024, 5, 5))
    assert told(province_admin, "age", post="none")["age"] == 55
    Post.objects.filter(pk=last.pk).update(end_reason="died")
    assert told(province_admin, "age", post="none")["age"] is None


def test_what_is_missing_and_how_much_is_doubtful(small_province, editor_a):
    bare = person(name="Lê Trống", ethnicity="Kinh", birth_precision="year", cccd="")
    post(bare, "BT", MOUNTAIN, start=None)
    found = told(editor_a, "lacks-doubts")
    assert {"Chưa có số CCCD", "Chỉ biết năm sinh", "Chưa có ngày giữ chức danh"} <= set(
        found["lacks"]
    )
    assert "Chưa có thông tin: Lý luận chính trị" in found["lacks"]
    # A head of the Party without a Party day.
    assert found["doubts"] == 1


def test_whoever_holds_no_post_is_not_said_to_have_no_doubt(small_province, province_admin):
    post(person(name="Lê Đi"), "BT", MOUNTAIN, end=date(2020, 1, 1))
    found = told(province_admin, "unit-since-lacks-doubts-2025.key.theory", post="none")
    assert found == {"unit": "", "since": None, "lacks": (), "doubts": None,
                     "2025.key.theory": None}  # fmt: skip
