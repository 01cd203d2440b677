"""The figures of a sealed province are checked without the portal: one number changed is found."""

import csv
import json
import subprocess
import sys
from copy import deepcopy
from io import StringIO
from pathlib import Path

import pytest

from reports.models import IssuedFile
from reports.periods.sealing import seal
from tests import cast
from tests.factories import five_of_ba_to, leave_few_units
from tests.reports.periods.handing import LATER, a_period, approved, district_of, others_in

SCRIPT = Path(__file__).parents[3] / "docs" / "check_figures.py"
ANSWER = "Đồng ý, trừ hồ sơ của bà Hạnh."


@pytest.fixture(scope="module")
def standing(in_the_module):
    """Ba Tơ's report, approved with a word, and the seal over it with another."""
    with in_the_module():
        leave_few_units()
        five_of_ba_to()
        admin, period = cast.province_admin(), a_period()
        kept = approved(period, district_of(), cast.editor_a(), admin)
        type(kept).objects.filter(pk=kept.pk).update(answer=ANSWER)
        others = others_in(period, district_of())
        sealed = seal(period, others, "Ghi chú của tỉnh", by=admin, at=LATER)
        file = IssuedFile.objects.get(period=sealed, form="json", unit=sealed.province["id"])
        return sealed.seal_hash, bytes(file.content)


@pytest.fixture
def told(standing, db):
    return json.loads(standing[1])


@pytest.fixture
def check(standing, tmp_path):
    """Return a function that runs the script on a file, by Python's own library alone."""

    def run(told, *options, printed=standing[0]):
        file = tmp_path / "figures.json"
        file.write_text(told if isinstance(told, str) else json.dumps(told), encoding="utf-8")
        command = [sys.executable, "-I", "-S", str(SCRIPT), str(file), "--hash", printed, *options]
        done = subprocess.run(command, capture_output=True, encoding="utf-8", check=False)
        return done.returncode, done.stdout, done.stderr

    return run


def test_a_file_as_it_was_issued_is_valid(check, standing, told):
    code, shown, _ = check(standing[1].decode())
    assert code == 0 and shown.startswith("HỢP LỆ: số liệu đã khóa")
    assert "2025.key.professional                           1 /      2" in shown
    # Written anew, with other spaces and escapes, it is the same file still.
    assert check(told)[0] == 0
    assert check(told, printed=standing[0].upper())[0] == 0


def test_its_figures_come_out_as_a_table(check, told):
    code, shown, _ = check(told, "--csv")
    rows = list(csv.DictReader(StringIO(shown)))
    assert code == 0 and len(rows) == sum(len(unit["criteria"]) for unit in told["units"])
    (row,) = [r for r in rows if (r["unit"], r["criterion"]) == ("535", "2025.key.professional")]
    assert (row["covered"], row["met"], row["verdict"]) == ("2", "1", "fail")


def test_nobody_is_named_in_it_nor_what_was_answered(standing):
    text = standing[1].decode()
    assert "proof" in text
    for hidden in ("Hạnh", "Ghi chú của tỉnh", "quan-tri", "Đồng ý"):
        assert hidden not in text, hidden


def one_more(told):
    unit = next(unit for unit in told["units"] if unit["unit"] == "535")
    unit["criteria"][0]["met"] += 1


def one_more_throughout(told):
    """One more in every place, so that the sums still hold."""
    for unit in told["units"]:
        if unit["criteria"][0]["covered"]:
            unit["criteria"][0]["met"] += 1
            unit["criteria"][0]["short"] -= 1
    told["targets"][0]["met"] += 1
    told["targets"][0]["short"] -= 1


def another_day(told):
    told["day"] = "2026-12-31"


def another_target(told):
    told["targets"][0]["met"] += 1


def another_proof(told):
    told["proof"][0] = told["proof"][0].replace('"2025-12-31"', '"2024-12-31"', 1)


def an_answer_left_out(told):
    told["proof"].pop()


def no_proof(told):
    del told["proof"]


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (one_more, "Số liệu trong tệp không phải đã khóa."),
        (one_more_throughout, "Số liệu trong tệp không phải đã khóa."),
        (another_day, "“day” trong tệp không phải của kỳ đã khóa."),
        (another_target, "chỉ tiêu không phải số liệu toàn tỉnh."),
        (another_proof, "Mã khóa không khớp với nội dung tệp."),
        (an_answer_left_out, "Mã khóa không khớp với nội dung tệp."),
        (no_proof, "Tệp không kèm phần kiểm chứng"),
    ],
)
def test_what_was_changed_is_refused(check, told, change, said):
    changed = deepcopy(told)
    change(changed)
    code, shown, why = check(changed)
    assert (code, shown) == (1, "") and said in why


def test_another_hash_is_refused(check, told):
    assert check(told, printed="0" * 64)[0] == 1


@pytest.mark.parametrize("text", ["", "[]", "{}", "không phải json", '{"proof": 1}'])
def test_what_is_no_such_file_is_refused_without_a_trace(check, text):
    code, _, why = check(text)
    assert code == 1 and "Traceback" not in why


def test_sums_that_do_not_hold_are_refused(told):
    """Of a file whose hashes hold: a fault of whoever sealed, not of whoever sent it."""
    found = {}
    exec(compile(SCRIPT.read_text(encoding="utf-8"), SCRIPT, "exec"), found)
    found["check_sums"](told)
    for change in (one_more, another_target):
        changed = deepcopy(told)
        change(changed)
        with pytest.raises(found["Wrong"]):
            found["check_sums"](changed)
