"""What is worth a second look in a record, confirmed on the person's page."""

from django.contrib import messages
from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_POST

from personnel.asked import editable_or_404
from personnel.doubts.confirming import look_into, take_back
from personnel.keeping.recording import Refused
from personnel.scope import viewer

CONFIRM, WITHDRAW = "confirm", "withdraw"
DONE = {
    CONFIRM: "Đã xác nhận: nội dung này không hỏi lại, trừ khi thông tin liên quan thay đổi.",
    WITHDRAW: "Đã bỏ xác nhận: nội dung này lại cần xem lại.",
}


@require_POST
def look_again(request: HttpRequest, pk: int) -> HttpResponse:
    """Keep that a doubt about somebody was looked into, or take that back."""
    person, user, key = editable_or_404(request, pk), viewer(request), request.POST.get("key", "")
    deed = {CONFIRM: look_into, WITHDRAW: take_back}.get(request.POST.get("do", ""))
    if deed is None:
        raise BadRequest("Chọn xác nhận hoặc bỏ xác nhận.")
    try:
        deed(person, key, by=user, at=timezone.now(), day=timezone.localdate())
    except Refused as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, DONE[request.POST["do"]])
    return redirect("person", pk=pk)
