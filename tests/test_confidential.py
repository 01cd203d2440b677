"""Religion and home place stand in no answer to who may not change the record, on any page."""

from datetime import date
from io import BytesIO
from zipfile import ZipFile, is_zipfile

import pytest
from django.http import QueryDict
from django.urls import reverse
from django.utils import timezone

from personnel.doubts.asking import Answer
from personnel.filling.forms import value_form
from personnel.filling.planning import plan_of
from personnel.filling.saving import fill
from personnel.keeping.recording import recording
from personnel.models import Person, Unit
from tests import cast
from tests.factories import MOUNTAIN, leave_few_units, person, post
from tests.test_every_url import PAGES, decrees_of, plans_of, records_of, reports_of

# What was recorded first, and what stands now, of somebody of Ba Tơ; beside them is somebody of
# Đức Phổ by now who once served in Ba Tơ, where the record is still seen.
THEN, NOW = ("Đạo Xưa Ấy", "Làng Xưa Ấy"), ("Đạo Nay Đó", "Làng Nay Đó")
AWAY = ("Đạo Phương Xa", "Làng Phương Xa")
HERE = (*THEN, *NOW)
# Questions whose answers would tell, asked beside the bare addresses.
ASKED = {
    "people": ["missing=home", "missing=home&post=none", "sort=religion", "columns=religion-home"],
    "people-export": ["cccd=1", "as_of=2019-06-30", "columns=note"],
    "quality": ["level=commune"],
    "period-file": ["unit=535"],
    "compare-people": [
        "kind=days&before=2019-06-30&after=2025-12-31&criterion=2025.key.theory&step=left"
    ],
}
SHEET = ("people-export", ("trich-ngang",))


def written(who, by, facts):
    with recording(by=by, at=timezone.now(), reason="Nhập trực tiếp") as scribe:
        scribe.change(scribe.hold(who), **dict(zip(("religion", "home_place"), facts, strict=True)))


def filled(name, value, who, by):
    """Write a fact through the page for many people; returns the batch."""
    at, who = timezone.now(), Person.objects.get(pk=who.pk)
    form = value_form(name, by, at.date(), QueryDict(f"value-{name}={value}"), bound=True)
    assert form.is_valid()
    chosen = [line.token for line in plan_of(form, [who], at.date()).lines]
    return fill(form, [who], chosen, by=by, at=at, answer=Answer())


def moved_to(code):
    """Somebody who left Ba Tơ for another district."""
    who = post(person(name="Lê Đi Xa"), "TCKT", MOUNTAIN, end=date(2019, 12, 31)).person
    there = Unit.objects.filter(parent__code=code).order_by("code")[0]
    return post(who, "TCKT", there.code, start=date(2020, 1, 1)).person


@pytest.fixture(scope="module")
def standing(in_the_module):
    with in_the_module():
        leave_few_units()
        editor, admin = cast.editor_a(), cast.province_admin()
        numbers = records_of(editor)
        here, away = Person.objects.get(pk=numbers["in_a"]), moved_to("534")
        written(here, editor, THEN)
        numbers |= reports_of(editor, admin) | decrees_of(admin) | plans_of(admin)
        numbers |= {"away": away.pk}
        batches = [
            filled(name, value, who, admin)
            for who, values in ((here, NOW), (away, AWAY))
            for name, value in zip(("religion", "home_place"), values, strict=True)
        ]
        return numbers | {"batches": [batch.pk for batch in batches]}


@pytest.fixture
def numbers(standing, province):
    return standing


def text_of(answer):
    """What an answer tells, with every part of a workbook or document."""
    content = b"".join(answer) if answer.streaming else answer.content
    if not is_zipfile(BytesIO(content)):
        return content.decode(errors="replace")
    book = ZipFile(BytesIO(content))
    return "".join(book.read(name).decode(errors="replace") for name in book.namelist())


def addresses(numbers):
    """Every page that there is, with its questions, and those of the two people."""
    for name, rows in PAGES.items():
        for arguments, _ in rows:
            url = reverse(name, args=[numbers.get(value, value) for value in arguments])
            yield url
            yield from (f"{url}?{query}" for query in ASKED.get(name, ()))
    for batch in numbers["batches"]:
        yield from (reverse(name, args=[batch]) for name in ("batch", "batch-undo"))
    for name in ("person", "person-changes"):
        yield reverse(name, args=[numbers["away"]])


@pytest.mark.parametrize(
    ("role", "hidden"),
    [("province_viewer", (*HERE, *AWAY)), ("viewer_a", (*HERE, *AWAY)), ("editor_a", AWAY)],
)
def test_no_page_and_no_file_tells_them(numbers, client_for, role, hidden):
    client = client_for(getattr(cast, role)())
    told = {}
    for url in addresses(numbers):
        text = text_of(client.get(url))
        if found := [word for word in hidden if word in text]:
            told[url] = found
    assert told == {}


@pytest.mark.parametrize("user", ["province_admin", "editor_a", "editor_ab"])
def test_who_may_change_the_record_is_told_them(numbers, client_for, user):
    client = client_for(getattr(cast, user)())
    pages = {
        NOW: [("person", "in_a"), ("person-edit", "in_a"), ("batch", numbers["batches"][0])],
        HERE: [("person-changes", "in_a"), ("submission-changes", "submission")],
    }
    for words, places in pages.items():
        for name, argument in places:
            text = text_of(client.get(reverse(name, args=[numbers.get(argument, argument)])))
            wanted = words if name.startswith("person") else [w for w in words if "Đạo" in w]
            assert all(word in text for word in wanted), name
    assert all(word in text_of(client.get(reverse(*SHEET[:1], args=SHEET[1]))) for word in NOW)


def test_who_may_not_is_told_that_something_changed(numbers, viewer_a, client_for):
    client = client_for(viewer_a)
    told = "nội dung chỉ hiện trong hồ sơ với người được cập nhật"
    changed = text_of(client.get(reverse("person-changes", args=[numbers["in_a"]])))
    assert changed.count(f"Tôn giáo: có thay đổi, {told}") == 2
    assert changed.count(f"Quê quán: có thay đổi, {told}") == 2
    submitted = text_of(client.get(reverse("submission-changes", args=[numbers["submission"]])))
    assert submitted.count(told) == 1
    page = text_of(client.get(reverse("person", args=[numbers["in_a"]])))
    assert page.count("chỉ hiện với người được cập nhật hồ sơ") == 2


def test_a_batch_tells_it_once_everybody_seen_is_in_the_users_hands(
    numbers, province_admin, editor_a, editor_b, viewer_a, client_for
):
    religion, _, of_away, _ = (reverse("batch", args=[pk]) for pk in numbers["batches"])
    hidden = "chỉ hiện với người được cập nhật hồ sơ của mọi người trong đợt"
    for user, url, word in (
        (province_admin, religion, NOW[0]), (editor_a, religion, NOW[0]),
        (editor_b, of_away, AWAY[0]),
    ):  # fmt: skip
        text = text_of(client_for(user).get(url))
        assert word in text and hidden not in text
    for user, url in ((viewer_a, religion), (editor_a, of_away)):
        assert hidden in text_of(client_for(user).get(url))


def test_that_a_home_place_is_missing_is_asked_of_ones_own_records_alone(
    numbers, editor_a, editor_b, viewer_a, client_for
):
    for pk in (numbers["in_a"], numbers["away"]):
        Person.objects.filter(pk=pk).update(home_place="")
    url = f"{reverse('people')}?missing=home"
    assert client_for(viewer_a).get(url).status_code == 400
    day = "&as_of=2019-06-30"  # on which both served in Ba Tơ
    names = ("Phạm Thị Ba", "Lê Đi Xa")
    text = text_of(client_for(editor_a).get(url + day))
    assert [name in text for name in names] == [True, False]
    text = text_of(client_for(editor_b).get(url))
    assert [name in text for name in names] == [False, True]
