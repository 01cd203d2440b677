"""The pages of batches: listed, shown, taken back, corrected and added to, without JavaScript."""

import pytest

from personnel.keeping.recording import recording
from personnel.models import Batch, Credential
from tests.factories import person, post
from tests.personnel.batches.recorded import AT

TYPED = {
    "class-kind": "theory", "class-level_text": "TC", "class-awarded_text": "30/05/2025",
}  # fmt: skip


def page(batch, part=""):
    return f"/dot-ghi-nhan/{batch.pk}/{part}"


def messages_of(response):
    return [str(message) for message in response.context["messages"]]


@pytest.fixture
def client(editor_a, client_for):
    return client_for(editor_a)


def text_of(response):
    return " ".join(response.content.decode().split())


def test_the_list_leads_to_the_page_of_each(batch, client):
    text = text_of(client.get("/dot-ghi-nhan/"))
    assert f'href="{page(batch)}">Lý luận chính trị: Trung cấp (30/05/2025)' in text
    assert 'href="/dot-ghi-nhan/"' in client.get("/lop-dao-tao/").content.decode()
    assert 'href="/dot-ghi-nhan/"' in client.get("/").content.decode()


def test_the_page_says_who_what_when_and_what_was_done_since(batch, three, client):
    text = text_of(client.get(page(batch)))
    for who in three:
        assert f'href="/nhan-su/{who.pk}/"' in text
    assert "Ghi nhận lớp Lý luận chính trị: Trung cấp (30/05/2025)" in text
    sent = TYPED | {"class-level_text": "CC"}
    seen = client.post(page(batch, "sua/"), sent | {"do": "preview"}).context["correction"].seen
    done = client.post(page(batch, "sua/"), sent | {"do": "confirm", "seen": seen}, follow=True)
    assert messages_of(done) == [
        "Đã sửa thành “Lý luận chính trị: Cao cấp (30/05/2025)” cho 3 người."
    ]
    assert (
        "Nội dung: Lý luận chính trị: Trung cấp (30/05/2025) → "
        "Lý luận chính trị: Cao cấp (30/05/2025)"
    ) in text_of(done)


def test_a_correction_is_shown_before_it_is_written(batch, three, client):
    opened = client.get(page(batch, "sua/")).content.decode()
    assert 'value="Trung cấp"' in opened and 'value="30/05/2025"' in opened
    shown = client.post(page(batch, "sua/"), TYPED | {"do": "preview"})
    assert "không có gì để sửa" in text_of(shown) and 'value="confirm"' not in text_of(shown)
    again = client.post(page(batch, "sua/"), TYPED | {"do": "change", "class-level_text": "CC"})
    assert 'value="CC"' in again.content.decode()
    assert client.post(page(batch, "sua/"), {"do": "preview"}).status_code == 422
    late = client.post(page(batch, "sua/"), TYPED | {"do": "confirm", "class-level_text": "CC"})
    assert late.status_code == 409 and "vừa được người khác sửa" in text_of(late)
    assert {held.level for held in Credential.objects.all()} == {2}


def test_undoing_is_shown_before_it_is_done(batch, three, client, editor_a):
    with recording(by=editor_a, at=AT, reason="Sửa") as scribe:
        scribe.change(scribe.hold(three[0].credentials.get()), number="12")
    text = text_of(client.get(page(batch, "hoan-tac/")))
    assert "Đinh Văn An: đã được sửa sau khi ghi" in text and "<strong>2</strong> người" in text
    done = client.post(page(batch, "hoan-tac/"), follow=True)
    assert messages_of(done) == [
        "Đã hoàn tác: Đinh Văn Ba, Đinh Văn Cang.",
        "Để nguyên: Đinh Văn An (đã được sửa sau khi ghi).",
    ]
    again = client.post(page(batch, "hoan-tac/"), follow=True)
    assert "đã được hoàn tác lúc" in messages_of(again)[0]
    assert f"{editor_a}" in messages_of(again)[0]
    assert client.get(page(batch, "sua/")).status_code == 404


def test_who_is_ticked_is_taken_out(batch, three, client):
    row = batch.rows.get(person=three[1].pk).pk
    text = text_of(client.get(page(batch, f"hoan-tac/?some=1&row={row}")))
    assert "Đinh Văn Ba" in text and "Đinh Văn An" not in text
    done = client.post(page(batch, "hoan-tac/"), {"row": row}, follow=True)
    assert messages_of(done) == ["Đã bỏ ra khỏi đợt: Đinh Văn Ba."]
    assert Credential.objects.count() == 2
    nobody = client.get(page(batch, "hoan-tac/?some=1"), follow=True)
    assert messages_of(nobody) == ["Chưa đánh dấu ai để bỏ ra."]
    assert client.get(page(batch, "hoan-tac/?row=0")).status_code == 404


def test_somebody_forgotten_is_added_to_the_class_as_it_is(batch, client):
    late = post(person(name="Đinh Văn Muộn"), "VPDU").person
    sent = {"lop": batch.pk, "person": late.pk, "class-level_text": "CC"}
    shown = client.post("/lop-dao-tao/", sent | {"do": "preview"})
    assert "Thêm vào lớp đã ghi nhận" in text_of(shown)
    done = client.post("/lop-dao-tao/", sent | {"do": "confirm"}, follow=True)
    assert done.redirect_chain[-1][0] == page(batch)
    assert late.credentials.get().level == 2 and Batch.objects.count() == 1
    for wrong in ("0", "x", "9" * 30):
        assert client.get(f"/lop-dao-tao/?lop={wrong}").status_code == 404


def test_another_district_sees_neither_page_nor_names(batch, editor_b, client_for):
    client = client_for(editor_b)
    assert "Lý luận" not in client.get("/dot-ghi-nhan/").content.decode()
    for part in ("", "sua/", "hoan-tac/"):
        assert client.get(page(batch, part)).status_code == 404
    assert client.post(page(batch, "hoan-tac/")).status_code == 404
    assert client.get(f"/lop-dao-tao/?lop={batch.pk}").status_code == 404
    assert Credential.objects.count() == 3


def test_readers_look_and_change_nothing(batch, viewer_a, client_for):
    client = client_for(viewer_a)
    text = text_of(client.get(page(batch)))
    assert "Đinh Văn An" in text and "Hoàn tác…" not in text and 'name="row"' not in text
    assert client.post(page(batch, "hoan-tac/")).status_code == 404
    assert client.post(page(batch, "sua/"), TYPED).status_code == 404


def test_whoever_recorded_it_still_finds_it(batch, three, moved_away, editor_a, client):
    for who in three:
        who.posts.all().delete()
        moved_away(who)
    text = text_of(client.get(page(batch)))
    assert "3 hồ sơ đã xóa hoặc ngoài phạm vi" in text and "Đinh Văn An" not in text
