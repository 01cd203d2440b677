from __future__ import annotations

from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone
from simple_history.models import HistoricalRecords

from personnel.scope import Reach, Viewer

from .decisions import ByDecision, decision_constraints
from .hierarchy import OfUnitsQuerySet
from .people import Person, PersonQuerySet
from .titles import Title
from .units import Unit


class HandOverQuerySet(OfUnitsQuerySet["HandOver"]):
    def visible_to(self, user: Viewer) -> HandOverQuerySet:
        """Those that boards within the user's reach give or are to receive; all of the province.

        As `given_by` tells whom they are given by.
        """
        if user.sees_province:
            return self.all()
        given = given_by(user.scope, timezone.localdate(), Person.objects.visible_to(user))
        return self.filter(given | Q(unit__in=user.scope_units))

    def waiting(self) -> HandOverQuerySet:
        """Those offered that nobody has decided yet."""
        return self.filter(state=HandOver.State.WAITING)

    def asked(self) -> HandOverQuerySet:
        """Those that the receiving board asked for, and the giving one has not answered yet."""
        return self.filter(state=HandOver.State.ASKED)

    def pending(self) -> HandOverQuerySet:
        """Those that wait for whichever board."""
        return self.filter(state__in=HandOver.State.pending())

    def coming(self, day: date) -> HandOverQuerySet:
        """Those accepted whose new title begins after `day`."""
        return self.filter(state=HandOver.State.ACCEPTED, day__gt=day)


def given_by(reach: Reach, today: date, people: PersonQuerySet | None = None) -> Q:
    """Return the condition on a hand-over: a board within reach gives.

    For one that ended before `today`, and for a district of which only some communes are within
    reach, whoever has the record acts (`people`; else those in the hands of whose reach it is).
    """
    if people is None:
        people = Person.objects.in_the_hands_of(reach)
    some = Unit.objects.filter(pk__in=reach.units).order_by().ids_above()
    acts_for = Q(giver__valid_to__lt=today) | Q(giver__in=some)
    # Asked of each hand-over, few of which wait: as a list, everybody would be read for it.
    has_record = Exists(people.order_by().filter(pk=OuterRef("person")))
    return Q(giver__in=reach.units) | acts_for & Q(has_record)


class HandOver(ByDecision):
    """A person offered by one board to another, which accepts or declines.

    Until then the person stays where they are; the record itself never moves or is copied.
    The boards are those of districts, or of communes right below the province (`Unit.keeper`).
    `ends` holds the ids of the posts open at the giver's when it was offered: those that end the
    day before `day`. What is known of the decision goes over into the new post.

    The receiving board may have asked for it first (`requested_by`): it knows a number and the
    board that keeps the record, and is shown no more of it until that board offers it.
    """

    class State(models.TextChoices):
        WAITING = "waiting", "Chờ tiếp nhận"
        ACCEPTED = "accepted", "Đã tiếp nhận"
        DECLINED = "declined", "Không tiếp nhận"
        WITHDRAWN = "withdrawn", "Đã rút"
        ASKED = "asked", "Chờ đơn vị quản lý trả lời"
        REFUSED = "refused", "Không bàn giao"
        RECALLED = "recalled", "Đã rút đề nghị bàn giao"

        @classmethod
        def pending(cls) -> tuple[str, ...]:
            """Return the states that wait for a board."""
            return cls.WAITING, cls.ASKED

        @classmethod
        def unoffered(cls) -> tuple[str, ...]:
            """Return the states in which the giver has shown nothing of the record."""
            return cls.ASKED, cls.REFUSED, cls.RECALLED

    person = models.ForeignKey(
        Person, models.CASCADE, related_name="handovers", verbose_name="Người chuyển"
    )
    giver = models.ForeignKey(
        Unit, models.PROTECT, related_name="given", verbose_name="Đơn vị chuyển đi"
    )
    unit = models.ForeignKey(
        Unit, models.PROTECT, related_name="received", verbose_name="Đơn vị tiếp nhận"
    )
    title = models.ForeignKey(Title, models.PROTECT, verbose_name="Chức danh mới")
    day = models.DateField("Từ ngày")
    ends = models.JSONField("Chức danh sẽ thôi giữ", default=list, blank=True)
    state = models.CharField("Tình trạng", max_length=9, choices=State, default=State.WAITING)
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+",
        verbose_name="Người đề nghị",
    )  # fmt: skip
    asked_at = models.DateTimeField("Đề nghị lúc")
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+",
        verbose_name="Người quyết định",
    )  # fmt: skip
    decided_at = models.DateTimeField("Quyết định lúc", null=True, blank=True)
    answer = models.CharField("Lý do", max_length=200, blank=True, default="")
    requested_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+",
        verbose_name="Người đề nghị bàn giao",
    )  # fmt: skip
    requested_at = models.DateTimeField("Đề nghị bàn giao lúc", null=True, blank=True)
    history = HistoricalRecords(verbose_name="Lịch sử chuyển công tác")

    objects = HandOverQuerySet.as_manager()

    class Meta:
        verbose_name = "Chuyển công tác ngoài phạm vi quản lý"
        verbose_name_plural = "Chuyển công tác ngoài phạm vi quản lý"
        ordering = ("-asked_at",)
        constraints = [
            models.UniqueConstraint(
                fields=["person"],
                condition=Q(state="waiting"),
                name="handover_waits_once_a_person",
                violation_error_message="Người này đang chờ một đơn vị khác tiếp nhận.",
            ),
            models.UniqueConstraint(
                fields=["person"],
                condition=Q(state="asked"),
                name="handover_asked_for_once_a_person",
                violation_error_message="Đã có đề nghị bàn giao hồ sơ này, đang chờ trả lời.",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["waiting", "asked"], decided_at__isnull=True)
                | ~Q(state__in=["waiting", "asked"]) & Q(decided_at__isnull=False),
                name="handover_decided_when_not_waiting",
                violation_error_message="Việc chuyển đã quyết định phải có thời điểm quyết định.",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["asked", "refused", "recalled"])
                | Q(requested_at__isnull=False),
                name="handover_asked_for_has_its_moment",
                violation_error_message="Đề nghị bàn giao phải có thời điểm đề nghị.",
            ),
            *decision_constraints("handover"),
        ]

    def __str__(self) -> str:
        return f"{self.person}: {self.title}, {self.unit}"

    @property
    def is_unoffered(self) -> bool:
        """Whether the receiving board may know no more than the number that it typed."""
        return self.state in self.State.unoffered()
