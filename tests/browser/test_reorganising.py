"""A decree from its draft to the new map and back: looked at, people sent, applied, undone."""

import re

from playwright.sync_api import expect

from personnel.models import Post, Unit
from reorganising.models import DecreeDraft
from tests.browser.test_accessibility import violations
from tests.browser.test_ways_through import NARROW
from tests.reorganising.looking.township import (
    NEW,
    OTHER,
    draft_of,
    people_of_both,
    township_split,
)


def accessible(page):
    """Return what axe finds, and how much wider than the screen the page is."""
    found = violations(page)
    for width in (1366, NARROW["width"]):
        page.set_viewport_size({"width": width, "height": 800})
        widest = page.evaluate("document.documentElement.scrollWidth")
        found += [f"{widest} px wide at {width}"] if widest > width else []
    page.set_viewport_size({"width": 1366, "height": 768})
    return found


def test_from_the_draft_to_the_new_map_and_back(
    small_province, province_admin, sign_in, page, live_server, complaints
):
    clerk = people_of_both()["clerk"]
    draft = draft_of(township_split(), province_admin)
    sign_in(province_admin)
    page.goto(f"{live_server.url}/sap-xep/du-thao/{draft.pk}/xem-truoc/")
    expect(page.get_by_role("heading", level=1)).to_have_text("Xem trước sắp xếp")
    assert accessible(page) == []

    page.locator("summary", has_text="người về Xã Ba Mới").click()
    page.get_by_role("radio", name=f"{clerk} về Xã Ba Điền Mới").check()
    page.get_by_role("button", name=re.compile("Lưu nơi đến")).click()
    expect(page.get_by_role("status").first).to_contain_text("Đã lưu nơi đến")
    expect(page.locator("summary", has_text="1 người về Xã Ba Điền Mới")).to_be_visible()

    page.get_by_role("link", name="Xã Ba Điền Mới").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Xã Ba Điền Mới")
    expect(page.get_by_role("link", name=clerk.full_name).first).to_be_visible()
    assert accessible(page) == []
    page.go_back()

    page.get_by_role("button", name="Áp dụng ngay").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Sắp xếp đã áp dụng")
    expect(page.get_by_role("status").first).to_contain_text("Đã áp dụng văn bản")
    assert accessible(page) == []
    assert Unit.objects.filter(code__in=[NEW, OTHER]).count() == 2
    assert Post.objects.get(person=clerk).branch.code == OTHER

    page.get_by_role("link", name="Hoàn tác…").click()
    assert accessible(page) == []
    page.get_by_role("button", name=re.compile("Hoàn tác")).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Xem trước sắp xếp")
    assert not Unit.objects.filter(code__in=[NEW, OTHER]).exists()
    assert DecreeDraft.objects.get().told["splits"][0]["new"] == OTHER
    assert not Post.objects.exclude(branch=None).exists()
    assert complaints == []
