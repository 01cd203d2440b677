"""Whoever commits while another waits for the lock loses nothing, and no message is untrue.

Each page is opened and sent as a browser does. Just as its writer asks for the lock, somebody else
commits on a connection of their own.
"""

import re
from datetime import date
from html import unescape

import pytest
from django.utils import timezone

from personnel.actions.posts import fingerprint
from personnel.actions.transferring import transfer
from personnel.keeping.recording import open_posts
from personnel.models import HandOver, Person, Post, Title, Unit
from sheets.models import Upload
from sheets.uploads.receiving import receive
from sheets.uploads.runs import start_waiting
from tests.factories import MOUNTAIN, credential, person, post
from tests.forms import fields_of, press_again
from tests.personnel.actions.careers import ELSEWHERE, keys
from tests.racing import overtaken
from tests.sheets.building import somebody
from tests.sheets.uploads.conftest import workbook

pytestmark = pytest.mark.usefixtures("reachable")
AS_THE_ROWS_ARE_HELD = re.compile('BEGIN|UPDATE "personnel_unit"')
NAME, NUMBER = "Phạm Thị Lành", "051187001234"


@pytest.fixture
def lanh(reachable):
    """A secretary of Ba Tơ with one credential."""
    joined = {"party_joined": date(2010, 2, 3), "party_joined_precision": "day"}
    who = person(NAME, date(1987, 3, 14), sex="female", cccd=NUMBER, **joined)
    post(who, "BT", MOUNTAIN)
    credential(who, "theory", 1)
    return who


class Page:
    """A page that a user opened, and what they send of its form."""

    def __init__(self, client, path, form="entry"):
        self.client, self.path = client, path
        self.response = client.get(path)
        self.data = fields_of(self.response, form)

    def send(self, **typed):
        data = self.data | keys(typed)
        self.response = self.client.post(self.path, data)
        self.response = press_again(self.client, self.path, data, self.response)
        return self.response.status_code

    @property
    def text(self):
        return " ".join(unescape(self.response.content.decode()).split())


@pytest.fixture
def opened(client_for):
    """Return a function by which a user opens a page of a person."""

    def open_page(user, who, what="sua"):
        form = "entry" if what == "sua" else "action"
        return Page(client_for(user), f"/nhan-su/{who.pk}/{what}/", form)

    return open_page


def recorded(who):
    """The person as the database has them."""
    return Person.objects.get(pk=who.pk)


def told_by(model, user):
    """What a user's own rows of the history changed, column by column."""
    return {
        column: (before, after)
        for row in model.history.filter(history_user=user, history_type="~")
        for column, before, after in _changed(row)
    }


def _changed(row):
    return [
        (name, getattr(row.prev_record, name), getattr(row, name))
        for name in (field.attname for field in row.tracked_fields)
        if getattr(row.prev_record, name) != getattr(row, name)
    ]


class TestTheForm:
    def test_the_same_field_is_asked_and_the_first_value_stays(
        self, opened, lanh, editor_a, province_admin
    ):
        mine, other = opened(editor_a, lanh), opened(province_admin, lanh)
        with overtaken(lambda: other.send(religion="Công giáo")) as others:
            assert mine.send(religion="Tin Lành") == 409
        assert others == [302]
        assert 'name="choose-religion"' in mine.text and "Công giáo" in mine.text
        assert recorded(lanh).religion == "Công giáo"
        assert not Person.history.filter(history_user=editor_a).exists()
        mine.data = fields_of(mine.response)
        assert mine.send(**{"choose-religion": "mine"}) == 302
        assert told_by(Person, editor_a) == {"religion": ("Công giáo", "Tin Lành")}

    def test_another_field_is_told_and_both_are_kept(self, opened, lanh, editor_a, province_admin):
        mine, other = opened(editor_a, lanh), opened(province_admin, lanh)
        with overtaken(lambda: other.send(religion="Công giáo")):
            assert mine.send(note="đã gặp") == 409
        mine.data = fields_of(mine.response)
        assert mine.send() == 302
        now = recorded(lanh)
        assert (now.religion, now.note) == ("Công giáo", "đã gặp")
        assert told_by(Person, editor_a) == {"note": ("", "đã gặp")}
        assert told_by(Person, province_admin) == {"religion": ("", "Công giáo")}

    def test_answering_is_overtaken_too(self, opened, lanh, editor_a, province_admin):
        mine, other = opened(editor_a, lanh), opened(province_admin, lanh)
        third = opened(province_admin, lanh)
        other.send(religion="Công giáo")
        assert mine.send(religion="Tin Lành") == 409
        mine.data = fields_of(mine.response) | {"choose-religion": "mine"}
        third.data |= {"religion": "Công giáo", "initial-religion": "Công giáo"}
        with overtaken(lambda: third.send(religion="Phật giáo")) as others:
            assert mine.send() == 409
        assert others == [302] and recorded(lanh).religion == "Phật giáo"

    def test_a_row_changed_or_deleted_meanwhile(self, opened, lanh, editor_a, province_admin):
        mine, other = opened(editor_a, lanh), opened(province_admin, lanh)
        with overtaken(lambda: other.send(**{"credentials-0-level_text": "Trung cấp"})):
            assert mine.send(**{"credentials-0-awarded_text": "2019"}) == 409
        assert (lanh.credentials.get().level, lanh.credentials.get().awarded) == (2, None)
        mine.data = fields_of(mine.response)
        assert mine.send() == 302
        assert (lanh.credentials.get().level, lanh.credentials.get().awarded_shown) == (2, "2019")
        mine, other = opened(editor_a, lanh), opened(province_admin, lanh)
        with overtaken(lambda: other.send(**{"credentials-0-DELETE": "on"})):
            assert mine.send(**{"credentials-0-level_text": "Cao cấp"}) == 409
        assert "đã bị người khác xóa" in mine.text and not lanh.credentials.exists()

    def test_a_row_to_delete_that_somebody_changed_is_not_deleted_unseen(
        self, opened, lanh, editor_a, province_admin
    ):
        mine, other = opened(editor_a, lanh), opened(province_admin, lanh)
        with overtaken(lambda: other.send(**{"credentials-0-level_text": "Trung cấp"})):
            assert mine.send(**{"credentials-0-DELETE": "on"}) == 409
        assert "đã bỏ dấu xóa: <strong>Lý luận chính trị: Trung cấp" in mine.text
        mine.data = fields_of(mine.response)
        assert "credentials-0-DELETE" not in mine.data
        assert mine.send() == 302 and lanh.credentials.get().level == 2
        mine = opened(editor_a, lanh)
        assert mine.send(**{"credentials-0-DELETE": "on"}) == 302
        assert not lanh.credentials.exists()

    @pytest.mark.parametrize(("choice", "levels"), [("theirs", [1, 2]), ("mine", [1, 2, 2])])
    def test_a_row_added_meanwhile_that_would_be_doubled_is_asked(
        self, opened, lanh, editor_a, province_admin, choice, levels
    ):
        mine, other = opened(editor_a, lanh), opened(province_admin, lanh)
        with overtaken(lambda: other.send(**new_credential("2018"))) as others:
            assert mine.send(**new_credential("2019")) == 409
        assert others == [302]
        assert "Người khác vừa thêm một dòng" in mine.text and "(2018)" in mine.text
        mine.data = fields_of(mine.response)
        assert mine.send() == 409, "nothing was chosen"
        assert lanh.credentials.count() == 2
        mine.data = fields_of(mine.response)
        assert mine.send(**{"choose-credentials-2-row": choice}) == 302
        assert [held.level for held in lanh.credentials.order_by("level")] == levels

    def test_the_very_same_row_typed_twice_is_one(self, opened, lanh, editor_a, province_admin):
        mine, other = opened(editor_a, lanh), opened(province_admin, lanh)
        with overtaken(lambda: other.send(**new_post(lanh))) as others:
            assert mine.send(**new_post(lanh)) == 409
        assert others == [302]
        mine.data = fields_of(mine.response)
        assert mine.send(**{"choose-posts-2-row": "theirs"}) == 302
        assert sorted(p.title.code for p in open_posts(lanh)) == ["BT", "UVBCH"]

    def test_a_row_of_another_kind_added_meanwhile_is_told_and_kept(
        self, opened, lanh, editor_a, province_admin
    ):
        mine, other = opened(editor_a, lanh), opened(province_admin, lanh)
        with overtaken(lambda: other.send(**new_post(lanh))):
            assert mine.send(**new_credential("2019")) == 409
        mine.data = fields_of(mine.response)
        assert mine.send() == 302
        assert (lanh.posts.count(), lanh.credentials.count()) == (2, 2)

    def test_what_no_longer_fits_is_said_on_its_field(self, opened, lanh, editor_a, client_for):
        mine, other = opened(editor_a, lanh), person("Đinh Văn Khác")
        with overtaken(lambda: Person.objects.filter(pk=other.pk).update(cccd="051180009999")):
            assert mine.send(cccd="051180009999") == 422
        assert "Số CCCD này đã ghi cho hồ sơ" in mine.text and recorded(lanh).cccd == NUMBER

    def test_a_record_deleted_meanwhile_is_not_written_again(
        self, opened, lanh, editor_a, province_admin
    ):
        mine, other = opened(editor_a, lanh), opened(province_admin, lanh, "xoa")
        with overtaken(lambda: other.send(reason="nhập nhầm")) as others:
            assert mine.send(note="đã gặp") == 409
        assert others == [302] and "không còn, vừa bị xóa" in mine.text
        assert not Person.objects.exists()

    def test_the_history_stands_in_the_order_of_the_deeds(
        self, opened, lanh, editor_a, province_admin, client_for
    ):
        """Who waited for the lock began before the other one ended."""
        mine, others = opened(editor_a, lanh, "thoi-giu"), opened(province_admin, lanh)
        with overtaken(lambda: others.send(note="trước")):
            assert mine.send(posts=[str(p.pk) for p in open_posts(lanh)], **ended()) == 302
        moments = [
            model.history.filter(history_user=user).latest().history_date
            for model, user in ((Person, province_admin), (Post, editor_a))
        ]
        assert moments == sorted(moments) and moments[0] < moments[1]


def new_credential(year):
    return {
        "credentials-TOTAL_FORMS": "2", "credentials-1-kind": "theory",
        "credentials-1-level_text": "Trung cấp", "credentials-1-awarded_text": year,
    }  # fmt: skip


def new_post(who):
    unit = str(Unit.objects.get(code=MOUNTAIN).pk)
    title = str(keys({"title": "UVBCH"})["title"])
    row = {"unit": unit, "title": title, "since": "2020"}
    return {"posts-TOTAL_FORMS": "2"} | {f"posts-1-{name}": value for name, value in row.items()}


def ended():
    return {"reason": "retired", "until": "31/12/2025"}


class TestTheFormAndAnotherDeed:
    """A form is sent while the record is written in another way, and the other way about."""

    def test_an_upload_is_written(self, opened, lanh, editor_a, province_admin, client_for):
        upload = handed_in(editor_a, home="Xã Ba Vì")
        mine = opened(province_admin, lanh)
        with overtaken(lambda: confirmed(client_for(editor_a), upload)):
            assert mine.send(note="đã gặp") == 409
        assert state(upload) == "written"
        assert (recorded(lanh).home_place, recorded(lanh).note) == ("Xã Ba Vì", "")
        assert "Xã Ba Vì" in mine.text
        mine.data = fields_of(mine.response)
        assert mine.send() == 302
        assert (recorded(lanh).home_place, recorded(lanh).note) == ("Xã Ba Vì", "đã gặp")
        assert told_by(Person, province_admin) == {"note": ("", "đã gặp")}

    @pytest.mark.parametrize(
        ("typed", "after", "kept"),
        [
            ({"note": "đã gặp"}, "written", "Xã Ba Vì"),
            ({"home_place": "Xã Ba Xa"}, "read", "Xã Ba Xa"),
        ],
    )
    def test_an_upload_waits(
        self, opened, lanh, editor_a, province_admin, client_for, typed, after, kept
    ):
        upload = handed_in(editor_a, home="Xã Ba Vì")
        other, client = opened(province_admin, lanh), client_for(editor_a)
        with overtaken(lambda: other.send(**typed), at=AS_THE_ROWS_ARE_HELD) as others:
            confirmed(client, upload)
        assert (others, state(upload)) == ([302], after)
        assert recorded(lanh).home_place == kept
        for name, value in typed.items():
            assert getattr(recorded(lanh), name) == value
        both = [Person.history.filter(history_user=u) for u in (province_admin, editor_a)]
        assert [rows.count() for rows in both] == [1, int(after == "written")]
        if after == "written":
            assert told_by(Person, editor_a) == {"home_place": ("", "Xã Ba Vì")}

    def test_an_upload_is_undone(self, opened, lanh, editor_a, province_admin, client_for):
        upload = handed_in(editor_a, home="Xã Ba Vì")
        confirmed(client_for(editor_a), upload)
        mine, undo = opened(province_admin, lanh), undone(client_for(editor_a), upload)
        with overtaken(undo) as others:
            assert mine.send(note="đã gặp") == 409
        assert (others, state(upload)) == ([302], "undone")
        assert (recorded(lanh).home_place, recorded(lanh).note) == ("", "")
        mine.data = fields_of(mine.response)
        assert mine.send() == 302
        assert (recorded(lanh).home_place, recorded(lanh).note) == ("", "đã gặp")

    def test_an_undoing_waits(self, opened, lanh, editor_a, province_admin, client_for):
        upload = handed_in(editor_a, home="Xã Ba Vì")
        confirmed(client_for(editor_a), upload)
        other, undo = opened(province_admin, lanh), undone(client_for(editor_a), upload)
        held = re.compile("BEGIN|SELECT .* FOR UPDATE", re.S)
        with overtaken(lambda: other.send(note="đã gặp"), at=held) as others:
            assert undo() == 409
        assert (others, state(upload)) == ([302], "written")
        assert (recorded(lanh).home_place, recorded(lanh).note) == ("Xã Ba Vì", "đã gặp")

    def test_somebody_whom_an_undone_upload_had_made_is_gone(
        self, opened, editor_a, province_admin, client_for
    ):
        upload = handed_in(editor_a)
        confirmed(client_for(editor_a), upload)
        mine, undo = (
            opened(province_admin, Person.objects.get()),
            undone(client_for(editor_a), upload),
        )
        with overtaken(undo) as others:
            assert mine.send(note="đã gặp") == 409
        assert others == [302] and not Person.objects.exists()
        assert "không còn, vừa bị xóa" in mine.text

    def test_a_transfer(self, opened, lanh, editor_ab, province_admin):
        moved = {"unit": ELSEWHERE, "title": "PBT", "since": "01/03/2024"}
        mine, other = opened(province_admin, lanh), opened(editor_ab, lanh, "chuyen")
        with overtaken(lambda: other.send(**moved)) as others:
            assert mine.send(**{"posts-0-since": "02/01/2015"}) == 409
        assert others == [302]
        old, new = lanh.posts.order_by("pk")
        assert (str(old.start), str(old.end), new.unit.code) == (
            "2015-01-01", "2024-02-29", ELSEWHERE,
        )  # fmt: skip
        mine.data = fields_of(mine.response)
        assert mine.send() == 302
        old.refresh_from_db()
        assert (str(old.start), str(old.end)) == ("2015-01-02", "2024-02-29")

    @pytest.mark.parametrize(
        ("action", "typed"),
        [
            ("chuyen", {"unit": ELSEWHERE, "title": "PBT", "since": "01/03/2024"}),
            ("bo-nhiem", {"title": "PBT", "since": "01/03/2024"}),
            ("thoi-giu", ended()),
            ("xoa", {"reason": "nhập nhầm"}),
        ],
    )
    def test_an_action_waits_for_a_form(
        self, opened, lanh, editor_ab, province_admin, action, typed
    ):
        mine, other = opened(editor_ab, lanh, action), opened(province_admin, lanh)
        with overtaken(lambda: other.send(**{"posts-0-since": "02/01/2015"})) as others:
            assert mine.send(**typed) == 409
        assert others == [302] and "vừa được người khác" in mine.text
        held = lanh.posts.get()
        assert (str(held.start), held.end) == ("2015-01-02", None)

    def test_a_deletion_sees_whatever_changed(self, opened, lanh, editor_a, province_admin):
        mine, other = opened(editor_a, lanh, "xoa"), opened(province_admin, lanh)
        with overtaken(lambda: other.send(note="đã gặp")):
            assert mine.send(reason="nhập nhầm") == 409
        assert recorded(lanh).note == "đã gặp"
        mine.data = fields_of(mine.response, "action")
        assert mine.send(reason="nhập nhầm") == 302 and not Person.objects.exists()

    def test_a_new_post_is_held_against_the_birth_as_it_is(
        self, opened, lanh, editor_a, province_admin
    ):
        lanh.posts.update(start=None, start_precision="")
        mine, other = opened(editor_a, lanh, "bo-nhiem"), opened(province_admin, lanh)
        # Nothing that would be asked before the lock: the page that asks is a look that is kept.
        with overtaken(lambda: other.send(birth="14/03/2008")) as others:
            assert mine.send(title="TCKT", since="2006") == 409
        assert others == [302] and "Phải sau ngày sinh" in mine.text
        assert lanh.posts.count() == 1

    def test_a_hand_over_is_accepted(self, opened, lanh, editor_a, editor_b, client_for):
        handover = offered(lanh, editor_a)
        mine, client = opened(editor_a, lanh), client_for(editor_b)
        accept = {"decision": "accept"}
        with overtaken(lambda: client.post(f"/ban-giao/{handover.pk}/", accept)) as others:
            assert mine.send(**{"posts-0-since": "02/01/2015"}) == 409
        assert others[0].status_code == 302 and "không thuộc phạm vi" in mine.text
        old = lanh.posts.order_by("pk").first()
        assert (str(old.start), str(old.end)) == ("2015-01-01", "2024-02-29")

    def test_a_hand_over_waits(self, opened, lanh, editor_a, editor_b, client_for):
        handover = offered(lanh, editor_a)
        other, client = opened(editor_a, lanh), client_for(editor_b)
        with overtaken(lambda: other.send(note="đã gặp", **{"posts-0-since": "02/01/2015"})):
            answer = client.post(f"/ban-giao/{handover.pk}/", {"decision": "accept"})
        assert answer.status_code == 302 and recorded(lanh).note == "đã gặp"
        old = lanh.posts.order_by("pk").first()
        assert (str(old.start), str(old.end)) == ("2015-01-02", "2024-02-29")

    def test_a_class(self, opened, lanh, editor_a, province_admin, client_for):
        mine, client = opened(province_admin, lanh), client_for(editor_a)
        with overtaken(lambda: client.post("/lop-dao-tao/", class_of(lanh))) as others:
            assert mine.send(**new_credential("2019")) == 409
        assert others[0].status_code == 302
        mine.data = fields_of(mine.response)
        assert mine.send(**{"choose-credentials-2-row": "theirs"}) == 302
        assert sorted(lanh.credentials.values_list("level", flat=True)) == [1, 2]

    def test_a_class_waits(self, opened, lanh, editor_a, province_admin, client_for):
        other, client = opened(province_admin, lanh), client_for(editor_a)
        with overtaken(lambda: other.send(**new_credential("2019"))) as others:
            answer = client.post("/lop-dao-tao/", class_of(lanh))
        assert others == [302] and answer.status_code == 409
        assert "đều đã có đúng văn bằng này" in answer.content.decode()
        assert lanh.credentials.count() == 2


def handed_in(by, **facts):
    """An upload about Lành, read and waiting to be confirmed."""
    file = workbook(somebody(cccd=NUMBER, **facts))
    (upload,) = receive([file], by=by, at=timezone.now(), board=None)
    start_waiting(timezone.now())
    return upload


def state(upload):
    return Upload.objects.get(pk=upload.pk).state


def confirmed(client, upload):
    path = f"/nhap-tep/{upload.pk}/xac-nhan/"
    run = Upload.objects.get(pk=upload.pk).run
    return client.post(path, {"run": run})


def undone(client, upload):
    return lambda: (
        client.post(f"/nhap-tep/{upload.pk}/hoan-tac/", {"reason": "nhầm tệp"}).status_code
    )


def offered(who, by):
    unit, title = keys({"unit": ELSEWHERE, "title": "PBT"}).values()
    made = transfer(
        who, Unit.objects.get(pk=unit), Title.objects.get(pk=title), date(2024, 3, 1),
        seen=fingerprint(open_posts(who)), by=by, at=timezone.now(),
    )  # fmt: skip
    assert isinstance(made, HandOver)
    return made


def class_of(who):
    return {
        "do": "confirm", "person": [who.pk], "class-kind": "theory",
        "class-level_text": "Trung cấp", "class-awarded_text": "2019",
    }  # fmt: skip
