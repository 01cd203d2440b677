from __future__ import annotations

from django.db import models
from django.db.models import Q

from .periods import Period


class IssuedFile(models.Model):
    """A file that a sealed period gives out: made with the seal, the same bytes for good.

    Of the province or of one unit that handed in (`unit`, its number as it was sealed), with how
    many people it lists by name.
    """

    period = models.ForeignKey(
        Period, models.PROTECT, related_name="files", verbose_name="Kỳ báo cáo",
        db_index=False,  # issued_file_once begins with it
    )  # fmt: skip
    unit = models.BigIntegerField("Đơn vị")
    form = models.CharField("Dạng tệp", max_length=4)
    people = models.PositiveIntegerField("Số người được nêu tên", default=0)
    content = models.BinaryField("Nội dung")
    # Of one that named people whose names were erased since: its bytes are no more.
    names_erased_at = models.DateTimeField("Xóa tên lúc", null=True, blank=True)
    sha256 = models.CharField("Mã xác thực", max_length=64)

    class Meta:
        verbose_name = "Tệp phát hành"
        verbose_name_plural = "Tệp phát hành"
        constraints = [
            models.UniqueConstraint(
                fields=["period", "unit", "form"],
                name="issued_file_once",
                violation_error_message="Tệp này đã được phát hành khi khóa.",
            ),
            models.CheckConstraint(
                condition=Q(names_erased_at__isnull=True) | Q(people__gt=0, content=b""),
                name="issued_file_erased_has_no_content",
                violation_error_message="Tệp đã xóa tên không còn nội dung.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.period}: {self.unit}.{self.form}"
