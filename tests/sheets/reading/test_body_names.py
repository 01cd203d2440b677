"""In which body a title is held, as cells say it."""

from datetime import date
from typing import Any

import pytest

from personnel.models import Body, Person, Post, Title, Unit
from personnel.words.values import BadCell
from sheets.importing import read_sheet
from sheets.reading.body_names import in_each_body, told_with
from sheets.reading.matching import References
from sheets.reading.suggesting import choices, suggestions
from sheets.records import Reading
from sheets.template.gathering import rows_of
from tests.factories import person, post
from tests.sheets.building import sheet_of, somebody
from tests.sheets.conftest import TODAY, Put

EXPERT, HEAD = "CHUYENVIEN", "TRUONGPHONG"


@pytest.mark.parametrize(
    ("text", "code", "body"),
    [
        ("Chuyên viên Phòng Kinh tế", EXPERT, "economy"),
        ("Chuyên viên, Phòng Kinh tế", EXPERT, "economy"),
        ("chuyên viên (P. Kinh tế)", EXPERT, "economy"),
        ("Chuyên viên Phòng Kinh tế xã Ba Tô", EXPERT, "economy"),
        ("Chuyên viên Phòng Kinh tế, Hạ tầng và Đô thị", EXPERT, "infrastructure"),
        ("Chuyên viên - Phòng VH-XH", EXPERT, "culture"),
        ("Chuyên viên Văn phòng HĐND và UBND", EXPERT, "office"),
        ("Chuyên viên VP HĐND - UBND", EXPERT, "office"),
        ("Chuyên viên Văn phòng Đảng ủy", EXPERT, "party_office"),
        ("Nhân viên TT PVHCC", "NHANVIEN", "service"),
        ("Cán sự Ban Xây dựng Đảng", "CANSU", "building"),
        ("Chuyên viên UBKT Đảng ủy", EXPERT, "inspection"),
        ("Trưởng phòng Kinh tế", HEAD, "economy"),
        ("Trưởng Phòng Văn hóa - Xã hội", HEAD, "culture"),
        ("Phó Trưởng phòng Kinh tế, Hạ tầng và Đô thị", "PHOPHONG", "infrastructure"),
        ("Phó phòng Văn hoá và Xã hội", "PHOPHONG", "culture"),
        ("Chuyên viên", EXPERT, ""),
        ("Trưởng phòng", HEAD, ""),
        ("Chánh Văn phòng Đảng ủy", "CVP-DU", ""),
    ],
)
def test_a_body_behind_its_title(references: References, text: str, code: str, body: str) -> None:
    unit = Unit.objects.get(name="Xã Ba Tô")
    assert len(references.title_names(text)) == 1
    assert [title.code for title in references.titles_in(text, unit)] == [code]
    assert references.body_in(text) == body


@pytest.mark.parametrize("text", ["Chuyên viên Văn phòng", "Trưởng phòng KT", "Chuyên viên Ban"])
def test_what_may_be_another_body_is_asked(references: References, text: str) -> None:
    with pytest.raises(BadCell, match="không có chức danh"):
        references.titles_in(text, Unit.objects.get(name="Xã Ba Tô"))


def test_titles_that_are_listed_are_no_title_in_a_body(references: References) -> None:
    text = "Chuyên viên; Văn phòng Đảng ủy"
    assert references.title_names(text) == ["Chuyên viên", "Văn phòng Đảng ủy"]


def test_what_is_told_of_a_title_is_read_as_the_same(references: References) -> None:
    for title in references.titles_in_force:
        for body, text in zip(title.bodies, in_each_body(title), strict=False):
            assert references.titles_in(text, None) == [title]
            assert references.body_in(text) == body
    assert told_with(Title.objects.get(code=HEAD), "economy") == "Trưởng phòng Kinh tế"


def test_an_answer_may_name_a_body(references: References) -> None:
    near = [name for name, _ in suggestions("title", "Chuyên viên phòng KTHTĐT", references)]
    assert near[0] == "Chuyên viên Phòng Kinh tế, Hạ tầng và Đô thị"
    offered = {name for name, _ in choices("title", references)}
    assert {"Trưởng phòng", "Trưởng phòng Kinh tế"} <= offered


def _read(**cells: Any) -> Reading:
    return read_sheet(sheet_of(somebody(**cells)), TODAY, None)


def test_one_title_in_two_bodies_is_in_none_and_told(references: References) -> None:
    read = _read(title="Chuyên viên Phòng Kinh tế", others="Chuyên viên Phòng Văn hóa - Xã hội")
    (row,) = read.rows
    assert set(row.bodies.values()) == {""}
    assert [found.reason for found in read.warnings] == [
        "ghi Chuyên viên ở hai phòng, ban: không đọc phòng, ban"
    ]


def test_heads_of_two_bodies_are_no_second_head(references: References) -> None:
    rows = (
        somebody(title="Trưởng phòng Kinh tế"),
        somebody(name="Đinh Thị Hai", title="Trưởng phòng Văn hóa - Xã hội"),
    )
    assert read_sheet(sheet_of(*rows), TODAY, None).warnings == []
    twice = (rows[0], somebody(name="Đinh Thị Hai", title="Trưởng phòng Kinh tế"))
    assert len(read_sheet(sheet_of(*twice), TODAY, None).warnings) == 1


def test_a_body_is_written_put_right_and_never_taken_away(put: Put) -> None:
    (diff,) = put(somebody(title="Chuyên viên", since="01/07/2025")).rows
    assert [n.reason for n in diff.notes] == ["chưa rõ phòng, ban của chức danh Chuyên viên"]
    for body in ("Phòng Kinh tế", "Văn phòng Đảng ủy"):
        before = Post.objects.get().get_body_display()
        (diff,) = put(somebody(title=f"Chuyên viên {body}")).rows
        assert [(c.label, c.before, c.after) for c in diff.changes] == [
            ("Phòng, ban", before, body)
        ]
        assert Post.objects.get().get_body_display() == body
    assert put(somebody(title="Chuyên viên")).rows[0].changes == []
    assert Post.history.latest().body == Body.PARTY_OFFICE


def test_a_new_post_is_in_its_body_and_the_sheet_gives_it_back(put: Put) -> None:
    (diff,) = put(somebody(title="Phó phòng Kinh tế", since="01/08/2025")).rows
    assert ("Phòng, ban", "", "Phòng Kinh tế") in [
        (c.label, c.before, c.after) for c in diff.changes
    ]
    assert Post.objects.get().body == "economy"
    (cells,) = rows_of([Person.objects.get().pk], TODAY)
    assert cells["title"] == "Phó Trưởng phòng Kinh tế"


def test_a_title_of_one_body_is_given_out_by_its_name_alone(reference: None) -> None:
    who = person()
    post(who, "CVP-DU", start=date(2025, 7, 1))
    (cells,) = rows_of([who.pk], TODAY)
    assert cells["title"] == "Chánh Văn phòng Đảng ủy"
