from __future__ import annotations

from datetime import date

from django.db import models
from django.db.models import Case, Q, Value, When
from django.db.models.functions import Coalesce
from simple_history.models import HistoricalRecords

from personnel.basics.periods import Days, Lasting, LastingQuerySet
from personnel.kinds import KIND_CHOICES, KINDS, level_of_its_kind
from personnel.scope import Viewer
from personnel.words.dates import PrecisionField, is_last_of_year, precise_when_known, show

from .people import Person
from .verifying import Verifiable, not_withdrawn, verification_constraints


class CredentialQuerySet(LastingQuerySet["Credential"]):
    def held_on(self, day: date) -> CredentialQuerySet:
        """Credentials that count on `day`: awarded by then, or nobody knows when, not withdrawn."""
        return self.lasting_on(day).filter(not_withdrawn(day))

    def visible_to(self, user: Viewer) -> CredentialQuerySet:
        """Credentials of the people whom `user` may see."""
        if user.sees_province:
            return self.all()
        return self.filter(person__in=Person.objects.visible_to(user))

    def by_kind(self) -> CredentialQuerySet:
        """Sort by kind as `KINDS` lists them, the highest level first."""
        kinds = [When(kind=kind, then=Value(rank)) for rank, kind in enumerate(KINDS)]
        rank = Case(*kinds, output_field=models.SmallIntegerField())
        return self.order_by(rank, "-level", "pk")


class Credential(Verifiable, Lasting):
    """A diploma, certificate or course of one kind and level.

    `awarded` is the day from which it counts: the last day of the year (or month) when only
    that is known; null = unknown, held on every day. One that was withdrawn counts until the day
    before. Level 0 records "none" as a fact.
    """

    days = Days(first="awarded")

    person = models.ForeignKey(
        Person,
        models.CASCADE,
        related_name="credentials",
        verbose_name="Người được cấp",
        db_index=False,  # credential_levels_of_person begins with it
    )
    kind = models.CharField("Loại", max_length=20, choices=KIND_CHOICES)
    level = models.PositiveSmallIntegerField("Trình độ")
    awarded = models.DateField("Thời điểm cấp", null=True, blank=True)
    awarded_precision = PrecisionField("Độ chính xác của thời điểm cấp")
    language = models.CharField("Ngôn ngữ", max_length=50, blank=True, default="")
    field_of_study = models.CharField("Ngành đào tạo", max_length=200, blank=True, default="")
    institution = models.CharField("Nơi cấp", max_length=200, blank=True, default="")
    number = models.CharField("Số hiệu", max_length=50, blank=True, default="")
    history = HistoricalRecords(verbose_name="Lịch sử văn bằng")

    objects = CredentialQuerySet.as_manager()

    class Meta:
        verbose_name = "Văn bằng, chứng chỉ"
        verbose_name_plural = "Văn bằng, chứng chỉ"
        # All that a standing reads of a credential, so that SQLite need not visit the table.
        indexes = [
            models.Index(
                fields=["person", "kind", "level", "awarded", "verification", "verified_on"],
                name="credential_levels_of_person",
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=level_of_its_kind(),
                name="credential_level_of_its_kind",
                violation_error_message="Trình độ này không có trong loại văn bằng đã chọn.",
            ),
            models.CheckConstraint(
                condition=precise_when_known("awarded", "awarded_precision"),
                name="credential_awarded_precision",
                violation_error_message="Thời điểm cấp phải kèm độ chính xác.",
            ),
            models.CheckConstraint(
                condition=~Q(awarded_precision="year") | is_last_of_year("awarded"),
                name="credential_year_counts_from_its_end",
                violation_error_message="Chỉ biết năm cấp thì tính từ ngày 31/12 của năm đó.",
            ),
            models.UniqueConstraint(
                "person",
                "kind",
                "level",
                "language",
                "field_of_study",
                Coalesce("awarded", Value(date.min)),
                name="credential_recorded_once",
                violation_error_message="Văn bằng, chứng chỉ này đã được ghi nhận.",
            ),
            *verification_constraints("credential"),
        ]

    def __str__(self) -> str:
        return f"{KINDS[self.kind].label}: {self.level_label}"

    def lasts_on(self, day: date) -> bool:
        """Whether it counts on `day`, as `CredentialQuerySet.held_on` asks."""
        return super().lasts_on(day) and not self.withdrawn_by(day)

    @property
    def told(self) -> str:
        """The credential in one line: "Ngoại ngữ: B1, tiếng Anh (2019)"."""
        more = [text for text in (self.language, self.field_of_study) if text]
        awarded = f" ({self.awarded_shown})" if self.awarded else ""
        told = ", ".join((str(self), *more)) + awarded
        return f"{told}; {self.verification_told}" if self.verification else told

    @property
    def identity(self) -> tuple[object, ...]:
        """What makes two of a person's credentials one and the same: credential_recorded_once."""
        return self.kind, self.level, self.language, self.field_of_study, self.awarded

    def copy_for(self, person: Person) -> Credential:
        """Return the same credential as another person's, not saved."""
        kept = [field.attname for field in self._meta.concrete_fields if not field.is_relation]
        facts = {name: getattr(self, name) for name in kept if name != "id"}
        return Credential(person=person, **facts)

    @property
    def level_label(self) -> str:
        """The level's Vietnamese name."""
        return KINDS[self.kind].level_label(self.level)

    @property
    def awarded_shown(self) -> str:
        """The award date as precisely as it was entered; "" when unknown."""
        return show(self.awarded, self.awarded_precision)
