"""Where a row of an uploaded file is about somebody: by the record, or by the whole number."""

from collections.abc import Collection

from django.db.models import Q, QuerySet, TextField
from django.db.models.functions import Cast, Concat

from sheets.models import UploadRow


def upload_rows(numbers: Collection[int], cccd: str) -> QuerySet[UploadRow]:
    """Return the rows of uploads that became or change these records, or bear the number."""
    about = Q(person__in=numbers)
    rows = UploadRow.objects.all()
    if cccd:
        told = Concat(Cast("changes", TextField()), Cast("problems", TextField()))
        rows = rows.annotate(told=told)
        about |= Q(person=None, told__contains=cccd)
    return rows.filter(about).order_by("upload", "order")
