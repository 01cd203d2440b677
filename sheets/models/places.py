from django.db import models


class WorkPlace(models.Model):
    """What the process at a place of work says: of which run, where, and how far it has come.

    Whether anybody works there is told by the lock of the place, never by this row, which stays.
    """

    number = models.PositiveSmallIntegerField("Chỗ số", primary_key=True)
    run = models.CharField("Lượt", max_length=150)
    process = models.PositiveIntegerField("Tiến trình")
    host = models.CharField("Máy", max_length=100)
    step = models.CharField("Bước", max_length=20, blank=True)
    done = models.PositiveIntegerField("Đã làm")
    total = models.PositiveIntegerField("Tất cả")

    class Meta:
        verbose_name = "Chỗ làm việc"
        verbose_name_plural = "Chỗ làm việc"
        ordering = ("number",)

    def __str__(self) -> str:
        return f"{self.number}: {self.host}"
