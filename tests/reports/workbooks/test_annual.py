"""The annual workbook: every cell is what a count of our own says."""

from datetime import UTC, date, datetime

import pytest
from django.db.models import Q

from personnel.keeping.recording import Refused
from personnel.models import DossierCount, Person, Unit
from personnel.models.units import together
from personnel.reading.retirement import retires_on
from personnel.reading.standing import standing
from personnel.words.dates import in_words, years_before
from reports.sections import ordered
from reports.workbooks.annual.issuing import Issuer
from reports.workbooks.annual.report import live_report
from reports.workbooks.annual.workbook import annual_workbook
from reports.workbooks.book import SumsDisagree
from targets.criteria import H2025, H2030, criteria_for
from targets.figures import percentage
from targets.judging import RollUp, with_outcome
from targets.lens import Lens
from tests.factories import LOWLAND, MOUNTAIN, credential, person, post
from tests.reports.periods.handing import district_of
from tests.reports.workbooks.excel import Excel

DAY = date(2025, 12, 31)
MOMENT = datetime(2026, 1, 5, 5, 0, tzinfo=UTC)


def live(root, horizon=H2025, day=DAY):
    report = live_report(Lens(horizon, day), root, MOMENT)
    return report, Excel(annual_workbook(report).content)


def counts(criterion, day=DAY):
    """Return a function that tells covered, met, short and unknown of a unit by lists of people."""
    if not criterion.about_people:
        return lambda unit: dossiers(unit, day)
    rows = standing(day, Person.objects.all())
    places = {
        outcome: list(
            with_outcome(rows, criterion, day, outcome).values_list("unit_id", "district_id")
        )
        for outcome in ("met", "short", "unknown")
    }

    def of(unit):
        found = [
            len([p for p in among if unit.level == "province" or unit.pk in p])
            for among in places.values()
        ]
        return sum(found), *found

    return of


def dossiers(unit, day):
    counters = DossierCount.objects.filter(year=day.year)
    if unit.level != "province":
        counters = counters.filter(Q(unit=unit) | Q(unit__parent=unit))
    total, online = (sum(getattr(c, what) for c in counters) for what in ("total", "online"))
    return total, online, total - online, 0


def fraction(met, covered, share):
    rate = percentage(met, covered, share)
    return "–" if rate is None else pytest.approx(float(rate) / 100, abs=1e-9)


@pytest.mark.parametrize(("code", "horizon"), [("51", H2030), ("535", H2025)])
def test_every_formula_comes_to_what_is_shown(people_of_the_whole, horizon, code):
    _, book = live(Unit.objects.get(code=code), horizon)
    found = list(book.recalculated())
    assert len(found) > 100
    for place, shown, worth in found:
        assert shown == (worth if isinstance(worth, str) else pytest.approx(float(worth))), place


def test_the_targets_with_result_gap_last_year_and_verdict(people):
    learnt = Person.objects.get(full_name="Đinh Văn Lía")
    credential(learnt, "theory", 3, awarded=date(2025, 6, 1))
    _, book = live(people)
    rows = book.rows("1.")
    assert [row[3] for row in rows] == [c.label for c in ordered(criteria_for(H2025))]
    for row, criterion in zip(rows, ordered(criteria_for(H2025)), strict=True):
        share = criterion.share
        covered, met, short, unknown = counts(criterion)(people)
        assert row[2] == criterion.cover.label and row[4] == criterion.clause
        assert row[5] == ("theo dõi" if share is None else share.percent / 100)
        assert row[6:10] == (covered, met, short, unknown)
        assert row[10] == fraction(met, covered, share)
        before, met_before, *_ = counts(criterion, date(2024, 12, 31))(people)
        assert row[12] == fraction(met_before, before, share)
    theory = rows[1]
    assert theory[2:4] == ("Cán bộ chủ chốt", "Lý luận chính trị: trung cấp")
    # Secretary, chairman (since June) and the young one of four key cadres.
    assert theory[6:15] == (4, 3, 0, 1, 0.75, 1, 0.5, 25, "Chưa đạt")
    dossiers = next(row for row in rows if row[1] == "Chung - HSĐT")
    assert dossiers[6:15] == (200, 120, 80, 0, 0.6, 0, "–", "–", "Đạt")
    chart = book.formulas["1. Chỉ tiêu"]._charts[0]
    assert [len(s.cat.numRef.f.split(":")) for s in chart.series] == [2, 2]


def test_criteria_by_district_and_by_commune_under_it(people_of_the_whole):
    _, book = live(people_of_the_whole)
    units = {unit.code: unit for unit in Unit.objects.all()}
    told = [(c, counts(c)) for c in ordered(criteria_for(H2025))]
    for start, named in (("2a", 3), ("2b", 4)):
        for row in book.rows(start):
            unit = units[row[1] or "51"]
            for at, (criterion, count) in enumerate(told):
                covered, met, rate = row[named + 3 * at : named + 3 * at + 3]
                expected = count(unit)
                assert (covered, met) == expected[:2], (unit, criterion.code)
                assert rate == fraction(met, covered, criterion.share)
    districts = [row[2] for row in book.rows("2a")]
    assert len(districts) == 14 and districts[-1] == "Tổng số"
    communes = book.rows("2b")
    assert len(communes) == 173 + 14
    assert [row[:3] for row in communes[:2]] == [
        ("I", "522", "Thành phố Quảng Ngãi"), ("1", "21010", communes[1][2]),
    ]  # fmt: skip
    assert book.formulas["2b. Cấp xã"].cell(16, 5).value is not None


def test_the_form_of_staff_and_of_the_others(people):
    _, book = live(people)
    for start, groups in (("3a", ("key", "mass", "civil")), ("3b", ("nonspecialised",))):
        rows = {row[1]: row[2:] for row in book.rows(start)}
        everybody = standing(DAY, Person.objects.all()).filter(title_group__in=groups)
        in_ba_to = everybody.filter(district_id=district_of().pk)
        for name, among in (("Huyện Ba Tơ", in_ba_to), ("Tổng số", everybody)):
            told = rows[name]
            assert told[0] == among.count()
            assert told[1] == among.filter(sex="female").count()
            assert told[9] == among.filter(professional=4).count()
            assert told[4] == among.filter(religion="Cao Đài").count()
            assert told[30] == among.filter(birth_date__gt=years_before(DAY, 31)).count()
            assert told[37] == 0
    assert rows["Tổng số"][0] == 1
    text = book.text("3a")
    for written in ("BM02/BNV", "NGƯỜI LẬP BẢNG", "(Ký, đóng dấu)", "Đơn vị tính: người"):
        assert written in text
    assert "Từ ngày 01/01/2025 đến ngày 31/12/2025" in text


def test_who_misses_a_criterion_with_what_is_missing_and_when_they_retire(people):
    report, book = live(people)
    rows = {row[1]: row for row in book.rows("4.") if row[0]}
    expected = {
        name
        for criterion in criteria_for(H2025)
        if criterion.about_people and criterion.share
        for name in with_outcome(
            standing(DAY, Person.objects.all()), criterion, DAY, "short", "unknown"
        ).values_list("full_name", flat=True)
    }
    assert set(rows) == expected and annual_workbook(report).people == len(expected)
    who = rows["Hồ Văn Cao"]
    assert who[2].date() == date(1964, 9, 30) and who[3:6] == ("Nam", "Kinh", "••••••••1234")
    assert who[6:8] == ("Huyện Ba Tơ", "Thị trấn Ba Tơ") and who[9].date() == date(2015, 1, 1)
    assert who[10] == "Đại học" and who[14] == "Anh - B1 (bậc 3)" and who[11] is None
    assert "Lý luận chính trị: trung cấp" in who[18] and who[17] is None
    assert who[16] == "Chỉ thiếu thông tin"
    assert who[19].date() == retires_on("male", date(1964, 9, 30)) == date(2025, 12, 31)
    assert rows["Võ Văn Trẻ"][2] == "1996"
    sheet = book.formulas["4. Chưa đạt"]
    assert sheet["T17"].number_format == "mm/yyyy" and sheet["C17"].number_format == "dd/mm/yyyy"
    assert "051064001234" not in book.text("4.")


def test_who_is_too_low_stands_before_who_only_lacks_information(people):
    """What is only monitored makes nobody stand on the sheet."""
    trained = Person.objects.get(full_name="Lê Thị Bình 3")
    credential(trained, "state_management", 2)
    credential(trained, "it", 0)
    _, book = live(people)
    rows = book.rows("4.")
    assert [row[1] for row in rows if not row[0]] == ["Thành phố Quảng Ngãi", "Huyện Ba Tơ"]
    assert [row[0] for row in rows if row[0]] == list(range(1, len(rows) - 1))
    begun = [at for at, row in enumerate(rows) if not row[0]]
    for first, last in zip(begun, [*begun[1:], len(rows)], strict=True):
        band, among = rows[first], rows[first + 1 : last]
        assert {row[6] for row in among} == {band[1]}
        results = [row[16] for row in among]
        missed, unknown = results.count("Chưa đạt"), results.count("Chỉ thiếu thông tin")
        assert results == ["Chưa đạt"] * missed + ["Chỉ thiếu thông tin"] * unknown
        assert [bool(row[17]) for row in among] == [True] * missed + [False] * unknown
        assert all(row[18] for row in among[missed:])
        assert band[16] == f"{missed} chưa đạt; {unknown} chỉ thiếu thông tin"
    unknown = sum("Quản lý nhà nước: chuyên viên" in str(row[18]) for row in among)
    assert f"Chủ chốt - QLNN: {unknown}" in band[18] and unknown > 1
    results = [row[16] for row in rows]
    short, lacking = results.count("Chưa đạt"), results.count("Chỉ thiếu thông tin")
    assert short and lacking
    head = f"Chưa đạt ít nhất một chỉ tiêu: {short} người; chỉ thiếu thông tin: {lacking} người"
    assert head in book.text("4.")
    assert trained.full_name not in {row[1] for row in rows}


def test_members_of_committees_are_told_apart_from_those_who_are_nothing_else(people):
    only = post(person("Phạm Văn Ủy"), "UVBCH", MOUNTAIN).person
    post(Person.objects.get(full_name="Lê Thị Bình 2"), "UVBCH", LOWLAND)
    _, book = live(people)
    rows = {row[1]: row for row in book.rows("5.")}
    assert rows["Chỉ là cấp ủy viên"][8] == 1
    # Two secretaries, a clerk who has a seat, and the one who has nothing else.
    whole = rows["Trong đó: cấp ủy viên, gồm cả người giữ chức danh khác"]
    in_post = standing(DAY, Person.objects.all()).filter(committee=1)
    assert whole[8] == in_post.count() == 4 and in_post.filter(pk=only.pk).exists()


def test_two_readings_that_part_stand_side_by_side(people):
    # Both clerks of a mountain commune are trained, of the lowland's five none is.
    credential(Person.objects.get(full_name="Trần Văn Sổ 0"), "state_management", 2)
    _, book = live(people)
    row = next(row for row in book.rows("1.") if row[1] == "Công chức - QLNN")
    assert row[14] == "Chưa đạt; theo cách hiểu khác: đạt"
    assert "Công chức ở xã miền núi: 2/2, 100,00%, đạt." in row[15]
    # Of Ba Tơ alone both readings pass: nothing more is said than the verdict.
    _, of_district = live(district_of())
    row = next(row for row in of_district.rows("1.") if row[1] == "Công chức - QLNN")
    assert row[14] == "Đạt" and "2/2" not in row[15]


def test_every_sheet_of_a_day_to_come_says_what_it_takes_for_granted(people):
    for day, ahead in ((date(2026, 1, 6), True), (date(2026, 1, 5), False)):
        _, book = live(people, day=day)
        for name in book.names:
            assert ("dự báo: trừ người đến tuổi nghỉ hưu, thêm người" in book.text(name)) is ahead


def test_the_structure_beside_the_baseline(people):
    _, book = live(people)
    rows = {row[1]: row for row in book.rows("5.")}
    staff = standing(DAY, Person.objects.all()).filter(title_group__in=("key", "mass", "civil"))
    women, all_staff = staff.filter(sex="female").count(), staff.count()
    everyone = standing(DAY, Person.objects.all()).count()
    assert rows["Tổng số"][2] == all_staff and rows["Tổng số"][8] == everyone
    rate = percentage(women, all_staff)
    assert rows["Nữ"][2:5] == (women, all_staff, fraction(women, all_staff, None))
    assert rows["Nữ"][5:7] == (1106, 0.3056)
    assert rows["Nữ"][7] == pytest.approx(float(rate) - 30.56)
    assert rows["Dưới 30 tuổi"][2] == 1 and rows["Dưới 30 tuổi"][5:7] == (98, 0.0271)


def test_readings_and_unconfirmed_units(people_of_the_whole):
    Unit.objects.update(terrain_confirmed=True, minority_area_confirmed=False)
    Unit.objects.filter(code=LOWLAND).update(terrain_confirmed=False)
    Unit.objects.filter(code=MOUNTAIN).update(minority_area_confirmed=True)
    _, book = live(people_of_the_whole)
    text = book.text("6.")
    assert "số liệu trực tiếp, tính đến ngày 31/12/2024" in text
    assert "Không có: số liệu chưa khóa" in text and "“Đa số” được hiểu là hơn một nửa." in text
    assert "Cột 38" in text
    told = {(row[1], row[2]) for row in book.rows("6.") if "chưa xác nhận" in str(row[2])}
    named = Unit.objects.get(code=LOWLAND)
    assert (
        str(named.parent),
        f"1/23 xã chưa xác nhận miền núi hay đồng bằng: {named}; đang tính là 1 xã đồng bằng",
    ) in told
    # A row a district, not one for each of 172 communes; names where some are confirmed.
    assert len(told) == 1 + 12
    assert (
        "Thị xã Đức Phổ",
        "15/15 xã chưa xác nhận vùng DTTS; đang tính là 15 xã ngoài vùng DTTS",
    ) in told
    ba_to = next(detail for name, detail in told if name == "Huyện Ba Tơ")
    assert ba_to.startswith("18/19 xã chưa xác nhận vùng DTTS: ") and "Xã Ba Điền" not in ba_to
    alternative = next(row for row in book.rows("6.") if row[3] == "Công chức ở xã miền núi")
    assert alternative[4:7] == (2, 1, 0.5)
    assert "Có 1 đơn vị chưa xác nhận địa hình." in book.text("1.")
    assert "Có 172 đơn vị chưa xác nhận vùng DTTS." in book.text("1.")
    assert "(có 172 đơn vị chưa xác nhận vùng DTTS)" in book.text("5.")


def test_the_letterhead_of_the_province_and_of_a_district(people):
    _, book = live(district_of())
    assert book.names[1] == "2. Cấp xã" and len(book.names) == 9
    for start in ("1.", "2.", "4.", "5.", "6.", "7."):
        text = book.text(start)
        for written in (
            "HUYỆN ỦY BA TƠ", "BAN TỔ CHỨC", "ĐẢNG CỘNG SẢN VIỆT NAM",
            "(Kèm theo Báo cáo số ……-BC/BTCHU ngày …… tháng …… năm …… của Ban Tổ chức Huyện ủy "
            "Ba Tơ)",
            "Ba Tơ, ngày 05 tháng 01 năm 2026", "NGƯỜI LẬP BIỂU", "TRƯỞNG BAN",
            "Đơn vị tính: người",
        ):  # fmt: skip
            assert written in text, (start, written)
    assert Issuer.of(people).superior == "TỈNH ỦY QUẢNG NGÃI" and Issuer.of(people).sign == "BTCTU"
    town = Unit.objects.get(code="534", level="district")
    assert Issuer.of(town).name == "Ban Tổ chức Thị ủy Đức Phổ"
    assert in_words(date(2026, 3, 10)) == "ngày 10 tháng 3 năm 2026"
    assert in_words(date(2026, 2, 9)) == "ngày 09 tháng 02 năm 2026"


def test_a_district_reports_on_its_communes_alone(people_of_the_whole):
    _, book = live(district_of())
    rows = book.rows("2.")
    assert len(rows) == 20 and rows[-1][2] == "Tổng số" and rows[-1][4] == 3
    assert "Lê Thị Bình" not in book.text("4.") and "Võ Văn Trẻ" not in book.text("4.")


def test_nobody_at_all_is_shown_as_such(province):
    _, book = live(province, day=date(1995, 12, 31))
    for row in book.rows("1."):
        assert row[6:11] == (0, 0, 0, 0, "–") and row[14] == "Không có đối tượng"
        assert row[12:14] == ("–", "–")
    assert book.rows("4.")[0][1] == "Không có người nào"
    assert book.rows("3a")[-1][2] == 0


def test_a_commune_dissolved_meanwhile_is_shown_with_its_last_day(people):
    Unit.objects.filter(code=MOUNTAIN).update(valid_to=date(2025, 6, 30))
    _, book = live(people)
    name = "Xã Ba Điền (hết hiệu lực ngày 30/06/2025)"
    row = next(row for row in book.rows("2b") if row[1] == MOUNTAIN)
    assert row[2] == name and row[4] == 2
    assert any(row[1] == name and row[2] == 4 for row in book.rows("3a"))
    assert "Đơn vị đã hết hiệu lực" in book.text("6.")
    assert book.rows("1.")[0][6] == 4


def test_several_districts_together_report_nothing(people):
    both = [district_of(), district_of("534")]
    with pytest.raises(Refused, match="chọn một đơn vị"):
        live_report(Lens(H2025, DAY), together(both), MOMENT)


def test_a_figure_that_its_communes_do_not_add_up_to_is_not_given_out(people, monkeypatch):
    honest = RollUp.figure

    def figure(self, criterion, place=None):
        found = honest(self, criterion, place)
        return found + found if place is None else found

    monkeypatch.setattr(RollUp, "figure", figure)
    with pytest.raises(SumsDisagree, match="2a. Cấp huyện"):
        live(people)
