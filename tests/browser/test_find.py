"""The field that finds anything, with the keyboard: from every page, without leaving it."""

import pytest
from playwright.sync_api import expect

PEOPLE = "/nhan-su/?horizon=2030&as_of=2026-11-28"


@pytest.fixture
def field(records, editor_a, sign_in):
    return sign_in(editor_a, PEOPLE).locator("#find")


def test_a_slash_leads_there_arrows_choose_and_enter_opens(field, page, complaints, records):
    page.keyboard.press("/")
    expect(field).to_be_focused()
    page.keyboard.type("hanh")
    offered = page.locator("#find-offers [role=option]")
    expect(offered.first).to_contain_text("Phạm Thị Hạnh")
    expect(field).to_have_attribute("aria-expanded", "true")
    page.keyboard.press("ArrowDown")
    expect(field).to_have_attribute("aria-activedescendant", offered.first.get_attribute("id"))
    expect(offered.first).to_have_attribute("aria-selected", "true")
    page.keyboard.press("ArrowUp")
    assert field.get_attribute("aria-activedescendant") is None
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/nhan-su/{records.pk}/?*")
    assert complaints == []


def test_escape_closes_what_was_found_and_enter_alone_opens_the_page(field, page):
    field.fill("hanh")
    offers = page.locator(".offers")
    expect(offers).to_be_visible()
    page.keyboard.press("Escape")
    expect(offers).to_be_hidden()
    expect(field).to_have_value("hanh")
    page.keyboard.press("Enter")
    page.wait_for_url("**/tim/?*")
    expect(page.get_by_role("link", name="Phạm Thị Hạnh")).to_be_visible()


def test_a_slash_that_is_typed_is_a_slash(field, page):
    own = page.locator("#id_q")
    own.focus()
    page.keyboard.type("01/02")
    expect(own).to_have_value("01/02")
    expect(own).to_be_focused()


def test_a_whole_number_opens_its_record_and_stands_in_no_address(field, page, records):
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    page.keyboard.press("/")
    page.keyboard.type("051180001234")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/nhan-su/{records.pk}/")
    assert not [address for address in asked if "0001234" in address]


def test_nothing_found_is_said(field, page):
    field.fill("khong co ai nhu the")
    expect(page.locator(".offers [role=status]")).to_have_text(
        "Không tìm thấy trong phạm vi được xem."
    )
    expect(field).to_have_attribute("aria-expanded", "false")


def test_on_a_telephone_the_bar_is_the_fields_while_it_is_used(field, page, live_server):
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(f"{live_server.url}{PEOPLE}")
    assert field.bounding_box()["width"] < 50
    page.locator(".find").click()
    field.fill("hanh")
    expect(page.locator("#find-offers [role=option]").first).to_be_visible()
    assert field.bounding_box()["width"] > 300
    assert page.evaluate("document.documentElement.scrollWidth") == 390


@pytest.mark.browser_context_args(java_script_enabled=False)
def test_without_javascript_the_field_leads_to_the_page(field, page):
    field.fill("hanh")
    field.press("Enter")
    page.wait_for_url("**/tim/?*")
    expect(page.get_by_role("link", name="Phạm Thị Hạnh")).to_be_visible()
