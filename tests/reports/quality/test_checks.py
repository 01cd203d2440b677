"""Each check finds whom it names, at its boundary and just beside it."""

from datetime import date

import pytest

from personnel.models import Person, Unit
from personnel.reading.standing import standing
from reports.quality.checks import check_of, checks_of
from targets.criteria import H2025, H2030
from targets.lens import Lens
from tests.factories import LOWLAND, MOUNTAIN, TOWNSHIP, credential, person, post

DAY = date(2025, 12, 31)
LENS = Lens(H2030, DAY)

pytestmark = pytest.mark.usefixtures("province")


@pytest.fixture
def found():
    """Return a function that names whom a check finds on a day."""

    def names(code, day=DAY, horizon=H2030):
        lens = Lens(horizon, day)
        rows = standing(day, Person.objects.all()).filter(check_of(lens, code).where(lens))
        return {who.full_name for who in rows}

    return names


def somebody(name, title="TCKT", unit=MOUNTAIN, start=date(2015, 1, 1), end=None, **facts):
    return post(person(name=name, **facts), title, unit, start=start, end=end).person


def test_facts_that_are_missing(found):
    somebody("Có Đủ", cccd="051080001234")
    somebody("Không Số")
    Person.objects.filter(pk=somebody("Không Dân Tộc", cccd="051080001235").pk).update(
        ethnicity=None
    )
    somebody("Thôi Việc", end=date(2025, 12, 30))
    assert found("cccd") == {"Không Số"}
    assert found("ethnicity") == {"Không Dân Tộc"}
    assert "Thôi Việc" in found("cccd", date(2025, 12, 30))


def test_a_birth_known_to_the_year_only(found):
    somebody("Đủ Ngày")
    somebody("Biết Tháng", birth_precision="month")
    somebody("Biết Năm", birth_precision="year")
    assert found("birth") == {"Biết Năm"}


def test_a_unit_that_has_ended_or_is_to_begin(found):
    somebody("Xã Còn", unit=LOWLAND)
    somebody("Xã Hết")
    post(somebody("Kiêm Nhiệm", unit=LOWLAND), "UVBCH", MOUNTAIN)
    somebody("Xã Sắp", unit=TOWNSHIP)
    Unit.objects.filter(code=MOUNTAIN).update(valid_to=date(2025, 12, 30))
    Unit.objects.filter(code=TOWNSHIP).update(valid_from=date(2026, 1, 1))
    assert found("elsewhen") == {"Xã Hết", "Kiêm Nhiệm", "Xã Sắp"}
    assert found("elsewhen", date(2025, 12, 30)) == {"Xã Sắp"}
    assert found("elsewhen", date(2026, 1, 1)) == {"Xã Hết", "Kiêm Nhiệm"}


def test_a_title_that_was_abolished(found):
    somebody("Trưởng Công An", "TCA")
    somebody("Đã Thôi", "TCA", end=date(2023, 8, 1))
    post(somebody("Kiêm Nhiệm"), "TCA", TOWNSHIP)
    assert found("abolished") == {"Trưởng Công An", "Kiêm Nhiệm"}
    assert found("abolished", date(2023, 8, 1)) == set()


def test_a_title_held_since_nobody_knows_when(found):
    somebody("Biết Ngày")
    somebody("Không Rõ", start=None)
    also = somebody("Kiêm Nhiệm")
    post(also, "UVBCH", TOWNSHIP, start=None, end=DAY)
    assert found("start") == {"Không Rõ", "Kiêm Nhiệm"}
    assert found("start", date(2026, 1, 1)) == {"Không Rõ"}


@pytest.mark.parametrize(
    ("kind", "level", "asked"),
    [
        ("theory", 0, False),
        ("theory", 1, True),
        ("general_education", 3, False),
        ("foreign_language", 1, False),
        ("foreign_language", 2, True),
        ("ethnic_language", 1, False),
        ("ethnic_language", 2, True),
        ("ethnic_language", 3, False),
    ],
)
def test_a_certificate_without_its_date(found, kind, level, asked):
    credential(somebody("Không Ngày"), kind, level)
    credential(somebody("Có Ngày"), kind, level, awarded=date(2020, 5, 1))
    assert found("undated") == ({"Không Ngày"} if asked else set())


def test_nothing_recorded_at_all(found):
    somebody("Trắng")
    credential(somebody("Ghi Là Không"), "theory", 0)
    credential(somebody("Về Sau"), "it", 2, awarded=date(2026, 1, 1))
    assert found("nothing") == {"Trắng", "Về Sau"}
    assert found("nothing", date(2026, 1, 1)) == {"Trắng"}


def test_kinds_are_asked_only_of_those_whom_a_criterion_asks(found):
    somebody("Bí Thư", "BT")
    somebody("Công Chức", "TCKT")
    credential(somebody("Chủ Tịch", "CTUBND"), "position_update", 0)
    assert found("unknown:position_update") == {"Bí Thư"}
    assert found("unknown:mass_work") == set()
    assert found("unknown:theory") == {"Bí Thư", "Công Chức", "Chủ Tịch"}


def test_a_horizon_asks_its_own_criteria(found):
    """In 2025 any language is asked of all urban staff under forty, and so it goes on."""
    somebody("Trẻ Ở Phố", "TCKT", TOWNSHIP, birth=date(1986, 1, 1))
    somebody("Bốn Mươi", "TCKT", TOWNSHIP, birth=date(1985, 12, 31))
    somebody("Trẻ Ở Xã", "TCKT", MOUNTAIN, birth=date(1990, 1, 1))
    for horizon in (H2025, H2030):
        assert found("unknown:foreign_language", horizon=horizon) == {"Trẻ Ở Phố"}
        codes = {check.code for check in checks_of(Lens(horizon, DAY))}
        assert "unknown:general_education" not in codes and "unknown:theory" in codes


@pytest.mark.parametrize(
    ("sex", "birth", "cccd", "clash"),
    [
        ("male", date(1999, 12, 31), "051099001234", False),
        ("male", date(2000, 1, 1), "051200001234", False),
        ("female", date(1999, 12, 31), "051199001234", False),
        ("female", date(2000, 1, 1), "051300001234", False),
        ("male", date(1999, 12, 31), "051199001234", True),
        ("female", date(2000, 1, 1), "051200001234", True),
        ("male", date(2000, 1, 1), "051000001234", True),
        ("male", date(1980, 5, 1), "051081001234", True),
    ],
)
def test_digits_against_sex_and_year(found, sex, birth, cccd, clash):
    somebody("Có Số", sex=sex, birth=birth, cccd=cccd)
    somebody("Không Số")
    assert found("cccd-clash") == ({"Có Số"} if clash else set())


def test_a_title_that_its_kind_of_unit_has_not(found):
    somebody("Đúng Xã", "DCXD-X", MOUNTAIN)
    somebody("Sai Thị Trấn", "DCXD-X", TOWNSHIP)
    somebody("Đúng Thị Trấn", "DCXD-P", TOWNSHIP)
    somebody("Sai Xã", "DCXD-P", LOWLAND)
    somebody("Đã Thôi", "DCXD-P", LOWLAND, end=date(2025, 12, 30))
    assert found("misplaced") == {"Sai Thị Trấn", "Sai Xã"}


def test_two_leaders_of_one_commune(found):
    somebody("Bí Thư Một", "BT", MOUNTAIN)
    somebody("Bí Thư Hai", "BT", MOUNTAIN)
    somebody("Chủ Tịch", "CTUBND", MOUNTAIN)
    somebody("Bí Thư Xa", "BT", LOWLAND)
    somebody("Phó Một", "PBT", MOUNTAIN)
    somebody("Phó Hai", "PBT", MOUNTAIN)
    assert found("shared-head") == {"Bí Thư Một", "Bí Thư Hai"}


def test_one_leader_after_another_is_no_doubt(found):
    somebody("Bí Thư Cũ", "BT", end=date(2025, 6, 30))
    somebody("Bí Thư Mới", "BT", start=date(2025, 7, 1))
    assert found("shared-head", date(2025, 6, 30)) == set()
    assert found("shared-head", date(2025, 7, 1)) == set()


def test_one_person_in_two_rows_of_the_same_post_is_not_two_leaders(found):
    who = somebody("Bí Thư", "BT", end=DAY)
    post(who, "BT", MOUNTAIN, start=date(2020, 1, 1))
    assert found("shared-head") == set()


def test_still_in_post_past_the_age(found):
    """A man born in December 1964 leaves at the end of June 2026, at 61 years 6 months."""
    somebody("Đến Tuổi", birth=date(1964, 12, 15))
    somebody("Cựu Chiến Binh", "CTHCCB", birth=date(1950, 1, 1))
    assert found("past-retirement", date(2026, 6, 30)) == set()
    assert found("past-retirement", date(2026, 7, 1)) == {"Đến Tuổi"}


def test_the_same_name_and_birth_date_twice(found):
    somebody("Nguyễn Văn An", birth=date(1980, 5, 1))
    person(name="NGUYỄN VĂN ÂN", birth=date(1980, 5, 1))
    somebody("Trần Thị Bé", birth=date(1980, 5, 1))
    somebody("Trần Thị Bé", birth=date(1980, 5, 2))
    assert found("twin") == {"Nguyễn Văn An"}
