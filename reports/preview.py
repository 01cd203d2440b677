"""What a record being typed would mean for each criterion, before it is saved."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_POST

from personnel.entry.dossier import Dossier
from personnel.entry.saving import ChangedMeanwhile, as_if_saved
from personnel.keeping.recording import Refused
from personnel.keeping.seen import Unfit
from personnel.models import Person
from personnel.scope import viewer
from targets.criteria import HORIZONS, criteria_for
from targets.explaining import Explanation, explain
from targets.rules import Horizon


@require_POST
def preview(request: HttpRequest) -> HttpResponse:
    """Judge what the form says as if it were saved; nothing is written."""
    user, today = viewer(request), timezone.localdate()
    if not user.may_edit:
        raise Http404("Tài khoản này không nhập hồ sơ.")
    person = _person(request)
    dossier = Dossier(user, today, person, request.POST)
    context: dict[str, object] = {}
    if not dossier.is_valid():
        context["wrong"] = dossier.wrong() if dossier.changed else []
    else:
        try:
            with as_if_saved(dossier, by=user, at=timezone.now()) as saved:
                context |= {"told": _told(saved.person)}
                context |= {"doubts": saved.doubts}
        except (Refused, ChangedMeanwhile, Unfit) as refused:
            context["refused"] = str(refused)
    return render(request, "reports/preview.html", context)


def _person(request: HttpRequest) -> Person | None:
    pk = request.POST.get("record", "")
    if not pk:
        return None
    people = Person.objects.editable_by(viewer(request))
    person = people.filter(pk=int(pk)).first() if pk.isdecimal() and len(pk) < 19 else None
    if person is None:
        raise Http404("Không có hồ sơ này trong phạm vi được cập nhật của tài khoản.")
    return person


def _told(person: Person) -> list[tuple[Horizon, Explanation | None]]:
    today, everyone = timezone.localdate(), Person.objects.all()
    return [
        (horizon, explain(everyone, person.pk, today, criteria_for(horizon)))
        for horizon in HORIZONS.values()
    ]
