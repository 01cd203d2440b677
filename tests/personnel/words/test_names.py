import pytest

from personnel.words.names import Written, complaint_of, is_nobody, taken_apart
from personnel.words.vietnamese import clean


@pytest.mark.parametrize(
    ("cell", "name", "remarks"),
    [
        ("Nguyễn Văn An *", "Nguyễn Văn An", ("*",)),
        ("Ông Nguyễn Văn Năm", "Nguyễn Văn Năm", ("Ông",)),
        ("Bà: Phạm Thị Lành", "Phạm Thị Lành", ("Bà:",)),
        ("Đ/c Lê Văn Bê", "Lê Văn Bê", ("Đ/c",)),
        ("Đồng chí Lê Văn Bê", "Lê Văn Bê", ("Đồng chí",)),
        ("ThS. Lê Văn Bê", "Lê Văn Bê", ("ThS.",)),
        ("Nguyễn Văn Bảy (luân chuyển)", "Nguyễn Văn Bảy", ("luân chuyển",)),
        ("Lê Thị Hoa (Nữ)", "Lê Thị Hoa", ("Nữ",)),
        ("LÊ THỊ HOA (NỮ)", "LÊ THỊ HOA", ("NỮ",)),
        ("Lê Thị Hoa, nữ", "Lê Thị Hoa", ("nữ",)),
        ("Lê Văn Bê (biệt phái từ 01/2024)", "Lê Văn Bê", ("biệt phái từ 01/2024",)),
        ("Lê Văn Bê (1)", "Lê Văn Bê", ("1",)),
        ("Lê Văn Bê²", "Lê Văn Bê", ("²",)),
        ("1. Lê Văn Bê", "Lê Văn Bê", ("1.",)),
    ],
)
def test_what_is_no_part_of_a_name(cell: str, name: str, remarks: tuple[str, ...]) -> None:
    assert taken_apart(cell) == Written(name, remarks)
    assert complaint_of(cell)
    assert complaint_of(name) == ""


@pytest.mark.parametrize(
    "name",
    [
        "Ông Ích Khiêm", "Ông Văn Tùng", "Anh Đức", "Đinh Văn K'Rể", "Y-Bông", "Nguyễn Văn Anh",
        "Lê Thị Chị", "A Xin", "José Müller", "Đinh Văn Trống",
    ],
)  # fmt: skip
def test_names_that_are_whole_as_they_stand(name: str) -> None:
    assert taken_apart(name) == Written(name)
    assert (complaint_of(name), is_nobody(name)) == ("", False)


@pytest.mark.parametrize(
    ("cell", "left"),
    [
        ("Lê Văn Bê - đã nghỉ hưu", "đã nghỉ hưu"),
        ("Lê Văn Bê (nghỉ hưu 01/2025)", "nghỉ hưu 01/2025"),
        ("Lê Văn Bê (đã chuyển công tác)", "đã chuyển công tác"),
        ("Lê Văn Bê (từ trần)", "từ trần"),
    ],
)
def test_who_is_said_to_have_left(cell: str, left: str) -> None:
    assert taken_apart(cell) == Written("Lê Văn Bê", (left,), left=left)


@pytest.mark.parametrize(
    ("cell", "other"),
    [
        ("Đinh Văn A (Đinh A Rể)", "Đinh A Rể"),
        ("Đinh Văn A (Rể)", "Rể"),
        ("ĐINH VĂN A (ĐINH RỂ)", "ĐINH RỂ"),
        ("Đinh Văn A (tức Đinh Rể)", "Đinh Rể"),
    ],
)
def test_a_second_name_is_kept_apart(cell: str, other: str) -> None:
    assert taken_apart(cell).other == other
    assert "ghi hai tên" in complaint_of(cell)


@pytest.mark.parametrize(
    "cell",
    [
        "Khuyết",
        "KHUYẾT",
        "(trống)",
        "Chưa có",
        "Vacant",
        "chưa bố trí",
        "Khuyết 01 người",
        "Chờ bầu",
    ],
)
def test_nobody(cell: str) -> None:
    assert is_nobody(cell)
    assert complaint_of(cell)


@pytest.mark.parametrize(
    "cell", ["NguyÔn V¨n T¸m", "Lê Văn A - Lê Văn B", "Lê A, Lê B", "Lê A / Lê B", "Lê Văn 2"]
)
def test_signs_that_no_name_has(cell: str) -> None:
    assert complaint_of(cell)


@pytest.mark.parametrize("name", ["Nguyễn Văn Bê (dự kiến)", "Nguyễn Văn Bê - quy hoạch"])
def test_somebody_planned_is_not_in_post(name: str) -> None:
    assert taken_apart(name).left == taken_apart(name).remarks[0]


@pytest.mark.parametrize(
    ("name", "strange"),
    [
        ("Nguyễn Văn An 😀", "😀"),
        ("Nguyễn ★ Văn An", "★"),
        ("Nguyễn Văn An™", "™"),
        ("Nguyễn Văn An 👨‍👩‍👧", "👨👩👧"),
        ("Nguyễn Thị ½", "½"),
        ("Ивaн", "Ивн"),
        ("王小明", "王小明"),
        ("𝐍guyễn Văn An", "𝐍"),
        ("Nguyễn Văn @n", "@"),
    ],
)
def test_symbols_emoji_and_other_scripts_are_refused(name: str, strange: str) -> None:
    found = complaint_of(clean(name))
    assert f"ký tự lạ «{strange}»" in found and "chỉ ghi chữ cái" in found


@pytest.mark.parametrize(
    "name",
    ["H'Hen Niê", "Y’Blut", "Ksor Bʼlĭk", "Rơ Châm Ƀlơi", "Čil Yú", "Đinh Y-Nương", "Ng. An"],
)
def test_letters_of_ethnic_names_apostrophe_hyphen_and_dot_are_none(name: str) -> None:
    assert complaint_of(clean(name)) == ""
