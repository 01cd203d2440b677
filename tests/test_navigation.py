"""The menu is one table: who sees which entry, and in which entry a page lies."""

import re
from itertools import chain

import pytest
from django.urls import URLPattern, get_resolver

from cadre_portal.navigation import IN_NONE, MENU, OWN
from tests.factories import MOUNTAIN

FIGURES = ["Tổng quan", "Nhân sự"]
RESOLUTION = [
    "Chỉ tiêu", "Người đứng đầu", "Kết quả xếp loại", "Luân chuyển, điều động", "Tuyển chọn",
    "Kiểm tra nhân sự", "Thực hiện Nghị quyết",
]  # fmt: skip
ENTERING = [
    "Thêm hồ sơ", "Nhập từ Excel", "Lớp đào tạo, bồi dưỡng", "Đợt đã ghi nhận",
    "Hồ sơ công việc", "Xếp loại hằng năm", "Bàn giao",
]  # fmt: skip
MANAGING = [
    "Tài khoản",
    "Nhật ký",
    "Hồ sơ đã xóa",
    "Dữ liệu được lưu",
    "Sắp xếp đơn vị",
    "Danh mục",
]
TRAINING = {"Đào tạo": ["Nhu cầu", "Dự báo", "Kế hoạch", "Lớp học", "Kết quả"]}
READING = {"Nhập liệu": ["Hồ sơ công việc", "Xếp loại hằng năm"]}
LOOKS = [*FIGURES, {"Nghị quyết": RESOLUTION}, READING, TRAINING, "Báo cáo"]
EDITS = [*FIGURES, {"Nghị quyết": RESOLUTION}, {"Nhập liệu": ENTERING}, TRAINING, "Báo cáo"]
SEEN = {
    "province_admin": [*EDITS, {"Quản trị": MANAGING}],
    "province_viewer": LOOKS,
    # Figures of the province are not for the school.
    "school": [{"Đào tạo": ["Nhu cầu", "Kế hoạch", "Lớp học", "Kết quả"]}],
    "editor_a": EDITS,
    "editor_ab": EDITS,
    "viewer_a": LOOKS,
}
AT_MOST = 7
LINK = re.compile(r'<a href="([^"]*)" (aria-current="page")?>([^<]*)')
UNFOLDS = re.compile(
    r'<details[^>]*>\s*<summary (aria-current="true")?>([^<]*?)\s*<.*?/summary>(.*?)</details>',
    re.DOTALL,
)


def names(patterns, within=""):
    """Yield the names of all addresses, as a page's own is called."""
    for pattern in patterns:
        if isinstance(pattern, URLPattern):
            yield f"{within}{pattern.name}"
        else:
            inside = f"{pattern.namespace}:" if pattern.namespace else ""
            yield from names(pattern.url_patterns, within + inside)


def names_in(entry):
    within = chain.from_iterable(map(names_in, (*entry.parts, *entry.others)))
    return ({entry.name} - {""}) | {*entry.names, *within}


def menu(client, address, label="Chính"):
    """Return the text of a menu of a page."""
    found = client.get(address).content.decode()
    return re.search(rf'aria-label="{label}">(.*?)</(?:nav|div)>', found, re.DOTALL)[1]


def links(text):
    """Return the links of a menu: address, whether it is the current one, label."""
    return [(href, bool(current), label.strip()) for href, current, label in LINK.findall(text)]


def labels(text):
    return [label for _, _, label in links(text)]


def entries(text):
    """Return the labels of a menu as they stand, what unfolds beneath one by its label."""
    inside = {f"#{name}": labels(part) for _, name, part in UNFOLDS.findall(text)}
    flat = labels(UNFOLDS.sub(r'<a href="" >#\2</a>', text))
    return [{name[1:]: inside[name]} if name in inside else name for name in flat]


def test_every_address_lies_in_one_entry_or_is_named_as_lying_in_none():
    there = list(names(get_resolver().url_patterns))
    placed = [*chain.from_iterable(map(names_in, (*MENU, *OWN))), *IN_NONE]
    assert sorted(placed) == sorted(set(placed))
    of_the_portal = {name for name in there if not name.startswith("admin:")}
    assert set(placed) == of_the_portal | {"admin:index"} and "admin:index" in there


@pytest.mark.parametrize("role", SEEN)
def test_who_sees_which_entry(role, request, client_for, small_province):
    client = client_for(request.getfixturevalue(role))
    found = entries(menu(client, "/ho-so-cong-viec/"))
    assert found == SEEN[role] and len(found) <= AT_MOST


def test_planning_is_seen_where_it_is_on_by_whoever_has_the_right(
    editor_a, viewer_a, client_for, small_province, settings
):
    viewer_a.grants.create(role="planner")
    unfolded = {"Nghị quyết": [*RESOLUTION[:-1], "Quy hoạch", RESOLUTION[-1]]}
    planned = [unfolded if entry == {"Nghị quyết": RESOLUTION} else entry for entry in LOOKS]
    assert entries(menu(client_for(viewer_a), "/ho-so-cong-viec/")) == LOOKS
    settings.PLANNING = True
    assert entries(menu(client_for(viewer_a), "/ho-so-cong-viec/")) == planned
    assert entries(menu(client_for(editor_a), "/ho-so-cong-viec/")) == EDITS


@pytest.mark.parametrize(
    ("address", "label"),
    [
        ("/", "Tổng quan"),
        (f"/don-vi/{MOUNTAIN}/", "Tổng quan"),
        ("/nhan-su/", "Nhân sự"),
        ("/nhan-su/them/", "Nhập liệu: Thêm hồ sơ"),
        ("/lop-dao-tao/", "Nhập liệu: Lớp đào tạo, bồi dưỡng"),
        ("/chi-tieu/2025.key.theory/", "Nghị quyết: Chỉ tiêu"),
        ("/nguoi-dung-dau/", "Nghị quyết: Người đứng đầu"),
        ("/thuc-hien-nghi-quyet/han/2024/", "Nghị quyết: Thực hiện Nghị quyết"),
        ("/luan-chuyen/", "Nghị quyết: Luân chuyển, điều động"),
        ("/xep-loai/", "Nghị quyết: Kết quả xếp loại"),
        ("/xep-loai/danh-sach/", "Nghị quyết: Kết quả xếp loại"),
        ("/kiem-tra-nhan-su/nguon/", "Nghị quyết: Kiểm tra nhân sự"),
        ("/chat-luong-du-lieu/", "Nhân sự"),
        ("/nhap-tep/", "Nhập liệu: Nhập từ Excel"),
        ("/ban-giao/", "Nhập liệu: Bàn giao"),
        ("/ho-so-cong-viec/", "Nhập liệu: Hồ sơ công việc"),
        ("/xep-loai-hang-nam/", "Nhập liệu: Xếp loại hằng năm"),
        ("/bao-cao/mo/", "Báo cáo"),
        ("/tai-khoan/them/", "Quản trị: Tài khoản"),
        ("/nhat-ky/du-lieu-ca-nhan/", "Quản trị: Nhật ký"),
        ("/da-xoa/", "Quản trị: Hồ sơ đã xóa"),
        ("/du-lieu-ca-nhan/thoi-han/", "Quản trị: Dữ liệu được lưu"),
        ("/admin/personnel/unit/", "Quản trị: Danh mục"),
        ("/doi-mat-khau/", None),
        ("/khong-co-trang-nay/", None),
    ],
)
def test_a_page_marks_the_entry_that_it_lies_in(
    address, label, province_admin, client_for, small_province
):
    text = menu(client_for(province_admin), address)
    unfolded = [name for current, name, _ in UNFOLDS.findall(text) if current]
    marked = unfolded + [name for _, current, name in links(text) if current]
    assert marked == (label.split(": ") if label else [])


def test_day_and_horizon_go_along_to_figures_alone(province_admin, client_for, small_province):
    page = "/?horizon=2030&as_of=2025-12-31"
    found = links(menu(client_for(province_admin), page))
    lens = "?horizon=2030&amp;as_of=2025-12-31"
    figures = [*FIGURES, *RESOLUTION]
    assert [text for href, _, text in found if href.endswith(lens)] == figures
    assert all("?" not in href for href, _, text in found if text not in figures)


def test_the_pages_within_an_entry_stand_side_by_side(province_admin, client_for, small_province):
    found = menu(client_for(province_admin), "/nhat-ky/du-lieu-ca-nhan/", "Nhật ký")
    assert links(found) == [
        ("/nhat-ky/", False, "Thay đổi"),
        ("/nhat-ky/du-lieu-ca-nhan/", True, "Dữ liệu cá nhân"),
        ("/nhat-ky/tra-cuu/", False, "Mức tra cứu"),
    ]
