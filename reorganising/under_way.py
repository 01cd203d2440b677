"""What is under way in units that end: what goes on by itself, and what has to be settled first."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Any
from urllib.parse import parse_qs

from django.db.models import Q
from django.urls import reverse

from personnel.actions.handovers import withdraw
from personnel.actions.requesting import recall
from personnel.models import HandOver, Unit
from personnel.places.decreed import Decreed
from personnel.scope import Editor
from personnel.words.vietnamese import dotted
from reports.models import Draft, Period, SavedList, Submission
from reports.models.reporting import hands_in
from sheets.models import Upload

from .results import Broken


class Fate(StrEnum):
    """What becomes of something that is under way when a decree is applied."""

    CARRIED = "Chuyển tiếp"
    WITHDRAWN = "Phải rút trước"
    IN_THE_WAY = "Phải xong trước"


@dataclass(frozen=True)
class Work:
    """One thing under way: what it is, its name, what becomes of it and why, its page."""

    what: str
    name: str
    fate: Fate
    why: str
    url: str = ""

    @property
    def blocks(self) -> bool:
        """Whether the decree cannot be applied before it is settled."""
        return self.fate != Fate.CARRIED


def under_way(decreed: Decreed) -> list[Work]:
    """Return what is under way in the units that a decree ends, applied or not; a few queries."""
    ended = _ended(decreed)
    return [
        *_uploads(ended),
        *_handovers(ended, decreed.day),
        *_periods(ended, decreed.day),
        *_saved_lists(set(decreed.ends)),
    ]


def work_in_the_way(decreed: Decreed) -> list[Broken]:
    """Return what has to be settled before a decree can be applied, by name."""
    return [
        Broken("under_way", f"{work.what} “{work.name}”: {work.why}.")
        for work in under_way(decreed)
        if work.blocks
    ]


def withdraw_dead(decreed: Decreed, *, by: Editor, at: datetime) -> int:
    """Take back the hand-overs that no board could accept any more; return how many.

    Each is a deed of its own, as on its page. Raises Refused where somebody has just decided one.
    """
    dead = list(_dead(_ended(decreed), decreed.day))
    for handover in dead:
        take = withdraw if handover.state == HandOver.State.WAITING else recall
        take(handover, by=by, at=at)
    return len(dead)


def _ended(decreed: Decreed) -> set[int]:
    """Return the ids of the units that a decree ends."""
    units = Unit.objects.in_force(decreed.eve).filter(code__in=decreed.ends)
    return set(units.values_list("pk", flat=True))


def _uploads(ended: set[int]) -> Iterator[Work]:
    """Files that somebody handed in and nobody confirmed yet."""
    waiting = (Upload.State.READING, Upload.State.READ, Upload.State.WRITING)
    touching = Q(districts__in=ended) | Q(rows__unit__in=ended)
    rows = Upload.objects.filter(touching, state__in=waiting).distinct().order_by("at", "pk")
    for upload in rows:
        url = reverse("upload", args=[upload.pk])
        if upload.state == Upload.State.WRITING:
            fate, why = Fate.IN_THE_WAY, "đang ghi; chờ ghi xong rồi áp dụng"
        elif upload.state == Upload.State.READING:
            fate, why = Fate.CARRIED, "đang đọc; đơn vị của mỗi dòng được hiểu theo ngày của dòng"
        else:
            fate = Fate.CARRIED
            why = "khi xác nhận, tệp được so lại với hồ sơ; dòng nào đổi thì nêu ra để xem lại"
        yield Work("Tệp đã nộp", upload.name, fate, why, url)


def _dead(ended: set[int], day: date) -> Any:
    """Return the hand-overs that wait for a title to begin in a unit that is no more by then."""
    rows = HandOver.objects.pending().filter(unit__in=ended, day__gte=day)
    return rows.with_keepers().select_related("person", "title", "giver").order_by("pk")


def _handovers(ended: set[int], day: date) -> Iterator[Work]:
    dead = {handover.pk for handover in _dead(ended, day)}
    rows = HandOver.objects.pending().filter(Q(unit__in=ended) | Q(giver__in=ended))
    for handover in rows.select_related("person", "unit", "giver").order_by("pk"):
        # Nobody is told here whose record another board asked for: its number, and the boards.
        name = f"số {handover.pk}, {handover.giver} → {handover.unit}"
        if handover.pk in dead:
            fate = Fate.WITHDRAWN
            why = (
                f"chức danh mới từ {handover.day:%d/%m/%Y} ở đơn vị hết hiệu lực trước ngày ấy; "
                "rút lại, rồi đề nghị chuyển đến đơn vị mới"
            )
        elif handover.unit_id in ended:
            fate, why = Fate.CARRIED, "đơn vị cũ còn hiệu lực vào ngày nhận; vẫn tiếp nhận được"
        else:
            fate, why = Fate.CARRIED, "ai đang giữ hồ sơ thì quyết định thay đơn vị chuyển đi"
        yield Work("Bàn giao", name, fate, why, reverse("handover", args=[handover.pk]))


def _periods(ended: set[int], day: date) -> Iterator[Work]:
    """Open periods for which a unit that ends hands in."""
    for period in Period.objects.open().order_by("day", "pk"):
        reporters = Unit.objects.filter(hands_in(period.reports_by, min(period.day, _eve(day))))
        ending = set(reporters.filter(pk__in=ended).values_list("pk", flat=True))
        if not ending:
            continue
        url, name = reverse("period", args=[period.pk]), str(period)
        if period.day < day:
            why = "số liệu của ngày trước khi sắp xếp; đơn vị nộp không đổi"
            yield Work("Kỳ báo cáo đang mở", name, Fate.CARRIED, why, url)
        elif begun := _begun(period, ending):
            why = (
                f"{dotted(begun)} đơn vị kết thúc đã chuẩn bị hoặc nộp báo cáo của ngày "
                f"{period.day:%d/%m/%Y}; khóa kỳ hoặc rút kỳ trước khi áp dụng"
            )
            yield Work("Kỳ báo cáo đang mở", name, Fate.IN_THE_WAY, why, url)
        elif ending.issuperset(reporters.values_list("pk", flat=True)) and _by_districts(period):
            why = "mở cho đơn vị cấp huyện, mà ngày ấy không còn đơn vị nào; rút kỳ rồi mở lại"
            yield Work("Kỳ báo cáo đang mở", name, Fate.IN_THE_WAY, why, url)
        else:
            why = "chưa đơn vị nào làm báo cáo; các đơn vị mới nộp thay"
            yield Work("Kỳ báo cáo đang mở", name, Fate.CARRIED, why, url)


def _eve(day: date) -> date:
    return day - timedelta(days=1)


def _by_districts(period: Period) -> bool:
    return period.reports_by == "districts"


def _begun(period: Period, units: set[int]) -> int:
    """Return how many of these units prepared or handed in a report for a period."""
    rows = [
        model._default_manager.filter(period=period, district__in=units).values_list("district")
        for model in (Draft, Submission)
    ]
    return len({unit for each in rows for unit in each})


def _saved_lists(codes: set[str]) -> Iterator[Work]:
    """Saved lists of people that name a unit by its code; whose they are, not what is in them."""
    owners: dict[str, int] = {}
    for saved in SavedList.objects.select_related("user").order_by("user__username"):
        asked = parse_qs(saved.query)
        named = {
            value.split("@")[0] for key in ("unit", "district") for value in asked.get(key, [])
        }
        if named & codes:
            owners[str(saved.user)] = owners.get(str(saved.user), 0) + 1
    for owner, lists in owners.items():
        why = "đường dẫn theo mã cũ vẫn mở được"
        yield Work("Danh sách đã lưu", f"{dotted(lists)} danh sách của {owner}", Fate.CARRIED, why)
