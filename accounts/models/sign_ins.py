from __future__ import annotations

from datetime import datetime

from django.conf import settings
from django.contrib.sessions.models import Session
from django.db import models
from django.db.models import Exists, OuterRef, Subquery


class SignInQuerySet(models.QuerySet["SignIn"]):
    def going_on(self, now: datetime) -> SignInQuerySet:
        """Those whose session still lives at `now`, the latest seen first.

        The session itself is asked, so that the list agrees however a session came to its
        end: signed out, timed out, ended from another browser.
        """
        alive = Session.objects.filter(session_key=OuterRef("session_key"), expire_date__gt=now)
        return self.filter(Exists(alive)).order_by("-last_seen", "-pk")

    def forgettable(self, before: datetime, now: datetime) -> SignInQuerySet:
        """Return those last seen before a moment.

        Those that still go on at `now` stay, and each user's latest: whether and when somebody
        was last here is always known.
        """
        latest = SignIn.objects.filter(user=OuterRef("user")).order_by("-started", "-pk")
        old = self.filter(last_seen__lt=before).exclude(pk=Subquery(latest.values("pk")[:1]))
        return old.exclude(pk__in=SignIn.objects.going_on(now).values("pk"))

    def forget(self, before: datetime, now: datetime) -> int:
        """Delete what is `forgettable`; returns how many."""
        forgotten, _ = self.forgettable(before, now).delete()
        return forgotten

    def end(self) -> int:
        """Sign these browsers out; returns how many were signed in."""
        keys = list(self.exclude(session_key="").values_list("session_key", flat=True))
        ended, _ = Session.objects.filter(session_key__in=keys).delete()
        return ended


class SignIn(models.Model):
    """One time that a user signed in: when, where from, with what, and last seen when.

    Kept after its session has ended, as the record of who came in, until an administrator of
    the server forgets it (`forget_sign_ins`).
    """

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.CASCADE,
        related_name="sign_ins",
        verbose_name="Người dùng",
    )
    session_key = models.CharField("Mã phiên", max_length=40, blank=True, default="", db_index=True)
    started = models.DateTimeField("Đăng nhập lúc")
    last_seen = models.DateTimeField("Hoạt động gần nhất")
    address = models.GenericIPAddressField("Địa chỉ máy", null=True, blank=True)
    agent = models.CharField("Trình duyệt", max_length=255, blank=True, default="")

    objects = SignInQuerySet.as_manager()

    class Meta:
        verbose_name = "Lượt đăng nhập"
        verbose_name_plural = "Lượt đăng nhập"
        ordering = ("-started", "-pk")

    def __str__(self) -> str:
        return f"{self.user}, {self.started:%d/%m/%Y %H:%M}"
