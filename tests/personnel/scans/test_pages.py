"""The page of scans, and giving one out: to whom, how, and what is kept of it."""

import re
from html import unescape

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from personnel.models import Disclosure, Scan
from personnel.models.scans import proven_key
from personnel.scans.attaching import MAX_FILE, take_back
from tests.factories import credential
from tests.personnel.scans.papers import bomb, from_a_telephone, opened, pdf, picture, sent
from tests.sheets.building import sheet_of, somebody


@pytest.fixture
def address(secretary):
    return f"/nhan-su/{secretary.pk}/ban-quet/"


def text(response):
    return unescape(response.content.decode())


def disclosed():
    return list(Disclosure.objects.order_by("pk").values_list("kind", "user", "person", "detail"))


def test_files_are_attached_without_a_script(address, diploma, editor_a, client_for, kept):
    client = client_for(editor_a)
    form = {"fact": proven_key(diploma), "files": [sent(pdf()), sent(picture(), "mặt sau.jpg")]}
    response = client.post(address, form)
    assert response.status_code == 302
    assert response["Location"] == f"{address}?fact={proven_key(diploma)}#{proven_key(diploma)}"
    shown = text(client.get(address))
    assert "Đã đính kèm 2 bản quét: Trình độ chuyên môn: Đại học, Luật (01/06/2012)." in shown
    for name in ("bằng đại học.pdf", "mặt sau.jpg"):
        assert name in shown
    assert f'id="{proven_key(diploma)}"' in shown and 'enctype="multipart/form-data"' in shown


def test_a_button_pressed_twice_attaches_once(address, diploma, editor_a, client_for, kept):
    client = client_for(editor_a)
    keys = re.findall(r'name="once" value="(\w+)"', text(client.get(address)))
    form = {"fact": proven_key(diploma), "once": keys[-1]}
    answers = [client.post(address, form | {"files": sent(pdf())}) for _ in range(2)]
    assert [answer.status_code for answer in answers] == [302, 302]
    assert "biểu mẫu được gửi hai lần" in text(client.get(answers[1]["Location"]))
    assert Scan.objects.count() == len(kept()) == 1


def test_what_was_left_out_of_a_file_is_told(address, diploma, editor_a, client_for, kept):
    client = client_for(editor_a)
    form = {"fact": proven_key(diploma), "files": sent(pdf() + b"PK", "a.pdf")}
    assert "Lưu ý: a.pdf: đã bỏ mã chạy" in text(client.post(address, form, follow=True))


@pytest.mark.parametrize(
    ("fact", "files", "said"),
    [
        ("", [sent(pdf())], "Chọn văn bằng hoặc chức danh của bản quét."),
        ("credential-0", [sent(pdf())], "Nội dung này không còn trong hồ sơ."),
        ("x", [sent(pdf())], "Nội dung này không còn trong hồ sơ."),
        (None, [], "Chọn ít nhất một tệp."),
        (None, [sent(sheet_of(somebody()).read(), "a.pdf")], "Tệp “a.pdf” không phải PDF"),
        (None, [sent(bomb(30_000, 30_000), "b.png")], "Tệp “b.png” có quá nhiều điểm ảnh"),
        (None, [sent(b"\xff" * (MAX_FILE + 1), "c.jpg")], "Tệp “c.jpg” quá lớn: tối đa 10 MB"),
        (None, [sent(b"\xff" * 2 * MAX_FILE + b"1", "d.jpg")], "Tệp “d.jpg” quá lớn: tối đa 10 MB"),
    ],
    ids=["none", "gone", "nonsense", "no-file", "zip", "bomb", "large", "beyond-the-request"],
)
def test_what_is_wrong_stands_beside_its_field(
    address, diploma, editor_a, client_for, kept, fact, files, said
):
    form = {"fact": proven_key(diploma) if fact is None else fact, "files": files}
    for file in files:
        file.seek(0)
    response = client_for(editor_a).post(address, form)
    assert response.status_code == 422 and said in text(response)
    assert not Scan.objects.exists() and kept() == set()


def test_a_picture_is_shown_within_bounds_and_a_pdf_is_saved(
    diploma, office, viewer_a, client_for, attached, kept
):
    shown = client_for(viewer_a).get(f"/ban-quet/{_picture(diploma, attached).pk}/")
    saved = client_for(viewer_a).get(f"/ban-quet/{attached(office).pk}/")
    assert shown["Content-Type"] == "image/jpeg" and saved["Content-Type"] == "application/pdf"
    assert opened(shown.getvalue()).size == (30, 40) and saved.getvalue() == pdf()
    assert shown["Content-Disposition"].startswith(
        'inline; filename="ban-quet-trinh-do-chuyen-mon-dai-hoc-luat-01-06-2012-pham-thi-hanh-'
    )
    assert saved["Content-Disposition"].startswith(
        'attachment; filename="ban-quet-bi-thu-dang-uy-xa-ba-dien-'
    )
    for response in (shown, saved):
        assert response["X-Content-Type-Options"] == "nosniff"
        assert "no-store" in response["Cache-Control"]
        bounds = response["Content-Security-Policy"]
        assert bounds.endswith("; sandbox") and "default-src 'none'" in bounds


def _picture(fact, attached):
    return attached(fact, name="ảnh.jpg", content=from_a_telephone())


def test_each_opening_is_kept_beside_that_of_the_page(
    address, diploma, secretary, viewer_a, province_admin, client_for, attached, kept
):
    scan = attached(diploma)
    client = client_for(viewer_a)
    assert "bằng.pdf" in text(client.get(address))
    page = ("open", viewer_a.pk, secretary.pk, "Phạm Thị Hạnh: bản quét")
    assert disclosed() == [page]
    for _ in range(2):
        client.get(f"/ban-quet/{scan.pk}/")
    detail = (
        "Phạm Thị Hạnh: mở bản quét “bằng.pdf” của Trình độ chuyên môn: Đại học, Luật (01/06/2012)"
    )
    assert disclosed() == [page, *[("scan", viewer_a.pk, secretary.pk, detail)] * 2]
    log = text(client_for(province_admin).get("/nhat-ky/du-lieu-ca-nhan/?kind=scan"))
    assert detail in log and "Mở bản quét" in log


def test_nothing_is_kept_of_what_was_not_given_out(
    diploma, editor_a, editor_b, client_for, attached, kept
):
    scan = attached(diploma)
    assert client_for(editor_b).get(f"/ban-quet/{scan.pk}/").status_code == 404
    take_back(scan, by=editor_a, at=timezone.now())
    assert client_for(editor_a).get(f"/ban-quet/{scan.pk}/").status_code == 404
    put = Scan.objects.filter(pk=scan.pk)
    put.update(taken_back_at=None, taken_back_by=None)
    scan.file.storage.delete(scan.file.name)
    client = client_for(editor_a)
    client.raise_request_exception = False
    assert client.get(f"/ban-quet/{scan.pk}/").status_code == 503
    assert disclosed() == []


def test_taking_back_and_putting_in_again_by_the_page(
    address, diploma, editor_a, client_for, attached
):
    scan = attached(diploma)
    client, keep = client_for(editor_a), f"/ban-quet/{scan.pk}/giu/"
    assert "Đã rút bản quét “bằng.pdf”." in text(
        client.post(keep, {"do": "take-back"}, follow=True)
    )
    again = text(client.post(keep, {"do": "take-back"}, follow=True))
    assert "đã rút lúc" in again and "trước thao tác vừa gửi" in again
    assert "1 bản quét đã rút" in text(client.get(address))
    told = text(client.post(keep, {"do": "put-in-again"}, follow=True))
    assert "Đã đưa lại bản quét “bằng.pdf”." in told and "bản quét đã rút" not in told
    assert client.post(keep, {"do": "x"}).status_code == 400


def test_readers_see_what_is_in_force_and_no_form(
    address, diploma, office, editor_a, viewer_a, client_for, attached
):
    attached(diploma)
    take_back(attached(office, name="nhầm.pdf"), by=editor_a, at=timezone.now())
    shown = text(client_for(viewer_a).get(address))
    assert "bằng.pdf" in shown
    for hidden in ("nhầm.pdf", "đã rút", 'type="file"', ">Rút<"):
        assert hidden not in shown
    assert "nhầm.pdf" in text(client_for(editor_a).get(address))


def test_of_what_somebody_does_not_have_there_is_no_paper(
    address, secretary, editor_a, client_for, kept
):
    none = credential(secretary, "theory", 0)
    client = client_for(editor_a)
    assert proven_key(none) not in text(client.get(address))
    form = {"fact": proven_key(none), "files": sent(pdf())}
    assert client.post(address, form).status_code == 422


def test_the_persons_page_and_the_form_lead_there(
    address, secretary, diploma, office, editor_a, viewer_a, client_for, attached
):
    where = f"/nhan-su/{secretary.pk}/"
    clip = f'href="{address}#{proven_key(diploma)}"'
    assert clip not in text(client_for(viewer_a).get(where))
    assert address not in text(client_for(viewer_a).get(where))
    assert address in text(client_for(editor_a).get(where))
    attached(diploma)
    attached(diploma, name="hai.pdf", content=pdf(pages=2))
    shown = text(client_for(viewer_a).get(where))
    assert clip in shown and "2 tệp" in shown and f"{address}#{proven_key(office)}" not in shown
    form = text(client_for(editor_a).get(f"{where}sua/"))
    for fact in (diploma, office):
        assert f"{address}?fact={proven_key(fact)}" in form


def test_a_file_that_says_it_is_another_kind_is_given_out_as_what_it_is(
    address, diploma, editor_a, client_for, kept
):
    file = SimpleUploadedFile("a.html", picture("PNG"), content_type="text/html")
    client = client_for(editor_a)
    client.post(address, {"fact": proven_key(diploma), "files": file})
    given = client.get(f"/ban-quet/{Scan.objects.get().pk}/")
    assert given["Content-Type"] == "image/png" and given["Content-Disposition"].endswith('.png"')
