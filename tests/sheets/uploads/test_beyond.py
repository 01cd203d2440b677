"""What a file tells of other boards' records: bounded by day, kept once, and nothing beyond."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.models import User
from personnel.models import Disclosure, Person, Unit
from sheets.models import Upload
from sheets.uploads import beyond
from sheets.uploads.runs import start_reading, start_writing
from tests.factories import person, post
from tests.sheets.building import somebody

from .conftest import HandIn, of_status, workbook

ELSEWHERE = "21442"
TAKEN = ("051187001234", "051187001235", "051187001236")
FREE = ("051187001291", "051187001292")


@pytest.fixture
def others(province: Any) -> list[Person]:
    """Three of Đức Phổ, whose numbers Ba Tơ's files may name."""
    facts = {"sex": "female", "birth": date(1987, 1, 1)}
    return [
        post(person(name=f"Lê Thị {n}", cccd=cccd, **facts), "TCKT", ELSEWHERE).person
        for n, cccd in enumerate(TAKEN)
    ]


def rows(*numbers: str) -> list[dict[str, Any]]:
    names = ("Một", "Hai", "Ba", "Bốn", "Năm")
    every = zip(names, numbers, strict=False)
    return [somebody(name=f"Phạm Thị {name}", cccd=cccd) for name, cccd in every]


def kept() -> list[tuple[Any, ...]]:
    found = Disclosure.objects.filter(kind="file").order_by("pk")
    return list(found.values_list("user", "people", "detail"))


def reasons(upload: Upload) -> str:
    return " ".join(str(problems) for problems in upload.rows.values_list("problems", flat=True))


def test_of_how_many_a_file_told_is_kept_once(
    hand_in: HandIn, others: list[Person], editor_a: User
) -> None:
    upload = hand_in(workbook(*rows(TAKEN[0], *FREE)))
    assert len(of_status(upload, "new")) == 2
    said = "danh sách.xlsx: hỏi 3 dòng chưa thuộc hồ sơ của phạm vi, có 1 hồ sơ"
    assert kept() == [(editor_a.pk, 1, said)]
    start_reading(upload, at=timezone.now())
    hand_in(workbook(*rows(TAKEN[0], *FREE)))
    assert len(kept()) == 1
    hand_in(workbook(*rows(*FREE)))
    assert [people for _, people, _ in kept()] == [1, 0]


def test_other_numbers_in_a_file_read_anew_are_another_question(
    hand_in: HandIn, others: list[Person]
) -> None:
    for number in TAKEN:
        hand_in(workbook(*rows(number)))
    assert [people for _, people, _ in kept()] == [1, 1, 1]


def test_a_namesake_elsewhere_is_told_of_and_counts(hand_in: HandIn, others: list[Person]) -> None:
    hand_in(workbook(somebody(name="Lê Thị Hai", born="01/01/1987")))
    assert [people for _, people, _ in kept()] == [0]
    Person.objects.filter(cccd=TAKEN[0]).update(full_name="Lê Thị Ba", search_name="le thi ba")
    hand_in(workbook(somebody(name="Lê Thị Ba", born="01/01/1987")))
    assert [people for _, people, _ in kept()] == [0, 1]


def test_ones_own_people_and_the_province_are_not_counted(
    hand_in: HandIn, others: list[Person], editor_b: User, province_admin: User
) -> None:
    own = [somebody(name=who.full_name, born="01/01/1987", cccd=who.cccd, unit="Xã Phổ An",
                    district="Thị xã Đức Phổ", title="Tài chính - kế toán")
           for who in others]  # fmt: skip
    upload = hand_in(workbook(*own), by=editor_b)
    assert len(of_status(upload, "unchanged", "changed")) == 3
    board = Unit.objects.get(code="535")
    hand_in(workbook(*rows(*TAKEN)), by=province_admin, board=board)
    assert kept() == []


def test_beyond_a_days_measure_nothing_is_told_and_nothing_of_it_written(
    hand_in: HandIn, others: list[Person], editor_a: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The file that goes beyond it tells nothing itself; after it all numbers look alike."""
    monkeypatch.setattr(beyond, "MOST_A_DAY", 2)
    crossing = hand_in(workbook(*rows(*TAKEN)))
    assert kept()[0][1] == 3 and "quá mức một ngày nên chưa báo" in kept()[0][2]
    upload = hand_in(workbook(*rows(TAKEN[0], FREE[0])))
    for each in (crossing, upload):
        assert "Đọc lại hoặc nộp lại" in each.message
        told = {problem["message"] for row in each.rows.all() for problem in row.problems}
        (said,) = told
        assert said.startswith("chưa kiểm tra số CCCD này")
        assert "Đức Phổ" not in reasons(each)
        assert {row.person for row in each.rows.all()} == {None}
    assert len(kept()) == 1
    start_writing(upload, by=editor_a, at=timezone.now())
    assert Person.objects.count() == 3


def test_what_needs_no_look_at_others_is_written_all_the_same(
    hand_in: HandIn, others: list[Person], editor_a: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(beyond, "MOST_A_DAY", 2)
    hand_in(workbook(*rows(*TAKEN)))
    without = somebody(name="Đinh Thị Không Số")
    upload = hand_in(workbook(*rows(FREE[0]), without))
    assert of_status(upload, "new") == ["Đinh Thị Không Số"]
    assert "chưa kiểm tra trùng họ tên" in reasons(upload)
    assert upload.counts["absent"] == [] and not upload.counts["full"]
    start_writing(upload, by=editor_a, at=timezone.now())
    upload.refresh_from_db()
    assert upload.state == Upload.State.WRITTEN, upload.message
    assert Person.objects.filter(full_name="Đinh Thị Không Số").exists()
    assert not Person.objects.filter(cccd=FREE[0]).exists()


def test_a_day_later_it_is_told_again(
    hand_in: HandIn, others: list[Person], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(beyond, "MOST_A_DAY", 2)
    hand_in(workbook(*rows(*TAKEN)))
    Disclosure.objects.update(at=timezone.now() - timedelta(days=1, minutes=1))
    upload = hand_in(workbook(*rows(TAKEN[0])))
    assert "Đức Phổ" in reasons(upload) and upload.message == ""


def test_a_reading_costs_four_statements_more(
    hand_in: HandIn, others: list[Person], monkeypatch: pytest.MonkeyPatch
) -> None:
    hand_in(workbook(somebody()))
    with CaptureQueriesContext(connection) as kept_too:
        hand_in(workbook(*rows(*FREE)))
    monkeypatch.setattr(beyond, "_keep", lambda *args: None)
    with CaptureQueriesContext(connection) as without:
        hand_in(workbook(*rows(*reversed(FREE))))
    # Two of them ask how far the user's rights reach.
    assert len(kept_too) - len(without) == 4
