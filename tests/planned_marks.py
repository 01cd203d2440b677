"""Planning with made-up marks, and what of them an answer tells: nobody may without the right."""

import re
import zipfile
from datetime import date
from io import BytesIO

from django.test import Client, override_settings
from django.urls import reverse
from django.utils import timezone

from accounts.models import Grant, User
from personnel.actions.deleting import delete_record, fingerprint
from personnel.models import Person, PlannedTitle, Title
from personnel.planning.saving import change, plan
from tests import cast
from tests.factories import MOUNTAIN, person, post

NUMBER, PAPER, KEPT = "QH-777-MARK", "BD-778-MARK", "KL-779-MARK"
# Both years of the term together: one alone may be anybody's number, or stand in a token.
TERM = r"2081\D{1,9}2086"
MARKS = re.compile(f"{NUMBER}|{PAPER}|{KEPT}|-MARK|{TERM}")


def plant(people):
    """Plan people by whoever has the right, who looks at it too; one more record is deleted.

    Returns the number of the first planned title and of its author.
    """
    user = User.objects.create_user("quy-hoach", password="mat-khau-thu")
    for role in (Grant.Role.PROVINCE_ADMIN, Grant.Role.PLANNER):
        user.grants.create(role=role)
    gone = post(person(name="Võ Đã Xóa"), "PBT", MOUNTAIN).person
    with override_settings(PLANNING=True):
        user = User.objects.get(pk=user.pk)
        rows = [_planned(user, who) for who in (*Person.objects.filter(pk__in=people), gone)]
        seen = fingerprint(gone)
        delete_record(gone, "nhầm", seen=seen, by=cast.editor_a(), at=timezone.now())
        looking = Client()
        looking.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
        for name in ("planning", "planning-file"):
            assert looking.get(reverse(name)).status_code == 200
    return {"planned": rows[0].pk, "planner": user.pk}


def _planned(user, who):
    row = plan(
        PlannedTitle(
            person=who, title=Title.objects.get(code="CTUBND"), unit=who.posts.first().unit,
            term_from=2081, term_to=2086, decision_number=NUMBER, decision_day=date(2024, 5, 2),
        ),
        by=user, at=timezone.now(),
    )  # fmt: skip
    told = {"course": "done", "course_day": date(2024, 6, 1), "course_paper": PAPER,
            "kept_on": date(2024, 6, 2), "kept_by": KEPT}  # fmt: skip
    return change(PlannedTitle.objects.get(pk=row.pk), told, by=user, at=timezone.now())


def told(response):
    """Return which marks an answer tells: its body, or whatever a zip or a workbook holds."""
    return MARKS.findall(inside(response))


def inside(response):
    """Return all that an answer says."""
    if not hasattr(response, "planned_body"):
        streamed = response.streaming
        response.planned_body = b"".join(response) if streamed else response.content
    return " ".join(_texts(response.planned_body))


def _texts(body):
    if body[:2] != b"PK":
        yield body.decode(errors="replace")
        return
    with zipfile.ZipFile(BytesIO(body)) as archive:
        for name in archive.namelist():
            yield name
            yield from _texts(archive.read(name))
