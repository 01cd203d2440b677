"""Every address on the map without districts: boards of a commune, a group, own and foreign."""

import re
from datetime import date
from html import unescape

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from personnel.actions.deleting import fingerprint
from personnel.models import Following, HandOver, Unit, UnitChange
from tests import cast, maps
from tests.factories import leave_few_units, person, post
from tests.test_every_url import PAGES

# The communes are of what was Ba Tơ: the editor and the viewer have one, the group's editor all.
# The district's editor has a right for a unit that is no more, the foreign one another commune.
CAST = ("admin", "viewer", "commune", "reader", "group", "district", "foreign")


def only(*roles, status=200):
    """Who gets `status`; to the others of the cast it is not there."""
    return {role: status if role in roles else 404 for role in CAST}


PROVINCE = ("admin", "viewer")
EVERYBODY, NOBODY, ADMINISTRATORS = only(*CAST), only(), only("admin")
EDITORS = only("admin", "commune", "group", "district", "foreign")
SEE_OWN = only(*PROVINCE, "commune", "reader", "group", "district")
EDIT_OWN = only("admin", "commune", "group", "district")
SEE_BESIDE, EDIT_BESIDE = only(*PROVINCE, "group", "district"), only("admin", "group", "district")
SEE_FOREIGN, EDIT_FOREIGN = only(*PROVINCE, "foreign"), only("admin", "foreign")
ACTIONS = (
    "person-edit", "person-end", "person-appoint", "person-transfer", "person-delete",
    "person-evaluations",
)  # fmt: skip
SEEN = ("person", "person-changes", "person-scans")

# Name of an address: its arguments, and who gets what. Own: somebody of the one commune; old:
# whose post is in a unit that went into it; beside: of another commune of the group.
TABLE = {
    **{
        name: [
            (("own",), SEE_OWN), (("old",), SEE_OWN), (("beside",), SEE_BESIDE),
            (("foreign",), SEE_FOREIGN),
        ]
        for name in SEEN
    },
    **{
        name: [
            (("own",), EDIT_OWN), (("old",), EDIT_OWN), (("beside",), EDIT_BESIDE),
            (("foreign",), EDIT_FOREIGN),
        ]
        for name in ACTIONS
    },
    # The register of a unit, also of one that went on in it.
    "following": [((), EVERYBODY)],
    "following-unit": [
        (("unit_own",), SEE_OWN), (("unit_old",), SEE_OWN), (("unit_beside",), SEE_BESIDE),
        (("unit_foreign",), SEE_FOREIGN), (("unit_group",), NOBODY),
    ],
    "following-edit": [(("paper_own",), EDIT_OWN), (("paper_foreign",), EDIT_FOREIGN)],
    "dossiers": [((), EVERYBODY)],
    "evaluations": [((), EVERYBODY)],
    "handovers": [((), EVERYBODY)],
    "handover": [(("offered",), SEE_OWN | {"foreign": 200})],
    "handover-request": [((), EDITORS)],
    "person-add": [((), EDITORS)],
    "person-by-number": [((), EDITORS)],
    "class-record": [((), EDITORS)],
    "people-fill": [((), EDITORS)],
    "batches": [((), EVERYBODY)],
    "twins": [((), EDITORS)],
    "people": [((), EVERYBODY)],
    "users": [((), ADMINISTRATORS)],
    "unassigned": [((), ADMINISTRATORS)],
    "sign-ins": [((), EVERYBODY)],
    "training-classes": [((), EVERYBODY)],
    "training-class-add": [((), EDITORS)],
}  # fmt: skip
EDIT_SENT = {role: 422 if status == 200 else status for role, status in EDIT_OWN.items()}
GONE_ON = only("admin", "commune", "group", "district", status=302)
FOREIGN_SENT = {role: 422 if status == 200 else status for role, status in EDIT_FOREIGN.items()}
SENT = {
    **{
        name: [
            (("own",), {}, EDIT_SENT), (("old",), {}, EDIT_SENT), (("foreign",), {}, FOREIGN_SENT),
        ]
        for name in ("person-edit", "person-end", "person-appoint", "person-transfer")
    },
    "person-delete": [
        (("own",), {"reason": "nhầm", "seen": "seen_own"},
         GONE_ON),
        (("foreign",), {"reason": "nhầm", "seen": "seen_foreign"},
         only("admin", "foreign", status=302)),
    ],
    "handover": [
        (("offered",), {"decision": "accept"}, only("admin", "foreign", status=302)),
        (("offered",), {"decision": "withdraw"},
         GONE_ON),
    ],
    "person-doubt": [(("old",), {"do": "confirm"}, GONE_ON)],
    "dossiers": [((), {}, only("admin", "commune", "group", "district", "foreign", status=302))],
}  # fmt: skip
NAMES = {
    "own": "Phạm Thị Một",
    "old": "Đinh Văn Hai",
    "beside": "Lê Thị Ba",
    "foreign": "Võ Văn Bốn",
}
HIDDEN = {
    "commune": ("beside", "foreign"), "reader": ("beside", "foreign"), "group": ("foreign",),
    "district": ("foreign",), "foreign": ("own", "old", "beside"),
}  # fmt: skip


@pytest.fixture(scope="module")
def standing(in_the_module):
    with in_the_module():
        leave_few_units()
        district = Unit.objects.get(code="535", level="district")
        maps.reorganise()
        own = cast.commune_of_a()
        group = own.memberships.get().group
        beside = Unit.objects.filter(memberships__group=group).exclude(pk=own.pk).first()
        foreign = Unit.objects.filter(memberships__group__code="DB534").first()
        old = UnitChange.objects.filter(new=own, old__parent=district).first().old
        units = {"own": own, "old": old, "beside": beside, "foreign": foreign}
        posts = {name: _post(NAMES[name], unit) for name, unit in units.items()}
        leaving = posts["old"]
        offered = HandOver.objects.create(
            person=leaving.person, giver=own, unit=foreign, title=leaving.title,
            day=date(2026, 3, 1), ends=[leaving.pk], asked_at=timezone.now(),
        )  # fmt: skip
        found = {name: held.person_id for name, held in posts.items()}
        found |= {f"unit_{name}": unit.pk for name, unit in units.items()}
        found |= {f"paper_{name}": _programme(units[name]) for name in ("own", "foreign")}
        found["unit_group"] = group.pk
        return found | {
            "offered": offered.pk,
            "units": {name: unit.code for name, unit in units.items()} | {"group": group.code},
            "seen_own": fingerprint(posts["own"].person),
            "seen_foreign": fingerprint(posts["foreign"].person),
        }


def _programme(unit):
    facts = {"kind": "programme", "year": 2025, "day": date(2025, 8, 1), "number": "1-CTr/ĐU"}
    return Following.objects.create(unit=unit, **facts).pk


def _post(name, unit):
    held = post(person(name=name), "TCKT", start=date(2020, 1, 1))
    held.unit = unit
    held.save()
    return held


@pytest.fixture
def clients(standing, province_admin, province_viewer, editor_a, client_for):
    foreign = cast._user(
        "xa-khac",
        ("district_editor", Unit.objects.get(code=standing["units"]["foreign"], valid_to=None)),
    )
    users = (
        province_admin, province_viewer, cast.editor_commune(), cast.viewer_commune(),
        cast.editor_group(), editor_a, foreign,
    )  # fmt: skip
    return {role: client_for(user) for role, user in zip(CAST, users, strict=True)}


@pytest.mark.parametrize("name", TABLE)
def test_everybody_gets_what_the_table_says(standing, clients, name):
    for arguments, expected in TABLE[name]:
        url = reverse(name, args=[standing[value] for value in arguments])
        answers = {role: client.get(url).status_code for role, client in clients.items()}
        assert answers == expected, url
        assert Client().get(url).status_code == 302


@pytest.mark.parametrize("name", SENT)
def test_a_form_does_what_the_table_says(standing, clients, name):
    for arguments, fields, expected in SENT[name]:
        sent = {field: standing.get(value, value) for field, value in fields.items()}
        url = reverse(name, args=[standing[value] for value in arguments])
        found = {}
        for role, client in clients.items():
            with transaction.atomic():
                found[role] = client.post(url, sent).status_code
                transaction.set_rollback(True)
        assert found == expected, url


def plain(response):
    return unescape(re.sub(r"\s+", " ", response.content.decode()))


@pytest.mark.parametrize("role", HIDDEN)
def test_no_page_shows_somebody_beyond_reach(standing, clients, role):
    client = clients[role]
    names = [NAMES[hidden] for hidden in HIDDEN[role]]
    units = [*standing["units"].values(), "535", "51"]
    paths = [reverse(name) for name, rows in PAGES.items() if rows[0][0] == ()]
    paths += [reverse("unit", args=[code]) for code in units]
    paths += [f"{reverse(page)}?unit={code}" for page in ("people", "quality") for code in units]
    paths += [f"{reverse(page)}?as_of=2024-12-31" for page in ("people", "overview")]
    paths += [f"{reverse('people')}?q={name.split()[-1]}" for name in NAMES.values()]
    paths += [f"{reverse('find')}?q={name}" for name in NAMES.values()]
    for path in paths:
        if path == reverse("handovers") and role == "foreign":
            continue
        response = client.get(path)
        assert response.status_code < 500, path
        if "text/html" in response["Content-Type"]:
            shown = plain(response)
            for name in names:
                echoed = f'value="{name}"' in shown or f"“{name}”" in shown
                assert name not in shown or echoed, (path, name)


@pytest.mark.parametrize(("role", "seen"), [
    ("admin", NAMES), ("commune", ("own", "old")), ("reader", ("own", "old")),
    ("group", ("own", "old", "beside")), ("district", ("own", "old", "beside")),
    ("foreign", ("foreign",)),
])  # fmt: skip
def test_the_list_has_all_of_whom_a_role_may_see_and_counts_them(standing, clients, role, seen):
    page = plain(clients[role].get(reverse("people")))
    assert {name for name in NAMES if NAMES[name] in page} == set(seen)
