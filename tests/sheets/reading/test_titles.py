import pytest

from personnel.models import Title, Unit
from personnel.words.values import BadCell
from sheets.reading.matching import References
from sheets.reading.suggesting import suggestions
from sheets.reading.titles import NO_TITLE


@pytest.fixture
def ba_to(references: References) -> Unit:
    """The commune of the rows."""
    return Unit.objects.get(name="Xã Ba Tô")


def _codes(references: References, text: str, unit: Unit) -> list[str]:
    return [title.code for title in references.titles_in(text, unit)]


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("Bí thư Đảng ủy xã và Chủ tịch HĐND xã", ["BT", "CTHDND"]),
        ("Chủ tịch UBND xã (Phó Bí thư Đảng ủy)", ["CTUBND", "PBT"]),
        ("Chủ tịch Hội Nông dân xã (Đảng ủy viên)", ["CTHND", "UVBCH"]),
        ("Bí thư Đảng ủy xã / Chủ tịch HĐND xã", ["BT", "CTHDND"]),
        ("BT ĐU + CT HĐND", ["BT", "CTHDND"]),
        ("Bí thư Đảng ủy & Chủ tịch UBND", ["BT", "CTUBND"]),
        ("Bí thư - Chủ tịch UBND", ["BT", "CTUBND"]),
        ("Bí thư Đảng ủy xã Chủ tịch HĐND xã", ["BT", "CTHDND"]),
        ("Phó Chủ tịch UBND - Chỉ huy trưởng Quân sự", ["PCTUBND", "CHT"]),
        ("Bí thư\nChủ tịch\nUBND xã", ["BT", "CTUBND"]),
        ("Phó Bí thư đồng thời Chủ tịch UBND", ["PBT", "CTUBND"]),
        ("ĐUV, Xã đội trưởng", ["CHT", "UVBCH"]),
        ("Văn phòng - thống kê", ["VPTK"]),
        ("Công chức Văn hóa - xã hội xã Ba Tô", ["VHXH"]),
        ("Tư pháp - hộ tịch và Văn hóa - xã hội", ["TPHT", "VHXH"]),
        ("Địa chính, nông nghiệp, xây dựng và môi trường", ["DCXD-X"]),
        ("Chủ tịch UBND xã Ba Tô, huyện Ba Tơ", ["CTUBND"]),
        ("Chủ tịch UBND; -", ["CTUBND"]),
    ],
)
def test_every_title_of_a_cell_is_read(
    references: References, ba_to: Unit, text: str, codes: list[str]
) -> None:
    assert _codes(references, text, ba_to) == codes


@pytest.mark.parametrize(
    ("code", "texts"),
    {
        "BT": "BTĐU | BT ĐU | BT. Đảng ủy",
        "PBT": "PBT TT | PBTTT | PBT ĐU | Phó Bí thư TT",
        "CTHDND": "CTHĐND | CT.HĐND xã",
        "PCTHDND": "PCT.HĐND | PCT HĐND",
        "CTUBND": "CT. UBND xã | CTUBND",
        "PCTUBND": "PCT UBND | P.CT UBND | Phó CT UBND",
        "CTMTTQ": "CT MTTQ | CTMT | CT UBMTTQVN xã",
        "CTHND": "CT HND | CT Hội ND",
        "CTHPN": "CT LHPN | CT Hội LHPN xã",
        "CTHCCB": "CT CCB | Chủ tịch Hội Cựu chiến binh",
        "BTDOAN": "BT ĐTN | BT Đoàn | BT. Đoàn xã",
        "VPTK": "VPTK | VP-TK | VP/TK",
        "TPHT": "TPHT | TP-HT | CC TP-HT",
        "VHXH": "VHXH | VH-XH",
        "TCKT": "TCKT | TC-KT | Kế toán",
        "DCXD-X": "ĐCXD | ĐC-NN-XD-MT | ĐC-NN-XD&MT",
        "CHT": "CHT QS | CHT BCH QS | CHT",
        "PCHT": "PCHT | Phó CHT Quân sự",
        "UVBCH": "ĐUV | UV BCH | UVBTV",
    }.items(),
)
def test_short_forms(references: References, ba_to: Unit, code: str, texts: str) -> None:
    for text in texts.split(" | "):
        assert _codes(references, text, ba_to) == [code], text


def test_a_short_form_of_two_titles_is_asked_with_both_first(
    references: References, ba_to: Unit
) -> None:
    with pytest.raises(BadCell, match="có thể là"):
        references.title("BTĐ", ba_to)
    near = {value for value, _ in suggestions("title", "BTĐ", references)[:2]}
    assert near == set(
        Title.objects.filter(code__in=("BT", "BTDOAN")).values_list("name", flat=True)
    )
    assert references.title("BTĐ", ba_to, "mass").code == "BTDOAN"


@pytest.mark.parametrize(
    ("text", "unknown"),
    [
        ("Phó Chủ tịch HĐND và UBND", ["UBND"]),
        ("Bí thư Đảng ủy, nguyên Chủ tịch UBND", ["nguyên Chủ tịch UBND"]),
        ("Chủ tịch UBND (dự kiến Phó Bí thư)", ["dự kiến Phó Bí thư"]),
        ("Văn hóa - xã hội (phụ trách văn hóa - thể thao)", ["phụ trách văn hóa - thể thao"]),
        ("Quyền Chủ tịch UBND", ["Quyền Chủ tịch UBND"]),
        ("Q. Chủ tịch UBND xã", ["Q. Chủ tịch UBND xã"]),
        ("Trưởng ban\nTuyên truyền", ["Trưởng ban Tuyên truyền"]),
        ("Chủ tịch UBND xã Ba Vì", ["Chủ tịch UBND xã Ba Vì"]),
        ("Bí thư Đoàn; Chủ tịch UBND Ba Động", ["Chủ tịch UBND Ba Động"]),
    ],
)
def test_what_names_no_title_of_the_commune_is_asked(
    references: References, ba_to: Unit, text: str, unknown: list[str]
) -> None:
    asked = []
    for name in references.title_names(text):
        try:
            references.titles_in(name, ba_to)
        except BadCell as bad:
            asked.append(bad.unknown)
    assert asked == unknown


def test_a_title_with_another_commune_tells_both(references: References, ba_to: Unit) -> None:
    with pytest.raises(BadCell, match="là của Xã Ba Vì, còn dòng này thuộc Xã Ba Tô"):
        references.title("Chủ tịch UBND xã Ba Vì", ba_to)


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("Quyền Chủ tịch UBND", "Chủ tịch Ủy ban nhân dân"),
        ("Phó Chủ tịch UBND phụ trách kinh tế", "Phó Chủ tịch Ủy ban nhân dân"),
        ("Chủ tịch UBND xã Ba Vì", "Chủ tịch Ủy ban nhân dân"),
        ("nguyên Chủ tịch HĐND", NO_TITLE),
        ("dự kiến PBT", NO_TITLE),
        ("nghỉ thai sản", NO_TITLE),
    ],
)
def test_what_is_likeliest_is_offered_first(references: References, text: str, first: str) -> None:
    offered = suggestions("title", text, references)
    assert offered[0][0] == first
    assert NO_TITLE in [value for value, _ in offered]
    assert len(offered) <= 8


def test_a_cell_of_thousands_of_parts_is_read_in_time(references: References) -> None:
    assert len(references.title_names("Bí thư; " * 4000)) == 4000
