"""What a list of people can be asked for, by the values in its address."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from functools import partial

from django.db.models import Q

from personnel.kinds import KINDS
from personnel.models import Acting, Basis, Person, Title, Verification, is_confidential
from personnel.reading import gaps
from personnel.reading.evaluated import due_year, graded
from personnel.reading.failing import failing
from personnel.reading.papers import found_of_a_credential, nothing_verified
from personnel.reading.studies import FINISHED, finished_in_the_year, now_in
from personnel.words.grades import Grade
from targets.covers import STAFF
from targets.figures import Outcome
from targets.rules import Criterion

from ..quality.checks import Check, by_section
from ..scope import Choices
from ..unmet import UNMET

Grouped = list[tuple[str, Choices]]

COVERED = "covered"
OUTCOMES = {
    COVERED: "Đối tượng của chỉ tiêu",
    "met": Outcome.MET.label,
    "short": Outcome.SHORT.label,
    "unknown": Outcome.UNKNOWN.label,
    UNMET: "Chưa đạt hoặc chưa có thông tin",
}
JUDGED = {
    COVERED: ("met", "short", "unknown"),
    "met": ("met",),
    "short": ("short",),
    "unknown": ("unknown",),
    UNMET: ("short", "unknown"),
}
RULES = {"": "trở lên", "exactly": "đúng mức này", "below": "thấp hơn"}
LOOKUPS = {"": "gte", "exactly": "exact", "below": "lt"}
YES_NO = {"yes": "Đảng viên", "no": "Chưa nhập ngày vào Đảng"}
NO_POST, RETIRED = "none", "retired"
POSTS = {NO_POST: "Không giữ chức danh", RETIRED: "Quá tuổi nghỉ hưu vào ngày xem"}
LEAVING = {"deadline": "Đến tuổi nghỉ hưu trước hạn của mục tiêu"}
# What was found of somebody's credentials, and of whom nobody looked.
PAPERS: dict[str, str] = {
    Verification.VERIFIED.value: "Có văn bằng đã xác minh",
    Verification.DOUBTED.value: "Có văn bằng nghi vấn",
    Verification.WITHDRAWN.value: "Có văn bằng đã thu hồi",
    "none": "Chưa xác minh văn bằng nào",
}
PAPERS_FOUND: dict[str, Callable[[date], Q]] = {
    **{found: partial(found_of_a_credential, found) for found in Verification.values},
    "none": nothing_verified,
}
# What somebody studies, and whether a course was finished in the year of the day.
STUDIES: dict[str, str] = {
    "studying": "Hiện đang học",
    "sent": "Hiện được cử đi học",
    "proposed": "Hiện được đề cử đi học",
    "postponed": "Hiện hoãn học",
    FINISHED: "Hoàn thành trong năm",
}
STUDIED: dict[str, Callable[[date], Q]] = {
    state: finished_in_the_year if state == FINISHED else now_in(state) for state in STUDIES
}
# Failed two years running, or of which level the last year that is over was.
TWICE = "twice"
UNSAID = "unsaid"
CONFIRMED = {"no": "Nhóm của chức danh chưa xác nhận"}
BASES_HELD: dict[str, str] = dict(Basis.choices) | {UNSAID: "Chưa ghi hình thức"}
ACTING: dict[str, str] = dict(Acting.choices)


@dataclass(frozen=True)
class Fact:
    """A fact of a person that may be missing: of whom, on a day; its `column` if confidential."""

    label: str
    missing: Callable[[date], Q]
    column: str = ""

    @property
    def is_confidential(self) -> bool:
        """Whether even that it is missing is only for who may change the record."""
        return is_confidential(self.column)


# The credentials' kinds come beside them.
MISSING_FACTS: dict[str, Fact] = {
    "cccd": Fact("Số CCCD", lambda day: gaps.NO_CCCD),
    "birth": Fact("Ngày, tháng sinh", lambda day: gaps.BIRTH_NOT_TO_THE_DAY),
    "ethnicity": Fact("Dân tộc", lambda day: gaps.NO_ETHNICITY),
    "home": Fact("Quê quán", lambda day: gaps.NO_HOME, "home_place"),
    "local": Fact("Người địa phương", lambda day: gaps.NO_WORD_ON_LOCAL),
    "start": Fact("Ngày giữ chức danh", gaps.no_start),
}
# The title groups of the principal post, where what is asked for names them.
GROUPS = {group: (group,) for group in Title.Group.values} | {STAFF.code: Title.STAFF}


def titles(titles: Iterable[Title]) -> Grouped:
    """Return titles under their groups, those of the day they were read for, in their order."""
    found: dict[str, Choices] = {group: [] for group in Title.Group.values}
    for title in titles:
        found[title.grouped].append((title.code, title.name))
    return [(Title.Group(group).label, among) for group, among in found.items() if among]


def criteria(criteria: Iterable[Criterion]) -> Grouped:
    """Return criteria about people under the label of whom they cover."""
    found: dict[str, Choices] = {}
    for criterion in criteria:
        if criterion.about_people:
            found.setdefault(criterion.cover.label, []).append((criterion.code, criterion.label))
    return list(found.items())


def levels() -> Grouped:
    """Return every level of every kind as "kind:level"."""
    return [
        (kind.label, [(f"{kind.code}:{n}", name) for n, name in enumerate(kind.labels)])
        for kind in KINDS.values()
    ]


def studies(day: date) -> Choices:
    """Return what may be asked of somebody's studies, the year named."""
    year = {FINISHED: f"{STUDIES[FINISHED]} {day.year}"}
    return list((STUDIES | year).items())


def evaluations(day: date) -> Choices:
    """Return what may be asked of somebody's yearly evaluations, the year named."""
    year = due_year(day)
    levels = [(grade.value, f"Năm {year}: {grade.label}") for grade in Grade]
    return [(TWICE, "Không hoàn thành nhiệm vụ hai năm liền"), *levels]


def evaluated(asked: str, day: date) -> Q:
    """Return the condition on a person that one of `evaluations` stands for."""
    return failing(day) if asked == TWICE else graded(due_year(day), Grade(asked))


def missing(*, editor: bool) -> Grouped:
    """Return what may be missing: facts, confidential ones for an editor alone; then kinds."""
    facts = [
        (code, fact.label)
        for code, fact in MISSING_FACTS.items()
        if editor or not fact.is_confidential
    ]
    kinds = [(kind.code, kind.label) for kind in KINDS.values()]
    return [("Thông tin cá nhân", facts), ("Văn bằng, chứng chỉ", kinds)]


def quality(checks: Iterable[Check]) -> Grouped:
    """Return what the data-quality page looks for, under its headings."""
    return [
        (heading, [(check.code, check.label) for check in among])
        for heading, among in by_section(checks)
    ]


SEXES = list(Person.Sex.choices)
