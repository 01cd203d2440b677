from collections.abc import Callable
from contextlib import suppress
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from personnel.actions.deleting import delete_record, fingerprint
from personnel.keeping.recording import Refused, recording
from personnel.keeping.telling import WITHHELD
from personnel.models import Credential, FormerName, Person, PlannedTitle, Post, Unit
from sheets.comparing.diff import compare
from sheets.deciding import SOMEBODY_ELSE, Decisions, RowDecision, place_of
from sheets.importing import read_sheet
from sheets.models import Upload
from sheets.writing.undoing import standing_in_the_way, undo
from sheets.writing.writing import SheetNotWritten, write
from tests.sheets.building import sheet_of, somebody
from tests.sheets.conftest import TODAY
from tests.sheets.test_properties import each_case, people
from tests.undone import undone

CCCD = "051187001234"
WRITTEN = datetime(2026, 1, 5, 2, tzinfo=timezone.get_fixed_timezone(0))
MODELS = (Person, Post, Credential)
Upload_ = Callable[..., Upload]


def _state() -> list[list[dict[str, Any]]]:
    return [list(model._base_manager.order_by("pk").values()) for model in MODELS]


def _put(*rows: dict[str, Any], by: Any, at: datetime = WRITTEN, **options: Any) -> Upload:
    reading = read_sheet(sheet_of(*rows), TODAY)
    assert [found.message for found in reading.errors] == []
    upload = Upload.objects.create(
        by=by, at=at, name="ba-to.xlsx", sha256="0", size=1, state="written",
        written_at=at, written_by=by,
    )  # fmt: skip
    write(reading.rows, by=by, today=TODAY, at=at, **options)
    return upload


@pytest.fixture
def put(province_admin: Any) -> Upload_:
    """Write rows as an upload of the provincial administrator does."""
    return lambda *rows, **options: _put(*rows, **{"by": province_admin} | options)


def _undo(upload: Upload, by: Any) -> None:
    undo(upload, by=by, at=upload.at + timedelta(hours=1))


def test_who_was_new_is_gone_and_who_was_changed_is_as_before(
    put: Upload_, province_admin: Any
) -> None:
    put(somebody(cccd=CCCD, since="2015", theory="TC", theory_year=2016, note="a"), at=_day(1))
    before = _state()
    upload = put(
        somebody(
            cccd=CCCD, name="Phạm Thị Lan", title="PCT UBND", since="2020", theory="TC",
            theory_year="03/2016", professional="ĐH Luật", note="b",
        ),
        somebody(name="Phạm Văn Bền", sex="Nam", it="A"),
        at=_day(2),
    )  # fmt: skip
    assert standing_in_the_way(upload).told == []
    assert list(FormerName.objects.values_list("name", flat=True)) == ["Phạm Thị Lành"]
    _undo(upload, province_admin)
    assert _state() == before
    assert Person.objects.get().search_name == "pham thi lanh"
    last = Person.history.latest("history_id")
    assert (last.full_name, last.history_type, last.history_user) == (
        "Phạm Văn Bền",
        "-",
        province_admin,
    )
    assert last.history_change_reason == "Hoàn tác lượt nhập tệp ba-to.xlsx"


def _day(number: int) -> datetime:
    return WRITTEN + timedelta(days=number)


def test_what_was_corrected_to_a_lower_level_comes_back_under_its_number(
    put: Upload_, province_admin: Any
) -> None:
    put(somebody(cccd=CCCD, theory="TC", theory_year=2016), at=_day(1))
    put(somebody(cccd=CCCD, theory="CC", theory_year=2020), at=_day(2))
    before = _state()
    lower = Decisions(rows={"2@Nhân sự": RowDecision(lower=("theory",))})
    upload = put(somebody(cccd=CCCD, theory="SC"), at=_day(3), decisions=lower)
    assert list(Credential.objects.values_list("level", flat=True)) == [1]
    _undo(upload, province_admin)
    assert _state() == before


def test_an_upload_is_undone_once(put: Upload_, province_admin: Any) -> None:
    upload = put(somebody(cccd=CCCD))
    _undo(upload, province_admin)
    with pytest.raises(Refused, match="Phạm Thị Lành: Xóa hồ sơ"):
        _undo(upload, province_admin)


def _edit(person: Person, by: Any) -> None:
    with recording(by=by, at=_day(1), reason="Cập nhật") as scribe:
        scribe.change(scribe.hold(person), home_place="Xã Ba Vì")


def _learn(person: Person, by: Any) -> None:
    with recording(by=by, at=_day(1), reason="Cập nhật") as scribe:
        scribe.add(Credential(person=person, kind="theory", level=2))


def _serve(person: Person, by: Any) -> None:
    post = person.posts.get()
    with recording(by=by, at=_day(1), reason="Cập nhật") as scribe:
        scribe.add(Post(person=person, unit=Unit.objects.get(code="21484"), title=post.title))


def _delete(person: Person, by: Any) -> None:
    delete_record(person, "nhập nhầm", seen=fingerprint(person), by=by, at=_day(1))


def _upload_again(person: Person, by: Any) -> None:
    _put(somebody(cccd=person.cccd, home="Xã Ba Vì"), by=by, at=_day(1))


def _silently(person: Person, by: Any) -> None:
    Person.objects.filter(pk=person.pk).update(note="?")


@pytest.mark.parametrize(
    ("deed", "told"),
    [
        (_edit, f"Phạm Thị Lành: Quê quán: {WITHHELD} (quan-tri, 09:00 06/01/2026)."),
        (_learn, "Phạm Thị Lành: Lý luận chính trị: chưa có → Trung cấp (quan-tri, 09:00"),
        (_serve, "Phạm Thị Lành: Thêm chức danh Văn phòng - thống kê thị trấn Ba Tơ"),
        (_delete, "Phạm Thị Lành: Xóa hồ sơ; Xóa chức danh Văn phòng - thống kê xã Ba Tô (quan"),
        (_upload_again, f"Phạm Thị Lành: Quê quán: {WITHHELD}"),
        (_silently, "Phạm Thị Lành: hồ sơ không còn như khi ghi."),
    ],
)
@pytest.mark.parametrize("existed", [False, True])
def test_whatever_happened_since_stands_in_the_way(
    put: Upload_, province_admin: Any, deed: Callable[..., None], told: str, existed: bool
) -> None:
    if existed:
        put(somebody(cccd=CCCD), at=_day(-1))
    upload = put(somebody(cccd=CCCD, note="a"))
    deed(Person.objects.get(), province_admin)
    state = _state()
    standing = standing_in_the_way(upload)
    assert any(told in sentence for sentence in standing.told), standing.told
    assert (standing.free, standing.left) == (0, 1)
    with pytest.raises(Refused, match="hồ sơ đã thay đổi sau khi ghi: Phạm Thị Lành"):
        _undo(upload, province_admin)
    assert _state() == state


@pytest.mark.parametrize("existed", [False, True])
def test_who_was_new_and_is_planned_for_a_title_stays_without_it_being_told(
    put: Upload_, province_admin: Any, existed: bool
) -> None:
    if existed:
        put(somebody(cccd=CCCD), at=_day(-1))
    upload = put(somebody(cccd=CCCD, note="a"))
    who = Person.objects.get()
    office = who.posts.get()
    PlannedTitle.objects.create(
        person=who, title=office.title, unit=office.unit, term_from=2025, term_to=2030
    )
    told = standing_in_the_way(upload).told
    # What stood before is given back, and planning with the record as it is.
    assert told == ([] if existed else ["Phạm Thị Lành: hồ sơ không còn như khi ghi."])
    with suppress(Refused):
        _undo(upload, province_admin)
    assert PlannedTitle.objects.get().person == Person.objects.get()


def test_what_happened_to_others_does_not(put: Upload_, province_admin: Any) -> None:
    put(somebody(name="Phạm Văn Bền", sex="Nam", cccd="051087000001"))
    other = Person.objects.get()
    upload = put(somebody(cccd=CCCD), at=_day(-1))
    _edit(other, province_admin)
    assert standing_in_the_way(upload).told == []


def test_a_long_list_is_told_in_part(put: Upload_, province_admin: Any) -> None:
    rows = [somebody(name=f"Phạm Thị Lan {at * 'a'}", born=1980) for at in range(1, 26)]
    upload = put(*rows)
    put(*(row | somebody(name=row["Họ và tên"], born=1980, note="?") for row in rows), at=_day(1))
    told = standing_in_the_way(upload).told
    assert (len(told), told[-1]) == (21, "… và 5 hồ sơ khác.")


@pytest.mark.parametrize("deed", [_edit, _learn, _serve, _delete, _upload_again, _silently])
@pytest.mark.parametrize("existed", [False, True])
def test_whoever_changed_since_stays_and_the_others_are_taken_back(
    put: Upload_, province_admin: Any, deed: Callable[..., None], existed: bool
) -> None:
    ben = somebody(name="Phạm Văn Bền", sex="Nam", cccd="051087000001")
    if existed:
        put(somebody(cccd=CCCD), ben, at=_day(-1))
    before = _state()
    upload = put(somebody(cccd=CCCD, note="a", theory="SC"), ben | somebody(
        name="Phạm Văn Bền", sex="Nam", cccd="051087000001", note="b", theory="TC"
    ))  # fmt: skip
    changed = Person.objects.get(full_name="Phạm Thị Lành").pk
    deed(Person.objects.get(pk=changed), province_admin)
    kept = _of(changed)
    standing = undo(upload, by=province_admin, at=_day(2))
    assert (standing.free, standing.left) == (1, 1)
    assert all("Phạm Thị Lành" in told for told in standing.told)
    assert _of(changed) == kept
    others = [[row for row in rows if _whose(row) != changed] for rows in _state()]
    assert others == [[row for row in rows if _whose(row) != changed] for rows in before]


def _whose(row: dict[str, Any]) -> int:
    whose: int = row.get("person_id", row["id"])
    return whose


def _of(person: int) -> list[list[dict[str, Any]]]:
    return [[row for row in rows if _whose(row) == person] for rows in _state()]


def test_what_is_somebody_elses_by_now_is_not_taken_back(put: Upload_, province_admin: Any) -> None:
    put(somebody(cccd=CCCD), at=_day(-2))
    other = "051187009999"
    Person.objects.update(cccd=other)
    upload = put(somebody(cccd=other, note="a"), at=_day(-1))
    lanh = Person.objects.get()
    first = lanh.history.filter(history_date__lt=upload.written_at).latest("history_id")
    Person.history.filter(pk=first.pk).update(cccd=CCCD)
    put(somebody(name="Phạm Thị Bưởi", cccd=CCCD, born=1980), at=_day(1))
    state = _state()
    with pytest.raises(Refused, match="^Chưa hoàn tác: "):
        _undo(upload, province_admin)
    assert _state() == state


def test_an_editor_takes_back_no_record_of_another_district(
    put: Upload_, editor_a: Any, editor_b: Any
) -> None:
    upload = put(somebody(cccd=CCCD), by=editor_a)
    with pytest.raises(Refused, match="không thuộc phạm vi"):
        _undo(upload, editor_b)
    _undo(upload, editor_a)
    assert not Person.objects.exists()


@each_case
@given(first=people(), second=people(), data=st.data())
def test_any_upload_over_any_portal_can_be_taken_back(
    province_admin: Any, first: list, second: list, data: st.DataObject
) -> None:
    with undone():
        _put(*first, by=province_admin, at=_day(1))
        before = _state()
        reading = read_sheet(sheet_of(*second), TODAY)
        decisions = _any_decisions(data, reading.rows)
        with suppress(SheetNotWritten):
            upload = _put(*second, by=province_admin, at=_day(2), decisions=decisions)
            assert compare(reading.rows, TODAY, None, decisions).written == []
            assert standing_in_the_way(upload).told == []
            _undo(upload, province_admin)
            assert _state() == before


def _any_decisions(data: st.DataObject, rows: list) -> Decisions:
    """Decide something about each row: whom it means, since when, what is too high."""
    comparison = compare(rows, TODAY)
    decided = {}
    for diff in comparison.rows:
        persons = ["", SOMEBODY_ELSE, *(str(person.pk) for person in diff.candidates)]
        decided[place_of(diff.row.record)] = RowDecision(
            person=data.draw(st.sampled_from(persons)),
            since=data.draw(st.sampled_from(["", "2025-06-01"])),
            lower=tuple(data.draw(st.sets(st.sampled_from(["theory", "professional"])))),
            leave=data.draw(st.booleans()) and data.draw(st.booleans()),
        )
    named = {diff.person.pk for diff in comparison.rows}
    named |= {person.pk for diff in comparison.rows for person in diff.candidates}
    away = Person.objects.exclude(pk__in=named).values_list("pk", flat=True)
    ended = data.draw(st.sets(st.sampled_from(sorted(away)))) if away else set()
    return Decisions(rows=decided, ended={pk: date(2025, 5, 31) for pk in ended})
