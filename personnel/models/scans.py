from __future__ import annotations

import secrets

from django.conf import settings
from django.core.files.storage import Storage, storages
from django.db import models
from django.db.models import Q
from django.utils import timezone
from simple_history.models import HistoricalRecords

from personnel.scope import Editor, Viewer

from .credentials import Credential
from .people import Person
from .posts import Post


def kept_scans() -> Storage:
    """Return where scans lie, as the settings name it: nothing that an address serves."""
    return storages["scans"]


def place_of_scan(scan: Scan, _name: str) -> str:
    """Return where the file of a scan is to lie: by its month, under a name of our own."""
    return f"{scan.added_at:%Y/%m}/{secrets.token_hex(16)}.{scan.ending}"


def proven_key(fact: Credential | Post) -> str:
    """Return what pages call a fact that scans may prove: "credential-12"."""
    return f"{fact._meta.model_name}-{fact.pk}"


class ScanQuerySet(models.QuerySet["Scan"]):
    def visible_to(self, user: Viewer) -> ScanQuerySet:
        """Scans of the people whom `user` may see; of records that are gone nobody sees any."""
        return self.filter(person__in=Person.objects.visible_to(user))

    def editable_by(self, user: Editor) -> ScanQuerySet:
        """Scans of the people whose records are in the user's hands."""
        return self.filter(person__in=Person.objects.editable_by(user))

    def in_force(self) -> ScanQuerySet:
        """Those that nobody took back."""
        return self.filter(taken_back_at__isnull=True)


class Scan(models.Model):
    """A page or some of a paper behind a credential or a post: the file, by whom and when.

    It keeps the number of its fact: when that is deleted and put back, or goes to another record,
    its scans are there. `size` and `sha256` are those of the file as it is kept. One that was
    taken back is given out no more, and its file is deleted some time after.
    """

    class Kind(models.TextChoices):
        PDF = "application/pdf", "PDF"
        JPEG = "image/jpeg", "JPEG"
        PNG = "image/png", "PNG"

    person = models.ForeignKey(
        Person, models.DO_NOTHING, related_name="scans", verbose_name="Hồ sơ",
        db_constraint=False,
    )  # fmt: skip
    credential = models.ForeignKey(
        Credential, models.DO_NOTHING, null=True, blank=True, related_name="scans",
        verbose_name="Văn bằng, chứng chỉ", db_constraint=False,
    )  # fmt: skip
    post = models.ForeignKey(
        Post, models.DO_NOTHING, null=True, blank=True, related_name="scans",
        verbose_name="Chức danh", db_constraint=False,
    )  # fmt: skip
    name = models.CharField("Tên tệp", max_length=200)
    content_type = models.CharField("Loại tệp", max_length=15, choices=Kind)
    file = models.FileField(
        "Tệp", storage=kept_scans, upload_to=place_of_scan, max_length=200, blank=True
    )
    size = models.PositiveIntegerField("Số byte")
    sha256 = models.CharField("Mã băm SHA-256", max_length=64)
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+",
        verbose_name="Người đính kèm",
    )  # fmt: skip
    added_at = models.DateTimeField("Đính kèm lúc")
    taken_back_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+",
        verbose_name="Người rút",
    )  # fmt: skip
    taken_back_at = models.DateTimeField("Rút lúc", null=True, blank=True)
    # Where the file lies is no fact: what is put back must not name one that was deleted since.
    history = HistoricalRecords(excluded_fields=["file"], verbose_name="Lịch sử bản quét")

    objects = ScanQuerySet.as_manager()

    class Meta:
        verbose_name = "Bản quét"
        verbose_name_plural = "Bản quét"
        ordering = ("added_at", "pk")
        constraints = [
            models.CheckConstraint(
                condition=Q(credential__isnull=False) ^ Q(post__isnull=False),
                name="scan_of_one_fact",
                violation_error_message="Bản quét là của một văn bằng hoặc một chức danh.",
            ),
            models.CheckConstraint(
                condition=Q(content_type__in=["application/pdf", "image/jpeg", "image/png"]),
                name="scan_content_type_known",
                violation_error_message="Bản quét phải là PDF, JPEG hoặc PNG.",
            ),
            models.CheckConstraint(
                condition=Q(taken_back_at__isnull=False)
                | Q(taken_back_by__isnull=True) & ~Q(file=""),
                name="scan_kept_until_taken_back",
                violation_error_message="Bản quét chưa rút phải có tệp.",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def ending(self) -> str:
        """How the name of its file ends: "pdf", "jpg" or "png"."""
        return {"PDF": "pdf", "JPEG": "jpg", "PNG": "png"}[self.Kind(self.content_type).name]

    @property
    def key(self) -> str:
        """The `proven_key` of its fact, whether or not that is there."""
        return f"credential-{self.credential_id}" if self.credential_id else f"post-{self.post_id}"

    @property
    def is_picture(self) -> bool:
        """Whether a browser shows it by itself."""
        return self.content_type != self.Kind.PDF

    @property
    def taken_back_told(self) -> str:
        """When it was taken back and by whom: "đã rút lúc 10:21 05/03/2026, do Ba Tơ"."""
        at = timezone.localtime(self.taken_back_at)
        return f"đã rút lúc {at:%H:%M %d/%m/%Y}, do {self.taken_back_by or 'tài khoản đã xóa'}"

    @property
    def fact(self) -> Credential | Post | None:
        """What it is a scan of; None where that is no more."""
        model, number = (
            (Credential, self.credential_id) if self.credential_id else (Post, self.post_id)
        )
        found: Credential | Post | None = model._default_manager.filter(pk=number).first()
        return found
