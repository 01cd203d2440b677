from sheets.reading.together import told_together
from sheets.records import Problem


def _note(row: int | None, reason: str = "mất số 0", **facts: object) -> Problem:
    return Problem("S", row, "Số CCCD", "5", reason, is_error=False, field="cccd", **facts)  # type: ignore[arg-type]


def test_a_note_of_many_rows_is_told_once_with_the_rows() -> None:
    (told,) = told_together([_note(row) for row in (6, 7, 8, 12)])
    assert told.row == 6 and told.reason == "mất số 0; 4 dòng: 6–8, 12" and told.value is None


def test_a_note_of_few_rows_stays_with_each() -> None:
    notes = [_note(row) for row in (6, 7, 8)]
    assert told_together(notes) == notes


def test_notes_that_say_something_else_and_errors_stay() -> None:
    others = [_note(row, f"ghi {row}") for row in range(6, 11)]
    wrong = [Problem("S", row, "Số CCCD", "5", "sai", field="cccd") for row in range(6, 11)]
    assert told_together(others + wrong) == others + wrong


def test_notes_of_the_file_stay() -> None:
    notes = [_note(None) for _ in range(5)]
    assert told_together(notes) == notes
