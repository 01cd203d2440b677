"""What does not answer is said above the page, and no longer once something answers."""

from playwright.sync_api import expect

from tests.browser.test_accessibility import violations

SAID = "Cơ sở dữ liệu đang bận ghi một lượt khác."


def test_a_part_of_a_page_that_does_not_come_is_told(province, editor_a, sign_in):
    page = sign_in(editor_a, "/lop-dao-tao/")
    box, fault = (
        page.get_by_label("Họ tên, xã, chức danh hoặc số cuối CCCD"),
        page.locator("#fault"),
    )
    expect(fault).to_be_hidden()
    answers = "**/lop-dao-tao/"
    page.route(answers, lambda asked: asked.fulfill(status=503, body=SAID))
    box.press_sequentially("Pham")
    expect(fault).to_have_text(SAID)
    assert violations(page) == []
    page.unroute(answers)
    page.route(answers, lambda asked: asked.abort())
    box.press_sequentially(" V")
    expect(fault).to_contain_text("Không kết nối được với máy chủ.")
    page.unroute(answers)
    box.press_sequentially("an")
    expect(fault).to_be_hidden()
