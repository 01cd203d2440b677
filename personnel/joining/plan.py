"""What joining two records would do: every fact, post and credential, and what to choose."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.functional import cached_property

from personnel.actions.deleting import fingerprint
from personnel.models import Enrolment, HandOver, Person
from personnel.scope import Editor

from .facts import Compared, compared
from .pairs import Pair, Paired, paired_credentials, paired_posts


@dataclass(frozen=True)
class Plan:
    """Two records side by side: `kept` stays, `joined` goes."""

    kept: Person
    joined: Person

    @cached_property
    def facts(self) -> list[Compared]:
        """The facts that either knows."""
        return compared(self.kept, self.joined)

    @cached_property
    def posts(self) -> Paired:
        """The posts of both."""
        every = (
            person.posts.with_keepers().select_related("title").order_by("-start", "-pk")
            for person in (self.kept, self.joined)
        )
        return paired_posts(*every)

    @cached_property
    def credentials(self) -> Paired:
        """The credentials of both."""
        return paired_credentials(
            self.kept.credentials.by_kind(), self.joined.credentials.by_kind()
        )

    @property
    def pairs(self) -> list[Pair]:
        """The rows that are, or may be, recorded twice."""
        return [*self.posts.pairs, *self.credentials.pairs]

    @property
    def questions(self) -> list[Compared | Pair]:
        """What somebody has to choose."""
        every: list[Compared | Pair] = [*self.facts, *self.pairs]
        return [one for one in every if not one.settled]

    @property
    def seen(self) -> str:
        """What a page carries of both records, to tell any change made meanwhile."""
        return f"{fingerprint(self.kept)}:{fingerprint(self.joined)}"

    def obstacle(self, user: Editor) -> str:
        """Return why the records cannot be joined by the user, "" when they can."""
        if self.kept.pk == self.joined.pk:
            return "Chọn hai hồ sơ khác nhau."
        own = Person.objects.editable_by(user).filter(pk__in=[self.kept.pk, self.joined.pk])
        if own.count() < 2:
            return (
                "Hai hồ sơ do hai đơn vị quản lý: đề nghị quản trị cấp tỉnh gộp, hoặc đề nghị đơn "
                "vị kia bàn giao trước."
            )
        pending = HandOver.objects.pending().filter(person__in=[self.kept.pk, self.joined.pk])
        if pending.exists():
            return "Có đề nghị chuyển hoặc bàn giao đang chờ. Rút hoặc trả lời đề nghị trước."
        return self._studying_twice() or self._graded_apart()

    def _graded_apart(self) -> str:
        """Return in words of which year both have an evaluation, and not the same; "" of none."""
        own = dict(self.kept.evaluations.values_list("year", "grade"))
        for year, grade in self.joined.evaluations.order_by("year").values_list("year", "grade"):
            if own.get(year, grade) != grade:
                return (
                    f"Hai hồ sơ có mức xếp loại năm {year} khác nhau. Kiểm tra, rồi sửa hoặc xóa "
                    "mức của một hồ sơ ở trang Xếp loại hằng năm trước."
                )
        return ""

    def _studying_twice(self) -> str:
        """Return in words what both records are enrolled for, "" where that is nothing."""
        of_kept, of_joined = (
            Enrolment.objects.filter(person=person).select_related("training_class")
            for person in (self.kept, self.joined)
        )
        own = {key for enrolment in of_kept for key in _where(enrolment)}
        for enrolment in of_joined:
            if own.intersection(_where(enrolment)):
                what = enrolment.training_class or enrolment.gives
                return (
                    f"Cả hai hồ sơ có tên học {what}. Bỏ tên của một hồ sơ ở trang lớp học trước, "
                    "hoặc ghi thôi học."
                )
        return ""


def _where(enrolment: Enrolment) -> Iterator[tuple[object, ...]]:
    """Yield of what somebody has one enrolment at most: a class, and an open one of a course."""
    if enrolment.training_class_id:
        yield ("class", enrolment.training_class_id)
    if enrolment.is_open:
        yield enrolment.kind, enrolment.level, enrolment.language
