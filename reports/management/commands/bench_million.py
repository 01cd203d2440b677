import json
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from bench.databases import manage, postgresql_binaries, postgresql_url


class Command(BaseCommand):
    help = (
        "Đo khi dữ liệu lớn dần trên PostgreSQL tạm: tỉnh minh họa được sao ngay trong cơ sở dữ "
        "liệu (90 lần là một triệu hồ sơ); bảng tổng hợp mọi chỉ tiêu so với DuckDB trên cùng dữ "
        "liệu, danh sách một xã, trang một người, theo thời gian bộ xử lý. Không đụng đến dữ "
        "liệu đang dùng."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--scale", type=int, nargs="+", default=[1, 16, 90], metavar="K")
        parser.add_argument("--runs", type=int, default=3, help="số lượt đo (mặc định 3)")
        parser.add_argument("--copy", type=int, help="chỉ sao cơ sở dữ liệu (tạm) đang cấu hình")
        parser.add_argument(
            "--here", action="store_true", help="đo cơ sở dữ liệu (tạm) đang cấu hình, in JSON"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if options["copy"]:
            from bench.copying import copy_province

            copy_province(options["copy"])
        elif options["here"]:
            # DuckDB and pandas are there only where developers' packages are installed.
            from bench import million

            self.stdout.write(json.dumps(million.measure(options["runs"])))
        else:
            self._measure(options["scale"], options["runs"])

    def _measure(self, scales: list[int], runs: int) -> None:
        binaries = postgresql_binaries()
        if binaries is None:
            raise CommandError("Máy này không có PostgreSQL.")
        for scale in scales:
            with postgresql_url(binaries) as url:
                self.stdout.write(f"Quy mô {scale}: đang tạo dữ liệu…")
                manage(url, "migrate", "--verbosity", "0")
                manage(url, "seed_demo")
                manage(url, "bench_million", "--copy", str(scale))
                told = manage(url, "bench_million", "--here", "--runs", str(runs))
            self._show(json.loads(told))

    def _show(self, found: dict[str, float]) -> None:
        from bench.million import MOST_OF_DUCKDB

        ratio = found["roll-up"] / found["DuckDB"]
        self.stdout.write(
            f"  {found.pop('people'):.0f} người, {found.pop('credentials'):.0f} văn bằng; bảng "
            f"tổng hợp = {ratio:.2f} lần DuckDB (cần ≤ {MOST_OF_DUCKDB:g}): "
            f"{'đạt' if ratio <= MOST_OF_DUCKDB else 'chưa đạt'}"
        )
        for name, taken in found.items():
            self.stdout.write(f"  {name}: {1000 * taken:.0f} ms CPU")
