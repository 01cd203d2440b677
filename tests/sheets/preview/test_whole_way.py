"""What a board decides on the preview is what is written, and nothing but what was shown."""

from datetime import date

import pytest

from personnel.models import Confirmation, Credential, Person, Post, Unit
from sheets.models import Upload
from tests.factories import credential, person, post
from tests.sheets.building import sheet_of, somebody

from .handing_in import confirm, hand_in, row_of, send

BORN = date(1987, 3, 14)


@pytest.fixture
def communes(province):
    """The communes of Huyện Ba Tơ by name."""
    return {unit.name: unit for unit in Unit.objects.filter(parent__code="535")}


@pytest.fixture
def recorded(communes):
    """Return a function that records somebody in Xã Ba Tô, or in another commune."""

    def record(name="Phạm Thị Lành", title="VPTK", unit="Xã Ba Tô", birth=BORN, **facts):
        who = person(name=name, sex="female", birth=birth, **facts)
        post(who, title, communes[unit].code)
        return who

    return record


@pytest.fixture
def board(editor_a, client_for):
    """The board of Huyện Ba Tơ."""
    return client_for(editor_a)


def given(client, *rows):
    return hand_in(client, sheet_of(*rows).getvalue())


def test_a_name_picked_once_is_read_in_every_cell(board):
    unknown = "Cán bộ văn thư xã"
    upload = given(
        board,
        somebody(title=unknown),
        somebody(name="Đinh Thị Hai", title=unknown.upper()),
        somebody(name="Đinh Thị Ba", title="Vua"),
    )
    assert upload.counts["asked"] == 3
    fields = {"number": ["1"], "field_1": "title", "text_1": unknown}
    send(board, upload, "ten-goi", **fields, pick_1="Văn phòng - thống kê", view="problems")
    assert (upload.counts["new"], upload.counts["asked"]) == (2, 1)
    text = board.get(f"/nhap-tep/{upload.pk}/xem-truoc/?view=problems").content.decode()
    assert f"“{unknown}” đọc là" in text
    send(board, upload, "ten-goi", **fields, undo="1")
    assert upload.counts["asked"] == 3


def test_a_doubtful_match_is_asked_and_never_guessed(board, recorded):
    known = recorded(unit="Thị trấn Ba Tơ", birth=date(1987, 6, 1))
    upload = given(board, somebody())
    row = row_of(upload, "Phạm Thị Lành")
    assert (row.status, row.candidates) == ("withheld", [known.pk])
    confirm(board, upload)
    assert Person.objects.get() == known and Post.objects.count() == 1

    upload = given(board, somebody())
    row = row_of(upload, "Phạm Thị Lành")
    send(board, upload, "dong", row=row.pk, **{f"person-{row.pk}": "new"})
    assert row_of(upload, "Phạm Thị Lành").status == "new"
    confirm(board, upload)
    assert Person.objects.count() == 2


def test_a_doubt_looked_into_on_the_preview_is_kept_as_it_is_written(board, recorded, editor_a):
    upload = given(board, somebody(title="Bí thư Đảng ủy"))
    row = row_of(upload, "Phạm Thị Lành")
    (key,) = [found["doubt"] for found in row.problems if found["doubt"]]
    page = board.get(f"/nhap-tep/{upload.pk}/xem-truoc/").content.decode()
    assert f'name="doubt-{row.pk}" value="{key}"' in page
    send(board, upload, "dong", row=row.pk, **{f"doubt-{row.pk}": [key, "twin:made-up"]})
    assert not Confirmation.objects.exists()
    confirm(board, upload)
    kept = Confirmation.objects.get()
    assert (kept.person_id, kept.doubt, kept.by) == (
        Person.objects.get().pk,
        "no-party-day",
        editor_a,
    )
    upload = given(board, somebody(title="Bí thư Đảng ủy", religion="Công giáo"))
    assert row_of(upload, "Phạm Thị Lành").problems == []


def test_somebody_else_than_a_namesake_is_confirmed_to_be(board, recorded):
    known = recorded(unit="Thị trấn Ba Tơ", cccd="051187001234")
    upload = given(board, somebody())
    row = row_of(upload, "Phạm Thị Lành")
    send(board, upload, "dong", row=row.pk, **{f"person-{row.pk}": "new"})
    confirm(board, upload)
    both = set(Confirmation.objects.filter(doubt="twin").values_list("person_id", flat=True))
    assert both == {known.pk, Person.objects.exclude(pk=known.pk).get().pk}


def test_a_doubtful_match_may_be_the_person(board, recorded):
    known = recorded(unit="Thị trấn Ba Tơ", birth=date(1987, 6, 1))
    upload = given(board, somebody(since="01/02/2024"))
    row = row_of(upload, "Phạm Thị Lành")
    send(board, upload, "dong", row=row.pk, **{f"person-{row.pk}": str(known.pk)})
    assert row_of(upload, "Phạm Thị Lành").person == known.pk
    confirm(board, upload)
    assert Person.objects.get().birth_date == BORN
    ended, held = Post.objects.order_by("pk")
    assert (ended.end, held.start) == (date(2024, 1, 31), date(2024, 2, 1))


def test_a_lower_level_is_written_on_demand_alone(board, recorded):
    credential(recorded(), "theory", 3)
    upload = given(board, somebody(theory="SC"))
    row = row_of(upload, "Phạm Thị Lành")
    assert (row.status, row.lower) == ("unchanged", ["theory"])
    send(board, upload, "dong", row=row.pk, **{f"lower-{row.pk}": "theory"})
    assert row_of(upload, "Phạm Thị Lành").status == "changed"
    confirm(board, upload)
    assert Credential.objects.get().level == 1


def test_one_day_settles_all_new_titles(board, recorded):
    for name in ("Phạm Thị Lành", "Đinh Thị Hai"):
        recorded(name)
    rows = [somebody(name=name, title="Chủ tịch Hội Nông dân")
            for name in ("Phạm Thị Lành", "Đinh Thị Hai")]  # fmt: skip
    upload = given(board, *rows)
    assert upload.rows.filter(needs_since=True).count() == 2
    said = send(board, upload, "dong", do="since", day="32/01/2024")
    assert "“32/01/2024” không hợp lệ" in said
    send(board, upload, "dong", do="since", day="01/02/2024")
    assert not upload.rows.filter(needs_since=True).exists()
    confirm(board, upload)
    assert Post.objects.filter(title__code="CTHND", start=date(2024, 2, 1)).count() == 2
    assert Post.objects.filter(end=date(2024, 1, 31)).count() == 2


def test_a_row_left_out_is_not_written(board):
    upload = given(board, somebody(), somebody(name="Đinh Thị Hai"))
    row = row_of(upload, "Đinh Thị Hai")
    send(board, upload, "dong", row=row.pk, **{f"leave-{row.pk}": "on"})
    confirm(board, upload)
    assert Person.objects.get().full_name == "Phạm Thị Lành"


def test_those_not_in_the_file_leave_their_posts_if_it_is_said(board, recorded):
    recorded()
    gone, stays = recorded("Đinh Thị Đi"), recorded("Đinh Thị Ở")
    upload = given(board, somebody())
    assert {one["pk"] for one in upload.counts["absent"]} == {gone.pk, stays.pk}
    assert upload.counts["full"]
    shown = {
        "shown": [gone.pk, stays.pk],
        "ended": [gone.pk],
        "day": "31/12/2025",
        "reason": "retired",
    }
    send(board, upload, "khong-co-trong-tep", **shown, view="absent")
    text = board.get(f"/nhap-tep/{upload.pk}/xem-truoc/").content.decode()
    assert "Xác nhận và ghi 1 hồ sơ" in text
    confirm(board, upload)
    assert Post.objects.get(end__isnull=False).person == gone
    assert Post.objects.get(person=gone).end == date(2025, 12, 31)
    reason = Post.history.filter(person=gone).latest().history_change_reason
    assert reason == f"Nhập từ tệp {upload.name}"


def test_what_changed_meanwhile_is_shown_again_and_not_overwritten(board, recorded):
    who = recorded(home_place="Xã Ba Tô")
    upload = given(board, somebody(home="Xã Ba Động"), somebody(name="Đinh Thị Hai"))
    Person.objects.filter(pk=who.pk).update(home_place="Xã Ba Vì")
    said = confirm(board, upload)
    assert (upload.state, Person.objects.count()) == ("read", 1)
    assert "Chưa ghi gì" in said and "đã thay đổi sau khi xem trước" in said
    assert [row.full_name for row in upload.rows.filter(is_stale=True)] == ["Phạm Thị Lành"]
    assert row_of(upload, "Phạm Thị Lành").changes == [["Quê quán", "Xã Ba Vì", "Xã Ba Động"]]
    confirm(board, upload)
    assert upload.state == "written"
    assert Person.objects.get(pk=who.pk).home_place == "Xã Ba Động"


def test_nothing_is_confirmed_but_what_was_shown(board):
    upload = given(board, somebody())
    row = row_of(upload, "Phạm Thị Lành")
    shown = upload.run
    send(board, upload, "dong", row=row.pk, **{f"leave-{row.pk}": "on"})
    response = board.post(f"/nhap-tep/{upload.pk}/xac-nhan/", {"run": shown}, follow=True)
    assert "Tệp vừa được đọc lại" in response.content.decode()
    assert Upload.objects.get().state == "read" and not Person.objects.exists()


def test_one_comes_back_to_where_one_decided(board):
    upload = given(board, *(somebody(name=f"Đinh Thị {n}") for n in "ABC"))
    row = upload.rows.last()
    fields = {"run": upload.run, "row": row.pk, f"leave-{row.pk}": "on", "kind": "new", "page": "1"}
    response = board.post(f"/nhap-tep/{upload.pk}/dong/", fields, follow=True)
    assert response.redirect_chain[-1][0] == f"/nhap-tep/{upload.pk}/xem-truoc/?kind=new&page=1"


def test_what_stands_in_the_way_names_whoever_was_recorded_without_history(board, recorded):
    who = recorded()
    Person.history.all().delete()
    upload = given(board, somebody(theory="TC"))
    confirm(board, upload)
    credential(who, "it", 1)
    text = board.get(f"/nhap-tep/{upload.pk}/").content.decode()
    assert "Phạm Thị Lành: Tin học" in text


def test_the_portals_own_template_leaves_nothing_in_doubt(board, recorded):
    recorded()
    filled = board.get("/nhap-tep/mau/535.xlsx?du-lieu=1").getvalue()
    upload = hand_in(board, filled)
    assert (upload.counts["people"], upload.counts["unchanged"]) == (1, 1)
    text = board.get(f"/nhap-tep/{upload.pk}/xem-truoc/").content.decode()
    assert "Cách đọc tệp cần xem lại" not in text


GARBAGE = ("", "00", "-1", "abc", "9" * 40, "\x00", "2025-02-30", "'\"><", "😀", "ｎ１", "٣")
FIELDS = {
    "dong": (
        "row",
        "day",
        "do",
        "person-{row}",
        "since-{row}",
        "lower-{row}",
        "leave-{row}",
        "doubt-{row}",
    ),
    "ten-goi": ("number", "undo", "field-1", "text-1", "pick-1", "other-1"),
    "khong-co-trong-tep": ("shown", "ended", "day", "day-1"),
    "xac-nhan": ("run",),
}
# Where to come back to; below each is tried alone, in the address that is come back to.
CAME_FROM = ("view", "kind", "page", "horizon", "district")


@pytest.mark.parametrize("form", FIELDS)
def test_garbage_is_never_a_server_error_and_writes_nothing(board, recorded, form):
    recorded("Đinh Thị Đi")
    upload = given(board, somebody(), somebody(name="Sai", title="Vua"))
    valid = {
        "row": upload.rows.first().pk, "number": "1", "field-1": "title", "text-1": "Vua",
        "shown": upload.counts["absent"][0]["pk"], "ended": upload.counts["absent"][0]["pk"],
    }  # fmt: skip
    for names in (*((field,) for field in FIELDS[form]), CAME_FROM):
        for value in GARBAGE:
            upload.refresh_from_db()
            row = upload.rows.first().pk
            garbage = {name.format(row=row): value for name in names}
            data = {"run": upload.run} | valid | {"row": row} | garbage
            if form == "xac-nhan" and names == CAME_FROM:
                data["run"] = "-1"
            response = board.post(f"/nhap-tep/{upload.pk}/{form}/", data, follow=True)
            assert response.status_code in (200, 400), (names, value)
    assert Person.objects.count() == 1


@pytest.mark.parametrize("parameter", CAME_FROM)
def test_garbage_in_the_address_of_a_preview(board, parameter):
    upload = given(board, somebody())
    for value in GARBAGE:
        for view in ("rows", "problems", "absent", "effects"):
            data = {"view": view, parameter: value}
            response = board.get(f"/nhap-tep/{upload.pk}/xem-truoc/", data)
            assert response.status_code == (400 if value == "\x00" else 200), (parameter, value)
        data, htmx = {parameter: value}, {"HX-Request": "true"}
        response = board.get(f"/nhap-tep/{upload.pk}/anh-huong/", data, headers=htmx)
        assert response.status_code in (200, 400)
