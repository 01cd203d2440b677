"""Titles and ethnic groups: not ended, regrouped or renamed under those who hold them."""

from datetime import date

import pytest

from personnel.keeping.baseline import STOOD_BEFORE
from personnel.models import Ethnicity, Title
from personnel.reference import load_reference
from tests.factories import person, post


@pytest.fixture
def title(small_province):
    return Title.objects.get(code="BT")


def test_a_title_does_not_end_while_it_is_held(title, save, province_admin, client_for, read):
    post(person(), "BT", start=None)
    post(person(name="Trần Văn Về"), "BT", end=date(2025, 6, 30))
    _, errors = save(title, valid_to="30/06/2025")
    (error,) = errors["valid_to"]
    assert error.startswith("Còn 1 người giữ chức danh này sau ngày 30/06/2025.")
    url = f"/admin/personnel/title/{title.pk}/holders/?after=2025-06-30"
    assert f'<a href="{url}">' in error
    assert "1 người giữ chức danh sau ngày 30/06/2025" in read(client_for(province_admin), url)
    told, errors = save(Title.objects.get(code="VPDU"), valid_to="30/06/2025")
    assert not errors
    assert told[0].endswith(": có hiệu lực đến hết ngày 30 tháng 6 năm 2025.")


def test_a_title_does_not_begin_after_somebody_held_it(title, save):
    post(person(), "BT", start=date(2020, 5, 1))
    told, errors = save(title, valid_from="02/05/2020")
    (error,) = errors["valid_from"]
    assert "1 người giữ hoặc đã từng giữ chức danh này từ trước ngày 02/05/2020." in error
    told, errors = save(title, valid_from="01/05/2020")
    assert not errors
    assert told[0].endswith(": có hiệu lực từ ngày 01 tháng 5 năm 2020.")


@pytest.mark.parametrize(("precision", "start"), [("month", "2020-05-01"), ("year", "2020-01-01")])
def test_a_start_known_in_part_may_be_the_first_day(title, save, precision, start):
    held = post(person(), "BT", start=date.fromisoformat(start))
    type(held).objects.update(start_precision=precision)
    _, errors = save(title, valid_from="31/05/2020")
    assert not errors
    assert "valid_from" in save(title, valid_from="01/01/2021")[1]


def test_a_group_is_confirmed_on_the_page_of_the_title(title, save, client_for, province_admin):
    clerk = Title.objects.get(code="PCTMT-PN")
    assert not clerk.group_confirmed
    told, errors = save(clerk, group_confirmed="on")
    assert not errors
    assert "Nhóm Cán bộ các tổ chức chính trị - xã hội: đã xác nhận." in told[0]
    assert Title.objects.get(pk=clerk.pk).group_confirmed
    url = "/admin/personnel/title/?q=Trưởng phòng"
    shown = client_for(province_admin).get(url).content.decode()
    assert "chưa xác nhận" in shown and "từ 01/07/2025" in shown


def test_a_title_keeps_its_group_under_whoever_held_it(title, save):
    post(person(), "BT", end=date(2016, 1, 1))
    for changes in ({"group": "civil"}, {"code": "BTX"}, {"implies_committee": ""}):
        _, errors = save(title, **changes)
        (name,) = changes
        assert "1 người giữ hoặc đã từng giữ chức danh này" in errors[name][0]
    _, errors = save(title, name="Bí thư", order=2)
    assert not errors
    _, errors = save(Title.objects.get(code="VPDU"), group="civil")
    assert not errors


def test_other_names_are_typed_a_line_each(title, save):
    save(title, aliases="Bí thư xã\n\n  BT   xã \nBí thư xã", unit_kinds=["xã", "phường"])
    title.refresh_from_db()
    assert title.aliases == ["Bí thư xã", "BT xã"]
    assert title.unit_kinds == ["phường", "xã"] or title.unit_kinds == ["xã", "phường"]


def test_an_ethnic_group_keeps_its_name_under_people(small_province, save):
    hre, cor = Ethnicity.objects.get(name="Hrê"), Ethnicity.objects.get(name="Cor")
    person(ethnicity="Hrê")
    _, errors = save(hre, name="H're")
    assert errors["name"][0].startswith("Không đổi được tên dân tộc Hrê: 1 hồ sơ")
    _, errors = save(cor, name="Co")
    assert not errors
    _, errors = save(Ethnicity.objects.get(name="Kinh"), name="Việt")
    assert errors["name"]


def test_loading_again_knows_a_group_by_its_other_names(small_province, save):
    before = Ethnicity.objects.count()
    cor = Ethnicity.objects.get(name="Cor")
    save(cor, name="Co", aliases="Cor\nKor")
    load_reference()
    assert Ethnicity.objects.count() == before


def test_who_changed_a_title_or_an_ethnic_group_is_kept(
    title, save, province_admin, client_for, read
):
    save(title, aliases="Bí thư xã\nBT xã", order=7)
    save(Ethnicity.objects.get(name="Hrê"), aliases="Hre")
    told = read(client_for(province_admin), "/nhat-ky/?who=quan-tri")
    assert "Thứ tự: 1 → 7" in told and "Tên gọi khác: " in told
    assert "→ Bí thư xã; BT xã" in told and "→ Hre" in told
    row = title.history.latest()
    assert (row.history_user, row.aliases) == (province_admin, ["Bí thư xã", "BT xã"])


def test_what_was_loaded_is_kept_as_that(small_province):
    Title.objects.get(code="VPDU").delete()
    load_reference()
    row = Title.history.filter(code="VPDU").latest()
    assert (row.history_type, row.history_user, row.history_change_reason) == (
        "+", None, "Nạp danh mục kèm phần mềm",
    )  # fmt: skip


def test_how_a_title_stood_is_not_told_as_its_addition(title, save, province_admin, client_for):
    title.history.update(history_change_reason=STOOD_BEFORE)
    save(title, order=7)
    page = client_for(province_admin).get(f"/admin/personnel/title/{title.pk}/history/")
    html = page.content.decode()
    assert "<td>Sửa</td>" in html and STOOD_BEFORE in html and "<td>Thêm</td>" not in html
    added = title.history.earliest()
    title.history.filter(pk=added.pk).update(history_change_reason="")
    page = client_for(province_admin).get(f"/admin/personnel/title/{title.pk}/history/")
    assert "<td>Thêm</td>" in page.content.decode()
