"""Files kept in the database, in pieces, so that one dump of it is the whole backup."""

from __future__ import annotations

import errno
from collections.abc import Iterator
from datetime import datetime
from functools import partial
from hashlib import sha256
from pathlib import Path
from typing import Any

from django.core.files.base import ContentFile, File
from django.core.files.storage import Storage
from django.db import DEFAULT_DB_ALIAS, DatabaseError, models, transaction
from django.utils import timezone

from personnel.basics.former_folder import StillInFolder
from personnel.basics.outages import TOO_LARGE, DiskFault
from personnel.basics.pieces import OpenedAnew, Piece, Pieces

# What is held of a file at a time, whoever writes or reads it.
PIECE = 512 * 1024
# More than any file that a page takes (docs/operating.md, Limits).
MOST = 64 * 1024 * 1024


class KeptFile(models.Model):
    """A file as storages know it: where (`area`), its name there, and what tells it is whole."""

    class Area(models.TextChoices):
        UPLOADS = "uploads", "Tệp Excel đã nộp"
        SCANS = "scans", "Bản quét, văn bản"

    area = models.CharField("Nơi giữ", max_length=10, choices=Area)
    name = models.CharField("Tên", max_length=200)
    size = models.PositiveIntegerField("Số byte", default=0)
    sha256 = models.CharField("Mã băm SHA-256", max_length=64, blank=True, default="")
    at = models.DateTimeField("Giữ lúc")

    class Meta:
        verbose_name = "Tệp được giữ"
        verbose_name_plural = "Tệp được giữ"
        ordering = ("area", "name")
        constraints = [
            models.UniqueConstraint(
                fields=["area", "name"],
                name="kept_file_once",
                violation_error_message="Đã giữ một tệp tên này.",
            ),
            models.CheckConstraint(
                condition=models.Q(area__in=["uploads", "scans"]),
                name="kept_file_area_known",
                violation_error_message="Nơi giữ là tệp Excel đã nộp hoặc bản quét.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.area}/{self.name}"


class KeptPiece(models.Model):
    """Some bytes of a file, from `start` on. They stand in no dump of `dumpdata`."""

    file = models.ForeignKey(KeptFile, models.CASCADE, related_name="pieces", verbose_name="Tệp")
    start = models.PositiveIntegerField("Từ byte")
    content = models.BinaryField("Nội dung", serialize=False)

    class Meta:
        verbose_name = "Phần của tệp"
        verbose_name_plural = "Phần của tệp"
        ordering = ("file", "start")
        constraints = [
            models.UniqueConstraint(
                fields=["file", "start"],
                name="kept_piece_once",
                violation_error_message="Phần này của tệp đã có.",
            ),
            models.CheckConstraint(
                condition=~models.Q(content=b""),
                name="kept_piece_holds_something",
                violation_error_message="Phần của tệp phải có nội dung.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.file_id}: {self.start}"


class _InPieces(Storage):
    """Files of an area, kept in the transaction of whoever keeps or deletes them."""

    with_its_record = True

    def __init__(self, area: str) -> None:
        self.area = area

    @property
    def _files(self) -> models.QuerySet[KeptFile]:
        return KeptFile.objects.using(DEFAULT_DB_ALIAS).filter(area=self.area)

    def _save(self, name: str, content: File[Any]) -> str:
        with transaction.atomic():
            kept = KeptFile.objects.create(area=self.area, name=name, at=timezone.now())
            digest = sha256()
            for piece in _pieces(content):
                if kept.size + len(piece) > MOST:
                    raise DiskFault(TOO_LARGE)
                KeptPiece.objects.create(file=kept, start=kept.size, content=piece)
                digest.update(piece)
                kept.size += len(piece)
            kept.sha256 = digest.hexdigest()
            kept.save(update_fields=["size", "sha256"])
        return name

    def _open(self, name: str, mode: str = "rb") -> File[Any]:
        return OpenedAnew(partial(self._found, name), name)

    def _found(self, name: str) -> Pieces:
        kept = self._kept(name)
        return Pieces(partial(_piece_at, kept.pk), kept.size)

    def _kept(self, name: str) -> KeptFile:
        kept = self._files.filter(name=name).first()
        if kept is None:
            raise FileNotFoundError(errno.ENOENT, "No such file")
        return kept

    def delete(self, name: str) -> None:
        # With its pieces, in one statement each: no byte of theirs is read for it.
        found = self._files.filter(name=name)
        with transaction.atomic():
            KeptPiece.objects.filter(file__in=found)._raw_delete(found.db)
            found._raw_delete(found.db)

    def exists(self, name: str) -> bool:
        return self._files.filter(name=name).exists()

    def size(self, name: str) -> int:
        return self._kept(name).size

    def get_modified_time(self, name: str) -> datetime:
        return self._kept(name).at

    def listdir(self, path: str) -> tuple[list[str], list[str]]:
        inside = f"{path}/" if path else ""
        names = self._files.filter(name__startswith=inside).values_list("name", flat=True)
        folders: set[str] = set()
        files: set[str] = set()
        for name in names.iterator():
            first, is_folder, _ = name[len(inside) :].partition("/")
            (folders if is_folder else files).add(first)
        return sorted(folders), sorted(files)


class KeptInDatabase(StillInFolder, _InPieces):
    """Files of an area in the database; what the folder `former` still has is found too."""

    def __init__(self, area: str, former: Path | None = None) -> None:
        super().__init__(area)
        self.find_also_in(former)

    def keep_as(self, name: str, content: File[Any]) -> None:
        """Keep a file under a name that is not there yet."""
        self._save(name, content)

    def replace(self, name: str, content: bytes) -> None:
        """Put `content` in the place of a file, or leave it as it was."""
        with transaction.atomic():
            self.delete(name)
            self._save(name, ContentFile(content))

    def require(self) -> None:
        """Whoever reaches the database can begin."""

    def takes_files(self) -> bool:
        """Whether the tables are there to be asked."""
        try:
            self._files.exists()
        except DatabaseError:
            return False
        return True


def _pieces(content: File[Any]) -> Iterator[bytes]:
    if content.seekable():
        content.seek(0)
    while piece := content.read(PIECE):
        yield piece


def _piece_at(file: int, position: int) -> Piece:
    pieces = (
        KeptPiece.objects.using(DEFAULT_DB_ALIAS)
        .filter(file=file, start__lte=position)
        .order_by("-start")
    )
    found = pieces.values_list("start", "content").first()
    if found is None or found[0] + len(found[1]) <= position:
        raise OSError(errno.EIO, "The file is not whole")
    return found[0], bytes(found[1])
