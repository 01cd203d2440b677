import json
from pathlib import Path
from typing import Any, cast

from django.contrib.auth import get_user_model
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from personnel.models import Unit
from personnel.scope import Editor
from personnel.words.vietnamese import dotted
from sheets.importing import Report, import_sheet
from sheets.problems import Problem, Sort
from sheets.questions import Question
from sheets.writing.writing import SheetNotWritten
from xlsx.safety import SheetRefused


class Command(BaseCommand):
    help = (
        "Nhập danh sách trích ngang cán bộ từ tệp Excel (.xlsx): theo mẫu của hệ thống hoặc theo "
        "cách trình bày của ban tổ chức (tiêu đề nhiều dòng, mỗi xã một mục hay một trang tính). "
        "Mọi lỗi của tệp được liệt kê một lần, kèm trang tính, dòng, cột, giá trị và nội dung "
        "được chấp nhận; còn lỗi thì không ghi gì và lệnh kết thúc với mã 1. Trình độ không "
        "bao giờ bị hạ khi nhập: trường hợp thấp hơn đã ghi được nêu là cần quyết định. "
        "Nhập lại cùng một tệp không làm thay đổi gì."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", metavar="FILE", help="Đường dẫn tệp .xlsx cần nhập.")
        parser.add_argument(
            "--unit",
            "--district",
            metavar="MÃ",
            help="Mã đơn vị của danh sách; người của nơi khác bị coi là lỗi.",
        )
        parser.add_argument(
            "--user",
            metavar="TÊN",
            help=(
                "Tên đăng nhập của người nhập: ghi vào lịch sử, và chỉ nhận người của các đơn vị "
                "mà tài khoản được cập nhật. Không nêu thì nhập với quyền của người vận hành."
            ),
        )
        parser.add_argument(
            "--dry-run", action="store_true", help="Chỉ đọc và đối chiếu, không ghi gì."
        )
        parser.add_argument(
            "--skip-errors",
            action="store_true",
            help="Bỏ qua các dòng có lỗi, ghi các dòng còn lại.",
        )
        parser.add_argument("--json", action="store_true", help="In kết quả dạng JSON.")

    def handle(self, *args: Any, **options: Any) -> None:
        path = Path(options["file"])
        try:
            report = import_sheet(
                path,
                today=timezone.localdate(),
                by=_user(options["user"]),
                board=_board(options["unit"]),
                dry_run=options["dry_run"],
                skip_errors=options["skip_errors"],
                reason=f"Nhập từ tệp {path.name}",
            )
        except (SheetRefused, SheetNotWritten) as refused:
            if options["json"]:
                self._print_json(_refusal(str(refused)))
            raise CommandError(str(refused)) from refused
        if options["json"]:
            self._print_json(report.as_json())
        else:
            self._print(report, dry_run=options["dry_run"])
        if report.reading.errors and not options["skip_errors"]:
            raise CommandError(f"Tệp có {_in_the_way(report.counts)}; chưa ghi gì.")

    def _print_json(self, content: dict[str, Any]) -> None:
        self.stdout.write(json.dumps(content, ensure_ascii=False, indent=1))

    def _print(self, report: Report, *, dry_run: bool) -> None:
        wrong = [found for found in report.reading.errors if found.sort is Sort.ERROR]
        self._print_problems("Lỗi", wrong)
        self._print_questions(report.questions)
        self._print_problems("Cần quyết định, chưa ghi", report.comparison.conflicts)
        self._print_problems("Lưu ý", report.warnings)
        if unknown := report.reading.unknown_columns:
            self.stdout.write(f"Cột không rõ nội dung, đã bỏ qua: {', '.join(unknown)}.")
        counts = report.as_json()
        labels = {
            "people": "Số người trong tệp",
            "new": "mới",
            "changed": "thay đổi",
            "unchanged": "không đổi",
            "left_out": "để ngoài",
            "skipped": "bỏ qua",
        }
        self.stdout.write(", ".join(f"{label}: {dotted(counts[k])}" for k, label in labels.items()))
        if studies := counts["studies"]["new"]:
            self.stdout.write(f"Việc đang học, không tính là đã có: {dotted(studies)}")
        if evaluations := counts["evaluations"]["new"]:
            self.stdout.write(f"Kết quả xếp loại: {dotted(evaluations)}")
        if report.written:
            self.stdout.write(self.style.SUCCESS("Đã ghi vào hệ thống."))
        elif dry_run:
            self.stdout.write("Chạy thử: chưa ghi gì.")

    def _print_problems(self, heading: str, problems: list[Problem]) -> None:
        if problems:
            self.stdout.write(f"{heading} ({dotted(len(problems))}):")
        for found in problems:
            value = f"«{found.value}»" if found.value is not None else "(để trống)"
            place = f"{found.sheet}, dòng {found.row}, cột {found.column}"
            self.stdout.write(f"  {place}: {value} - {found.message}")

    def _print_questions(self, questions: list[Question]) -> None:
        if questions:
            self.stdout.write(f"Cần trả lời ({dotted(len(questions))} câu):")
        for asked in questions:
            sheet, row = asked.places[0]
            more = len(asked.places) - 1
            place = f"{sheet}, dòng {row}" if row else sheet
            place += f" và {dotted(more)} ô khác" if more else ""
            said = (
                f"{asked.reason}; chấp nhận: {asked.accepted}" if asked.accepted else asked.reason
            )
            self.stdout.write(f"  {asked.column or 'Bố cục'}: «{asked.text}» - {said} ({place})")


def _in_the_way(counts: dict[str, int]) -> str:
    """Return how many errors and questions keep a file from being written."""
    told = {"errors": "lỗi", "questions": "câu cần trả lời"}
    return " và ".join(f"{dotted(counts[k])} {words}" for k, words in told.items() if counts[k])


def _user(username: str | None) -> Editor | None:
    if username is None:
        return None
    user = get_user_model().objects.filter(username=username).first()
    if user is None:
        raise CommandError(f"Không có tài khoản «{username}».")
    return cast(Editor, user)


def _board(code: str | None) -> Unit | None:
    if code is None:
        return None
    units = Unit.objects.in_force(timezone.localdate()).held_in_part()
    board = units.filter(code=code).with_above().first()
    if board is None:
        raise CommandError(f"Không có đơn vị nào đang có hiệu lực mang mã «{code}».")
    return board


def _refusal(message: str) -> dict[str, Any]:
    found = Problem(sheet="", row=None, column="", value=None, reason=message).as_json()
    counts = dict.fromkeys(("people", "new", "changed", "unchanged", "skipped"), 0)
    lists: dict[str, Any] = {"errors": [found], "warnings": [], "conflicts": []}
    lists["questions"] = []
    none = {"new": 0, "known": 0}
    told: dict[str, Any] = {"studies": none, "evaluations": none, "left_out": 0}
    told["counts"] = {"questions": 0, "errors": 1, "notes": 0}
    return counts | told | lists | {"unknown_columns": [], "written": False}
