"""When the database or the disk does not work: which of them, why, and what to do about it."""

from __future__ import annotations

import errno
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from django.db import DatabaseError, Error, InterfaceError, OperationalError


@dataclass(frozen=True)
class Outage:
    """What a page says of it; `reason` and `advice` are whole sentences."""

    title: str
    reason: str
    advice: str

    def __str__(self) -> str:
        return f"{self.reason} {self.advice}"


BUSY = Outage(
    "Cơ sở dữ liệu đang bận",
    "Cơ sở dữ liệu đang bận ghi một lượt khác.",
    "Hãy thử lại sau ít phút.",
)
AWAY = Outage(
    "Không kết nối được cơ sở dữ liệu",
    "Không kết nối được, hoặc mất kết nối với cơ sở dữ liệu: cơ sở dữ liệu dừng, khởi động lại "
    "hoặc hết chỗ cho kết nối mới.",
    "Hãy thử lại sau ít phút; nếu vẫn vậy, báo quản trị máy chủ.",
)
NOT_OPENED = Outage(
    "Không mở được cơ sở dữ liệu",
    "Không mở được tệp cơ sở dữ liệu trên máy chủ, hoặc ổ đĩa báo lỗi.",
    "Báo quản trị máy chủ kiểm tra tệp cơ sở dữ liệu và ổ đĩa rồi làm lại.",
)
DATABASE_FULL = Outage(
    "Cơ sở dữ liệu hết chỗ",
    "Ổ đĩa của cơ sở dữ liệu đã hết chỗ nên không ghi thêm được.",
    "Báo quản trị máy chủ dọn chỗ rồi làm lại.",
)
DATABASE_READ_ONLY = Outage(
    "Cơ sở dữ liệu không cho ghi",
    "Cơ sở dữ liệu hiện chỉ cho đọc.",
    "Báo quản trị máy chủ mở lại quyền ghi rồi làm lại.",
)
NO_TABLES = Outage(
    "Cơ sở dữ liệu chưa có bảng",
    "Cơ sở dữ liệu mà cổng đang kết nối không có các bảng của cổng thông tin.",
    "Báo quản trị máy chủ kiểm tra địa chỉ cơ sở dữ liệu (DATABASE_URL) và chạy lệnh migrate.",
)
DISK_FULL = Outage(
    "Máy chủ hết chỗ giữ tệp",
    "Ổ đĩa của máy chủ đã hết chỗ nên không ghi thêm được tệp.",
    "Báo quản trị máy chủ dọn chỗ rồi làm lại.",
)
DISK_READ_ONLY = Outage(
    "Nơi giữ tệp không ghi được",
    "Cổng thông tin không có quyền đọc, ghi ở nơi giữ tệp của máy chủ, hoặc ổ đĩa chỉ cho đọc.",
    "Báo quản trị máy chủ mở lại quyền rồi làm lại.",
)
NOT_THERE = Outage(
    "Không tìm thấy nơi giữ tệp",
    "Không tìm thấy thư mục hoặc tệp ở nơi giữ tệp của máy chủ.",
    "Báo quản trị máy chủ kiểm tra nơi giữ tệp (FILES, UPLOADS_DIR, SCANS_DIR) rồi làm lại.",
)
STORE_AWAY = Outage(
    "Không kết nối được nơi giữ tệp",
    "Không kết nối được kho giữ tệp (S3), hoặc kho không trả lời.",
    "Hãy thử lại sau ít phút; nếu vẫn vậy, báo quản trị máy chủ.",
)
TOO_LARGE = Outage(
    "Tệp quá lớn",
    "Tệp lớn hơn mức một tệp được giữ.",
    "Tách thành nhiều tệp nhỏ hơn rồi làm lại.",
)
OVERLOADED = Outage(
    "Máy chủ quá tải",
    "Máy chủ hết bộ nhớ, hoặc đang mở quá nhiều tệp và tiến trình.",
    "Hãy thử lại sau ít phút; nếu vẫn vậy, báo quản trị máy chủ.",
)
DISK_BROKEN = Outage(
    "Nơi giữ tệp bị lỗi",
    "Ổ đĩa giữ tệp của máy chủ báo lỗi.",
    "Báo quản trị máy chủ kiểm tra ổ đĩa rồi làm lại.",
)
_OF_SQLITE = {
    sqlite3.SQLITE_BUSY: BUSY,
    sqlite3.SQLITE_LOCKED: BUSY,
    sqlite3.SQLITE_FULL: DATABASE_FULL,
    sqlite3.SQLITE_READONLY: DATABASE_READ_ONLY,
    sqlite3.SQLITE_CANTOPEN: NOT_OPENED,
    sqlite3.SQLITE_IOERR: NOT_OPENED,
}
# Codes of PostgreSQL, each or by class: lock_not_available, query_canceled, rolled back for
# another's sake; disk_full, read_only_sql_transaction; connections, resources, shut down, system.
_OF_POSTGRESQL = {
    "55P03": BUSY, "57014": BUSY, "40": BUSY, "53100": DATABASE_FULL, "25006": DATABASE_READ_ONLY,
    "08": AWAY, "53": AWAY, "57": AWAY, "58": AWAY,
}  # fmt: skip
_OF_DISK = {
    errno.ENOSPC: DISK_FULL, errno.EDQUOT: DISK_FULL, errno.EFBIG: DISK_FULL,
    errno.EROFS: DISK_READ_ONLY, errno.EACCES: DISK_READ_ONLY, errno.EPERM: DISK_READ_ONLY,
    errno.ENOENT: NOT_THERE, errno.ENOTDIR: NOT_THERE, errno.EEXIST: NOT_THERE,
    errno.EHOSTUNREACH: STORE_AWAY, errno.EAGAIN: OVERLOADED, errno.ENOMEM: OVERLOADED,
    errno.EMFILE: OVERLOADED, errno.ENFILE: OVERLOADED,
}  # fmt: skip
# What is no other trouble than the disk's, wherever it comes from: /tmp is full as well.
_SURELY_DISK = (errno.ENOSPC, errno.EDQUOT, errno.EROFS)


class DiskFault(Exception):
    """The disk took, or gave, no file, and nothing was changed; says why in Vietnamese."""

    def __init__(self, outage: Outage) -> None:
        super().__init__(str(outage))
        self.outage = outage


@contextmanager
def disk_told() -> Iterator[None]:
    """Raise DiskFault for what the system says of its files."""
    try:
        yield
    except FileExistsError as error:
        # Django raises it without a number where a folder is to be and a file is.
        raise DiskFault(NOT_THERE) from error
    except OSError as error:
        raise DiskFault(_OF_DISK.get(error.errno or 0, DISK_BROKEN)) from error


def outage_of(error: BaseException | None) -> Outage | None:
    """Return what does not work, as an error or what it came from tells; None if it tells not."""
    while error is not None:
        if found := _told_by(error):
            return found
        error = error.__cause__ or error.__context__
    return None


def is_busy(error: DatabaseError) -> bool:
    """Whether the database works, and others held what was asked for too long."""
    return outage_of(error) is BUSY


def _told_by(error: BaseException) -> Outage | None:
    if isinstance(error, DiskFault):
        return error.outage
    if isinstance(error, OSError) and error.errno in _SURELY_DISK:
        return _OF_DISK[error.errno]
    return _told_by_database(error) if isinstance(error, Error) else None


def _told_by_database(error: Error) -> Outage | None:
    """Return what the driver's own error tells, by its number: its words are the server's."""
    number = getattr(error.__cause__, "sqlite_errorcode", None)
    if number is not None:
        if number == sqlite3.SQLITE_ERROR and "no such table" in str(error):
            return NO_TABLES
        return _OF_SQLITE.get(number & 0xFF)
    code = getattr(error.__cause__, "pgcode", None)
    if code is None:
        # Whoever is not connected, or no longer, is told no code.
        lost = isinstance(error, (OperationalError, InterfaceError))
        return AWAY if lost and not isinstance(error.__cause__, sqlite3.Error) else None
    return _OF_POSTGRESQL.get(code) or _OF_POSTGRESQL.get(code[:2])
