"""Each doubt at its boundary and beside it: in the figures of a day and in one record alike."""

from datetime import date

import pytest

from personnel.basics.spells import EVER, NEVER
from personnel.doubts.case import record_of
from personnel.doubts.register import BY_CODE, DOUBTS, doubts_of
from personnel.models import Person, Title, TitleGroup, Unit
from personnel.reading.standing import standing
from tests import maps
from tests.factories import LOWLAND, MOUNTAIN, TOWNSHIP, credential, person, post

DAY = date(2025, 12, 31)
BIRTH = date(1990, 5, 10)

pytestmark = pytest.mark.usefixtures("province")


@pytest.fixture
def found():
    """Return a function that tells whom a doubt is about, by the figures and by each record."""

    def names(code, day=DAY):
        everyone = Person.objects.all()
        counted = standing(day, everyone).filter(BY_CODE[code].where(day))
        in_post = standing(day, everyone).values_list("pk", flat=True)
        looked = [
            who
            for who in everyone.filter(pk__in=list(in_post))
            if any(told.doubt.code == code for told in doubts_of(record_of(who), None, day))
        ]
        by_figures = {who.full_name for who in counted}
        assert by_figures == {who.full_name for who in looked}
        return by_figures

    return names


def clerk(name="Lê Văn Bê", birth=BIRTH, title="TCKT", unit=MOUNTAIN, **facts):
    """Somebody in post since long after they came of age."""
    return post(person(name=name, birth=birth, **facts), title, unit, start=date(2023, 1, 1)).person


def started(who, day, precision="day", **more):
    held = post(who, "UVBCH", start=day, **more)
    type(held).objects.filter(pk=held.pk).update(start_precision=precision)


@pytest.mark.parametrize(
    ("day", "precision", "doubtful"),
    [
        (date(2008, 5, 9), "day", True),
        (date(2008, 5, 10), "day", False),
        (date(2008, 4, 1), "month", True),
        (date(2008, 5, 1), "month", False),
        (date(2007, 1, 1), "year", True),
        (date(2008, 1, 1), "year", False),
    ],
)
def test_under_eighteen_at_the_start_of_a_post(found, day, precision, doubtful):
    started(clerk(), day, precision)
    assert bool(found("young-post")) is doubtful


def test_born_on_a_leap_day_one_is_of_age_on_the_first_of_march(found):
    started(clerk("Hai Mươi Tám", birth=date(2004, 2, 29)), date(2022, 2, 28))
    started(clerk("Mồng Một", birth=date(2004, 2, 29)), date(2022, 3, 1))
    assert found("young-post") == {"Hai Mươi Tám"}


def test_a_birth_known_to_the_year_leaves_the_benefit_of_the_doubt(found):
    who = clerk(birth=date(1990, 1, 1), birth_precision="year")
    started(who, date(2008, 1, 1))
    assert found("young-post") == set()


@pytest.mark.parametrize(
    ("day", "precision", "doubtful"),
    [
        (date(2008, 5, 9), "day", True),
        (date(2008, 5, 10), "day", False),
        (date(2008, 5, 1), "month", False),
        (date(2007, 1, 1), "year", True),
    ],
)
def test_under_eighteen_at_joining_the_party(found, day, precision, doubtful):
    clerk(party_joined=day, party_joined_precision=precision)
    assert bool(found("young-party")) is doubtful


@pytest.mark.parametrize(
    ("kind", "level", "earliest", "code"),
    [
        ("professional", 4, 21, "young-degree"),
        ("professional", 5, 22, "young-degree"),
        ("professional", 6, 24, "young-degree"),
        ("it", 6, 21, "young-degree"),
        ("foreign_language", 10, 21, "young-degree"),
        ("professional", 3, 19, "young-award"),
        ("professional", 2, 16, "young-award"),
        ("professional", 1, 15, "young-award"),
        ("general_education", 3, 18, "young-award"),
        ("general_education", 2, 15, "young-award"),
        ("general_education", 1, 11, "young-award"),
        ("theory", 1, 18, "young-award"),
        ("state_management", 1, 18, "young-award"),
        ("mass_work", 1, 16, "young-award"),
    ],
)
def test_an_award_before_the_year_it_takes(found, kind, level, earliest, code):
    credential(clerk("Sớm"), kind, level, awarded=date(1990 + earliest - 1, 12, 31))
    credential(clerk("Kịp"), kind, level, awarded=date(1990 + earliest, 1, 1))
    assert found(code) == {"Sớm"}
    other = {"young-degree": "young-award", "young-award": "young-degree"}[code]
    assert found(other) == set()


def test_what_children_learn_too_is_no_doubt_and_nothing_without_its_day(found):
    who = clerk()
    credential(who, "foreign_language", 3, awarded=date(2000, 1, 1))
    credential(who, "ethnic_language", 2, awarded=date(2000, 1, 1))
    credential(who, "it", 2, awarded=date(2000, 1, 1))
    credential(who, "professional", 4)
    assert found("young-degree") == found("young-award") == set()


def test_a_seat_of_the_party_without_its_day(found):
    joined = {"party_joined": date(2015, 5, 19), "party_joined_precision": "day"}
    clerk("Bí Thư", title="BT", unit=LOWLAND)
    clerk("Cấp Ủy Viên", title="UVBCH")
    clerk("Có Ngày", title="PBT", **joined)
    clerk("Công Chức", title="TCKT")
    post(clerk("Thôi Cấp Ủy"), "UVBCH", end=date(2025, 12, 30))
    assert found("no-party-day") == {"Bí Thư", "Cấp Ủy Viên"}
    assert found("no-party-day", date(2025, 12, 30)) >= {"Thôi Cấp Ủy"}


def test_two_lead_one_commune_from_the_first_day_of_the_second(found):
    clerk("Một", title="BT", unit=LOWLAND)
    post(person(name="Hai"), "BT", LOWLAND, start=DAY)
    assert found("shared-head") == {"Một", "Hai"}


def test_who_led_it_before_is_no_second_head(found):
    clerk("Nay", title="BT")
    post(person(name="Trước"), "BT", end=date(2025, 12, 30))
    clerk("Nơi Khác", title="BT", unit=TOWNSHIP)
    assert found("shared-head", date(2025, 12, 30)) == {"Nay", "Trước"}
    assert found("shared-head") == set()


def test_past_retirement(found):
    # A man reaches 61 years and 3 months in 2025, and leaves at the end of that month.
    clerk("Đến Tuổi", birth=date(1964, 8, 31))
    clerk("Còn Tuổi", birth=date(1964, 9, 1))
    clerk("Cựu Chiến Binh", birth=date(1950, 1, 1), title="CTHCCB")
    clerk("Người Cao Tuổi", birth=date(1950, 1, 1), title="CTHNCT")
    assert found("past-retirement") == {"Đến Tuổi"}
    assert found("past-retirement", date(2025, 11, 30)) == set()


def test_the_title_somebody_is_counted_by_says_whether_the_age_binds(found):
    old = {"birth": date(1950, 1, 1)}
    post(clerk("Bí Thư", title="CTHCCB", **old), "BT")
    post(clerk("Chỉ Huy", title="CTHCCB", **old), "CHT")
    assert found("past-retirement") == {"Bí Thư"}
    Title.objects.filter(code="CHT").update(age_bound=False)
    Title.objects.filter(code="CTHCCB").update(age_bound=True)
    assert found("past-retirement") == {"Bí Thư", "Chỉ Huy"}


def test_the_group_of_the_day_says_by_which_title_somebody_is_counted(found):
    post(clerk("Chỉ Huy", title="CTHCCB", birth=date(1950, 1, 1)), "CHT")
    assert found("past-retirement") == set()
    title = Title.objects.get(code="CHT")
    for group, first, last in (("civil", EVER, date(2025, 12, 30)), ("key", DAY, NEVER)):
        TitleGroup.objects.create(title=title, group=group, first=first, last=last)
    assert found("past-retirement") == {"Chỉ Huy"}


def test_a_title_after_a_death(found):
    who = clerk("Từ Trần")
    post(who, "UVBCH", end=date(2021, 6, 30))
    who.posts.filter(title__code="UVBCH").update(end_reason="died")
    same_day = clerk("Cùng Ngày", title="VPTK")
    same_day.posts.update(end=DAY, end_reason="died")
    post(same_day, "UVBCH", end=DAY)
    day_after = clerk("Sau Ngày", title="VPTK")
    day_after.posts.update(end=DAY, end_reason="died")
    post(day_after, "UVBCH", end=date(2026, 1, 1))
    assert found("after-death") == {"Từ Trần", "Sau Ngày"}


@pytest.mark.parametrize("reason", ["retired", "removed"])
@pytest.mark.parametrize(
    ("start", "doubtful"), [(date(2021, 6, 30), False), (date(2021, 7, 1), True)]
)
def test_a_title_begun_after_retirement_or_dismissal(found, reason, start, doubtful):
    who = post(person(), "UVBCH", end=date(2021, 6, 30)).person
    who.posts.update(end_reason=reason)
    post(who, "TCKT", start=start)
    assert bool(found("after-leaving")) is doubtful


@pytest.mark.parametrize("reason", ["", "resigned", "moved", "other"])
def test_after_other_reasons_somebody_may_begin_again(found, reason):
    who = post(person(), "UVBCH", end=date(2021, 6, 30)).person
    who.posts.update(end_reason=reason)
    post(who, "TCKT", start=date(2022, 1, 1))
    assert found("after-leaving") == found("after-death") == set()


def test_the_same_name_and_birth_elsewhere(found):
    clerk("Võ Thị Trùng")
    clerk("Võ Thị Trung", unit=TOWNSHIP)
    clerk("Võ Thị Khác", birth=date(1990, 5, 11))
    person(name="Võ Thị Khác", birth=date(1990, 5, 12))
    assert found("twin") == {"Võ Thị Trùng", "Võ Thị Trung"}


def test_digits_that_disagree(found):
    clerk("Khớp", cccd="051090001234")
    clerk("Lệch Giới", cccd="051190001235")
    clerk("Lệch Năm", cccd="051091001236")
    assert found("cccd-clash") == {"Lệch Giới", "Lệch Năm"}


def test_what_does_not_fit_unit_or_title(found):
    clerk("Đúng Loại", title="DCXD-X")
    clerk("Sai Loại", title="DCXD-P")
    Title.objects.filter(code="TY").update(valid_to=date(2025, 12, 30))
    clerk("Hết Áp Dụng", title="TY")
    Unit.objects.filter(code=TOWNSHIP).update(valid_to=date(2025, 12, 30))
    clerk("Đơn Vị Hết", unit=TOWNSHIP)
    assert found("misplaced") == {"Sai Loại"}
    assert found("abolished") == {"Hết Áp Dụng"}
    assert found("elsewhen") == {"Đơn Vị Hết"}
    day = date(2025, 12, 30)
    assert found("abolished", day) == found("elsewhen", day) == set()


def test_whoever_is_as_usual_raises_none(found):
    joined = {"party_joined": date(2015, 5, 19), "party_joined_precision": "day"}
    who = clerk("Bình Thường", cccd="051090001234", **joined)
    credential(who, "professional", 4, awarded=date(2012, 6, 1))
    assert [doubt.code for doubt in DOUBTS if found(doubt.code)] == []


def test_codes_are_told_apart_and_fit_their_column():
    codes = [doubt.code for doubt in DOUBTS]
    assert len(set(codes)) == len(codes) and max(map(len, codes)) <= 20


def test_whoever_led_what_merged_leads_it_together(found):
    # Xã Ba Điền and Xã Ba Vinh went on in Xã Ba Vinh.
    clerk("Một", title="BT", unit=MOUNTAIN)
    clerk("Hai", title="BT", unit="21490")
    both = clerk("Cả Hai", title="CTUBND", unit=MOUNTAIN)
    post(both, "CTUBND", "21490", start=date(2023, 1, 1))
    maps.reorganise()
    assert found("shared-head") == {"Một", "Hai"}
    assert found("shared-head", date(2025, 6, 30)) == set()


def test_a_title_is_asked_of_the_kind_that_a_unit_has_become(found):
    # Thị trấn Ba Tơ went on in Xã Ba Tơ.
    clerk("Nay Là Xã", title="DCXD-X", unit=TOWNSHIP)
    clerk("Thị Trấn", title="DCXD-P", unit=TOWNSHIP)
    maps.reorganise()
    assert found("misplaced", date(2025, 6, 30)) == {"Nay Là Xã"}
    assert found("misplaced") == {"Thị Trấn"}


def test_eight_years_at_the_head_of_one_commune(found):
    clerk("Gần Đủ", title="BT")
    led = post(person(name="Đủ"), "BT", LOWLAND, start=date(2015, 1, 1), end=date(2019, 12, 31))
    post(led.person, "CTUBND", LOWLAND, start=date(2023, 1, 1))
    assert found("two-terms") == {"Đủ"}
    assert found("two-terms", date(2025, 12, 29)) == set()
    (told,) = [
        t for t in doubts_of(record_of(led.person), None, DAY) if t.doubt.code == "two-terms"
    ]
    assert told.text == (
        "Đã làm người đứng đầu xã Nghĩa Dũng 8 năm, sắp đủ 02 nhiệm kỳ tại một địa phương "
        "(đủ 10 năm vào ngày 30/12/2027)."
    )


def test_two_terms_are_asked_about_anew_once_they_are_full():
    who = post(person(name="Đủ"), "BT", LOWLAND, start=date(2015, 1, 1)).person

    def keys(day):
        told = doubts_of(record_of(who), None, day)
        return {one.key for one in told if one.doubt.code == "two-terms"}

    assert keys(date(2023, 1, 1)) == keys(date(2024, 12, 30)) != keys(date(2024, 12, 31))
    assert keys(date(2024, 12, 31)) == keys(DAY)


def test_who_is_to_lead_again_is_told_of_as_they_will_be(found):
    who = post(
        person(name="Trở Lại"), "BT", LOWLAND, start=date(2010, 1, 1), end=date(2019, 12, 31)
    )
    post(who.person, "CTUBND", LOWLAND, start=date(2026, 2, 1))
    (told,) = [
        t for t in doubts_of(record_of(who.person), None, DAY) if t.doubt.code == "two-terms"
    ]
    assert told.text.startswith("Tính đến ngày 01/02/2026 đã làm người đứng đầu xã")
    assert "đã đủ hoặc quá" in told.text


def assistant(name, *levels, start=date(2023, 3, 1), title="VPDU", **awards):
    """A non-specialised worker since a day, with professional levels."""
    who = post(person(name), title, start=start).person
    for level in levels:
        credential(who, "professional", level, **awards)
    return who


def test_taken_on_since_the_resolution_below_what_it_asks_for(found):
    assistant("Không Bằng", 0)
    assistant("Sơ Cấp", 1)
    assistant("Trung Cấp", 2)
    assistant("Học Thêm", 1, 3)
    assistant("Chưa Rõ")
    assistant("Từ Trước", 1, start=date(2022, 6, 2))
    assistant("Ngay Sau", 1, start=date(2022, 6, 3))
    assistant("Không Rõ Ngày", 1, start=None)
    assistant("Công Chức", 1, title="TCKT")
    assert found("taken-on-below") == {"Không Bằng", "Sơ Cấp", "Ngay Sau"}


def test_whoever_was_such_a_worker_before_was_not_taken_on_since(found):
    who = assistant("Đổi Việc", 1, start=date(2023, 3, 1), title="VTLT")
    post(who, "VPDU", start=date(2015, 1, 1), end=date(2023, 2, 28))
    assert found("taken-on-below") == set()


def test_whoever_is_counted_under_another_group_is_not_asked(found):
    who = assistant("Lên Công Chức", 1)
    assert found("taken-on-below") == {"Lên Công Chức"}
    post(who, "TCKT", start=date(2024, 1, 1))
    assert found("taken-on-below") == set()


def test_a_level_that_comes_later_or_was_withdrawn_does_not_count_yet(found):
    assistant("Sắp Có", 1).credentials.create(
        kind="professional", level=2, awarded=date(2026, 6, 1), awarded_precision="day"
    )
    lost = assistant("Bị Thu", 1).credentials.create(kind="professional", level=2)
    type(lost).objects.filter(pk=lost.pk).update(
        verification="withdrawn", verified_on=date(2025, 1, 1), verified_by_document="12/QĐ"
    )
    assert found("taken-on-below") == {"Sắp Có", "Bị Thu"}


def test_the_groups_of_titles_are_those_of_the_day(found):
    assistant("Theo Nhóm", 1)
    title = Title.objects.get(code="VPDU")
    TitleGroup.objects.create(
        title=title, group="civil", confirmed=True, first=date(2025, 7, 1), last=NEVER
    )
    assert found("taken-on-below") == set()
    assert found("taken-on-below", date(2025, 6, 30)) == {"Theo Nhóm"}
