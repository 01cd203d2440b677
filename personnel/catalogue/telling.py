"""What was saved of a reference list, in words: days above all, so that a slip is seen."""

from datetime import date
from functools import singledispatch
from typing import Any

from personnel.checks.holders import people_of, posts_of
from personnel.models import Title, Unit
from personnel.words.dates import in_words
from personnel.words.vietnamese import dotted


@singledispatch
def saved(record: Any, form: Any) -> str:
    """Return the sentence that a record was saved by a form, with what that means."""
    return f"Đã lưu {record}."


@saved.register
def _(record: Unit, form: Any) -> str:
    told = f"Đã lưu {record}: {_period(record.valid_from, record.valid_to)}."
    if not record.pk or "parent" not in form.changed_data:
        return told
    people = people_of(posts_of(record))
    return (
        f"{told} Đơn vị nay trực thuộc {record.above}: số liệu của mọi ngày đi theo, kể cả "
        f"{dotted(people)} người giữ hoặc đã từng giữ chức danh tại đây."
    )


@saved.register
def _(record: Title, form: Any) -> str:
    told = f"Đã lưu {record}: {_period(record.valid_from, record.valid_to)}."
    if "group_confirmed" not in form.changed_data:
        return told
    state = "đã xác nhận" if record.group_confirmed else "chưa xác nhận"
    return f"{told} Nhóm {record.get_group_display()}: {state}."


def _period(first: date | None, last: date | None) -> str:
    if not first and not last:
        return "luôn có hiệu lực"
    begun = [f"từ {in_words(first)}"] if first else []
    ended = [f"đến hết {in_words(last)}"] if last else []
    return " ".join(["có hiệu lực", *begun, *ended])
