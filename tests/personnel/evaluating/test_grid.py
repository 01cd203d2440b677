"""The grid of yearly evaluations: typed, checked, written whole, never over another's."""

from datetime import date
from html import unescape

import pytest
import time_machine
from django.utils.html import strip_tags

from personnel.models import Evaluation, Grade, Person, Post, Title, UnitEvaluation
from tests.factories import LOWLAND, MOUNTAIN, TOWNSHIP, person, post
from tests.forms import fields_of

pytestmark = pytest.mark.usefixtures("province")
URL = "/xep-loai-hang-nam/"
ELSEWHERE = "21442"
IN_2024 = date(2020, 1, 1)


@pytest.fixture(autouse=True)
def early_2025():
    with time_machine.travel(date(2025, 1, 20)):
        yield


@pytest.fixture
def head(province):
    """Leads the commune, and was good in 2023."""
    who = person("Phạm Văn Đầu")
    post(who, "CTUBND", MOUNTAIN, IN_2024)
    Evaluation.objects.create(person=who, year=2023, grade="good")
    return who


@pytest.fixture
def clerk(province):
    who = person("Đinh Thị Sau")
    post(who, "VPTK", MOUNTAIN, IN_2024)
    return who


@pytest.fixture
def editor(editor_a, client_for):
    return client_for(editor_a)


def page(client, unit=MOUNTAIN, year=2024):
    return client.get(URL, {"year": year, "unit": unit})


def cells(client, unit=MOUNTAIN, year=2024):
    """Return what the form would send, nothing typed yet."""
    return fields_of(page(client, unit, year))


def typed(who, grade="", number="", day="", note="", year=2024):
    start = f"n{year}-{who if isinstance(who, str) else who.pk}-"
    names = "grade", "document_number", "document_date", "note"
    return dict(zip([start + n for n in names], (grade, number, day, note), strict=True))


def save(client, data, unit=MOUNTAIN, year=2024):
    return client.post(f"{URL}?year={year}&unit={unit}", data, follow=True)


def stored(who, year=2024):
    found = Evaluation.objects.filter(person=who, year=year).first()
    return found and (found.grade, found.document_number, found.document_date, found.note)


def text_of(response):
    return " ".join(unescape(strip_tags(response.content.decode())).split())


def names(response, section):
    found = [each for each in response.context["grid"].sections if each.label == section]
    return [line.name for each in found for line in each.lines]


class TestTyped:
    def test_full_words_and_short_ones_are_saved_at_once(self, head, clerk, editor):
        data = cells(editor)
        data |= typed(head, "Hoàn thành xuất sắc nhiệm vụ", "12-QĐ/HU", "05/12/2024")
        data |= typed(clerk, "httnv", note="nuôi con nhỏ")
        assert "Đã lưu mức xếp loại ở 2 dòng." in text_of(save(editor, data))
        assert stored(head) == ("excellent", "12-QĐ/HU", date(2024, 12, 5), "")
        assert stored(clerk) == ("good", "", None, "nuôi con nhỏ")

    def test_one_paper_is_for_all_who_have_none_of_their_own(self, head, clerk, editor):
        data = cells(editor) | {"paper-document_number": "7-QĐ/HU"}
        data |= {"paper-document_date": "10/12/2024"}
        data |= typed(head, "Tốt", "3-QĐ/TU") | typed(clerk, "HTNV")
        save(editor, data)
        assert stored(head) == ("good", "3-QĐ/TU", None, "")
        assert stored(clerk) == ("fulfilled", "7-QĐ/HU", date(2024, 12, 10), "")

    def test_the_paper_of_all_gives_nobody_a_level(self, head, clerk, editor):
        save(editor, cells(editor) | {"paper-document_number": "7-QĐ/HU"} | typed(head, "Tốt"))
        assert stored(head) and stored(clerk) is None
        assert not UnitEvaluation.objects.exists()

    def test_collectives_are_typed_on_the_same_page(self, head, editor):
        unit = Post.objects.get(person=head).unit_id
        data = cells(editor) | typed(f"{unit}party", "HTTNV", "5-QĐ/HU")
        data |= typed(f"{unit}peoples", "KHTNV")
        save(editor, data)
        found = UnitEvaluation.objects.values_list("collective", "grade", "document_number")
        assert set(found) == {("party", "good", "5-QĐ/HU"), ("peoples", "failed", "")}
        assert stored(head) is None

    def test_a_blank_line_takes_back_what_was_recorded(self, head, editor, editor_a):
        save(editor, cells(editor) | typed(head, "Tốt"))
        save(editor, cells(editor) | typed(head))
        assert stored(head) is None
        assert stored(head, 2023) == ("good", "", None, "")
        kinds = Evaluation.history.filter(person_id=head.pk, year=2024, history_user=editor_a)
        assert [row.history_type for row in kinds.order_by("history_id")] == ["+", "-"]

    def test_what_is_left_as_it_was_is_not_written(self, head, editor):
        save(editor, cells(editor) | typed(head, "Tốt"))
        before = Evaluation.history.count()
        again = cells(editor) | typed(head, " tốt. ")
        assert "Không có mức xếp loại nào thay đổi." in text_of(save(editor, again))
        assert Evaluation.history.count() == before

    @pytest.mark.parametrize(
        ("line", "cell", "words"),
        [
            (("2",), "grade", "“2”: không rõ mức xếp loại."),
            (("Khá",), "grade", "không rõ mức xếp loại"),
            (("Không xếp loại",), "grade", "để trống ô"),
            (("Tốt\x00",), "grade", "không rõ|Null|null|rỗng"),
            (("", "12"), "grade", "hoặc để trống cả dòng"),
            (("Tốt", "", "12/2024"), "document_date", "đủ ngày"),
            (("Tốt", "", "31/12/2023"), "document_date", "Không được trước năm xếp loại 2024."),
            (("Tốt", "", "21/01/2025"), "document_date", "Ngày chưa đến"),
            (("Tốt", "x" * 51), "document_number", "50"),
            (("Tốt", "", "", "x" * 201), "note", "200"),
        ],
    )
    def test_a_wrong_cell_is_told_and_all_that_was_typed_is_kept(
        self, head, clerk, editor, line, cell, words
    ):
        response = save(editor, cells(editor) | typed(head, *line) | typed(clerk, "HTNV"))
        assert response.status_code == 422
        assert "Chưa ghi gì: 1 ô chưa đúng" in text_of(response)
        (wrong,) = [at for at in response.context["grid"].lines if at.person == head]
        assert list(wrong.form.errors) == [cell]
        assert any(word in wrong.form.errors[cell][0] for word in words.split("|"))
        assert f'id="{wrong.form[cell].auto_id}_error"' in response.content.decode()
        sent = fields_of(response)
        assert sent[f"n2024-{clerk.pk}-grade"] == "HTNV"
        assert (stored(head), stored(clerk)) == (None, None)

    def test_a_wrong_day_of_the_paper_of_all_is_told(self, head, editor):
        data = cells(editor) | typed(head, "Tốt") | {"paper-document_date": "1/1/2023"}
        response = save(editor, data)
        assert response.status_code == 422 and stored(head) is None
        assert "Không được trước năm xếp loại 2024." in text_of(response)


class TestWho:
    def test_three_years_stand_beside(self, head, editor):
        response = page(editor)
        (line,) = [at for at in response.context["grid"].lines if at.person == head]
        assert [(each.year, each.short) for each in line.before] == [
            (2021, ""), (2022, ""), (2023, "HTTNV"),
        ]  # fmt: skip
        assert "HTTNV" in text_of(response)

    def test_who_left_during_the_year_stands_apart_and_who_came_later_not_at_all(
        self, head, editor
    ):
        left, gone, new = person("Lê Văn Nghỉ"), person("Võ Văn Xưa"), person("Hồ Thị Mới")
        post(left, "PCTUBND", MOUNTAIN, IN_2024, date(2024, 9, 30))
        post(gone, "PCTUBND", MOUNTAIN, IN_2024, date(2023, 12, 31))
        post(new, "PCTUBND", MOUNTAIN, date(2025, 1, 2))
        shown = page(editor)
        assert names(shown, "Giữ chức danh đến cuối năm") == ["Phạm Văn Đầu"]
        assert names(shown, "Thôi giữ chức danh trong năm") == ["Lê Văn Nghỉ"]
        assert "đến hết 30/09/2024" in text_of(shown)
        save(editor, cells(editor) | typed(left, "HTNV"))
        assert stored(left) == ("fulfilled", "", None, "")

    def test_who_moved_during_the_year_is_evaluated_where_they_are(self, editor):
        who = person("Lê Văn Chuyển")
        post(who, "PCTUBND", MOUNTAIN, IN_2024, date(2024, 9, 30))
        post(who, "PCTUBND", TOWNSHIP, date(2024, 10, 1))
        assert "Lê Văn Chuyển" not in text_of(page(editor))
        assert "Lê Văn Chuyển" in text_of(page(editor, TOWNSHIP))

    def test_who_holds_two_titles_has_one_line(self, head, editor):
        post(head, "PBT", MOUNTAIN, IN_2024)
        assert names(page(editor), "Giữ chức danh đến cuối năm") == ["Phạm Văn Đầu"]

    def test_another_districts_commune_is_not_found(self, head, editor_b, client_for):
        client = client_for(editor_b)
        assert page(client).status_code == 404
        assert save(client, typed(head, "Tốt")).status_code == 404
        assert save(client, typed(head, "Tốt"), unit=ELSEWHERE).status_code == 200
        assert stored(head) is None

    @pytest.mark.parametrize("reader", ["province_viewer", "viewer_a"])
    def test_readers_see_and_do_not_type(self, head, reader, request, client_for):
        client = client_for(request.getfixturevalue(reader))
        response = page(client)
        assert "Phạm Văn Đầu" in text_of(response)
        assert '<td class="cell">' not in response.content.decode()
        assert save(client, typed(head, "Tốt")).status_code == 404
        assert stored(head) is None

    def test_a_line_for_somebody_who_is_not_in_the_grid_is_told(self, head, editor):
        stranger = person("Lê Thị Khác")
        post(stranger, "CTUBND", LOWLAND, IN_2024)
        response = save(editor, cells(editor) | typed(stranger, "Tốt") | typed(head, "Tốt"))
        assert "Không ghi 1 dòng" in text_of(response)
        assert (stored(stranger), stored(head)) == (None, ("good", "", None, ""))

    def test_a_commune_of_five_hundred_is_one_form(self, head, editor):
        many = {name: "" for number in range(500) for name in typed(f"u{number + 10**9}")}
        response = save(editor, cells(editor) | many | typed(head, "Tốt"))
        assert response.status_code == 200
        assert stored(head) == ("good", "", None, "")

    def test_who_moves_out_of_ones_hands_while_it_is_saved_stops_all(
        self, head, clerk, editor, monkeypatch
    ):
        data = cells(editor) | typed(head, "Tốt") | typed(clerk, "Tốt")
        hold = "personnel.keeping.recording.Scribe.hold_all"

        def moved(scribe, people):
            Post.objects.filter(person=head).update(end=date(2024, 12, 31))
            post(head, "CTUBND", LOWLAND, date(2025, 1, 1))
            return people

        monkeypatch.setattr(hold, moved)
        response = save(editor, data)
        assert response.status_code == 409
        assert "không thuộc phạm vi được cập nhật: Phạm Văn Đầu" in text_of(response)
        assert (stored(head), stored(clerk)) == (None, None)
        assert fields_of(response)[f"n2024-{clerk.pk}-grade"] == "Tốt"

    def test_nobody_without_a_commune_gets_a_grid(self, stranger, client_for):
        assert "chưa được giao đơn vị" in text_of(client_for(stranger).get(URL))


class TestTwoAtOnce:
    def test_what_another_wrote_meanwhile_is_asked_and_nothing_is_written(
        self, head, clerk, editor, editor_ab, client_for
    ):
        mine = cells(editor) | typed(head, "Tốt") | typed(clerk, "HTNV")
        other = client_for(editor_ab)
        save(other, cells(other) | typed(head, "KHTNV", "9-QĐ"))
        response = save(editor, mine)
        assert response.status_code == 409
        assert (
            "Phạm Văn Đầu: lúc mở trang chưa có mức xếp loại; hai-huyen vừa ghi Không hoàn thành "
            "nhiệm vụ, văn bản số 9-QĐ; đang nhập Hoàn thành tốt nhiệm vụ." in text_of(response)
        )
        assert stored(head) == ("failed", "9-QĐ", None, "") and stored(clerk) is None
        assert save(editor, fields_of(response)).status_code == 200
        assert stored(head) == ("good", "", None, "")
        assert stored(clerk) == ("fulfilled", "", None, "")

    def test_lines_that_one_did_not_type_into_stay_the_others(self, head, clerk, editor):
        mine = cells(editor) | typed(clerk, "HTNV")
        Evaluation.objects.create(person=head, year=2024, grade="failed")
        assert save(editor, mine).status_code == 200
        assert (stored(head)[0], stored(clerk)[0]) == ("failed", "fulfilled")

    def test_shown_anew_the_lines_one_left_are_the_others(self, head, clerk, editor):
        mine = cells(editor) | typed(clerk, "HTNV")
        Evaluation.objects.create(person=head, year=2024, grade="failed")
        Evaluation.objects.create(person=clerk, year=2024, grade="good")
        shown = fields_of(save(editor, mine))
        assert shown[f"n2024-{head.pk}-grade"] == Grade.FAILED.label
        assert shown[f"n2024-{clerk.pk}-grade"] == "HTNV"

    def test_the_same_level_typed_twice_is_no_quarrel(self, head, editor):
        mine = cells(editor) | typed(head, "Tốt")
        Evaluation.objects.create(person=head, year=2024, grade="good")
        assert save(editor, mine).status_code == 200
        assert stored(head) == ("good", "", None, "")

    @pytest.mark.parametrize("seen", [None, "", "[1]", "x", '["good", "", "2024-13-01", ""]'])
    def test_a_form_that_does_not_say_what_it_showed_overwrites_nothing(self, head, editor, seen):
        Evaluation.objects.create(person=head, year=2024, grade="failed")
        said = {} if seen is None else {f"n2024-{head.pk}-seen": seen}
        assert save(editor, typed(head, "Tốt") | said).status_code == 409
        assert stored(head) == ("failed", "", None, "")


class TestAddress:
    def test_the_year_that_is_being_evaluated_unless_asked(self, head, editor):
        assert editor.get(URL).context["year"] == 2024
        with time_machine.travel(date(2024, 12, 3)):
            assert editor.get(URL).context["year"] == 2024
        with time_machine.travel(date(2024, 11, 30)):
            assert editor.get(URL).context["year"] == 2023

    @pytest.mark.parametrize("year", ["1989", "2026", "x", "9" * 40, "-1", "٢٠٢٤", "20 4"])
    def test_another_year_is_refused_in_words(self, editor, year):
        response = editor.get(URL, {"year": year})
        assert response.status_code == 400 and "không có xếp loại" in text_of(response)

    @pytest.mark.parametrize("unit", ["99999", "x", "535", "\x00", "21442-7"])
    def test_a_unit_that_is_none_is_not_found(self, editor, unit):
        assert editor.get(URL, {"unit": unit}).status_code in (400, 404)


class TestOfOnePerson:
    def where(self, who):
        return f"/nhan-su/{who.pk}/xep-loai/"

    def test_years_of_the_posts_and_those_recorded_are_lines(self, head, editor):
        Evaluation.objects.create(person=head, year=2011, grade="fulfilled")
        grid = editor.get(self.where(head)).context["grid"]
        assert [line.year for line in grid.lines] == [2024, 2023, 2022, 2021, 2020, 2011]

    def test_a_level_is_corrected_and_another_deleted(self, head, editor):
        Evaluation.objects.create(person=head, year=2011, grade="fulfilled")
        sent = fields_of(editor.get(self.where(head)))
        sent |= typed(head, "HTXSNV", year=2023) | typed(head, year=2011)
        response = editor.post(self.where(head), sent, follow=True)
        assert response.redirect_chain[-1][0] == f"/nhan-su/{head.pk}/"
        assert (stored(head, 2023)[0], stored(head, 2011)) == ("excellent", None)

    def test_who_may_not_change_the_record_is_not_let_in(
        self, head, editor_b, province_viewer, client_for
    ):
        for user in (editor_b, province_viewer):
            assert client_for(user).get(self.where(head)).status_code == 404
            sent = typed(head, "KHTNV", year=2023)
            assert client_for(user).post(self.where(head), sent).status_code == 404
        assert stored(head, 2023)[0] == "good"

    def test_a_year_that_is_none_of_their_lines_is_told(self, head, editor):
        sent = fields_of(editor.get(self.where(head))) | typed(head, "Tốt", year=1995)
        assert "Không ghi 1 dòng" in text_of(editor.post(self.where(head), sent, follow=True))
        assert stored(head, 1995) is None

    def test_whoever_has_no_year_yet_is_told_so(self, editor):
        who = person("Hồ Thị Mới")
        post(who, "CTUBND", MOUNTAIN, date(2025, 1, 2))
        assert "không có năm nào để ghi" in text_of(editor.get(self.where(who)))
        assert Person.objects.filter(pk=who.pk).exists()


class TestWithoutDistricts:
    """A year before the merger is typed by old communes, from the board of what they became."""

    @pytest.fixture(autouse=True)
    def late_2026(self, small_without_districts):
        with time_machine.travel(date(2026, 9, 1)):
            yield

    def test_the_year_before_is_typed_in_the_old_commune(self, editor_commune, client_for):
        new = editor_commune.grants.get().unit
        old = new.origins.order_by("old__code").first().old
        who = person("Phạm Văn Cũ")
        title = Title.objects.get(code="CTUBND")
        Post.objects.create(person=who, unit=old, title=title, start=IN_2024, start_precision="day")
        client = client_for(editor_commune)
        assert "Phạm Văn Cũ" in text_of(page(client, new.code, 2025))
        shown = page(client, new.code, 2024)
        assert {unit for _, below in shown.context["communes"] for _, unit in below} >= {old}
        shown = page(client, old.numbered, 2024)
        assert shown.context["unit"] == old and "Phạm Văn Cũ" in text_of(shown)
        sent = fields_of(shown) | typed(who, "HTTNV")
        assert client.post(shown.context["request"].get_full_path(), sent).status_code == 302
        assert stored(who) == ("good", "", None, "")
        beside = page(client, new.code, 2025).context["grid"].lines[0].before
        assert beside[-1].short == "HTTNV"

    def test_what_was_said_of_the_collectives_that_went_on_in_it_stands_beside(
        self, editor_commune, client_for
    ):
        new = editor_commune.grants.get().unit
        for change in new.origins.all():
            UnitEvaluation.objects.create(
                unit=change.old, collective="party", year=2024, grade="fulfilled"
            )
        (line, _) = page(client_for(editor_commune), new.code, 2025).context["grid"].lines[-2:]
        names = new.origins.order_by("old__code").values_list("old__name", flat=True)
        assert line.before[-1].short == "; ".join(f"HTNV ({name})" for name in names)
