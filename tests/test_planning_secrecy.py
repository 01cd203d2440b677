"""Planning can be secret: no address gives anything of it to whoever has not the right.

Every address of the portal is asked, as in `test_every_url`, by everybody of the cast: not even
whoever administers has the right. What made-up marks would be found by is tried beside.
"""

import zipfile
from datetime import date
from io import BytesIO

import pytest
from django.db import transaction
from django.test import Client, override_settings
from django.urls import NoReverseMatch, reverse
from django.utils import timezone

from accounts.models import User
from personnel.actions.deleting import delete_record, fingerprint
from personnel.models import Person, PlannedTitle, Title, Unit
from personnel.planning.saving import change, plan
from tests import cast
from tests.factories import MOUNTAIN, person, post
from tests.personnel.planning.conftest import with_right
from tests.test_every_url import CAST, PAGES, SENT, addresses, clients, meant, numbers, standing

__all__ = ["clients", "numbers", "standing"]

NUMBER, PAPER, KEPT, TERM = "QH-777-MARK", "BD-778-MARK", "KL-779-MARK", "2081-2086"
MARKS = (NUMBER, PAPER, KEPT, TERM, "2086", "778-MARK")
OWN = ("planning", "planning-file", "planning-add", "planning-edit", "planning-many")


@pytest.fixture(scope="module")
def planted(standing, in_the_module):
    """Plan people of both districts, one deleted since, by whoever has the right; they look too."""
    with in_the_module(), override_settings(PLANNING=True):
        user = with_right(User.objects.create_user("quy-hoach", password="mat-khau-thu"))
        user.grants.create(role="province_admin")
        user = User.objects.get(pk=user.pk)
        gone = post(person(name="Võ Đã Xóa"), "PBT", MOUNTAIN).person
        people = [*Person.objects.filter(pk__in=[standing["in_a"], standing["in_b"]]), gone]
        rows = [planned_by(user, who) for who in people]
        seen = fingerprint(gone)
        delete_record(gone, "nhầm", seen=seen, by=cast.editor_a(), at=timezone.now())
        looking = Client()
        looking.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
        for url in (reverse("planning"), reverse("planning-file")):
            assert looking.get(url).status_code == 200
        return {"user": user.pk, "row": rows[0].pk}


def planned_by(user, who):
    unit = who.posts.first().unit
    row = plan(
        PlannedTitle(
            person=who, title=Title.objects.get(code="CTUBND"), unit=unit, term_from=2081,
            term_to=2086, decision_number=NUMBER, decision_day=date(2024, 5, 2),
        ),
        by=user, at=timezone.now(),
    )  # fmt: skip
    seen = PlannedTitle.objects.get(pk=row.pk)
    told = {"course": "done", "course_day": date(2024, 6, 1), "course_paper": PAPER,
            "kept_on": date(2024, 6, 2), "kept_by": KEPT}  # fmt: skip
    return change(seen, told, by=user, at=timezone.now())


@pytest.fixture
def planner(numbers, planted, client_for):
    """A browser of whoever has the right."""
    return client_for(User.objects.get(pk=planted["user"]))


def inside(response):
    """Return all that an answer says: its body, whatever a zip or a workbook in it holds."""
    body = b"".join(response) if response.streaming else response.content
    return " ".join(_texts(body))


def _texts(body):
    if body[:2] != b"PK":
        yield body.decode(errors="replace")
        return
    with zipfile.ZipFile(BytesIO(body)) as archive:
        for name in archive.namelist():
            yield name
            yield from _texts(archive.read(name))


def told(response):
    """Return which marks an answer tells."""
    text = inside(response)
    return [mark for mark in MARKS if mark in text]


def arguments_of(numbers, planted, name):
    every = [*(row[0] for row in PAGES[name]), *(row[0] for row in SENT.get(name, ()))]
    here = numbers | {"planned": planted["row"]}
    return {tuple(here.get(value, value) for value in some) for some in every}


def test_the_marks_are_found_by_whoever_has_the_right(planner, numbers, planted, settings):
    settings.PLANNING = True
    for url in (
        reverse("planning"), reverse("planning-file"), reverse("person", args=[numbers["in_a"]]),
        reverse("planning-edit", args=[planted["row"]]),
    ):  # fmt: skip
        found = set(told(planner.get(url)))
        assert found >= {NUMBER, PAPER, "2086"}, url
    assert "Quy hoạch" in planner.get("/").content.decode()


@pytest.mark.parametrize("name", PAGES)
def test_no_address_tells_anything_without_the_right_or_where_it_is_off(
    numbers, planted, planner, clients, settings, name
):
    for arguments in arguments_of(numbers, planted, name):
        url = reverse(name, args=arguments)
        for role, client in {**clients, "off": planner}.items():
            settings.PLANNING = role != "off"
            response = client.get(url)
            assert told(response) == [], (role, url)
            assert name not in OWN or response.status_code == 404, (role, url)


@pytest.mark.parametrize("name", SENT)
def test_no_form_tells_anything_without_the_right(numbers, planted, clients, settings, name):
    settings.PLANNING = True
    for arguments, fields, _ in SENT[name]:
        sent = {field: meant(numbers, value) for field, value in fields.items()}
        here = numbers | {"planned": planted["row"]}
        url = reverse(name, args=[here.get(value, value) for value in arguments])
        for role in ("admin", "editor_ab"):
            with transaction.atomic():
                response = clients[role].post(url, sent, follow=True)
                assert told(response) == [], (role, url)
                assert name not in OWN or response.status_code == 404, (role, url)
                transaction.set_rollback(True)


@pytest.mark.parametrize(
    "query",
    [
        f"tim/?q={NUMBER}", f"nhan-su/?q={NUMBER}", "nhan-su/?whole=1", "nhat-ky/?who=quy-hoach",
        "nhat-ky/?kind=plannedtitle", "nhat-ky/du-lieu-ca-nhan/?who=quy-hoach",
        "tim/?q=quy+hoach", "ho-so-trung/", "nhan-su/tai-ve/xlsx/?columns=all",
    ],
)  # fmt: skip
def test_what_is_searched_and_logged_tells_nothing(planted, clients, settings, query):
    settings.PLANNING = True
    for role, client in clients.items():
        response = client.get(f"/{query}")
        text = inside(response)
        assert not [mark for mark in MARKS if mark in text.replace(f"{NUMBER}&quot;", "")
                    and mark not in query], (role, query)  # fmt: skip
        assert reverse("planning") not in text, (role, query)


def test_two_records_are_joined_without_telling_that_either_was_planned(
    numbers, planted, clients, settings
):
    settings.PLANNING = True
    url = reverse("person-merge", args=[numbers["in_a"], numbers["in_b"]])
    for role in ("admin", "editor_ab"):
        page = clients[role].get(url)
        assert page.status_code == 200 and told(page) == []
        assert "uy hoạch" not in page.content.decode().replace("chức danh quy hoạch", "")


def test_the_admin_names_no_row_that_stands_in_the_way(numbers, planted, clients, settings):
    settings.PLANNING = True
    unit, title = Unit.objects.get(code=MOUNTAIN), Title.objects.get(code="CTUBND")
    for name in (name for name in addresses() if name.startswith("admin:")):
        for arguments in ([], [unit.pk], [title.pk]):
            try:
                url = reverse(name, args=arguments)
            except NoReverseMatch:
                continue
            if name not in ("admin:login", "admin:logout"):
                response = clients["admin"].get(url)
                assert told(response) == [], url
                assert "Người trong quy hoạch" not in inside(response)


def test_every_role_is_asked(clients):
    assert set(clients) == set(CAST)
