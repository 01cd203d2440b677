"""No page breaks a rule of WCAG 2.2 AA that a machine can see, in light or in dark."""

from datetime import date

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.utils import timezone

from personnel.models import Deletion, HandOver, Post, Unit
from tests.factories import TOWNSHIP
from tests.personnel.actions.careers import ELSEWHERE

RULES = {
    "runOnly": {
        "type": "tag",
        "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    },
    "resultTypes": ["violations"],
}
PATHS = (
    "/",
    "/?horizon=2025&order=distance",
    "/don-vi/535/",
    f"/don-vi/{TOWNSHIP}/",
    "/chi-tieu/",
    "/chi-tieu/2030.nonspecialised.professional_theory/",
    "/nhan-su/",
    "/nhan-su/?criterion=2030.staff.it&outcome=unmet",
    "/nhan-su/{person}/",
    "/nhan-su/{person}/thay-doi/",
    "/chat-luong-du-lieu/",
    "/nhat-ky/",
    "/nhat-ky/du-lieu-ca-nhan/",
    "/nhan-su/{person}/thoi-giu/",
    "/nhan-su/{person}/bo-nhiem/",
    "/nhan-su/{person}/chuyen/",
    "/nhan-su/{person}/xoa/",
    "/ban-giao/",
    "/ban-giao/{handover}/",
    "/da-xoa/",
    "/lop-dao-tao/",
    "/lop-dao-tao/?person={person}",
    "/ho-so-cong-viec/?district=535",
    "/doi-mat-khau/",
    "/phien-dang-nhap/",
    "/tai-khoan/",
    "/tai-khoan/them/",
    "/tai-khoan/{user}/",
    "/khong-co/",
    "/?as_of=khong-phai-ngay",
)


def violations(page):
    found = Axe().run(page, options=RULES).response["violations"]
    return [
        f"{rule['id']}: {rule['help']}: {[node['target'] for node in rule['nodes'][:3]]}"
        for rule in found
    ]


@pytest.fixture
def waits(records):
    """A hand-over that waits, and a deleted record, so that their pages are not blank."""
    Deletion.objects.create(record=0, name="Võ Nhầm", reason="nhầm", at=timezone.now())
    moving = Post.objects.select_related("unit__parent").get(title__code="CTUBND")
    return HandOver.objects.create(
        person=moving.person, giver=moving.unit.parent, unit=Unit.objects.get(code=ELSEWHERE),
        title=moving.title, day=date(2024, 3, 1), ends=[moving.pk], asked_at=timezone.now(),
    )  # fmt: skip


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_page_is_accessible(
    records, waits, province_admin, editor_a, sign_in, page, live_server, scheme
):
    page.emulate_media(color_scheme=scheme)
    page.goto(f"{live_server.url}/dang-nhap/")
    found = {"/dang-nhap/": violations(page)}
    sign_in(province_admin)
    numbers = {"person": records.pk, "handover": waits.pk, "user": editor_a.pk}
    for path in PATHS:
        page.goto(live_server.url + path.format(**numbers))
        found[path] = violations(page)
    assert {path: broken for path, broken in found.items() if broken} == {}


def test_the_rules_do_find_a_broken_page(page):
    page.set_content("<html><body><img src='x.png'><p style='color:#ccc'>mờ</p></body></html>")
    broken = " ".join(violations(page))
    assert "image-alt" in broken and "color-contrast" in broken and "html-has-lang" in broken
