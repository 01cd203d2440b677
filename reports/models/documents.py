from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q


class Kept(models.Model):
    """A state of something that the province sets, one after another: the last is in use.

    Nothing of an earlier one changes: going back is another state. `number` counts them, so that
    of two who change the same state only one does.
    """

    number = models.PositiveIntegerField("Lần")
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+",
        verbose_name="Người đổi",
    )  # fmt: skip
    author = models.CharField("Tên người đổi", max_length=150)
    at = models.DateTimeField("Đổi lúc")

    class Meta:
        abstract = True

    @classmethod
    def in_use(cls) -> Any:
        """Return the last; None where nothing was ever set."""
        return cls._default_manager.order_by("-number").first()


class DocumentTemplate(Kept):
    """The province's own template of the report in Word; without content, the shipped one."""

    name = models.CharField("Tên tệp", max_length=150, blank=True, default="")
    content = models.BinaryField("Nội dung", default=b"")
    sha256 = models.CharField("Mã xác thực", max_length=64, blank=True, default="")

    class Meta:
        verbose_name = "Mẫu báo cáo"
        verbose_name_plural = "Mẫu báo cáo"
        ordering = ("-number",)
        constraints = [
            models.UniqueConstraint(
                fields=["number"],
                name="document_template_number_once",
                violation_error_message="Mẫu báo cáo vừa được người khác đổi. Mở lại trang.",
            ),
            models.CheckConstraint(
                condition=Q(name="", sha256="") | ~Q(name="") & ~Q(sha256=""),
                name="document_template_named_with_its_content",
                violation_error_message="Mẫu riêng phải có tên tệp và mã xác thực.",
            ),
        ]

    def __str__(self) -> str:
        return self.name or "Mẫu của phần mềm"


class DocumentForm(Kept):
    """What the province has set of the form: margins, marks, signers, recipients."""

    values = models.JSONField("Thể thức", default=dict, blank=True)

    class Meta:
        verbose_name = "Thể thức báo cáo"
        verbose_name_plural = "Thể thức báo cáo"
        ordering = ("-number",)
        constraints = [
            models.UniqueConstraint(
                fields=["number"],
                name="document_form_number_once",
                violation_error_message="Thể thức vừa được người khác đổi. Mở lại trang.",
            ),
        ]

    def __str__(self) -> str:
        return f"Thể thức báo cáo, lần {self.number}"
