"""The pages on which two records of one person become one, and are taken apart again."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from personnel.asked import editable_or_404, editor_or_404, keep_opened
from personnel.keeping.recording import Refused
from personnel.models import Merge, Person
from personnel.scope import viewer

from .finding import groups_of, others, twins_of
from .forms import JoinForm, SearchForm
from .joining import join
from .plan import Plan
from .undoing import take_apart

PAGE_SIZE = 50


@require_safe
def twins(request: HttpRequest) -> HttpResponse:
    """List the records in the user's hands that may be two of one person."""
    user = editor_or_404(request)
    page = Paginator(groups_of(user, timezone.localdate()), PAGE_SIZE)
    context = {"page": page.get_page(request.GET.get("page"))}
    return render(request, "personnel/joining/twins.html", context)


@require_safe
def choose(request: HttpRequest, pk: int) -> HttpResponse:
    """Look for the record to be joined with somebody's."""
    person, user = editable_or_404(request, pk), viewer(request)
    keep_opened(request, person, where="tìm hồ sơ để gộp")
    form = SearchForm(request.GET, label_suffix="")
    sought = form.cleaned_data["q"] if form.is_valid() else ""
    context = {
        "person": person,
        "form": form,
        "sought": sought,
        "twins": twins_of(person, user),
        "found": others(person, sought, user),
    }
    return render(request, "personnel/joining/choose.html", context)


def merge(request: HttpRequest, pk: int, other: int) -> HttpResponse:
    """Show two records side by side, and join the second to the first once all is chosen.

    Whoever may see but one of them is told who joins them.
    """
    kept = editable_or_404(request, pk)
    joined = Person.objects.visible_to(viewer(request)).filter(pk=other).first()
    if joined is None:
        raise Http404("Không có hồ sơ thứ hai trong phạm vi của tài khoản.")
    plan = Plan(kept, joined)
    if request.method != "POST" or plan.obstacle(viewer(request)):
        return _page(request, plan, JoinForm(plan))
    form = JoinForm(plan, request.POST)
    if not form.is_valid():
        return _page(request, plan, form, status=422)
    try:
        seen, user = request.POST.get("seen", ""), viewer(request)
        done = join(kept, joined, form.answers, seen=seen, by=user, at=timezone.now())
    except Refused as refused:
        messages.error(request, str(refused))
        return redirect(request.path if Person.objects.filter(pk=other).exists() else "people")
    messages.success(
        request,
        f"Đã gộp hồ sơ số {done.joined} vào hồ sơ số {done.kept}. Địa chỉ cũ dẫn về hồ sơ này; "
        "hoàn tác được khi hồ sơ chưa có thay đổi khác.",
    )
    return redirect("person", pk=done.kept)


def _page(request: HttpRequest, plan: Plan, form: JoinForm, status: int = 200) -> HttpResponse:
    keep_opened(request, plan.kept, plan.joined, where="xem trước khi gộp hai hồ sơ")
    context = {
        "plan": plan,
        "form": form,
        "seen": plan.seen,
        "obstacle": plan.obstacle(viewer(request)),
    }
    return render(request, "personnel/joining/merge.html", context, status=status)


@require_POST
def undo(request: HttpRequest, pk: int) -> HttpResponse:
    """Take two joined records apart again."""
    merge = get_object_or_404(Merge, pk=pk)
    kept = editable_or_404(request, merge.kept)
    try:
        joined = take_apart(merge, by=viewer(request), at=timezone.now())
    except Refused as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, f"Đã hoàn tác: hồ sơ số {joined.pk} trở lại như trước khi gộp.")
    return redirect("person", pk=kept.pk)
