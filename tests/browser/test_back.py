"""After Back the filters of the list say what the list shows."""

import re

import pytest
from playwright.sync_api import expect


@pytest.fixture
def people(records, province_viewer, sign_in):
    return sign_in(province_viewer, "/nhan-su/")


def chosen(page):
    """What the controls say."""
    return page.evaluate("""() => Object.fromEntries(
        [...new FormData(document.querySelector("form.filters"))]
            .filter(([name, text]) => text && !["horizon", "as_of"].includes(name)))""")


def steps(page):
    return page.evaluate("history.length")


def back(page):
    """Go back as the key does: the page that is left may be asked for anew while it is left."""
    page.evaluate("history.back()")


def test_the_controls_go_back_with_the_list(people, complaints):
    page = people
    page.locator(".filters summary").click()
    page.locator("#id_sex").select_option(label="Nữ")
    expect(page).to_have_url(re.compile("sex=female"))
    page.locator("#id_group").select_option(index=1)
    expect(page).to_have_url(re.compile("group=key"))
    back(page)
    expect(page).to_have_url(re.compile("sex=female$|sex=female&(?!.*group)"))
    expect(page.locator("#id_group")).to_have_value("")
    expect(page.locator("#id_sex")).to_have_value("female")
    expect(page.locator("#headline [role=status]")).to_contain_text("2 người")
    page.locator("#id_q").press_sequentially("hạnh")
    expect(page.locator("#headline [role=status]")).to_contain_text("1 người")
    expect(page).to_have_url(re.compile("sex=female"))
    back(page)
    expect(page.locator("#id_q")).to_have_value("")
    expect(page.locator("#headline [role=status]")).to_contain_text("2 người")
    back(page)
    expect(page.locator("#headline [role=status]")).to_contain_text("4 người")
    expect(page.locator("#id_sex")).to_have_value("")
    page.evaluate("history.forward()")
    expect(page.locator("#id_sex")).to_have_value("female")
    assert complaints == []


def test_back_from_a_person_shows_the_filtered_list(people):
    page = people
    page.locator("#id_group").select_option(index=1)
    expect(page).to_have_url(re.compile("group=key"))
    page.get_by_role("link", name="Phạm Thị Hạnh").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Phạm Thị Hạnh")
    back(page)
    expect(page.locator("#id_group")).to_have_value("key")
    expect(page.locator("main")).not_to_contain_text("Trần Thị Sổ")


def test_a_typed_name_is_one_step(people):
    page = people
    before, search = steps(page), page.locator("#id_q")
    for some, found in (("ph", "2 người"), ("ạm t", "1 người"), ("x", "0 người")):
        search.press_sequentially(some)
        expect(page.locator("#headline [role=status]")).to_contain_text(found)
    expect(page).to_have_url(re.compile("q=ph"))
    assert steps(page) == before + 1
    back(page)
    expect(search).to_have_value("")
    expect(page.locator("#headline [role=status]")).to_contain_text("4 người")


def test_nothing_of_the_list_stays_in_the_browser(people):
    people.get_by_role("searchbox").press_sequentially("hạnh")
    expect(people).to_have_url(re.compile("q=h"))
    kept = people.evaluate("JSON.stringify([{...sessionStorage}, {...localStorage}])")
    assert "Hạnh" not in kept
