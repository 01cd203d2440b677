"""The page of set times: what has come to its time, deleted at once or at night."""

from django.contrib import messages
from django.core.exceptions import BadRequest
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from personnel.keeping.recording import Refused
from personnel.scope import viewer
from personnel.trail.forgetting import may_forget

from .showing import delete_due, shown


def terms_page(request: HttpRequest) -> HttpResponse:
    """Show what would be deleted by which set time, and delete it; for administrators alone."""
    if not viewer(request).may_administer:
        raise Http404("Trang này chỉ dành cho quản trị cấp tỉnh.")
    allowed = may_forget()
    if request.method != "POST":
        return render(request, "personal/terms.html", {"terms": shown(), "allowed": allowed})
    if not allowed:
        messages.error(request, "Chưa xóa gì: ở máy chủ này việc xóa chạy ban đêm.")
        return redirect("personal-terms")
    try:
        said = delete_due(request.POST.get("command", ""))
    except LookupError as error:
        raise BadRequest("Chọn nội dung cần xóa.") from error
    except Refused as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, said)
    return redirect("personal-terms")
