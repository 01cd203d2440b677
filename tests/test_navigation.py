"""The menu is one table: who sees which entry, and in which entry a page lies."""

import re
from itertools import chain

import pytest
from django.urls import URLPattern, get_resolver

from cadre_portal.navigation import IN_NONE, MENU, OWN
from tests.factories import MOUNTAIN

FIGURES = ["Tổng quan", "Nhân sự", "Chỉ tiêu", "Chất lượng dữ liệu"]
WORK = ["Hồ sơ công việc", "Báo cáo"]
SEEN = {
    "province_admin": [
        *FIGURES,
        "Nhập từ Excel",
        "Bàn giao",
        *WORK,
        "Tài khoản",
        "Nhật ký",
        "Danh mục",
    ],
    "province_viewer": [*FIGURES, *WORK],
    "editor_a": [*FIGURES, "Nhập từ Excel", "Bàn giao", *WORK],
}
LINK = re.compile(r'<a href="([^"]*)" (aria-current="page")?>([^<]*)')


def names(patterns, within=""):
    """Yield the names of all addresses, as a page's own is called."""
    for pattern in patterns:
        if isinstance(pattern, URLPattern):
            yield f"{within}{pattern.name}"
        else:
            inside = f"{pattern.namespace}:" if pattern.namespace else ""
            yield from names(pattern.url_patterns, within + inside)


def names_in(entry):
    return {entry.name, *entry.names, *chain.from_iterable(map(names_in, entry.parts))}


def links(client, address, label):
    """Return the links of a menu of a page: address, whether it is the current one, label."""
    found = client.get(address).content.decode()
    menu = re.search(rf'aria-label="{label}">(.*?)</(?:nav|div)>', found, re.DOTALL)[1]
    return [(href, bool(current), text.strip()) for href, current, text in LINK.findall(menu)]


def test_every_address_lies_in_one_entry_or_is_named_as_lying_in_none():
    there = list(names(get_resolver().url_patterns))
    placed = [*chain.from_iterable(map(names_in, (*MENU, *OWN))), *IN_NONE]
    assert sorted(placed) == sorted(set(placed))
    of_the_portal = {name for name in there if not name.startswith("admin:")}
    assert set(placed) == of_the_portal | {"admin:index"} and "admin:index" in there


@pytest.mark.parametrize("role", SEEN)
def test_who_sees_which_entry(role, request, client_for, small_province):
    client = client_for(request.getfixturevalue(role))
    assert [text for _, _, text in links(client, "/ho-so-cong-viec/", "Chính")] == SEEN[role]


@pytest.mark.parametrize(
    ("address", "label"),
    [
        ("/", "Tổng quan"),
        (f"/don-vi/{MOUNTAIN}/", "Tổng quan"),
        ("/nhan-su/", "Nhân sự"),
        ("/nhan-su/them/", "Nhân sự"),
        ("/lop-dao-tao/", "Nhân sự"),
        ("/chi-tieu/2025.key.theory/", "Chỉ tiêu"),
        ("/chat-luong-du-lieu/", "Chất lượng dữ liệu"),
        ("/nhap-tep/", "Nhập từ Excel"),
        ("/ban-giao/", "Bàn giao"),
        ("/ho-so-cong-viec/", "Hồ sơ công việc"),
        ("/bao-cao/mo/", "Báo cáo"),
        ("/tai-khoan/them/", "Tài khoản"),
        ("/nhat-ky/du-lieu-ca-nhan/", "Nhật ký"),
        ("/doi-mat-khau/", None),
        ("/khong-co-trang-nay/", None),
    ],
)
def test_a_page_marks_the_entry_that_it_lies_in(
    address, label, province_admin, client_for, small_province
):
    marked = [
        text for _, current, text in links(client_for(province_admin), address, "Chính") if current
    ]
    assert marked == ([label] if label else [])


def test_day_and_horizon_go_along_to_figures_alone(province_admin, client_for, small_province):
    page = "/?horizon=2030&as_of=2025-12-31"
    found = links(client_for(province_admin), page, "Chính")
    lens = "?horizon=2030&amp;as_of=2025-12-31"
    assert [text for href, _, text in found if href.endswith(lens)] == FIGURES
    assert all("?" not in href for href, _, text in found if text not in FIGURES)


def test_the_pages_within_an_entry_stand_side_by_side(province_admin, client_for, small_province):
    found = links(client_for(province_admin), "/nhat-ky/du-lieu-ca-nhan/", "Nhật ký")
    assert found == [
        ("/nhat-ky/", False, "Thay đổi"),
        ("/nhat-ky/du-lieu-ca-nhan/", True, "Dữ liệu cá nhân"),
    ]
