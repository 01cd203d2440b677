"""Chapter 14: a decree entered, looked at, applied."""

from ..desk import Office


def reorganise_units(office: Office) -> None:
    """A shipped decree as a draft, its preview with a split and rights, and applied."""
    with office.desk("quantri") as desk:
        page = desk.open("/sap-xep/")
        desk.press("Lập dự thảo từ văn bản kèm phần mềm")
        desk.shoot("du-thao-sap-xep", height=640)
        draft = page.url
        page.get_by_role("link", name="Xem trước, áp dụng").first.click()
        desk.settle()
        desk.shoot("xem-truoc-sap-xep", height=900)
        preview = page.url
        splits = page.locator("section:has(#tach)")
        splits.locator("summary").first.click()
        desk.shoot("don-vi-chia-tach", splits.locator("h2"), splits.locator("tbody tr").nth(5))
        desk.open(draft.removeprefix(office.address) + "quyen/")
        desk.shoot_content("quyen-sap-xep")
        desk.open(preview.removeprefix(office.address))
        desk.press("Áp dụng ngay")
        desk.shoot("da-ap-dung-sap-xep", height=640)
