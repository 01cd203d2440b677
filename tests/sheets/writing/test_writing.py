import io
import threading
from contextlib import suppress
from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.db import connection, connections
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from personnel.keeping.recording import Refused, recording
from personnel.models import Credential, Person, Post, Unit
from personnel.words.vocabulary import Held
from sheets.comparing.changes import Comparison, RowDiff, Status
from sheets.comparing.credential_changes import compare_credentials
from sheets.comparing.diff import compare
from sheets.comparing.fact_changes import compare_facts
from sheets.comparing.finding import Dossier
from sheets.comparing.post_changes import compare_posts
from sheets.deciding import place_of
from sheets.importing import import_sheet, read_sheet
from sheets.records import Row
from sheets.scope import Scope
from sheets.writing import writing
from sheets.writing.writing import ChangedMeanwhile, SheetNotWritten, write, written
from tests.sheets.building import sheet_of, somebody
from tests.sheets.conftest import TODAY, Put

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
        compare_posts(diff, Dossier(Person()), TODAY, None)
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


def _shown(rows: list[Row]) -> dict[str, str]:
    """The fingerprints of a preview of these rows."""
    return {place_of(diff.row.record): diff.fingerprint for diff in compare(rows, TODAY).rows}


def test_what_was_shown_is_written(reference: None) -> None:
    rows = _read(somebody(), somebody(name="Phạm Văn Bền"))
    done: list[tuple[int, int]] = []
    moment = datetime(2026, 1, 5, 2, tzinfo=UTC)
    with written(
        rows, by=None, today=TODAY, expected=_shown(rows), at=moment,
        progress=lambda at, of: done.append((at, of)),
    ) as finished:  # fmt: skip
        done.append((Person.objects.count(), -1))
    assert finished.at == moment
    assert done == [*((at, 6) for at in range(1, 7)), (2, -1)]
    assert set(Post.history.values_list("history_date", flat=True)) == {moment}


def test_doubts_are_told_before_a_sheet_is_confirmed_and_change_nothing_of_it(
    put: Put,
) -> None:
    put(somebody(name="Phạm Văn Bền"))
    rows = _read(somebody(cccd=CCCD, name="Phạm Văn Bền", born=1961, theory="SC"))
    (told,) = compare(rows, TODAY).rows
    assert [note.reason for note in told.notes if note.doubt]
    confirmed = write(rows, by=None, today=TODAY, expected=_shown(rows))
    assert [note for note in confirmed.notes if note.doubt] == []
    (done,) = confirmed.rows
    assert (done.fingerprint, done.changes) == (told.fingerprint, told.changes)
    assert Person.objects.count() == 2


@pytest.mark.parametrize(
    "meanwhile",
    [
        lambda person: Person.objects.filter(pk=person.pk).update(home_place="Xã Ba Xa"),
        lambda person: Credential.objects.create(person=person, kind="theory", level=3),
        lambda person: person.posts.update(end=date(2025, 6, 30)),
        lambda person: person.delete(),
    ],
)
def test_rows_that_would_do_something_else_by_now_are_named(put: Put, meanwhile: Any) -> None:
    put(somebody(cccd=CCCD))
    rows = _read(
        somebody(name="Phạm Văn Bền"), somebody(cccd=CCCD, home="Xã Ba Vì", theory="SC", since=2015)
    )
    shown = _shown(rows)
    meanwhile(Person.objects.get())
    before = _history()
    with pytest.raises(ChangedMeanwhile, match="Chưa ghi gì: 1 dòng") as changed:
        write(rows, by=None, today=TODAY, expected=shown)
    assert changed.value.places == ["3@Nhân sự"]
    assert _history() == before


def test_rows_that_came_or_went_are_named_too(reference: None) -> None:
    rows = _read(somebody(), somebody(name="Phạm Văn Bền"))
    shown = _shown(rows)
    with pytest.raises(ChangedMeanwhile) as changed:
        write(rows[:1], by=None, today=TODAY, expected=shown)
    assert changed.value.places == ["3@Nhân sự"]


def test_what_else_stands_in_the_transaction_keeps_the_rows_out(reference: None) -> None:
    with pytest.raises(Refused), written(_read(somebody()), by=None, today=TODAY):
        raise Refused("lượt ghi này đã dừng")
    assert not Person.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_an_edit_while_a_sheet_is_written_waits_and_loses_nothing(
    reference: None, province_admin: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(_read(somebody(cccd=CCCD)), by=None, today=TODAY)
    rows = _read(somebody(cccd=CCCD, home="Xã Ba Vì"))
    shown, compared, order = _shown(rows), threading.Event(), list[str]()
    compare = writing.compare

    def compare_and_wait(*arguments: Any, **options: Any) -> Comparison:
        comparison = compare(*arguments, **options)
        compared.set()
        editor.join(timeout=1)
        order.append("written")
        return comparison

    def edit() -> None:
        compared.wait(timeout=10)
        try:
            with recording(by=province_admin, at=timezone.now(), reason="Cập nhật") as scribe:
                person = scribe.hold(Person.objects.get())
                scribe.change(person, note=f"sau khi ghi {person.home_place}")
            order.append("edited")
        except Refused:
            order.append("busy")
        finally:
            connections.close_all()

    monkeypatch.setattr(writing, "compare", compare_and_wait)
    editor = threading.Thread(target=edit)
    editor.start()
    write(rows, by=None, today=TODAY, expected=shown)
    editor.join()
    person = Person.objects.get()
    assert person.home_place == "Xã Ba Vì"
    assert (order, person.note) in [
        (["written", "edited"], "sau khi ghi Xã Ba Vì"),
        # SQLite in memory, as tests have it, does not wait for its one writer.
        (["busy", "written"], ""),
    ]


@pytest.mark.django_db(transaction=True)
def test_an_edit_begun_before_a_sheet_is_confirmed_is_not_overwritten(
    reference: None, province_admin: Any
) -> None:
    write(_read(somebody(cccd=CCCD)), by=None, today=TODAY)
    rows = _read(somebody(cccd=CCCD, home="Xã Ba Vì"))
    shown, outcomes = _shown(rows), list[object]()

    def confirm() -> None:
        try:
            outcomes.append(write(rows, by=None, today=TODAY, expected=shown))
        except ChangedMeanwhile as changed:
            outcomes.append(changed.places)
        except SheetNotWritten:
            outcomes.append("busy")
        finally:
            connections.close_all()

    confirming = threading.Thread(target=confirm)
    with recording(by=province_admin, at=timezone.now(), reason="Cập nhật") as scribe:
        person = scribe.hold(Person.objects.get())
        confirming.start()
        confirming.join(timeout=1)
        assert outcomes in ([], ["busy"]), "it waits, or is refused"
        scribe.change(person, home_place="Xã Ba Xa")
    confirming.join()
    assert outcomes in ([["2@Nhân sự"]], ["busy"])
    assert Person.objects.get().home_place == "Xã Ba Xa"
