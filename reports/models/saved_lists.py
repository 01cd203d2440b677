from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.db.models import Q

from personnel.basics.plain import PLAIN_NAME

if TYPE_CHECKING:
    from personnel.scope import Viewer


class SavedListQuerySet(models.QuerySet["SavedList"]):
    def of(self, user: Viewer) -> SavedListQuerySet:
        """The lists that `user` saved; nobody sees another's."""
        return self.filter(user=user)

    def keep(self, user: Viewer, name: str, query: str) -> bool:
        """Keep a list of `user` under a name, and return whether it is a new one."""
        _, is_new = self.update_or_create(user=user, name=name, defaults={"query": query})
        return is_new


class SavedList(models.Model):
    """A selection of people that a user keeps under a name.

    `query` is the address of the list without page; it has an as-of day only when the list is
    about another day than the one on which it is opened.
    """

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="saved_lists",
        verbose_name="Người dùng",
    )  # fmt: skip
    name = models.CharField("Tên danh sách", max_length=60, validators=[PLAIN_NAME])
    query = models.TextField("Điều kiện lọc", blank=True, default="")

    objects = SavedListQuerySet.as_manager()

    class Meta:
        verbose_name = "Danh sách đã lưu"
        verbose_name_plural = "Danh sách đã lưu"
        ordering = ("name",)
        constraints = [
            models.UniqueConstraint(
                fields=["user", "name"],
                name="saved_list_name_once_a_user",
                violation_error_message="Đã có danh sách được lưu dưới tên này.",
            ),
            models.CheckConstraint(
                condition=~Q(name=""),
                name="saved_list_has_name",
                violation_error_message="Danh sách phải có tên.",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class ListColumnsQuerySet(models.QuerySet["ListColumns"]):
    def of(self, user: Viewer) -> str:
        """Return the columns that `user` always uses; "" for those that all use."""
        return next(iter(self.filter(user=user).values_list("columns", flat=True)), "")

    def keep(self, user: Viewer, columns: str) -> None:
        """Use these columns for `user` from now on, in place of those kept before."""
        self.update_or_create(user=user, defaults={"columns": columns})

    def forget(self, user: Viewer) -> bool:
        """Use for `user` what all use again, and return whether anything was kept."""
        return bool(self.filter(user=user).delete()[0])


class ListColumns(models.Model):
    """The columns that a user always wants to see in the list of people, in their order.

    `columns` is as the address of the list has them.
    """

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="list_columns",
        verbose_name="Người dùng",
    )  # fmt: skip
    columns = models.TextField("Các cột")

    objects = ListColumnsQuerySet.as_manager()

    class Meta:
        verbose_name = "Cột hiển thị của người dùng"
        verbose_name_plural = "Cột hiển thị của người dùng"
        constraints = [
            models.CheckConstraint(
                condition=~Q(columns=""),
                name="list_columns_has_some",
                violation_error_message="Chọn ít nhất một cột.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user}: {self.columns}"
