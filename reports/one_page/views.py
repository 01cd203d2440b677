"""The sheet given out."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from personnel.keeping.recording import Refused
from personnel.scope import viewer
from personnel.words.file_names import attached, file_name
from reports.addresses import source_in_view
from reports.asking import by_groups
from reports.first_page import FirstPage
from reports.word.printing import FORMS, pdf_of
from targets.lens import Lens
from targets.sources import LiveSource

from .document import one_page


@require_safe
def one_page_file(request: HttpRequest, form: str) -> HttpResponse:
    """Give out the first page of `unit`, or of all that the user sees, through the lens.

    A page that says why when it is not made.
    """
    if form not in FORMS:
        raise Http404("Chỉ tải về được dạng docx hoặc pdf.")
    lens, user = Lens.of(request), viewer(request)
    source = source_in_view(user, lens, request.GET.get("unit", ""))
    if source is None:
        raise Http404("Không có đơn vị nào trong phạm vi được xem của tài khoản.")
    grouped = by_groups(request.GET)
    _, content_type = FORMS[form]
    try:
        content = one_page(FirstPage(source, user, grouped=grouped), timezone.now())
        content = pdf_of(content) if form == "pdf" else content
    except Refused as refused:
        context = {"title": "Chưa lập được tệp", "status": 409, "message": str(refused)}
        return render(request, "error.html", context, status=409)
    name = _name(source, form)
    return HttpResponse(content, content_type, headers=attached(name))


def _name(source: LiveSource, form: str) -> str:
    lens = source.lens
    told = filter(None, (lens.horizon.label, lens.recast))
    return file_name("tổng quan", source.root, lens.day, *told, ending=form)
