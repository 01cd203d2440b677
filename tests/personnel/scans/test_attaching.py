"""Scans are attached, taken back and put in again, with history, whole or not at all."""

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from personnel.basics.outages import DiskFault
from personnel.basics.whole_files import WholeFiles
from personnel.keeping.history import changes_to
from personnel.keeping.recording import Refused
from personnel.models import Credential, Scan
from personnel.scans.attaching import MAX_FILE, MOST, attach, put_in_again, take_back
from personnel.scans.reading import content_of
from tests.factories import credential, post
from tests.keeping_files import keep_in
from tests.personnel.actions.careers import ELSEWHERE
from tests.personnel.scans.papers import from_a_telephone, of_size, pdf, picture, sent
from tests.racing import overtaken

PAGES = [pdf(pages=number) for number in range(1, MOST + 2)]


def put(fact, *files, by):
    return attach(fact, files, by=by, at=timezone.now())


def told(who):
    return [sentence for change in changes_to(who) for sentence in change.sentences]


def test_a_scan_is_kept_under_a_name_of_our_own_outside_what_is_served(diploma, editor_a, kept):
    (scan,) = put(diploma, sent(pdf(), "../../bằng <đại học>.php.pdf"), by=editor_a).scans
    assert scan.name == "bằng đại học .php.pdf"
    assert "php" not in scan.file.name
    assert (scan.person, scan.credential, scan.post) == (diploma.person, diploma, None)
    assert (scan.content_type, scan.size, scan.added_by) == (
        "application/pdf", len(pdf()), editor_a
    )  # fmt: skip
    assert content_of(scan) == pdf()
    assert told(diploma.person)[0] == (
        "Đính kèm bản quét “bằng đại học .php.pdf” của Trình độ chuyên môn: Đại học"
    )


def test_what_is_kept_of_a_picture_is_what_was_drawn(office, editor_a, kept):
    (scan,) = put(office, sent(from_a_telephone(), "quyết định.pdf"), by=editor_a).scans
    assert (scan.post, scan.credential, scan.content_type) == (office, None, "image/jpeg")
    assert b"Exif" not in content_of(scan) and scan.size == len(content_of(scan))
    assert scan.file.name.endswith(".jpg")


def test_several_are_attached_together_or_none(diploma, editor_a, kept):
    assert len(put(diploma, sent(pdf()), sent(picture()), by=editor_a).scans) == 2
    there = kept()
    with pytest.raises(Refused, match="không phải PDF, JPEG hoặc PNG"):
        put(diploma, sent(pdf(pages=2)), sent(b"PK\x03\x04", "giả.pdf"), by=editor_a)
    assert Scan.objects.count() == 2 and kept() == there


def test_what_was_left_out_is_told(diploma, editor_a, kept):
    done = put(diploma, sent(pdf() + b"PK", "a.pdf"), sent(picture(), "b.jpg"), by=editor_a)
    assert done.told == ["a.pdf: đã bỏ mã chạy, tệp nhúng hoặc phần ẩn trong PDF."]


@pytest.mark.parametrize("more", [0, 1])
def test_ten_megabytes_and_not_a_byte_more(diploma, editor_a, kept, more):
    padded = of_size(MAX_FILE + more)
    assert len(padded) == MAX_FILE + more
    if not more:
        assert put(diploma, sent(padded), by=editor_a).scans[0].size == MAX_FILE
        return
    with pytest.raises(Refused, match="quá lớn: tối đa 10 MB một tệp"):
        put(diploma, sent(padded), by=editor_a)


def test_so_many_of_one_fact_and_no_more(diploma, office, editor_a, kept):
    put(diploma, *map(sent, PAGES[:MOST]), by=editor_a)
    with pytest.raises(Refused, match=f"nhiều nhất {MOST} bản quét, đang có {MOST}"):
        put(diploma, sent(PAGES[MOST]), by=editor_a)
    with pytest.raises(Refused, match=f"nhiều nhất {MOST} bản quét"):
        put(office, *map(sent, PAGES), by=editor_a)
    with pytest.raises(Refused, match="ít nhất một tệp"):
        put(office, by=editor_a)
    take_back(Scan.objects.first(), by=editor_a, at=timezone.now())
    put(diploma, sent(PAGES[MOST]), by=editor_a)
    with pytest.raises(Refused, match="nhiều nhất"):
        gone = Scan.objects.exclude(taken_back_at=None).get()
        put_in_again(gone, by=editor_a, at=timezone.now())
    assert Scan.objects.in_force().count() == MOST == len(kept()) - 1


def test_the_same_page_is_not_attached_twice_to_one_fact(diploma, office, editor_a, kept):
    put(diploma, sent(pdf(), "một.pdf"), by=editor_a)
    with pytest.raises(Refused, match="“hai.pdf” trùng nội dung với bản quét “một.pdf”"):
        put(diploma, sent(pdf(), "hai.pdf"), by=editor_a)
    with pytest.raises(Refused, match="“b.jpg” trùng nội dung với bản quét “a.jpg”"):
        put(diploma, sent(picture(), "a.jpg"), sent(picture(), "b.jpg"), by=editor_a)
    put(office, sent(pdf(), "hai.pdf"), by=editor_a)
    assert Scan.objects.count() == 2


def test_only_who_keeps_the_record_and_the_post(
    secretary, diploma, editor_a, editor_b, viewer_a, attached
):
    for user in (editor_b, viewer_a):
        with pytest.raises(Refused, match="không thuộc phạm vi được cập nhật"):
            put(diploma, sent(pdf()), by=user)
    there = post(secretary, "TCKT", ELSEWHERE)
    with pytest.raises(Refused, match="đơn vị ngoài phạm vi"):
        put(there, sent(pdf()), by=editor_a)
    scan = attached(there, by=editor_b)
    with pytest.raises(Refused, match="đơn vị ngoài phạm vi"):
        take_back(scan, by=editor_a, at=timezone.now())
    assert list(Scan.objects.in_force()) == [scan]


def test_what_is_taken_back_can_be_put_in_again(diploma, editor_a, province_admin, attached):
    scan, who = attached(diploma), diploma.person
    take_back(scan, by=editor_a, at=timezone.now())
    assert not Scan.objects.in_force().exists()
    assert told(who)[0] == "Rút bản quét “bằng.pdf” của Trình độ chuyên môn: Đại học"
    with pytest.raises(Refused, match="đã rút lúc .*, do ba-to, trước thao tác vừa gửi"):
        take_back(scan, by=province_admin, at=timezone.now())
    put_in_again(scan, by=province_admin, at=timezone.now())
    assert told(who)[0] == "Đưa lại bản quét “bằng.pdf” của Trình độ chuyên môn: Đại học"
    with pytest.raises(Refused, match="đã được đưa lại"):
        put_in_again(scan, by=editor_a, at=timezone.now())
    authors = [change.who for change in changes_to(who)]
    assert authors[:3] == [str(province_admin), str(editor_a), str(editor_a)]


def test_the_fact_is_as_it_is_once_it_is_held(reachable, diploma, editor_a, attached, kept):
    with (
        overtaken(lambda: Credential.objects.all().delete()),
        pytest.raises(Refused, match="vừa bị xóa"),
    ):
        put(diploma, sent(pdf()), by=editor_a)
    assert not Scan.objects.exists() and kept() == set()


def test_two_officers_take_back_at_once_and_the_second_is_told(
    reachable, diploma, editor_a, province_admin, attached
):
    scan = attached(diploma)
    with (
        overtaken(lambda: take_back(scan, by=province_admin, at=timezone.now())),
        pytest.raises(Refused, match="do quan-tri"),
    ):
        take_back(scan, by=editor_a, at=timezone.now())
    scan.refresh_from_db()
    assert scan.taken_back_by == province_admin
    assert Scan.history.filter(history_type="~").count() == 1


def test_no_file_is_left_of_what_the_database_declined(diploma, editor_a, kept, monkeypatch):
    def declined(*_):
        raise IntegrityError("scan_of_one_fact")

    monkeypatch.setattr("personnel.keeping.recording.Scribe.add", declined)
    with pytest.raises(Refused, match="Bản quét là của một văn bằng hoặc một chức danh"):
        put(diploma, sent(pdf()), by=editor_a)
    assert kept() == set() and not Scan.objects.exists()


def test_no_row_is_left_of_what_the_disk_did_not_take(
    diploma, editor_a, kept, monkeypatch, settings, tmp_path
):
    keep_in("folder", tmp_path, settings, monkeypatch)
    saved = WholeFiles._save
    names = []

    def full(self, name, content):
        names.append(name)
        if len(names) > 1:
            raise OSError(28, "No space left on device")
        return saved(self, name, content)

    monkeypatch.setattr(WholeFiles, "_save", full)
    with pytest.raises(DiskFault, match="hết chỗ"):
        put(diploma, sent(pdf()), sent(picture()), by=editor_a)
    assert not Scan.objects.exists() and kept() == set()


def test_a_file_that_is_another_than_was_kept_is_not_given_out(diploma, attached, caplog):
    scan = attached(diploma)
    scan.file.storage.replace(scan.file.name, b"something else")
    with pytest.raises(DiskFault):
        content_of(scan)
    assert f"scan {scan.pk} is not the one" in caplog.text


@pytest.mark.parametrize(
    ("values", "name"),
    [
        ({"credential": None}, "scan_of_one_fact"),
        ({"post_id": 1}, "scan_of_one_fact"),
        ({"content_type": "text/html"}, "scan_content_type_known"),
        ({"file": ""}, "scan_kept_until_taken_back"),
        ({"taken_back_by_id": 1}, "scan_kept_until_taken_back"),
    ],
)
def test_the_database_holds_what_a_scan_is(diploma, attached, values, name):
    scan = attached(diploma)
    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        Scan.objects.filter(pk=scan.pk).update(**values)


def test_a_correction_keeps_the_scans_with_the_credential(diploma, editor_a, attached):
    scan = attached(diploma)
    credential(diploma.person, "theory", 2)
    Credential.objects.filter(pk=diploma.pk).update(level=5, field_of_study="Kinh tế")
    assert scan.fact == diploma and scan.fact.level == 5
