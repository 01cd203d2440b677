from __future__ import annotations

from collections.abc import Collection
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q
from simple_history.models import HistoricalRecords

from personnel.scope import Viewer

from .people import Person


class BatchQuerySet(models.QuerySet["Batch"]):
    def visible_to(self, user: Viewer) -> BatchQuerySet:
        """What was written of anybody whom the user may see, and what the user wrote."""
        if user.sees_province:
            return self.all()
        seen = Person.objects.visible_to(user).values("pk")
        rows = BatchRow.objects.filter(batch=OuterRef("pk"), person__in=seen)
        return self.filter(Q(by=getattr(user, "pk", None)) | Exists(rows))


class Batch(models.Model):
    """One thing written of many people at once: what, by whom and when.

    `values` are the columns that were written, as they are by now: a class can be corrected. The
    name tells them unless they are confidential, as everybody who sees the batch reads it. What
    became of each person stands in the rows, every deed in the history.
    """

    class Kind(models.TextChoices):
        CLASS = "class", "Lớp đào tạo, bồi dưỡng"
        FACT = "fact", "Một thông tin của nhiều người"
        FINDING = "finding", "Kết quả xác minh văn bằng"
        ENDED = "ended", "Kết thúc chức danh"
        RESULTS = "results", "Kết quả lớp học"

    kind = models.CharField("Loại", max_length=7, choices=Kind)
    name = models.CharField("Nội dung", max_length=600)
    values = models.JSONField("Giá trị")
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+",
        verbose_name="Người ghi",
    )  # fmt: skip
    at = models.DateTimeField("Ghi lúc")
    undone_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+",
        verbose_name="Người hoàn tác",
    )  # fmt: skip
    undone_at = models.DateTimeField("Hoàn tác lúc", null=True, blank=True)
    history = HistoricalRecords(excluded_fields=["values"], verbose_name="Lịch sử đợt ghi nhận")

    objects = BatchQuerySet.as_manager()

    class Meta:
        verbose_name = "Đợt ghi nhận"
        verbose_name_plural = "Đợt ghi nhận"
        ordering = ("-at", "-pk")
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=["class", "fact", "finding", "ended", "results"]),
                name="batch_kind_known",
                violation_error_message="Loại đợt ghi nhận không hợp lệ.",
            ),
            models.CheckConstraint(
                condition=~Q(name=""),
                name="batch_says_what",
                violation_error_message="Đợt ghi nhận phải có nội dung.",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_whole(self) -> bool:
        """Whether it can be taken back as a whole alone: the titles go with the posts."""
        return self.kind == self.Kind.ENDED

    @property
    def is_class(self) -> bool:
        """Whether all got one and the same credential, so that it can be corrected and added to."""
        return self.kind == self.Kind.CLASS

    @property
    def gives_credentials(self) -> bool:
        """Whether it gave people a credential, which goes when it is taken back."""
        return self.kind in (self.Kind.CLASS, self.Kind.RESULTS)


class BatchRowQuerySet(models.QuerySet["BatchRow"]):
    def standing(self) -> BatchRowQuerySet:
        """Those that nobody took back or left as they were when the batch was undone."""
        return self.filter(taken_back_at__isnull=True, left="")

    def carry(self, joined: int, kept: int) -> None:
        """Make the rows of a record that was joined to another that one's."""
        self.filter(person=joined).update(person=kept)

    def carry_back(self, kept: int, numbers: Collection[int]) -> None:
        """Give a record that is taken apart again the rows written under these numbers.

        The first of `numbers` is its own, the others are of records joined to it before.
        """
        own, *_ = numbers
        self.filter(person=kept, number__in=numbers).update(person=own)


class BatchRow(models.Model):
    """What a batch wrote of one person: a column of theirs, one credential, or one post.

    `before` is null where a credential was added. `person` is whose record it is by now, `number`
    the one it was written under; `confirmed` are codes of doubts that were looked into.
    """

    class Left(models.TextChoices):
        CHANGED = "changed", "đã được sửa sau khi ghi"
        GONE = "gone", "không còn trong hồ sơ"
        JOINED = "joined", "hồ sơ đã gộp sau khi ghi"

    batch = models.ForeignKey(Batch, models.CASCADE, related_name="rows", db_index=False)
    # Keeps the number of a record that was deleted, which may be put back under it.
    person = models.ForeignKey(
        Person, models.DO_NOTHING, related_name="+", verbose_name="Hồ sơ", db_constraint=False
    )
    number = models.BigIntegerField("Số hồ sơ khi ghi")
    credential = models.BigIntegerField("Số văn bằng", null=True, blank=True)
    post = models.BigIntegerField("Số của chức danh đã giữ", null=True, blank=True)
    before = models.JSONField("Trước khi ghi", null=True, blank=True)
    written = models.JSONField("Đã ghi")
    confirmed = models.JSONField("Nội dung đã xem lại", default=list, blank=True)
    taken_back_at = models.DateTimeField("Lấy lại lúc", null=True, blank=True)
    left = models.CharField("Để lại vì", max_length=7, choices=Left, blank=True, default="")

    objects = BatchRowQuerySet.as_manager()

    class Meta:
        verbose_name = "Người trong đợt ghi nhận"
        verbose_name_plural = "Người trong đợt ghi nhận"
        constraints = [
            models.UniqueConstraint(
                fields=["batch", "credential"],
                condition=Q(credential__isnull=False),
                name="batch_row_once_of_a_credential",
                violation_error_message="Văn bằng này đã có trong đợt ghi nhận.",
            ),
            models.UniqueConstraint(
                fields=["batch", "post"],
                condition=Q(post__isnull=False),
                name="batch_row_once_of_a_post",
                violation_error_message="Chức danh này đã có trong đợt ghi nhận.",
            ),
            models.UniqueConstraint(
                fields=["batch", "number"],
                condition=Q(credential__isnull=True, post__isnull=True),
                name="batch_row_once_of_a_person",
                violation_error_message="Người này đã có trong đợt ghi nhận.",
            ),
            models.CheckConstraint(
                condition=Q(taken_back_at__isnull=True) | Q(left=""),
                name="batch_row_taken_back_or_left",
                violation_error_message="Một dòng không vừa được lấy lại vừa được để lại.",
            ),
            models.CheckConstraint(
                condition=Q(left__in=["", "changed", "gone", "joined"]),
                name="batch_row_left_for_a_reason",
                violation_error_message="Lý do để lại không hợp lệ.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.batch_id}: {self.number}"

    @property
    def stands(self) -> bool:
        """Whether nobody took it back, or left it when the batch was undone."""
        return self.taken_back_at is None and not self.left


def columns_kept(record: Any, names: Collection[str]) -> dict[str, Any]:
    """Return columns of a record as a batch keeps them; days as they are written in ISO 8601."""
    held = {name: getattr(record, name) for name in names}
    return {name: v.isoformat() if hasattr(v, "isoformat") else v for name, v in held.items()}


def columns_given(model: type[models.Model], kept: dict[str, Any]) -> dict[str, Any]:
    """Return kept columns as values of the model's fields."""
    fields: dict[str, Any] = {field.attname: field for field in model._meta.concrete_fields}
    return {name: fields[name].to_python(value) for name, value in kept.items()}
