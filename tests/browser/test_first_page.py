"""The first screen of the first page, and the screens of a presentation, as an eye sees them."""

from datetime import date

import pytest
from playwright.sync_api import expect

from personnel.models import Unit
from tests.factories import credential, person, post

SCREEN = {"width": 1366, "height": 768}
LENS = "horizon=2030&as_of=2026-11-28"
PARTS = (".conclusion", ".strips", ".ranking", "ul.tasks")


@pytest.fixture
def everywhere(province):
    """Somebody in a commune of each district: as many rows as the province can have."""
    for district in Unit.objects.filter(level="district"):
        commune = Unit.objects.filter(parent=district).order_by("code").first()
        for title in ("BT", "TCKT", "VPDU", "CTMTTQ") if commune else ():
            who = person(name=f"Lê Văn {title}", birth=date(1950, 1, 1), ethnicity="Hrê")
            post(who, title, commune.code)
            credential(who, "professional", 2)


def below(page, selector):
    """Return where an element ends, in pixels from the top of the page."""
    return page.locator(selector).first.evaluate("e => e.getBoundingClientRect().bottom + scrollY")


def test_sentence_criteria_units_and_tasks_stand_in_the_first_screen(
    everywhere, province_viewer, province_admin, sign_in, live_server, complaints
):
    for user in (province_viewer, province_admin):
        page = sign_in(user)
        page.set_viewport_size(SCREEN)
        page.goto(f"{live_server.url}/?{LENS}")
        assert page.locator(".strips tbody tr").count() == 18
        assert page.locator(".ranking tbody tr").count() >= 12
        ends = {part: below(page, part) for part in PARTS}
        assert max(ends.values()) <= SCREEN["height"], (user, ends)
        # A line of notice from above leaves them there.
        page.locator("#fault").evaluate("e => { e.hidden = false; e.textContent = 'Một dòng' }")
        ends = {part: below(page, part) for part in PARTS[:2]}
        assert max(ends.values()) <= SCREEN["height"], (user, ends)
        clipped = page.locator(".strips .what").evaluate_all(
            "all => all.filter(e => e.scrollWidth > e.clientWidth + 1).map(e => e.innerText)"
        )
        assert clipped == []
        # The table of units begins below the fold or at its edge, and is whole in a screen.
        assert below(page, "#heat") > ends[".strips"]
    assert complaints == []


def test_arrows_move_the_screens(everywhere, province_viewer, sign_in, live_server, complaints):
    page = sign_in(province_viewer)
    page.set_viewport_size(SCREEN)
    page.goto(f"{live_server.url}/trinh-bay/?{LENS}")
    slides = page.locator(".slide")
    count = slides.count()
    assert count >= 4
    for at in range(count):
        expect(slides.nth(at)).to_be_in_viewport(ratio=0.9)
        box = slides.nth(at).bounding_box()
        assert box["height"] <= SCREEN["height"] + 1, at
        page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowLeft")
    expect(slides.nth(count - 2)).to_be_in_viewport(ratio=0.9)
    page.keyboard.press("Home")
    expect(slides.first).to_be_in_viewport(ratio=0.9)
    page.keyboard.press("End")
    expect(slides.last).to_be_in_viewport(ratio=0.9)
    assert page.url.endswith("#viec-can-lam")
    smallest = page.evaluate(
        "Math.min(...[...document.querySelectorAll('.slide *')].filter(e => e.innerText &&"
        " !e.closest('.sr')).map(e => parseFloat(getComputedStyle(e).fontSize)))"
    )
    assert smallest >= 17
    assert complaints == []


def test_without_scripts_the_arrows_are_links(everywhere, province_viewer, client_for, read):
    shown = read(client_for(province_viewer), f"/trinh-bay/?{LENS}")
    assert 'href="#xa-muc-tieu"' in shown and 'href="#ket-luan"' in shown
    assert 'class="full" hidden' in shown
