from __future__ import annotations

import secrets

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q

from personnel.models.units import Unit
from personnel.scope import Editor

from .files import kept_files


def place_kept(upload: Upload, _name: str) -> str:
    """Return where the file of an upload is to lie: by its month, under a name of our own."""
    return f"{upload.at:%Y/%m}/{secrets.token_hex(16)}.xlsx"


class UploadQuerySet(models.QuerySet["Upload"]):
    def editable_by(self, user: Editor) -> UploadQuerySet:
        """Uploads that touch no other units than those whose records the user keeps.

        The rows and the file name people with their whole numbers, so only who may write them
        may read them.
        """
        if user.edits_province:
            return self.all()
        touched = Upload.districts.through._default_manager.filter(upload=OuterRef("pk"))
        own = user.edited_units
        return self.filter(
            Exists(touched.filter(unit__in=own)), ~Exists(touched.exclude(unit__in=own))
        )


class Upload(models.Model):
    """A workbook that somebody handed in: the file, how it is read, and what became of it.

    `districts` bound what it may touch, units of whatever level; none of them stands for the
    whole province. The
    state changes to written, or undone, in the transaction that writes or takes back.
    """

    class State(models.TextChoices):
        READING = "reading", "Đang đọc"
        REFUSED = "refused", "Không nhận"
        READ = "read", "Chờ xác nhận"
        WRITING = "writing", "Đang ghi"
        WRITTEN = "written", "Đã ghi"
        UNDONE = "undone", "Đã hoàn tác"
        DISCARDED = "discarded", "Đã bỏ"

    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="uploads", verbose_name="Người nộp"
    )
    at = models.DateTimeField("Nộp lúc")
    districts: models.ManyToManyField[Unit, models.Model] = models.ManyToManyField(
        Unit, related_name="+", blank=True, verbose_name="Phạm vi"
    )
    name = models.CharField("Tên tệp", max_length=200)
    # Nothing is kept of what is no sound workbook.
    file = models.FileField(
        "Tệp", storage=kept_files, upload_to=place_kept, max_length=200, blank=True
    )
    # Of the file as it was handed in; macros are taken out before it is kept.
    sha256 = models.CharField("Mã băm SHA-256", max_length=64, db_index=True)
    size = models.PositiveIntegerField("Số byte")
    state = models.CharField("Trạng thái", max_length=10, choices=State, default=State.READING)
    # Each reading and each writing is a run of its own; what an earlier one brings is dropped.
    run = models.PositiveIntegerField("Lượt xử lý", default=0)
    # When the work of the run began; none while it waits for its turn.
    seen_at = models.DateTimeField("Bắt đầu xử lý lúc", null=True, blank=True)
    message = models.TextField("Lý do", blank=True, default="")
    correction = models.JSONField("Cách đọc đã chỉnh", default=dict, blank=True)
    signature = models.CharField("Dấu của tiêu đề", max_length=64, blank=True, default="")
    # The layout by which the file is read, where one was corrected by hand and kept.
    remembered = models.ForeignKey(
        "RememberedLayout", models.SET_NULL, null=True, blank=True, related_name="+",
        verbose_name="Cách đọc đã nhớ",
    )  # fmt: skip
    understanding = models.JSONField("Cách đọc", default=list, blank=True)
    decisions = models.JSONField("Quyết định", default=dict, blank=True)
    counts = models.JSONField("Số lượng", default=dict, blank=True)
    effects = models.JSONField("Ảnh hưởng đến chỉ tiêu", null=True, blank=True)
    written_at = models.DateTimeField("Ghi lúc", null=True, blank=True)
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+",
        verbose_name="Người ghi",
    )  # fmt: skip
    undone_at = models.DateTimeField("Hoàn tác lúc", null=True, blank=True)
    undone_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+",
        verbose_name="Người hoàn tác",
    )  # fmt: skip

    objects = UploadQuerySet.as_manager()

    class Meta:
        # As it was called when uploads stood among the facts: data never moved.
        db_table = "personnel_upload"
        verbose_name = "Lượt nhập tệp"
        verbose_name_plural = "Lượt nhập tệp"
        ordering = ("-at", "-pk")
        constraints = [
            models.CheckConstraint(
                condition=Q(written_at__isnull=False) | ~Q(state__in=["written", "undone"]),
                name="upload_written_has_its_moment",
                violation_error_message="Lượt nhập đã ghi phải có thời điểm ghi.",
            ),
            models.CheckConstraint(
                condition=Q(undone_at__isnull=True) ^ Q(state="undone"),
                name="upload_undone_has_its_moment",
                violation_error_message="Lượt nhập đã hoàn tác phải có thời điểm hoàn tác.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} ({self.at:%d/%m/%Y})"


class UploadRow(models.Model):
    """One person of an uploaded file as the preview shows it; replaced when it is read anew.

    `problems` are mappings with the names of `records.Problem.as_json`, the column's `field`,
    what is `accepted`, and a `severity` ("error", "question", "conflict" or "warning");
    `changes` are triples of label, before and after; `candidates` are the ids of recorded people
    that the row may mean. `fingerprint` tells whether writing would still do what was shown.
    """

    class Status(models.TextChoices):
        NEW = "new", "Mới"
        CHANGED = "changed", "Thay đổi"
        UNCHANGED = "unchanged", "Không đổi"
        WITHHELD = "withheld", "Chờ quyết định"
        ASKED = "asked", "Chờ trả lời"
        ERROR = "error", "Lỗi"
        LEFT_OUT = "left_out", "Để ngoài"

    # Rows that were compared with no record: nothing of them is written.
    UNREAD = (Status.ASKED, Status.ERROR, Status.LEFT_OUT)

    upload = models.ForeignKey(Upload, models.CASCADE, related_name="rows")
    order = models.PositiveIntegerField("Thứ tự")
    sheet = models.CharField("Trang tính", max_length=100)
    number = models.PositiveIntegerField("Dòng")
    full_name = models.CharField("Họ và tên", max_length=200, blank=True)
    unit_name = models.CharField("Đơn vị", max_length=200, blank=True)
    unit = models.ForeignKey(Unit, models.SET_NULL, null=True, related_name="+")
    status = models.CharField("Loại", max_length=9, choices=Status)
    changes = models.JSONField("Thay đổi", default=list)
    problems = models.JSONField("Vấn đề", default=list)
    has_conflicts = models.BooleanField("Có nội dung cần quyết định", default=False)
    has_warnings = models.BooleanField("Có lưu ý", default=False)
    # Of `changes.RowDiff`: what the page may ask besides.
    lower = models.JSONField("Trình độ thấp hơn đã ghi", default=list)
    needs_since = models.BooleanField("Cần ngày giữ chức danh", default=False)
    unnamed = models.JSONField("Chức danh ở đơn vị cũ mà tệp không nêu", default=list)
    # Whether the records changed after the preview was shown.
    is_stale = models.BooleanField("Đổi sau khi xem trước", default=False)
    person = models.BigIntegerField("Số hồ sơ", null=True)
    candidates = models.JSONField("Hồ sơ có thể là", default=list)
    fingerprint = models.CharField(max_length=64, blank=True)

    class Meta:
        db_table = "personnel_uploadrow"
        verbose_name = "Dòng của tệp"
        verbose_name_plural = "Dòng của tệp"
        ordering = ("order",)
        constraints = [
            models.UniqueConstraint(fields=["upload", "order"], name="upload_row_once"),
        ]

    def __str__(self) -> str:
        return f"{self.sheet}, dòng {self.number}"
