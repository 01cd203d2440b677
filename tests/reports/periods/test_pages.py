"""The pages of the periods: from opening to the seal, as the users concerned go through them."""

import re
from datetime import date

import pytest
from django.urls import reverse

from personnel.models import DossierCount, Person, Post, Unit
from reports.models import Draft, Period, Submission
from reports.periods.answering import approve, send_back
from reports.periods.drafting import save_draft
from reports.periods.opening import named
from reports.periods.sealing import missing_of, seal
from tests.factories import MOUNTAIN, person, post
from tests.reports.periods.handing import (
    DUE,
    LATER,
    NOON,
    a_period,
    approved,
    district_of,
    explain,
    hand_in,
)

OPENED = {"name": "Báo cáo năm 2024", "day": "31/12/2024", "horizon": "2025", "due": "15/01/2025"}


@pytest.fixture
def admin(province_admin, client_for):
    return client_for(province_admin)


@pytest.fixture
def board(editor_a, client_for):
    return client_for(editor_a)


@pytest.fixture
def submission(period, district, editor_a):
    return hand_in(period, district, editor_a)


@pytest.fixture
def sealed(period, district, editor_a, province_admin):
    kept = approved(period, district, editor_a, province_admin)
    absent = [unit.code for unit in missing_of(period, [kept])]
    return seal(period, absent, "Các huyện khác nộp sau.", by=province_admin, at=LATER)


def report_url(period, name="report", code="535"):
    return reverse(name, args=[period.pk, code])


def counted(page, start):
    """Return the numbers on a page that lead to a list, by its address."""
    found = re.findall(rf'<a href="({start}[^"]*\?[^"]+)">(?:<strong>)?([\d.]+)<', page)
    return {link: int(number.replace(".", "")) for link, number in found}


def texts(**fields):
    """What the form of a draft sends: each text with what was seen of it."""
    sent = {}
    for name, (seen, given) in fields.items():
        kind, code = name.split("_", 1)
        code = code.replace("_", ".") if kind == "note" else code
        sent |= {f"seen-{kind}-{code}": seen, f"{kind}-{code}": given}
    return sent


def test_a_period_is_opened_by_an_administrator(admin, board, province, read):
    assert 'value="31/12/' in read(admin, reverse("period-open"))
    response = admin.post(reverse("period-open"), OPENED, follow=True)
    assert "Đã mở Báo cáo năm 2024." in response.content.decode()
    period = Period.objects.get()
    assert (period.day, period.due) == (date(2024, 12, 31), date(2025, 1, 15))
    assert period.horizon == "2025" and period.name == "Báo cáo năm 2024"
    again = admin.post(reverse("period-open"), OPENED | {"day": "30/12/2024"})
    assert again.status_code == 409 and "Đã có kỳ báo cáo mang tên này." in again.content.decode()
    twice = admin.post(reverse("period-open"), OPENED | {"name": "Khác"})
    assert twice.status_code == 409 and "của ngày và mốc mục tiêu này" in twice.content.decode()
    late = admin.post(reverse("period-open"), OPENED | {"name": "Khác", "due": "30/12/2024"})
    assert late.status_code == 422 and "Hạn nộp phải từ ngày" in late.content.decode()
    assert "Mở kỳ báo cáo" not in read(board, reverse("periods"))


def test_a_period_is_put_right_or_taken_back(admin, period, submission):
    url = reverse("period-amend", args=[period.pk])
    typed = {"name": "Báo cáo 2025", "due": "20/01/2026", "seen": named(period)}
    assert f'value="{typed["seen"]}"' in admin.get(url).content.decode()
    admin.post(url, typed)
    period.refresh_from_db()
    assert (period.name, period.due) == ("Báo cáo 2025", date(2026, 1, 20))
    second = admin.post(url, typed | {"name": "Báo cáo năm 25"})
    assert second.status_code == 409 and "hạn nộp 20/01/2026" in second.content.decode()
    kept = admin.post(reverse("period-withdraw", args=[period.pk]), follow=True)
    assert "đã có đơn vị nộp báo cáo" in kept.content.decode()
    empty = a_period("Mở nhầm", horizon="2030")
    admin.post(reverse("period-withdraw", args=[empty.pk]))
    assert list(Period.objects.all()) == [period]


def test_the_province_sees_who_is_where(admin, period, submission, read, province_admin):
    shown = read(admin, reverse("period", args=[period.pk]))
    assert "0/12 đã duyệt · 1 chờ duyệt · 0 trả lại · 11 chưa nộp · 1 không phải nộp" in shown
    # After the due date, those that handed in nothing are late.
    assert "11 quá hạn" in shown
    row = shown[shown.index("/huyen/535/") :]
    row = row[: row.index("</tr>")]
    assert "Chờ duyệt" in row and "lần 1" in row and "quá hạn" not in row
    send_back(submission, "Thiếu xã Ba Vì", by=province_admin, at=LATER)
    shown = read(admin, reverse("period", args=[period.pk]))
    assert "1 trả lại" in shown and "12 quá hạn" in shown and "Thiếu xã Ba Vì" in shown


def test_a_board_is_led_to_its_own_report(board, period, district, read):
    response = board.get(reverse("period", args=[period.pk]))
    assert response["Location"] == report_url(period)
    listed = read(board, reverse("periods"))
    assert report_url(period) in listed and "Đức Phổ" not in listed


def test_each_figure_of_a_live_report_is_its_list(board, period, district, read, length_of):
    shown = read(board, report_url(period))
    assert "số liệu trực tiếp" in shown
    links = counted(shown, "/nhan-su/")
    assert len(links) > 30
    for link, number in links.items():
        assert length_of(board, link) == number, link


def test_what_is_to_clear_or_explain_is_told_and_kept(board, period, district, read):
    shown = read(board, report_url(period))
    assert "Đơn vị cấp xã chưa có số liệu hồ sơ công việc năm 2025: <strong>" in shown
    assert "Thị trấn Ba Tơ" in shown and "/ho-so-cong-viec/?district=535&year=2025" in shown
    sent = texts(why_dossiers=("", "Đang tổng hợp."), note_2025_key_theory=("", "Hai lớp đã mở."))
    response = board.post(report_url(period, "report-save"), sent, follow=True)
    assert "Đã lưu ghi chú, giải trình và nội dung báo cáo." in response.content.decode()
    draft = Draft.objects.get()
    assert draft.explanations == {"dossiers": "Đang tổng hợp."}
    assert draft.notes == {"2025.key.theory": "Hai lớp đã mở."}
    shown = read(board, report_url(period))
    assert "Đang tổng hợp.</textarea>" in shown and "Hai lớp đã mở.</textarea>" in shown


def test_nothing_is_handed_in_before_all_is_settled(board, period, district, read):
    confirm = report_url(period, "report-submit")
    assert "Còn nội dung chưa xử lý hoặc giải trình" in read(board, confirm)
    refused = board.post(confirm)
    assert refused.status_code == 409 and "chưa xử lý hoặc giải trình" in refused.content.decode()
    explain(period, district)
    shown = read(board, confirm)
    assert "<strong>5</strong> người" in shown and "Đang xác minh." in shown
    response = board.post(confirm)
    submission = Submission.objects.get()
    assert response["Location"] == reverse("submission", args=[submission.pk])
    assert submission.people == 5
    again = board.post(confirm)
    assert again.status_code == 409 and "đang chờ duyệt" in again.content.decode()


def test_saving_goes_on_to_handing_in_when_asked(board, period, district):
    response = board.post(report_url(period, "report-save"), {"do": "submit"})
    assert response["Location"] == report_url(period, "report-submit")


def test_before_its_day_a_report_is_only_prepared(board, district, read):
    period = a_period("Năm sau", day=date(2099, 12, 31), due=date(2099, 12, 31))
    assert "Nộp được từ ngày 31/12/2099" in read(board, report_url(period))
    assert "Chưa đến ngày lấy số liệu" in read(board, report_url(period, "report-submit"))


def test_two_of_a_board_do_not_write_over_each_other(board, period, district, editor_a, read):
    save_draft(period, district, {}, {"dossiers": ("", "Người kia ghi.")}, by=editor_a, at=NOON)
    url = report_url(period, "report-save")
    response = board.post(url, texts(why_dossiers=("", "Tôi ghi.")))
    shown = response.content.decode()
    assert response.status_code == 409
    assert "vừa được người khác sửa" in shown and "“Người kia ghi.”" in shown
    assert "Tôi ghi.</textarea>" in shown
    assert Draft.objects.get().explanations == {"dossiers": "Người kia ghi."}
    # Having seen it, what was typed may stand.
    seen = re.search(r'name="seen-why-dossiers" value="([^"]*)"', shown)[1]
    board.post(url, texts(why_dossiers=(seen, "Tôi ghi.")))
    assert Draft.objects.get().explanations == {"dossiers": "Tôi ghi."}


def test_readers_see_the_texts_and_no_button(
    period, district, viewer_a, province_viewer, client_for, read, editor_a
):
    save_draft(period, district, {}, {"dossiers": ("", "Đang tổng hợp.")}, by=editor_a, at=NOON)
    for user in (viewer_a, province_viewer):
        shown = read(client_for(user), report_url(period))
        assert "Giải trình: Đang tổng hợp." in shown
        assert "<textarea" not in shown and "Lưu" not in shown and 'name="do"' not in shown


def test_a_submission_shows_who_when_and_that_it_is_whole(admin, submission, read, editor_a):
    shown = read(admin, reverse("submission", args=[submission.pk]))
    assert submission.sha256 in shown and "khớp với số liệu" in shown
    assert "12:00 05/01/2026, ba-to" in shown
    assert "hồ sơ hiện nay vẫn cho cùng số liệu" in shown
    submission.standings.filter(full_name="Phạm Thị Hạnh").update(theory=4)
    assert "không khớp" in read(admin, reverse("submission", args=[submission.pk]))


def test_each_frozen_figure_is_its_frozen_list(board, submission, read, length_of):
    """Also after the records were emptied of the people and the commune renamed."""
    url = reverse("submission", args=[submission.pk])
    before = read(board, url)
    Post.objects.all().delete()
    Person.objects.filter(full_name__startswith="Trần").delete()
    Unit.objects.filter(code=MOUNTAIN).update(name="Xã Khác")
    shown = read(board, url)
    figures = slice(before.index('id="figures"'), before.index("Các lần nộp"))
    assert shown[shown.index('id="figures"') : shown.index("Các lần nộp")] == before[figures]
    links = counted(shown, f"{url}nguoi/")
    assert len(links) > 30
    for link, number in links.items():
        assert length_of(board, link) == number, link
    listed = read(board, f"{url}nguoi/?criterion=2025.key.theory&outcome=met")
    assert "Phạm Thị Hạnh" in listed and "Xã Khác" not in listed and "Đinh Văn Lía" not in listed


def test_only_the_end_of_an_identity_number_is_listed(period, district, editor_a, board, read):
    post(person(name="Lê Có Số", cccd="051180001234"), "VHXH")
    kept = hand_in(period, district, editor_a)
    listed = read(board, reverse("submission-people", args=[kept.pk]))
    assert "••••••••1234" in listed and "051180001234" not in listed


def test_people_that_one_may_not_see_any_more_have_no_link(submission, board, read):
    gone = Person.objects.get(full_name="Trần Văn Sổ 0")
    pk = gone.pk
    gone.delete()
    listed = read(board, reverse("submission-people", args=[submission.pk]))
    assert "Trần Văn Sổ 0" in listed and f"/nhan-su/{pk}/" not in listed


def test_what_differs_since_is_told(submission, board, read):
    somebody = Person.objects.get(full_name="Phạm Thị Hạnh")
    somebody.credentials.filter(kind="theory").update(level=3)
    Person.objects.filter(full_name="Đinh Văn Lía").update(full_name="Đinh Văn Lý")
    post(person(name="Lê Mới"), "VHXH")
    commune = Unit.objects.get(code=MOUNTAIN)
    DossierCount.objects.create(unit=commune, year=2025, online=3, total=4)
    shown = read(board, reverse("submission", args=[submission.pk]))
    assert "3 người khác" in shown and "số liệu hồ sơ công việc của 1 đơn vị khác" in shown
    page = read(board, reverse("submission-changes", args=[submission.pk]))
    told = " ".join(re.sub(r"<[^>]+>", " ", page).split())
    assert "Lý luận chính trị: Trung cấp → Cao cấp" in told
    assert "Họ và tên: Đinh Văn Lía → Đinh Văn Lý" in told
    assert "Lê Mới" in told and "Thêm vào" in told
    assert f"{commune.name}: chưa có số liệu → 3/4 hồ sơ" in told


def test_the_answer_of_the_province(admin, submission, board, read, period):
    url = reverse("submission-answer", args=[submission.pk])
    page = reverse("submission", args=[submission.pk])
    assert "Trả lời của tỉnh" in read(admin, page)
    assert "Trả lời của tỉnh" not in read(board, page)
    silent = admin.post(url, {"do": "return", "answer": " "})
    assert silent.status_code == 409 and "nêu lý do trả lại" in silent.content.decode()
    admin.post(url, {"do": "return", "answer": "Thiếu xã Ba Vì"})
    submission.refresh_from_db()
    assert (submission.state, submission.answer) == ("returned", "Thiếu xã Ba Vì")
    late = admin.post(url, {"do": "approve"})
    assert late.status_code == 409 and "đã được trả lời" in late.content.decode()
    shown = read(board, report_url(period))
    assert "Báo cáo lần 1 được trả lại" in shown and "Thiếu xã Ba Vì" in shown
    again = report_url(period, "report-submit")
    assert "Thiếu xã Ba Vì" in read(board, again)
    silent = board.post(again, {"version": 1, "reply": " "})
    assert silent.status_code == 422 and "vì sao giữ nguyên" in silent.content.decode()
    stale = board.post(again, {"version": 7, "reply": "Trả lời một lần khác"})
    assert stale.status_code == 409
    assert stale.context["form"]["version"].value() == 1
    assert "Trả lời một lần khác" in stale.content.decode()
    board.post(again, {"version": 1, "reply": "Đã nhập xã Ba Vì"})
    second = Submission.objects.get(version=2)
    told = read(admin, reverse("submission", args=[second.pk]))
    assert "Đã nhập xã Ba Vì" in told and "Lý do trả lại lần 1" in told
    assert "đã có lần 2" in read(board, page)
    admin.post(reverse("submission-answer", args=[second.pk]), {"do": "approve"})
    assert "1/12 đã duyệt" in read(admin, reverse("period", args=[period.pk]))


def test_sealing_asks_to_confirm_the_missing_by_name(
    admin, submission, period, read, province_admin
):
    url = reverse("period-seal", args=[period.pk])
    assert "Còn báo cáo chờ duyệt" in read(admin, url)
    approve(submission, by=province_admin, at=LATER)
    shown = read(admin, url)
    assert "không phải nộp: Huyện Lý Sơn" in shown and "Huyện Ba Tơ" not in shown
    named = re.findall(r'name="missing" value="(\d+)"', shown)
    assert len(named) == 11 and "536" not in named
    unconfirmed = admin.post(url, {"missing": named})
    assert unconfirmed.status_code == 422
    assert "Đánh dấu để xác nhận" in unconfirmed.content.decode()
    fewer = admin.post(url, {"missing": named[1:], "confirmed": "on"})
    assert fewer.status_code == 409 and "đã thay đổi" in fewer.content.decode()
    assert not Period.objects.sealed().exists()
    admin.post(url, {"missing": named, "confirmed": "on", "note": "Nộp sau."})
    period.refresh_from_db()
    assert period.is_sealed and period.seal_note == "Nộp sau." and len(period.missing) == 11


def test_a_sealed_period_names_the_missing_and_stays(admin, sealed, read, length_of):
    url = reverse("period", args=[sealed.pk])
    before = read(admin, url)
    assert sealed.seal_hash in before and "Chưa có báo cáo được duyệt khi khóa" in before
    assert "số liệu đã khóa ngày 06/01/2026" in before
    assert before.count("chưa có báo cáo được duyệt</td>") == 11
    Post.objects.all().delete()
    Unit.objects.filter(code="535").update(name="Huyện Mới")
    Unit.objects.filter(code=MOUNTAIN).update(valid_to=date(2025, 6, 30))
    after = read(admin, url)
    # Behind the page itself stands a form with keys of its own each time.
    figures = [page.split('id="figures"')[1].split("</main>")[0] for page in (before, after)]
    assert figures[0] == figures[1]
    for link, number in counted(after, "/bao-cao/").items():
        assert length_of(admin, link) == number, link
    assert "Sửa kỳ báo cáo" not in after and "Khóa kỳ báo cáo…" not in after


def test_a_seal_is_checked(admin, board, sealed, read):
    url = reverse("period-check", args=[sealed.pk])
    assert "Mã khóa của kỳ khớp" in read(admin, url)
    own = read(board, url)
    assert "✓ khớp" in own and "Mã khóa của kỳ khớp" not in own
    Submission.objects.get().standings.filter(full_name="Phạm Thị Hạnh").delete()
    assert "Mã khóa không khớp" in read(admin, url) and "✕ không khớp" in read(board, url)


def test_a_district_without_a_report_is_shown_as_such(admin, sealed, read, editor_b, client_for):
    shown = read(client_for(editor_b), report_url(sealed, code="534"))
    assert "chưa có báo cáo được duyệt khi kỳ này khóa" in shown
    assert "Lý Sơn" not in shown
    idle = read(admin, report_url(sealed, code="536"))
    assert (
        "nên không phải nộp báo cáo kỳ này" in idle and "chưa có báo cáo được duyệt khi" not in idle
    )


def test_a_board_sees_only_its_own_part_of_a_seal(board, sealed, read):
    shown = read(board, report_url(sealed))
    assert "số liệu đã khóa" in shown and "<strong><a" in shown
    listed = read(board, reverse("period-people", args=[sealed.pk]))
    assert "<strong>5</strong> người" in listed and "Huyện Ba Tơ" in listed


def test_nobody_at_all_and_nobody_covered_are_said(province, admin, editor_a, province_admin, read):
    period = a_period()
    kept = approved(period, district_of(), editor_a, province_admin)
    shown = read(admin, reverse("submission", args=[kept.pk]))
    assert "Không có ai giữ chức danh được tính" in shown and "Không có đối tượng" in shown
    assert "Không có ai." in read(admin, reverse("submission-people", args=[kept.pk]))


def test_a_dissolved_commune_is_marked(board, period, district, editor_a, read):
    old = Unit.objects.get(code=MOUNTAIN)
    Unit.objects.filter(pk=old.pk).update(valid_to=date(2025, 6, 30))
    assert "đã giải thể, còn 5 người" in read(board, report_url(period))
    kept = hand_in(period, district, editor_a)
    Unit.objects.filter(pk=old.pk).update(valid_to=None)
    assert "đã giải thể, còn 5 người" in read(board, reverse("submission", args=[kept.pk]))


def test_what_happened_meanwhile_is_told(board, admin, period, district, editor_a, province_admin):
    """The page of one who comes second says so, in words, and writes nothing."""
    approved(period, district, editor_a, province_admin)
    absent = [unit.code for unit in missing_of(period, Submission.objects.all())]
    seal(period, absent, by=province_admin, at=LATER)
    save = board.post(report_url(period, "report-save"), texts(why_dossiers=("", "Muộn")))
    assert save.status_code == 409 and "đã khóa" in save.content.decode()
    hand = board.post(report_url(period, "report-submit"))
    assert hand.status_code == 409 and "đã khóa" in hand.content.decode()
    amend = admin.post(reverse("period-amend", args=[period.pk]), {"name": "x", "due": f"{DUE}"})
    assert amend.status_code in (409, 422)
    assert Submission.objects.count() == 1


def test_queries_do_not_grow_with_the_people(
    admin, board, submission, period, django_assert_max_num_queries
):
    pages = {
        reverse("period", args=[period.pk]): 16,
        report_url(period): 25,
        reverse("submission", args=[submission.pk]): 19,
        reverse("submission-people", args=[submission.pk]): 14,
        reverse("periods"): 15,
    }
    for url, most in pages.items():
        client = admin if url.endswith(f"/{period.pk}/") else board
        with django_assert_max_num_queries(most) as few:
            assert client.get(url).status_code == 200
        for at in range(5):
            post(person(name=f"Ngô Văn {at}"), "VHXH")
        with django_assert_max_num_queries(most) as more:
            client.get(url)
        assert len(more) == len(few), url


def test_queries_do_not_grow_with_the_periods(
    admin, board, submission, django_assert_num_queries, django_assert_max_num_queries
):
    for client in (admin, board):
        with django_assert_max_num_queries(12) as few:
            client.get(reverse("periods"))
        for at in range(3):
            year = 2020 + at if client is admin else 2015 + at
            a_period(f"Báo cáo năm {year}", day=date(year, 12, 31))
        with django_assert_num_queries(len(few)):
            client.get(reverse("periods"))
