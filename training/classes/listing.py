"""The list of classes: which are asked for, and how many people of the user's are in each."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django import forms
from django.db.models import Count, Max, Min, Q, QuerySet
from django.http import QueryDict

from personnel.entry.fields import offer
from personnel.kinds import KINDS
from personnel.models import Enrolment, TrainingClass, TrainingClassQuerySet
from personnel.scope import Editor

COMING, RUNNING, OVER = "coming", "running", "over"
STANDS = {COMING: "Sắp khai giảng", RUNNING: "Đang học", OVER: "Đã bế giảng"}
EVERY = [("", "Tất cả")]
MINE = "mine"


class ListForm(forms.Form):
    """By what classes are narrowed; what cannot be read narrows nothing."""

    year = forms.ChoiceField(label="Năm", required=False)
    course = forms.ChoiceField(label="Khóa", required=False)
    stand = forms.ChoiceField(label="Tình trạng", required=False, choices=[*EVERY, *STANDS.items()])
    own = forms.ChoiceField(label="Lớp", required=False)

    def __init__(self, data: QueryDict, user: Editor, classes: TrainingClassQuerySet) -> None:
        super().__init__(data, label_suffix="")
        offer(
            self,
            year=[*EVERY, *((str(year), str(year)) for year in _years(classes))],
            course=[*EVERY, *courses_in(classes)],
            own=[*EVERY, (MINE, _own_label(user))],
        )
        if user.sees_province and not user.may_administer or not user.may_edit:
            del self.fields["own"]

    @property
    def asked(self) -> dict[str, str]:
        """What is asked for and can be answered."""
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value}


def _own_label(user: Editor) -> str:
    return "Do tỉnh mở" if user.may_administer else "Do đơn vị mở, hoặc có người của đơn vị"


def _years(classes: TrainingClassQuerySet) -> list[int]:
    days = classes.aggregate(first=Min("starts"), last=Max("ends"))
    if days["first"] is None:
        return []
    return list(range(days["last"].year, days["first"].year - 1, -1))


def courses_in(rows: QuerySet[Any]) -> list[tuple[str, str]]:
    """Return what classes or enrolments lead to, each once, as kinds and levels are listed."""
    found = set(rows.order_by().values_list("kind", "level").distinct())
    order = {kind: rank for rank, kind in enumerate(KINDS)}
    ordered = sorted(found, key=lambda each: (order[each[0]], each[1]))
    return [(f"{k}:{n}", f"{KINDS[k].label}: {KINDS[k].level_label(n)}") for k, n in ordered]


def asked_for(
    classes: TrainingClassQuerySet, asked: dict[str, str], user: Editor, today: date
) -> TrainingClassQuerySet:
    """Return the classes that a checked form asks for."""
    if year := asked.get("year"):
        classes = classes.of_year(int(year))
    if course := asked.get("course"):
        kind, level = course.split(":")
        classes = classes.filter(kind=kind, level=level)
    if stand := asked.get("stand"):
        stands = {COMING: classes.coming, RUNNING: classes.running, OVER: classes.over}
        classes = stands[stand](today)
    return classes.filter(_mine(user)) if asked.get("own") == MINE else classes


def _mine(user: Editor) -> Q:
    if user.may_administer:
        return Q(unit__isnull=True, by_school=False)
    people = Enrolment.objects.editable_by(user).filter(training_class__isnull=False)
    return Q(unit__in=user.edited_boards) | Q(pk__in=people.order_by().values("training_class"))


def stand_of(training_class: TrainingClass, today: date) -> str:
    """Return whether a class is coming, runs or is over."""
    if training_class.starts > today:
        return COMING
    return RUNNING if training_class.ends >= today else OVER


@dataclass
class Line:
    """A class of the list; `carried` where it began in a year before the one asked for."""

    training_class: TrainingClass
    stand: str
    carried: bool
    states: Counter[str] = field(default_factory=Counter)
    unconfirmed: int = 0

    @property
    def people(self) -> int:
        """How many people that the user may see are in it, or were to the end."""
        left = Enrolment.State.without_seat()
        return sum(n for state, n in self.states.items() if state not in left)

    @property
    def stand_label(self) -> str:
        """Where it stands, in words."""
        return STANDS[self.stand]

    @property
    def told(self) -> list[str]:
        """The states of its people with their numbers, as they follow on each other."""
        states = Enrolment.State
        return [f"{self.states[s]} {s.label.lower()}" for s in states if self.states[s]]


def lines_of(
    classes: Collection[TrainingClass], user: Editor, today: date, year: int | None = None
) -> list[Line]:
    """Return the lines of these classes; one query."""
    seen = Enrolment.objects.visible_to(user).filter(training_class__in=classes)
    rows = seen.order_by().values("training_class", "state").annotate(
        people=Count("pk"), waiting=Count("pk", filter=Q(confirmed_at__isnull=True))
    )  # fmt: skip
    states: dict[int, Counter[str]] = defaultdict(Counter)
    waiting: Counter[int] = Counter()
    for row in rows:
        states[row["training_class"]][row["state"]] += row["people"]
        waiting[row["training_class"]] += row["waiting"]
    return [
        Line(
            each, stand_of(each, today), year is not None and each.starts.year < year,
            states[each.pk], waiting[each.pk],
        )
        for each in classes
    ]  # fmt: skip


def opener(training_class: TrainingClass) -> str:
    """Return who opened a class, in words."""
    if training_class.by_school:
        return "Trường Chính trị"
    return str(training_class.unit or "Tỉnh")


def sees_all_in(user: Any, training_class: TrainingClass) -> bool:
    """Whether a user sees everybody in a class, so that totals are of the whole of it."""
    return bool(user.sees_province or user.teaches and training_class.by_school)
