"""The page of what a board has taught about its files, where each answer can be taken back."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from personnel.asked import editor_or_404
from personnel.models import Unit
from personnel.scope import Editor
from sheets.columns import BY_FIELD
from sheets.layout.words import CHOICES
from sheets.models import RememberedLayout, TaughtReading, Upload
from sheets.reading.suggesting import labels_of

from .correcting import MEANINGS_OF_SECTIONS
from .understanding import Understanding

_TAKEN_BACK = "Đã bỏ. Các tệp nộp sau sẽ được hỏi lại; tệp đã đọc giữ cách đọc của nó."
_GONE_BEFORE = "Cách đọc này đã được bỏ từ trước."


@dataclass(frozen=True)
class Answer:
    """A text of a board's files, and what is read instead."""

    taught: TaughtReading
    column: str
    value: str


@dataclass(frozen=True)
class Layout:
    """A layout put right by hand, told heading by heading: what it was said to mean."""

    kept: RememberedLayout
    columns: list[tuple[str, str]]
    sections: list[tuple[str, str]]
    sheets: list[str]


def taught(request: HttpRequest) -> HttpResponse:
    """List what the user's boards have taught; take one of it back."""
    user = editor_or_404(request)
    if request.method == "POST":
        if _take_back(request, user):
            messages.success(request, _TAKEN_BACK)
        else:
            messages.info(request, _GONE_BEFORE)
        return redirect("uploads-taught")
    answers = TaughtReading.objects.editable_by(user).select_related("district", "by")
    layouts = RememberedLayout.objects.editable_by(user).select_related("district", "by")
    labels = {name: labels_of(name) for name in {one.field for one in answers}}
    context = {
        "answers": [
            Answer(one, BY_FIELD[one.field].header, labels[one.field].get(one.value, one.value))
            for one in answers
            if one.field in BY_FIELD
        ],
        "layouts": _told(layouts.order_by("district", "-at")),
    }
    return render(request, "sheets/uploads/taught.html", context)


def _take_back(request: HttpRequest, user: Editor) -> bool:
    """Delete the answer or layout named, if it is in the user's hands."""
    kinds = {"answer": TaughtReading.objects, "layout": RememberedLayout.objects}
    for name, rows in kinds.items():
        number = request.POST.get(name, "")
        if number.isascii() and number.isdigit() and len(number) < 19:
            return bool(rows.editable_by(user).filter(pk=int(number)).delete()[0])
    return False


def _told(layouts: Iterable[RememberedLayout]) -> list[Layout]:
    layouts = list(layouts)
    names = _names(layouts) | MEANINGS_OF_SECTIONS
    texts = _texts(layouts)
    return [
        Layout(
            kept,
            [
                (texts.get(key, key), CHOICES.get(m, m))
                for key, m in kept.correction.get("columns", {}).items()
            ],
            [
                (texts.get(key, key), names.get(c, c))
                for key, c in kept.correction.get("sections", {}).items()
            ],
            list(kept.correction.get("headers", {})),
        )
        for kept in layouts
    ]


def _names(layouts: Iterable[RememberedLayout]) -> dict[str, str]:
    """Return the names of the communes that sections were said to mean, by what is kept of them."""
    codes = {c for kept in layouts for c in kept.correction.get("sections", {}).values() if c}
    communes = Unit.objects.communes().filter(code__in=codes)
    dated = {code: code for code in codes if "(" in code}
    return dated | dict(communes.values_list("code", "name"))


def _texts(layouts: list[RememberedLayout]) -> dict[str, str]:
    """Return headings and sections as the files read so had them, by the keys of corrections."""
    texts: dict[str, str] = {}
    for upload in Upload.objects.filter(remembered__in=layouts).order_by("pk"):
        found = Understanding.of(upload)
        texts |= {column.key: column.heading for column in found.columns}
        texts |= {section.key: section.text for section in found.sections}
    return texts


def _in_words(
    corrected: Mapping[str, str], texts: Mapping[str, str], labels: Mapping[str, str]
) -> list[tuple[str, str]]:
    return [(texts.get(key, key), labels.get(chosen, chosen)) for key, chosen in corrected.items()]
