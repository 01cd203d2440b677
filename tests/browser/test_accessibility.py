"""No page breaks a rule of WCAG 2.2 AA that a machine can see, in light or in dark."""

import re
from datetime import date
from pathlib import Path

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from django.conf import settings
from django.utils import timezone

from personnel.models import Deletion, HandOver, Post, Unit
from tests.factories import TOWNSHIP, person, post
from tests.personnel.actions.careers import ELSEWHERE
from tests.personnel.batches.recorded import recorded_class

RULES = {
    "runOnly": {
        "type": "tag",
        "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    },
    "resultTypes": ["violations"],
}
# The rules that look at colours: all that can break in dark alone.
OF_COLOURS = RULES | {"runOnly": ["color-contrast", "link-in-text-block"]}
STYLES = Path(settings.BASE_DIR) / "static" / "css"
PATHS = (
    "/",
    "/?horizon=2025&order=group",
    "/trinh-bay/",
    "/don-vi/535/",
    f"/don-vi/{TOWNSHIP}/",
    "/chi-tieu/",
    "/chi-tieu/2030.nonspecialised.professional_theory/",
    "/so-sanh/",
    "/so-sanh/?unit=535&other=534",
    "/so-sanh/nguoi/?criterion=2025.key.theory&step=came",
    "/nhan-su/",
    "/nhan-su/?criterion=2030.staff.it&outcome=unmet",
    "/nhan-su/tai-ve/ban-in/",
    "/nhan-su/{person}/",
    "/nhan-su/{person}/thay-doi/",
    "/nhan-su/{person}/ban-quet/",
    "/chat-luong-du-lieu/",
    "/chat-luong-du-lieu/bo-sung/?quality=unknown:theory",
    "/tim/?q=h",
    "/nhan-su/theo-so-cccd/",
    "/nhan-su/ghi-cho-nhieu-nguoi/?person={person}",
    "/dot-ghi-nhan/",
    "/dot-ghi-nhan/{batch}/",
    "/dot-ghi-nhan/{batch}/sua/",
    "/dot-ghi-nhan/{batch}/hoan-tac/",
    "/nhat-ky/",
    "/nhat-ky/du-lieu-ca-nhan/",
    "/nhat-ky/tra-cuu/",
    "/nhan-su/{person}/thoi-giu/",
    "/nhan-su/{person}/bo-nhiem/",
    "/nhan-su/{person}/chuyen/",
    "/nhan-su/{person}/xoa/",
    "/ban-giao/",
    "/ban-giao/{handover}/",
    "/ban-giao/de-nghi/",
    "/ho-so-trung/",
    "/nhan-su/{person}/gop/",
    "/nhan-su/{person}/gop/{twin}/",
    "/da-xoa/",
    "/lop-dao-tao/",
    "/lop-dao-tao/?person={person}",
    "/ho-so-cong-viec/?district=535",
    "/doi-mat-khau/",
    "/phien-dang-nhap/",
    "/tai-khoan/",
    "/tai-khoan/dang-nhap-sai/",
    "/tai-khoan/them/",
    "/tai-khoan/{user}/",
    "/admin/",
    "/admin/personnel/",
    "/admin/personnel/unit/",
    "/admin/personnel/unit/{unit}/change/",
    "/admin/personnel/unit/{unit}/history/",
    "/admin/personnel/title/",
    "/khong-co/",
    "/?as_of=khong-phai-ngay",
)


def broken_in(page, scheme, rules):
    page.emulate_media(color_scheme=scheme)
    found = page.evaluate("rules => axe.run(rules).then(told => told.violations)", rules)
    return [
        f"{scheme}: {rule['id']}: {rule['help']}: {[node['target'] for node in rule['nodes'][:3]]}"
        for rule in found
    ]


def violations(page):
    """Return what breaks a rule in light, and what breaks one about colours in dark."""
    if page.evaluate("typeof axe === 'undefined'"):
        page.evaluate(AXE_SCRIPT)
    found = broken_in(page, "dark", OF_COLOURS)
    return broken_in(page, "light", RULES) + found


@pytest.fixture
def waits(records):
    """Hand-overs in each part of their page, one of which waits, and a deleted record."""
    Deletion.objects.create(record=0, name="Võ Nhầm", reason="nhầm", at=timezone.now())
    moving = Post.objects.select_related("unit__parent").get(title__code="CTUBND")
    offered = {
        "person": moving.person, "giver": moving.unit.parent, "title": moving.title,
        "unit": Unit.objects.get(code=ELSEWHERE), "day": date(2024, 3, 1), "ends": [moving.pk],
        "asked_at": timezone.now(),
    }  # fmt: skip
    decided = {"state": HandOver.State.ACCEPTED, "decided_at": timezone.now()}
    for day in (date(2024, 3, 1), date(2090, 3, 1)):
        HandOver.objects.create(**offered | decided | {"day": day})
    return HandOver.objects.create(**offered)


def test_every_page_is_accessible(
    small_province, records, waits, province_admin, editor_a, fill_in, page, live_server
):
    page.goto(f"{live_server.url}/dang-nhap/")
    found = {"/dang-nhap/": violations(page)}
    fill_in(province_admin)
    twin = post(person(name=records.full_name, birth=records.birth_date, note="cũ"), "TCKT")
    numbers = {"person": records.pk, "handover": waits.pk, "user": editor_a.pk}
    batch = recorded_class([records], province_admin)
    numbers |= {"twin": twin.person_id, "unit": twin.unit_id, "batch": batch.pk}
    for path in PATHS:
        page.goto(live_server.url + path.format(**numbers))
        found[path] = violations(page)
    assert {path: broken for path, broken in found.items() if broken} == {}


def test_what_is_found_beneath_the_field_is_accessible(records, editor_a, sign_in, page):
    sign_in(editor_a, "/nhan-su/").locator("#find").fill("ba")
    page.locator("#find-offers [role=option]").first.wait_for()
    page.keyboard.press("ArrowDown")
    assert violations(page) == []


def test_the_rules_do_find_a_broken_page(page):
    page.set_content("<html><body><img src='x.png'><p style='color:#ccc'>mờ</p></body></html>")
    broken = " ".join(violations(page))
    assert "image-alt" in broken and "light: color-contrast" in broken and "html-has-lang" in broken


def test_the_rules_do_find_what_is_broken_in_dark_alone(page):
    page.set_content(
        "<style>@media (prefers-color-scheme: dark) { p { color: #222; background: #111 } "
        "p a { color: #222 } } p a { text-decoration: none; color: #00e }</style>"
        "<p>mờ <a href='#'>liên kết</a></p>"
    )
    in_dark = [line for line in violations(page) if line.startswith("dark: ")]
    assert any("color-contrast" in line for line in in_dark)


def test_dark_differs_from_light_in_colours_alone():
    """So that the rules about colours are all that need be asked again."""
    styles = "".join(path.read_text() for path in sorted(STYLES.glob("*.css")))
    (dark,) = re.findall(r"@media [^{]*prefers-color-scheme[^{]*{\s*:root {([^}]*)}\s*}", styles)
    assert styles.count("prefers-color-scheme") == 1 and "light-dark(" not in styles
    assert all(re.fullmatch(r"--[\w-]+: #[0-9a-f]{6}", line.strip())
               for line in dark.strip().rstrip(";").split(";"))  # fmt: skip
