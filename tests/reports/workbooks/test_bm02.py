"""Form BM02/BNV: its headings as the circular has them, its numbers as counted by hand."""

from datetime import date

import pytest
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis.extra.django import TestCase

from personnel.models import Person, Unit
from personnel.reading.retirement import retires_on
from reports.workbooks.annual import bm02
from reports.workbooks.annual.bm02_sheet import heads
from reports.workbooks.annual.figures import figures_json
from reports.workbooks.annual.report import live_report
from reports.workbooks.annual.workbook import annual_workbook
from targets.criteria import H2025
from targets.lens import Lens
from targets.sources import LiveSource
from tests import cast
from tests.factories import MOUNTAIN, credential, person, post
from tests.reports.workbooks.excel import Excel
from tests.targets.test_parity import CAREERS, record

DAY = date(2025, 12, 31)
EDUCATION, AGE = "Chia theo trình độ đào tạo", "Chia theo độ tuổi"
FORM = """
1|Tổng số
2|Trong đó|Nữ
3|Trong đó|Đảng viên
4|Trong đó|Dân tộc thiểu số
5|Trong đó|Tôn giáo
6|Chức danh|Cán bộ cấp xã
7|Chức danh|Công chức chuyên môn
8|Chia theo trình độ đào tạo|Chuyên môn|Tiến sĩ
9|Chia theo trình độ đào tạo|Chuyên môn|Thạc sĩ
10|Chia theo trình độ đào tạo|Chuyên môn|Đại học
11|Chia theo trình độ đào tạo|Chuyên môn|Cao đẳng
12|Chia theo trình độ đào tạo|Chuyên môn|Trung cấp
13|Chia theo trình độ đào tạo|Chuyên môn|Sơ cấp
14|Chia theo trình độ đào tạo|Học vấn phổ thông|Trung học phổ thông
15|Chia theo trình độ đào tạo|Học vấn phổ thông|Trung học cơ sở
16|Chia theo trình độ đào tạo|Học vấn phổ thông|Tiểu học
17|Chia theo trình độ đào tạo|Chính trị|Cử nhân
18|Chia theo trình độ đào tạo|Chính trị|Cao cấp
19|Chia theo trình độ đào tạo|Chính trị|Trung cấp
20|Chia theo trình độ đào tạo|Chính trị|Sơ cấp
21|Chia theo trình độ đào tạo|Tin học|Trung cấp trở lên
22|Chia theo trình độ đào tạo|Tin học|Chứng chỉ
23|Chia theo trình độ đào tạo|Ngoại ngữ|Tiếng Anh|Đại học trở lên
24|Chia theo trình độ đào tạo|Ngoại ngữ|Tiếng Anh|Chứng chỉ (A,B,C)
25|Chia theo trình độ đào tạo|Ngoại ngữ|Ngoại ngữ khác|Đại học trở lên
26|Chia theo trình độ đào tạo|Ngoại ngữ|Ngoại ngữ khác|Chứng chỉ (A,B,C)
27|Chia theo trình độ đào tạo|Chứng chỉ tiếng dân tộc
28|Chia theo trình độ đào tạo|Quản lý nhà nước|Chuyên viên chính & TĐ
29|Chia theo trình độ đào tạo|Quản lý nhà nước|Chuyên viên & TĐ
30|Chia theo trình độ đào tạo|Quản lý nhà nước|Chưa qua đào tạo
31|Chia theo độ tuổi|Từ 30 trở xuống
32|Chia theo độ tuổi|Từ 31 đến 40
33|Chia theo độ tuổi|Từ 41 đến 50
34|Chia theo độ tuổi|Từ 51 đến 60|Tổng số
35|Chia theo độ tuổi|Từ 51 đến 60|Nữ từ 51 đến 55
36|Chia theo độ tuổi|Từ 51 đến 60|Nam từ 56 đến 60
37|Chia theo độ tuổi|Trên tuổi nghỉ hưu
38|Công chức luân chuyển từ cấp huyện
"""


def test_the_38_columns_of_the_form_in_four_rows():
    expected = [line.split("|") for line in FORM.split("\n") if line]
    assert [[str(c.number), *c.heads] for c in bm02.COLUMNS] == expected
    assert max(head.levels for head in heads()) == 4
    assert sum(head.columns for head in heads()) == 40


# What each column counts of a person, told in Python: facts, highest levels by kind, age.
def levels(kind, *accepted):
    return lambda who: who.held.get(kind) in accepted


def tongue(english, *accepted):
    return lambda who: (who.english if english else who.other) in accepted


BY_HAND = {
    1: lambda who: True,
    2: lambda who: who.sex == "female",
    3: lambda who: bool(who.party_joined and who.party_joined <= DAY),
    4: lambda who: bool(who.ethnicity and who.ethnicity.name != "Kinh"),
    5: lambda who: who.religion not in ("", "Không"),
    6: lambda who: who.group in ("key", "mass"),
    7: lambda who: who.group == "civil",
    **{8 + at: levels("professional", 6 - at) for at in range(6)},
    **{14 + at: levels("general_education", 3 - at) for at in range(3)},
    **{17 + at: levels("theory", 4 - at) for at in range(4)},
    21: levels("it", 4, 5, 6),
    22: levels("it", 1, 2, 3),
    23: tongue(True, 10),
    24: tongue(True, *range(2, 9)),
    25: tongue(False, 10),
    26: tongue(False, *range(2, 9)),
    27: levels("ethnic_language", 2),
    28: levels("state_management", 3, 4),
    29: levels("state_management", 2),
    30: levels("state_management", 0),
    31: lambda who: who.age <= 30,
    32: lambda who: 31 <= who.age <= 40,
    33: lambda who: 41 <= who.age <= 50,
    34: lambda who: 51 <= who.age <= 60,
    35: lambda who: 51 <= who.age <= 55 and who.sex == "female",
    36: lambda who: 56 <= who.age <= 60 and who.sex == "male",
    37: lambda who: retires_on(who.sex, who.birth_date) < DAY,
}


def by_hand():
    """Return everybody in post with their principal group and highest levels, told in Python."""
    order = ["key", "mass", "civil", "nonspecialised", "committee"]
    for who in Person.objects.all():
        posts = [
            post
            for post in who.posts.select_related("title", "unit").order_by("pk")
            if (post.start is None or post.start <= DAY) and (post.end is None or post.end >= DAY)
        ]
        if not posts:
            continue
        latest = date.min.toordinal()
        principal = min(
            posts,
            key=lambda post: (
                order.index(post.title.group),
                post.title.order,
                -(post.start.toordinal() if post.start else latest),
            ),
        )
        awarded = [c for c in who.credentials.all() if c.awarded is None or c.awarded <= DAY]
        withdrawn = [c for c in awarded if c.verification == "withdrawn" and c.verified_on <= DAY]
        held = [c for c in awarded if c not in withdrawn]
        who.group, who.unit = principal.title.group, principal.unit
        who.held = {c.kind: max(o.level for o in held if o.kind == c.kind) for c in held}
        spoken = [c for c in held if c.kind == "foreign_language"]
        who.english = max((c.level for c in spoken if c.language == "Anh"), default=None)
        who.other = max((c.level for c in spoken if c.language != "Anh"), default=None)
        born = who.birth_date
        who.age = DAY.year - born.year - ((DAY.month, DAY.day) < (born.month, born.day))
        yield who


def counted(root):
    return LiveSource(Lens(H2025, DAY), root).counts(bm02.conditions(DAY))


class ByHand(TestCase):
    @classmethod
    def setUpTestData(cls):
        call_command("load_reference", verbosity=0)

    @settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow])
    @given(careers=CAREERS)
    def test_every_column_counts_whom_it_should_in_every_unit(self, careers):
        record(careers)
        for at, who in enumerate(Person.objects.order_by("pk")):
            who.sex, who.religion = ("male", "female")[at % 2], ("", "Không", "Cao Đài")[at % 3]
            who.party_joined = date(2020 + 3 * at, 1, 1)
            who.party_joined_precision = "day"
            who.save()
            credential(who, "foreign_language", 2 * at + 1, language=("Anh", "Pháp")[at % 2])
        found = counted(Unit.objects.get(level="province"))
        bases = {"staff": ("key", "mass", "civil"), "nonspecialised": ("nonspecialised",)}
        everybody = list(by_hand())
        for base in bm02.BASES:
            among = [who for who in everybody if who.group in bases[base.code]]
            for column in bm02.COLUMNS[:-1]:
                counts = [who for who in among if BY_HAND[column.number](who)]
                name = bm02.key(base, column)
                assert found(name) == len(counts), column
                for who in everybody:
                    here = [other for other in counts if other.unit == who.unit]
                    assert found(name, who.unit.pk) == len(here), column


@pytest.mark.parametrize(
    ("born", "sex", "columns"),
    [
        (date(1994, 12, 31), "male", {32}),  # 31 that day
        (date(1995, 1, 1), "male", {31}),  # 30, and 31 the day after
        (date(1984, 12, 31), "male", {33}),
        (date(1985, 1, 1), "male", {32}),
        (date(1974, 12, 31), "female", {34, 35}),
        (date(1975, 1, 1), "female", {33}),
        (date(1969, 12, 31), "female", {34}),  # 56: above 55, in office until August 2026
        (date(1970, 1, 1), "female", {34, 35}),
        (date(1969, 12, 31), "male", {34, 36}),
        (date(1965, 1, 1), "male", {34, 36}),  # 60 that year
        (date(1964, 12, 31), "male", set()),  # 61: in office until March 2026
        (date(1964, 9, 30), "male", set()),  # reaches 61 years 3 months on the last day
        (date(1964, 8, 31), "male", {37}),
        (date(1968, 1, 1), "female", {34, 37}),
    ],
)
def test_ages_are_whole_years_and_the_retirement_age_is_the_laws(province, born, sex, columns):
    post(person(birth=born, sex=sex), "BT")
    found = counted(province)
    ages = {c.number for c in bm02.COLUMNS[30:37] if found(bm02.key(bm02.BASES[0], c))}
    assert ages == columns


def test_who_holds_a_title_that_no_age_ends_is_above_the_age_all_the_same(province):
    post(person(birth=date(1955, 1, 1)), "CTHCCB")
    assert counted(province)(bm02.key(bm02.BASES[0], bm02.COLUMNS[36])) == 1


def religious(report, *names):
    """The numbers of religion by unit, of the workbook's sheet and of the JSON."""
    sheet = {row[1]: row[6] for row in Excel(annual_workbook(report).content).rows("3a")}
    units = {one["unit"]: one["staff"]["5"] for one in figures_json(report)["bm02"]["units"]}
    return [sheet[name] for name, _ in names], [units[code] for _, code in names]


def test_religion_is_counted_of_no_commune_and_for_whoever_edits_alone(small_province):
    who = post(person(religion="Cao Đài"), "BT")
    province = Unit.objects.get(level="province")
    names = (who.unit.name, MOUNTAIN), ("Huyện Ba Tơ", "535"), ("Tổng số", "51")
    lens, at = Lens(H2025, DAY), timezone.now()
    told = religious(live_report(lens, province, at), *names)
    assert told == ([None, 1, 1], [None, 1, 1])
    withheld = religious(live_report(lens, province, at, opened=False), *names)
    assert withheld == ([None] * 3, [None] * 3)


@pytest.mark.parametrize(
    ("user", "unit", "told"),
    [
        (cast.province_admin, "51", True), (cast.province_viewer, "51", False),
        (cast.editor_a, "535", True), (cast.viewer_a, "535", False),
        (cast.province_viewer, "535", False),
    ],
)  # fmt: skip
def test_a_report_of_the_records_counts_it_for_their_editors(
    small_province, client_for, user, unit, told
):
    post(person(religion="Cao Đài"), "BT")
    url = reverse("report-file", args=["json"])
    found = client_for(user()).get(f"{url}?as_of={DAY}&horizon=2025&unit={unit}").json()
    form = next(one for one in found["bm02"]["units"] if one["unit"] == unit)
    assert (form["staff"]["1"], form["staff"]["5"]) == (1, 1 if told else None)
