from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import BooleanField, Exists, ExpressionWrapper, OuterRef, Q, Value
from simple_history.models import HistoricalRecords

from personnel.basics.fields import DerivedBinaryField, DerivedCharField
from personnel.basics.plain import PLAIN_NAME
from personnel.scope import Editor, Reach, Viewer
from personnel.words.dates import PrecisionField, precise_when_known, show
from personnel.words.identity import END_DIGITS, masked
from personnel.words.typed import beginning, is_marked
from personnel.words.vietnamese import clean, dotted, fold, name_sort_key

from .hierarchy import COMMUNES

if TYPE_CHECKING:
    from datetime import date

    from .units import Unit


class Ethnicity(models.Model):
    """One of the country's ethnic groups, under the name used in the province."""

    KINH = "Kinh"

    name = models.CharField("Dân tộc", max_length=50, unique=True, validators=[PLAIN_NAME])
    aliases = models.JSONField("Tên gọi khác", default=list, blank=True)
    order = models.PositiveSmallIntegerField("Thứ tự", default=0)
    history = HistoricalRecords(verbose_name="Lịch sử danh mục dân tộc")

    class Meta:
        verbose_name = "Dân tộc"
        verbose_name_plural = "Dân tộc"
        ordering = ("order", "name")

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        """Refuse another name under people, and for the Kinh, whom the rules know by theirs."""
        before = type(self).objects.filter(pk=self.pk).first() if self.pk else None
        if before is None or before.name == self.name:
            return
        people = before.person_set.count()
        if people or before.name == self.KINH:
            raise ValidationError(
                {
                    "name": f"Không đổi được tên dân tộc {before.name}: {dotted(people)} hồ sơ "
                    "ghi dân tộc này, và báo cáo đi theo tên. Cách viết khác ghi vào “Tên gọi "
                    "khác”."
                }
            )


def name_matches(text: str, written: str = "full_name") -> Q:
    """Return the condition that every word of `text` begins a word of a name.

    The name stands in `search_name` without marks, which an index is for, and as it is written
    in another column: each mark that is typed is looked for there.
    """
    found = Q()
    for word in clean(text).split():
        bare = fold(word)
        found &= Q(search_name__startswith=bare) | Q(search_name__contains=f" {bare}")
        if is_marked(word):
            found &= Q(**{f"{written}__regex": beginning(word)})
    return found


class PersonQuerySet(models.QuerySet["Person"]):
    def visible_to(self, user: Viewer) -> PersonQuerySet:
        """Everyone for provincial users; for others, who serves or served within their reach."""
        return self.all() if user.sees_province else self.within(user.scope)

    def within(self, reach: Reach) -> PersonQuerySet:
        """Who serves or served within a reach."""
        posts = self._posts().filter(reach.of_posts())
        return self.filter(pk__in=posts.values("person_id"))

    def editable_by(self, user: Editor) -> PersonQuerySet:
        """Whose records are in the user's hands."""
        return self.all() if user.edits_province else self.in_the_hands_of(user.edited)

    def saying_editable_by(self, user: Editor) -> PersonQuerySet:
        """The same people, each with `editable`: whether their record is in the user's hands."""
        if user.edits_province or not user.edited:
            return self.annotate(editable=Value(user.edits_province))
        editable = ExpressionWrapper(self._in_hands(user.edited), BooleanField())
        return self.annotate(editable=editable)

    def in_the_hands_of(self, reach: Reach) -> PersonQuerySet:
        """Whose records are kept within a reach: who serves there.

        A career that has ended stays where it was. Nobody's are in the hands of nobody, which
        takes no query.
        """
        return self.filter(self._in_hands(reach)) if reach else self.none()

    def _in_hands(self, reach: Reach) -> Any:
        own = self._posts().filter(person=OuterRef("pk"))
        here, serving = own.filter(reach.of_posts()), own.filter(end__isnull=True)
        return Exists(here.filter(end__isnull=True)) | Exists(here) & ~Exists(serving)

    def ever_in(self, unit: Unit) -> PersonQuerySet:
        """Who holds or held a post that on some day lies in `unit`."""
        if unit.whole_province:
            return self.all()
        return self.filter(pk__in=self._posts().ever_within(unit).values("person_id"))

    def _posts(self) -> Any:
        """Return every post; their model stands above this one."""
        return self.model.posts.rel.related_model._default_manager.all()

    def named_like(self, text: str) -> PersonQuerySet:
        """People with every word of `text` at the start of a word of their name.

        Case does not matter, nor marks that are not typed: "nguyen van a" finds "Nguyễn Văn Á".
        """
        return self.filter(name_matches(text))

    def numbered(self, digits: str) -> PersonQuerySet:
        """Who has this whole identity number."""
        return self.filter(cccd=digits).exclude(cccd="")

    def ending_in(self, digits: str) -> PersonQuerySet:
        """Whose identity number ends so: no more digits than a list shows; else nobody's."""
        return self.filter(cccd__endswith=digits) if len(digits) in END_DIGITS else self.none()

    def in_name_order(self) -> PersonQuerySet:
        """Sort as Vietnamese lists do: by given name, then by the rest."""
        return self.order_by("sort_key", "birth_date", "pk")


class Person(models.Model):
    """A person recorded in the portal; posts and credentials hang on them."""

    class Sex(models.TextChoices):
        MALE = "male", "Nam"
        FEMALE = "female", "Nữ"

    full_name = models.CharField("Họ và tên", max_length=100)
    search_name = DerivedCharField(source="full_name", derive=fold, max_length=100)
    sort_key = DerivedBinaryField(source="full_name", derive=name_sort_key)
    cccd = models.CharField("Số CCCD", max_length=12, blank=True, default="")
    sex = models.CharField("Giới tính", max_length=6, choices=Sex)
    birth_date = models.DateField("Ngày sinh")
    birth_precision = PrecisionField("Độ chính xác của ngày sinh", default="day")
    ethnicity = models.ForeignKey(
        Ethnicity, models.PROTECT, null=True, blank=True, verbose_name="Dân tộc"
    )
    religion = models.CharField("Tôn giáo", max_length=50, blank=True, default="")
    home_place = models.CharField("Quê quán", max_length=200, blank=True, default="")
    is_local = models.BooleanField("Người địa phương", null=True, blank=True)
    # The commune about which that was said; null where nothing was, or nobody knows of which.
    local_of = models.ForeignKey(
        "personnel.Unit", models.PROTECT, null=True, blank=True, related_name="+",
        limit_choices_to=COMMUNES, verbose_name="Người địa phương của",
    )  # fmt: skip
    party_joined = models.DateField("Ngày vào Đảng", null=True, blank=True)
    party_joined_precision = PrecisionField("Độ chính xác của ngày vào Đảng")
    minority_area_since = models.DateField("Công tác ở vùng DTTS từ", null=True, blank=True)
    minority_area_since_precision = PrecisionField("Độ chính xác của ngày đến vùng DTTS")
    note = models.TextField("Ghi chú", blank=True, default="")
    history = HistoricalRecords(
        excluded_fields=["search_name", "sort_key"], verbose_name="Lịch sử hồ sơ"
    )

    objects = PersonQuerySet.as_manager()

    class Meta:
        verbose_name = "Hồ sơ"
        verbose_name_plural = "Hồ sơ"
        indexes = [
            models.Index(fields=["search_name"], name="person_search_name"),
            models.Index(fields=["sort_key", "birth_date", "id"], name="person_name_order"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=~Q(full_name=""),
                name="person_has_name",
                violation_error_message="Phải có họ và tên.",
            ),
            models.CheckConstraint(
                condition=Q(cccd="") | Q(cccd__regex=r"^[0-9]{12}$"),
                name="person_cccd_twelve_digits",
                violation_error_message="Số CCCD phải gồm đúng 12 chữ số.",
            ),
            models.UniqueConstraint(
                fields=["cccd"],
                condition=~Q(cccd=""),
                name="person_cccd_once",
                violation_error_message="Số CCCD này đã có trong một hồ sơ khác.",
            ),
            models.CheckConstraint(
                condition=Q(sex__in=["male", "female"]),
                name="person_sex_known",
                violation_error_message="Giới tính phải là Nam hoặc Nữ.",
            ),
            models.CheckConstraint(
                condition=precise_when_known("birth_date", "birth_precision"),
                name="person_birth_precision",
                violation_error_message="Ngày sinh phải kèm độ chính xác (ngày, tháng hoặc năm).",
            ),
            models.CheckConstraint(
                condition=precise_when_known("party_joined", "party_joined_precision"),
                name="person_party_joined_precision",
                violation_error_message="Ngày vào Đảng phải kèm độ chính xác.",
            ),
            models.CheckConstraint(
                condition=precise_when_known(
                    "minority_area_since", "minority_area_since_precision"
                ),
                name="person_minority_area_since_precision",
                violation_error_message="Ngày đến công tác ở vùng DTTS phải kèm độ chính xác.",
            ),
            models.CheckConstraint(
                condition=Q(local_of__isnull=True) | Q(is_local__isnull=False),
                name="person_local_of_is_said",
                violation_error_message="Có đơn vị thì phải ghi là người địa phương hay không.",
            ),
            models.CheckConstraint(
                condition=Q(party_joined__isnull=True) | Q(party_joined__gt=models.F("birth_date")),
                name="person_joined_party_after_birth",
                violation_error_message="Ngày vào Đảng phải sau ngày sinh.",
            ),
        ]

    def __str__(self) -> str:
        return self.full_name

    @property
    def masked_cccd(self) -> str:
        """The identity number with all but its last four digits hidden, for lists."""
        return masked(self.cccd)

    @property
    def birth_shown(self) -> str:
        """The birth date as precisely as it was entered."""
        return show(self.birth_date, self.birth_precision)

    def age_on(self, day: date) -> int:
        """Full years of age on `day`."""
        before_birthday = (day.month, day.day) < (self.birth_date.month, self.birth_date.day)
        return day.year - self.birth_date.year - before_birthday
