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
