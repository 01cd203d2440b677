"""Who sits in which class: those whose award it explains, those who are to have one."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from random import Random

from .drafts import LAST_DAY, Award, Draft, Lessons, Province, Spell, Study
from .lessons import ALONE, NOW, Held, Term, Timetable

# A class of fewer is not worth showing.
FEWEST = 3
# How many of a class that is over came to nothing, by what became of them.
FELL_OUT = (("failed", 2), ("left", 2), ("postponed", 1))
REASONS = {
    "failed": ("Không đạt điểm thi cuối khóa", "Vắng quá số buổi quy định"),
    "left": ("Điều kiện gia đình", "Chuyển công tác", "Sức khỏe không bảo đảm"),
    "postponed": ("Nhiệm vụ đột xuất của đơn vị", "Nghỉ thai sản", "Chờ lớp năm sau"),
}
# Whom a course is for, by the groups of titles; others are for everybody.
FOR_GROUPS = {
    "LLCT-TC": ("key", "mass", "civil"),
    "LLCT-SC": ("nonspecialised",),
    "QLNN-CV": ("civil", "key"),
    "CNKT": ("key",),
    "NVDT": ("mass",),
}
BORN_FROM = date(1976, 1, 1)
PROPOSED_ON = date(2026, 9, 14)
# A professional level to begin with: trung cấp lý luận and đại học build on a cao đẳng.
COLLEGE = ("LLCT-TC", "CM-DH")


@dataclass
class Enrolling:
    """Fills the classes of a province, its people being as they are; nobody sits in two at once."""

    people: list[Draft]
    rng: Random
    copy: int = 1
    studies: list[Study] = field(default_factory=list)
    classes: list[Lessons] = field(default_factory=list)
    _taken: set[tuple[Draft, str, int]] = field(default_factory=set)
    _busy: set[Draft] = field(default_factory=set)

    def into(self, province: Province) -> Province:
        """Return the province with its classes and who is in them."""
        timetable = Timetable(self.copy)
        for lessons, first, last in timetable.past():
            self._hold(lessons, first, last)
        for term in NOW:
            held = timetable.lessons(term.held, term.starts, term.ends, term.expected)
            self._begin(held, term)
        for course, state, expected, number in ALONE:
            drawn = timetable.lessons(course, PROPOSED_ON, LAST_DAY, LAST_DAY)
            self._tell(drawn, course, state, expected, number)
        return replace(province, classes=self.classes, studies=self.studies)

    def _hold(self, lessons: Lessons, first: date, last: date) -> None:
        """Hold a class that is over: its people have the awards of that stretch."""
        found = list(self._awarded(lessons, first, last))
        finished = self.rng.sample(found, min(len(found), lessons.seats - 5))
        if len(finished) < FEWEST:
            return
        self.classes.append(lessons)
        for person, spell, award in finished:
            # Both the day and the level are the credential's.
            day = award.day or last
            study = self._study(person, spell, lessons, "finished", day)
            self._add(replace(study, award=award, language=award.language))
        for state, number in FELL_OUT:
            for person, spell in self._short(lessons, self.rng.randrange(number + 1)):
                since = lessons.starts + timedelta(days=self.rng.randrange(5, 28))
                since = lessons.expected if state == "failed" else since
                self._fall_out(self._study(person, spell, lessons, state, since))

    def _awarded(
        self, lessons: Lessons, first: date, last: date
    ) -> Iterator[tuple[Draft, Spell, Award]]:
        """Yield who was in post at the beginning and has an award that the class may explain."""
        for person in self.people:
            spell = person.seated_on(lessons.starts)
            if spell is None or not _reaches(lessons, spell):
                continue
            for award in person.awards:
                in_time = award.day and first <= award.day <= last
                known = (person, award.kind, award.level) in self._taken
                if in_time and not known and self._explains(lessons, award):
                    yield person, spell, award

    def _explains(self, lessons: Lessons, award: Award) -> bool:
        return (
            (award.kind, award.level) == (lessons.kind, lessons.level)
            and award.institution in ("", lessons.organiser)
            and award.language == lessons.language
            and lessons.field_of_study in ("", award.field_of_study)
        )

    def _begin(self, lessons: Lessons, term: Term) -> None:
        """Fill a class that runs or is to come, state by state."""
        self.classes.append(lessons)
        for state, number in term.states:
            for person, spell in self._short(lessons, number):
                self._fall_out(self._study(person, spell, lessons, state, _since(state, lessons)))

    def _tell(
        self, like: Lessons, held: Held, state: str, expected: date | None, number: int
    ) -> None:
        """Tell of people on a course of whom no class is known, as boards' lists do."""
        for person, spell in self._short(like, number):
            study = self._study(person, spell, like, state, PROPOSED_ON)
            self._add(replace(study, lessons=None, expected=expected, confirmed=False))

    def _short(self, lessons: Lessons, number: int) -> list[tuple[Draft, Spell]]:
        """Draw people in post to this day who do not hold what a class gives, and may take it."""
        found = [
            (person, spell)
            for person in self.people
            if person not in self._busy
            and (spell := person.seated_on(min(lessons.starts, LAST_DAY)))
            and _reaches(lessons, spell)
            and _may_learn(person, lessons)
        ]
        return self.rng.sample(found, min(number, len(found)))

    def _study(
        self, person: Draft, spell: Spell, lessons: Lessons, state: str, since: date
    ) -> Study:
        return Study(
            person, spell, lessons.code, lessons.kind, lessons.level, lessons.language,
            state, since, lessons, confirmed=state != "proposed",
        )  # fmt: skip

    def _fall_out(self, study: Study) -> None:
        """Add a study, with a reason where its state asks for one."""
        reasons = REASONS.get(study.state)
        self._add(replace(study, reason=self.rng.choice(reasons)) if reasons else study)

    def _add(self, study: Study) -> None:
        self.studies.append(study)
        self._taken.add((study.person, study.kind, study.level))
        if study.state != "finished":
            self._busy.add(study.person)


def _reaches(lessons: Lessons, spell: Spell) -> bool:
    """Whether the class is for the district and the group of a post."""
    groups = FOR_GROUPS.get(lessons.code)
    return lessons.district in ("", spell.chair.place.district) and (
        lessons.language != "Hrê" or spell.chair.place.minority_area
    ) and (groups is None or spell.chair.group in groups)  # fmt: skip


def _may_learn(person: Draft, lessons: Lessons) -> bool:
    """Whether somebody still serves, is young enough, holds less, and what it builds on."""
    held = _held(person, lessons.kind)
    if person.leaves() or person.birth < BORN_FROM or held is None or held >= lessons.level:
        return False
    if lessons.code in COLLEGE and (_held(person, "professional") or 0) < 3:
        return False
    return lessons.code != "LLCT-TC" or person.party_joined is not None


def _held(person: Draft, kind: str) -> int | None:
    """Return the highest level on record of a kind; None: nothing is."""
    return max((award.level for award in person.awards if award.kind == kind), default=None)


def _since(state: str, lessons: Lessons) -> date:
    """Return from which day a state of a class that runs or is to come is told."""
    if state in ("left", "postponed"):
        return lessons.starts + timedelta(days=20)
    if state == "studying":
        return lessons.starts
    return PROPOSED_ON if state == "proposed" else PROPOSED_ON + timedelta(days=14)
