import json
import os
import platform
import subprocess
import sys
from argparse import ArgumentParser
from contextlib import AbstractContextManager
from typing import Any

import django
from django.core.management.base import BaseCommand
from django.db import connection

from bench.databases import postgresql_binaries, postgresql_url, sqlite_url
from personnel.models import Credential, Person

# What docs/performance.md asks for: the page at most half as long again as its SQL, and
# pandas at least three times as long as the page.
MOST_OF_SQL, LEAST_OF_PAGE = 1.5, 3.0


class Command(BaseCommand):
    help = (
        "Đo tốc độ trên tỉnh minh họa, trong cơ sở dữ liệu tạm (SQLite, và PostgreSQL nếu máy có "
        "cài): bảng tổng hợp mọi chỉ tiêu theo xã (a) như trang web nhận được, (b) cùng câu lệnh "
        "SQL gửi thẳng, (c) cùng số liệu tính bằng pandas; rồi thời gian và số truy vấn của từng "
        "trang. Không đụng đến dữ liệu đang dùng."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--scale", type=int, nargs="+", default=[1], metavar="K", help="các quy mô cần đo"
        )
        parser.add_argument("--runs", type=int, default=15, help="số lượt đo (mặc định 15)")
        parser.add_argument(
            "--here",
            action="store_true",
            help="đo ngay trên cơ sở dữ liệu đang cấu hình và in kết quả dạng JSON",
        )

    def handle(self, *args: Any, scale: list[int], runs: int, here: bool, **options: Any) -> None:
        if here:
            self.stdout.write(json.dumps(_measured(runs)))
            return
        for copies in scale:
            for name, database in self._databases().items():
                self.stdout.write(f"{name}, quy mô {copies}: đang tạo dữ liệu…")
                with database as url:
                    self._show(_measured_in(url, copies, runs))

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
        for name, (taken, queries) in (found["pages"] | found["lists"]).items():
            self.stdout.write(f"  trang {name}: {taken:.0f} ms, {queries} truy vấn")
        for name, indexes in found["indexes"].items():
            self.stdout.write(f"  chỉ mục của danh sách {name}: {', '.join(indexes) or '—'}")


def _word(reached: bool) -> str:
    return "đạt" if reached else "chưa đạt"


def _measured_in(url: str, copies: int, runs: int) -> dict[str, Any]:
    """Build the demo province at `url` and measure there, in processes of its own."""
    _manage(url, "migrate", "--verbosity", "0")
    _manage(url, "seed_demo", "--scale", str(copies))
    return dict(json.loads(_manage(url, "bench", "--here", "--runs", str(runs))))


def _manage(url: str, *command: str) -> str:
    environment = os.environ | {"DATABASE_URL": url}
    words = [sys.executable, "manage.py", *command]
    done = subprocess.run(words, env=environment, check=True, stdout=subprocess.PIPE, text=True)
    return done.stdout


def _measured(runs: int) -> dict[str, Any]:
    # pandas is there only where developers' packages are installed.
    from bench import lists, pages, roll_ups

    _settle()
    return roll_ups.measure(runs) | {
        "pages": pages.measure(runs),
        "lists": lists.measure(runs),
        "indexes": lists.indexes_used(),
        "people": Person.objects.count(),
        "credentials": Credential.objects.count(),
        "versions": f"{_database_version()}, Django {django.__version__}, "
        f"Python {platform.python_version()}",
    }


def _settle() -> None:
    """Gather statistics, as PostgreSQL does by itself some minutes after a large load."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("VACUUM ANALYZE")


def _database_version() -> str:
    if connection.vendor == "sqlite":
        from sqlite3 import sqlite_version

        return f"SQLite {sqlite_version}"
    with connection.cursor() as cursor:
        cursor.execute("SHOW server_version")
        return f"PostgreSQL {cursor.fetchone()[0].split()[0]}"
