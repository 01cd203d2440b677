"""The pages of the needs: the table, and the people behind each number."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from personnel.asked import editor_or_404, keep_shown
from personnel.keeping.disclosing import disclose_list
from personnel.keeping.recording import Refused
from reports.asking import chosen
from reports.scope import gathering, unit_choices
from targets.lens import Lens
from targets.needs.ordering import LeftOut

from . import taken, wording
from .asked import Asked
from .courses import course_lines, unconfirmed
from .entries import Entries
from .proposing import Proposing, told
from .reading import Rows
from .shown import Shown, shown_to
from .tables import table

PAGE_SIZE = 50
# Where people are told of by the courses that they are to take.
SEATS = (Shown.WANTED, Shown.UNRECORDED, Shown.RETIRING)
# Of digits: what is longer is no number of a record.
LONGEST_NUMBER = 19


@require_safe
def needs_page(request: HttpRequest) -> HttpResponse:
    """Show who has to learn what, by unit; a few queries whatever the number of people."""
    asked = Asked.of(request)
    if asked is None:
        return _nothing(request)
    context = _context(asked)
    if not asked.trouble:
        found, lines = table(asked), course_lines(asked)
        context |= {
            "table": found,
            "levels": [
                (code, label, asked.url(level=code)) for code, label in found.levels.items()
            ],
            "adds_up": asked.show != Shown.MINIMUM,
            "lines": lines,
            "unconfirmed": unconfirmed(lines),
        }
    return render(request, "training/needs/page.html", context)


@require_safe
def needs_list(request: HttpRequest) -> HttpResponse:
    """Show the people whom a number of the table counts, fifty a page."""
    asked = Asked.of(request)
    if asked is None:
        return _nothing(request)
    if asked.trouble:
        return render(request, "training/needs/page.html", _context(asked))
    entries = _entries(request, asked)
    page = Paginator(entries.listed, PAGE_SIZE).get_page(request.GET.get("page"))
    if asked.sight.school:
        keep_shown(request, page.paginator.count, wording.asked_in_words(asked, entries))
    proposing = Proposing(asked, entries)
    is_order = asked.show == Shown.MINIMUM and entries.left is None
    rows = Rows(asked).of(list(page.object_list))
    context = _context(asked) | {
        "headline": wording.headline(asked, entries),
        "entries": entries,
        # Of one course it stands in the headline.
        "several": is_order or asked.column is None and asked.show in SEATS,
        "is_order": is_order,
        "page": page,
        "rows": rows,
        "aims": proposing.aims,
        "tickable": {row.pk for row in rows if row.editable and proposing.offers_of(row.entry)},
        "propose": asked.url("training-propose"),
        "left_out": [
            (reason, number, asked.url("training-needs-list", left=reason.value))
            for reason, number in entries.left_out.items()
        ] if asked.show == Shown.MINIMUM else (),
        "order": asked.url("training-needs-list", left=None),
        "here": asked.url("training-needs-list"),
        "file": asked.url("training-needs-file"),
    }  # fmt: skip
    return render(request, "training/needs/list.html", context)


@require_safe
def needs_file(request: HttpRequest) -> HttpResponseBase:
    """Return the same list, all of it, as an Excel workbook; kept in the log of personal data.

    404 where there is nothing to list.
    """
    asked = Asked.of(request)
    if asked is None or asked.trouble:
        raise Http404("Không có danh sách để tải về.")
    entries = _entries(request, asked)
    rows = Rows(asked).of(entries.listed)
    disclose_list(
        len(rows), by=request.user, asked=f"{wording.asked_in_words(asked, entries)}; tệp Excel"
    )
    book = taken.workbook(asked, entries, rows)
    return FileResponse(book, as_attachment=True, filename=taken.name_of(asked))


@require_POST
def propose_people(request: HttpRequest) -> HttpResponse:
    """Propose the people ticked in a list for a course or a class; say who was passed over."""
    user, asked = editor_or_404(request), Asked.of(request)
    if asked is None or asked.trouble:
        raise Http404("Không có danh sách để đề cử.")
    sent = request.POST.getlist("person")
    people = {int(pk) for pk in sent if pk.isascii() and pk.isdigit() and len(pk) < LONGEST_NUMBER}
    proposing = Proposing(asked, _entries(request, asked))
    try:
        done = proposing.propose(people, request.POST.get("aim", ""), by=user, at=timezone.now())
    except Refused as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, told(done))
    return redirect(asked.url("training-needs-list"))


def _entries(request: HttpRequest, asked: Asked) -> Entries:
    return Entries(asked, wording.left_asked(asked, chosen(request.GET, "left", LeftOut.values)))


def _nothing(request: HttpRequest) -> HttpResponse:
    return render(request, "reports/empty.html", {"lens": Lens.of(request)})


def _context(asked: Asked) -> dict[str, object]:
    sight = asked.sight
    offered = gathering(sight.units)
    both = sight.user.teaches and bool(sight.user.scope_units)
    return {
        "asked": asked,
        "sight": sight,
        "units": unit_choices(offered, sight.root, sight.lens.units_on)[1:],
        "top_address": sight.lens.address(asked.top),
        "shown": [
            (one, asked.url(show=one.value, column=None, left=None), one == asked.show)
            for one in shown_to(sight)
        ],
        "as_school": asked.url(school=None if sight.school else "1") if both else "",
        "back": asked.url(column=None, left=None),
    }  # fmt: skip
