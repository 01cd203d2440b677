"""The pages of a candidate: one checked for a title, and who might be put forward for one."""

from collections import defaultdict
from typing import Any

from django.core.exceptions import BadRequest
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from personnel.asked import keep_opened, keep_shown
from personnel.models import Person, PersonQuerySet, Title
from reports.asking import chosen
from reports.scope import Choices, unit_choices
from targets.lens import Lens

from .asked import EVERYWHERE, Asked, person_asked, within_asked
from .checked import check, check_typed
from .findings import NOTHING_SAID, PLANNED, Answers
from .forms import AnswersForm, SeekForm, TypedForm
from .pool import ranked, shown
from .subject import MOST, Subject, found_by

PAGE_SIZE = 50
SEEK, TYPED, ANSWER = "seek", "typed", "answer"
FORMS: dict[str, Any] = {SEEK: SeekForm, TYPED: TypedForm, ANSWER: AnswersForm}


@require_http_methods(["GET", "HEAD", "POST"])
def candidate_page(request: HttpRequest) -> HttpResponse:
    """Check somebody recorded (by number, in the address) or typed (sent) for a title.

    What is sent is answered by a page, never stored; that a record was looked at is kept.
    """
    asked = Asked.of(request)
    if asked is None:
        return render(request, "reports/empty.html", {"lens": Lens.of(request)})
    person = person_asked(request.GET, asked.user)
    forms, sent = _forms(request)
    context = _common(asked) | {"person": person, **forms}
    wrong = sent is not None and not sent.is_valid()
    if person:
        answers = sent.answers if isinstance(sent, AnswersForm) and not wrong else NOTHING_SAID
        context |= _recorded(request, asked, person, answers)
    elif sent and not wrong:
        context |= _sent(asked, sent)
    return render(request, "reports/candidates/page.html", context, status=422 if wrong else 200)


@require_safe
def candidates_page(request: HttpRequest) -> HttpResponse:
    """Show in order who might be put forward for a title, fifty a page; what is shown is kept."""
    asked = Asked.of(request)
    if asked is None:
        return render(request, "reports/empty.html", {"lens": Lens.of(request)})
    within = within_asked(request.GET, asked)
    group = chosen(request.GET, "group", Title.Group.values)
    everywhere = within == asked.root
    narrowed = {"within": EVERYWHERE if everywhere else asked.lens.address(within), "group": group}
    context = _common(asked) | narrowed | {
        "among": within,
        "groups": Title.Group.choices,
        "everywhere": EVERYWHERE,
        "units": unit_choices(asked.units, asked.root, asked.lens.units_on)[1:],
    }  # fmt: skip
    if supposed := asked.supposed:
        found = ranked(asked, supposed, within, [group] if group else [])
        page = Paginator(found, PAGE_SIZE).get_page(request.GET.get("page"))
        who = f"trong {within}" + (f", {Title.Group(group).label}" if group else "")
        keep_shown(request, len(found), f"Nguồn nhân sự: {asked.said}; {who}")
        more = asked.url(**narrowed).partition("?")[2]
        context |= {
            "page": page,
            "rows": list(shown(asked, supposed, list(page))),
            "meeting": sum(not one.counts.unmet for one in found),
            "more": f"{more}&",
        }
    return render(request, "reports/candidates/pool.html", context)


def _forms(request: HttpRequest) -> tuple[dict[str, Any], Any]:
    """Return the forms of the page by name, and the one that was sent; raises BadRequest."""
    do = request.POST.get("do", "")
    if request.method == "POST" and do not in FORMS:
        raise BadRequest("Biểu mẫu gửi lên không có ở trang này.")
    forms = {
        name: form(request.POST if name == do else None, prefix=name, label_suffix="")
        for name, form in FORMS.items()
    }
    return forms, forms.get(do)


def _common(asked: Asked) -> dict[str, Any]:
    return {
        "lens": asked.lens,
        # Somebody is judged by the map of the day.
        "of_one_person": True,
        "asked": asked,
        "communes": _communes(asked),
        "titles": _titles(asked),
        "pool": asked.url("candidates"),
        "most": MOST,
        "asks_course": bool(asked.title and asked.title.grouped == PLANNED),
        "now": timezone.localtime(),
    }


def _recorded(
    request: HttpRequest, asked: Asked, person: Person, answers: Answers
) -> dict[str, Any]:
    people = _seen(asked)
    where = "kiểm tra nhân sự"
    keep_opened(request, person, where=f"{where}: {asked.said}" if asked.supposed else where)
    subject = Subject.recorded(person, asked)
    return {"subject": subject, "checked": check(asked, people, person, answers)}


def _sent(asked: Asked, form: Any) -> dict[str, Any]:
    """Return what a valid form asks for: those of a name, or somebody typed who is checked."""
    if isinstance(form, TypedForm):
        return {"subject": Subject.typed(form), "checked": check_typed(asked, form)}
    return {"found": found_by(form.cleaned_data["q"], asked)} if isinstance(form, SeekForm) else {}


def _seen(asked: Asked) -> PersonQuerySet:
    return Person.objects.visible_to(asked.user)


def _communes(asked: Asked) -> list[tuple[str, Choices]]:
    """Return the communes to choose from, by what they are below."""
    there = {asked.lens.address(unit) for unit in asked.communes}
    found = []
    for label, among in unit_choices(asked.units, None, asked.lens.units_on):
        # What stands at the top alone is no list; here nothing does.
        every = among if isinstance(among, list) else []
        if communes := [choice for choice in every if choice[0] in there]:
            found.append((label, communes))
    return found


def _titles(asked: Asked) -> list[tuple[str, list[Title]]]:
    """Return the titles to choose from under their groups of the day."""
    found: dict[str, list[Title]] = defaultdict(list)
    for title in asked.titles:
        found[title.grouped.label].append(title)
    return [(label, found[label]) for label in Title.Group.labels if found[label]]
