"""Where a commune changes in a list, where it does not, and where that is asked."""

import unicodedata

import pytest

from personnel.models import Unit
from sheets.problems import Asks
from sheets.reading.matching import unit_key
from tests.sheets.building import workbook_of

from .conftest import HEADER, ListOf, section_of, somebody, units


@pytest.mark.parametrize(
    "text",
    [
        "XÃ: BA CUNG", "Đơn vị: Ba Cung", "Đơn vị: UBND xã Ba Cung", "UBND XÃ BA CUNG",
        "UỶ BAN NHÂN DÂN XÃ BA CUNG", "ĐẢNG ỦY BA CUNG", "Đảng bộ xã Ba Cung", "Đảng bộ Ba Cung",
        "HĐND-UBND xã Ba Cung", "Đảng ủy, HĐND, UBND xã Ba Cung", "BA CUNG (17)",
        "Ba Cung - 17 người", "4. BA CUNG: 17 đ/c", "Xã-Ba Cung", "XÃBA CUNG", "XÃBACUNG",
        "+ Ba Cung", "* Ba Cung", "- Ba Cung", "2/ Xã Ba Cung", "IX XÃ BA CUNG", "Xã Ba Cung:",
        "x.Ba Cung", "(3) X. Ba Cung", "[Xã Ba Cung]", "BA CUNG",
        "Xã Ba Cung (xã đặc biệt khó khăn)",
        "XÃ BA CUNG - KHU VỰC III", "DANH SÁCH CÁN BỘ, CÔNG CHỨC XÃ BA CUNG NĂM 2024",
        "BẢNG KÊ KHAI BẰNG CẤP CÁN BỘ XÃ BA CUNG, HUYỆN BA TƠ", "Tổng hợp cán bộ xã Ba Cung",
        unicodedata.normalize("NFD", "Xã Ba Cung"), "CÔNG CHỨC BA CUNG", "KCT Ba Cung",
    ],
)  # fmt: skip
def test_a_heading_in_any_clothes_is_the_commune(list_of: ListOf, text: str) -> None:
    layout = list_of(["XÃ BA VÌ"], somebody(), [None, text], somebody("Phạm Thị Xuân"))
    assert units(layout) == ["Xã Ba Vì", "Xã Ba Cung"]
    assert layout.problems == []


@pytest.mark.parametrize("text", ["T.T Ba Tơ", "TT. BA TƠ", "TTr. Ba Tơ", "T.Trấn Ba Tơ"])
def test_the_township_in_short(list_of: ListOf, text: str) -> None:
    assert units(list_of(["XÃ BA VÌ"], [text], somebody())) == ["Thị trấn Ba Tơ"]


@pytest.mark.parametrize(
    "text",
    [
        "Ghi chú: đ/c Rin biệt phái từ xã Ba Lế", "(Kèm theo Tờ trình số 7 của UBND xã Ba Lế)",
        "Tổng hợp từ xã Ba Lế", "* Đồng chí Rin điều động từ xã Ba Lế đến",
        "Luân chuyển từ xã Ba Lế",
        "(Trích báo cáo của Đảng ủy xã Ba Lế)", "Danh sách này do xã Ba Lế gửi đến ngày 3/4",
    ],
)  # fmt: skip
def test_a_commune_within_a_sentence_is_no_heading(list_of: ListOf, text: str) -> None:
    layout = list_of(["XÃ BA VÌ"], somebody(), [None, text], somebody("Phạm Thị Xuân"))
    assert units(layout) == ["Xã Ba Vì", "Xã Ba Vì"]
    assert [said for _, said in layout.sheets[0].left_out] == [text]
    assert layout.problems == []


def test_a_note_above_the_list_names_no_commune(list_of: ListOf) -> None:
    above = [["DANH SÁCH CÁN BỘ XÃ BA VÌ"], ["(Kèm theo Công văn số 9 của UBND xã Ba Lế)"]]
    layout = list_of(workbook_of({"DS": [*above, HEADER, somebody()]}))
    assert units(layout) == ["Xã Ba Vì"]


def test_a_group_with_a_commune_in_brackets_is_a_group(list_of: ListOf) -> None:
    text = "B. Công chức (có 01 đ/c điều động từ xã Ba Lế)"
    layout = list_of(["XÃ BA VÌ"], [None, text], somebody())
    assert (units(layout), layout.records[0].group) == (["Xã Ba Vì"], "civil")


@pytest.mark.parametrize(
    "text",
    [
        "V. BA TRAN", "Ba Khâmm", "BA KHAM", "XÃ BA TRAN", "ĐẢNG ỦY BA TRAN", "XA BA NGAC",
        "DANH SÁCH CÁN BỘ XÃ BA TRAN", "Xã Ba Vì Đông", "CỤM LIÊN KẾT", "XÃ BA LẾ VÀ XÃ BA NAM",
        "UBND BA TƠ", "CÔNG CHỨC BA KHAM", "Ba Tân", "Ba Tôn Tư",
    ],
)  # fmt: skip
def test_a_heading_that_is_not_understood_is_asked(list_of: ListOf, text: str) -> None:
    rows = [["XÃ BA VÌ"], somebody(), [None, text], somebody("Phạm Thị Xuân")]
    layout = list_of(*rows)
    assert units(layout) == ["Xã Ba Vì", None]
    (found,) = layout.problems
    assert (found.row, found.value, found.asks) == (4, text, Asks.SECTION)
    key = layout.sheets[0].sections[-1].key
    code = Unit.objects.get(name="Xã Ba Lế").code
    answered = list_of(*rows, sections={key: code})
    assert (units(answered), answered.problems) == (["Xã Ba Vì", "Xã Ba Lế"], [])
    nothing = list_of(*rows, sections={key: ""})
    assert (units(nothing), nothing.problems) == (["Xã Ba Vì", "Xã Ba Vì"], [])


def test_a_section_may_mean_a_group_or_those_who_left(list_of: ListOf) -> None:
    rows = [["XÃ BA VÌ"], ["ĐỢT HAI"], somebody()]
    grouped = list_of(*rows, sections={unit_key("ĐỢT HAI"): "group:nonspecialised"})
    assert [(r.unit.name, r.group) for r in grouped.records] == [("Xã Ba Vì", "nonspecialised")]
    left = list_of(*rows, sections={unit_key("ĐỢT HAI"): "left"})
    assert [(r.left, r.is_left_sure) for r in left.records] == [("ĐỢT HAI", True)]


def test_a_name_like_a_communes_without_anything_beside_it_is_no_person(list_of: ListOf) -> None:
    layout = list_of(["XÃ BA VÌ"], somebody(), [3, "Ba Thanh"], somebody("Phạm Thị Xuân"))
    assert units(layout) == ["Xã Ba Vì", None]
    assert section_of(layout, "Ba Thanh") == "doubt"


def test_counts_beside_a_heading_make_nobody_of_it(list_of: ListOf) -> None:
    rows = [["I", "BA LẾ", "24 người", "Nữ: 5", "Đảng viên: 7"], somebody()]
    more = [["II", "XÃ BA NAM", "Loại I", "Miền núi", "Vùng cao"], somebody("Phạm Thị Xuân")]
    assert units(list_of(*rows, *more)) == ["Xã Ba Lế", "Xã Ba Nam"]


def test_letterheads_repeated_for_each_commune(list_of: ListOf) -> None:
    def block(*body: str) -> list[list[object]]:
        state = ["CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc"]
        heads = [[text, None, None, said] for text, said in zip(body, state, strict=True)]
        ends = [[None, "NGƯỜI LẬP BIỂU", None, "CHỦ TỊCH"], [None, "Lê Văn Kí", None, "Hồ Văn Tá"]]
        return [*heads, ["DANH SÁCH CÁN BỘ"], HEADER, somebody(f"Đinh Văn {body[1][-2:]}"), *ends]

    communes = [("ỦY BAN NHÂN DÂN", f"XÃ BA {name}") for name in ("LẾ", "NAM", "NAAM", "XA")]
    layout = list_of(workbook_of({"DS": [row for body in communes for row in block(*body)]}))
    assert units(layout) == ["Xã Ba Lế", "Xã Ba Nam", None, "Xã Ba Xa"]
    assert [found.value for found in layout.problems] == ["XÃ BA NAAM"]


@pytest.mark.parametrize("text", ["Tổng số xã Ba Lế: 1 người", "BAN THƯỜNG VỤ ĐẢNG ỦY XÃ BA LẾ"])
def test_people_below_what_closes_another_commune_are_asked(list_of: ListOf, text: str) -> None:
    layout = list_of(["XÃ BA VÌ"], somebody(), [None, text], somebody("Phạm Thị Xuân"))
    assert units(layout) == ["Xã Ba Vì", None]
    (found,) = layout.problems
    assert "dòng nêu Xã Ba Lế, khác đề mục trên" in found.reason
    own = list_of(["XÃ BA LẾ"], somebody(), [None, text], somebody("Phạm Thị Xuân"))
    assert units(own) == ["Xã Ba Lế"] * 2


def test_a_misspelt_commune_behind_the_signatures_is_asked(list_of: ListOf) -> None:
    ends = [[None, "NGƯỜI LẬP BIỂU"], [None, "Lê Văn Kí"]]
    layout = list_of(
        ["XÃ BA VÌ"], somebody(), *ends, ["BA TRAN"], HEADER, somebody("Phạm Thị Xuân")
    )
    assert units(layout) == ["Xã Ba Vì", None]
    assert [found.value for found in layout.problems] == ["BA TRAN"]


@pytest.mark.parametrize(
    "text",
    [
        "NGƯỜI HĐKCT", "III. KCT CẤP XÃ", "HĐ không CT", "CÁN BỘ KCT", "hoạt động KCT",
        "Những người hoạt động không chuyên trách", "K. chuyên trách", "Ko chuyên trách", "NHĐKCT",
        "Bán chuyên trách", "NGƯỜI HĐKCT CẤP XÃ, THÔN",
    ],
)  # fmt: skip
def test_the_non_specialised_in_any_spelling(list_of: ListOf, text: str) -> None:
    layout = list_of(["XÃ BA VÌ"], ["CÔNG CHỨC"], somebody(), [text], somebody("Phạm Thị Xuân"))
    assert [record.group for record in layout.records] == ["civil", "nonspecialised"]


@pytest.mark.parametrize(
    "text",
    ["KHỐI CHÍNH QUYỀN", "KHỐI ĐẢNG", "THÔN LÀNG XI", "TỔ DÂN PHỐ 3", "KHỐI MẶT TRẬN, ĐOÀN THỂ"],
)
def test_a_part_of_the_list_does_not_take_the_group_away(list_of: ListOf, text: str) -> None:
    layout = list_of(["XÃ BA VÌ"], ["II. NGƯỜI HĐKCT"], [text], somebody())
    assert [(r.unit.name, r.group) for r in layout.records] == [("Xã Ba Vì", "nonspecialised")]


@pytest.mark.parametrize(
    "text",
    [
        "Đại biểu HĐND", "Thường trực Đảng ủy", "I. Khối Đảng, đoàn thể", "Khối nhà nước",
        "Chức danh bầu cử", "Bộ phận một cửa", "Hợp đồng lao động", "Ban CHQS xã", "XÃ ĐỘI",
        "TT HĐND", "Hội LHPN", "Mới tuyển dụng năm 2024", "Công an viên", "Trang 1/5",
    ],
)  # fmt: skip
def test_words_of_a_list_alone_ask_nothing(list_of: ListOf, text: str) -> None:
    layout = list_of(["XÃ BA VÌ"], [None, text], somebody())
    assert (units(layout), layout.problems) == (["Xã Ba Vì"], [])


def test_what_ends_a_group(list_of: ListOf) -> None:
    rows = [
        ["XÃ BA VÌ"],
        ["A. NGƯỜI HĐKCT"],
        somebody("Đinh A"),
        ["B. KHỐI ĐẢNG"],
        somebody("Đinh B"),
    ]
    more = [["KCT"], somebody("Đinh C"), ["CÁN BỘ"], somebody("Đinh D"), ["KCT"], ["XÃ BA LẾ"]]
    layout = list_of(*rows, *more, somebody("Đinh E"))
    groups = [record.group for record in layout.records]
    assert groups == ["nonspecialised", "", "nonspecialised", "", ""]


def test_a_sheet_of_the_non_specialised_alone(list_of: ListOf) -> None:
    alone = [["DANH SÁCH NGƯỜI HĐKCT XÃ BA VÌ"], HEADER, somebody()]
    mixed = [["DANH SÁCH CÁN BỘ, CÔNG CHỨC"], ["VÀ NGƯỜI HĐKCT XÃ BA LẾ"], HEADER, somebody()]
    layout = list_of(workbook_of({"Một": alone, "Hai": mixed, "KCT Ba Nam": [HEADER, somebody()]}))
    assert units(layout) == ["Xã Ba Vì", "Xã Ba Lế", "Xã Ba Nam"]
    assert [record.group for record in layout.records] == ["nonspecialised", "", "nonspecialised"]


@pytest.mark.parametrize("text", ["Tiếp theo xã Ba Cung", "Địa bàn xã Ba Cung"])
def test_a_list_that_goes_on(list_of: ListOf, text: str) -> None:
    layout = list_of(["XÃ BA VÌ"], somebody(), [None, text], somebody("Phạm Thị Xuân"))
    assert units(layout) == ["Xã Ba Vì", "Xã Ba Cung"]


@pytest.mark.parametrize("text", ["Dưới đây là xã Ba Cung", "Còn lại là xã Ba Cung"])
def test_a_sentence_about_little_but_a_commune_is_asked(list_of: ListOf, text: str) -> None:
    layout = list_of(["XÃ BA VÌ"], somebody(), [None, text], somebody("Phạm Thị Xuân"))
    assert units(layout) == ["Xã Ba Vì", None]
    assert [found.asks for found in layout.problems] == [Asks.SECTION]
