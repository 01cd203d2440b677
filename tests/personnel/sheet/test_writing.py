import io
import threading
from contextlib import suppress
from typing import Any

import pytest
from django.db import connection, connections
from django.test.utils import CaptureQueriesContext

from personnel.models import Credential, Person, Post, Unit
from personnel.sheet import writing
from personnel.sheet.changes import Comparison, RowDiff, Status
from personnel.sheet.credential_changes import compare_credentials
from personnel.sheet.fact_changes import compare_facts
from personnel.sheet.importing import import_sheet, read_sheet
from personnel.sheet.levels import Held
from personnel.sheet.post_changes import compare_posts
from personnel.sheet.records import Row
from personnel.sheet.scope import Scope
from personnel.sheet.writing import SheetNotWritten, write
from tests.personnel.sheet.building import sheet_of, somebody
from tests.personnel.sheet.conftest import TODAY, Put

CCCD = "051187001234"
MODELS = (Person, Post, Credential)


def _history() -> list[int]:
    return [model.history.count() for model in MODELS]


def test_everything_written_has_its_history(put: Put, django_user_model: Any) -> None:
    editor = django_user_model.objects.create(username="ba_to")
    row = somebody(cccd=CCCD, theory="SC", committee="x", since="2015")
    put(row, by=editor, reason="Nhập từ tệp a.xlsx")
    assert _history() == [1, 2, 1]
    put(somebody(cccd=CCCD, name="Phạm Thị Lan", theory="TC", since="03/2015"), by=editor)
    assert _history() == [2, 3, 2]
    for model in MODELS:
        assert set(model.history.values_list("history_user", flat=True)) == {editor.pk}
    first, second = Person.history.order_by("history_id")
    assert (first.history_type, first.history_change_reason) == ("+", "Nhập từ tệp a.xlsx")
    assert (second.history_type, second.full_name) == ("~", "Phạm Thị Lan")


def test_the_same_rows_again_write_nothing_at_all(put: Put) -> None:
    rows = [
        somebody(cccd=CCCD, professional="ĐH Luật", since="2015", committee="x", foreign="B"),
        somebody(name="Phạm Văn Bền", sex="Nam", born=1990, theory="Chưa", others="PCT UBND"),
    ]
    put(*rows)
    before = _history()
    again = put(*rows)
    assert [row.status for row in again.rows] == [Status.UNCHANGED] * 2
    assert _history() == before


def test_one_row_that_the_database_refuses_keeps_all_out(
    put: Put, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(somebody(cccd=CCCD))
    monkeypatch.setattr(writing, "compare", lambda *_, **__: _as_if_new(rows))
    rows = _read(somebody(name="Phạm Văn Bền"), somebody(cccd=CCCD))
    with pytest.raises(SheetNotWritten, match="Chưa ghi gì: Số CCCD này đã có trong một hồ sơ"):
        write(rows, by=None, today=TODAY)
    assert Person.objects.count() == 1


def _read(*rows: dict[str, Any]) -> list[Row]:
    return read_sheet(sheet_of(*rows), TODAY).rows


def _as_if_new(rows: list[Row]) -> Comparison:
    """What a comparison made before somebody else wrote the same people would say."""
    comparison = Comparison([RowDiff(row, Person(), is_new=True) for row in rows])
    for diff in comparison.rows:
        compare_facts(diff)
        compare_posts(diff, [], TODAY, None)
        compare_credentials(diff, [], TODAY)
    return comparison


def test_a_constraint_speaks_for_itself(put: Put, monkeypatch: pytest.MonkeyPatch) -> None:
    (row,) = _read(somebody(theory="SC"))
    comparison = _as_if_new([row])
    comparison.rows[0].learned[0] = Held("theory", 9)
    monkeypatch.setattr(writing, "compare", lambda *_, **__: comparison)
    with pytest.raises(SheetNotWritten, match="Trình độ này không có trong loại văn bằng"):
        write([row], by=None, today=TODAY)
    assert not Person.objects.exists()


def test_what_is_written_is_looked_at_again_before_it_stays(
    put: Put, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = _read(somebody())
    monkeypatch.setattr(writing, "compare", lambda *_, **__: _as_if_new(rows))
    minh_long = Unit.objects.get(name="Huyện Minh Long")
    with pytest.raises(SheetNotWritten, match="không thuộc Huyện Minh Long"):
        write(rows, by=None, today=TODAY, scope=Scope.of(minh_long))
    assert not Person.objects.exists()


def test_as_many_queries_for_ten_times_the_people(reference: None) -> None:
    def queries(count: int) -> int:
        rows = [
            somebody(cccd=f"0511870{at:05}", name=f"Phạm Thị {'Lan ' * (at % 3 + 1)}", theory="TC")
            for at in range(count)
        ]
        write(_read(*rows), by=None, today=TODAY)
        with CaptureQueriesContext(connection) as captured:
            write(_read(*rows), by=None, today=TODAY)
        return len(captured)

    assert queries(30) == queries(3)


def test_the_lock_comes_before_anything_is_read(reference: None) -> None:
    rows = _read(somebody())
    with CaptureQueriesContext(connection) as captured:
        write(rows, by=None, today=TODAY)
    statements = [query["sql"] for query in captured]
    locks = [at for at, sql in enumerate(statements) if sql.startswith('UPDATE "personnel_unit"')]
    reads = [at for at, sql in enumerate(statements) if 'FROM "personnel_person"' in sql]
    assert len(locks) == Unit.objects.filter(level=Unit.Level.DISTRICT).count()
    assert max(locks) < min(reads)


@pytest.mark.django_db(transaction=True)
def test_two_imports_at_once_do_not_record_anybody_twice(
    reference: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = [somebody(name=f"Phạm Thị Lan {word}") for word in ("Anh", "Chi", "Giang")]
    file = sheet_of(*rows).getvalue()
    both_compared = threading.Barrier(2)
    compare = writing.compare

    def compare_together(*arguments: Any, **options: Any) -> Comparison:
        comparison = compare(*arguments, **options)
        # Without the lock both would now know of nobody, and both would write.
        with suppress(threading.BrokenBarrierError):
            both_compared.wait(timeout=1)
        return comparison

    monkeypatch.setattr(writing, "compare", compare_together)
    outcomes: list[object] = []
    threads = [threading.Thread(target=_import, args=(file, outcomes)) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert Person.objects.count() == len(rows)
    assert 3 in outcomes
    assert set(outcomes) <= {3, 0, "Chưa ghi gì"}


def _import(file: bytes, outcomes: list[object]) -> None:
    try:
        report = import_sheet(io.BytesIO(file), today=TODAY, by=None)
        outcomes.append(report.comparison.count(Status.NEW))
    except SheetNotWritten as refused:
        outcomes.append(str(refused).partition(":")[0])
    finally:
        connections.close_all()
