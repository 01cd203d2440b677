"""Proposing people of a list for a course, or into a class of it."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.utils.functional import cached_property

from personnel.keeping.recording import Refused
from personnel.models import Enrolment, Person, TrainingClass
from personnel.scope import Editor
from personnel.studying.enrolling import Enrolled, enrol, propose
from targets.needs.offers import Offer

from .asked import Asked
from .entries import Entries, Entry
from .shown import Shown

FROM = (Shown.WANTED, Shown.MINIMUM)
# How many are named that were passed over.
_AT_MOST_NAMED = 10


@dataclass(frozen=True)
class Aim:
    """What a list may propose for: a course without a class yet, or a class of it."""

    offer: Offer
    into: TrainingClass | None = None

    @property
    def value(self) -> str:
        """What a form sends for it."""
        return f"class-{self.into.pk}" if self.into else f"course-{self.offer.code}"

    @property
    def label(self) -> str:
        """It in words."""
        if self.into is None:
            return f"{self.offer.name}, chưa xếp lớp"
        return f"Lớp {self.into}, khai giảng {self.into.starts:%d/%m/%Y}"


@dataclass(frozen=True)
class Proposing:
    """What may be proposed of a list by its user; nothing where the user changes no records."""

    asked: Asked
    entries: Entries

    @cached_property
    def aims(self) -> list[Aim]:
        """The courses of the list, each followed by its classes that are not over; one query."""
        offers = {offer.code: offer for offer in self._offers()}
        classes = [
            each for each in self._classes() if each.kind in {o.kind for o in offers.values()}
        ]
        found = []
        for offer in sorted(offers.values(), key=lambda each: (each.kind, each.level)):
            found.append(Aim(offer))
            found += [Aim(offer, each) for each in classes if _is_of(each, offer)]
        return found

    @property
    def is_open(self) -> bool:
        """Whether anything may be proposed."""
        return bool(self.aims)

    def offers_of(self, entry: Entry) -> list[Offer]:
        """Return the courses that somebody may be proposed for: none of what has to be asked."""
        return [offer for offer in entry.offers if offer.kind not in entry.unrecorded]

    def propose(self, people: Collection[int], value: str, *, by: Editor, at: datetime) -> Enrolled:
        """Propose people of the list, by number, for one of the aims, by its value.

        Who is not in the list any more, or does not need this course, or has to be asked
        about first, is passed over with why.
        Raises Refused for no aim of the list, for nobody, or as `propose` and `enrol` do.
        """
        aim = next((aim for aim in self.aims if aim.value == value), None)
        if aim is None:
            raise Refused("Chưa đề cử: hãy chọn khóa hoặc lớp trong danh sách.")
        mine = Person.objects.editable_by(self.asked.sight.user).filter(pk__in=people)
        found = list(mine.in_name_order())
        if not found:
            raise Refused("Chưa đề cử: chưa chọn ai trong phạm vi được cập nhật.")
        needing = {e.one.pk for e in self.entries.listed if self._needs(e, aim.offer)}
        wanted = [person for person in found if person.pk in needing]
        done = self._written(wanted, aim, by=by, at=at) if wanted else Enrolled()
        others = (person for person in found if person.pk not in needing)
        done.passed_over += [(person, "không cần khóa này theo danh sách") for person in others]
        return done

    def _written(
        self, people: Collection[Person], aim: Aim, *, by: Editor, at: datetime
    ) -> Enrolled:
        if aim.into is None:
            return propose(people, aim.offer, by=by, at=at)
        state = Enrolment.State.PROPOSED
        return enrol(people, aim.into, state=state, by=by, at=at)

    def _needs(self, entry: Entry, offer: Offer) -> bool:
        return offer.code in {each.code for each in self.offers_of(entry)}

    def _offers(self) -> Iterable[Offer]:
        """Return the courses told in the list, one of each code, where the user may propose."""
        if self.asked.show not in FROM or not self.asked.sight.user.may_edit:
            return ()
        return (offer for entry in self.entries.listed for offer in self.offers_of(entry))

    def _classes(self) -> list[TrainingClass]:
        seen = TrainingClass.objects.visible_to(self.asked.sight.user)
        today: date = self.asked.sight.lens.day
        return list(seen.filter(ends__gte=today).order_by("starts", "name"))


def _is_of(training_class: TrainingClass, offer: Offer) -> bool:
    if training_class.course_code:
        return training_class.course_code == offer.code
    return (training_class.kind, training_class.level) == (offer.kind, offer.level)


def told(done: Enrolled) -> str:
    """Say who was proposed, and who was passed over and why."""
    said = f"Đã đề cử {len(done.added)} người." if done.added else "Không đề cử thêm ai."
    if not done.passed_over:
        return said
    named = [f"{person} ({why})" for person, why in done.passed_over[:_AT_MOST_NAMED]]
    more = len(done.passed_over) - len(named)
    rest = f" và {more} người khác" if more else ""
    return f"{said} Bỏ qua {len(done.passed_over)} người: {'; '.join(named)}{rest}."
