"""The number of a decree, its day, its source, and what was sealed."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from django.core.exceptions import ValidationError

from personnel.basics.plain import PLAIN_NAME
from personnel.models import Decree
from reorganising.fault import Fault

from .columns import label_of, wrong_columns
from .known import Known


def head_faults(known: Known, sealed: date | None) -> Iterator[Fault]:
    """Yield what is wrong with the decree as a whole; one query.

    `sealed` is the last day that sealed figures are of.
    """
    decreed = known.decreed
    decree = Decree(number=decreed.number.strip(), day=decreed.day, source=decreed.source)
    yield from _wrong_columns(decree)
    if Decree.objects.filter(number=decreed.number).exists():
        yield Fault("number_taken", f"Văn bản số {decreed.number} đã được áp dụng.")
    if sealed is not None and decreed.day <= sealed:
        yield Fault(
            "sealed",
            f"Văn bản có hiệu lực từ ngày {decreed.day:%d/%m/%Y}, nhưng số liệu đến ngày "
            f"{sealed:%d/%m/%Y} đã khóa sổ: chỉ áp dụng được văn bản có hiệu lực sau ngày ấy.",
        )
    if not decreed.ends and not decreed.begins:
        yield Fault("says_nothing", "Văn bản không nêu đơn vị nào kết thúc hoặc bắt đầu.")


def _wrong_columns(decree: Decree) -> Iterator[Fault]:
    for name, said in wrong_columns(decree, ["day"]):
        yield Fault(f"wrong_{name}", f"{label_of(Decree, name)} của văn bản: {said}")
    # Of a source the column asks its length alone.
    try:
        PLAIN_NAME(decree.source)
    except ValidationError as wrong:
        yield Fault("wrong_source", f"Nguồn của văn bản: {' '.join(wrong.messages)}")
