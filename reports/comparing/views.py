"""The pages that compare: both sides with the bridge between, and the people of one step."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.core.exceptions import BadRequest
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from personnel.asked import keep_shown
from personnel.scope import viewer
from reports.asking import chosen
from reports.lines import Line
from reports.scope import root_of, units_in_view
from reports.sections import columns
from targets.figures import Figure
from targets.judging import figure_key
from targets.lens import Lens
from targets.rules import Criterion, Section

from .bridge import Bridge, Counters, Part, bridge_of
from .forms import asking
from .people import compared, in_name_order
from .sides import KINDS, Side, Sides, kind_asked, periods_in_view, sides_asked
from .steps import Step
from .words import because, signed, signed_points

PEOPLE_A_PAGE, MOST_TOLD = 50, 3


@dataclass(frozen=True)
class Row:
    """One criterion on both sides; `bridge` is None where only figures are compared."""

    sides: Sides
    before: Line
    after: Line
    bridge: Bridge | None = None

    @property
    def criterion(self) -> Criterion:
        """The criterion, as the last side asks it."""
        return self.after.criterion

    @property
    def met(self) -> str:
        """By how many those who meet it differ."""
        return signed(self.after.figure.met - self.before.figure.met)

    @property
    def covered(self) -> str:
        """By how many those whom it covers differ."""
        return signed(self.after.figure.covered - self.before.figure.covered)

    @property
    def points(self) -> str:
        """By how many percentage points the rates differ; a dash where one side has none."""
        before, after = self.before.rate, self.after.rate
        return "–" if before is None or after is None else signed_points(after - before)

    @property
    def why(self) -> str:
        """Through whom it changed most, in words."""
        return because(self.bridge, MOST_TOLD) if self.bridge else ""

    @property
    def steps(self) -> list["Shown"]:
        """The steps, each with the address of its people."""
        parts, code = self.bridge.steps if self.bridge else (), self.criterion.code
        return [
            Shown(each, each.label, self.sides.people_url(code, each.step.value)) for each in parts
        ]

    @property
    def counters(self) -> list["Shown"]:
        """The communes of which the counters of dossiers differ."""
        return [Shown(each, each.name) for each in (self.bridge.units if self.bridge else ())]


@dataclass(frozen=True)
class Shown:
    """A step or a commune's counters as a row shows it; `url` is of the people behind it."""

    part: Part | Counters
    label: str
    url: str = ""

    @property
    def met(self) -> str:
        """By how many those who meet it change."""
        return signed(self.part.met)

    @property
    def covered(self) -> str:
        """By how many those whom it covers change."""
        return signed(self.part.covered)


@require_safe
def compare(request: HttpRequest) -> HttpResponse:
    """Compare what the address asks for; without anything, today and the end of last year."""
    user, periods = viewer(request), periods_in_view(viewer(request))
    sides = sides_asked(request.GET, user, periods)
    lens = sides.lens if sides else Lens.read(request.GET)
    kind, units = kind_asked(request.GET), units_in_view(user, lens)
    root = root_of(user, units)
    if root is None:
        return render(request, "reports/empty.html", {"lens": lens})
    context = {
        "lens": lens,
        "sides": sides,
        "kind": kind,
        "kinds": KINDS.items(),
        "form": asking(kind, lens, sides, request.GET, periods, units, root),
        "sections": _sections(sides) if sides else (),
    }
    return render(request, "reports/comparing/compare.html", context)


def _sections(sides: Sides) -> list[tuple[Section, list[Row]]]:
    """Return a row for each criterion that both sides know, under its section."""
    criteria = sides.after.source.lens.criteria
    if sides.kind == "units":
        rows = {row.criterion.code: row for row in _of_units(sides, criteria)}
    else:
        bridges = bridge_of(sides.before.source, sides.after.source, criteria)
        rows = {code: _row(sides, bridge) for code, bridge in bridges.items()}
    return [
        (section, [rows[c.code] for c in among if c.code in rows])
        for section, among in columns(criteria)
    ]


def _row(sides: Sides, bridge: Bridge) -> Row:
    before = _line(sides.before, bridge.criterion, bridge.before)
    return Row(sides, before, _line(sides.after, bridge.criterion, bridge.after), bridge)


def _of_units(sides: Sides, criteria: list[Criterion]) -> Iterator[Row]:
    both = (sides.before, sides.after)
    found = [side.source.figures(criteria) for side in both]
    for criterion in criteria:
        figures = [
            figure.figure(criterion, figure_key(side.source.root))
            for side, figure in zip(both, found, strict=True)
        ]
        before, after = (_line(*each) for each in zip(both, (criterion,) * 2, figures, strict=True))
        yield Row(sides, before, after)


def _line(side: Side, criterion: Criterion, figure: Figure) -> Line:
    """Return a figure with its links, by the rules of its own side."""
    source = side.source
    own = source.lens.known.get(criterion.code, criterion)
    return Line(source.lens, source.root, own, figure, links=side.links)


@require_safe
def compare_people(request: HttpRequest) -> HttpResponse:
    """List the people of one step of a criterion, fifty a page."""
    user = viewer(request)
    sides = sides_asked(request.GET, user, periods_in_view(user))
    if sides is None or sides.kind == "units":
        raise Http404("Không có danh sách cho phép so sánh này.")
    criterion, step = _asked(request, sides)
    part = _part(sides, criterion, step)
    page = Paginator(in_name_order(sides, part.people) if part else [], PEOPLE_A_PAGE).get_page(
        request.GET.get("page")
    )
    both = f"So sánh {sides.before.name} và {sides.after.name}"
    said = [both, sides.unit.name, f"{criterion.cover.label}: {criterion.label}", step.label]
    keep_shown(request, page.paginator.count, "; ".join(said))
    query = request.GET.copy()
    query.pop("page", None)
    context = {
        "lens": sides.lens,
        "sides": sides,
        "criterion": criterion,
        "step": step,
        "shown": Shown(part, part.label) if part else None,
        "page": page,
        "rows": list(compared(sides, criterion.code, list(page), user)),
        "more": f"{query.urlencode()}&" if query else "",
    }
    return render(request, "reports/comparing/people.html", context)


def _asked(request: HttpRequest, sides: Sides) -> tuple[Criterion, Step]:
    """Return the criterion and the step that an address names; raises BadRequest."""
    known = sides.after.source.lens.known
    code = chosen(request.GET, "criterion", known)
    step = chosen(request.GET, "step", Step.values)
    if not code or not step or not known[code].about_people:
        raise BadRequest("Chọn chỉ tiêu về người và lý do để xem danh sách.")
    return known[code], Step(step)


def _part(sides: Sides, criterion: Criterion, step: Step) -> Part | None:
    found = bridge_of(sides.before.source, sides.after.source, [criterion])
    steps = found[criterion.code].steps if criterion.code in found else ()
    return next((part for part in steps if part.step == step), None)
