"""What is filled in is written as the person's form would, line by line; what cannot be is kept."""

from datetime import date

import pytest

from personnel.models import Confirmation, Credential, Ethnicity, Person, Post, Unit
from tests.factories import MOUNTAIN, TOWNSHIP, credential, person, post


@pytest.fixture
def three(small_province):
    """Three of Ba Tơ without an ethnic group, with a post without its first day."""
    people = [person(name=f"Phạm Thị {letter}") for letter in "ABC"]
    for who in people:
        post(who, "VPDU", MOUNTAIN, start=None)
    Person.objects.update(ethnicity=None)
    return people


def group(name):
    return str(Ethnicity.objects.get(name=name).pk)


def chosen(who, name):
    return {f"{who.pk}-person-ethnicity": group(name)}


def named(who):
    return getattr(Person.objects.get(pk=who.pk).ethnicity, "name", None)


def test_those_filled_in_leave_the_list(three, fill, editor_a):
    page = fill(editor_a, "ethnicity", unit="535")
    a, b, c = three
    page.save(chosen(a, "Hrê") | chosen(b, "Kinh"))
    assert page.told == ["Đã ghi cho 2 người."] and page.names == [c.full_name]
    assert page.response.request["QUERY_STRING"] == "quality=ethnicity&unit=535"
    assert [named(who) for who in three] == ["Hrê", "Kinh", None]
    rows = Person.history.filter(history_user=editor_a, history_type="~")
    assert {row.history_change_reason for row in rows} == {"Bổ sung thông tin còn thiếu"}
    assert len({row.history_date for row in rows}) == 1
    page.save(chosen(c, "Cor"))
    assert "Không còn ai" in page.response.content.decode()


def test_nothing_typed_writes_nothing(three, fill, editor_a):
    before = Person.history.count()
    page = fill(editor_a, "ethnicity")
    page.save()
    assert page.told == ["Không có ô nào thay đổi, chưa ghi gì."]
    assert Person.history.count() == before


def test_a_wrong_cell_is_kept_and_the_others_are_written(three, fill, editor_a):
    page = fill(editor_a, "start")
    a, b, c = (Post.objects.get(person=who) for who in three)
    cell = {post: f"{post.person_id}-post-{post.pk}-since" for post in (a, b, c)}
    page.save({cell[a]: "1/2/2020", cell[b]: "khi nào", cell[c]: "1979"})
    assert page.response.status_code == 422
    assert page.told == ["Đã ghi cho 1 người.", "Chưa ghi 2 dòng. Các dòng đó được đánh dấu, nội "
                         "dung đã nhập giữ nguyên."]  # fmt: skip
    errors = page.errors()
    assert "“khi nào”" in errors["Phạm Thị B"][0] and errors["Phạm Thị C"] == [
        "Phải sau ngày sinh."
    ]
    assert page.data[cell[b]] == "khi nào"
    html = page.response.content.decode()
    assert html.count('aria-invalid="true"') == 2 and f'id="id_{cell[b]}_error"' in html
    a.refresh_from_db()
    b.refresh_from_db()
    assert (a.start, a.start_precision, b.start) == (date(2020, 2, 1), "day", None)
    page.save({cell[b]: "2/2020", cell[c]: ""})
    assert page.told == ["Đã ghi cho 1 người."] and page.names == ["Phạm Thị C"]


@pytest.mark.parametrize(
    ("quality", "field", "typed", "words"),
    [
        ("cccd", "person-cccd", "12345", "12 chữ số"),
        ("cccd", "person-cccd", "051080009999", "Số CCCD này"),
        ("birth", "person-birth", "1/1/2090", "Ngày ở tương lai"),
        ("birth", "person-birth", "1/1/2021", "Không trước ngày của “Tài chính - kế toán"),
        ("unknown:theory", "new-level_text", "giỏi", "“giỏi”"),
        ("unknown:theory", "new-awarded_text", "2010", "Trường này là bắt buộc"),
    ],
)
def test_what_the_persons_form_refuses_is_refused_here(
    small_province, fill, editor_a, quality, field, typed, words
):
    other = person(name="Võ Văn Kia", cccd="051080009999", birth=date(1980, 1, 2))
    who = person(name="Phạm Thị An", birth=date(1980, 1, 1), birth_precision="year")
    for each in (other, who):
        post(each, "TCKT", MOUNTAIN, start=date(2020, 1, 1))
    page = fill(editor_a, quality)
    before = Person.history.count(), Credential.objects.count()
    page.save({f"{who.pk}-{field}": typed})
    assert page.response.status_code == 422
    assert words in " ".join(page.errors()["Phạm Thị An"])
    assert (Person.history.count(), Credential.objects.count()) == before


def test_two_certificates_of_one_person_are_two_lines(small_province, fill, editor_a):
    who = person(name="Phạm Thị An")
    post(who, "TCKT", MOUNTAIN)
    diploma, course = credential(who, "professional", 3), credential(who, "it", 1)
    page = fill(editor_a, "undated")
    cell = {c: f"{who.pk}-credential-{c.pk}-awarded_text" for c in (diploma, course)}
    page.save({cell[diploma]: "2010", cell[course]: "x"})
    diploma.refresh_from_db()
    assert (diploma.awarded, diploma.awarded_precision) == (date(2010, 12, 31), "year")
    assert page.names == ["Phạm Thị An"] and page.data[cell[course]] == "x"
    assert cell[diploma] not in page.data


def test_a_level_is_read_as_on_the_form(small_province, fill, editor_a):
    a, b = person(name="Phạm Thị A"), person(name="Phạm Thị B")
    for who in (a, b):
        post(who, "TCKT", MOUNTAIN)
    page = fill(editor_a, "unknown:theory")
    page.save({f"{a.pk}-new-level_text": "TC 2015", f"{b.pk}-new-level_text": "chưa"})
    found = Credential.objects.values_list("person", "kind", "level", "awarded")
    assert set(found) == {(a.pk, "theory", 2, date(2015, 12, 31)), (b.pk, "theory", 0, None)}
    assert page.names == [] and page.told == ["Đã ghi cho 2 người."]


def test_one_number_for_two_people_is_written_once(three, fill, editor_a):
    page = fill(editor_a, "cccd")
    a, b, _ = three
    page.save({f"{who.pk}-person-cccd": "051080001234" for who in (a, b)})
    assert page.told[0] == "Đã ghi cho 1 người."
    assert "Số CCCD này đã có" in page.errors()[b.full_name][0]
    assert Person.objects.filter(cccd="051080001234").get() == a


class TestMeanwhile:
    def test_anothers_value_is_told_and_not_written_over(self, three, fill, editor_a, editor_ab):
        a, b, _ = three
        mine, other = fill(editor_a, "ethnicity"), fill(editor_ab, "ethnicity")
        other.save(chosen(a, "Cor"))
        mine.save(chosen(a, "Hrê") | chosen(b, "Hrê"))
        assert mine.response.status_code == 422 and (named(a), named(b)) == ("Cor", "Hrê")
        (error,) = mine.errors()[a.full_name]
        assert error == "hai-huyen vừa ghi “Cor”. Lưu lần nữa để ghi “Hrê”."
        assert mine.data[f"{a.pk}-person-ethnicity"] == group("Hrê")
        mine.save()
        assert named(a) == "Hrê" and mine.told == ["Đã ghi cho 1 người."]

    def test_the_same_value_is_no_quarrel(self, three, fill, editor_a, editor_ab):
        a, *_ = three
        mine, other = fill(editor_a, "ethnicity"), fill(editor_ab, "ethnicity")
        other.save(chosen(a, "Hrê"))
        before = Person.history.count()
        mine.save(chosen(a, "Hrê"))
        assert mine.told == ["1 dòng đã được ghi như vậy từ trước."]
        assert Person.history.count() == before

    def test_what_was_not_typed_into_stays_the_others(self, three, fill, editor_a):
        a, b, _ = three
        mine = fill(editor_a, "ethnicity")
        Person.objects.filter(pk=a.pk).update(ethnicity=Ethnicity.objects.get(name="Cor"))
        mine.save(chosen(b, "Hrê"))
        assert (named(a), named(b)) == ("Cor", "Hrê")

    def test_a_certificate_that_another_deleted(self, small_province, fill, editor_a):
        who = person(name="Phạm Thị An")
        post(who, "TCKT", MOUNTAIN)
        diploma = credential(who, "professional", 3)
        page = fill(editor_a, "undated")
        name = f"{who.pk}-credential-{diploma.pk}-awarded_text"
        diploma.delete()
        page.save({name: "2010"})
        assert "người khác vừa xóa" in page.errors()["Phạm Thị An"][0]
        assert "đã nhập “2010”" in page.response.content.decode()

    def test_a_level_that_another_recorded(self, small_province, fill, editor_a):
        who = person(name="Phạm Thị An")
        post(who, "TCKT", MOUNTAIN)
        page = fill(editor_a, "unknown:theory")
        credential(who, "theory", 1, awarded=date(2010, 1, 1))
        page.save({f"{who.pk}-new-level_text": "TC"})
        assert "Người khác vừa ghi Lý luận chính trị: Sơ cấp" in page.errors()["Phạm Thị An"][0]
        assert Credential.objects.count() == 1
        page.save()
        assert Credential.objects.count() == 2

    def test_the_very_level_that_another_recorded(self, small_province, fill, editor_a):
        who = person(name="Phạm Thị An")
        post(who, "TCKT", MOUNTAIN)
        page = fill(editor_a, "unknown:theory")
        credential(who, "theory", 2)
        page.save({f"{who.pk}-new-level_text": "TC"})
        assert page.told == ["1 dòng đã được ghi như vậy từ trước."]
        assert Credential.objects.count() == 1


class TestDoubts:
    @pytest.fixture
    def young(self, small_province):
        who = person(name="Phạm Thị An", birth=date(1980, 1, 1), birth_precision="year")
        post(who, "TCKT", MOUNTAIN, start=None)
        return who

    def test_what_a_line_raises_is_told_before_it_is_written(self, young, fill, editor_a):
        page = fill(editor_a, "start")
        held = Post.objects.get()
        page.save({f"{young.pk}-post-{held.pk}-since": "1/1/1990"})
        assert page.response.status_code == 422
        (told,) = page.response.context["listing"].entries[0].line.doubts
        assert "Mới 10 tuổi" in told.text and told.text in page.response.content.decode()
        assert Post.objects.get().start is None
        page.save()
        assert Post.objects.get().start == date(1990, 1, 1)
        assert not Confirmation.objects.exists()

    def test_it_is_confirmed_with_the_line(self, young, fill, editor_a):
        page = fill(editor_a, "start")
        held = Post.objects.get()
        page.save({f"{young.pk}-post-{held.pk}-since": "1/1/1990"})
        prefix = f"{young.pk}-post-{held.pk}"
        page.save({f"{prefix}-confirmed": page.data[f"{prefix}-told"]})
        assert Confirmation.objects.get().by == editor_a

    def test_what_was_doubtful_before_is_not_asked(self, young, fill, editor_a):
        post(person(name=young.full_name, birth=young.birth_date), "TCKT", TOWNSHIP)
        Person.objects.filter(pk=young.pk).update(ethnicity=None)
        page = fill(editor_a, "ethnicity")
        page.save(chosen(young, "Kinh"))
        assert page.told == ["Đã ghi cho 1 người."]


class TestWhose:
    def test_others_people_are_left_alone_and_it_is_said(self, three, fill, editor_a):
        elsewhere = Unit.objects.filter(parent__code="534").order_by("code")[0]
        foreign = person(name="Lê Văn Phổ", cccd="")
        held = post(foreign, "TCKT", elsewhere.code, start=None)
        page = fill(editor_a, "cccd")
        page.save({f"{foreign.pk}-person-cccd": "051080001234"})
        assert page.told == [
            "Không ghi 1 người: hồ sơ không thuộc phạm vi được cập nhật, hoặc không còn."
        ]
        assert foreign.full_name not in page.response.content.decode()
        page = fill(editor_a, "start")
        a = three[0]
        page.save(
            {f"{a.pk}-post-{held.pk}-since": "2020", f"{foreign.pk}-post-{held.pk}-since": "1"}
        )
        held.refresh_from_db()
        assert held.start is None

    def test_a_post_that_another_board_keeps_has_no_field(self, small_province, fill, editor_a):
        elsewhere = Unit.objects.filter(parent__code="534").order_by("code")[0]
        who = person(name="Phạm Thị An")
        post(who, "TCKT", MOUNTAIN)
        held = post(who, "UVBCH", elsewhere.code, start=None)
        page = fill(editor_a, "start")
        assert page.names == ["Phạm Thị An"] and "2020" not in str(page.data)
        page.save({f"{who.pk}-post-{held.pk}-since": "2020"})
        assert "đơn vị khác" in page.errors()["Phạm Thị An"][0]
        held.refresh_from_db()
        assert held.start is None

    def test_garbage_is_no_fault(self, three, fill, editor_a):
        page = fill(editor_a, "start")
        a = three[0]
        page.save({f"{a.pk}-post-{'9' * 18}-since": "x", "²-post-1-since": "1", "-post-": "1",
                   f"{a.pk}-post-0-since": "\x00"})  # fmt: skip
        assert page.response.status_code in (200, 422)
        assert not Post.objects.filter(start__isnull=False).exists()
