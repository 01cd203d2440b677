"""Every number of the .docx, read back, is what a query of its own says."""

import re
from datetime import date
from decimal import Decimal

import pytest

from personnel.models import DossierCount, Person, Post, Unit
from personnel.words.vietnamese import dotted
from reports.sections import ordered
from reports.word.phrases import target
from targets.criteria import HORIZONS, criteria_for
from targets.figures import Share, percentage
from targets.lens import Lens
from targets.sources import LiveSource
from tests.factories import leave_few_units
from tests.reports.word.conftest import DAY, docx_of, three_in_every_commune
from tests.reports.word.reading import bullets, lines, number, starting, tables


def source_of(root, day=DAY, horizon="2025"):
    return LiveSource(Lens(HORIZONS[horizon], day), root)


def counted(source, criterion):
    """Return met and covered of a criterion, by filters of their own."""
    if not criterion.about_people:
        units = [u for u in source.units if u.is_commune]
        found = DossierCount.objects.filter(unit__in=units, year=2025)
        return sum(c.online for c in found), sum(c.total for c in found)
    rows = source.full_rows().filter(criterion.cover.on(source.lens.day))
    return rows.filter(criterion.reached).count(), rows.count()


@pytest.fixture(scope="module")
def standing(in_the_module):
    with in_the_module():
        leave_few_units()
        three_in_every_commune()


@pytest.fixture
def people(standing, province):
    return province


@pytest.fixture(params=["51", "522"])
def root(request, people):
    return Unit.objects.get(code=request.param, valid_to=None)


@pytest.mark.parametrize("horizon", ["2025", "2030"])
def test_each_criterion_in_the_text_and_in_table_1(root, horizon):
    source, docx = source_of(root, horizon=horizon), docx_of(root, horizon=horizon)
    before = source_of(root, DAY.replace(year=2024), horizon)
    told = bullets(docx)
    rows = [row for row in tables(docx)["Bảng 1"] if row[0].isdigit()]
    there = [c for c in ordered(criteria_for(HORIZONS[horizon])) if counted(source, c)[1]]
    assert len(told) == len(rows) == len(there) > 5
    for criterion, line, row in zip(there, told, rows, strict=True):
        met, covered = counted(source, criterion)
        share = criterion.share
        rate = percentage(met, covered, share)
        assert (number(line["met"]), number(line["covered"])) == (met, covered)
        assert (number(row[4]), number(row[3])) == (met, covered)
        assert Decimal(str(number(line["rate"]))) == rate == Decimal(str(number(row[5])))
        if share is None:
            assert line["target"] == row[2] == "theo dõi" and not line["verdict"]
            assert (row[8], row[9]) == ("–", "Theo dõi")
            continue
        gap = max(0, share.needed(covered) - met)
        assert line["verdict"] == ("chưa đạt" if gap else "đạt") == row[9].lower()
        assert number(line["gap"] or "0") == gap == number(row[8])
        if criterion.about_people:
            _holds_change(line, row, rate, percentage(*counted(before, criterion), share))


def _holds_change(line, row, rate, then):
    points = rate - then
    told = {True: "tăng", False: "giảm"}[points > 0] if points else "không thay đổi"
    assert line["change"].startswith(told)
    assert row[6] == f"{'+' if points > 0 else ''}{points:.2f}".replace(".", ",")
    if points:
        assert f"{abs(points):.2f}".replace(".", ",") in line["change"]


def test_the_conclusion_counts_the_criteria(root):
    source = source_of(root)
    judged = [(c.share, *counted(source, c)) for c in criteria_for(HORIZONS["2025"]) if c.share]
    judged = [each for each in judged if each[2]]
    passed = sum(share.reached(met, covered) for share, met, covered in judged)
    line = starting(docx_of(root), "Đến ngày 31/12/2025, ")
    if not passed:
        assert f"chưa đạt chỉ tiêu nào trong {len(judged)} chỉ tiêu" in line
        return
    assert f"đạt {passed}/{len(judged)} chỉ tiêu" in line
    assert f"; {len(judged) - passed:02} chỉ tiêu chưa đạt" in line
    named = line.partition("Chỉ tiêu đạt: ")[2].rstrip(".").split("; ")
    assert len(named) == passed


def test_people_and_groups(root):
    docx, source = docx_of(root), source_of(root)
    rows = source.full_rows()
    everyone = rows.count()
    groups = [rows.filter(title_group=g).count() for g in ("key", "civil", "nonspecialised")]
    line = next(line for line in lines(docx) if "đơn vị hành chính cấp xã (" in line)
    key, civil, helpers = (f"{n:02}" for n in groups)
    assert f"với {everyone} người" in line or f"với {everyone:02} người" in line
    assert f"({key} cán bộ chủ chốt, {civil} công chức)" in line
    assert f"{helpers} người hoạt động không chuyên trách" in line
    communes = [u for u in source.units if u.is_commune]
    assert f"{len(communes):02} đơn vị hành chính cấp xã" in line


def test_who_misses_something(root):
    source = source_of(root)
    rows, day = source.full_rows(), DAY
    targets = [c for c in criteria_for(HORIZONS["2025"]) if c.share and c.about_people]
    missing = {pk for c in targets for pk in rows.filter(c.unmet(day)).values_list("pk", flat=True)}
    line = starting(docx_of(root), "Số người chưa đạt hoặc chưa có thông tin")
    rate = f"{percentage(len(missing), rows.count()):.2f}".replace(".", ",")
    assert f" là {len(missing)}/{rows.count()} người ({rate}%)" in line


def test_units_by_criterion_in_table_2(root):
    head, short, *rows = tables(docx_of(root))["Bảng 2"]
    below = [u for u in source_of(root).units if u.above_id == root.pk]
    assert len(rows) == len(below) + 1 and rows[-1][0] in ("Toàn tỉnh", "Tổng số")
    judged = [c for c in ordered(criteria_for(HORIZONS["2025"])) if c.share]
    judged = [c for c in judged if counted(source_of(root), c)[1]]
    assert short[1:] == [c.short for c in judged]
    for unit, row in zip([*below, root], rows, strict=True):
        for criterion, cell in zip(judged, row[1:], strict=True):
            met, covered = counted(source_of(unit), criterion)
            rate = percentage(met, covered, criterion.share)
            assert cell == ("–" if rate is None else f"{rate:.2f}".replace(".", ",")), criterion


def test_the_ranked_units_of_table_3(root):
    _, *rows = tables(docx_of(root))["Bảng 3"]
    below = {f"{u.name}": u for u in source_of(root).units if u.above_id == root.pk}
    targets = [c for c in criteria_for(HORIZONS["2025"]) if c.share and c.about_people]
    shares = []
    for place, name, people, complete, *_ in rows:
        source = source_of(below[name])
        standing = source.full_rows()
        missing = {pk for c in targets for pk in
                   standing.filter(c.unmet(DAY)).values_list("pk", flat=True)}  # fmt: skip
        assert int(people) == standing.count()
        assert complete == f"{standing.count() - len(missing)}/{standing.count()}"
        shares.append((int(place), (standing.count() - len(missing)) / standing.count()))
    assert [share for _, share in shares] == sorted((s for _, s in shares), reverse=True)
    assert all(place == 1 + sum(s > share for _, s in shares) for place, share in shares)


def test_who_is_missing_where_in_table_4(root):
    _, *rows = tables(docx_of(root))["Bảng 4"]
    source = source_of(root)
    failed = {}
    for criterion in (c for c in criteria_for(HORIZONS["2025"]) if c.share):
        met, covered = counted(source, criterion)
        gap = covered and criterion.share.needed(covered) - met
        if gap > 0:
            failed[criterion] = gap
    assert [int(row[2]) for row in rows] == sorted(failed.values(), reverse=True)
    below = [u for u in source.units if u.above_id == root.pk]
    row = next(row for row in rows if row[1] == "Lý luận chính trị: trung cấp (cán bộ chủ chốt)")
    theory = next(c for c in failed if c.code == "2025.key.theory")
    for told in row[3].split(", "):
        place, _, gap = told.rpartition(" ")
        bare = place.removeprefix("TX ").removeprefix("TP ")
        (unit,) = [u for u in below if u.name.endswith(f" {bare}")]
        met, covered = counted(source_of(unit), theory)
        assert covered - met == int(gap)


def test_structure_beside_the_resolution(people):
    line = next(line for line in lines(docx_of(people)) if line.startswith("Cán bộ, công chức có"))
    staff = source_of(people).full_rows().filter(title_group__in=("key", "mass", "civil"))
    women = staff.filter(sex=Person.Sex.FEMALE).count()
    rate, then = percentage(women, staff.count()), percentage(1106, 3619)
    told = f"{abs(rate - then):.2f}".replace(".", ",")
    assert f"có {staff.count()} người, giảm {dotted(3619 - staff.count())} người so với" in line
    assert f"Nữ: {women:02} người" in line or f"Nữ: {women} người" in line
    assert f"tăng {told} điểm phần trăm (Nghị quyết: 1.106 người, 30,56%)" in line


def test_change_of_a_year_in_people(people):
    leaver = Post.objects.filter(title__code="TCKT").first()
    Post.objects.filter(pk=leaver.pk).update(end=date(2025, 6, 30))
    line = next(line for line in lines(docx_of(people)) if "đơn vị hành chính cấp xã (" in line)
    assert "giảm 01 người so với ngày 31/12/2024" in line


def test_shares_are_told_in_words(people):
    assert [target(s) for s in (Share(100), Share(70), Share(50, True), None)] == [
        "100%", "từ 70%", "trên 50%", "theo dõi",
    ]  # fmt: skip


def test_why_a_figure_has_changed_comes_to_the_change(people):
    """Each step as it is printed adds up to the difference of who meets the criterion."""
    line = next(
        line for line in lines(docx_of(people)) if line.startswith("- Lý luận chính trị: t")
    )
    (trained,) = re.findall(r"Lý do tăng, giảm: (\d+) người được đào tạo, bồi dưỡng\.", line)
    theory = next(c for c in criteria_for(HORIZONS["2025"]) if c.code == "2025.key.theory")
    now = counted(source_of(people), theory)
    then = counted(source_of(people, DAY.replace(year=2024)), theory)
    assert now[1] == then[1] and int(trained) == now[0] - then[0] > 0
