"""Tables typed as a spreadsheet is: pasted from Excel, moved in by keyboard, sent as a whole."""

from pathlib import Path

import pytest
from django.conf import settings
from playwright.sync_api import expect

from personnel.models import DossierCount, Person
from tests.browser.test_accessibility import violations
from tests.factories import MOUNTAIN, person, post

PASTE = """text => {
  const clipboardData = new DataTransfer();
  clipboardData.setData("text/plain", text);
  const paste = new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true });
  return document.activeElement.dispatchEvent(paste);
}"""
SCRIPT = Path(settings.BASE_DIR) / "static" / "js" / "grid.js"
NARROW = {"width": 390, "height": 844}


@pytest.fixture
def few(small_province):
    return [post(person(name=f"Phạm Thị {one}"), "TCKT", MOUNTAIN).person for one in "ABCD"]


def test_a_block_fills_the_cells_it_covers(few, editor_a, sign_in, complaints):
    page = sign_in(editor_a, "/ho-so-cong-viec/")
    cells, told = page.locator("td.cell input:not([type=hidden])"), page.get_by_role("status")
    rows = page.locator("tbody tr").count()
    cells.nth(0).focus()
    block = ["1.250\t1000\tthừa"] + ['"400"\t100'] * rows
    page.evaluate(PASTE, "\r\n".join(block) + "\r\n")
    assert cells.evaluate_all("all => all.slice(0, 4).map(one => one.value)") == [
        "1.250", "1000", "400", "100",
    ]  # fmt: skip
    expect(told.last).to_contain_text(f"Đã điền {rows * 2} ô.")
    expect(told.last).to_contain_text("Còn thừa 1 dòng không có chỗ. Còn thừa 1 cột")
    assert not DossierCount.objects.exists()
    assert violations(page) == []
    page.get_by_role("button", name="Bỏ lần điền vừa rồi").click()
    expect(cells.nth(2)).to_have_value("")
    cells.nth(0).focus()
    page.evaluate(PASTE, "10\t5\r\n20\thai mươi\r\n")
    page.get_by_role("button", name="Lưu cả bảng").click()
    expect(page.get_by_role("alert")).to_contain_text("Chưa ghi gì: 1 ô chưa đúng")
    expect(cells.nth(3)).to_be_focused()
    expect(cells.nth(3)).to_have_value("hai mươi")
    cells.nth(3).fill("20")
    page.keyboard.press("Control+s")
    expect(page.locator(".message.success")).to_contain_text("2 đơn vị")
    assert [line for line in complaints if "422" not in line] == []
    assert set(DossierCount.objects.values_list("total", "online")) == {(10, 5), (20, 20)}


def test_arrows_and_enter_move_between_cells(few, editor_a, sign_in, complaints):
    page = sign_in(editor_a, "/ho-so-cong-viec/")
    cells = page.locator("td.cell input:not([type=hidden])")
    cells.nth(0).focus()
    page.keyboard.type("12")
    page.keyboard.press("Enter")
    expect(cells.nth(2)).to_be_focused()
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowRight")
    expect(cells.nth(1)).to_be_focused()
    page.keyboard.type("34")
    page.keyboard.press("ArrowLeft")
    expect(cells.nth(1)).to_be_focused()
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("ArrowLeft")
    expect(cells.nth(0)).to_be_focused()
    page.keyboard.press("Shift+Enter")
    expect(cells.nth(0)).to_be_focused()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Control+d")
    expect(cells.nth(2)).to_have_value("12")
    cells.last.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Lưu cả bảng")).to_be_focused()
    assert not DossierCount.objects.exists() and complaints == []


def test_check_boxes_and_choices_take_words(page):
    """As a yearly grid has them; Excel puts in quotes what holds quotes or more lines."""
    row = (
        "<tr><td class=cell><input type=checkbox id=t{0}></td>"
        "<td class=cell><select id=c{0}><option value=''>Chưa rõ<option value=1>Đạt</select></td>"
        "<td class=cell><input id=n{0}></td></tr>"
    )
    page.set_content(
        f"<form><p data-grid-told></p><div data-grid-tools hidden><button data-grid-fill></button>"
        f"<button data-grid-undo hidden></button></div><table data-grid='begin'><tbody>"
        f"{''.join(map(row.format, range(4)))}</tbody></table></form>"
    )
    page.add_script_tag(path=SCRIPT)
    expect(page.locator("#t0")).to_be_focused()
    page.locator("#t2").check()
    page.locator("#t0").focus()
    lines = ["Có\tĐẠT\t2025", 'đạt\tđạt\t ""', "không\t\t12", 'có lẽ\tx\t"a ""b""\nc"']
    page.evaluate(PASTE, "\r\n".join(lines))
    ticked = page.locator("[type=checkbox]").evaluate_all("all => all.map(one => one.checked)")
    assert ticked == [True, True, False, False]
    values = page.locator("select").evaluate_all("all => all.map(one => one.value)")
    assert values == ["1", "1", "", ""]
    texts = page.locator("input:not([type])").evaluate_all("all => all.map(one => one.value)")
    assert texts == ["2025", '""', "12", 'a "b"c']
    assert page.locator("[aria-invalid]").evaluate_all("all => all.map(one => one.id)") == [
        "t3", "c3",
    ]  # fmt: skip
    page.keyboard.press("ArrowRight")
    expect(page.locator("#c0")).to_be_focused()
    page.keyboard.press("ArrowDown")
    expect(page.locator("#c1")).to_be_focused()
    expect(page.locator("#c0")).to_have_value("1")


def test_a_column_of_missing_ethnic_groups_is_mended(few, editor_a, sign_in, complaints):
    Person.objects.update(ethnicity=None)
    page = sign_in(editor_a, "/chat-luong-du-lieu/")
    line = page.get_by_role("listitem").filter(has_text="Chưa có dân tộc")
    line.get_by_role("link").click()
    cells = page.locator("td.cell select")
    expect(cells.nth(0)).to_be_focused()
    page.evaluate(PASTE, "hre\r\nNgười lạ\r\nKinh\r\n")
    expect(cells.nth(0).locator(":checked")).to_have_text("Hrê")
    expect(cells.nth(1)).to_have_attribute("aria-invalid", "true")
    expect(page.get_by_text("“Người lạ” không dùng được ở ô này")).to_be_visible()
    expect(page.locator("[data-grid-told]")).to_contain_text("Đã điền 2 ô. 1 ô chưa hiểu được")
    assert violations(page) == []
    page.set_viewport_size(NARROW)
    assert page.evaluate("document.documentElement.scrollWidth") <= NARROW["width"]
    page.keyboard.press("Enter")
    expect(cells.nth(1)).to_be_focused()
    cells.nth(1).select_option(label="Cor")
    expect(cells.nth(1)).not_to_have_attribute("aria-invalid", "true")
    page.get_by_role("button", name="Điền ô đang chọn").click()
    expect(cells.nth(2).locator(":checked")).to_have_text("Kinh")
    expect(cells.nth(3).locator(":checked")).to_have_text("Cor")
    page.get_by_role("button", name="Lưu", exact=True).click()
    expect(page.locator(".message.success").first).to_contain_text("Đã ghi cho 4 người.")
    expect(page.locator("main")).to_contain_text("Không còn ai thiếu thông tin này")
    found = Person.objects.in_name_order().values_list("ethnicity__name", flat=True)
    assert list(found) == ["Hrê", "Cor", "Kinh", "Cor"]
    assert complaints == []
