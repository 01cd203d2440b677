"""The page on which what is missing is filled in, for all of a list at once."""

from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from personnel.asked import editor_or_404, keep_shown
from personnel.doubts.asking import Answer
from personnel.keeping.recording import Refused
from personnel.mending.cells import Line
from personnel.mending.lines import Lines
from personnel.mending.saving import Filled, fill_in
from personnel.mending.wanted import Wanted, accepted
from personnel.scope import viewer

from ..people.asked import Asked
from ..people.pages import Pages
from ..people.wording import in_words
from .listing import listing


def mending(request: HttpRequest) -> HttpResponse:
    """Show or fill in what a check of the data-quality page finds missing.

    The address asks as that of the list of people does, and leads there where nothing can be
    filled in. Raises BadRequest where it names no check.
    """
    asked = Asked.of(request)
    check = asked.selection.check
    if check is None:
        raise BadRequest("Chưa chọn nội dung bổ sung. Bấm vào một con số ở Chất lượng dữ liệu.")
    if check.wanted is None:
        return redirect(f"{reverse('people')}?{request.GET.urlencode()}")
    if request.method == "POST":
        editor_or_404(request)
        return _save(request, asked, check.wanted)
    return _page(request, asked, check.wanted)


def _save(request: HttpRequest, asked: Asked, wanted: Wanted) -> HttpResponse:
    lines = Lines(wanted, viewer(request), timezone.localdate(), request.POST)
    try:
        filled = fill_in(lines, at=timezone.now(), answer=lambda line: _answer(request, line))
    except Refused as refused:
        messages.error(request, str(refused))
        return _page(request, asked, wanted, lines.sent(), status=409)
    _tell(request, filled)
    if filled.left:
        return _page(request, Asked.of(request), wanted, filled.left, status=422)
    return redirect(request.get_full_path())


def _answer(request: HttpRequest, line: Line) -> Answer:
    told, confirmed = (
        frozenset(request.POST.getlist(f"{line.prefix}-{name}")) for name in ("told", "confirmed")
    )
    return Answer(told, confirmed)


def _tell(request: HttpRequest, filled: Filled) -> None:
    """Say what was written, what was recorded anyway, and what was not."""
    if filled.written:
        people = len({line.person.pk for line in filled.written})
        lines = f"{len(filled.written)} dòng của " if people < len(filled.written) else "cho "
        messages.success(request, f"Đã ghi {lines}{people} người.")
    if filled.same:
        messages.info(request, f"{len(filled.same)} dòng đã được ghi như vậy từ trước.")
    if filled.left:
        said = "Các dòng đó được đánh dấu, nội dung đã nhập giữ nguyên."
        messages.warning(request, f"Chưa ghi {len(filled.left)} dòng. {said}")
    if filled.lost:
        said = "hồ sơ không thuộc phạm vi được cập nhật, hoặc không còn."
        messages.warning(request, f"Không ghi {filled.lost} người: {said}")
    if not (filled.written or filled.same or filled.left or filled.lost):
        messages.info(request, "Không có ô nào thay đổi, chưa ghi gì.")


def _page(
    request: HttpRequest,
    asked: Asked,
    wanted: Wanted,
    left: list[Line] | None = None,
    status: int = 200,
) -> HttpResponse:
    page = Pages(asked.selection).get_page(request.GET.get("page"))
    keep_shown(request, page.paginator.count, in_words(asked.form, asked.selection))
    lines = Lines(wanted, viewer(request), timezone.localdate())
    found = listing(asked, lines, list(page), page.start_index(), left or ())
    given = request.GET.dict().items()
    query = {name: str(value) for name, value in given if value and name != "page"}
    context: dict[str, Any] = {
        "lens": asked.lens,
        "selection": asked.selection,
        "check": asked.selection.check,
        "page": page,
        "listing": found,
        "fields": [cell.bound for entry in found.entries[:1] for cell in entry.line.cells],
        "of_records": bool(wanted.records),
        "words": lines.words,
        "accepted": accepted(wanted),
        "query": urlencode(query | asked.lens.params),
    }
    return render(request, "reports/mending.html", context, status=status)
