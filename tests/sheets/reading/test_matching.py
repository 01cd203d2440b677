from datetime import date

import pytest

from personnel.models import Title, Unit
from personnel.words.values import BadCell
from sheets.reading.matching import References

BA_TO, BA_TO_TOWN, BA_TO_DISTRICT = "Xã Ba Tô", "Thị trấn Ba Tơ", "Huyện Ba Tơ"


def _district(references: References, name: str = BA_TO_DISTRICT) -> Unit:
    return references.district(name)


@pytest.mark.parametrize(
    "text",
    ["Xã Ba Tô", "xã ba tô", "XÃ BA TÔ", "X. Ba Tô", "X.Ba Tô", "Ba Tô", " Xã  Ba\u00a0Tô "],
)
def test_a_commune_by_its_name(references: References, text: str) -> None:
    assert references.commune(text, _district(references)).unit.name == BA_TO


@pytest.mark.parametrize(
    "text",
    [
        "UBND xã Ba Tô", "Đảng ủy xã Ba Tô", "HĐND Xã Ba Tô", "HĐND - UBND xã Ba Tô", "UBND Ba Tô",
        "Ủy ban nhân dân xã Ba Tô", "Hội LHPN xã Ba Tô", "Xã Ba Tô, huyện Ba Tơ", "Xã-Ba Tô",
        "Xã: Ba Tô", "Đảng ủy, UBND xã Ba Tô, huyện Ba Tơ",
    ],
)  # fmt: skip
def test_a_body_of_a_commune_stands_for_it(references: References, text: str) -> None:
    assert references.commune(text, _district(references)).unit.name == BA_TO


@pytest.mark.parametrize("text", ["UBND xã Ba Toô", "UBND", "Thôn Ba Tô", "xã"])
def test_what_only_begins_like_a_commune_is_none(references: References, text: str) -> None:
    with pytest.raises(BadCell):
        references.commune(text, _district(references))


def test_a_commune_by_its_code(references: References) -> None:
    assert references.commune("21499", None).unit == Unit.objects.get(code="21499")


@pytest.mark.parametrize("text", ["Thị trấn Ba Tơ", "TT. Ba Tơ", "TT Ba Tơ", "Ba Tơ"])
def test_marks_tell_places_apart(references: References, text: str) -> None:
    assert references.commune(text, _district(references)).unit.name == BA_TO_TOWN


def test_a_name_without_its_marks_is_not_guessed_but_suggested(references: References) -> None:
    with pytest.raises(BadCell, match="gần giống: .*Ba Tô"):
        references.commune("Xã Ba To", _district(references))


def test_a_commune_of_another_district(references: References) -> None:
    with pytest.raises(BadCell, match="không thuộc Huyện Ba Tơ"):
        references.commune("Xã Long Sơn", _district(references))


def test_a_name_that_two_districts_have_needs_the_district(references: References) -> None:
    twin = Unit.objects.get(code="21499")
    other = Unit.objects.get(name="Huyện Minh Long")
    Unit.objects.create(code="99999", name=twin.name, level="commune", kind="xã", parent=other)
    again = References.on(references.day)
    with pytest.raises(BadCell, match="nhiều đơn vị cùng tên"):
        again.commune(twin.name, None)
    assert again.commune(twin.name, other).unit.code == "99999"


def test_a_name_alone_that_two_units_of_the_district_bear(references: References) -> None:
    district = _district(references)
    Unit.objects.create(
        code="99999", name="Phường Ba Tô", level="commune", kind="phường", parent=district
    )
    again = References.on(references.day)
    with pytest.raises(BadCell, match="nhiều đơn vị cùng tên"):
        again.commune("Ba Tô", district)
    assert again.commune("Xã Ba Tô", district).unit.name == BA_TO


def test_a_unit_that_ended_with_nothing_in_its_place(references: References) -> None:
    Unit.objects.filter(name=BA_TO).update(valid_to=date(2025, 6, 30))
    with pytest.raises(BadCell, match="hết hiệu lực từ sau 30/06/2025, không có đơn vị"):
        References.on(date(2025, 7, 1)).commune(BA_TO, None)
    assert References.on(date(2025, 6, 30)).commune(BA_TO, None).unit.name == BA_TO


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Huyện Ba Tơ", "Huyện Ba Tơ"),
        ("H. Ba Tơ", "Huyện Ba Tơ"),
        ("Ba Tơ", "Huyện Ba Tơ"),
        ("535", "Huyện Ba Tơ"),
        ("TP Quảng Ngãi", "Thành phố Quảng Ngãi"),
        ("TX. Đức Phổ", "Thị xã Đức Phổ"),
    ],
)
def test_districts(references: References, text: str, name: str) -> None:
    assert references.district(text).name == name


def test_every_unit_is_found_by_its_own_name_within_its_district(references: References) -> None:
    communes = list(Unit.objects.communes().select_related("parent"))
    found = [references.commune(unit.name.upper(), unit.parent).unit for unit in communes]
    assert len(communes) == 173
    assert found == communes


def test_every_title_is_found_by_its_name_in_any_case(references: References) -> None:
    for title in Title.objects.exclude(code="TCA"):
        assert references.title(title.name.upper(), None) == title


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("BT Đảng uỷ", "BT"),
        ("Bí thư Đảng uỷ", "BT"),
        ("chủ tịch ubnd", "CTUBND"),
        ("VP -TK", "VPTK"),
        ("Văn hoá – Xã hội", "VHXH"),
        ("Văn hóa - Xã hội (không chuyên trách)", "VHXH-K"),
        ("Đảng uỷ viên", "UVBCH"),
    ],
)
def test_titles_by_alias_and_spelling(references: References, text: str, code: str) -> None:
    unit = references.commune(BA_TO, _district(references)).unit
    assert references.title(text, unit).code == code


@pytest.mark.parametrize(("unit", "code"), [(BA_TO, "DCXD-X"), (BA_TO_TOWN, "DCXD-P")])
def test_an_alias_of_two_titles_is_settled_by_the_kind_of_unit(
    references: References, unit: str, code: str
) -> None:
    commune = references.commune(unit, _district(references)).unit
    assert references.title("ĐC-XD", commune).code == code


def test_an_alias_that_the_kind_of_unit_cannot_settle(references: References) -> None:
    Title.objects.filter(code__in=("DCXD-P", "DCXD-X")).update(unit_kinds=[])
    commune = references.commune(BA_TO, _district(references)).unit
    with pytest.raises(BadCell, match="có thể là"):
        References.on(references.day).title("ĐC-XD", commune)


def test_a_title_no_longer_held(references: References) -> None:
    with pytest.raises(BadCell, match="chỉ áp dụng đến 01/08/2023"):
        references.title("Trưởng Công an", None)
    assert References.on(date(2023, 8, 1)).title("Trưởng Công an", None).code == "TCA"


@pytest.mark.parametrize("text", ["Trưởng thôn kiểu mới", ";", "Bi thu Dang uy"])
def test_unknown_titles(references: References, text: str) -> None:
    with pytest.raises(BadCell, match="không có chức danh"):
        references.titles_in(text, None)


def test_several_titles_in_one_cell(references: References) -> None:
    found = references.titles_in("PCT UBND; Đảng ủy viên ;", None)
    assert [title.code for title in found] == ["PCTUBND", "UVBCH"]


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("Bí thư Đảng ủy kiêm Chủ tịch HĐND", ["BT", "CTHDND"]),
        ("BÍ THƯ KIÊM NHIỆM CT HĐND", ["BT", "CTHDND"]),
        ("VP-TK, Đảng ủy viên", ["VPTK", "UVBCH"]),
        ("Đảng ủy viên, VP-TK", ["VPTK", "UVBCH"]),
        ("Chủ tịch UBND xã", ["CTUBND"]),
        ("Chủ tịch Hội Nông dân xã Ba Tô; Thú y", ["CTHND", "TY"]),
        ("Công chức Tư pháp - Hộ tịch", ["TPHT"]),
        ("Bí thư xã\nChủ tịch HĐND xã", ["BT", "CTHDND"]),
        ("Bí thư kiêm\nChủ tịch HĐND", ["BT", "CTHDND"]),
        ("Chủ tịch\nHội Nông dân xã", ["CTHND"]),
        ("Cấp ủy, chi ủy viên kiêm Bí thư", ["XX", "BT"]),
    ],
)
def test_titles_stand_together_the_longest_known_name_first(
    references: References, text: str, codes: list[str]
) -> None:
    Title.objects.create(code="XX", name="Cấp ủy, chi ủy viên", group="nonspecialised", order=99)
    found = References.on(references.day).titles_in(text, None)
    assert [title.code for title in found] == codes


def test_the_part_of_a_cell_that_is_no_title_is_named(references: References) -> None:
    with pytest.raises(BadCell, match="«Trưởng bản»") as bad:
        references.titles_in("Bí thư kiêm Trưởng bản", None)
    assert bad.value.unknown == "Trưởng bản"


@pytest.mark.parametrize(
    ("group", "code"),
    [("", "VHXH"), ("civil", "VHXH"), ("nonspecialised", "VHXH-K"), ("key", "VHXH")],
)
def test_the_group_a_row_stands_under_settles_a_name_of_two_titles(
    references: References, group: str, code: str
) -> None:
    commune = references.commune(BA_TO, _district(references)).unit
    assert references.title("Văn hoá - Xã hội", commune, group).code == code


@pytest.mark.parametrize(
    ("text", "name"),
    [("Hrê", "Hrê"), ("H'rê", "Hrê"), ("hre", "Hrê"), ("Xơ-đăng", "Xơ Đăng"), ("Việt", "Kinh")],
)
def test_ethnic_groups_by_name_and_alias(references: References, text: str, name: str) -> None:
    assert references.ethnicity(text).name == name


def test_unknown_ethnic_groups(references: References) -> None:
    with pytest.raises(BadCell, match="không có dân tộc"):
        references.ethnicity("Không rõ")
