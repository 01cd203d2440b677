"""The filters of the list: what the address asks for, checked, and narrowing facts of a person.

What a filter asks of a fact of the person narrows the people read; what it asks of their
standing on the day is collected by `selection.where`.
"""

from collections.abc import Callable
from typing import Any

import django_filters as filters
from django import forms
from django.core.exceptions import BadRequest
from django.db.models import Q, QuerySet
from django.http import QueryDict

from personnel.basics.asked_again import asked_again
from personnel.kinds import KINDS
from personnel.models import Ethnicity, Person, PersonQuerySet, Post, Title, Unit, UnitQuerySet
from personnel.reading.deaths import dead_by
from personnel.reading.papers import held_by
from personnel.reading.retirement import exempt_on, leaves_before
from personnel.reading.searching import matching
from personnel.reading.standing import highest_held, nothing_held
from personnel.scope import Editor
from personnel.words.dates import years_before
from targets.criteria import BY_CODE, VARIANTS
from targets.lens import Lens
from targets.rules import Criterion
from targets.structure import BASES, MEASURES, NOT_KINH

from ..quality.checks import check_of, checks_of, fresh_check, settled_checks
from ..scope import named, unit_choices
from ..workforce import GROUP_LABELS
from . import choices
from .columns.register import sorts

OLDEST = 120
MINORITY = "minority"


class Choice(filters.ChoiceFilter):
    """A choice that asks something of the standing: it narrows nothing by itself."""

    def __init__(self, label: str, options: Any, **kwargs: Any) -> None:
        options = list(options.items()) if isinstance(options, dict) else options
        empty = kwargs.pop("empty", "Tất cả")
        super().__init__(label=label, choices=options, empty_label=empty, **kwargs)

    def filter(self, qs: PersonQuerySet, value: str) -> PersonQuerySet:
        return super().filter(qs, value) if self.method else qs


class PeopleFilter(filters.FilterSet):
    """The form beside a list, and the people its facts narrow it to."""

    q = filters.CharFilter(
        label="Họ tên, xã, chức danh hoặc số cuối CCCD",
        method="by_text",
        max_length=100,
        widget=forms.SearchInput,
    )
    unit = Choice("Đơn vị", [], empty=None)
    group = Choice("Nhóm", GROUP_LABELS)
    confirmed = Choice("Nhóm chức danh", choices.CONFIRMED)
    title = Choice("Chức danh đang giữ", [], method="by_title")
    criterion = Choice("Chỉ tiêu", [], empty="Không chọn")
    outcome = Choice("Kết quả", choices.OUTCOMES)
    sex = Choice("Giới tính", choices.SEXES, method="by_sex")
    age_from = filters.NumberFilter(
        label="Tuổi từ", method="by_age_from", min_value=0, max_value=OLDEST
    )
    age_to = filters.NumberFilter(
        label="Tuổi đến", method="by_age_to", min_value=0, max_value=OLDEST
    )
    ethnicity = Choice("Dân tộc", [], method="by_ethnicity")
    party = Choice("Đảng viên", choices.YES_NO, method="by_party")
    level = Choice("Trình độ", [], method="by_level", empty="Không chọn")
    rule = Choice("Mức", {code: label for code, label in choices.RULES.items() if code},
                  empty=choices.RULES[""])  # fmt: skip
    missing = Choice("Chưa có thông tin", [], method="by_missing", empty="Không chọn")
    quality = Choice("Chất lượng dữ liệu", [], method="by_quality", empty="Không chọn")
    papers = Choice("Xác minh văn bằng", choices.PAPERS, method="by_papers", empty="Không chọn")
    studies = Choice("Học tập", [], method="by_studies")
    evaluation = Choice("Xếp loại hằng năm", [], method="by_evaluation")
    basis = Choice("Hình thức giữ chức danh", choices.BASES_HELD, method="by_decision")
    acting = Choice("Quyền, phụ trách", choices.ACTING, method="by_decision")
    leaving = Choice("Nghỉ hưu", choices.LEAVING, method="by_leaving", empty="Không chọn")
    post = Choice("Tình trạng", choices.POSTS, empty="Đang giữ chức danh")
    measure = Choice("Cơ cấu", {code: m.label for code, m in MEASURES.items()})
    base = Choice("Trong số", {code: base.label for code, base in BASES.items()})
    went = Choice("Nay thuộc", [], method="by_unit_now")
    whole = Choice("Tổng số để tính tỷ lệ", {"1": "có"})
    sort = Choice("Sắp xếp", [(f"{sign}{code}", code) for code in sorts() for sign in ("", "-")])

    class Meta:
        model = Person
        fields: list[str] = []

    def __init__(
        self,
        data: QueryDict,
        people: PersonQuerySet,
        lens: Lens,
        units: list[Unit],
        in_view: Callable[[], UnitQuerySet],
        titles: list[Title],
        root: Unit | None,
        user: Editor,
    ) -> None:
        asked = named(units, data.get("unit", ""), lens.units_on)
        if asked and asked.code:
            data = data.copy()
            data["unit"] = lens.address(asked)
        super().__init__(data, queryset=people)
        self.lens, self.units = lens, {lens.address(unit): unit for unit in units}
        self.in_view, self.titles, self.user = in_view, titles, user
        self._offer("unit", unit_choices(units, root, lens.units_on))
        went = data.get("went", "")
        units_now = Unit.objects.addressed(went) if went else ()
        self.now = next((unit for unit in units_now if unit.numbered == went), None)
        self._offer("went", [(went, self.now.name)] if self.now else [])
        self._offer("title", choices.titles(titles))
        self._offer("criterion", choices.criteria([*lens.criteria, *self._elsewhere()]))
        self._offer("level", choices.levels())
        self._offer("studies", choices.studies(lens.day))
        self._offer("evaluation", choices.evaluations(lens.day))
        self._offer("missing", choices.missing(editor=user.may_edit))
        checks = [*checks_of(lens), fresh_check(), *settled_checks(lens)]
        self._offer("quality", choices.quality(checks))
        names = _names_of_groups()
        self._offer(
            "ethnicity", [("minority", "Các dân tộc thiểu số"), *zip(names, names, strict=True)]
        )

    def _offer(self, name: str, options: Any) -> None:
        # By a function, as a form makes deep copies of its fields.
        self.filters[name].extra["choices"] = lambda: options

    def _elsewhere(self) -> list[Criterion]:
        """Return the criterion asked for when it is not one of the horizon's own."""
        asked = (BY_CODE | VARIANTS).get(self.data.get("criterion", ""))
        return [asked] if asked and asked not in self.lens.criteria else []

    @property
    def form(self) -> Any:
        """The form of the filters, its labels without colons."""
        form = super().form
        form.label_suffix = ""
        return form

    @property
    def asked(self) -> dict[str, Any]:
        """Return what is asked for, checked; raises BadRequest naming what cannot be read."""
        if not self.form.is_valid():
            name, errors = next(iter(self.form.errors.items()))
            label = self.form.fields[name].label if name in self.form.fields else ""
            raise BadRequest(f"{label}: {errors[0]}".lstrip(": "))
        return {
            name: value for name, value in self.form.cleaned_data.items() if value not in ("", None)
        }

    def by_text(self, people: PersonQuerySet, name: str, text: str) -> PersonQuerySet:
        """Find by name, commune, title, or by the last three or four digits of the CCCD."""
        places = self.in_view().values_list("pk", "name")
        return matching(text, people, places, self.titles, self.lens.day)

    def by_unit_now(self, people: PersonQuerySet, name: str, address: str) -> PersonQuerySet:
        """Keep those who count in a unit on its own days, of whatever unit they are on this."""
        if self.now is None:
            return people
        day = self.now.valid_from or self.now.valid_to or self.lens.day
        posts = Post.objects.all().principal_on(self.lens.day).within(self.now, day)
        return people.filter(pk__in=posts.values("person_id"))

    def by_title(self, people: PersonQuerySet, name: str, code: str) -> PersonQuerySet:
        """Keep whoever holds the title on the day, first or beside another."""
        held = Post.objects.held_on(self.lens.day).filter(title__code=code)
        return people.filter(pk__in=held.values("person_id"))

    def by_sex(self, people: PersonQuerySet, name: str, sex: str) -> PersonQuerySet:
        """Keep one sex."""
        return people.filter(sex=sex)

    def by_age_from(self, people: PersonQuerySet, name: str, years: Any) -> PersonQuerySet:
        """Keep whoever has turned `years` by the day; the dead have no age."""
        return people.exclude(dead_by(self.lens.day)).filter(
            birth_date__lte=years_before(self.lens.day, int(years))
        )

    def by_age_to(self, people: PersonQuerySet, name: str, years: Any) -> PersonQuerySet:
        """Keep whoever has not yet turned one more than `years` on the day, the dead not."""
        return people.exclude(dead_by(self.lens.day)).filter(
            birth_date__gt=years_before(self.lens.day, int(years) + 1)
        )

    def by_ethnicity(self, people: PersonQuerySet, name: str, value: str) -> PersonQuerySet:
        """Keep one ethnic group, or all but the Kinh."""
        return people.filter(NOT_KINH if value == MINORITY else Q(ethnicity__name=value))

    def by_party(self, people: PersonQuerySet, name: str, value: str) -> PersonQuerySet:
        """Keep who had joined the Party by the day, or had not."""
        joined = Q(party_joined__lte=self.lens.day)
        return people.filter(joined) if value == "yes" else people.exclude(joined)

    def by_missing(self, people: PersonQuerySet, name: str, value: str) -> PersonQuerySet:
        """Keep those of whom a fact is not recorded, or no credential of a kind.

        Of a confidential fact it is told of the records in the user's hands alone.
        """
        if value in KINDS:
            return people.filter(nothing_held(value, self.lens.day, self.lens.ahead))
        fact = choices.MISSING_FACTS[value]
        people = people.editable_by(self.user) if fact.is_confidential else people
        return people.filter(fact.missing(self.lens.day))

    def by_level(self, people: PersonQuerySet, name: str, value: str) -> PersonQuerySet:
        """Keep those whose highest level of a kind is the one named, above or below it."""
        kind, level = value.split(":")
        lookup = choices.LOOKUPS[self.form.cleaned_data["rule"]]
        return people.filter(highest_held(kind, self.lens.day, lookup, int(level), self.lens.ahead))

    def by_quality(self, people: PersonQuerySet, name: str, code: str) -> PersonQuerySet:
        """Keep those whom a check finds that is about the person; others ask the standing."""
        check = check_of(self.lens, code)
        return people.filter(check.where(self.lens)) if check and not check.kinds else people

    def by_papers(self, people: PersonQuerySet, name: str, finding: str) -> PersonQuerySet:
        """Keep those of whom a credential was found so by the day, or none was looked into."""
        return people.filter(choices.PAPERS_FOUND[finding](self.lens.day))

    def by_studies(self, people: PersonQuerySet, name: str, state: str) -> PersonQuerySet:
        """Keep those who are in such a state of a study now, or finished one in the year."""
        return people.filter(choices.STUDIED[state](self.lens.day))

    def by_evaluation(self, people: PersonQuerySet, name: str, value: str) -> PersonQuerySet:
        """Keep who had a level in the last year that is over, or failed two years running."""
        return people.filter(choices.evaluated(value, self.lens.day))

    def by_decision(self, people: PersonQuerySet, name: str, value: str) -> PersonQuerySet:
        """Keep who holds a title on the day on that basis, or so; or of whom it is not recorded."""
        wanted = "" if value == choices.UNSAID else value
        return people.filter(held_by(self.lens.day, **{name: wanted}))

    def by_leaving(self, people: PersonQuerySet, name: str, value: str) -> PersonQuerySet:
        """Keep who reaches retirement age before the horizon's deadline."""
        bound = ~exempt_on(self.lens.day)
        return people.filter(leaves_before(self.lens.horizon.deadline), bound)


@asked_again(Ethnicity)
def _names_of_groups() -> QuerySet[Ethnicity, str]:
    return Ethnicity.objects.values_list("name", flat=True)
