"""The log of changes: complete, in order, quick to page, and told before and after."""

from datetime import date, datetime, timedelta

import pytest
from django.contrib.auth import get_user_model
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from simple_history.utils import bulk_create_with_history, bulk_update_with_history

from personnel.keeping.baseline import STOOD_BEFORE
from personnel.keeping.recording import recording
from personnel.log import changes
from personnel.log.kinds import KINDS
from personnel.models import Credential, Deletion, DossierCount, Person, Post, Unit
from reports.periods.opening import prepared, withdraw_period
from reports.periods.texts import save_texts
from sheets.importing import read_sheet
from sheets.writing.writing import write as written
from tests.deeds import save
from tests.factories import MOUNTAIN, credential, person, post
from tests.reports.periods.handing import a_period
from tests.sheets.building import sheet_of, somebody

URL = "/nhat-ky/"
TODAY = date(2025, 12, 31)
FACTS = (Person, Post, Credential)
NOON = timezone.make_aware(datetime(2025, 3, 12, 12))


@pytest.fixture
def client(province_admin, client_for):
    return client_for(province_admin)


@pytest.fixture
def entries(client):
    """Return a function that returns the entries of the log for a query."""

    def shown(query=""):
        response = client.get(f"{URL}?{query}")
        assert response.status_code == 200, query
        return response.context["page"].entries

    return shown


def long_ago(*records):
    """Let the history of records begin before what a test does to them."""
    for record in records:
        record.history.update(history_date=NOON - timedelta(days=365))


def write(by, *records, at=NOON, reason="Nhập trực tiếp"):
    with recording(by=by, at=at, reason=reason) as scribe:
        for record in records:
            save(scribe, record)


def test_every_model_that_keeps_its_history_is_in_it():
    assert {kind.code for kind in KINDS} == {
        "person", "post", "credential", "handover", "unit", "dossiercount", "user", "grant",
        "reporttext", "scan", "batch", "title", "ethnicity", "erasure", "unitfact", "titlegroup",
        "decree", "unitchange", "membership", "course", "coverage", "decreedraft", "reorganisation",
        "trainingclass", "enrolment", "courseseats", "trainingscenario", "scenariomove",
        "evaluation", "unitevaluation",
        "term",
        "following", "followingdue",
        "apitoken",
    }  # fmt: skip


def test_a_record_is_told_before_and_after(entries, editor_a):
    who = person(name="Phạm Thị Hạnh", cccd="051080001234")
    long_ago(who)
    who.home_place, who.cccd = "Xã Ba Tô", "051080009876"
    write(editor_a, who)
    (entry,) = entries("since=12/03/2025&until=12/03/2025")
    assert (entry.subject, entry.person, entry.kinds) == ("Phạm Thị Hạnh", who.pk, ["Hồ sơ"])
    assert (entry.change.who, entry.change.how) == (str(editor_a), "Nhập trực tiếp")
    assert entry.change.when == NOON
    assert entry.change.sentences == [
        "Số CCCD: ••••••••1234 → ••••••••9876",
        "Quê quán: chưa có → Xã Ba Tô",
    ]


def test_a_text_of_a_report_is_told_with_its_part_and_also_when_its_period_is_gone(
    entries, province_admin
):
    period = a_period()
    save_texts(period, {"causes": ("", "Thiếu lớp.")}, by=province_admin, at=NOON)
    later = NOON + timedelta(minutes=1)
    save_texts(period, {"causes": ("Thiếu lớp.", "Đủ lớp.")}, by=province_admin, at=later)
    subject = "Báo cáo năm 2025, tỉnh: Hạn chế, nguyên nhân"
    changed, added = entries("kind=reporttext")
    assert changed.subject == added.subject == subject
    assert changed.change.sentences == ["Nội dung: Thiếu lớp. → Đủ lớp."]
    withdraw_period(period, seen=prepared(period), by=province_admin, at=later)
    gone, *_ = entries("kind=reporttext")
    assert any("Hạn chế, nguyên nhân" in told for told in gone.change.sentences)


def test_what_is_not_about_a_person_is_told_too(entries, province_admin):
    unit = Unit.objects.get(code=MOUNTAIN)
    count = DossierCount.objects.create(unit=unit, year=2024, total=10, online=2)
    long_ago(unit, count)
    count.total, unit.terrain_decision = 12, "12/QĐ"
    write(province_admin, count, at=NOON)
    write(province_admin, unit, at=NOON + timedelta(minutes=1))
    colleague = get_user_model().objects.create_user("moi", full_name="Lê Thị Mới")
    long_ago(colleague)
    colleague.full_name = "Lê Thị Mới Hơn"
    write(province_admin, colleague, at=NOON + timedelta(minutes=2))
    told = [(e.subject, e.change.sentences) for e in entries("since=12/03/2025&until=12/03/2025")]
    assert told == [
        ("Lê Thị Mới Hơn", ["Họ và tên: Lê Thị Mới → Lê Thị Mới Hơn"]),
        (unit.name, ["Số quyết định về địa hình: chưa có → 12/QĐ"]),
        (f"{unit.name} 2024", ["Tổng số hồ sơ công việc: 10 → 12"]),
    ]


def test_rights_given_and_taken_are_told(entries, province_admin, editor_a):
    right = editor_a.grants.get()
    with recording(by=province_admin, at=NOON, reason="Thôi việc") as scribe:
        scribe.delete(scribe.hold(right))
    (entry,) = entries("kind=grant&how=thôi")
    (sentence,) = entry.change.sentences
    assert entry.subject == str(editor_a) and sentence.startswith("Xóa: ")
    assert "Cập nhật hồ sơ" in sentence and "Huyện Ba Tơ" in sentence


def test_a_password_never_stands_in_it(entries, client):
    someone = get_user_model().objects.create_user("moi", password="mat-khau-cu")
    someone.set_password("mat-khau-moi")
    someone.save()
    assert "md5$" not in client.get(f"{URL}?kind=user").content.decode()
    assert entries("kind=user")[0].change.sentences == ["Ghi lại, nội dung không đổi"]


def test_one_action_on_one_person_is_one_entry(entries, editor_a):
    who = person(name="Phạm Thị Hạnh")
    held = post(who)
    long_ago(who, held)
    held.end, held.end_reason = date(2025, 3, 11), "moved"
    write(editor_a, held, Credential(person=who, kind="theory", level=2))
    (entry,) = entries("since=12/03/2025&until=12/03/2025")
    assert entry.kinds == ["Quá trình công tác", "Văn bằng, chứng chỉ"]
    assert [sentence.split(" xã ")[0] for sentence in entry.change.sentences] == [
        "Thôi giữ chức danh Bí thư Đảng ủy",
        "Lý luận chính trị: chưa có → Trung cấp",
    ]


def test_bulk_writes_are_in_it(entries, editor_a):
    people = [person(name=f"Lê Văn {letter}") for letter in "ABC"]
    made = [Credential(person=who, kind="theory", level=1) for who in people]
    how = {"default_user": editor_a, "default_change_reason": "Lớp 30", "default_date": NOON}
    bulk_create_with_history(made, Credential, **how)
    for held in Credential.objects.all():
        held.level = 2
        later = how | {"default_date": NOON + timedelta(minutes=1)}
        bulk_update_with_history([held], Credential, ["level"], **later)
    found = entries("how=lớp 30")
    assert len(found) == 6
    told = {sentence for entry in found for sentence in entry.change.sentences}
    assert told == {"Lý luận chính trị: chưa có → Sơ cấp", "Lý luận chính trị: Sơ cấp → Trung cấp"}


def test_a_deleted_record_keeps_its_name_and_is_found_by_it(entries, editor_a):
    who = person(name="Đinh Thị Nhầm")
    held = post(who)
    long_ago(who, held)
    with recording(by=editor_a, at=NOON, reason="Xóa hồ sơ nhập nhầm: trùng") as scribe:
        Deletion.objects.create(record=who.pk, name=who.full_name, reason="trùng", at=NOON)
        who = scribe.hold(who)
        scribe.delete(held)
        scribe.delete(who)
    (entry,) = entries("q=dinh thi nham&how=xóa")
    assert (entry.subject, entry.person) == ("Đinh Thị Nhầm", None)
    assert entry.change.sentences == [
        "Xóa hồ sơ",
        "Xóa chức danh Bí thư Đảng ủy xã Ba Điền, từ 01/01/2015",
    ]


@pytest.fixture
def story(editor_a, editor_b, province):
    """Three changes on three days by three authors."""
    people = {name: person(name=name) for name in ("Phạm Thị Hạnh", "Đinh Văn Lía", "Lê Văn Sổ")}
    Person.history.all().delete()
    authors = (editor_a, editor_b, None)
    for days, (who, author) in enumerate(zip(people.values(), authors, strict=True)):
        who.note = "đã đối chiếu"
        reason = "Nhập từ tệp ba_to.xlsx" if days == 1 else "Nhập trực tiếp"
        write(author, who, at=NOON.replace(hour=0) + timedelta(days=days), reason=reason)


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("kind=person", ["Lê Văn Sổ", "Đinh Văn Lía", "Phạm Thị Hạnh"]),
        ("kind=person&since=13/03/2025", ["Lê Văn Sổ", "Đinh Văn Lía"]),
        ("kind=person&until=13/03/2025", ["Đinh Văn Lía", "Phạm Thị Hạnh"]),
        ("since=2025-03-13&until=2025-03-13", ["Đinh Văn Lía"]),
        ("kind=person&user={a}", ["Phạm Thị Hạnh"]),
        ("kind=person&user=none", ["Lê Văn Sổ"]),
        ("how=BA_TO", ["Đinh Văn Lía"]),
        ("how=ba_to.csv", []),
        ("q=van", ["Lê Văn Sổ", "Đinh Văn Lía"]),
        ("q=van&user={b}", ["Đinh Văn Lía"]),
        ("q=khong co", []),
        ("kind=post", []),
        ("kind=&user=&q=hanh&how=", ["Phạm Thị Hạnh"]),
    ],
)
def test_a_filter_finds_exactly(story, entries, editor_a, editor_b, query, names):
    found = entries(query.format(a=editor_a.pk, b=editor_b.pk))
    assert [entry.subject for entry in found] == names


@pytest.mark.parametrize(
    "query",
    ["user=x", "user=999999999999999999999", "kind=x", "since=31/02/2025", "until=0001-01-01",
     "since=9999-12-31", "how=%00", "q=%00", "after=x", "after=1.2", "after=1.2.x",
     f"after={'9' * 40}.1.1", f"after=1.1.{'9' * 30}", "after=-1.0.0", "after=1.٢.3",
     f"how={'x' * 101}"],
)  # fmt: skip
def test_what_cannot_be_read_is_refused_in_words(client, query):
    for url in (URL, "/nhat-ky/du-lieu-ca-nhan/"):
        response = client.get(f"{url}?{query}")
        assert response.status_code == 400, (url, query)
        assert "Về trang tổng quan" in response.content.decode()


def test_pages_follow_each_other_without_gap_or_repeat(client, monkeypatch, editor_a):
    """Rows of several kinds at the very same moments, seven a page."""
    monkeypatch.setattr(changes, "PAGE_SIZE", 7)
    for number in range(6):
        at = NOON + timedelta(minutes=number // 3)
        who = Person(full_name=f"Lê Văn {number}", sex="male", birth_date=date(1980, 1, 1))
        write(editor_a, who, at=at)
        write(editor_a, *(Credential(person=who, kind=k, level=1) for k in ("it", "theory")), at=at)
    query, told, pages = "user=" + str(editor_a.pk), [], 0
    while query:
        response = client.get(f"{URL}?{query}")
        for entry in response.context["page"].entries:
            told += [(entry.change.when, entry.subject, said) for said in entry.change.sentences]
        query, pages = response.context["older"], pages + 1
    assert pages == 3 and len(told) == len(set(told)) == 18
    assert [when for when, *_ in told] == sorted((when for when, *_ in told), reverse=True)


def test_a_reason_is_looked_for_so_far_and_then_further(client, monkeypatch, editor_a):
    """Two of seven changes in each kind, of which no page looks through more than three."""
    monkeypatch.setattr(changes, "BOUND", 3)
    for number in range(7):
        reason = "Theo Quyết định 12" if number in (0, 5) else "Nhập trực tiếp"
        at = NOON + timedelta(minutes=number // 2)
        who = Person(full_name=f"Lê Văn {number}", sex="male", birth_date=date(1980, 1, 1))
        write(editor_a, who, at=at, reason=reason)
        write(editor_a, Credential(person=who, kind="it", level=1), at=at, reason=reason)
    told, to, query = [], [], f"user={editor_a.pk}&how=quyết định 12"
    while query:
        response = client.get(f"{URL}?{query}")
        page, query = response.context["page"], response.context["older"]
        told += [(entry.subject, kind) for entry in page.entries for kind in entry.kinds]
        to.append(page.searched_to)
        assert ("Bấm “Cũ hơn” để tìm tiếp" in response.content.decode()) == bool(query)
    label = Credential._meta.verbose_name_plural
    every = [("Lê Văn 5", "Hồ sơ"), ("Lê Văn 5", label), ("Lê Văn 0", "Hồ sơ"), ("Lê Văn 0", label)]
    assert sorted(told) == sorted(every)
    assert to[-1] is None and None not in to[:-1] and len(to) > 2
    assert to[:-1] == sorted(to[:-1], reverse=True)


def test_without_a_reason_the_log_goes_back_as_far_as_it_does(client, monkeypatch, editor_a):
    monkeypatch.setattr(changes, "BOUND", 1)
    who = person(name="Lê Văn Tám")
    for number in range(5):
        who.note = f"lần {number}"
        write(editor_a, who, at=NOON + timedelta(minutes=number))
    page = client.get(f"{URL}?user={editor_a.pk}").context["page"]
    assert len(page.entries) == 5 and page.searched_to is page.next is None


def test_the_number_of_queries_is_fixed(client, editor_a):
    def many(count):
        """Fill the page with the changes of that many people."""
        for number in range(count):
            who = person(name=f"Lê Văn {number}")
            post(who)
            credential(who, "theory", 1)
        with CaptureQueriesContext(connection) as queries:
            assert len(client.get(URL).context["page"].entries) > 10
        return len(queries)

    assert many(20) == many(60) < 52


def test_a_page_tells_no_more_than_its_rows(entries):
    """A person with a long history stands there with the rows of this page only."""
    who = person(name="Phạm Thị Hạnh")
    for number in range(60):
        who.note = f"lần {number}"
        who.save()
    found = entries("kind=person")
    assert len(found) == 50
    assert found[0].change.sentences == ["Ghi chú: lần 58 → lần 59"]


def imported(by, *rows, reason):
    """Write rows of the sheet, and return the ids it made and those it changed, by model."""
    before = {model: rows_of(model) for model in FACTS}
    reading = read_sheet(sheet_of(*rows), TODAY)
    written(reading.rows, by=by, today=TODAY, reason=reason)
    found = {}
    for model in FACTS:
        was, now = before[model], rows_of(model)
        made = set(now) - set(was)
        found[model] = (made, {pk for pk in was if now[pk] != was[pk]})
    return found


def rows_of(model):
    return {row["id"]: row for row in model.objects.values()}


def test_everything_an_import_writes_is_kept_with_author_moment_and_reason(editor_a):
    """Also of records that were loaded without history: how they stood is kept beside it."""
    first = [somebody(name=f"Phạm Thị Lành {c}", theory="SC", since="2015") for c in "ABC"]
    imported(None, *first, reason="")
    for model in FACTS:
        model.history.all().delete()
    start = timezone.now()
    second = [*({**row, "Lý luận chính trị": "TC", "Ghi chú": "mới", "Giữ chức danh từ": "03/2015"}
                for row in first), somebody(name="Phạm Thị Mới")]  # fmt: skip
    found = imported(editor_a, *second, reason="Nhập từ tệp ba_to.xlsx")
    assert [tuple(map(len, ids)) for ids in found.values()] == [(1, 3), (1, 3), (3, 0)]
    for model, (made, changed) in found.items():
        rows = model.history.exclude(history_change_reason=STOOD_BEFORE)
        assert {row.id for row in rows if row.history_type == "+"} == made
        assert {row.id for row in rows if row.history_type == "~"} == changed
        assert set(rows.values_list("history_user", "history_change_reason")) == {
            (editor_a.pk, "Nhập từ tệp ba_to.xlsx")
        }
        assert all(start <= row.history_date <= timezone.now() for row in rows)
        stood = model.history.filter(history_change_reason=STOOD_BEFORE)
        assert set(stood.values_list("id", flat=True)) == changed


def test_an_import_reads_as_before_and_after(entries, editor_a):
    imported(None, somebody(theory="SC", since="2015"), reason="")
    for model in FACTS:
        model.history.all().delete()
    imported(editor_a, somebody(theory="TC", since="03/2015", note="mới"), reason="Nhập từ tệp")
    (entry,) = entries(f"user={editor_a.pk}")
    assert entry.change.sentences == [
        "Ghi chú: chưa có → mới",
        "Văn phòng - thống kê xã Ba Tô: Giữ chức danh từ: 2015 → 03/2015",
        "Lý luận chính trị: Sơ cấp → Trung cấp",
    ]
