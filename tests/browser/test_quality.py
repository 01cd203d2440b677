"""From a figure of the data-quality page to the people it counts, and what cannot be asked."""

from playwright.sync_api import expect


def test_a_figure_leads_to_its_people(records, editor_a, sign_in, complaints):
    page = sign_in(editor_a, "/")
    page.get_by_role("navigation", name="Chính").get_by_role("link", name="Nhân sự").click()
    page.get_by_role("link", name="Chất lượng dữ liệu").click()
    line = page.get_by_role("listitem").filter(has_text="Chưa có số CCCD")
    expect(line).to_contain_text("2 · 66,67%")
    line.get_by_role("link").click()
    expect(page.locator("#headline")).to_contain_text("2 người")
    expect(page.locator(".mending tbody th")).to_have_text(["Đinh Văn Lía", "Trần Thị Sổ"])
    assert complaints == []


def test_a_question_that_makes_no_sense_is_answered_in_words(
    records, editor_a, sign_in, live_server
):
    page = sign_in(editor_a, "/nhan-su/?quality=cccd")
    page.get_by_text("Lọc thêm").click()
    page.get_by_label("Tình trạng").select_option("none")
    expect(page.get_by_role("heading", level=1)).to_have_text("Yêu cầu không hợp lệ")
    expect(page.locator("main")).to_contain_text("chỉ lọc được người đang giữ chức danh")
