"""What the resolution asks beside its targets of whoever is put forward for a title.

One check each, over what is known of the case: none of them asks the records, and none forbids.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta

from django.db.models import TextChoices

from personnel.models import Post, Title, Unit
from personnel.reading.retirement import retires_on
from personnel.reading.served import length_on
from personnel.reading.terms_of_heads import State, Terms
from personnel.words.grades import Grade
from reports.heads.asked import YEARS_OF_A_TERM, congress_due

DAY = timedelta(days=1)
# The titles for which III.3 has courses made: the six of cán bộ chủ chốt.
PLANNED = Title.Group.KEY


class Verdict(TextChoices):
    """What a check comes to."""

    MET = "met", "Đáp ứng"
    NOTED = "noted", "Cần cân nhắc"
    UNKNOWN = "unknown", "Chưa có thông tin"
    FAILED = "short", "Chưa đáp ứng"

    @property
    def rank(self) -> int:
        """How far it stands in the way, the least first."""
        return list(Verdict).index(self)


@dataclass(frozen=True)
class Finding:
    """What one check finds: of what, by which clause, to what it comes, and why in words.

    `asks` where no record says it, so that only whoever checks the candidate can.
    """

    label: str
    clause: str
    state: Verdict
    told: str
    asks: bool = False


@dataclass(frozen=True)
class Answers:
    """What the officer says of the case and no record does.

    Whether the course for the planned title is completed (None: not said), and why somebody is
    sent from above; "" of whoever is not.
    """

    course: bool | None = None
    from_above: str = ""


NOTHING_SAID = Answers()


@dataclass(frozen=True)
class Evaluated:
    """The last yearly evaluation of somebody recorded, and both years of two failed running."""

    year: int = 0
    grade: Grade | None = None
    failed: tuple[int, int] | None = None


@dataclass(frozen=True)
class Case:
    """Somebody and a title in a commune on a day: all that the checks look at.

    `terms` are of the posts by which they led that commune, `ends` when the term is over that is
    recorded there. `serves` says that they are in post there; `about` that of their birth the month
    or year alone is known; `evaluated` is None of whoever has no record.
    """

    title: Title
    unit: Unit
    day: date
    sex: str
    birth: date
    about: bool = False
    terms: Terms | None = None
    local: bool | None = None
    serves: bool = True
    ends: date | None = None
    evaluated: Evaluated | None = None
    answers: Answers = NOTHING_SAID

    @property
    def is_secretary(self) -> bool:
        """Whether the title is that of the head of the Party committee; the other head is not."""
        return self.title.head and self.title.implies_committee


def two_terms(case: Case) -> Finding | None:
    """Find how long they led the commune, and by when ten years would be full (III.4)."""
    if not case.title.head:
        return None
    begun = Post(start=case.day, start_precision="day")
    before = case.terms or Terms((), case.day)
    terms = replace(before, posts=(*before.posts, begun))
    ends = case.ends or congress_due(case.day)
    led = f"đã đứng đầu địa phương này {before.told}" if before.begun else "chưa đứng đầu ở đây"
    if terms.state == State.FULL:
        state, told = Verdict.FAILED, f"{led}: {State.FULL.label}"
    elif terms.full_on is None:
        state = Verdict.UNKNOWN
        told = f"{led}; có chức danh chưa ghi ngày bắt đầu nên chưa tính được ngày đủ 10 năm"
    else:
        short = terms.full_on <= ends
        state = Verdict.NOTED if short else Verdict.MET
        told = f"{led}; nếu giữ chức danh từ ngày {case.day:%d/%m/%Y} thì đủ 10 năm ngày "
        told += f"{terms.full_on:%d/%m/%Y}, {'trước khi' if short else 'sau khi'} hết nhiệm kỳ "
        told += f"hiện tại ({ends:%d/%m/%Y})"
    return Finding("Thời gian đứng đầu tại một địa phương", "III.4", state, _sentence(told))


def local(case: Case) -> Finding | None:
    """Find whether they are from there, which a secretary is not to be (III.4)."""
    if not case.title.head:
        return None
    asked = "bí thư cấp ủy không phải là người địa phương"
    if not case.is_secretary:
        asked = "khuyến khích chủ tịch ủy ban nhân dân không phải là người địa phương"
    if case.local is None:
        said = "chưa ghi có phải người địa phương không"
        if not case.serves:
            said = "chưa ghi có phải người của địa phương này không: người này không công tác ở đây"
        state = Verdict.UNKNOWN
    elif case.local:
        said, state = "là người địa phương", Verdict.FAILED if case.is_secretary else Verdict.NOTED
    else:
        said, state = "không phải là người địa phương", Verdict.MET
    return Finding("Người địa phương", "III.4", state, _sentence(f"{said} ({asked})"))


def retirement(case: Case) -> Finding:
    """Find the age, and whether a whole term of five years remains until they retire."""
    label, clause = "Tuổi, thời gian công tác còn lại", "Nghị định 135/2020/NĐ-CP, điều 4"
    about = "khoảng " if case.about else ""
    age = f"{about}{_age(case.birth, case.day)} tuổi"
    if not case.title.age_bound:
        told = f"{age}; chức danh này không áp dụng tuổi nghỉ hưu"
        return Finding(label, clause, Verdict.MET, _sentence(told))
    leaves = retires_on(case.sex, case.birth)
    if leaves < case.day:
        told = f"{age}; đã đến tuổi nghỉ hưu (hết {about}{leaves:%m/%Y})"
        return Finding(label, clause, Verdict.FAILED, _sentence(told))
    left = length_on([(case.day, leaves)], leaves)
    whole = left.months >= YEARS_OF_A_TERM * 12
    told = f"{age}; nghỉ hưu hết {about}{leaves:%m/%Y}, còn {left.told}: "
    told += f"{'đủ' if whole else 'không đủ'} một nhiệm kỳ {YEARS_OF_A_TERM:02} năm"
    return Finding(label, clause, Verdict.MET if whole else Verdict.NOTED, _sentence(told))


def planned_course(case: Case) -> Finding | None:
    """Find whether the course for the planned title is done, or they are sent from above (III.3).

    "điều kiện đủ để thực hiện giới thiệu ứng cử các chức danh theo quy hoạch (trừ trường hợp là
    cán bộ cấp trên điều động, luân chuyển về cấp xã)".
    """
    if case.title.grouped != PLANNED:
        return None
    done, why = case.answers.course, case.answers.from_above
    if done:
        state, told = Verdict.MET, "đã hoàn thành chương trình bồi dưỡng chức danh quy hoạch"
    elif why:
        state = Verdict.MET
        told = f"không yêu cầu: cán bộ cấp trên điều động, luân chuyển về; lý do: {why}"
    elif done is None:
        state, told = Verdict.UNKNOWN, "chưa ghi đã hoàn thành chương trình hay chưa"
    else:
        state, told = Verdict.FAILED, "chưa hoàn thành chương trình bồi dưỡng chức danh quy hoạch"
    label, asks = "Bồi dưỡng chức danh quy hoạch", state == Verdict.UNKNOWN
    return Finding(label, "III.3", state, _sentence(told), asks)


def evaluation(case: Case) -> Finding | None:
    """Find how they were evaluated last, and whether they failed two years running (III.4)."""
    known = case.evaluated
    if known is None:
        return None
    if known.grade is None:
        state, told = Verdict.UNKNOWN, "chưa ghi kết quả xếp loại năm nào"
    elif known.failed:
        state = Verdict.FAILED
        before, last = known.failed
        told = f"không hoàn thành nhiệm vụ 02 năm liên tiếp: {before}, {last}"
    else:
        state = Verdict.NOTED if known.grade == Grade.FAILED else Verdict.MET
        told = f"năm {known.year}: {str(known.grade.label).lower()}"
    return Finding("Đánh giá, xếp loại hằng năm", "III.4", state, _sentence(told))


# What is asked of every case, in the order in which it is shown and by which a list is put.
CHECKS: tuple[Callable[[Case], Finding | None], ...] = (
    two_terms,
    local,
    retirement,
    planned_course,
    evaluation,
)


def findings(case: Case) -> list[Finding]:
    """Return what the checks find that ask something of this title."""
    return [found for found in (check(case) for check in CHECKS) if found]


def _age(birth: date, day: date) -> int:
    return day.year - birth.year - ((day.month, day.day) < (birth.month, birth.day))


def _sentence(told: str) -> str:
    return f"{told[0].upper()}{told[1:]}."
