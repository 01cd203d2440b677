from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from accounts.models import User
from accounts.second.factors import take_away
from personnel.keeping.recording import Refused, recording


class Command(BaseCommand):
    help = (
        "Bỏ xác thực hai lớp của một tài khoản, khi không còn quản trị nào đăng nhập được để làm "
        "việc đó. Các phiên của tài khoản bị kết thúc; lịch sử ghi lại."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("username", help="Tên đăng nhập.")

    def handle(self, *args: Any, **options: Any) -> None:
        user = User.objects.filter(username=options["username"]).first()
        if user is None:
            raise CommandError("Chưa làm gì: không có tài khoản này.")
        reason = "Bỏ xác thực hai lớp trên máy chủ"
        try:
            with recording(by=None, at=timezone.now(), reason=reason) as scribe:
                fresh = scribe.hold(user)
                take_away(fresh, scribe)
                fresh.sign_ins.end()
        except Refused as refused:
            raise CommandError(str(refused)) from None
        self.stdout.write(f"Đã bỏ xác thực hai lớp của {user.username}.")
