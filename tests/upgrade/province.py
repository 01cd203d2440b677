"""A small filled province, made by a release's own functions and kept as it left it."""

import io
from datetime import UTC, date, datetime

from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.utils import timezone

from accounts.demo import create_demo_users
from accounts.models import User
from personnel.actions.deleting import delete_record, fingerprint
from personnel.demo import Province, make_province
from personnel.demo.storing import store
from personnel.models import Credential, DossierCount, Person, Post, Title, Unit
from reports.models import Period, SavedList, Submission
from reports.periods.answering import approve, send_back
from reports.periods.checklist import checklist
from reports.periods.drafting import save_draft
from reports.periods.opening import open_period
from reports.periods.sealing import missing_of, seal
from reports.periods.submitting import Reply, submit
from sheets.models import Upload
from sheets.uploads.receiving import receive
from sheets.uploads.runs import start_waiting, start_writing
from tests.sheets.building import sheet_of, somebody

# Huyện Ba Tơ (mountain, with a township), Thị xã Đức Phổ, Thành phố Quảng Ngãi: communes of each.
KEPT = {"535": ("21484", "21487"), "534": ("21439", "21442"), "522": ("21010", "21034")}
HANDED_IN = datetime(2025, 1, 6, 2, 30, tzinfo=UTC)
SEALED = datetime(2025, 1, 20, 8, 0, tzinfo=UTC)
A_YEAR_LATER = datetime(2026, 1, 7, 3, 0, tzinfo=UTC)


def fill() -> None:
    """Fill an empty, migrated database."""
    call_command("load_reference", verbosity=0, stdout=io.StringIO())
    store([_few(make_province())], lambda table, percent: None)
    create_demo_users()
    admin, board = _user("quantri"), _user("bato")
    for user, name, query in (
        (board, "Nữ", "sex=female"),
        (board, "Thiếu LLCT", "criterion=2025.civil.theory&outcome=unmet"),
        (admin, "Từ 50 tuổi", "age_from=50&group=staff&unit=522"),
        (admin, "Đại học", "level=professional:4&q=nguyễn"),
    ):
        SavedList.objects.keep(user, name, query)
    _last_year(admin)
    _since_then(board, admin)
    _this_year(admin)


def _user(name: str) -> User:
    return User.objects.get(username=name)


def _district(code: str) -> Unit:
    return Unit.objects.get(code=code, level="district")


def _few(whole: Province) -> Province:
    """Return the people all of whose posts are in the communes kept."""
    codes = {code for among in KEPT.values() for code in among}
    people = [
        person for person in whole.people
        if {each.chair.place.code for each in person.spells} <= codes
        and {seat.place.code for seat in person.seats} <= codes
    ]  # fmt: skip
    places = [place for place in whole.places if place.code in codes]
    dossiers = [row for row in whole.dossiers if row.place.code in codes]
    return Province(places, people, dossiers)


def _hand_in(
    period: Period, code: str, by: User, at: datetime, notes: dict[str, str] | None = None
) -> Submission:
    """Explain what is open, note, and hand in."""
    district = _district(code)
    why = {item.code: ("", "Đang xác minh.") for item in checklist(period, district) if item.count}
    said = {code: ("", text) for code, text in (notes or {}).items()}
    save_draft(period, district, said, why, by=by, at=at)
    return submit(period, district, by=by, at=at)


def _last_year(admin: User) -> None:
    """A sealed period: one district's second version, one's first, one missing, one idle."""
    period = open_period("Báo cáo năm 2024", date(2024, 12, 31), "2025", date(2025, 1, 15),
                         by=admin, at=HANDED_IN)  # fmt: skip
    notes = {"2025.key.theory": "Một lớp đã mở."}
    first = _hand_in(period, "535", _user("bato"), HANDED_IN, notes)
    send_back(first, "Bổ sung xã còn thiếu.", by=admin, at=HANDED_IN)
    reply = Reply(first.version, "Đã bổ sung.")
    second = submit(period, _district("535"), reply, by=_user("bato"), at=HANDED_IN)
    for submission in (second, _hand_in(period, "522", admin, HANDED_IN)):
        approve(submission, "Đồng ý.", by=admin, at=SEALED)
    absent = [unit.code for unit in missing_of(period, period.submissions.counted())]
    seal(period, absent, "Thị xã Đức Phổ nộp sau.", by=admin, at=SEALED)


def _since_then(board: User, admin: User) -> None:
    """The records go on: an upload written, somebody gone, degrees, a commune reshaped."""
    place = Unit.objects.get(code="21487")
    first, second = Person.objects.filter(posts__unit=place, posts__end=None).order_by("pk")[:2]
    delete_record(first, "Nhập nhầm.", by=board, at=timezone.now(), seen=fingerprint(first))
    day = {"awarded": date(2025, 5, 20), "awarded_precision": "day"}
    for kind, level in (("theory", 3), ("it", 2), ("professional", 5)):
        Credential.objects.create(person=second, kind=kind, level=level, **day)
    rows = (
        somebody(cccd="051187001234"),
        somebody(name="Phạm Văn Bền", sex="Nam"),
        somebody(name="Đinh Thị Sai", born="31/02/1980"),
    )
    file = SimpleUploadedFile("danh sách.xlsx", sheet_of(*rows).getvalue())
    (upload,) = receive([file], by=board, at=timezone.now(), board=None)
    start_waiting(timezone.now())
    upload.refresh_from_db()
    start_writing(upload, by=board, at=timezone.now())
    upload.refresh_from_db()
    assert upload.state == Upload.State.WRITTEN, upload.state
    _reshape()
    DossierCount.objects.filter(year=2025).update(online=40, total=100)


def _reshape() -> None:
    """A commune of Đức Phổ ends in 2025 with people still in it; its code is another's now."""
    old = Unit.objects.get(code="21442")
    facts = {name: getattr(old, name) for name in ("level", "kind", "parent", "terrain")}
    old.valid_to = date(2025, 6, 30)
    old.save()
    new = Unit.objects.create(code="21442", name="Xã Mới", valid_from=date(2025, 7, 1), **facts)
    Post.objects.create(person=Person.objects.order_by("pk").last(), unit=new,
                        title=Title.objects.get(code="VPDU"), start=date(2025, 8, 1),
                        start_precision="day")  # fmt: skip


def _this_year(admin: User) -> None:
    """An open period: one district's report waits, one came back, one is approved."""
    period = open_period("Báo cáo năm 2025", date(2025, 12, 31), "2025", date(2026, 1, 15),
                         by=admin, at=A_YEAR_LATER)  # fmt: skip
    _hand_in(period, "535", _user("bato"), A_YEAR_LATER)
    returned = _hand_in(period, "534", _user("ducpho"), A_YEAR_LATER)
    send_back(returned, "Xã đã giải thể còn người.", by=admin, at=A_YEAR_LATER)
    approve(_hand_in(period, "522", admin, A_YEAR_LATER), by=admin, at=A_YEAR_LATER)
