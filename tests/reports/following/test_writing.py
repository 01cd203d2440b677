"""Papers written with their files; two officers at once; who may write which."""

from copy import copy
from datetime import date, timedelta

import pytest
from django.utils import timezone

from personnel.keeping.recording import Refused
from personnel.models import Following, FollowingDue
from personnel.models.scans import kept_scans
from personnel.scans.forgetting import forget_files
from personnel.scans.reading import content_of
from reports.following.writing import change, looked_through, record, remove, set_due
from tests.personnel.scans.papers import pdf, sent
from tests.racing import overtaken
from tests.reports.following.making import district, due, paper

DAY = date(2024, 5, 6)


def now():
    return {"at": timezone.now()}


def new(unit=None, kind="programme", **facts):
    usual = {"number": "12-CTr/HU", "day": DAY, "year": 2024}
    return Following(unit=unit or district("535"), kind=kind, **usual | facts)


def a_file(name="chuong-trinh.pdf"):
    return looked_through(sent(pdf(), name))


def test_a_board_writes_its_own_programme_and_review_and_no_inspection(province, editor_a):
    record(new(), by=editor_a, **now())
    record(new(kind="review"), by=editor_a, **now())
    assert Following.history.filter(history_user=editor_a).count() == 2
    with pytest.raises(Refused, match="Ban Tổ chức Tỉnh ủy"):
        record(new(kind="inspection", summary="Tốt."), by=editor_a, **now())
    with pytest.raises(Refused, match="ngoài phạm vi"):
        record(new(district("534")), by=editor_a, **now())
    assert Following.objects.count() == 2


def test_the_province_writes_every_kind_of_every_unit(province, province_admin, province_viewer):
    for kind in Following.Kind.values:
        record(new(district("534"), kind, summary="Đã làm."), by=province_admin, **now())
        with pytest.raises(Refused):
            record(new(kind=kind, summary="Đã làm."), by=province_viewer, **now())
    assert Following.objects.count() == 3


def test_a_file_is_kept_replaced_and_goes_with_its_paper(reachable, editor_a):
    kept = record(new(), a_file(), by=editor_a, **now())
    assert content_of(kept) == pdf() and kept.file_name == "chuong-trinh.pdf"
    first = kept.file.name
    kept.refresh_from_db()
    other = change(kept, {}, a_file("khac.pdf"), by=editor_a, **now())
    assert other.file.name != first and not kept_scans().exists(first)
    other.refresh_from_db()
    second = other.file.name
    bare = change(other, {}, without_file=True, by=editor_a, **now())
    assert (bare.file.name, bare.file_name) == ("", "") and not kept_scans().exists(second)
    again = change(Following.objects.get(), {}, a_file(), by=editor_a, **now())
    remove(Following.objects.get(), by=editor_a, **now())
    assert not kept_scans().exists(again.file.name)


def test_the_file_of_a_paper_that_is_refused_is_not_kept(province, editor_a):
    record(new(), by=editor_a, **now())
    before = (
        set(kept_scans().listdir("thuc-hien")[1]) if kept_scans().exists("thuc-hien") else set()
    )
    with pytest.raises(Refused, match="đã được ghi"):
        record(new(), a_file(), by=editor_a, **now())
    assert set(kept_scans().listdir("thuc-hien")[1]) == before


@pytest.mark.parametrize("content", [b"<html>", b"MZ\x90", b""])
def test_what_is_no_sound_paper_is_not_taken(content):
    with pytest.raises(Refused, match="Tệp"):
        looked_through(sent(content, "a.pdf"))


def test_what_nothing_names_is_deleted_at_night_and_files_of_papers_are_not(
    province, editor_a, monkeypatch
):
    kept = record(new(), a_file(), by=editor_a, **now())
    monkeypatch.setattr("personnel.scans.forgetting._FRESH", timedelta(0))
    forget_files(None, now=timezone.now() + timedelta(days=2))
    assert content_of(kept)


@pytest.mark.parametrize("late", ["change", "remove"])
def test_of_two_who_change_one_paper_the_second_is_told(reachable, editor_a, province_admin, late):
    seen = Following.objects.get(pk=paper(district("535")).pk)
    other = copy(seen)
    deeds = {
        "change": lambda: change(seen, {"summary": "Của tôi"}, by=editor_a, **now()),
        "remove": lambda: remove(seen, by=editor_a, **now()),
    }

    def meanwhile():
        change(other, {"summary": "Của tỉnh"}, by=province_admin, **now())

    with pytest.raises(Refused, match="vừa được người khác sửa"), overtaken(meanwhile):
        deeds[late]()
    assert Following.objects.get().summary == "Của tỉnh"


def test_of_two_who_record_the_review_of_a_year_the_second_is_told(
    reachable, editor_a, province_admin
):
    def meanwhile():
        record(new(kind="review", number="9"), by=province_admin, **now())

    with pytest.raises(Refused, match="đã có sơ kết"), overtaken(meanwhile):
        record(new(kind="review"), by=editor_a, **now())
    assert Following.objects.get().number == "9"


def test_a_paper_removed_meanwhile_is_not_written_again(reachable, editor_a, province_admin):
    seen = Following.objects.get(pk=paper(district("535")).pk)
    with (
        pytest.raises(Refused, match="không còn"),
        overtaken(lambda: remove(copy(seen), by=province_admin, **now())),
    ):
        change(seen, {"summary": "Của tôi"}, by=editor_a, **now())
    assert not Following.objects.exists()


def test_days_are_set_by_administrators_alone_and_not_over_each_other(
    reachable, editor_a, province_admin
):
    days = {"programme": date(2024, 9, 30)}
    with pytest.raises(Refused, match="quản trị cấp tỉnh"):
        set_due(FollowingDue(year=2024), days, by=editor_a, **now())
    set_due(FollowingDue(year=2024), days, by=province_admin, **now())
    seen = FollowingDue.objects.get()
    other = copy(seen)

    def meanwhile():
        set_due(other, {"review": date(2024, 12, 15)}, by=province_admin, **now())

    with pytest.raises(Refused, match="vừa được người khác sửa"), overtaken(meanwhile):
        set_due(seen, {"programme": None}, by=province_admin, **now())
    assert FollowingDue.objects.get().programme == date(2024, 9, 30)


def test_of_two_who_set_the_first_days_of_a_year_the_second_is_told(reachable, province_admin):
    with (
        pytest.raises(Refused, match="vừa được người khác ghi"),
        overtaken(lambda: due(2024, date(2024, 9, 30))),
    ):
        set_due(FollowingDue(year=2024), {"review": date(2024, 12, 1)}, by=province_admin, **now())


def test_a_year_without_any_day_is_without_a_row(province, province_admin):
    kept = set_due(due(2024, date(2024, 9, 30)), {"programme": None}, by=province_admin, **now())
    assert kept is None and not FollowingDue.objects.exists()
