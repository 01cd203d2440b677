"""The pages of a class's file: who reaches them, what is looked at, what is written."""

import io
from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from openpyxl import load_workbook

from personnel.models import Credential, Disclosure, Enrolment, TrainingClass
from personnel.studying.enrolling import enrol
from tests.factories import credential

from .conftest import AT, class_of, file_of

AN, BA, CANG = "Đinh Văn An", "Đinh Văn Ba", "Đinh Văn Cang"
GIVEN = {"awarded": "20/12/2027", "institution": "Trường Chính trị"}


@pytest.fixture(autouse=True)
def _now(time_machine: Any) -> None:
    time_machine.move_to(AT)


def _page(into: TrainingClass) -> str:
    return reverse("training-class-file", args=[into.pk])


def _read(client: Any, into: TrainingClass, *rows: Any, **given: str) -> Any:
    file = SimpleUploadedFile("a.xlsx", file_of(*rows).getvalue())
    return client.post(_page(into), {"do": "read", "file": file, **GIVEN, **given})


def _write(client: Any, into: TrainingClass, shown: Any, **more: str) -> Any:
    form = shown.context["form"].cleaned_data
    sent = {"do": "write", "deeds": shown.context["deeds"], "institution": form["institution"]}
    return client.post(_page(into), sent | {"awarded": str(form["awarded"] or "")} | more)


def _states() -> list[str]:
    return list(Enrolment.objects.order_by("person__sort_key").values_list("state", flat=True))


def test_a_file_is_looked_at_and_written(
    in_class: Any, province_admin: Any, client_for: Any
) -> None:
    client = client_for(province_admin)
    page = client.get(_page(in_class)).content.decode()
    assert 'value="20/12/2027"' in page and 'value="Trường Chính trị tỉnh"' in page
    shown = _read(
        client, in_class, (AN, None, "Đạt", None, "A1"), (BA, None, "Hoãn", "Ốm"), (CANG,),
        ("Lê Văn Lạ", None, "Đạt"),
    )  # fmt: skip
    text = shown.content.decode()
    assert (
        "1 hoàn thành, 1 hoãn" in text and "<strong>Trung cấp</strong> (20/12/2027), số A1" in text
    )
    assert "không có tên trong lớp" in text and "trang Kết quả, dòng 5" in text
    assert _states() == ["sent"] * 3
    written = _write(client, in_class, shown)
    assert written.status_code == 302
    assert _states() == ["finished", "postponed", "sent"]
    assert Credential.objects.get().institution == "Trường Chính trị"
    page = client.get(written["Location"]).content.decode()
    assert "Đã ghi theo tệp: 1 hoàn thành, 1 hoãn." in page


def test_who_is_not_in_the_file_is_named(
    in_class: Any, province_admin: Any, client_for: Any
) -> None:
    text = _read(client_for(province_admin), in_class, (AN, None, "Đạt")).content.decode()
    assert f"<li>{BA} (được cử)</li>" in text and f"<li>{CANG} (được cử)</li>" in text


def test_a_day_is_asked_of_whoever_finished_without_one(
    in_class: Any, province_admin: Any, client_for: Any
) -> None:
    client = client_for(province_admin)
    asked = _read(client, in_class, (AN, None, "Đạt"), awarded="")
    assert asked.status_code == 422
    assert "Nhập ngày cấp: 1 người hoàn thành" in asked.content.decode()
    shown = _read(client, in_class, (AN, None, "Đạt", None, None, "05/01/2028"), awarded="")
    _write(client, in_class, shown)
    assert Credential.objects.get().awarded == date(2028, 1, 5)


@pytest.mark.parametrize(
    ("file", "given", "told"),
    [
        (None, {}, "Chọn tệp."),
        (b"", {}, "Tệp rỗng"),
        (b"not a workbook", {}, "Excel"),
        (file_of((AN,), headings=["Tên gì đó"]).getvalue(), {}, "Không tìm thấy dòng tiêu đề"),
        (file_of((AN, None, "Đạt")).getvalue(), {"awarded": "11/01/2028"}, "Ngày cấp ở tương lai."),
        (file_of((AN, None, "Đạt")).getvalue(), {"awarded": "hôm qua"}, "field-error"),
    ],
)
def test_what_cannot_be_read_is_told(
    in_class: Any, province_admin: Any, client_for: Any, file: Any, given: Any, told: str
) -> None:
    sent = {"do": "read", **GIVEN, **given}
    if file is not None:
        sent["file"] = io.BytesIO(file)
        sent["file"].name = "a.xlsx"
    answer = client_for(province_admin).post(_page(in_class), sent)
    assert answer.status_code == 422 and told in answer.content.decode()
    assert _states() == ["sent"] * 3


def test_who_has_such_a_paper_is_asked_about(
    in_class: Any, province_admin: Any, client_for: Any
) -> None:
    client, an = client_for(province_admin), Enrolment.objects.get(person__full_name=AN)
    recorded = credential(an.person, "theory", 2, awarded=None)
    shown = _read(client, in_class, (AN, None, "Đạt"))
    assert "1 người đã có văn bằng cùng loại" in shown.content.decode()
    again = _write(client, in_class, shown)
    assert again.status_code == 409
    assert "Chọn có phải là văn bằng đã ghi hay không" in again.content.decode()
    _write(client, in_class, again, **{f"takes-{an.pk}": str(recorded.pk)})
    an.refresh_from_db()
    assert (an.state, an.credential) == ("finished", recorded.pk)
    assert Credential.objects.count() == 1


def test_a_new_paper_may_stand_beside_it(
    in_class: Any, province_admin: Any, client_for: Any
) -> None:
    client, an = client_for(province_admin), Enrolment.objects.get(person__full_name=AN)
    credential(an.person, "theory", 2, awarded=None)
    shown = _read(client, in_class, (AN, None, "Đạt"))
    _write(client, in_class, shown, **{f"takes-{an.pk}": "new"})
    assert Credential.objects.count() == 2


def test_what_changed_since_it_was_looked_at_is_not_overrun(
    in_class: Any, province_admin: Any, client_for: Any
) -> None:
    client = client_for(province_admin)
    shown = _read(client, in_class, (AN, None, "Đạt"), (BA, None, "Đang học"))
    Enrolment.objects.filter(person__full_name=BA).update(state="left", reason="Xin thôi")
    refused = _write(client, in_class, shown)
    assert refused.status_code == 409 and BA in refused.content.decode()
    assert _states() == ["sent", "left", "sent"] and not Credential.objects.exists()


@pytest.mark.parametrize("sent", ["", "abc", None])
def test_a_preview_that_is_none_is_told(
    in_class: Any, province_admin: Any, client_for: Any, sent: str | None
) -> None:
    client = client_for(province_admin)
    deeds = {"deeds": sent} if sent is not None else {}
    answer = client.post(_page(in_class), {"do": "write", **GIVEN, **deeds})
    assert answer.status_code == 409
    assert "Nộp lại tệp để xem lại" in answer.content.decode()


def test_who_was_not_born_is_not_written(
    in_class: Any, province_admin: Any, client_for: Any
) -> None:
    row = (AN, None, "Đạt", None, None, "1970")
    text = _read(client_for(province_admin), in_class, row).content.decode()
    assert "ngày cấp không sau ngày sinh" in text and 'value="write"' not in text


def test_the_sheet_given_out_comes_back(
    in_class: Any, province_admin: Any, client_for: Any
) -> None:
    client = client_for(province_admin)
    given = client.get(reverse("training-class-file-template", args=[in_class.pk]))
    assert 'filename="ket-qua-lop-' in given["Content-Disposition"]
    book = load_workbook(io.BytesIO(b"".join(given.streaming_content)))
    sheet = book.active
    assert [cell.value for cell in sheet["B"]][4:] == [AN, BA, CANG]
    assert "051" not in "".join(str(c.value) for row in sheet for c in row)
    (offered,) = sheet.data_validations.dataValidation
    assert "Không đạt" in offered.formula1 and str(offered.sqref) == "F5:F7"
    kept = Disclosure.objects.get()
    assert (kept.people, kept.user) == (3, province_admin) and "Mẫu ghi kết quả" in kept.detail
    sheet["F5"], sheet["F6"], sheet["G6"] = "Hoàn thành", "Không đạt", "Vắng"
    file = io.BytesIO()
    book.save(file)
    sent = {"do": "read", "file": SimpleUploadedFile("a.xlsx", file.getvalue()), **GIVEN}
    shown = client.post(_page(in_class), sent)
    assert "1 hoàn thành, 1 không đạt" in shown.content.decode()
    assert shown.context["meant"].wrong == []


def test_the_school_writes_of_its_own_classes(
    three: Any, school: Any, province_admin: Any, client_for: Any
) -> None:
    own, other = class_of(by_school=True), class_of("K2", level=3)
    at = datetime(2027, 3, 2, tzinfo=UTC)
    enrol(three, own, state="sent", by=province_admin, at=at)
    client = client_for(school)
    assert client.get(_page(other)).status_code == 404
    shown = _read(client, own, (AN, None, "Đạt"))
    _write(client, own, shown)
    assert Enrolment.objects.get(person__full_name=AN).confirmed_by == school


def test_a_viewer_and_others_write_nothing(
    in_class: Any, province_viewer: Any, viewer_a: Any, stranger: Any, client_for: Any
) -> None:
    for user in (province_viewer, viewer_a, stranger):
        for name in ("training-class-file", "training-class-file-template"):
            assert client_for(user).get(reverse(name, args=[in_class.pk])).status_code == 404


def test_a_board_is_given_its_own_people(
    in_class: Any, editor_a: Any, editor_b: Any, client_for: Any
) -> None:
    address = reverse("training-class-file-template", args=[in_class.pk])
    for user, people in ((editor_a, 3), (editor_b, 0)):
        client_for(user).get(address)
        assert Disclosure.objects.latest("pk").people == people
    shown = _read(client_for(editor_b), in_class, (AN, None, "Đạt"))
    assert "không có tên trong lớp" in shown.content.decode() and AN not in str(
        shown.context["meant"].missing
    )
