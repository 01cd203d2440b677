"""No page breaks a rule of WCAG 2.2 AA that a machine can see, in light or in dark."""

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.factories import TOWNSHIP

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
    "/doi-mat-khau/",
    "/khong-co/",
    "/?as_of=khong-phai-ngay",
)


def violations(page):
    found = Axe().run(page, options=RULES).response["violations"]
    return [
        f"{rule['id']}: {rule['help']}: {[node['target'] for node in rule['nodes'][:3]]}"
        for rule in found
    ]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_page_is_accessible(records, province_admin, sign_in, page, live_server, scheme):
    page.emulate_media(color_scheme=scheme)
    page.goto(f"{live_server.url}/dang-nhap/")
    found = {"/dang-nhap/": violations(page)}
    sign_in(province_admin)
    for path in PATHS:
        page.goto(live_server.url + path.format(person=records.pk))
        found[path] = violations(page)
    assert {path: broken for path, broken in found.items() if broken} == {}


def test_the_rules_do_find_a_broken_page(page):
    page.set_content("<html><body><img src='x.png'><p style='color:#ccc'>mờ</p></body></html>")
    broken = " ".join(violations(page))
    assert "image-alt" in broken and "color-contrast" in broken and "html-has-lang" in broken
