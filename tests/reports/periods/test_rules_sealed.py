"""What is sealed outlives the rules of the code, and says where these differ."""

import json
import re
from dataclasses import replace
from datetime import date

import pytest
from django.db.models import Q
from django.urls import reverse

from personnel.models import DossierCount
from reports.models import Period, Rulebook, Submission
from reports.periods.hashing import verify
from reports.periods.sealing import seal
from reports.sealed_points import sealed_figures, sealed_periods
from reports.workbooks.annual.figures import figures_csv, figures_json
from reports.workbooks.annual.report import live_report, sealed_report, submitted_report
from reports.workbooks.annual.workbook import annual_workbook
from targets import covers, criteria
from targets.criteria import BY_CODE, H2025
from targets.figures import Share
from targets.lens import Lens
from targets.rules import Ask, Cover
from targets.structure import MEASURES
from tests import cast
from tests.factories import five_of_ba_to, leave_few_units
from tests.reports.periods.handing import (
    DAY,
    LATER,
    a_period,
    approved,
    district_of,
    others_in,
    seal_is_whole,
)

THEORY, MASTERED = "2025.key.theory", "2025.civil.state_management"


def hand_in_for_ba_to():
    """Return Ba Tơ's report of its five people, approved, in a province of few units."""
    leave_few_units()
    DossierCount.objects.create(unit=five_of_ba_to(), year=2025, online=3, total=4)
    return approved(a_period(), district_of(), cast.editor_a(), cast.province_admin())


@pytest.fixture(scope="module")
def standing(in_the_module):
    """The report and the period that counts it, sealed once for the module."""
    with in_the_module():
        kept = hand_in_for_ba_to()
        absent = others_in(kept.period, kept.district)
        seal(kept.period, absent, by=cast.province_admin(), at=LATER)
    return kept.pk


@pytest.fixture
def kept(standing, province):
    return Submission.objects.get(pk=standing)


@pytest.fixture
def sealed(kept):
    return kept.period


@pytest.fixture
def district(kept):
    return kept.district


@pytest.fixture
def rule(monkeypatch):
    """Return a function that puts other criteria in force; None takes one out."""

    def change(**changed):
        changed = {code.replace("__", "."): each for code, each in changed.items()}
        known = {c.code: c for c in criteria.REGISTER} | changed
        register = tuple(criterion for criterion in known.values() if criterion)
        by_code = {criterion.code: criterion for criterion in register}
        variants = {v.code: v for c in register for v in c.variants}
        for module in ("targets.criteria", "targets.lens"):
            monkeypatch.setattr(f"{module}.BY_CODE", by_code)
        monkeypatch.setattr("targets.lens.VARIANTS", variants)
        monkeypatch.setattr(criteria, "REGISTER", register)

    return change


NOBODY = Cover("key", "Không ai", covers.KEY.section, lambda day: Q(pk__isnull=True))
SKILLED = replace(BY_CODE[THEORY], code="2025.key.it", asks=(Ask("it", 1),))
CHANGES = {
    "another share": {"2025__civil__state_management": replace(BY_CODE[MASTERED], share=Share(10))},
    "another cover": {"2025__key__theory": replace(BY_CODE[THEORY], cover=NOBODY)},
    "another level": {"2025__key__theory": replace(BY_CODE[THEORY], asks=(Ask("theory", 3),))},
    "other words": {"2025__key__theory": replace(BY_CODE[THEORY], label="Khác", clause="IX")},
    "one more": {"2025__key__it": SKILLED},
    "one gone": {"2025__key__theory": None},
}  # fmt: skip


@pytest.fixture(params=CHANGES)
def other_rules(request, rule):
    return lambda: rule(**CHANGES[request.param])


def everything(sealed, kept, client):
    """Return all that is said of what was sealed, but for what today's rules would say."""
    report, handed_in = sealed_report(sealed), submitted_report(kept)
    files = [json.dumps(figures_json(each), ensure_ascii=False) for each in (report, handed_in)]
    files += ["".join(figures_csv(report)), annual_workbook(report).content]
    links = [f"criterion={code}&outcome={outcome}" for code in (THEORY, MASTERED)
             for outcome in ("covered", "met", "unmet")]  # fmt: skip
    links += ["outcome=unmet", "measure=women&base=staff", "group=key"]
    pages = [reverse("period", args=[sealed.pk]), reverse("report", args=[sealed.pk, "535"])]
    pages += [reverse("submission", args=[kept.pk])]
    pages += [f"{reverse('period-people', args=[sealed.pk])}?{link}" for link in links]
    return files, [_page(client, page) for page in pages]


def _page(client, address):
    response = client.get(address)
    assert response.status_code == 200, address
    page = re.sub(r'name="(csrfmiddlewaretoken|once)"[^>]*', "", response.content.decode())
    return re.sub(r'<section class="message" aria-labelledby="changed-rules">.*?</section>', "",
                  page, flags=re.DOTALL).split("<main", 1)[1]  # fmt: skip


def test_no_rule_of_the_code_changes_what_was_sealed(
    sealed, kept, other_rules, province_viewer, client_for
):
    client = client_for(province_viewer)
    files, pages = everything(sealed, kept, client)
    other_rules()
    again, shown = everything(sealed, kept, client)
    assert again == files
    assert [re.sub(r"\s+", " ", page) for page in shown] == [
        re.sub(r"\s+", " ", page) for page in pages
    ]
    assert verify(Submission.objects.get()) and seal_is_whole(Period.objects.get())


def test_where_the_share_is_another_both_verdicts_are_told(
    sealed, kept, rule, province_viewer, client_for, read
):
    client = client_for(province_viewer)
    pages = [reverse("period", args=[sealed.pk]), reverse("report", args=[sealed.pk, "535"]),
             reverse("submission", args=[kept.pk])]  # fmt: skip
    assert not any("Theo quy tắc hiện nay" in read(client, page) for page in pages)
    rule(**CHANGES["another share"])
    for page in pages:
        told = re.sub(r"\s+", " ", read(client, page))
        assert "Theo quy tắc hiện nay của phần mềm" in told
        assert (
            "Công chức: Quản lý nhà nước: chuyên viên · mục tiêu ≥ 70%, hiện nay ≥ 10% · kết luận: "
            "chưa đạt, theo quy tắc hiện nay: đạt." in told
        )


def test_whoever_is_judged_otherwise_is_counted_and_listed(
    sealed, rule, province_viewer, client_for, read, length_of
):
    rule(**CHANGES["another level"])
    client = client_for(province_viewer)
    told = re.sub(r"\s+", " ", read(client, reverse("period", args=[sealed.pk])))
    ((link, people),) = re.findall(r'<a href="([^"]+)">(\d+) người</a> được đánh giá khác', told)
    assert people == "1" and length_of(client, link) == 1
    listed = re.sub(r"\s+", " ", read(client, link))
    assert "Phạm Thị Hạnh" in listed and "nay: Chưa đạt" in listed
    gone = f"{reverse('period-people', args=[sealed.pk])}?criterion={THEORY}&outcome=otherwise"
    rule(**CHANGES["one gone"])
    assert client.get(gone).status_code == 400


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ("one more", "chỉ tiêu mới, khi ấy chưa có nên không có số liệu ở đây"),
        ("one gone", "Lý luận chính trị: trung cấp · hiện nay không còn chỉ tiêu này"),
        ("another cover", "2 người</a> được đánh giá khác"),
    ],
)
def test_a_criterion_more_or_less_is_told(change, said, sealed, rule, province_viewer, client_for,
                                          read):  # fmt: skip
    rule(**CHANGES[change])
    page = read(client_for(province_viewer), reverse("period", args=[sealed.pk]))
    assert said in re.sub(r"\s+", " ", page)


def test_other_words_alone_are_nothing_to_tell(sealed, rule, province_viewer, client_for, read):
    rule(**CHANGES["other words"])
    page = read(client_for(province_viewer), reverse("period", args=[sealed.pk]))
    assert "Theo quy tắc hiện nay" not in page and "Lý luận chính trị: trung cấp" in page


def test_numbers_of_the_workforce_are_kept_too(
    sealed, monkeypatch, province_viewer, client_for, read, length_of
):
    link = f"{reverse('period-people', args=[sealed.pk])}?measure=women&base=staff"
    client = client_for(province_viewer)
    before, files = length_of(client, link), json.dumps(figures_json(sealed_report(sealed)))
    men = replace(MEASURES["women"], part=lambda day: Q(sex="male"))
    monkeypatch.setitem(MEASURES, "women", men)
    assert length_of(client, link) == before == 1
    assert json.dumps(figures_json(sealed_report(sealed))) == files
    told = read(client, reverse("period", args=[sealed.pk]))
    assert "Cách tính nay khác, ở đây giữ như cũ: Cơ cấu, Cán bộ, công chức: Nữ; " in told


def test_a_sealed_point_of_the_trend_is_judged_as_it_was(sealed, district, rule):
    periods = sealed_periods(DAY, DAY)
    before = sealed_figures(BY_CODE[THEORY], district, periods)[DAY]
    rule(**CHANGES["another level"])
    now = sealed_figures(criteria.BY_CODE[THEORY], district, periods)[DAY]
    assert now.figure == before.figure and now.criterion.asked == "Trung cấp trở lên"
    rule(**CHANGES["one more"])
    assert sealed_figures(criteria.BY_CODE["2025.key.it"], district, periods) == {}


def test_last_year_is_compared_by_code_as_it_was_asked_then(sealed, province, rule):
    rule(**CHANGES["another level"], **CHANGES["one more"])
    next_year = live_report(Lens(H2025, date(2026, 12, 31)), province, LATER)
    told = {row["criterion"]: row for row in figures_json(next_year)["targets"]}
    assert told[THEORY]["rate_last_year"] == "50.00"
    assert told["2025.key.it"]["rate_last_year"] is None


def test_a_tampered_rule_is_found(sealed, kept):
    facts = Rulebook.objects.get().facts
    facts["criteria"][0]["share"]["percent"] = 1
    Rulebook.objects.update(facts=facts)
    assert not verify(Submission.objects.get()) and not seal_is_whole(Period.objects.get())
