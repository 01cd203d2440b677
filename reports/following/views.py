"""The page of a year: who has a programme and a review, who was inspected; and it as a workbook."""

from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_safe

from personnel.keeping.disclosing import disclose_list
from reports.scope import unit_choices
from reports.yearly.committees import Dues
from targets.lens import Lens

from .asked import Asked
from .counting import counted, inspected
from .taken import name_of, workbook


@require_safe
def following_page(request: HttpRequest) -> HttpResponse:
    """Show what the units asked for have done for the resolution in a year."""
    asked = Asked.of(request)
    if asked is None:
        return render(request, "reports/empty.html", {"lens": Lens.of(request)})
    gathering = [unit for unit in asked.units if not unit.is_commune]
    context = {
        "lens": asked.lens,
        "asked": asked,
        "top_address": asked.lens.address(asked.top),
        "units": unit_choices(gathering, asked.root, asked.lens.units_on)[1:],
        "counted": counted(asked) if asked.owing else [],
        "inspected": inspected(asked),
        "programmes_due": sorted({row.programme.due for row in asked.owing if row.programme.due}),
        "review_due": Dues.read().reviews.get(asked.year),
        "listed": asked.listed,
        "everything": asked.url(kind="", show=""),
        "file": asked.url("following-list"),
        "sets_days": asked.user.may_administer,
    }
    return render(request, "reports/following/page.html", context)


@require_safe
def following_file(request: HttpRequest) -> HttpResponseBase:
    """Return the register of the list as a workbook, and keep that it was taken.

    404 for whoever sees nothing.
    """
    asked = Asked.of(request)
    if asked is None:
        raise Http404("Không có danh sách để tải về.")
    said = f"Thực hiện Nghị quyết; {asked.said}; tệp Excel"
    disclose_list(0, by=request.user, asked=said)
    return FileResponse(workbook(asked), as_attachment=True, filename=name_of(asked))
