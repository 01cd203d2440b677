"""Two officers at the same moment, as often as `RACES` says: what was told saved is there.

Each race sends two pages that were opened before, from two connections that start together.
`RACES=30 pytest tests/personnel/keeping/test_races.py` runs 30 of each kind; the suite runs a few.
"""

import os
from datetime import date
from html import unescape
from threading import Event

import pytest
from django.utils import timezone

from personnel.actions.posts import fingerprint
from personnel.actions.transferring import transfer
from personnel.keeping.recording import open_posts
from personnel.models import Credential, Person, Title, Unit
from sheets.models import Upload
from sheets.uploads.receiving import receive
from sheets.uploads.runs import start_waiting
from sheets.writing import writing as writing_rows
from tests.factories import MOUNTAIN, credential, person, post
from tests.forms import fields_of
from tests.personnel.actions.careers import ELSEWHERE, keys
from tests.racing import PATIENCE, at_once
from tests.sheets.building import somebody
from tests.sheets.uploads.conftest import workbook

pytestmark = pytest.mark.usefixtures("reachable")
RACES = int(os.environ.get("RACES", "4"))
BIRTH = date(1987, 3, 14)
SAVED, ASKED, GONE = 302, 409, 404


@pytest.fixture
def people(reachable):
    """As many clerks of Ba Tơ as there are races."""
    return [_clerk(number) for number in range(RACES)]


def _clerk(number):
    cccd = f"051187{number:06}"
    joined = {"party_joined": date(2010, 2, 3), "party_joined_precision": "day"}
    who = person(f"Phạm Thị {_letters(number)}", BIRTH, sex="female", cccd=cccd, **joined)
    post(who, "TCKT", MOUNTAIN)
    credential(who, "theory", 1)
    return who


def _letters(number):
    return chr(65 + number // 26) + chr(97 + number % 26)


@pytest.fixture
def ready(client_for):
    """Return a function by which a user opens a page; what it returns sends it."""

    def opened(user, path, form="entry", **typed):
        client = client_for(user)
        shown = fields_of(client.get(path), form) if form else {}
        return lambda: client.post(path, shown | keys(typed))

    return opened


def edit(who):
    return f"/nhan-su/{who.pk}/sua/"


def statuses(answers, *others):
    """The statuses of answers; anything but saved, asked or these is a fault of its own."""
    found = [answer.status_code for answer in answers]
    assert set(found) <= {SAVED, ASKED, *others}, found
    return found


def now(who):
    return Person.objects.filter(pk=who.pk).first()


def written_by(user, who):
    """The columns of a person that the rows of the history say a user changed."""
    return {
        field.attname
        for row in Person.history.filter(id=who.pk, history_user=user, history_type="~")
        for field in row.tracked_fields
        if getattr(row, field.attname) != getattr(row.prev_record, field.attname)
    }


def none_lost(lost):
    """Fail with the number of races in which something is not as it was told."""
    assert not lost, f"{len(lost)} of {RACES} races: {lost[:3]}"


@pytest.mark.parametrize("other", ["religion", "note"])
def test_two_forms(people, ready, editor_a, province_admin, other):
    """Of the same field, of different ones: the later is asked, and changed nothing."""
    lost = []
    for who in people:
        typed = [("religion", "Công giáo", editor_a), (other, "Tin Lành", province_admin)]
        sends = [ready(user, edit(who), **{name: text}) for name, text, user in typed]
        found = statuses(at_once(*sends))
        there = [getattr(now(who), name) == text for name, text, _ in typed]
        named = [written_by(user, who) for _, _, user in typed]
        meant = [{name} if ok else set() for (name, *_), ok in zip(typed, there, strict=True)]
        if sorted(zip(found, there, strict=True)) != [(SAVED, True), (ASKED, False)]:
            lost.append((found, there))
        elif named != meant:
            lost.append((found, named))
    none_lost(lost)


@pytest.fixture
def writing(monkeypatch):
    """Tells when an upload has begun to be written."""
    begun, hold = Event(), writing_rows.lock_districts

    def tell(districts):
        hold(districts)
        begun.set()

    monkeypatch.setattr(writing_rows, "lock_districts", tell)
    return begun


@pytest.mark.parametrize("column", ["note", "home_place"])
@pytest.mark.parametrize("together", [True, False])
def test_forms_while_an_upload_is_written(
    people, ready, editor_a, province_admin, client_for, column, together, writing
):
    """Every person of the file is edited as it is confirmed, or just after it was begun."""
    upload = handed_in(people, editor_a)
    opened = [ready(province_admin, edit(who), **{column: "Xã Ba Xa"}) for who in people]
    sends = opened if together else [after(writing, send) for send in opened]
    _, *answers = at_once(confirming(client_for(editor_a), upload), *sends)
    written = state(upload) == "written"
    lost = []
    for who, found, answer in zip(people, statuses(answers), answers, strict=True):
        stands, mine = now(who), "Xã Ba Xa" if found == SAVED else ""
        if column == "note":
            right = (stands.note, stands.home_place) == (mine, "Xã Ba Vì" if written else "")
        else:
            right = stands.home_place == (mine or ("Xã Ba Vì" if written else ""))
        right &= not (written and found == SAVED and column == "home_place")
        right &= found == SAVED or "Xã Ba Vì" in unescape(answer.content.decode())
        right &= written_by(province_admin, who) == ({column} if found == SAVED else set())
        right &= written_by(editor_a, who) == ({"home_place"} if written else set())
        if not right:
            lost.append((found, state(upload), stands.note, stands.home_place))
    none_lost(lost)


def test_forms_while_an_upload_is_undone(people, ready, editor_a, province_admin, client_for):
    """Every person of the file is edited while it is taken back: who was edited first stays."""
    upload = handed_in(people, editor_a)
    confirming(client_for(editor_a), upload)()
    undo = ready(editor_a, f"/nhap-tep/{upload.pk}/hoan-tac/", "", reason="nhầm tệp")
    sends = [ready(province_admin, edit(who), note="đã gặp") for who in people]
    _, *answers = at_once(undo, *sends)
    undone = state(upload) == "undone"
    lost = []
    for who, found in zip(people, statuses(answers), strict=True):
        stands = now(who)
        right = stands.note == ("đã gặp" if found == SAVED else "")
        right &= stands.home_place == ("" if undone and found != SAVED else "Xã Ba Vì")
        right &= written_by(province_admin, who) == ({"note"} if found == SAVED else set())
        if not right:
            lost.append((found, state(upload), stands.note, stands.home_place))
    none_lost(lost)


@pytest.mark.parametrize("deed", ["transfer", "hand-over", "class", "end", "delete"])
def test_a_form_and_another_deed(
    people, ready, editor_a, editor_b, editor_ab, province_admin, deed
):
    """A form and something else done to the same record: both are there, or one is asked."""
    lost = []
    for who in people:
        do, is_done = DEEDS[deed](ready, who, editor_a, editor_b, editor_ab)
        save = ready(province_admin, edit(who), note="đã gặp")
        # Who comes after a deletion may find nothing there any more.
        saved, done = statuses(at_once(save, do), *((GONE,) if deed == "delete" else ()))
        stands = now(who)
        right = (stands.note if stands else "") == ("đã gặp" if saved == SAVED else "")
        right &= is_done(who) == (done == SAVED)
        right &= SAVED in (saved, done)
        right &= bool(stands) or saved != SAVED
        if not right:
            lost.append((saved, done, stands and stands.note))
    none_lost(lost)


def after(event, deed):
    """Return a deed that waits for an event."""
    return lambda: event.wait(PATIENCE) and deed()


def transferring(ready, who, _a, _b, editor_ab):
    typed = {"unit": ELSEWHERE, "title": "PBT", "since": "01/03/2024"}
    send = ready(editor_ab, f"/nhan-su/{who.pk}/chuyen/", "action", **typed)
    return send, lambda who: who.posts.filter(unit__code=ELSEWHERE).exists()


def handing_over(ready, who, editor_a, editor_b, _ab):
    unit, title = Unit.objects.get(code=ELSEWHERE), Title.objects.get(code="PBT")
    seen, at = fingerprint(open_posts(who)), timezone.now()
    offer = transfer(who, unit, title, date(2024, 3, 1), seen=seen, by=editor_a, at=at)
    send = ready(editor_b, f"/ban-giao/{offer.pk}/", "", decision="accept")
    return send, lambda who: who.posts.filter(unit__code=ELSEWHERE).exists()


def teaching(ready, who, editor_a, _b, _ab):
    typed = {"kind": "it", "level_text": "Cơ bản", "awarded_text": "2019"}
    sent = {f"class-{name}": text for name, text in typed.items()}
    send = ready(editor_a, "/lop-dao-tao/", "", do="confirm", person=[who.pk], **sent)
    return send, lambda who: Credential.objects.filter(person=who.pk, kind="it").exists()


def ending(ready, who, editor_a, _b, _ab):
    typed = {"reason": "retired", "until": "31/12/2025"}
    send = ready(editor_a, f"/nhan-su/{who.pk}/thoi-giu/", "action", **typed)
    return send, lambda who: not who.posts.filter(end__isnull=True).exists()


def deleting(ready, who, editor_a, _b, _ab):
    send = ready(editor_a, f"/nhan-su/{who.pk}/xoa/", "action", reason="nhập nhầm")
    return send, lambda who: now(who) is None


DEEDS = {
    "transfer": transferring,
    "hand-over": handing_over,
    "class": teaching,
    "end": ending,
    "delete": deleting,
}


def handed_in(people, by):
    """An upload that gives everybody a home, read and waiting to be confirmed."""
    rows = (somebody(name=who.full_name, cccd=who.cccd, home="Xã Ba Vì") for who in people)
    (upload,) = receive([workbook(*rows)], by=by, at=timezone.now(), board=None)
    start_waiting(timezone.now())
    return upload


def confirming(client, upload):
    run = Upload.objects.get(pk=upload.pk).run
    return lambda: client.post(f"/nhap-tep/{upload.pk}/xac-nhan/", {"run": run})


def state(upload):
    return Upload.objects.get(pk=upload.pk).state
