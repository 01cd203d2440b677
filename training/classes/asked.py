"""What an address of the classes is about, if its user may see or change it."""

from __future__ import annotations

from django.http import Http404, HttpRequest

from personnel.models import TrainingClass
from personnel.scope import Editor, viewer
from personnel.studying.rights import may_open, may_propose


def class_or_404(request: HttpRequest, pk: int) -> TrainingClass:
    """Return a class that the user may see, with its board."""
    classes = TrainingClass.objects.visible_to(viewer(request)).select_related("unit")
    if (found := classes.filter(pk=pk).first()) is None:
        raise Http404("Không có lớp này trong phạm vi được xem của tài khoản.")
    return found


def own_class_or_404(request: HttpRequest, pk: int) -> TrainingClass:
    """Return a class that the user may change."""
    found = class_or_404(request, pk)
    if not may_open(viewer(request), found):
        raise Http404("Lớp này không do tài khoản này mở.")
    return found


def proposer_or_404(request: HttpRequest) -> Editor:
    """Return the signed-in user, who puts people into classes."""
    user = viewer(request)
    if not may_propose(user):
        raise Http404("Tài khoản này không đề cử người đi học.")
    return user


def writer_or_404(request: HttpRequest) -> Editor:
    """Return the signed-in user, who writes what becomes of somebody in a class."""
    user = viewer(request)
    if not (may_propose(user) or user.teaches):
        raise Http404("Tài khoản này không ghi việc học.")
    return user
