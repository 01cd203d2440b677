"""The list of people: everyone a figure counts, or whoever a search finds."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.core.exceptions import BadRequest
from django.core.paginator import Page, Paginator
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from personnel.levels import KINDS
from personnel.models import Person, PersonQuerySet, Post, Title, Unit
from personnel.standing import standing
from targets.criteria import BY_CODE, VARIANTS
from targets.figures import Outcome
from targets.judging import unmet_somewhere, with_outcome
from targets.rules import Criterion
from targets.structure import BASES, MEASURES, Measure

from .lens import Lens
from .scope import root_of, units_in_view, viewer
from .workforce import GROUP_LABELS

PAGE_SIZE = 50
SHOWN_KINDS = ("professional", "theory", "state_management")
COVERED, UNMET, ALTERNATIVE = "covered", "unmet", "alternative"
OUTCOMES = {
    COVERED: "Đối tượng của chỉ tiêu",
    "met": Outcome.MET.label,
    "short": Outcome.SHORT.label,
    "unknown": Outcome.UNKNOWN.label,
    UNMET: "Chưa đạt hoặc chưa có thông tin",
}
_JUDGED = {
    COVERED: ("met", "short", "unknown"),
    "met": ("met",),
    "short": ("short",),
    "unknown": ("unknown",),
    UNMET: ("short", "unknown"),
}
SORTS = {
    "": ("sort_key", "birth_date", "pk"),
    "birth": ("birth_date", "sort_key", "pk"),
    "unit": ("unit_id", "sort_key", "pk"),
    "title": ("title_id", "sort_key", "pk"),
}
SORT_LABELS = {"": "Tên", "birth": "Ngày sinh", "unit": "Đơn vị", "title": "Chức danh"}


@dataclass(frozen=True)
class Selection:
    """What a list is asked for: every part optional, together they narrow."""

    lens: Lens
    unit: Unit | None
    text: str = ""
    group: str = ""
    title: str = ""
    criterion: Criterion | None = None
    outcome: str = ""
    measure: Measure | None = None
    base: str = "all"
    whole: bool = False
    post: str = ""
    sort: str = ""

    @classmethod
    def of(cls, request: HttpRequest, lens: Lens, units: list[Unit]) -> "Selection":
        """Read the selection from the URL; raises BadRequest naming what cannot be read."""
        get = request.GET.get
        criterion = _choice("criterion", get("criterion", ""), BY_CODE | VARIANTS)
        if criterion and not criterion.about_people:
            raise BadRequest("Chỉ tiêu về hồ sơ công việc không có danh sách người.")
        outcome = get("outcome", "")
        _choice("outcome", outcome, OUTCOMES)
        if outcome and not criterion and outcome != UNMET:
            raise BadRequest("Chọn kết quả thì phải chọn cả chỉ tiêu.")
        _choice("group", get("group", ""), GROUP_LABELS)
        _choice("base", get("base", ""), BASES)
        _choice("sort", get("sort", ""), SORTS)
        _choice("post", get("post", ""), {"none": True})
        _choice("whole", get("whole", ""), {"1": True})
        return cls(
            lens,
            _unit(get("unit", ""), request, units),
            text=get("q", "").replace("\x00", "").strip()[:100],
            group=get("group", ""),
            title=get("title", ""),
            criterion=criterion,
            outcome=outcome or (COVERED if criterion else ""),
            measure=_choice("measure", get("measure", ""), MEASURES),
            base=get("base", "") or "all",
            whole=bool(get("whole", "")),
            post=get("post", ""),
            sort=get("sort", ""),
        )

    @property
    def headline(self) -> str:
        """What the list shows, in words."""
        parts = []
        if self.outcome:
            parts.append(OUTCOMES[self.outcome])
        if self.criterion:
            parts.append(f"{self.criterion.cover.label}: {self.criterion.label}")
        elif self.outcome:
            parts.append(f"ít nhất một chỉ tiêu của {self.lens.horizon.label.lower()}")
        if self.measure:
            among = "Tổng số để tính tỷ lệ: " if self.whole else ""
            parts.append(f"{among}{self.measure.label} ({BASES[self.base].label.lower()})")
        if self.group:
            parts.append(GROUP_LABELS[self.group])
        if self.post:
            parts.append("Không giữ chức danh vào ngày này")
        return " · ".join(parts) or "Danh sách nhân sự"


def _choice(name: str, value: str, allowed: Mapping[str, Any]) -> Any:
    if value and value not in allowed:
        raise BadRequest(f"Giá trị “{value}” của “{name}” không có trong danh mục.")
    return allowed.get(value)


def _unit(code: str, request: HttpRequest, units: list[Unit]) -> Unit | None:
    if not code:
        return root_of(viewer(request), units)
    found = next((unit for unit in units if unit.code == code), None)
    if found is None:
        raise BadRequest(f"Không có đơn vị mang mã “{code}” trong phạm vi được xem.")
    return found


def selected(selection: Selection, people: PersonQuerySet) -> QuerySet[Any]:
    """Return the standing of the people selected, in the order asked for."""
    if selection.text:
        people = _found(people, selection.text)
    day = selection.lens.day
    if selection.post:
        held = Post.objects.held_on(day).values("person")
        return people.exclude(pk__in=held).in_name_order()
    rows = standing(day, people).filter(_where(selection))
    if selection.criterion:
        rows = with_outcome(rows, selection.criterion, day, *_JUDGED[selection.outcome])
    return rows.order_by(*SORTS[selection.sort])


def _found(people: PersonQuerySet, text: str) -> PersonQuerySet:
    if text.isascii() and text.isdigit() and len(text) == 12:
        return people.filter(cccd=text)
    return people.named_like(text)


def _where(selection: Selection) -> Q:
    day, unit = selection.lens.day, selection.unit
    where = Q()
    if unit and unit.level != Unit.Level.PROVINCE:
        at = "unit_id" if unit.level == Unit.Level.COMMUNE else "district_id"
        where &= Q(**{at: unit.pk})
    if selection.group in BASES:
        where &= BASES[selection.group].on(day)
    elif selection.group:
        where &= Q(title_group=selection.group)
    if selection.title:
        where &= Q(title_id__in=Title.objects.filter(code=selection.title).values("pk"))
    if selection.measure:
        measure, base = selection.measure, BASES[selection.base]
        where &= measure.whole(base, day) if selection.whole else measure.counted(base, day)
    if selection.outcome == UNMET and not selection.criterion:
        where &= unmet_somewhere(selection.lens.criteria, day)
    return where


def people_list(request: HttpRequest) -> HttpResponse:
    """Show the people selected by the URL, fifty a page."""
    lens = Lens.of(request)
    units = units_in_view(viewer(request), lens)
    selection = Selection.of(request, lens, units)
    titles = {title.pk: title for title in Title.objects.all()}
    if selection.title and selection.title not in {title.code for title in titles.values()}:
        raise BadRequest(f"Không có chức danh mang mã “{selection.title}”.")
    rows = selected(selection, Person.objects.visible_to(viewer(request)))
    page = Paginator(rows, PAGE_SIZE).get_page(request.GET.get("page"))
    _name_posts(page, {unit.pk: unit for unit in units}, titles)
    context = {
        "lens": lens,
        "selection": selection,
        "page": page,
        "units": units,
        "titles": titles.values(),
        "groups": GROUP_LABELS.items(),
        "outcomes": OUTCOMES.items(),
        "sorts": SORT_LABELS.items(),
        "page_query": urlencode(
            {k: v for k, v in request.GET.items() if k != "page"} | lens.params
        ),
    }
    return render(request, "reports/people.html", context)


def _name_posts(page: Page[Any], units: dict[int, Unit], titles: dict[int, Title]) -> None:
    for person in page:
        person.unit = units.get(getattr(person, "unit_id", 0))
        person.title = titles.get(getattr(person, "title_id", 0))
        person.levels = [_level(person, kind) for kind in SHOWN_KINDS]


def _level(person: Person, kind: str) -> str:
    level = getattr(person, kind, None)
    return "" if level is None else KINDS[kind].level_label(level)
