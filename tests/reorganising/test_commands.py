"""The commands: a decree applied from a file, undone, and applied by itself on its day."""

import json
from datetime import date, datetime, timedelta
from io import StringIO

import pytest
import time_machine
from django.core.management import CommandError, call_command
from django.utils import timezone

from personnel.models import Decree, Unit
from personnel.places.decreed import Decreed
from reorganising.models import DecreeDraft
from tests.factories import MOUNTAIN, TOWNSHIP, five_of_ba_to

DAY = date(2026, 3, 1)
NUMBER = "9/NQ"


def told(**other):
    """Return a decree by which two communes of Ba Tơ become one, as a file has it."""
    begun = {
        "code": MOUNTAIN, "name": "Xã Ba Mới", "level": "commune", "kind": "xã", "parent": "535",
        "terrain": "mountain", "terrain_confirmed": True,
        "minority_area": True, "minority_area_confirmed": False,
    }  # fmt: skip
    changes = [{"old": old, "new": MOUNTAIN, "default": True} for old in (MOUNTAIN, TOWNSHIP)]
    return {
        "number": NUMBER, "day": DAY.isoformat(), "source": "", "ends": [MOUNTAIN, TOWNSHIP],
        "begins": [begun], "changes": changes, **other,
    }  # fmt: skip


@pytest.fixture
def file(small_province, tmp_path):
    five_of_ba_to()
    path = tmp_path / "nghi-quyet.JSON"
    path.write_text(json.dumps(told()), encoding="utf-8")
    return path


def run(*asked):
    """Run the command; return what it says."""
    out = StringIO()
    call_command("reorganise", *map(str, asked), stdout=out)
    return out.getvalue()


def refused(*asked):
    """Run the command, which must fail; return its answer in JSON, and what it says."""
    out = StringIO()
    with pytest.raises(CommandError) as error:
        call_command("reorganise", *map(str, asked), "--json", stdout=out)
    assert error.value.returncode == 1
    return json.loads(out.getvalue()), str(error.value)


def test_a_decree_is_applied_and_told_in_numbers(file):
    answer = json.loads(run(file, "--json"))
    assert answer["applied"] and not answer["already"]
    assert (answer["ended"], answer["begun"], answer["people"]) == (2, 1, {MOUNTAIN: 5})
    assert answer["rights"] == {"ended": 0, "carried": 0, "asked": 0}
    assert answer["invariants"] and all(answer["invariants"].values())
    assert Unit.objects.in_force(DAY).get(code=MOUNTAIN).name == "Xã Ba Mới"


def test_applied_again_nothing_is_written(file):
    assert "Đã áp dụng văn bản số 9/NQ, từ ngày 01/03/2026." in run(file)
    units = list(Unit.objects.values())
    assert "không ghi gì thêm" in run(file) and "không ghi gì thêm" in run(file, "--dry-run")
    assert list(Unit.objects.values()) == units


def test_a_dry_run_tells_the_same_and_writes_nothing(file):
    tried = json.loads(run(file, "--dry-run", "--json"))
    assert not Decree.objects.exists() and not Unit.objects.filter(name="Xã Ba Mới").exists()
    assert "Áp dụng thử văn bản số 9/NQ" in run(file, "--dry-run")
    done = json.loads(run(file, "--json"))
    assert tried | {"applied": True} == done


def test_a_decree_is_undone_by_its_number_once(file):
    before = list(Unit.objects.order_by("pk").values())
    run(file)
    assert "Đã hoàn tác văn bản số 9/NQ: 1 đơn vị không còn" in run("--undo", NUMBER)
    assert list(Unit.objects.order_by("pk").values()) == before
    assert json.loads(run("--undo", NUMBER, "--json"))["already"]


def test_all_that_is_wrong_is_listed_what_is_not_understood_with_it(file):
    file.write_text(json.dumps(told(ends=[MOUNTAIN, "21490"], splits=7)), encoding="utf-8")
    answer, said = refused(file)
    assert not answer["applied"]
    assert [(each["code"], each["unit"]) for each in answer["faults"]] == [
        ("not_a_list", ""),
        ("change_of_going_on", TOWNSHIP),
        ("no_successor", "21490"),
    ]
    assert said.split("\n") == [each["told"] for each in answer["faults"]]
    assert not Decree.objects.exists()


@pytest.mark.parametrize(
    ("name", "content", "expected"),
    [
        ("a.json", b"{", ["not_json"]),
        ("a.json", b"{}", ["key_missing"] * 6),
        ("a.txt", b"{}", ["file_kind"]),
    ],
)
def test_a_file_of_no_decree_is_told_to_be_none(small_province, tmp_path, name, content, expected):
    path = tmp_path / name
    path.write_bytes(content)
    assert [each["code"] for each in refused(path)[0]["faults"]] == expected


def test_what_stands_in_the_way_of_undoing_is_listed(file, tmp_path):
    run(file)
    later = told(number="10/NQ", day="2026-04-01", ends=[MOUNTAIN])
    later["changes"] = later["changes"][:1]
    (tmp_path / "later.json").write_text(json.dumps(later), encoding="utf-8")
    run(tmp_path / "later.json")
    answer, said = refused("--undo", NUMBER)
    assert [each["code"] for each in answer["faults"]] == ["in_the_way"]
    assert "10/NQ" in said


def test_undoing_is_not_tried(file):
    with pytest.raises(CommandError, match="--dry-run"):
        run("--undo", NUMBER, "--dry-run")


@pytest.fixture
def draft(file, province_admin):
    decreed = Decreed.of(told())
    content = {k: v for k, v in decreed.as_told().items() if k not in ("number", "day", "source")}
    return DecreeDraft.objects.create(
        number=NUMBER, day=DAY, told=content, changed_at=timezone.now(), due_by=province_admin
    )


def night(day):
    """Run what is run each night; return what it says."""
    out = StringIO()
    with time_machine.travel(datetime(day.year, day.month, day.day, 0, 5), tick=False):
        call_command("apply_due_decrees", stdout=out)
    return out.getvalue()


def test_a_draft_that_was_put_off_is_applied_on_its_day_and_not_before(draft, province_admin):
    assert night(DAY - timedelta(days=1)) == ""
    draft.refresh_from_db()
    assert draft.decree is None
    assert "Đã áp dụng văn bản số 9/NQ" in night(DAY)
    draft.refresh_from_db()
    assert (draft.decree.number, draft.due_by) == (NUMBER, None)
    assert draft.decree.history.get().history_user == province_admin
    assert night(DAY) == ""


def test_a_night_that_was_missed_is_made_up_for(draft):
    assert "9/NQ" in night(DAY + timedelta(days=3))
    assert Decree.objects.get().day == DAY


def test_a_draft_nobody_put_off_is_left_alone(draft):
    DecreeDraft.objects.update(due_by=None)
    assert night(DAY) == ""
    assert not Decree.objects.exists()


def test_who_no_longer_administers_applies_nothing(draft, province_admin):
    province_admin.grants.all().delete()
    with pytest.raises(CommandError, match="9/NQ: .* không còn quyền quản trị"):
        night(DAY)
    assert not Decree.objects.exists()
    assert DecreeDraft.objects.get().due_by == province_admin


def test_what_is_refused_keeps_nothing_else_from_being_applied(draft, province_admin):
    wrong = {**draft.told, "ends": [*draft.told["ends"], "99999"]}
    DecreeDraft.objects.create(
        number="8/NQ", day=DAY, told=wrong, changed_at=timezone.now(), due_by=province_admin
    )
    with pytest.raises(CommandError, match="Không áp dụng văn bản số 8/NQ: .*99999"):
        night(DAY)
    assert [str(decree) for decree in Decree.objects.all()] == [NUMBER]
    assert DecreeDraft.objects.get(number="8/NQ").due_by == province_admin
