"""Every form of the portal that writes, sent twice: it writes once, and says the same twice."""

import re
from datetime import date
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.messages import get_messages
from django.urls import reverse
from django.utils import timezone

from accounts.once.keys import FIELD
from personnel.actions.deleting import delete_record
from personnel.actions.deleting import fingerprint as of_record
from personnel.actions.posts import fingerprint
from personnel.actions.transferring import transfer
from personnel.keeping.recording import open_posts
from personnel.models import Deletion, Person, Title, Unit
from reports.models import SavedList
from sheets.models import Upload
from sheets.uploads.receiving import receive
from sheets.uploads.runs import start_waiting
from tests.accounts.once.conftest import member, rows, told
from tests.factories import MOUNTAIN
from tests.forms import fields_of
from tests.personnel.actions.careers import ELSEWHERE, keys
from tests.reports.periods.handing import (
    a_period,
    approved,
    district_of,
    explain,
    hand_in,
    others_in,
)  # fmt: skip
from tests.sheets.building import somebody
from tests.sheets.uploads.conftest import workbook

TEMPLATES = Path(settings.BASE_DIR) / "templates"
FORM = re.compile(r'<form\b[^>]*method="post".*?</form>', re.DOTALL)
INCLUDED = re.compile(r'{% include "([^"]+)"')
# Nothing is written twice by them, and who sends them is only known after, or no longer; the form
# that asks for the password again carries the key of the one that it asks for.
WITHOUT = (
    "accounts/password_again.html",
    "components/top.html",
    "registration/sign_in.html",
    "registration/sign_in_code.html",
)


def test_every_form_has_a_key():
    without = [
        str(path.relative_to(TEMPLATES))
        for path in TEMPLATES.rglob("*.html")
        for form in FORM.findall(path.read_text())
        if not _has_key(form)
    ]
    assert sorted(without) == sorted(WITHOUT)


def _has_key(form):
    parts = [(TEMPLATES / name).read_text() for name in INCLUDED.findall(form)]
    return any("{% once %}" in part for part in (form, *parts))


def test_every_key_is_another(editor_a, client_for):
    page = client_for(editor_a).get("/nhan-su/them/").content.decode()
    again = client_for(editor_a).get("/nhan-su/them/").content.decode()
    found = [re.findall(rf'name="{FIELD}" value="(\w{{22}})"', text) for text in (page, again)]
    # The form of the page, and the one by which a number is sought.
    assert len(set(found[0] + found[1])) == 4


def test_the_admin_has_one_too(province_admin, client_for):
    page = client_for(province_admin).get("/admin/personnel/unit/add/").content.decode()
    assert f'name="{FIELD}"' in page


@pytest.fixture
def secretary(province):
    return member()


@pytest.fixture
def cast(secretary, editor_a, editor_b, province_admin):
    return {"who": secretary, "a": editor_a, "b": editor_b, "admin": province_admin}


def action(name, form="action", **typed):
    def opened(form_of, who, a, **_):
        address = f"/nhan-su/{who.pk}/{name}/"
        page = form_of(a, address)
        page.typed = fields_of(page.client.get(address), form) | keys(typed)
        return page

    return opened


def adding(form_of, a, **_):
    page = form_of(a, "/nhan-su/them/")
    shown = fields_of(page.client.get(page.address))
    typed = {"full_name": "Phạm Thị Hoa", "sex": "female", "birth": "1990"}
    place = keys({"unit": MOUNTAIN, "title": "VPDU"})
    page.typed = shown | typed | {f"posts-0-{name}": pk for name, pk in place.items()}
    return page


def hand_over(form_of, who, a, b, **_):
    unit, title = Unit.objects.get(code=ELSEWHERE), Title.objects.get(code="PBT")
    seen = fingerprint(open_posts(who))
    offer = transfer(who, unit, title, date(2024, 3, 1), seen=seen, by=a, at=timezone.now())
    return form_of(b, f"/ban-giao/{offer.pk}/", decision="accept")


def teaching(form_of, who, a, **_):
    typed = {"kind": "it", "level_text": "Cơ bản", "awarded_text": "2019"}
    sent = {f"class-{name}": text for name, text in typed.items()}
    return form_of(a, "/lop-dao-tao/", do="confirm", person=[who.pk], **sent)


def dossiers(form_of, a, **_):
    address = "/ho-so-cong-viec/?year=2025&district=535"
    page = form_of(a, address)
    unit = Unit.objects.filter(parent__code="535").order_by("code")[0]
    cells = {f"unit{unit.pk}-total": "10", f"unit{unit.pk}-online": "4"}
    page.typed = fields_of(page.client.get(address)) | cells
    return page


def filling_in(form_of, who, a, **_):
    kinh, address = who.ethnicity_id, "/chat-luong-du-lieu/bo-sung/?quality=ethnicity"
    Person.objects.update(ethnicity=None)
    page = form_of(a, address)
    cell = {f"{who.pk}-person-ethnicity": str(kinh)}
    page.typed = fields_of(page.client.get(address)) | cell
    return page


def restoring(form_of, who, admin, **_):
    delete_record(who, "nhầm", seen=of_record(who), by=admin, at=timezone.now())
    return form_of(admin, reverse("deletion-restore", args=[Deletion.objects.get().pk]))


def saving_a_list(form_of, a, **_):
    return form_of(a, reverse("list-save"), name="Nữ", query="sex=female")


def forgetting_a_list(form_of, a, **_):
    SavedList.objects.keep(a, "Nữ", "sex=female")
    return form_of(a, reverse("list-delete", args=[SavedList.objects.get().pk]))


def of_user(name, **typed):
    return lambda form_of, a, admin, **_: form_of(admin, reverse(name, args=[a.pk]), **typed)


def opening(form_of, admin, **_):
    facts = {"name": "Báo cáo năm 2024", "day": "31/12/2024", "horizon": "2025"}
    return form_of(admin, reverse("period-open"), due="15/01/2027", **facts)


def withdrawing(form_of, admin, **_):
    page = form_of(admin, reverse("period-withdraw", args=[a_period().pk]))
    shown = page.client.get(page.address.replace("thu-hoi", "sua")).content.decode()
    page.typed = dict(re.findall(r'name="(seen)" value="([^"]*)"', shown))
    return page


def submitting(form_of, a, **_):
    period, district = a_period(), district_of()
    explain(period, district)
    return form_of(a, reverse("report-submit", args=[period.pk, district.code]))


def answering(do, **typed):
    def opened(form_of, a, admin, **_):
        handed_in = hand_in(a_period(), district_of(), a)
        return form_of(admin, reverse("submission-answer", args=[handed_in.pk]), do=do, **typed)

    return opened


def sealing(form_of, a, admin, **_):
    period = a_period()
    approved(period, district_of(), a, admin)
    missing = others_in(period, district_of())
    address = reverse("period-seal", args=[period.pk])
    return form_of(admin, address, missing=missing, confirmed="on")


def uploading(form_of, a, **_):
    return form_of(a, "/nhap-tep/", files=[workbook(somebody(cccd="051187001234"))])


def read_by(user):
    file = workbook(somebody(cccd="051187001234"))
    (upload,) = receive([file], by=user, at=timezone.now(), board=None)
    start_waiting(timezone.now())
    return Upload.objects.get(pk=upload.pk)


def confirming(form_of, a, **_):
    upload = read_by(a)
    return form_of(a, f"/nhap-tep/{upload.pk}/xac-nhan/", run=upload.run)


def putting_aside(form_of, a, **_):
    return form_of(a, f"/nhap-tep/{read_by(a).pk}/bo/")


def undoing(form_of, a, **_):
    page = confirming(form_of, a)
    page.client.post(page.address, page.typed)
    return form_of(a, page.address.replace("xac-nhan", "hoan-tac"), reason="nhầm tệp")


FORMS = {
    "appoint": action("bo-nhiem", title="CTUBND", since="2024"),
    "end": action("thoi-giu", reason="retired", until="31/12/2025"),
    "transfer": action("chuyen", unit=ELSEWHERE, title="PBT", since="01/03/2024"),
    "delete": action("xoa", reason="nhập nhầm"),
    "edit": action("sua", "entry", note="đã gặp"),
    "add": adding,
    "hand over": hand_over,
    "class": teaching,
    "dossiers": dossiers,
    "fill in": filling_in,
    "restore": restoring,
    "save a list": saving_a_list,
    "forget a list": forgetting_a_list,
    "put a user out of use": of_user("user-active", active="0"),
    "unlock a user": of_user("user-unlock"),
    "sign a user out": of_user("user-sign-ins-end"),
    "open a period": opening,
    "withdraw a period": withdrawing,
    "hand in": submitting,
    "approve": answering("approve"),
    "return": answering("return", answer="Thiếu xã Ba Vì"),
    "seal": sealing,
    "upload": uploading,
    "confirm": confirming,
    "put aside": putting_aside,
    "undo": undoing,
}


@pytest.mark.parametrize("name", FORMS)
def test_sent_twice_it_writes_once(name, form_of, cast, small_province):
    form = FORMS[name](form_of, **cast)
    before = rows()
    # Sent before the first was answered, so in the session that it began in.
    twin = form.twin()
    first = form.send()
    assert first.status_code == 302, first.content.decode()
    written, said = rows(), told(first)
    assert written != before
    second = form.send(twin)
    assert (second.status_code, second["Location"]) == (302, first["Location"])
    assert rows() == written
    assert told(second)[: len(said)] == said
    (note,) = told(second)[len(said) :]
    wrote = "success" in dict(said)
    assert note[1].startswith("Đã ghi lúc" if wrote else "Biểu mẫu được gửi hai lần")


def test_a_temporary_password_is_given_once(form_of, cast, small_province):
    form = of_user("user-password")(form_of, **cast)
    first = form.send()
    assert first.status_code == 200
    password = re.search(r'id="password">([^<]+)<', first.content.decode())[1]
    second = form.send()
    assert second["Location"] == reverse("user", args=[cast["a"].pk])
    assert "chỉ hiện ở lần gửi đầu" in str(list(get_messages(second.wsgi_request)))
    cast["a"].refresh_from_db()
    assert cast["a"].check_password(password)
    assert password not in str(list(form.client.session.items()))
