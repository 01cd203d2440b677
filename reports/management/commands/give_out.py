from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from personnel.keeping.disclosing import disclose_given
from personnel.words.values import CCCD_LENGTH
from reports.personal.giving import given_out, name_of
from reports.personal.subject import Subject, subject_of, subjects_by_cccd


class Command(BaseCommand):
    help = (
        "Ghi ra một tệp zip (tệp Excel và các bản quét) gồm toàn bộ dữ liệu được lưu về một người, "
        "theo số CCCD hoặc số hồ sơ, kể cả hồ sơ đã xóa. Việc lấy ra được ghi vào nhật ký dữ liệu "
        "cá nhân."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("who", metavar="CCCD|SỐ-HỒ-SƠ", help="12 số CCCD, hoặc số hồ sơ.")
        parser.add_argument(
            "--out", type=Path, required=True, metavar="NƠI",
            help="Thư mục đã có, hoặc tên tệp zip chưa có.",
        )  # fmt: skip

    def handle(self, *args: Any, **options: Any) -> None:
        now, subject = timezone.now(), _subject(options["who"])
        out: Path = options["out"]
        path = out / name_of(subject, now) if out.is_dir() else out
        content = given_out(subject, now)
        # Whatever is taken out is kept as that, also where the disk does not take the file.
        disclose_given(subject.record, subject.name, by=None)
        try:
            with path.open("xb") as file:
                path.chmod(0o600)
                file.write(content)
        except OSError as error:
            raise CommandError(f"Không ghi được {path}: {error.strerror}.") from error
        self.stdout.write(f"Đã ghi dữ liệu của hồ sơ số {subject.record} vào {path}.")


def _subject(who: str) -> Subject:
    if not (who.isascii() and who.isdigit() and len(who) <= CCCD_LENGTH):
        raise CommandError("Ghi 12 số CCCD hoặc số hồ sơ.")
    found = subjects_by_cccd(who) if len(who) == CCCD_LENGTH else [subject_of(int(who))]
    people = [subject for subject in found if subject]
    if not people:
        raise CommandError("Không có dữ liệu nào được lưu theo số này.")
    if len(people) > 1:
        records = ", ".join(str(subject.record) for subject in people)
        raise CommandError(f"Số này có ở nhiều hồ sơ: {records}. Chọn theo số hồ sơ.")
    return people[0]
