"""The pages of classes: what each user sees of one, opening it, filling it, its results."""

import re
from datetime import date, timedelta
from html import unescape

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from accounts.models import Grant, User
from personnel.models import Course, Credential, Disclosure, Enrolment, TrainingClass, Unit
from personnel.studying.enrolling import Aim, enrol, propose
from tests.factories import LOWLAND, MOUNTAIN, person, post

URL = "/dao-tao/lop/"
DAY = timedelta(days=1)


def class_of(name="Trung cấp lý luận chính trị K1", **facts):
    today = timezone.localdate()
    usual = {
        "course_code": "LLCT-TC", "kind": "theory", "level": 2, "starts": today - 300 * DAY,
        "ends": today - DAY, "seats": 10, "organiser": "Trường Chính trị tỉnh",
    }  # fmt: skip
    return TrainingClass.objects.create(name=name, **usual | facts)


@pytest.fixture
def school(province):
    user = User.objects.create_user("truongct", full_name="Lê Thị Trường")
    Grant.objects.create(user=user, role=Grant.Role.SCHOOL)
    return User.objects.get(pk=user.pk)


@pytest.fixture
def people(province):
    """Two of Ba Tơ and one of Thành phố Quảng Ngãi."""
    own = [post(person(name=f"Đinh Văn {n}"), "VPDU", MOUNTAIN).person for n in ("An", "Ba")]
    return [*own, post(person(name="Lê Văn Xa", cccd="051080001234"), "BT", LOWLAND).person]


@pytest.fixture
def filled(people, province_admin):
    """A class of the school with all three studying in it."""
    into = class_of(by_school=True)
    enrol(people, into, state="studying", by=province_admin, at=timezone.now())
    return into


def text_of(response):
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", " ", response.content.decode())))


def page(client, training_class, more=""):
    return text_of(client.get(f"{URL}{training_class.pk}/{more}"))


def states_of(training_class):
    rows = Enrolment.objects.filter(training_class=training_class).order_by("person")
    return list(rows.values_list("state", flat=True))


def test_totals_and_names_are_of_whom_one_sees(filled, client_for, province_viewer, editor_a):
    whole, own = client_for(province_viewer), client_for(editor_a)
    assert "3 đang học" in page(whole, filled)
    assert "Lê Văn Xa" in page(whole, filled)
    shown = page(own, filled)
    assert "2 đang học" in shown
    assert "Chỉ tính và nêu tên người mà tài khoản được xem" in shown
    assert "Lê Văn Xa" not in shown
    assert "10, còn" not in shown
    assert "còn 7" in page(whole, filled)
    listed = text_of(own.get(URL))
    assert "Số người chỉ tính người mà tài khoản được xem" in listed
    assert re.search(r"10 2 2 đang học", listed)


def test_the_school_sees_its_classes_alone_without_numbers_and_links(filled, client_for, school):
    other = class_of("Lớp riêng của tỉnh", by_school=False)
    client = client_for(school)
    assert client.get(f"{URL}{other.pk}/").status_code == 404
    assert "Lớp riêng" not in text_of(client.get(URL))
    shown = client.get(f"{URL}{filled.pk}/").content.decode()
    assert "Lê Văn Xa" in shown
    assert "051080001234" not in shown
    assert "•" not in shown
    for who in Enrolment.objects.values_list("person", flat=True):
        assert f'href="{reverse("person", args=[who])}"' not in shown
    assert Disclosure.objects.filter(user=school, people=3).exists()
    assert client.get(f"{URL}{filled.pk}/them-nguoi/").status_code == 404


def test_the_list_is_narrowed_by_year_course_stand_and_own(filled, client_for, editor_a):
    today = timezone.localdate()
    coming = class_of("Sắp tới", kind="it", starts=today + 400 * DAY, ends=today + 430 * DAY)
    class_of("Đang mở", starts=today - DAY, ends=today + DAY, unit=district_a())
    client = client_for(editor_a)

    def listed(query):
        found = text_of(client.get(f"{URL}?{query}"))
        names = (filled.name, "Sắp tới", "Đang mở")
        return [name for name in names if f"{name} " in found.split("Trạng thái học")[-1]]

    assert listed("") == [filled.name, "Sắp tới", "Đang mở"]
    assert listed("stand=over") == [filled.name]
    assert listed("stand=running") == ["Đang mở"]
    assert listed("stand=coming") == ["Sắp tới"]
    assert listed(f"course=it:{coming.level}") == ["Sắp tới"]
    assert listed(f"year={coming.starts.year}&course=it:{coming.level}") == ["Sắp tới"]
    assert listed("own=mine") == [filled.name, "Đang mở"]
    assert listed("stand=x&year=abc&own=1") == [filled.name, "Sắp tới", "Đang mở"]
    assert "Không có lớp nào như vậy" in text_of(client.get(f"{URL}?stand=coming&own=mine"))


def district_a():
    return Unit.objects.get(code="535", level="district")


def test_a_class_of_two_years_is_told_as_carried_on(province, client_for, province_viewer):
    class_of("Cao cấp", starts=date(2025, 9, 1), ends=date(2026, 8, 31))
    client = client_for(province_viewer)
    assert "chuyển tiếp từ năm 2025" in text_of(client.get(f"{URL}?year=2026"))
    assert "chuyển tiếp" not in text_of(client.get(f"{URL}?year=2025"))


def course(**facts):
    usual = {
        "code": "LLCT-TC", "name": "Trung cấp lý luận chính trị", "kind": "theory", "level": 2,
        "months": 12, "form": "full_time", "class_size": 60, "by_school": True,
        "provider": "Trường Chính trị tỉnh",
    }  # fmt: skip
    Course.objects.all().delete()
    return Course.objects.create(**usual | facts)


def sent_class(**more):
    usual = {"name": "K1", "gives": "theory:2", "owner": "", "starts": "05/01/2027", "seats": "60"}
    return usual | more


def test_a_course_of_the_catalogue_prefills_a_class_and_its_end(
    province, client_for, province_admin
):
    chosen, client = course(), client_for(province_admin)
    form = client.get(f"{URL}moi/?course={chosen.pk}").context["form"]
    assert form["gives"].value() == "theory:2"
    assert (form["seats"].value(), form["owner"].value()) == (60, "school")
    answer = client.post(f"{URL}moi/", sent_class(course=chosen.pk, owner="school"))
    made = TrainingClass.objects.get()
    assert answer["Location"] == f"{URL}{made.pk}/"
    assert (made.starts, made.ends) == (date(2027, 1, 5), date(2028, 1, 4))
    assert (made.course_code, made.by_school, made.unit) == ("LLCT-TC", True, None)


@pytest.mark.parametrize(
    ("sent", "why"),
    [
        ({}, "Nhập ngày bế giảng"),
        ({"ends": "04/01/2027"}, "bế giảng phải từ ngày khai giảng"),
        ({"ends": "05/01/2028", "seats": "0"}, "ít nhất một chỗ"),
        ({"ends": "05/01/2028", "language": "Anh"}, "không ghi ngôn ngữ"),
        ({"ends": "05/01/2028", "gives": "foreign_language:4"}, "Nhập ngôn ngữ của lớp"),
        ({"ends": "05/01/2028", "gives": "theory:99"}, "theory:99"),
        ({"ends": "05/01/2028", "owner": "999"}, "lựa chọn"),
        ({"ends": "2028"}, "đủ ngày"),
    ],
)
def test_what_cannot_be_is_said_beside_its_field(province, client_for, province_admin, sent, why):
    answer = client_for(province_admin).post(f"{URL}moi/", sent_class(**sent))
    assert answer.status_code == 422
    assert why in text_of(answer)
    assert not TrainingClass.objects.exists()


def test_a_board_opens_classes_of_its_own_alone(province, client_for, editor_a):
    client, own = client_for(editor_a), district_a()
    for owner in ("", "school"):
        answer = client.post(f"{URL}moi/", sent_class(ends="20/12/2027", owner=owner))
        assert answer.status_code in (409, 422)
    client.post(f"{URL}moi/", sent_class(ends="20/12/2027", owner=str(own.pk)))
    assert TrainingClass.objects.get().unit == own


def test_a_class_is_changed_where_nobody_else_did(province, client_for, province_admin):
    made, client = class_of(), client_for(province_admin)
    form = client.get(f"{URL}{made.pk}/sua/").context["form"]
    shown = {f"initial-{n}": form.fields[n].prepare_value(form[n].initial) for n in form.fields}
    shown |= {n: form.fields[n].prepare_value(form[n].initial) for n in form.fields}
    shown = {name: "" if value is None else str(value) for name, value in shown.items()}
    assert client.post(f"{URL}{made.pk}/sua/", shown | {"place": "Nhà A"}).status_code == 302
    assert TrainingClass.objects.get().place == "Nhà A"
    answer = client.post(f"{URL}{made.pk}/sua/", shown | {"place": "Nhà B"})
    assert answer.status_code == 422
    assert "Vừa được người khác sửa" in text_of(answer)
    made = TrainingClass.objects.get()
    assert (made.place, made.course_code, made.seats) == ("Nhà A", "LLCT-TC", 10)


def test_an_empty_class_is_deleted_and_a_full_one_is_not(filled, client_for, province_admin):
    client, empty = client_for(province_admin), class_of("Mở nhầm")
    assert client.post(f"{URL}{filled.pk}/xoa/").status_code == 409
    assert client.post(f"{URL}{empty.pk}/xoa/")["Location"] == URL
    assert list(TrainingClass.objects.all()) == [filled]


def test_pasted_names_go_into_the_class_and_who_is_in_doubt_is_asked(people, client_for, editor_a):
    into, client = class_of(ends=timezone.localdate() + DAY), client_for(editor_a)
    post(person(name="Đinh Văn Ba", birth=date(1970, 1, 1)), "TCKT", MOUNTAIN)
    url = f"{URL}{into.pk}/them-nguoi/"
    answer = client.post(url, {"do": "enrol", "pasted": "Đinh Văn An\nĐinh Văn Ba\nLê Văn Xa"})
    shown = text_of(answer)
    assert "có 2 người cùng khớp" in shown
    assert "không tìm thấy trong phạm vi được cập nhật" in shown
    assert not Enrolment.objects.exists()
    ids = [str(who.pk) for who in people[:2]]
    sent = {"do": "enrol", "person": ids, "state": "proposed", "since": "", "reason": "CV 12"}
    answer = client.post(url, sent, follow=True)
    assert "Đã ghi 2 người vào lớp" in text_of(answer)
    assert states_of(into) == ["proposed", "proposed"]
    assert "2 chờ xác nhận" in text_of(answer)
    answer = client.post(url, sent, follow=True)
    assert "Bỏ qua Đinh Văn An: đã có trong lớp (đề cử)." in text_of(answer)


def test_of_others_nobody_is_put_in(people, client_for, editor_a):
    into, client = class_of(ends=timezone.localdate() + DAY), client_for(editor_a)
    sent = {"do": "enrol", "person": [str(people[2].pk)], "state": "sent"}
    answer = client.post(f"{URL}{into.pk}/them-nguoi/", sent)
    assert answer.status_code == 409
    assert "không có trong phạm vi được cập nhật" in text_of(answer)
    assert "Lê Văn Xa" not in text_of(answer)
    assert not Enrolment.objects.exists()


def test_beyond_the_seats_it_is_asked_once_more(people, client_for, province_admin):
    into, client = class_of(seats=2), client_for(province_admin)
    url, ids = f"{URL}{into.pk}/them-nguoi/", [str(who.pk) for who in people]
    sent = {"do": "enrol", "person": ids, "state": "studying"}
    answer = client.post(url, sent)
    assert answer.status_code == 409
    assert "3 người cho 2 chỗ" in text_of(answer)
    assert "vượt số chỗ" in text_of(answer)
    answer = client.post(url, sent | {"beyond_seats": "on"}, follow=True)
    assert "Lớp có 3 người cho 2 chỗ, vượt 1" in text_of(answer)


def rows_of(training_class, people=None):
    rows = Enrolment.objects.filter(training_class=training_class).order_by("person")
    return [str(e.pk) for e in rows if people is None or e.person in people]


def write(client, training_class, do, rows, **more):
    sent = {"do": do, "row": rows} | more
    return client.post(f"{URL}{training_class.pk}/trang-thai/", sent, follow=True)


def test_states_are_written_for_those_ticked(filled, people, client_for, editor_a):
    client = client_for(editor_a)
    rows = rows_of(filled, people[:1])
    answer = write(client, filled, "state", rows, state="left", since="01/06/2026")
    assert answer.status_code == 409
    assert "thôi học thì phải ghi lý do" in text_of(answer)
    answer = write(client, filled, "state", rows, state="left", reason="Chuyển công tác")
    assert "Đã ghi trạng thái thôi học cho 1 người" in text_of(answer)
    assert states_of(filled) == ["left", "studying", "studying"]


@pytest.mark.parametrize(
    ("do", "more", "why"),
    [
        ("state", {}, "Chọn trạng thái"),
        ("move", {}, "Chọn lớp"),
        ("remove", {}, "phải ghi lý do"),
        ("other", {}, "Chưa chọn việc"),
        ("confirm", {"since": "32/01/2026"}, "32/01/2026"),
    ],
)
def test_what_is_missing_is_asked_for(filled, client_for, province_admin, do, more, why):
    answer = write(client_for(province_admin), filled, do, rows_of(filled), **more)
    assert answer.status_code in (409, 422)
    assert why in text_of(answer)
    assert states_of(filled) == ["studying"] * 3


def test_nobody_ticked_is_said(filled, client_for, province_admin):
    for rows in ([], ["x"], ["9" * 30]):
        answer = write(client_for(province_admin), filled, "state", rows, state="left", reason="a")
        assert "Chưa đánh dấu ai" in text_of(answer)


def test_everybody_in_one_s_hands_is_meant_by_one_tick(filled, client_for, editor_a):
    write(client_for(editor_a), filled, "state", [], every="1", state="postponed", reason="Lũ")
    assert sorted(states_of(filled)) == ["postponed", "postponed", "studying"]


def test_what_was_shown_otherwise_is_not_overrun(filled, client_for, province_admin):
    rows = rows_of(filled)
    seen = {f"seen-{pk}": "sent" for pk in rows}
    answer = write(client_for(province_admin), filled, "state", rows, state="sent", **seen)
    assert "vừa được người khác ghi khác đi" in text_of(answer)


def test_people_are_confirmed_moved_and_taken_out(filled, people, client_for, school, editor_a):
    write(client_for(editor_a), filled, "state", rows_of(filled, people[:2]), state="sent")
    later = class_of("K2", by_school=True, ends=timezone.localdate() + 200 * DAY)
    client = client_for(school)
    assert "2 chờ xác nhận" in page(client, filled)
    answer = write(client, filled, "confirm", rows_of(filled, people[:2]))
    assert "Đã xác nhận 2 người" in text_of(answer)
    answer = write(client, filled, "move", rows_of(filled, people[:1]), into=str(later.pk))
    assert "Đã chuyển 1 người sang lớp K2" in text_of(answer)
    answer = write(client, filled, "remove", rows_of(filled, people[2:]), reason="Nhầm tên")
    assert "Đã bỏ 1 người khỏi danh sách" in text_of(answer)
    assert (states_of(filled), states_of(later)) == (["sent"], ["sent"])


def results(client, training_class, do="preview", **more):
    sent = {"do": do, "awarded": f"{timezone.localdate():%d/%m/%Y}"} | more
    return client.post(f"{URL}{training_class.pk}/ket-qua/", sent, follow=True)


def test_results_are_looked_at_then_written_then_taken_back(filled, client_for, school):
    client, (one, two, three) = client_for(school), rows_of(filled)
    assert "còn 3 người chưa có kết quả" in page(client, filled)
    more = {
        f"state-{one}": "finished", f"number-{one}": "LL-01", f"state-{two}": "failed",
        f"reason-{two}": "Thi chưa đạt", f"seen-{three}": "studying",
    }  # fmt: skip
    shown = text_of(results(client, filled, **more))
    assert "Chưa ghi gì." in shown
    assert "1 hoàn thành 1 không đạt 0 thôi học" in shown
    assert not Credential.objects.exists()
    shown = text_of(results(client, filled, "confirm", **more))
    assert "Đã ghi kết quả: 1 hoàn thành, 1 không đạt." in shown
    assert Credential.objects.get().number == "LL-01"
    assert states_of(filled) == ["finished", "failed", "studying"]
    undo = re.search(r"/ket-qua/\d+/hoan-tac/", client.get(f"{URL}{filled.pk}/").content.decode())[
        0
    ]
    assert "Đinh Văn An" in page(client, filled, undo[1:])
    answer = client.post(f"{URL}{filled.pk}{undo}", follow=True)
    assert "Đã hoàn tác kết quả của 1 người" in text_of(answer)
    assert states_of(filled) == ["studying", "failed", "studying"]
    assert client.get(f"{URL}{filled.pk}{undo}").status_code == 404


def test_all_left_blank_may_have_finished(filled, client_for, province_admin):
    client = client_for(province_admin)
    results(client, filled, "confirm", rest="finished")
    assert states_of(filled) == ["finished"] * 3


@pytest.mark.parametrize(
    ("typed", "more", "why"),
    [
        ({}, {}, "Chưa chọn kết quả của ai"),
        ({"number": "1"}, {}, "mà chưa chọn kết quả"),
        ({"state": "studying"}, {}, "kết quả không hợp lệ"),
        ({"state": "left"}, {}, "không hoàn thành thì nhập lý do"),
        ({"state": "left", "reason": "x", "number": "1"}, {}, "không có số hiệu"),
        ({"state": "finished", "number": "1" * 51}, {}, "dài hơn 50"),
        ({"state": "left", "reason": "x" * 201}, {}, "dài hơn 200"),
        ({"state": "finished", "awarded": "31/02/2025"}, {}, "31/02/2025"),
        ({"state": "finished", "awarded": "2090"}, {}, "ngày cấp ở tương lai"),
        ({"state": "finished"}, {"awarded": ""}, "Nhập ngày cấp"),
        ({"state": "finished"}, {"awarded": "2090"}, "Ngày cấp ở tương lai"),
        ({"state": "finished"}, {"awarded": "hôm qua"}, "hôm qua"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_written(
    filled, client_for, province_admin, typed, more, why
):
    one = rows_of(filled)[0]
    sent = {f"{name}-{one}": value for name, value in typed.items()} | more
    for do in ("preview", "confirm"):
        answer = results(client_for(province_admin), filled, do, **sent)
        assert answer.status_code == 422
        assert why in text_of(answer)
    assert states_of(filled) == ["studying"] * 3


def test_one_that_may_be_recorded_already_is_asked_about(
    filled, people, client_for, province_admin
):
    client, one = client_for(province_admin), rows_of(filled)[0]
    year = timezone.localdate().year
    kept = Credential.objects.create(
        person=people[0], kind="theory", level=2, awarded=date(year, 12, 31),
        awarded_precision="year",
    )  # fmt: skip
    more = {f"state-{one}": "finished"}
    assert "Có phải văn bằng đã ghi trong hồ sơ?" in text_of(results(client, filled, **more))
    answer = results(client, filled, "confirm", **more)
    assert answer.status_code == 409
    assert "chọn có phải là văn bằng đã ghi hay không" in text_of(answer)
    results(client, filled, "confirm", **more | {f"takes-{one}": str(kept.pk)})
    assert Credential.objects.get() == kept
    assert Enrolment.objects.get(pk=one).credential == kept.pk


def test_a_new_one_beside_it_is_written_where_somebody_says_so(
    filled, people, client_for, province_admin
):
    one = rows_of(filled)[0]
    Credential.objects.create(person=people[0], kind="theory", level=2)
    more = {f"state-{one}": "finished", f"takes-{one}": "new"}
    results(client_for(province_admin), filled, "confirm", **more)
    assert people[0].credentials.count() == 2


def test_two_who_record_at_once_are_told(filled, client_for, province_admin):
    client = client_for(province_admin)
    seen = {f"seen-{pk}": "sent" for pk in rows_of(filled)}
    answer = results(client, filled, "confirm", rest="finished", **seen)
    assert answer.status_code == 409
    assert "vừa được người khác ghi khác đi" in text_of(answer)


def test_a_viewer_writes_nothing(filled, client_for, province_viewer, viewer_a):
    for user in (province_viewer, viewer_a):
        client = client_for(user)
        shown = client.get(f"{URL}{filled.pk}/").content.decode()
        assert "Ghi trạng thái" not in shown
        assert "Ghi kết quả" not in shown
        for way in ("ket-qua/", "them-nguoi/", "sua/"):
            assert client.get(f"{URL}{filled.pk}/{way}").status_code == 404
        assert write(client, filled, "state", rows_of(filled), state="sent").status_code == 404


def test_whose_credential_is_gone_is_told(filled, client_for, province_admin):
    client = client_for(province_admin)
    results(client, filled, "confirm", rest="finished")
    Credential.objects.all().delete()
    assert page(client, filled).count("văn bằng đã ghi không còn trong hồ sơ") == 3


def test_who_is_not_through_and_has_it_already_is_told(filled, people, client_for, editor_a):
    held = Credential.objects.create(person=people[0], kind="theory", level=3)
    Credential.objects.create(person=people[1], kind="theory", level=1)
    shown = page(client_for(editor_a), filled)
    assert shown.count("hồ sơ đã có") == 1
    assert f"hồ sơ đã có {held.told}" in shown


def test_a_page_asks_as_often_however_many_are_in_a_class(filled, client_for, editor_a):
    client = client_for(editor_a)

    def queries(address):
        client.get(address)
        with CaptureQueriesContext(connection) as asked:
            client.get(address)
        return len(asked)

    page_of_class, listed = f"{URL}{filled.pk}/", URL
    few = queries(page_of_class), queries(listed)
    more = [post(person(name=f"Phạm Thị {n}"), "VPDU", MOUNTAIN).person for n in range(6)]
    enrol(more, filled, state="studying", by=editor_a, at=timezone.now())
    for number in range(4):
        class_of(f"Lớp {number}")
    assert (queries(page_of_class), queries(listed)) == few


@pytest.fixture
def waiting(people, province_admin):
    """The three proposed for the course by the province, without a class."""
    propose(
        people, Aim("LLCT-TC", "theory", 2), by=province_admin, at=timezone.now(), reason="Đợt 1"
    )
    return Enrolment.objects.filter(training_class__isnull=True)


def test_who_has_no_class_is_listed_to_whoever_sees_them(
    waiting, client_for, editor_a, school, province_viewer
):
    own = text_of(client_for(editor_a).get(f"{URL}chua-xep/"))
    assert "2 việc học chưa gắn với lớp nào" in own
    assert "Lê Văn Xa" not in own
    assert "3 việc học" in text_of(client_for(province_viewer).get(f"{URL}chua-xep/"))
    Course.objects.all().delete()
    assert "0 việc học" in text_of(client_for(school).get(f"{URL}chua-xep/"))
    course()
    assert "3 việc học" in text_of(client_for(school).get(f"{URL}chua-xep/"))
    assert Disclosure.objects.filter(user=school, people=3).exists()


def test_who_has_no_class_is_narrowed_and_written_of(waiting, people, client_for, province_admin):
    client, url = client_for(province_admin), f"{URL}chua-xep/"
    into = class_of(ends=timezone.localdate() + DAY)
    class_of("Khác", kind="it", ends=timezone.localdate() + DAY)
    assert list(client.get(url).context["others"]) == [into]
    for query, people_listed in [
        ("course=theory:2", 3), ("course=it:1", 3), ("state=proposed", 3), ("state=sent", 0),
        ("state=unconfirmed", 0),
    ]:  # fmt: skip
        assert f"{people_listed} việc học" in text_of(client.get(f"{url}?{query}"))
    rows = [str(e.pk) for e in waiting.order_by("person")]
    sent = {"do": "state", "state": "sent", "row": rows[:1]}
    answer = client.post(f"{url}?state=proposed", sent)
    assert answer["Location"] == f"{url}?state=proposed"
    assert client.post(url, {"do": "move", "every": "1"}).status_code == 409
    assert client.post(url, {"do": "state", "since": "x"}).status_code == 422
    client.post(f"{url}?state=proposed", {"do": "move", "every": "1", "into": str(into.pk)})
    assert states_of(into) == ["proposed", "proposed"]
    assert [(e.person, e.state) for e in waiting.all()] == [(people[0], "sent")]
