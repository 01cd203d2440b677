"""An approved plan on paper: what it will tell, and the files that it is taken away as."""

from collections.abc import Callable

from django.core.exceptions import BadRequest
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from personnel.keeping.disclosing import disclose_list
from personnel.keeping.recording import Refused
from personnel.models import Unit
from personnel.scope import viewer
from personnel.words.file_names import attached, file_name
from reports.models import TrainingPlan
from reports.word.document import Document
from reports.word.kept import form_in_use
from reports.word.printing import FORMS as PRINTED
from reports.word.printing import pdf_of
from reports.word.shipped import shipped_template
from reports.word.template import written
from reports.workbooks.annual.forms import FORMS as SHEETS

from .document import plan_document
from .planned import ALWAYS, PlanOnPaper
from .telling import title_of
from .workbook import plan_workbook

FORMS = {"xlsx": (SHEETS["xlsx"].label, SHEETS["xlsx"].content_type), **PRINTED}


@require_safe
def paper_page(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a plan as it will stand in Word, what is still to be written, and its files."""
    paper = _asked(request, pk)
    context = {"paper": paper, "document": _document(paper)}
    return render(request, "training/paper/paper.html", context)


@require_safe
def paper_file(request: HttpRequest, pk: int, form: str) -> HttpResponse:
    """Give a plan out as a workbook with the names, in Word or as a PDF; kept in the log."""
    if form not in FORMS:
        raise Http404("Chỉ tải về được dạng xlsx, docx hoặc pdf.")
    paper = _asked(request, pk)
    label, content_type = FORMS[form]
    try:
        content, people = _made(paper, form)
    except Refused as refused:
        context = {"title": "Chưa lập văn bản", "status": 409, "message": str(refused)}
        return render(request, "error.html", context, status=409)
    asked = f"{title_of(paper)}, kế hoạch “{paper.plan.name}”; {label}"
    disclose_list(people, by=viewer(request), asked=asked)
    name = file_name("ke-hoach-dao-tao", paper.span, paper.plan.name, ending=form)
    return HttpResponse(content, content_type, headers=attached(name))


def _made(paper: PlanOnPaper, form: str) -> tuple[bytes, int]:
    """Return a file, and how many people it names; raises Refused where it cannot be made."""
    if form == "xlsx":
        book = plan_workbook(paper)
        return book.content, book.people
    docx = written(_document(paper), shipped_template(form_in_use(), "KẾ HOẠCH"))
    printed: Callable[[bytes], bytes] = pdf_of if form == "pdf" else bytes
    return printed(docx), 0


def _document(paper: PlanOnPaper) -> Document:
    below = [
        unit
        for unit in Unit.objects.in_force(timezone.localdate())
        if unit.above_id == paper.root.pk
    ]
    return plan_document(paper, form_in_use(), below)


def _asked(request: HttpRequest, pk: int) -> PlanOnPaper:
    """Return the plan of an address, as far as the user may see it; 404 where that is nothing."""
    user = viewer(request)
    plans = TrainingPlan.objects.visible_to(user).select_related("rules")
    plan = plans.filter(pk=pk).first()
    if plan is None:
        raise Http404("Không có kế hoạch này trong phạm vi được xem của tài khoản.")
    province = Unit.objects.in_force(timezone.localdate()).provinces().get()
    paper = PlanOnPaper.of(plan, user, province, timezone.now(), _year(request))
    if paper.year and paper.year not in paper.every_year:
        raise BadRequest(f"Kế hoạch không có lượt học nào khai giảng năm {paper.year}.")
    return paper


def _year(request: HttpRequest) -> int:
    told = request.GET.get("year", "")
    if not told:
        return ALWAYS
    if not (told.isascii() and told.isdecimal() and len(told) == 4):
        raise BadRequest(f"Năm “{told[:20]}” không hợp lệ.")
    return int(told)
