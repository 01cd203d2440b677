"""What the province writes of a period's report, beside what its units have written."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from personnel.keeping.recording import Refused
from personnel.scope import viewer
from reports.models import Period
from reports.parts import PARTS

from .asked import administrator_or_404, period_or_404
from .forms_texts import PartsForm, errors_of
from .texts import save_texts, story, texts_of, texts_of_districts


def texts_page(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the parts of a period's report that the province writes, and keep what is changed."""
    period = period_or_404(request, pk)
    if not viewer(request).sees_province:
        raise Http404("Nội dung này là của báo cáo toàn tỉnh.")
    if request.method != "POST":
        return _page(request, period, PartsForm(texts_of(period)))
    user = administrator_or_404(request)
    form = PartsForm(texts_of(period), request.POST)
    if not form.is_valid():
        return _page(request, period, form, 422, "; ".join(errors_of(form)))
    try:
        save_texts(period, form.changes("part-"), by=user, at=timezone.now())
    except Refused as refused:
        period = period_or_404(request, pk)
        form = PartsForm(texts_of(period), request.POST)
        form.show_meanwhile()
        return _page(request, period, form, 409, str(refused))
    messages.success(request, "Đã lưu nội dung báo cáo.")
    return redirect("period-texts", period.pk)


def _page(
    request: HttpRequest, period: Period, form: PartsForm, status: int = 200, refused: str = ""
) -> HttpResponse:
    changes, districts = story(period), texts_of_districts(period)
    parts = [
        {
            "part": part,
            "text": form.text(f"part-{code}"),
            "changes": changes.get(code, []),
            "districts": [(name, said[code]) for name, said in districts if code in said],
        }
        for code, part in PARTS.items()
    ]
    context = {
        "period": period,
        "parts": parts,
        "refused": refused,
        "editable": viewer(request).may_administer and not period.is_sealed,
    }
    return render(request, "reports/periods/texts.html", context, status=status)
