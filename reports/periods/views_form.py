"""The template and the form of the report in Word, for the province's administrators."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from personnel.keeping.recording import Refused
from personnel.words.file_names import attached, file_name
from reports.models import DocumentForm, DocumentTemplate
from reports.word import form as dated
from reports.word.kept import (
    form_in_use,
    keep_form,
    keep_template,
    number_in_use,
    template_in_use,
    use_shipped_template,
)
from reports.word.shipped import shipped_template
from reports.word.template import BLOCKS, WORDS

from .asked import administrator_or_404
from .forms_documents import TemplateForm, ValuesForm

_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
SHIPPED, IN_USE = "phan-mem", "dang-dung"
LAST = 10  # so many earlier states are listed


def form_page(request: HttpRequest) -> HttpResponse:
    """Show the fields, the template in use and the values of the form; keep values sent."""
    user = administrator_or_404(request)
    if request.method != "POST":
        return _page(request)
    seen = number_in_use(DocumentForm.in_use())
    form = ValuesForm(request.POST, form_in_use(), seen)
    if not form.is_valid():
        return _page(request, form, status=422)
    try:
        keep_form(form.values, seen=form.cleaned_data["seen"], by=user, at=timezone.now())
    except Refused as refused:
        return _page(request, form, status=409, refused=str(refused))
    messages.success(request, "Đã lưu thể thức. Các báo cáo tải từ nay dùng thể thức này.")
    return redirect("document-form")


@require_POST
def template(request: HttpRequest) -> HttpResponse:
    """Use the template sent from now on, or with `do=shipped` the one of the software."""
    user, now = administrator_or_404(request), timezone.now()
    form = TemplateForm(request, number_in_use(DocumentTemplate.in_use()))
    back = request.POST.get("do") == "shipped"
    if back:
        del form.fields["template"]
    if not form.is_valid():
        return _page(request, template=form, status=422)
    seen = form.cleaned_data["seen"]
    try:
        if back:
            use_shipped_template(seen=seen, by=user, at=now)
        else:
            sent = form.cleaned_data["template"]
            keep_template(sent.name, sent.read(), seen=seen, by=user, at=now)
    except Refused as refused:
        return _page(request, status=409, refused=f"Mẫu đang dùng giữ nguyên. {refused}")
    told = "Từ nay dùng lại mẫu của phần mềm." if back else "Đã kiểm tra và dùng mẫu mới."
    messages.success(request, told)
    return redirect("document-form")


@require_safe
def template_file(request: HttpRequest, which: str) -> HttpResponse:
    """Give out the template of the software, or the one in use."""
    administrator_or_404(request)
    if which not in (SHIPPED, IN_USE):
        raise Http404("Chỉ tải được mẫu của phần mềm hoặc mẫu đang dùng.")
    form = form_in_use()
    content = shipped_template(form) if which == SHIPPED else template_in_use(form)
    name = file_name("mẫu báo cáo", which, ending="docx")
    return HttpResponse(content, _WORD, headers=attached(name))


def _page(
    request: HttpRequest, form: ValuesForm | None = None, template: TemplateForm | None = None,
    status: int = 200, refused: str = "",
) -> HttpResponse:  # fmt: skip
    kept, used = DocumentForm.in_use(), DocumentTemplate.objects.defer("content").first()
    context = {
        "form": form or ValuesForm(None, form_in_use(), number_in_use(kept)),
        "template": template or TemplateForm(None, number_in_use(used)),
        "used": used,
        "templates": DocumentTemplate.objects.defer("content")[:LAST],
        "forms": DocumentForm.objects.all()[:LAST],
        "words": WORDS,
        "blocks": BLOCKS,
        "after": dated.AFTER,
        "unconfirmed": "" if dated.CONFIRMED else dated.UNCONFIRMED,
        "refused": refused,
    }
    return render(request, "reports/periods/document_form.html", context, status=status)
