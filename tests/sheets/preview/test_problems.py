"""Every problem of a file is counted under its sort; a name nobody knows is asked once."""

import pytest

from sheets.preview.problems import MOST_SHOWN, by_sort, problems_of, unknown_texts

from .conftest import problem


@pytest.fixture
def found(upload, add_row):
    add_row("error", [problem("title", "không có", value="PCT xã", unknown="PCT xã")])
    add_row("error", [
        problem("sex", "không rõ", value="M", row=3, accepted="Nam hoặc Nữ"),
        problem("title", "không có", value="pct  XÃ", unknown="pct  XÃ", row=3),
        problem("unit", "không có", value="Xã Lạ", unknown="Xã Lạ", row=3),
    ])  # fmt: skip
    add_row("changed", [problem("theory", "thấp hơn", "conflict", row=4)])
    add_row("new", [problem("cccd", "mất số 0", "warning", row=5)])
    add_row("new")
    upload.counts = {"problems": [problem("full_name", "trang không có người", row=None)]}
    return problems_of(upload)


def test_by_severity_then_by_column(found):
    assert [(sort.severity, sort.column, len(sort.found)) for sort in by_sort(found)] == [
        ("error", "Họ và tên", 1),
        ("error", "Giới tính", 1),
        ("error", "Đơn vị công tác", 1),
        ("error", "Chức danh", 2),
        ("conflict", "Lý luận chính trị", 1),
        ("warning", "Số CCCD", 1),
    ]
    assert by_sort(found)[1].accepted == "Nam hoặc Nữ"


def test_one_question_for_all_cells_that_say_the_same(found):
    asked = [(one.field, one.text, one.cells) for one in unknown_texts(found)]
    assert asked == [("title", "PCT xã", 2), ("unit", "Xã Lạ", 1)]


def test_of_very_many_the_first_are_named(upload, add_row):
    add_row("error", [problem("sex", "không rõ", row=n) for n in range(MOST_SHOWN + 3)])
    [sort] = by_sort(problems_of(upload))
    assert (len(sort.found), len(sort.shown), sort.more) == (MOST_SHOWN + 3, MOST_SHOWN, 3)


def test_questions_are_told_apart_from_errors_and_come_first(upload, add_row):
    add_row("error", [problem("sex", "không rõ", row=2, accepted="Nam hoặc Nữ")])
    add_row("asked", [problem("title", "không có", "question", "PCT", "PCT", accepted="chức danh")])
    in_layout = problem("title", "chưa rõ cột này là gì", "question") | {"field": "", "column": ""}
    upload.counts = {"problems": [in_layout]}
    sorts = by_sort(problems_of(upload))
    assert [(sort.label, sort.column) for sort in sorts] == [
        ("Câu hỏi", "Cách đọc tệp"),
        ("Câu hỏi", "Chức danh"),
        ("Lỗi", "Giới tính"),
    ]
    assert sorts[1].accepted == "chức danh"
    assert [(one.text, one.reason) for one in unknown_texts(problems_of(upload))] == [
        ("PCT", "không có")
    ]


def test_rows_that_wait_for_an_answer_are_counted_apart_and_told_before_the_button(
    upload, add_row, page_of, client, editor_a
):
    add_row("new")
    add_row("error", [problem("sex", "không rõ")])
    for _ in range(2):
        add_row("asked", [problem("title", "không có", "question", "PCT", "PCT")])
    upload.counts = {"questions": {"cells": 1, "layout": 2}}
    upload.save()
    client.force_login(editor_a)
    page = page_of(client)
    assert "Còn 3 câu chưa trả lời" in page
    before, _, after = page.partition("Xác nhận và ghi 1 hồ sơ")
    assert "1 câu về cách ghi trong ô" in before and "2 câu về cách đọc tệp" in before
    assert "những gì chưa trả lời không được ghi: 2 dòng chờ trả lời" in before
    assert after
