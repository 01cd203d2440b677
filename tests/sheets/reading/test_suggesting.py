import pytest

from personnel.models import Unit
from personnel.words.text import match_key
from sheets.columns import BY_FIELD
from sheets.deciding import answer_key
from sheets.reading.answering import ANSWERED
from sheets.reading.matching import References
from sheets.reading.reading import read_records
from sheets.reading.suggesting import FREE, SUGGESTED, choices, suggestions
from sheets.records import Record
from sheets.scope import Scope

ROW = {
    "full_name": "Phạm Thị Lành",
    "sex": "Nữ",
    "birth": "1987",
    "unit": "Xã Ba Tô",
    "title": "VP-TK",
}


@pytest.fixture
def ba_to(references: References) -> Scope:
    """The district whose files these are."""
    return Scope.of(Unit.objects.get(name="Huyện Ba Tơ"))


@pytest.mark.parametrize(
    ("field", "text", "nearest"),
    [
        ("unit", "Xã Ba To", "Xã Ba Tô"),
        ("unit", "xa ba dong", "Xã Ba Động"),
        ("title", "Chủ tich UBND xã", "Chủ tịch Ủy ban nhân dân"),
        ("title", "Phó CT Hội Nông dân", "Phó Chủ tịch Hội Nông dân"),
        ("professional", "Đại hoc", "Đại học"),
        ("theory", "Trung cấp chính trị HC", "Trung cấp"),
        ("ethnicity", "Hre", "Hrê"),
        ("it", "CNTT nang cao", "Ứng dụng CNTT nâng cao"),
    ],
)
def test_the_nearest_known_comes_first(
    references: References, ba_to: Scope, field: str, text: str, nearest: str
) -> None:
    found = suggestions(field, text, references, ba_to)
    assert found[0][1].startswith(nearest)
    assert len(found) <= 8


def test_units_are_those_of_the_districts(references: References, ba_to: Scope) -> None:
    own = Unit.objects.filter(parent=ba_to.boards[0])
    assert {code for code, _ in choices("unit", references, ba_to)} == {u.code for u in own}
    assert choices("district", references, ba_to) == [("535", "Huyện Ba Tơ")]


def test_nothing_is_suggested_for_what_is_like_nothing(references: References) -> None:
    assert suggestions("theory", "zzz", references) == []


@pytest.mark.parametrize("field", [name for name in SUGGESTED if name not in ANSWERED])
def test_every_choice_is_read_instead_of_what_nobody_knows(
    references: References, field: str
) -> None:
    nobody_knows = "?!" if field in FREE else "Không ai biết"
    for at, (value, _) in enumerate(choices(field, references)):
        cells = ROW | {field: nobody_knows}
        record = Record("S", at + 2, cells | {"unit": None} if field == "district" else cells)
        (unread,) = [p for p in read_records([record], references).errors if p.field == field]
        assert unread.unknown == nobody_knows
        readings = {field: {match_key(unread.unknown): value}}
        errors = read_records([record], references, readings=readings).errors
        assert not [found for found in errors if found.field == field], (BY_FIELD[field], value)


@pytest.mark.parametrize("field", sorted(ANSWERED))
def test_every_rule_reads_a_cell_that_may_mean_several_things(
    references: References, field: str
) -> None:
    text = "Lê Văn An (Rể)" if field == "full_name" else "03/02/2005 (DB), 04/03/2006 (CT)"
    (unread,) = read_records([Record("S", 2, ROW | {field: text})], references).errors
    assert (unread.field, unread.unknown) == (field, text)
    offered = suggestions(field, text, references)
    assert offered and {rule for rule, _ in offered} <= {
        rule for rule, _ in choices(field, references)
    }
    for rule, _ in offered:
        readings = {field: {answer_key(field, text): rule}}
        errors = read_records(
            [Record("S", 2, ROW | {field: text})], references, readings=readings
        ).errors
        assert not [found for found in errors if found.unknown]


def test_only_the_unknown_part_of_several_titles_is_read_otherwise(
    references: References,
) -> None:
    record = Record("S", 2, ROW | {"title": "Bí thư kiêm Trưởng bản, Đảng ủy viên; Tổ trưởng"})
    reading = read_records([record], references)
    assert [p.unknown for p in reading.errors] == ["Trưởng bản", "Tổ trưởng"]
    known = {"trưởng bản": "Chủ tịch Hội đồng nhân dân", "tổ trưởng": "Phó Bí thư Đảng ủy"}
    readings = {"title": {match_key(text): title for text, title in known.items()}}
    (row,) = read_records([record], references, readings=readings).rows
    assert [title.code for title in row.titles] == ["BT", "CTHDND", "PBT", "UVBCH"]


def test_what_is_known_and_wrong_is_not_to_be_read_otherwise(references: References) -> None:
    cells = ROW | {"theory": "#N/A", "birth": "hôm qua"}
    errors = read_records([Record("S", 2, cells)], references).errors
    assert {found.field: found.unknown for found in errors} == {"theory": "", "birth": ""}


def test_a_level_nobody_can_tell_is_left_blank(references: References) -> None:
    (blank, *_) = choices("it", references)
    record = Record("S", 2, ROW | {"it": "TOEIC 500"})
    reading = read_records([record], references, readings={"it": {"toeic 500": blank[0]}})
    assert not reading.errors and reading.rows[0].held == ()


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("Trưởng ban Tuyên giáo", "Tuyên giáo - Dân vận"),
        ("LĐTBXH", "Văn hóa - xã hội"),
        ("CB Thủ quỹ - Văn thư", "Văn thư - Lưu trữ - Thủ quỹ"),
        ("Hội CCB", "Chủ tịch Hội Cựu chiến binh Việt Nam"),
        ("Phó Ban CHQS", "Phó Chỉ huy trưởng Ban Chỉ huy Quân sự"),
        ("Truyền thanh", "Trưởng Đài truyền thanh"),
        ("Ke toan", "Tài chính - kế toán"),
        ("Trưởng bản", "Chức danh không chuyên trách khác"),
        ("Khuyến nông", "Chức danh không chuyên trách khác"),
        ("Công chức một cửa", "Chức danh không chuyên trách khác"),
    ],
)
def test_titles_are_suggested_by_their_words(references: References, text: str, first: str) -> None:
    found = [label for _, label in suggestions("title", text, references)]
    assert found[0] == first and found[-1].startswith("Bỏ qua")


def test_titles_of_the_group_above_go_first(references: References) -> None:
    def first(group: str) -> str:
        return suggestions("title", "VH - TT", references, group=group)[0][1]

    assert first("civil") == "Văn hóa - xã hội"
    found = suggestions("title", "Phó Ban CHQS", references, group="civil")
    assert found[0][1] == "Chỉ huy trưởng Ban Chỉ huy Quân sự"
    assert all("không chuyên trách" not in label for _, label in found)


def test_an_unknown_title_knows_its_group(references: References) -> None:
    record = Record("S", 2, ROW | {"title": "Trưởng bản"}, group="nonspecialised")
    (found,) = read_records([record], references).errors
    assert found.group == "nonspecialised"
