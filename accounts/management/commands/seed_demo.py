from argparse import ArgumentParser, ArgumentTypeError
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from accounts.demo import create_demo_users
from personnel.demo import DEFAULT_SEED, make_provinces
from personnel.demo.planned import store_planned
from personnel.demo.storing import store
from personnel.models import Person


def _copies(text: str) -> int:
    if not text.isdecimal() or int(text) < 1:
        raise ArgumentTypeError("phải là số nguyên từ 1 trở lên")
    return int(text)


class Command(BaseCommand):
    help = (
        "Tạo một tỉnh minh họa trên các đơn vị hành chính có thật: toàn bộ người, chức danh, văn "
        "bằng và số liệu hồ sơ đều là hư cấu. Ngày 01/06/2022 có đúng 3.619 cán bộ, công chức, "
        "1.106 nữ và 98 người dưới 30 tuổi như Nghị quyết nêu. Chạy lại trên cơ sở dữ liệu đã có "
        "hồ sơ thì không thay đổi gì."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--scale",
            type=_copies,
            default=1,
            metavar="K",
            help="nhân số xã và số người lên K lần để thử tải; xã thêm có tên kèm “(mẫu …)”",
        )
        parser.add_argument(
            "--seed",
            type=int,
            default=DEFAULT_SEED,
            metavar="S",
            help="số khởi tạo: cùng số thì cùng dữ liệu (mặc định: %(default)s)",
        )

    def handle(self, *args: Any, scale: int, seed: int, **options: Any) -> None:
        if settings.HTTPS:
            raise CommandError(
                "HTTPS=true: đây là máy chủ của một tỉnh thật. Tài khoản minh họa có mật khẩu ai "
                "cũng biết, nên không tạo ở đây. Chưa ghi gì."
            )
        if people := Person.objects.count():
            self.stdout.write(f"Cơ sở dữ liệu đã có {people} hồ sơ: không thay đổi gì.")
            return
        store(make_provinces(seed, scale), self._progress)
        self.stdout.write(f"Đã tạo {Person.objects.count()} hồ sơ minh họa.")
        if settings.PLANNING:
            self.stdout.write(f"Đã tạo {store_planned(seed)} lượt quy hoạch minh họa.")
        self.stdout.write("Tài khoản minh họa (chỉ dùng để thử):")
        for user in create_demo_users():
            self.stdout.write(f"  {user.username} / {user.password}  {user.role}: {user.full_name}")

    def _progress(self, table: str, percent: int) -> None:
        self.stdout.write(f"{table}: {percent}%")
        self.stdout.flush()
