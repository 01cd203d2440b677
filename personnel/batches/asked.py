"""The batch that an address is about, if it concerns somebody whom the user may see."""

from django.http import Http404, HttpRequest

from personnel.models import Batch
from personnel.scope import viewer


def batch_or_404(request: HttpRequest, pk: int) -> Batch:
    """Return the batch if the user may see anybody of it, or wrote it."""
    batches = Batch.objects.visible_to(viewer(request)).select_related("by", "undone_by")
    if (batch := batches.filter(pk=pk).first()) is None:
        raise Http404("Không có đợt ghi nhận này trong phạm vi được xem của tài khoản.")
    return batch
