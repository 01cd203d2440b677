"""The page on which a class is put together, looked over, and recorded."""

from collections.abc import Iterable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from personnel.doubts.asking import Answer
from personnel.keeping.recording import Refused
from personnel.kinds import KINDS
from personnel.scope import viewer

from .forms import PREFIX, ClassForm
from .gathering import Gathered, found, gather, pasted
from .saving import Step, record_class, steps_of

# What the buttons of the page ask for; any other one shows the class as it stands.
PASTE, PREVIEW, CONFIRM = "paste", "preview", "confirm"


def class_page(request: HttpRequest) -> HttpResponse:
    """Put together, preview or record a class, as the button pressed asks."""
    if not viewer(request).may_edit:
        raise Http404("Tài khoản này không nhập hồ sơ.")
    if request.POST.get("do") in (PREVIEW, CONFIRM) and not _to_paste(request):
        return _checked(request)
    return _put_together(request)


def _to_paste(request: HttpRequest) -> str:
    """Return the lines to be found now; a preview waits for what was pasted to be dealt with."""
    asked = request.POST.get("do") in (PASTE, PREVIEW)
    return request.POST.get("pasted", "").strip() if asked else ""


def _put_together(request: HttpRequest) -> HttpResponse:
    """Show the class as it stands after somebody was added, removed, searched or pasted."""
    user, data = viewer(request), request.POST
    ids = [*request.GET.getlist("person"), *data.getlist("person"), *data.getlist("add")]
    paste = pasted(user, _to_paste(request))
    kept = [pk for pk in ids + paste.ids if pk not in data.getlist("remove")]
    gathered = gather(user, kept)
    if request.method == "GET" and gathered.unknown:
        raise Http404("Có hồ sơ không thuộc phạm vi được cập nhật của tài khoản.")
    names = ClassForm.base_fields
    typed = {name: data[key] for name in names if (key := f"{PREFIX}-{name}") in data}
    form = ClassForm(today=timezone.localdate(), initial=typed)
    return _page(request, form, gathered, gathered.problems(), left=paste.left)


def _checked(request: HttpRequest) -> HttpResponse:
    """Preview or record what is typed, once nothing stands in the way."""
    form = ClassForm(request.POST, today=timezone.localdate())
    gathered = gather(viewer(request), request.POST.getlist("person"))
    problems = [*gathered.problems()]
    if not gathered.people:
        problems.append("Chưa có ai trong danh sách lớp.")
    if not form.is_valid() or problems:
        return _page(request, form, gathered, problems, status=409 if problems else 422)
    if request.POST["do"] == PREVIEW:
        return _preview(request, form, gathered)
    try:
        steps = record_class(
            form.instance, gathered.people, by=viewer(request), at=timezone.now(),
            answer=Answer.of(request.POST),
        )  # fmt: skip
    except Refused as refused:
        return _page(request, form, gathered, [str(refused)], status=409)
    _tell(request, form, steps)
    return redirect("people")


def _page(
    request: HttpRequest,
    form: ClassForm,
    gathered: Gathered,
    problems: Iterable[str],
    status: int = 200,
    **more: Any,
) -> HttpResponse:
    search = request.POST.get("q", "")
    waiting = "" if _to_paste(request) else request.POST.get("pasted", "")
    context = {
        "form": form,
        "gathered": gathered,
        "waiting": waiting,
        "problems": list(problems),
        "q": search,
        "found": found(viewer(request), search, timezone.localdate(), gathered.people),
        "kinds": KINDS.values(),
        **more,
    }
    return render(request, "personnel/classes/class.html", context, status=status)


def _preview(request: HttpRequest, form: ClassForm, gathered: Gathered) -> HttpResponse:
    steps = steps_of(form.instance, gathered.people)
    context = {
        "form": form,
        "given": form.instance,
        "steps": steps,
        "unborn": [step for step in steps if step.unborn],
        "recorded": [step for step in steps if step.recorded],
        "doubtful": [step for step in steps if step.asked],
        "raised": [step for step in steps if step.raises],
        "written": [step for step in steps if not step.recorded],
    }
    return render(request, "personnel/classes/preview.html", context)


def _tell(request: HttpRequest, form: ClassForm, steps: list[Step]) -> None:
    """Say what was recorded for how many, and name who was passed over."""
    over = [step.person.full_name for step in steps if step.recorded]
    count = len(steps) - len(over)
    messages.success(request, f"Đã ghi nhận “{form.instance}” cho {count} người.")
    if over:
        messages.warning(request, f"Bỏ qua vì đã có đúng văn bằng này: {', '.join(over)}.")
