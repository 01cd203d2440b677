import json
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from accounts.models import User
from personnel.models import Credential, Person, Post, Unit

from .building import sheet_of, somebody, workbook_of
from .conftest import reference

__all__ = ["reference"]

SAMPLES = Path(__file__).parents[1] / "samples"
CCCD = "051187001234"
Run = Callable[..., tuple[str, str]]


@pytest.fixture
def run(reference: None, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Run:
    """Run the command on rows of the template, or on a file; what it prints and says at last."""

    def run_command(*source: Any, **options: Any) -> tuple[str, str]:
        path = source[0] if isinstance(source[0], Path) else tmp_path / "danh sách.xlsx"
        if path is not source[0]:
            path.write_bytes(sheet_of(*source).getvalue())
        complaint = ""
        try:
            call_command("import_sheet", str(path), **options)
        except CommandError as error:
            complaint = str(error)
        return capsys.readouterr().out, complaint

    return run_command


def test_a_sheet_goes_in(run: Run) -> None:
    out, complaint = run(somebody(cccd=CCCD), somebody(name="Phạm Văn Bền", sex="Nam"))
    assert "Số người trong tệp: 2, mới: 2, thay đổi: 0, không đổi: 0, để ngoài: 0, bỏ qua: 0" in out
    assert "Đã ghi vào hệ thống." in out
    assert not complaint
    assert Person.objects.count() == 2
    reasons = set(Person.history.values_list("history_change_reason", flat=True))
    assert reasons == {"Nhập từ tệp danh sách.xlsx"}


def test_errors_are_listed_with_their_place_and_nothing_is_written(run: Run) -> None:
    out, complaint = run(somebody(), somebody(name="Bền", sex="M"), somebody(name=None))
    assert "Nhân sự, dòng 3, cột Giới tính: «M» - không rõ giới tính; chấp nhận: Nam hoặc Nữ" in out
    assert "Nhân sự, dòng 4, cột Họ và tên: (để trống) - bắt buộc phải có" in out
    assert complaint == "Tệp có 2 lỗi; chưa ghi gì."
    assert not Person.objects.exists()


def test_rows_in_error_are_skipped_on_request(run: Run) -> None:
    out, complaint = run(somebody(), somebody(name="Bền", sex="M"), skip_errors=True)
    assert "mới: 1" in out
    assert "bỏ qua: 1" in out
    assert not complaint
    assert Person.objects.get().full_name == "Phạm Thị Lành"


def test_a_dry_run_shows_the_same_and_writes_nothing(run: Run) -> None:
    out, complaint = run(somebody(), dry_run=True)
    assert "mới: 1" in out
    assert "Chạy thử: chưa ghi gì." in out
    assert not complaint
    assert not Person.objects.exists()


def test_json_of_a_sheet_with_everything(run: Run) -> None:
    run(somebody(cccd=CCCD, theory="TC"))
    out, complaint = run(
        somebody(cccd=51187001234, theory="SC"), somebody(name="Bền", sex="M"), json=True
    )
    found = json.loads(out)
    counts = ("people", "new", "changed", "unchanged", "skipped", "written")
    assert [found[name] for name in counts] == [2, 0, 0, 1, 1, False]
    (error,) = found["errors"]
    assert (error["sheet"], error["row"], error["column"], error["value"]) == (
        "Nhân sự",
        3,
        "Giới tính",
        "M",
    )
    assert "Nam hoặc Nữ" in error["message"]
    assert [warning["row"] for warning in found["warnings"]] == [2, 3]
    assert [conflict["column"] for conflict in found["conflicts"]] == ["Lý luận chính trị"]
    assert complaint


def test_conflicts_are_told_and_are_no_error(run: Run) -> None:
    run(somebody(cccd=CCCD, theory="TC"))
    out, complaint = run(somebody(cccd=CCCD, theory="SC"))
    assert "Cần quyết định, chưa ghi (1):" in out
    assert "thấp hơn trình độ đã ghi: Trung cấp" in out
    assert not complaint
    assert Credential.objects.get().level == 2


def test_columns_left_out_are_named(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    row = somebody() | {"Số điện thoại": "0905"}
    path.write_bytes(sheet_of(row, headers=[*row]).getvalue())
    out, _ = run(path)
    assert "Cột không rõ nội dung, đã bỏ qua: Số điện thoại." in out


def test_the_district_of_the_list(run: Run) -> None:
    _, complaint = run(somebody(district=None, unit="Ba Tô"), district="535")
    assert not complaint
    out, complaint = run(somebody(name="Bền"), district="531")
    assert "chỉ nhận người của Huyện Minh Long" in out
    assert complaint
    _, complaint = run(somebody(name="Bền"), district="999")
    assert complaint == "Không có đơn vị nào đang có hiệu lực mang mã «999»."


@pytest.fixture
def board() -> Callable[..., User]:
    """Return a function that makes a user with one right in each district named."""

    def make(role: str, *districts: str, **days: date) -> User:
        user = User.objects.create_user("can-bo")
        for name in districts:
            user.grants.create(role=role, unit=Unit.objects.get(name=name), **days)
        return user

    return make


MINH_LONG = {"district": "Huyện Minh Long", "unit": "Xã Long Sơn"}


def test_a_user_stands_in_the_history_and_bounds_the_file(run: Run, board: Any) -> None:
    user = board("district_editor", "Huyện Ba Tơ", "Huyện Minh Long")
    _, complaint = run(
        somebody(cccd=CCCD), somebody(name="Phạm Văn Bền", **MINH_LONG), user="can-bo"
    )
    assert not complaint
    assert {row.history_user for row in Person.history.all()} == {user}
    out, complaint = run(
        somebody(name="Lê Thị An", district="Thị xã Đức Phổ", unit="Xã Phổ An"), user="can-bo"
    )
    assert "chỉ nhận người của Huyện Minh Long, Huyện Ba Tơ trong lượt nhập này" in out
    assert complaint and Person.objects.count() == 2


def test_a_user_s_file_never_touches_another_district_s_record(run: Run, board: Any) -> None:
    run(somebody(cccd=CCCD, since="2015", home="Xã Long Sơn", theory="SC", **MINH_LONG))
    board("district_editor", "Huyện Ba Tơ")
    tables = (Person, Post, Credential, Person.history, Post.history, Credential.history)

    def everything() -> list[Any]:
        return [list(getattr(table, "objects", table).values()) for table in tables]

    before = everything()
    for moved in (somebody(cccd=CCCD, since="2020", home="Xã Ba Vì", theory="CC"),
                  somebody(cccd=CCCD, theory="TC", **MINH_LONG)):  # fmt: skip
        run(moved, user="can-bo", skip_errors=True)
    assert everything() == before


@pytest.mark.parametrize(
    ("role", "district", "days", "asked", "complaint"),
    [
        ("district_viewer", "Huyện Ba Tơ", {}, None, "không có quyền cập nhật hồ sơ"),
        (
            "district_editor",
            "Huyện Ba Tơ",
            {"valid_to": date(2020, 1, 1)},
            None,
            "không có quyền cập nhật hồ sơ",
        ),
        ("district_editor", "Huyện Ba Tơ", {}, "531", "không cập nhật hồ sơ của Huyện Minh Long"),
    ],
)
def test_a_user_without_the_right_is_refused(
    run: Run, board: Any, role: str, district: str, days: Any, asked: str | None, complaint: str
) -> None:
    board(role, district, **days)
    options = {"district": asked} if asked else {}
    out, said = run(somebody(), user="can-bo", json=True, **options)
    assert complaint in said and complaint in json.loads(out)["errors"][0]["message"]
    assert not Person.objects.exists()


def test_a_user_who_is_not_known_is_named(run: Run) -> None:
    _, complaint = run(somebody(), user="khong-co")
    assert complaint == "Không có tài khoản «khong-co»."


@pytest.mark.parametrize("as_json", [True, False])
def test_files_that_cannot_be_read(run: Run, tmp_path: Path, as_json: bool) -> None:
    text = tmp_path / "a.csv"
    text.write_text("TT,Họ và tên\n")
    empty = tmp_path / "b.xlsx"
    empty.write_bytes(workbook_of({"S": []}).getvalue())
    reasons = {
        tmp_path / "c.xlsx": "Không tìm thấy tệp",
        tmp_path: "là thư mục",
        text: "không phải sổ Excel",
        empty: "không có dữ liệu",
    }
    for path, reason in reasons.items():
        out, complaint = run(path, json=as_json)
        assert reason in complaint
        if as_json:
            found = json.loads(out)
            assert reason in found["errors"][0]["message"]
            assert (found["people"], found["written"]) == (0, False)


def test_the_planted_errors_of_the_sample_are_told_by_row(run: Run) -> None:
    planted = json.loads((SAMPLES / "errors_minh_long.expected.json").read_text(encoding="utf-8"))
    out, complaint = run(SAMPLES / "errors_minh_long.xlsx")
    assert complaint == "Tệp có 12 lỗi và 9 câu cần trả lời; chưa ghi gì."
    assert len(planted) == 13 + 8
    for row in planted:
        value = f"«{row['value']}»" if row["value"] else "(để trống)"
        wrong = f"Nhân sự, dòng {row['row']}, cột {row['column']}: {value} - "
        lines = [line for line in out.splitlines() if f"{row['column']}: {value} - " in line]
        assert wrong in out or any(f"(Nhân sự, dòng {row['row']})" in line for line in lines)


def test_questions_notes_and_errors_are_told_apart_and_counted(run: Run) -> None:
    rows = (
        somebody(title="Trưởng bản 1"),
        somebody(name="Phạm Văn Bền", title="Trưởng bản 2", sex="Nam"),
        somebody(name="Đinh Văn Ca", sex="M"),
    )
    report = json.loads(run(*rows, json=True)[0])
    assert report["counts"] == {"questions": 1, "errors": 1, "notes": 0}
    (asked,) = report["questions"]
    assert (asked["column"], asked["text"], asked["cells"]) == ("Chức danh", "Trưởng bản 1", 2)
    assert [place["row"] for place in asked["places"]] == [2, 3]
    sorts = [(found["row"], found["sort"]) for found in report["errors"]]
    assert sorted(sorts) == [(2, "question"), (3, "question"), (4, "error")]


def test_an_error_ends_the_command_with_code_one(run: Run) -> None:
    with pytest.raises(CommandError) as error:
        call_command("import_sheet", "không có.xlsx")
    assert error.value.returncode == 1


def test_without_the_province_s_lists_it_says_what_to_do_first(
    nothing: None, tmp_path: Path
) -> None:
    path = tmp_path / "a.xlsx"
    path.write_bytes(sheet_of(somebody()).getvalue())
    with pytest.raises(CommandError, match="load_reference"):
        call_command("import_sheet", str(path))


def test_the_help_explains_the_command(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as left:
        call_command("import_sheet", "--help")
    assert left.value.code == 0
    told = " ".join(capsys.readouterr().out.split())
    for words in (
        "danh sách trích ngang",
        "--district MÃ",
        "--user TÊN",
        "--dry-run",
        "--skip-errors",
        "--json",
    ):
        assert words in told
