"""A person entered by keyboard alone, and what guards the typing."""

import pytest
from playwright.sync_api import expect

from personnel.models import Person


@pytest.fixture
def form(editor_a, sign_in):
    return sign_in(editor_a, "/nhan-su/them/")


def press(page, *keys):
    for key in keys:
        page.keyboard.press(key)


def test_a_person_is_added_by_keyboard_alone(form, complaints, live_server):
    page = form
    expect(page.locator("#id_full_name")).to_be_focused()
    page.keyboard.type("Phạm Thị Hoa")
    press(page, "Tab", "ArrowRight", "Tab")  # Nữ
    page.keyboard.type("3/1990")
    press(page, "Tab")
    page.keyboard.type("051190001234")
    press(page, "Tab")
    page.keyboard.type("hre")
    press(page, "Tab")
    page.keyboard.type("3/2/2015")
    press(page, "Tab", "Tab")
    page.keyboard.type("ba dong")
    press(page, "Tab")
    page.keyboard.type("btd")
    press(page, "Tab")
    page.keyboard.type("1/6/2020")
    press(page, "Tab", "Tab", "Tab", "Tab", "Enter")  # a second row of posts
    expect(page.locator("#rows-posts li")).to_have_count(2)
    expect(page.locator("#id_posts-1-unit")).to_be_focused()
    page.locator("#id_credentials-0-kind").focus()
    press(page, "Tab")
    page.keyboard.type("CĐ")
    press(page, "Tab")
    page.keyboard.type("2012")
    meaning = page.locator("#meaning")
    expect(meaning).to_contain_text("Mục tiêu 2030")
    expect(meaning.locator(".outcomes li").first).to_contain_text("Đạt")
    press(page, "Control+s")
    expect(page.get_by_role("heading", level=1)).to_have_text("Phạm Thị Hoa")
    expect(page.locator(".message.success")).to_contain_text("Đã lưu hồ sơ")
    who = Person.objects.get()
    assert (who.sex, who.birth_shown, who.ethnicity.name) == ("female", "03/1990", "Hrê")
    held = who.posts.get()
    assert (held.title.code, held.unit.name, held.start_shown) == (
        "BT",
        "Xã Ba Động",
        "01/06/2020",
    )
    assert who.credentials.get().level == 3
    assert complaints == []


def test_enter_goes_to_the_next_field_and_leaves_no_page_half_filled(form, live_server):
    page = form
    page.keyboard.type("Phạm Thị Hoa")
    press(page, "Enter")
    expect(page.locator("#id_sex_0")).to_be_focused()
    press(page, "ArrowRight", "Enter")  # Nữ
    expect(page.locator("#id_birth")).to_be_focused()
    page.keyboard.type("3/1990")
    press(page, "Enter", "Shift+Enter")
    expect(page.locator("#id_birth")).to_be_focused()
    page.locator("#id_party").focus()
    press(page, "Enter")
    expect(page.locator("#id_posts-0-unit")).to_be_focused()
    page.keyboard.type("ba dong")
    press(page, "Enter")
    expect(page.locator("#id_posts-0-title")).to_be_focused()
    page.locator("#id_posts-0-end_reason").focus()
    press(page, "Enter")
    expect(page.locator("#id_credentials-0-kind")).to_be_focused()
    page.locator("#id_credentials-3-number").focus()
    press(page, "Enter")
    expect(page.get_by_role("button", name="Lưu hồ sơ", exact=True)).to_be_focused()
    assert page.url == f"{live_server.url}/nhan-su/them/"
    assert Person.objects.count() == 0
    expect(page.locator("#rows-posts li")).to_have_count(1)


def test_a_row_is_added_without_asking_the_server(form):
    page, asked = form, []
    page.locator("#id_posts-0-unit").select_option(label="Xã Ba Động")
    expect(page.locator("#meaning")).to_be_visible()
    page.wait_for_load_state("networkidle")
    page.on("request", lambda request: asked.append(request.url))
    page.get_by_role("button", name="+ Thêm chức danh").click()
    expect(page.locator("#id_posts-1-unit")).to_be_focused()
    assert asked == []
    expect(page.locator("#id_posts-1-unit option:checked")).to_have_text("Xã Ba Động")
    expect(page.locator("#id_posts-TOTAL_FORMS")).to_have_value("2")
    page.get_by_role("button", name="+ Thêm văn bằng").click()
    page.locator("#id_credentials-4-kind").select_option(label="Ngoại ngữ")
    expect(page.locator("#id_credentials-4-language")).to_be_visible()
    page.locator("#id_credentials-4-level_text").fill("B1")
    fill(page, "Phạm Văn Hai")
    page.locator("#id_party").fill("2010")
    page.keyboard.press("Control+s")
    expect(page.get_by_role("heading", level=1)).to_have_text("Phạm Văn Hai")
    who = Person.objects.get()
    assert who.posts.count() == 1 and who.credentials.get().kind == "foreign_language"


def test_what_must_be_typed_is_marked(form):
    star = "label => getComputedStyle(label, '::after').content"
    for name, marked in (("full_name", True), ("birth", True), ("cccd", False), ("party", False)):
        assert ("*" in form.locator(f".field-{name} label").evaluate(star)) is marked, name
        required = form.locator(f"#id_{name}").get_attribute("required")
        assert (required is not None) is marked, name
    expect(form.get_by_text("Ô có dấu * phải nhập")).to_be_visible()


def type_with_marks(select, text):
    """Press keys of a Vietnamese keyboard, which the browser's driver has not."""
    for letter in text:
        select.dispatch_event("keydown", {"key": letter})


def test_typed_marks_decide_which_commune_is_chosen(form):
    unit = form.locator("#id_posts-0-unit")
    chosen = unit.locator("option:checked")
    names = unit.locator("option").all_inner_texts()
    assert {"Thị trấn Ba Tơ", "Xã Ba Tô"} <= set(names)
    for typed, name in (("ba tô", "Xã Ba Tô"), ("ba tơ", "Thị trấn Ba Tơ")):
        unit.focus()
        type_with_marks(unit, typed)
        expect(chosen).to_have_text(name)
        expect(form.locator("[data-also]")).to_have_count(0)
        form.locator("#id_full_name").focus()
    unit.focus()
    type_with_marks(unit, "ba to")
    both = {
        chosen.inner_text(),
        form.locator("[data-also]").inner_text().split(":")[1].split(".")[0].strip(),
    }
    assert both == {"Thị trấn Ba Tơ", "Xã Ba Tô"}
    expect(form.locator("[data-also]")).to_have_role("status")


def fill(page, name):
    page.locator("#id_full_name").fill(name)
    page.get_by_label("Nam", exact=True).check()
    page.get_by_label("Ngày sinh").fill("1990")
    page.locator("#id_posts-0-unit").select_option(label="Xã Ba Động")
    page.locator("#id_posts-0-title").select_option(label="Bí thư Đảng ủy")


def test_ctrl_s_held_down_enters_a_person_once(form):
    fill(form, "Phạm Văn Hai")
    form.evaluate("""() => {
        const key = {key: "s", ctrlKey: true, bubbles: true};
        window.sent = 0;
        window.addEventListener("submit", (event) => {
            if (!event.defaultPrevented) window.sent += 1;
            event.preventDefault();
        });
        for (let i = 0; i < 3; i++) document.dispatchEvent(new KeyboardEvent("keydown", key));
    }""")
    assert form.evaluate("window.sent") == 1


def test_what_is_wrong_in_a_row_stands_below_it_and_has_the_focus(form):
    fill(form, "Phạm Văn Hai")
    level = form.locator("#id_credentials-1-level_text")
    level.fill("xyz")
    form.keyboard.press("Control+s")
    error = form.locator("#id_credentials-1-level_text_error")
    expect(error).to_contain_text("Trình độ: “xyz”: không rõ trình độ.")
    expect(level).to_be_focused()
    assert error.bounding_box()["width"] > 3 * level.bounding_box()["width"]


def test_leaving_with_unsaved_typing_is_asked_about(form):
    asked = []

    def stay(dialog):
        asked.append(dialog.type)
        dialog.dismiss()

    form.on("dialog", stay)
    form.locator("#id_full_name").press_sequentially("Hoa")
    form.get_by_role("link", name="Hủy bỏ").click()
    expect(form.locator("#id_full_name")).to_have_value("Hoa")
    assert asked == ["beforeunload"]


def test_the_form_works_without_javascript(browser, live_server, editor_a, client_for):
    client = client_for(editor_a)
    context = browser.new_context(java_script_enabled=False)
    cookie = {"name": "sessionid", "value": client.cookies["sessionid"].value}
    context.add_cookies([cookie | {"url": live_server.url}])
    page = context.new_page()
    page.goto(f"{live_server.url}/nhan-su/them/")
    page.get_by_label("Họ và tên").fill("Phạm Thị Hoa")
    page.get_by_role("button", name="+ Thêm văn bằng").click()
    expect(page.locator("#rows-credentials li")).to_have_count(5)
    page.get_by_label("Nữ").check()
    page.get_by_label("Ngày sinh").fill("1990")
    page.locator("#id_posts-0-unit").select_option(label="Xã Ba Động")
    page.locator("#id_posts-0-title").select_option(label="Bí thư Đảng ủy")
    page.get_by_role("button", name="Lưu hồ sơ", exact=True).click()
    expect(page.get_by_role("alert")).to_contain_text("chưa có ngày vào Đảng")
    page.get_by_label("Đã kiểm tra, đúng như vậy").check()
    page.get_by_role("button", name="Lưu hồ sơ", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Phạm Thị Hoa")
    expect(page.get_by_text("1 nội dung đã xác nhận")).to_be_visible()
    context.close()
