"""A board's list from the desktop to the figures of the overview."""

import base64
import json
import re
from datetime import date
from pathlib import Path

import pytest
from playwright.sync_api import expect

from personnel.models import Credential, Person, Unit
from tests.browser.conftest import PASSWORD
from tests.browser.test_accessibility import violations
from tests.browser.test_ways_through import NARROW
from tests.factories import credential, person, post
from tests.sheets.building import sheet_of, somebody

SAMPLES = Path(__file__).parents[1] / "samples"
DUC_PHO = SAMPLES / "reallife_duc_pho.xlsx"
LENS = "horizon=2025&as_of=2025-12-31"
# As a desktop hands a file over: read out of the page, dropped with a real event.
DROP = """([name, data]) => {
  const bytes = Uint8Array.from(atob(data), (letter) => letter.charCodeAt(0));
  const carried = new DataTransfer();
  carried.items.add(new File([bytes], name));
  const area = document.querySelector("[data-drop]");
  for (const type of ["dragenter", "dragover", "drop"]) {
    const about = { dataTransfer: carried, bubbles: true, cancelable: true };
    area.dispatchEvent(new DragEvent(type, about));
  }
}"""


@pytest.fixture
def drop(page, live_server):
    """Return a function that drops a workbook on the form and hands it in."""

    def hand_in(name, content):
        page.goto(f"{live_server.url}/nhap-tep/")
        page.evaluate(DROP, [name, base64.b64encode(content).decode()])
        expect(page.locator("[data-chosen]")).to_contain_text(name)
        page.get_by_role("button", name="Nộp và xem trước").click()
        expect(page).to_have_url(re.compile("/xem-truoc/"), timeout=60_000)

    return hand_in


@pytest.fixture
def known(province):
    """Two people of Huyện Ba Tơ: one of higher theory, a namesake in another commune."""
    communes = {unit.name: unit.code for unit in Unit.objects.filter(parent__code="535")}
    learned = person(name="Trần Thị Sổ", sex="female", birth=date(1980, 5, 1))
    post(learned, "VPTK", communes["Xã Ba Tô"])
    credential(learned, "theory", 3)
    namesake = person(name="Phạm Thị Lành", sex="female", birth=date(1987, 6, 1))
    post(namesake, "VPTK", communes["Xã Ba Vì"])
    return learned, namesake


def figures_of(district):
    expected = json.loads((SAMPLES / "reallife_duc_pho.expected.json").read_text(encoding="utf-8"))
    rows = expected["figures"]["2025-12-31"]["criteria"]
    return {row["criterion"]: row for row in rows if row["unit"] == district}


def test_from_a_dropped_file_to_the_overview(
    province, editor_b, sign_in, page, drop, live_server, complaints
):
    sign_in(editor_b)
    drop(DUC_PHO.name, DUC_PHO.read_bytes())
    kinds = page.get_by_role("list", name="Các dòng theo loại")
    expect(kinds.locator(".kind-new strong")).to_have_text("470")
    expect(kinds.locator(".kind-error strong")).to_have_text("0")
    theory = figures_of("534")["2025.key.theory"]
    covered = theory["met"] + theory["short"] + theory["unknown"]
    counts = f"{theory['met']}/{covered}"

    page.get_by_role("link", name="Ảnh hưởng đến chỉ tiêu").click()
    expect(page.locator("main")).to_contain_text("chưa có ai")
    page.get_by_role("link", name="Mục tiêu 2025").click()
    expect(page.get_by_role("link", name="Mục tiêu 2025")).to_have_attribute("aria-current", "true")
    page.locator("details.place summary").first.click()
    expect(page.locator("details.place table").first).to_be_visible()

    page.get_by_role("button", name="Xác nhận và ghi 470 hồ sơ").click()
    expect(page.locator(".state")).to_have_text("Đã ghi", timeout=60_000)
    page.goto(f"{live_server.url}/?{LENS}")
    expect(page.get_by_role("heading", level=1)).to_have_text("Thị xã Đức Phổ")
    page.goto(f"{live_server.url}/chi-tieu/?{LENS}")
    expect(page.locator("main")).to_contain_text(counts)
    assert complaints == []


def test_what_is_decided_on_the_way(known, editor_a, sign_in, page, drop, live_server, complaints):
    learned, namesake = known
    sign_in(editor_a)
    rows = (
        somebody(),
        somebody(name="Trần Thị Sổ", born="01/05/1980", theory="SC"),
        somebody(name="Đinh Thị Hai", title="Văn phòng thóng kê"),
        somebody(name="Đinh Thị Ba", title="VĂN PHÒNG THÓNG KÊ"),
        somebody(name="Đinh Thị Sai", sex="M"),
    )
    drop("ba to.xlsx", sheet_of(*rows).getvalue())

    page.get_by_role("link", name="Câu hỏi, lỗi, lưu ý").click()
    unknown = page.get_by_role("group", name="Văn phòng thóng kê")
    expect(unknown).to_contain_text("2 ô")
    unknown.get_by_role("radio", name="Văn phòng - thống kê", exact=True).check()
    page.get_by_role("button", name="Đọc lại với các câu trả lời").click()
    expect(page.locator(".picked")).to_contain_text("đọc là Văn phòng - thống kê")
    expect(page.locator("main")).to_contain_text("“M”")

    page.get_by_role("link", name="Từng dòng").click()
    page.get_by_role("radio", name=re.compile("Người khác, lập hồ sơ mới")).check()
    page.get_by_role("button", name=re.compile("Xác nhận và ghi")).click()
    expect(page.locator("#not-applied")).to_be_focused()
    page.get_by_role(
        "checkbox", name=re.compile("Lý luận chính trị: ghi trình độ thấp hơn")
    ).check()
    page.get_by_role("button", name="Áp dụng quyết định").click()
    page.get_by_role("button", name="Xác nhận và ghi 4 hồ sơ").click()
    expect(page.locator(".state")).to_have_text("Đã ghi", timeout=60_000)
    assert Person.objects.filter(full_name="Phạm Thị Lành").count() == 2
    assert Credential.objects.get(person=learned).level == 1
    assert not Person.objects.filter(full_name="Đinh Thị Sai").exists()
    assert complaints == []


def test_each_part_of_a_preview_is_accessible_and_fits_a_phone(
    known, editor_a, sign_in, page, drop
):
    sign_in(editor_a)
    rows = (
        somebody(cccd="51187001234"),
        somebody(name="Trần Thị Sổ", born="01/05/1980", title="Chủ tịch Hội Nông dân", theory="SC"),
        somebody(name="Đinh Thị Hai", title="Chức danh không có", sex="M"),
    )
    drop("ba to.xlsx", sheet_of(*rows).getvalue())
    preview, found = page.url.partition("?")[0], {}
    for view in ("rows", "problems", "effects", "absent"):
        page.set_viewport_size({"width": 1366, "height": 768})
        page.goto(f"{preview}?view={view}")
        found[view] = violations(page)
        page.set_viewport_size(NARROW)
        assert page.evaluate("document.documentElement.scrollWidth") <= NARROW["width"], view
    assert {view: broken for view, broken in found.items() if broken} == {}


@pytest.fixture
def scriptless(browser, live_server):
    """A page in a browser that runs no scripts."""
    context = browser.new_context(java_script_enabled=False, base_url=live_server.url)
    yield context.new_page()
    context.close()


def test_without_a_script_all_of_it_works(known, editor_a, scriptless, tmp_path):
    page = scriptless
    page.goto("/dang-nhap/")
    page.get_by_label("Tên đăng nhập").fill(editor_a.username)
    page.get_by_label("Mật khẩu").fill(PASSWORD)
    page.get_by_role("button", name="Đăng nhập").click()
    file = tmp_path / "ba to.xlsx"
    file.write_bytes(sheet_of(somebody()).getvalue())
    page.goto("/nhap-tep/")
    page.get_by_label("Tệp Excel").set_input_files(file)
    page.get_by_role("button", name="Nộp và xem trước").click()
    page.get_by_role("radio", name="sinh 01/06/1987").check()
    page.get_by_role("button", name="Áp dụng quyết định").click()
    expect(page.locator(".kind-changed strong")).to_have_text("1")
    page.get_by_role("link", name="Ảnh hưởng đến chỉ tiêu").click()
    page.get_by_role("link", name="Mục tiêu 2025").click()
    expect(page.get_by_role("link", name="Mục tiêu 2025")).to_have_attribute("aria-current", "true")
    page.get_by_role("button", name="Xác nhận và ghi 1 hồ sơ").click()
    expect(page.locator(".state")).to_have_text("Đã ghi")
