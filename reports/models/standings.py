from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django.db import models

from personnel.kinds import KINDS, Kind
from personnel.models import Ethnicity, Person, Title
from personnel.words.dates import PrecisionField, show

from .submissions import Submission


class FrozenStandingQuerySet(models.QuerySet["FrozenStanding"]):
    def of(self, submissions: Iterable[Submission]) -> FrozenStandingQuerySet:
        """Those of some submissions."""
        return self.filter(submission__in=submissions)


class OfKinds:
    """Columns that follow from the kinds of credential, where the model's own would stand."""

    def __init__(self, columns: Mapping[str, models.Field[Any, Any]]) -> None:
        self._columns = columns

    def contribute_to_class(self, model: type[models.Model], name: str) -> None:
        """Give the model each of the columns; Django calls it where the class is made."""
        for column, field in self._columns.items():
            field.contribute_to_class(model, column)


def _level(kind: Kind) -> models.PositiveSmallIntegerField[int | None, int | None]:
    return models.PositiveSmallIntegerField(kind.label, null=True)


def _language(kind: Kind) -> models.CharField[str, str]:
    return models.CharField(f"Tên {kind.column.header.lower()}", max_length=50, default="")


class FrozenStanding(models.Model):
    """A person counted in a submission, with what they were and held on the period's day.

    Its columns bear the names that `standing` and `particulars` of `personnel.reading` give
    them, so that the conditions of criteria and measures run over it as they do over the records.
    It refers to nothing that may change: the person by number, the unit by the id that the
    submission's `units` know, the ethnic group and the title by name.
    """

    submission = models.ForeignKey(
        Submission, models.CASCADE, related_name="standings", verbose_name="Báo cáo",
        db_index=False,  # frozen_standing_once_a_person begins with it
    )  # fmt: skip
    person = models.BigIntegerField("Số hồ sơ")
    full_name = models.CharField("Họ và tên", max_length=100)
    sort_key = models.BinaryField("Thứ tự họ tên")
    masked_cccd = models.CharField("Số CCCD", max_length=12, blank=True, default="")
    sex = models.CharField("Giới tính", max_length=6, choices=Person.Sex)
    birth_date = models.DateField("Ngày sinh")
    birth_precision = PrecisionField("Độ chính xác của ngày sinh")
    # Kept by name: Django reads `ethnicity__name` from this column and joins no other table.
    ethnicity = models.ForeignKey(
        Ethnicity, models.DO_NOTHING, to_field="name", null=True, related_name="+",
        verbose_name="Dân tộc", db_constraint=False, db_index=False,
    )  # fmt: skip
    religion = models.CharField("Tôn giáo", max_length=50, blank=True, default="")
    party_joined = models.DateField("Ngày vào Đảng", null=True)
    party_joined_precision = PrecisionField("Độ chính xác của ngày vào Đảng")
    minority_service_since = models.DateField("Công tác ở vùng DTTS từ", null=True)

    unit_id = models.BigIntegerField("Đơn vị công tác")
    unit_code = models.CharField("Mã đơn vị công tác", max_length=10)
    district_id = models.BigIntegerField("Huyện")
    minority_area = models.BooleanField("Đơn vị ở vùng DTTS")
    mountain_commune = models.PositiveSmallIntegerField("Xã miền núi")
    urban = models.PositiveSmallIntegerField("Đô thị")
    in_scope = models.PositiveSmallIntegerField("Thuộc phạm vi Nghị quyết", default=1)

    title_group = models.CharField("Nhóm chức danh", max_length=14, choices=Title.Group)
    group_unconfirmed = models.PositiveSmallIntegerField("Nhóm chức danh chưa xác nhận", default=0)
    title_code = models.CharField("Mã chức danh", max_length=20)
    title_name = models.CharField("Chức danh", max_length=120)
    title_order = models.PositiveSmallIntegerField("Thứ tự chức danh")
    post_start = models.DateField("Giữ chức danh từ", null=True)
    post_start_precision = PrecisionField("Độ chính xác của ngày giữ chức danh")
    committee = models.PositiveSmallIntegerField("Cấp ủy viên")
    retirement_exempt = models.PositiveSmallIntegerField("Không tính tuổi nghỉ hưu")

    levels = OfKinds({kind.code: _level(kind) for kind in KINDS.values()})
    english = models.PositiveSmallIntegerField("Tiếng Anh", null=True)
    other_language = models.PositiveSmallIntegerField("Ngoại ngữ khác", null=True)
    languages = OfKinds({k.language_field: _language(k) for k in KINDS.values() if k.languages})
    field_of_study = models.CharField("Ngành đào tạo", max_length=200, default="")

    # By criterion code: the outcome, then the level held of each thing asked. Exempt: left out.
    outcomes = models.JSONField("Kết quả theo chỉ tiêu")

    objects = FrozenStandingQuerySet.as_manager()

    class Meta:
        verbose_name = "Người trong báo cáo đã nộp"
        verbose_name_plural = "Người trong báo cáo đã nộp"
        constraints = [
            models.UniqueConstraint(
                fields=["submission", "person"],
                name="frozen_standing_once_a_person",
                violation_error_message="Một người chỉ được tính một lần trong báo cáo.",
            ),
        ]

    def __str__(self) -> str:
        return self.full_name

    @property
    def ethnic_group(self) -> str:
        """The name of the ethnic group as it was; "" when not recorded."""
        return self.ethnicity_id or ""

    @property
    def birth_shown(self) -> str:
        """The birth date as precisely as it was entered."""
        return show(self.birth_date, self.birth_precision)
