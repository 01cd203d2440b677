"""The report in Word from the pages of a period: sealed or open, whose, and what is kept of it."""

from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from docx import Document as open_docx

from personnel.models import Credential, Disclosure
from reports.models import DocumentForm, DocumentTemplate, Submission
from reports.periods.answering import send_back
from reports.periods.sealing import missing_of, seal
from reports.periods.texts import save_texts
from reports.word import printing
from tests.reports.periods.handing import (
    LATER,
    NOON,
    a_period,
    approved,
    district_of,
    explain,
    hand_in,
    others_in,
)
from tests.reports.word.reading import bullets, lines, opened, starting

LATE = LATER.replace(month=1, day=20)


@pytest.fixture
def sealed(period, district, editor_a, province_admin):
    kept = approved(period, district, editor_a, province_admin)
    absent = [unit.code for unit in missing_of(period, [kept])]
    return seal(period, absent, by=province_admin, at=LATER)


@pytest.fixture
def admin(client_for, province_admin):
    return client_for(province_admin)


def read(client, period, **query):
    """Return a period's document as it is opened."""
    response = client.get(reverse("period-document-file", args=[period.pk, "docx"]), query)
    assert response.status_code == 200, response.content.decode()
    return opened(response.content)


def test_sealed_figures_do_not_follow_the_records(sealed, admin):
    before = lines(read(admin, sealed))
    Credential.objects.all().delete()
    assert lines(read(admin, sealed)) == before
    told = {line["label"]: line for line in bullets(read(admin, sealed))}
    assert told["Lý luận chính trị: trung cấp"]["met"] == "1"


def test_the_document_says_what_the_workbook_says(sealed, admin):
    url = reverse("period-file", args=[sealed.pk, "json"])
    targets = [t for t in admin.get(url).json()["targets"] if t["covered"]]
    told = bullets(read(admin, sealed))
    assert len(told) == len(targets) > 3
    found = [(line["met"], line["covered"], line["rate"].replace(",", ".")) for line in told]
    assert sorted(found) == sorted((str(t["met"]), str(t["covered"]), t["rate"]) for t in targets)


def test_the_number_and_day_recorded_stand_in_the_head(
    period, district, editor_a, province_admin, admin
):
    numbered = {"document_number": "125", "document_day": LATE.date()}
    type(period).objects.filter(pk=period.pk).update(**numbered)
    period.refresh_from_db()
    assert "Số 125-BC/BTCTU" in lines(read(admin, period)), "as the sheets have it"
    kept = approved(period, district, editor_a, province_admin)
    absent = [unit.code for unit in missing_of(period, [kept])]
    seal(period, absent, by=province_admin, at=LATER)
    found = lines(read(admin, period))
    assert "Số 125-BC/BTCTU" in found
    assert "Quảng Ngãi, ngày 20 tháng 01 năm 2026" in found
    own = lines(read(admin, period, unit="535"))
    assert "Số       -BC/BTCHU" in own, "the number is the province's document's"


def test_one_that_replaces_another_says_which_and_why(sealed, editor_a, province_admin, admin):
    type(sealed).objects.filter(pk=sealed.pk).update(document_number="7", document_day=LATER.date())
    facts = {"replaces": sealed, "replacement_reason": "Sai số liệu một xã."}
    new = a_period("Báo cáo năm 2025 (thay thế)", **facts)
    kept = approved(new, district_of("535"), editor_a, province_admin)
    assert not any("thay thế Báo cáo" in line for line in lines(read(admin, sealed)))
    seal(new, [u.code for u in missing_of(new, [kept])], by=province_admin, at=LATE)
    line = starting(read(admin, new), "Báo cáo này thay thế")
    assert "Báo cáo số 7-BC/BTCTU ngày 06 tháng 01 năm 2026; lý do: Sai số liệu một xã." in line
    url = reverse("period-document-file", args=[sealed.pk, "docx"])
    assert "da-duoc-thay-the.docx" in admin.get(url).headers["Content-Disposition"]


def test_who_is_missing_late_or_sent_back_is_named(
    period, district, editor_a, editor_b, province_admin, admin
):
    hand_in(period, district, editor_a, at=LATE)
    line = starting(read(admin, period), "1. Kỳ báo cáo")
    assert "01 đơn vị nộp muộn là huyện Ba Tơ (ngày 20/01/2026)" in line
    assert "Còn 11 đơn vị chưa nộp là " in line and "thị xã Đức Phổ" in line
    assert "hồ sơ hiện có, gồm cả các đơn vị ấy" in line
    waiting = Submission.objects.get()
    send_back(waiting, "Kiểm tra lại.", by=province_admin, at=LATE)
    line = starting(read(admin, period), "1. Kỳ báo cáo")
    assert "Còn 01 đơn vị có báo cáo bị trả lại, chưa nộp lại là huyện Ba Tơ." in line


def test_sealed_without_some_it_says_whom_the_figures_leave_out(sealed, admin):
    found = read(admin, sealed)
    assert "Có 1/12 huyện" in starting(found, "1. Kỳ báo cáo")
    assert "Báo cáo này không có số liệu của các đơn vị ấy." in starting(found, "1. Kỳ báo cáo")
    assert starting(found, "Đến ngày 31/12/2025, tỉnh (không kể ")
    assert starting(found, "2. Các huyện, thị xã, thành phố có báo cáo gồm ")


def test_texts_and_notes_are_those_of_the_seal(period, district, editor_a, province_admin, admin):
    changes = {"proposals": ("", "Đề nghị mở 02 lớp."), "causes": ("", "Thiếu lớp.")}
    save_texts(period, changes, by=province_admin, at=NOON)
    explain(period, district, {"2025.key.theory": "Đang học."})
    found = lines(read(admin, period))
    assert "Đề nghị mở 02 lớp." in found and "Thiếu lớp." in found
    assert any("huyện Ba Tơ: Đang học" in line for line in found)
    assert "(Dự thảo)" in found


def test_a_district_is_given_its_own_and_no_other(sealed, editor_a, viewer_a, editor_b, client_for):
    for user in (editor_a, viewer_a):
        client = client_for(user)
        assert "HUYỆN ỦY BA TƠ" in lines(read(client, sealed))
        url = reverse("period-document-file", args=[sealed.pk, "docx"])
        assert client.get(url, {"unit": "534"}).status_code == 404
        assert client.get(url, {"unit": "51"}).status_code == 404
    page = client_for(editor_a).get(reverse("period-document", args=[sealed.pk]))
    assert "Huyện Ba Tơ" in page.content.decode()


def test_several_districts_together_make_no_report(sealed, editor_ab, client_for):
    for name, form in (("period-document-file", ["docx"]), ("period-document", [])):
        response = client_for(editor_ab).get(reverse(name, args=[sealed.pk, *form]))
        assert response.status_code == 409 and "hãy chọn một đơn vị" in response.content.decode()


def test_what_was_handed_in_has_its_document(period, district, editor_a, client_for):
    kept = hand_in(period, district, editor_a)
    url = reverse("submission-document-file", args=[kept.pk, "docx"])
    found = lines(opened(client_for(editor_a).get(url).content))
    Credential.objects.all().delete()
    assert lines(opened(client_for(editor_a).get(url).content)) == found
    assert "HUYỆN ỦY BA TƠ" in found


def test_each_that_is_taken_away_is_kept_in_the_log(sealed, admin, province_admin):
    read(admin, sealed)
    kept = Disclosure.objects.get()
    assert (kept.user, kept.people) == (province_admin, 0)
    assert kept.detail.startswith("Báo cáo bằng văn bản, Tỉnh Quảng Ngãi") and "Word" in kept.detail


def test_without_libreoffice_a_page_says_so(sealed, admin, monkeypatch):
    monkeypatch.setattr(printing, "PROGRAMS", ("no-such-program",))
    response = admin.get(reverse("period-document-file", args=[sealed.pk, "pdf"]))
    assert response.status_code == 409 and "chưa cài LibreOffice" in response.content.decode()
    assert not Disclosure.objects.exists()


def test_the_page_lists_what_is_still_to_be_written(period, district, admin):
    page = admin.get(reverse("period-document", args=[period.pk])).content.decode()
    assert "[kiến nghị với Ban Thường vụ Tỉnh ủy: Ban Tổ chức Tỉnh ủy viết]" in page
    assert "dự thảo" in page and "Bảng 1. Kết quả" in page


FORM = {
    "resolution": "số 07-NQ/TU, ngày 26/5/2022", "mark": "BTC", "signer_title": "PHÓ TRƯỞNG BAN",
    "signer": "Nguyễn Văn Ký", "recipients": "Ban Thường vụ\nLưu {ban}",
    "district_signer_title": "TRƯỞNG BAN", "district_recipients": "Lưu {cấp ủy}",
    "commune_signer_title": "T/M ĐẢNG ỦY", "commune_recipients": "Lưu {cấp ủy}",
    "top": 25, "bottom": 20, "left": 30, "right": 20,
}  # fmt: skip


def test_the_form_is_changed_and_kept_with_who_and_when(sealed, admin, province_admin):
    url = reverse("document-form")
    assert "Chưa xác nhận theo Hướng dẫn 05-HD/VPTW" in admin.get(url).content.decode()
    assert admin.post(url, FORM | {"seen": 0}).status_code == 302
    docx = read(admin, sealed)
    found = lines(docx)
    assert "Số       -BC/BTC" in found and "PHÓ TRƯỞNG BAN" in found and "Nguyễn Văn Ký" in found
    assert found[found.index("Nơi nhận:") + 1 :][:2] == [
        "- Ban Thường vụ,",
        "- Lưu Ban Tổ chức Tỉnh ủy.",
    ]
    assert "Nghị quyết số 07-NQ/TU, ngày 26/5/2022 của" in starting(docx, "Thực hiện mục IV.7")
    assert round(docx.sections[0].top_margin.mm) == 25
    kept = DocumentForm.objects.get()
    assert (kept.by, kept.author, kept.number) == (province_admin, str(province_admin), 1)
    district = lines(read(admin, sealed, unit="535"))
    assert "- Lưu Huyện ủy Ba Tơ." in district and "Số       -BC/BTCHU" in district
    assert "Nguyễn Văn Ký" not in district


def test_two_who_change_the_form_do_not_overwrite_each_other(admin, province):
    url = reverse("document-form")
    assert admin.post(url, FORM | {"seen": 0}).status_code == 302
    response = admin.post(url, FORM | {"seen": 0, "signer": "Người khác"})
    assert response.status_code == 409 and "người khác vừa thay đổi" in response.content.decode()
    assert DocumentForm.objects.count() == 1


@pytest.mark.parametrize(
    ("field", "value", "told"),
    [
        ("recipients", "Lưu {bàn}", "Trong ngoặc nhọn chỉ dùng được"),
        ("recipients", "", "Trường này là bắt buộc."),
        ("top", 5, "10"),
        ("mark", "x" * 21, "20"),
    ],
)
def test_values_that_cannot_be_are_refused(admin, province, field, value, told):
    response = admin.post(reverse("document-form"), FORM | {"seen": 0, field: value})
    assert response.status_code == 422 and told in response.content.decode()
    assert not DocumentForm.objects.exists()


def own_template(client, *texts):
    """Return the shipped template with paragraphs of the province's own."""
    shipped = client.get(reverse("document-template-file", args=["phan-mem"])).content
    docx = open_docx(BytesIO(shipped))
    for text in texts:
        docx.paragraphs[0].insert_paragraph_before(text)
    content = BytesIO()
    docx.save(content)
    return content.getvalue()


def send(client, content, seen=0, name="mẫu tỉnh.docx"):
    sent = SimpleUploadedFile(name, content)
    return client.post(reverse("document-template"), {"template": sent, "seen": seen})


def test_a_template_of_the_province_is_used_until_the_shipped_one_is_again(sealed, admin):
    content = own_template(admin, "Mẫu riêng của tỉnh, số {{ so }}")
    assert send(admin, content).status_code == 302
    assert starting(read(admin, sealed), "Mẫu riêng của tỉnh")
    used = admin.get(reverse("document-template-file", args=["dang-dung"]))
    assert used.content == content
    assert "mẫu tỉnh.docx" in admin.get(reverse("document-form")).content.decode()
    back = admin.post(reverse("document-template"), {"do": "shipped", "seen": 1})
    assert back.status_code == 302
    assert not any("Mẫu riêng" in line for line in lines(read(admin, sealed)))
    assert [(t.number, t.name) for t in DocumentTemplate.objects.all()] == [
        (2, ""), (1, "mẫu tỉnh.docx"),
    ]  # fmt: skip


def test_a_template_that_cannot_be_used_changes_nothing(admin, province):
    response = send(admin, own_template(admin, "{{ khong_co }}"))
    assert response.status_code == 409
    assert "Không có trường “khong_co”" in response.content.decode()
    assert send(admin, b"x").status_code == 409
    assert admin.post(reverse("document-template"), {"seen": 0}).status_code == 422
    assert admin.post(reverse("document-template"), {"seen": "x"}).status_code == 422
    assert not DocumentTemplate.objects.exists()
    content = own_template(admin)
    assert send(admin, content).status_code == 302
    assert send(admin, content).status_code == 409, "another was set since"


def test_nobody_else_changes_template_or_form(client_for, province_viewer, editor_a):
    for user in (province_viewer, editor_a):
        client = client_for(user)
        assert client.post(reverse("document-form"), FORM | {"seen": 0}).status_code == 404
        assert send(client, b"x").status_code == 404


def test_of_all_expected_nobody_is_missing(period, district, editor_a, admin):
    """Names the districts that have not handed in, all of them."""
    hand_in(period, district, editor_a)
    line = starting(read(admin, period), "1. Kỳ báo cáo")
    silent = [district_of(code) for code in others_in(period, district)]
    assert f"Còn {len(silent)} đơn vị chưa nộp" in line
    assert all(unit.name.split(" ", 1)[1].split()[-1] in line for unit in silent)
