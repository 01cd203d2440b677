import json
import platform
from argparse import ArgumentParser
from contextlib import AbstractContextManager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import django
from django.core.management.base import BaseCommand
from django.db import connection

from bench.databases import manage, postgresql_binaries, postgresql_url, sqlite_url
from personnel.models import Credential, Person

# What docs/performance.md asks for: the page at most half as long again as its SQL, and
# pandas at least three times as long as the page.
MOST_OF_SQL, LEAST_OF_PAGE = 1.5, 3.0
# And of a province's sheet: of openpyxl's bare reading and writing, of the library, in MB.
MOST_OF_READING, MOST_OF_WRITING, LEAST_OF_LIBRARY, MOST_MEMORY = 3.0, 2.0, 20.0, 400
# And of the annual workbook: of openpyxl's bare writing, in MB.
MOST_OF_BARE, MOST_OF_WORKBOOK = 1.3, 150
PARTS = ("figures", "sheets")


class Command(BaseCommand):
    help = (
        "Đo tốc độ trên tỉnh minh họa, trong cơ sở dữ liệu tạm (SQLite, và PostgreSQL nếu máy có "
        "cài): bảng tổng hợp mọi chỉ tiêu theo xã (a) như trang web nhận được, (b) cùng câu lệnh "
        "SQL gửi thẳng, (c) cùng số liệu tính bằng pandas; thời gian và số truy vấn của từng "
        "trang; báo cáo năm; rồi nhập và xuất danh sách trích ngang của cả tỉnh. Không đụng đến "
        "dữ liệu đang dùng."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--scale", type=int, nargs="+", default=[1], metavar="K", help="các quy mô cần đo"
        )
        parser.add_argument("--runs", type=int, default=15, help="số lượt đo (mặc định 15)")
        parser.add_argument(
            "--only", choices=PARTS, help="chỉ đo bảng tổng hợp và các trang, hoặc chỉ đo tệp"
        )
        parser.add_argument(
            "--here",
            action="store_true",
            help="đo ngay trên cơ sở dữ liệu đang cấu hình và in kết quả dạng JSON",
        )
        parser.add_argument(
            "--sheet",
            nargs=2,
            metavar=("BƯỚC", "TỆP"),
            help="cùng --here: write, measure, preview hoặc confirm với tệp này",
        )

    def handle(self, *args: Any, scale: list[int], runs: int, **options: Any) -> None:
        if options["here"]:
            step, file = options["sheet"] or ("", "")
            found = _with_sheet(step, Path(file), runs) if step else _measured(runs)
            self.stdout.write(json.dumps(found))
            return
        if options["only"] != "sheets":
            for copies in scale:
                for name, database in self._databases().items():
                    self.stdout.write(f"{name}, quy mô {copies}: đang tạo dữ liệu…")
                    with database as url:
                        self._show(_measured_in(url, copies, runs))
        if options["only"] != "figures":
            with TemporaryDirectory(prefix="bench-sheet-") as folder:
                self._measure_sheets(Path(folder) / "tinh.xlsx", max(runs // 5, 1))

    def _measure_sheets(self, file: Path, runs: int) -> None:
        self.stdout.write("Danh sách trích ngang cả tỉnh: đang tạo tệp…")
        with sqlite_url() as url:
            manage(url, "migrate", "--verbosity", "0")
            manage(url, "seed_demo")
            _sheet(url, "write", file, runs)
        for name, database in self._databases().items():
            with database as url:
                manage(url, "migrate", "--verbosity", "0")
                manage(url, "load_reference")
                found = _sheet(url, "measure", file, runs)
                memory = {way: _sheet(url, way, file, runs) for way in ("preview", "confirm")}
            self._show_sheets(name, found, memory)

    def _show_sheets(self, name: str, found: dict[str, Any], memory: dict[str, int]) -> None:
        bare, library = found["bare"], found["library"] / found["confirm"]
        written = found["export"] / found["bare_write"]
        self.stdout.write(
            f"{name}: tệp {found['people']} người; "
            f"openpyxl chỉ đọc {bare:.2f} s, chỉ ghi {found['bare_write']:.2f} s"
        )
        for label, way in (("xem trước", "preview"), ("ghi", "confirm"), ("đọc lại", "again")):
            self.stdout.write(
                f"  {label}: {found[way]:.2f} s = {found[way] / bare:.2f} lần chỉ đọc "
                f"(cần ≤ {MOST_OF_READING}): {_word(found[way] <= MOST_OF_READING * bare)}"
            )
        self.stdout.write(
            f"  từng dòng bằng django-import-export: {found['library']:.0f} s "
            f"(đo {found['sample']} người, nhân lên) = "
            f"{library:.0f} lần ghi (cần ≥ {LEAST_OF_LIBRARY:.0f}): "
            f"{_word(library >= LEAST_OF_LIBRARY)}\n"
            f"  xuất: {found['export']:.2f} s = {written:.2f} lần chỉ ghi "
            f"(cần ≤ {MOST_OF_WRITING}): {_word(written <= MOST_OF_WRITING)}\n"
            f"  bộ nhớ cao nhất: xem trước {memory['preview']} MB, ghi {memory['confirm']} MB "
            f"(cần < {MOST_MEMORY}): {_word(max(memory.values()) < MOST_MEMORY)}"
        )

    def _databases(self) -> dict[str, AbstractContextManager[str, bool | None]]:
        databases: dict[str, AbstractContextManager[str, bool | None]] = {"SQLite": sqlite_url()}
        binaries = postgresql_binaries()
        if binaries:
            databases["PostgreSQL"] = postgresql_url(binaries)
        else:
            self.stderr.write("Máy này không có PostgreSQL: chỉ đo trên SQLite.")
        return databases

    def _show(self, found: dict[str, Any]) -> None:
        page, sql, pandas = found["page"], found["sql"], found["pandas"]
        self.stdout.write(
            f"{found['versions']}; {found['people']} người, {found['credentials']} văn bằng\n"
            f"  a) trang web {page:.1f} ms   b) SQL {sql:.1f} ms   c) pandas {pandas:.1f} ms\n"
            f"  a/b = {page / sql:.2f} (cần ≤ {MOST_OF_SQL}): {_word(page <= MOST_OF_SQL * sql)}\n"
            f"  c/a = {pandas / page:.2f} (cần ≥ {LEAST_OF_PAGE}): "
            f"{_word(pandas >= LEAST_OF_PAGE * page)}"
        )
        for name, (taken, again, bare, queries) in (found["pages"] | found["lists"]).items():
            wanted = found["wanted"].get(name)
            asked = f" (cần ≤ {wanted} ms): {_word(taken <= wanted)}" if wanted else ""
            if asked and taken > wanted:
                asked += f", mở lại: {_word(again <= wanted)}"
            self.stdout.write(
                f"  trang {name}: {taken:.0f} ms = {taken / bare:.2f} lần SQL {bare:.0f} ms, "
                f"{queries} truy vấn, mở lại {again:.0f} ms{asked}"
            )
        for name, indexes in found["indexes"].items():
            self.stdout.write(f"  chỉ mục của danh sách {name}: {', '.join(indexes) or '—'}")
        self._show_workbook(found["workbook"])

    def _show_workbook(self, found: dict[str, Any]) -> None:
        times, memory = found["annual"] / found["bare"], found["memory"]
        self.stdout.write(
            f"  báo cáo năm: {found['cells']} ô, {found['annual']:.2f} s = {times:.2f} lần "
            f"openpyxl chỉ ghi {found['bare']:.2f} s (cần ≤ {MOST_OF_BARE}): "
            f"{_word(times <= MOST_OF_BARE)}; bộ nhớ cao nhất {memory} MB "
            f"(cần < {MOST_OF_WORKBOOK}): {_word(memory < MOST_OF_WORKBOOK)}"
        )


def _word(reached: bool) -> str:
    return "đạt" if reached else "chưa đạt"


def _measured_in(url: str, copies: int, runs: int) -> dict[str, Any]:
    """Build the demo province at `url` and measure there, in processes of its own."""
    manage(url, "migrate", "--verbosity", "0")
    manage(url, "seed_demo", "--scale", str(copies))
    return dict(json.loads(manage(url, "bench", "--here", "--runs", str(runs))))


def _sheet(url: str, step: str, file: Path, runs: int) -> Any:
    found = manage(url, "bench", "--here", "--sheet", step, str(file), "--runs", str(runs))
    return json.loads(found)


def _with_sheet(step: str, file: Path, runs: int) -> Any:
    from bench import sheets

    if step == "write":
        return sheets.write_sheet(file)
    if step == "measure":
        return sheets.measure(file, runs)
    return sheets.peak_memory(file, step)


def _measured(runs: int) -> dict[str, Any]:
    from bench import lists, pages, workbook

    pages.settle()
    taken, of_lists = pages.measure(runs), lists.measure(runs)
    # pandas is there only where developers' packages are installed; with what it loads the same
    # Python takes a third longer, which no page served ever meets.
    from bench import roll_ups

    return roll_ups.measure(runs) | {
        "pages": taken,
        "wanted": pages.WANTED,
        "lists": of_lists,
        "indexes": lists.indexes_used(),
        "workbook": workbook.measure(max(runs // 3, 1)),
        "people": Person.objects.count(),
        "credentials": Credential.objects.count(),
        "versions": f"{_database_version()}, Django {django.__version__}, "
        f"Python {platform.python_version()}",
    }


def _database_version() -> str:
    if connection.vendor == "sqlite":
        from sqlite3 import sqlite_version

        return f"SQLite {sqlite_version}"
    with connection.cursor() as cursor:
        cursor.execute("SHOW server_version")
        return f"PostgreSQL {cursor.fetchone()[0].split()[0]}"
