"""Titles by the days on which they may be held: offered in forms; groups that have none left."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db.models import F, QuerySet

from personnel.basics.asked_again import asked_again
from personnel.basics.statements import rows_found
from personnel.models import Title

# Above the titles that nobody begins to hold any more.
OVER = "Không còn áp dụng (chỉ ghi quá trình trước đây)"


def titles_on(day: date) -> list[Title]:
    """Return all titles in order, each in its group of `day`; one query."""
    found: list[Title] = _titles(day=day)
    return found


@asked_again(Title)
def _titles(*, day: date) -> QuerySet[Title]:
    return Title.objects.grouped_on(day)


def title_choices(titles: Iterable[Title], day: date) -> list[Any]:
    """Return titles under their groups for a choice, those in force on `day` before the others.

    What begins later stands in its group, with its first day; what has ended stands apart, for a
    post held before.
    """
    found: dict[str, list[tuple[int, str]]] = {group.label: [] for group in Title.Group}
    over: list[tuple[int, str]] = []
    for title in titles:
        if title.ended_before(day):
            over.append((title.pk, f"{title} (đến {title.valid_to:%d/%m/%Y})"))
        else:
            begins = f" (từ {title.valid_from:%d/%m/%Y})" if title.begins_after(day) else ""
            found[title.grouped.label].append((title.pk, f"{title}{begins}"))
    groups = [(label, among) for label, among in found.items() if among]
    return [("", "Chọn"), *groups, *([(OVER, over)] if over else [])]


def over_by_group(day: date) -> dict[str, date]:
    """Return the last day of the last title of each group that has none from `day` on.

    By the groups of the day; a group that never had a title is not in it. One query.
    """

    def write() -> QuerySet[Title, tuple[str, date | None]]:
        titles = Title.objects.grouped_on(day).order_by()
        return titles.values_list(F("group_then"), F("valid_to"))

    last: dict[str, list[date]] = defaultdict(list)
    for group, ended in rows_found(("last days of titles", day), write, Title):
        last[group].append(ended or date.max)
    return {group: max(days) for group, days in last.items() if max(days) < day}
