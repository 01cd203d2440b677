import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.core.management.base import CommandError, CommandParser
from django.core.management.commands import migrate
from django.db import DatabaseError, connections
from django.db.backends.base.base import BaseDatabaseWrapper

from personnel.basics.outages import is_busy

# In thousandths of a second. PostgreSQL looks for circles after a whole second: whoever waits in
# one with `migrate` has gone on by then, and it is not them who is refused.
WAITS = 400
# Between two tries, in seconds: time for whoever waited behind it to get through.
PAUSE = 1.0
TRIES = 300
GIVES_WAY = "  Có người đang dùng bảng cần đổi: nhường, thử lại sau {pause:g} giây (lần {turn})."
GIVES_UP = (
    "Chưa nâng cấp xong: đã thử {tries} lần, lần nào cũng có người đang dùng bảng cần đổi. Những "
    "bước đã xong được giữ lại, bước dở dang không để lại gì. Hãy đợi việc đọc, ghi tệp hay sao "
    "lưu đang chạy kết thúc, hoặc dừng gunicorn, rồi chạy lại lệnh này."
)


class Command(migrate.Command):
    """Django's `migrate`, which gives way to whoever is at work, and comes back.

    A migration that does not get a table in time, or waits in a circle, is taken back whole, as
    each is one transaction; those before it stay.
    """

    def add_arguments(self, parser: CommandParser) -> None:
        """Take besides how long a table is waited for, and how often all is tried."""
        super().add_arguments(parser)
        parser.add_argument(
            "--waits", type=int, default=WAITS, metavar="MILI-GIÂY",
            help="PostgreSQL: chờ một bảng lâu nhất bao nhiêu phần nghìn giây (%(default)s).",
        )  # fmt: skip
        parser.add_argument(
            "--tries", type=int, default=TRIES, metavar="SỐ-LẦN",
            help="Thử nhiều nhất bao nhiêu lần (%(default)s).",
        )  # fmt: skip

    def handle(self, *args: Any, **options: Any) -> None:
        """Migrate; raises CommandError when others held what it needs at each try."""
        waits, tries = options.pop("waits", WAITS), options.pop("tries", TRIES)
        with _waiting_at_most(connections[options["database"]], waits) as connection:
            for turn in range(1, tries + 1):
                try:
                    super().handle(*args, **options)
                    return
                except DatabaseError as error:
                    if connection.in_atomic_block or not is_busy(error):
                        raise
                if turn < tries:
                    self._give_way(turn, options["verbosity"])
        raise CommandError(GIVES_UP.format(tries=tries))

    def _give_way(self, turn: int, verbosity: int) -> None:
        """Let whoever waited go first, and say so."""
        if verbosity:
            self.stdout.write("\n" + GIVES_WAY.format(pause=PAUSE, turn=turn + 1))
        time.sleep(PAUSE)


@contextmanager
def _waiting_at_most(
    connection: BaseDatabaseWrapper, thousandths: int
) -> Iterator[BaseDatabaseWrapper]:
    """Let PostgreSQL wait no longer than this for a table within."""
    if connection.vendor != "postgresql":
        yield connection
        return
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_setting('lock_timeout')")
        (before,) = cursor.fetchone()
    _set(connection, str(thousandths))
    try:
        yield connection
    finally:
        _set(connection, before)


def _set(connection: BaseDatabaseWrapper, timeout: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('lock_timeout', %s, false)", [timeout])
