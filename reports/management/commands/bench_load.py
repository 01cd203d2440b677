import json
from argparse import ArgumentParser
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError

from bench.databases import manage, postgresql_binaries, postgresql_url
from bench.load.mix import Bounds


class Command(BaseCommand):
    help = (
        "Đo tải: nhiều cán bộ cùng mở trang (nghỉ 1-4 giây giữa hai lần bấm), rồi số yêu cầu mỗi "
        "giây cho trước đến không chờ trả lời, với gunicorn và PostgreSQL trên cùng máy này. Dựng "
        "tỉnh minh họa trong cơ sở dữ liệu tạm; không đụng đến dữ liệu đang dùng, không gửi gì ra "
        "ngoài máy."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--officers", type=int, default=50, help="số cán bộ (mặc định 50)")
        parser.add_argument(
            "--rate", type=float, default=40.0, help="số yêu cầu mỗi giây ở lượt hai (mặc định 40)"
        )
        parser.add_argument("--seconds", type=float, default=60.0, help="mỗi lượt đo bao lâu")
        parser.add_argument("--requests", type=int, default=5_000, help="mỗi lượt nhiều nhất")
        parser.add_argument(
            "--writes", type=float, default=5.0, metavar="GIÂY",
            help="cứ bao nhiêu giây có người ghi một hồ sơ (mặc định 5; 0: không ghi)",
        )  # fmt: skip
        parser.add_argument(
            "--gunicorn", nargs="*", default=[], metavar="TÊN=GIÁ_TRỊ",
            help="tùy chọn của gunicorn thay cho gunicorn.conf.py, ví dụ workers=3 threads=2",
        )  # fmt: skip
        parser.add_argument(
            "--make", type=int, metavar="N",
            help="tạo N cán bộ ngay trong cơ sở dữ liệu đang cấu hình (tạm) và in dạng JSON",
        )  # fmt: skip

    def handle(self, *args: Any, make: int | None, **options: Any) -> None:
        # What officers open asks what only developers' packages bring.
        from bench.load import officers

        if make is not None:
            self.stdout.write(json.dumps(officers.as_json(officers.made(make))))
            return
        try:
            bounds = Bounds(options["seconds"], options["requests"])
        except ValueError as error:
            raise CommandError(str(error)) from error
        binaries = postgresql_binaries()
        if binaries is None:
            raise CommandError("Máy này không có PostgreSQL.")
        call_command("collectstatic", interactive=False, verbosity=0)
        with postgresql_url(binaries) as url:
            self.stdout.write("Đang tạo dữ liệu…")
            manage(url, "migrate", "--verbosity", "0")
            manage(url, "seed_demo")
            self._measure(url, bounds, options)

    def _measure(self, url: str, bounds: Bounds, options: dict[str, Any]) -> None:
        from bench.load.measuring import measured

        number, rate = options["officers"], options["rate"]
        instead = [f"--{option}" for option in options["gunicorn"]]
        phases = measured(url, number, rate, bounds, options["writes"], instead)
        for name, run, spent in phases:
            self.stdout.write(f"{name}: {'đạt' if run.is_well else 'chưa đạt'}")
            for line in run.lines():
                self.stdout.write(line)
            told = ", ".join(f"{side} {taken:.1f} s" for side, taken in spent.items())
            self.stdout.write(f"  CPU: {told}")
