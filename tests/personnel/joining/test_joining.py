"""Two records of one person become one: what stays, what moves, what may be taken back."""

from datetime import date
from html import unescape

import pytest
from django.utils import timezone

from personnel.doubts.case import record_of
from personnel.doubts.confirming import look_into
from personnel.doubts.register import doubts_of
from personnel.entry.saving import Refused
from personnel.joining.joining import join
from personnel.joining.plan import Plan
from personnel.joining.undoing import take_apart
from personnel.keeping.history import changes_to
from personnel.keeping.recording import recording
from personnel.models import (
    Confirmation,
    Credential,
    Disclosure,
    Evaluation,
    FormerName,
    HandOver,
    Merge,
    Person,
    Post,
)
from personnel.reading.joined import joined_into
from personnel.reading.searching import matching
from tests.factories import LOWLAND, MOUNTAIN, TOWNSHIP, credential, person, post
from tests.forms import fields_of

ELSEWHERE = "21442"


@pytest.fixture
def kept(province):
    who = person(name="Đinh Văn Hai", ethnicity="Hrê", note="cũ")
    post(who, "TCKT", start=date(2015, 1, 1))
    credential(who, "professional", 4, date(2012, 6, 1), field_of_study="Luật")
    credential(who, "theory", 1)
    return who


@pytest.fixture
def joined(kept):
    who = person(
        name="Đinh Văn Hai", ethnicity="Hrê", cccd="051080001234", note="mới",
        party_joined=date(2010, 5, 19), party_joined_precision="day",
    )  # fmt: skip
    post(who, "TCKT", start=date(2015, 1, 1))
    post(who, "UVBCH", start=date(2020, 6, 1))
    credential(who, "professional", 4, date(2012, 6, 1), field_of_study="Luật", number="B123")
    credential(who, "theory", 2, date(2018, 1, 1))
    return who


def merged(kept, joined, user, **answers):
    answers = {"fact-note": "both"} | answers
    seen = Plan(kept, joined).seen
    return join(kept, joined, answers, seen=seen, by=user, at=timezone.now())


def whole(who):
    """Every fact of a record and of what hangs on it, by the numbers of each."""
    rows = {"person": Person.objects.filter(pk=who.pk)}
    rows |= {"posts": Post.objects.filter(person=who.pk)}
    rows |= {"credentials": Credential.objects.filter(person=who.pk)}
    rows |= {"handovers": HandOver.objects.filter(person=who.pk)}
    rows |= {"evaluations": Evaluation.objects.filter(person=who.pk)}
    columns = {name: [f.attname for f in some.model.history.model.tracked_fields]
               for name, some in rows.items()}  # fmt: skip
    return {name: list(some.order_by("pk").values(*columns[name])) for name, some in rows.items()}


def test_facts_are_joined_and_doubles_recognised(kept, joined, editor_a):
    merged(kept, joined, editor_a)
    kept.refresh_from_db()
    assert (kept.cccd, kept.note, kept.party_joined) == (
        "051080001234",
        "cũ\nmới",
        date(2010, 5, 19),
    )
    posts = set(kept.posts.values_list("title__code", "start"))
    assert posts == {("TCKT", date(2015, 1, 1)), ("UVBCH", date(2020, 6, 1))}
    held = set(kept.credentials.values_list("kind", "level", "number"))
    assert held == {("professional", 4, "B123"), ("theory", 1, ""), ("theory", 2, "")}
    assert not Person.objects.filter(pk=joined.pk).exists()
    assert Post.objects.count() == 2 and Credential.objects.count() == 3


def bearing(name, user):
    """Who is found by a name as the list finds them."""
    found = matching(name, Person.objects.visible_to(user), [], [], date(2026, 1, 1))
    return set(found.values_list("pk", flat=True))


def test_names_of_the_record_that_goes_find_the_one_that_stays(kept, joined, editor_a):
    number = joined.pk
    FormerName.objects.create(record=number, name="Đinh Văn Hái")
    Person.objects.filter(pk=number).update(full_name="Đinh Văn Hài", search_name="dinh van hai")
    joined.refresh_from_db()
    merge = merged(kept, joined, editor_a, **{"fact-full_name": "kept"})
    assert bearing("văn hài", editor_a) == bearing("văn hái", editor_a) == {kept.pk}
    take_apart(merge, by=editor_a, at=timezone.now())
    assert bearing("văn hài", editor_a) == bearing("văn hái", editor_a) == {number}
    assert not FormerName.objects.filter(record=kept.pk).exists()


def test_taken_apart_it_keeps_the_names_that_were_its_own(kept, joined, editor_a):
    with recording(by=editor_a, at=timezone.now(), reason="Nhập trực tiếp") as scribe:
        scribe.change(scribe.hold(kept), full_name="Đinh Văn Ba")
    with recording(by=editor_a, at=timezone.now(), reason="Nhập trực tiếp") as scribe:
        scribe.change(scribe.hold(kept), full_name="Đinh Văn Bảy")
    kept.refresh_from_db()
    FormerName.objects.create(record=joined.pk, name="Đinh Văn Ba")
    merge = merged(kept, joined, editor_a, **{"fact-full_name": "joined"})
    assert bearing("văn ba", editor_a) == bearing("văn bảy", editor_a) == {kept.pk}
    take_apart(merge, by=editor_a, at=timezone.now())
    assert bearing("văn ba", editor_a) == {kept.pk, joined.pk}
    assert bearing("văn bảy", editor_a) == {kept.pk}


def test_what_differs_has_to_be_chosen(kept, joined, editor_a):
    with pytest.raises(Refused, match="chưa chọn"):
        merged(kept, joined, editor_a, **{"fact-note": ""})
    assert Person.objects.count() == 2
    for answer, note in (("kept", "cũ"), ("joined", "mới")):
        merge = merged(kept, joined, editor_a, **{"fact-note": answer})
        assert Person.objects.get().note == note
        take_apart(merge, by=editor_a, at=timezone.now())


@pytest.mark.parametrize(
    ("one", "other", "settled"),
    [
        ({"home_place": ""}, {"home_place": "Ba Tơ"}, "joined"),
        ({"home_place": "Ba Tơ"}, {"home_place": ""}, "kept"),
        ({"home_place": "Ba Tơ"}, {"home_place": "ba  tơ"}, "kept"),
        ({"home_place": "Ba Tơ"}, {"home_place": "Ba Động"}, ""),
        ({"is_local": None}, {"is_local": False}, "joined"),
        ({"is_local": True}, {"is_local": False}, ""),
        ({"sex": "male"}, {"sex": "female"}, ""),
        ({"birth_precision": "year", "birth": date(1980, 1, 1)}, {}, "joined"),
        ({"birth": date(1980, 5, 2)}, {}, ""),
        ({"cccd": "051080000001"}, {"cccd": "051080000002"}, ""),
        ({"ethnicity": "Kinh"}, {"ethnicity": "Hrê"}, ""),
    ],
)
def test_which_value_stays_without_asking(province, one, other, settled):
    plan = Plan(person(**one), person(**other))
    name = {"birth": "birth_date", "birth_precision": "birth_date", "ethnicity": "ethnicity_id"}
    column = name.get(next(iter(one)), next(iter(one)))
    (found,) = [fact for fact in plan.facts if fact.fact.columns[0] == column]
    assert found.settled == settled
    assert (found.name in {q.name for q in plan.questions}) is not settled


class TestPosts:
    @pytest.mark.parametrize(
        ("one", "other", "choices"),
        [
            ({}, {}, ("one",)),
            ({"start": None}, {}, ("one",)),
            ({}, {"end": date(2024, 1, 1)}, ("kept", "joined")),
            ({}, {"start": date(2016, 1, 1)}, ("kept", "joined")),
            ({"end": date(2014, 12, 31), "start": date(2010, 1, 1)}, {}, None),
            ({"end": date(2015, 1, 1), "start": date(2010, 1, 1)}, {}, ("kept", "joined")),
            ({"title": "TPHT"}, {}, None),
            ({"unit": TOWNSHIP}, {}, None),
        ],
    )
    def test_are_doubles_when_held_at_the_same_time(self, province, one, other, choices):
        plan = Plan(
            post(person(), **{"title": "TCKT"} | one).person,
            post(person(), **{"title": "TCKT"} | other).person,
        )
        assert [pair.choices for pair in plan.posts.pairs] == ([choices] if choices else [])

    def test_the_chosen_period_stays(self, kept, joined, editor_a):
        double = joined.posts.get(title__code="TCKT")
        joined.posts.filter(pk=double.pk).update(start=date(2016, 3, 1), start_precision="month")
        merged(kept, joined, editor_a, **{f"post-{double.pk}": "joined"})
        stays = kept.posts.get(title__code="TCKT")
        assert (stays.start_shown, stays.pk) != ("01/01/2015", double.pk)
        assert stays.start_shown == "03/2016"


class TestCredentials:
    @pytest.mark.parametrize(
        ("one", "other", "choices"),
        [
            ({}, {}, ("one",)),
            ({"number": "A"}, {"number": "B"}, ("kept", "joined")),
            ({"awarded": None}, {}, ("one", "both")),
            ({"field_of_study": ""}, {}, ("one", "both")),
            ({"awarded": date(2013, 6, 1)}, {}, None),
            ({"field_of_study": "Kinh tế"}, {}, None),
        ],
    )
    def test_are_doubles_when_they_may_be_one_paper(self, province, one, other, choices):
        usual = {"awarded": date(2012, 6, 1), "field_of_study": "Luật"}
        plan = Plan(
            credential(person(), "professional", 4, **usual | one).person,
            credential(person(), "professional", 4, **usual | other).person,
        )
        found = [pair.choices for pair in plan.credentials.pairs]
        assert found == ([choices] if choices else [])

    @pytest.mark.parametrize(("answer", "count"), [("one", 3), ("both", 4)])
    def test_one_paper_or_two(self, kept, joined, editor_a, answer, count):
        double = joined.credentials.get(kind="professional")
        joined.credentials.filter(pk=double.pk).update(awarded=None, awarded_precision="")
        merged(kept, joined, editor_a, **{f"credential-{double.pk}": answer})
        assert kept.credentials.count() == count
        assert kept.credentials.filter(awarded=date(2012, 6, 1)).count() == 1


class TestEvaluations:
    def test_each_year_is_kept_once_with_the_paper_that_one_of_both_knows(
        self, kept, joined, editor_a
    ):
        Evaluation.objects.create(person=kept, year=2024, grade="good", note="riêng")
        Evaluation.objects.create(
            person=joined, year=2024, grade="good", document_number="7-QĐ", note="khác"
        )
        Evaluation.objects.create(person=joined, year=2023, grade="failed")
        before = whole(kept), whole(joined)
        merge = merged(kept, joined, editor_a)
        found = kept.evaluations.values_list("year", "grade", "document_number", "note")
        assert set(found) == {(2024, "good", "7-QĐ", "riêng"), (2023, "failed", "", "")}
        told = [s for change in changes_to(kept, 1, [joined.pk]) for s in change.sentences]
        assert any("xếp loại năm 2023, Không hoàn thành nhiệm vụ" in each for each in told)
        number = joined.pk
        take_apart(merge, by=editor_a, at=timezone.now())
        assert (whole(kept), whole(Person.objects.get(pk=number))) == before

    def test_two_levels_of_one_year_are_settled_first(self, kept, joined, editor_a):
        Evaluation.objects.create(person=kept, year=2024, grade="good")
        Evaluation.objects.create(person=joined, year=2024, grade="failed")
        with pytest.raises(Refused, match="mức xếp loại năm 2024 khác nhau"):
            merged(kept, joined, editor_a)
        assert Person.objects.count() == 2 and Evaluation.objects.count() == 2


class TestWhoMay:
    def test_the_district_of_both(self, kept, joined, editor_a, editor_b):
        with pytest.raises(Refused):
            merged(kept, joined, editor_b)
        merged(kept, joined, editor_a)

    def test_of_two_districts_the_province(self, kept, editor_a, province_admin):
        other = post(person(name="Đinh Văn Hai", ethnicity="Hrê", note="mới"), "TCKT", ELSEWHERE)
        with pytest.raises(Refused, match="quản trị cấp tỉnh gộp"):
            merged(kept, other.person, editor_a)
        merged(kept, other.person, province_admin)
        assert kept.posts.count() == 2

    def test_nobody_while_a_hand_over_waits(self, kept, joined, editor_a):
        HandOver.objects.create(
            person=joined, giver=kept.posts.get().unit.parent, day=date(2030, 1, 1),
            unit=kept.posts.get().unit, title=kept.posts.get().title, asked_at=timezone.now(),
        )  # fmt: skip
        with pytest.raises(Refused, match="đang chờ"):
            merged(kept, joined, editor_a)

    def test_nobody_with_itself_or_what_changed(self, kept, joined, editor_a):
        with pytest.raises(Refused, match="hai hồ sơ khác nhau"):
            merged(kept, kept, editor_a)
        with pytest.raises(Refused, match="vừa được người khác sửa"):
            join(kept, joined, {}, seen="x", by=editor_a, at=timezone.now())
        assert Person.objects.count() == 2 and not Merge.objects.exists()


class TestReachable:
    def test_the_old_address_leads_on_with_a_note(self, kept, joined, editor_a, client_for):
        old = joined.pk
        merged(kept, joined, editor_a)
        client = client_for(editor_a)
        response = client.get(f"/nhan-su/{old}/", follow=True)
        assert response.redirect_chain[0][0].startswith(f"/nhan-su/{kept.pk}/")
        assert f"Hồ sơ số {old} đã được gộp vào hồ sơ này" in unescape(response.content.decode())
        assert client.get(f"/nhan-su/{old}/thay-doi/").status_code == 302
        gone = client.get(f"/nhan-su/{old}/sua/")
        assert gone.status_code == 404 and "đã được gộp" in unescape(gone.content.decode())

    def test_but_nobody_who_may_not_see_it(self, kept, joined, editor_a, editor_b, client_for):
        merged(kept, joined, editor_a)
        response = client_for(editor_b).get(f"/nhan-su/{joined.pk}/")
        assert response.status_code == 404 and "gộp" not in unescape(response.content.decode())

    def test_one_by_way_of_another(self, kept, joined, editor_a, client_for):
        third = post(person(name="Đinh Văn Hai", ethnicity="Hrê", note="ba"), "TPHT").person
        merged(kept, joined, editor_a)
        merged(third, Person.objects.get(pk=kept.pk), editor_a)
        response = client_for(editor_a).get(f"/nhan-su/{joined.pk}/")
        assert f"/nhan-su/{third.pk}/" in response["Location"]
        assert set(joined_into(third.pk)) == {kept.pk, joined.pk}

    def test_the_history_of_both_is_told(self, kept, joined, editor_a):
        with recording(by=editor_a, at=timezone.now(), reason="Nhập trực tiếp") as scribe:
            scribe.change(scribe.hold(joined), religion="Công giáo")
        merged(kept, Person.objects.get(pk=joined.pk), editor_a)
        told = changes_to(kept, joined=joined_into(kept.pk), whole=True)
        said = [sentence for change in told for sentence in change.sentences]
        assert "Tôn giáo: chưa có → Công giáo" in said
        assert f"Gộp hồ sơ số {joined.pk}" in said
        assert any(s.startswith(f"Chuyển từ hồ sơ số {joined.pk}: chức danh Ủy viên") for s in said)
        assert any(s.startswith("Trùng, giữ một bản: chức danh Tài chính") for s in said)

    def test_what_was_given_out_and_confirmed_stays(self, kept, joined, editor_a, read, client_for):
        key = next(
            one.key for one in doubts_of(record_of(joined), None, date(2025, 1, 1))
            if one.doubt.code == "twin"
        )  # fmt: skip
        look_into(joined, key, by=editor_a, at=timezone.now(), day=date(2025, 1, 1))
        Disclosure.objects.create(kind="cccd", user=editor_a, person=joined, detail="Hai: xem")
        merged(kept, joined, editor_a)
        assert Disclosure.objects.get().person_id == joined.pk
        assert Confirmation.objects.filter(person=joined.pk).exists()
        assert Confirmation.objects.filter(person=kept.pk, facts=key.split(":")[1]).exists()


class TestTakingApart:
    def test_both_are_exactly_as_they_were(self, kept, joined, editor_a):
        before = whole(kept), whole(joined)
        merge = merged(kept, joined, editor_a)
        take_apart(merge, by=editor_a, at=timezone.now())
        assert (whole(kept), whole(joined)) == before
        merge.refresh_from_db()
        assert merge.undone_by == editor_a
        merged(kept, joined, editor_a)

    def test_not_once_the_record_changed_since(self, kept, joined, editor_a):
        merge = merged(kept, joined, editor_a)
        with recording(by=editor_a, at=timezone.now(), reason="x") as scribe:
            scribe.change(scribe.hold(kept), religion="Công giáo")
        with pytest.raises(Refused, match="Tôn giáo: chưa có → Công giáo"):
            take_apart(merge, by=editor_a, at=timezone.now())
        assert Person.objects.count() == 1

    def test_not_twice(self, kept, joined, editor_a):
        merge = merged(kept, joined, editor_a)
        take_apart(merge, by=editor_a, at=timezone.now())
        with pytest.raises(Refused, match="đã được hoàn tác"):
            take_apart(merge, by=editor_a, at=timezone.now())

    def test_by_whoever_keeps_the_record(self, kept, joined, editor_a, editor_b):
        merge = merged(kept, joined, editor_a)
        with pytest.raises(Refused, match="phạm vi"):
            take_apart(merge, by=editor_b, at=timezone.now())


class TestThePages:
    def test_reached_from_the_doubt_the_list_and_the_person(
        self, kept, joined, editor_a, client_for, read
    ):
        client = client_for(editor_a)
        page = read(client, f"/nhan-su/{kept.pk}/")
        assert f'href="/nhan-su/{kept.pk}/gop/{joined.pk}/"' in page
        assert f'href="/nhan-su/{kept.pk}/gop/"' in page
        assert 'href="/ho-so-trung/"' in read(client, "/chat-luong-du-lieu/")
        assert f"/gop/{joined.pk}/" in read(client, "/ho-so-trung/")
        assert f"/gop/{joined.pk}/" in read(client, f"/nhan-su/{kept.pk}/gop/")
        found = read(client, f"/nhan-su/{kept.pk}/gop/?q=051080001234")
        assert f"/gop/{joined.pk}/" in found

    def test_shows_fact_by_fact_and_joins(self, kept, joined, editor_a, client_for):
        client, path = client_for(editor_a), f"/nhan-su/{kept.pk}/gop/{joined.pk}/"
        response = client.get(path)
        page = unescape(response.content.decode())
        assert "trùng, giữ một bản" in page and "chuyển sang hồ sơ giữ lại" in page
        assert "051080001234" not in page and Person.objects.count() == 2
        data = fields_of(response, "action")
        assert client.post(path, data).status_code == 422
        answer = client.post(path, data | {"fact-note": "kept"}, follow=True)
        page = unescape(answer.content.decode())
        assert f"Đã gộp hồ sơ số {joined.pk}" in page and "Hoàn tác gộp" in page
        merge = Merge.objects.get()
        answer = client.post(f"/ho-so-trung/{merge.pk}/hoan-tac/", follow=True)
        assert "trở lại như trước khi gộp" in unescape(answer.content.decode())
        assert Person.objects.count() == 2

    def test_of_another_district_says_who_may(self, kept, editor_a, editor_b, client_for):
        other = post(person(name="Đinh Văn Hai"), "TCKT", ELSEWHERE).person
        path = f"/nhan-su/{kept.pk}/gop/{other.pk}/"
        assert client_for(editor_a).get(path).status_code == 404
        post(other, "UVBCH", MOUNTAIN, start=date(2010, 1, 1), end=date(2011, 1, 1))
        page = unescape(client_for(editor_a).get(path).content.decode())
        assert "đề nghị quản trị cấp tỉnh gộp" in page and 'id="action"' not in page

    def test_confirmed_to_be_two_they_are_not_listed(
        self, kept, joined, editor_a, client_for, read
    ):
        for who in (kept, joined):
            for one in doubts_of(record_of(who), None, timezone.localdate()):
                if one.doubt.code == "twin":
                    look_into(
                        who, one.key, by=editor_a, at=timezone.now(), day=timezone.localdate()
                    )
        assert "Không có hồ sơ nào trùng" in read(client_for(editor_a), "/ho-so-trung/")


def test_a_post_elsewhere_moves_too(kept, joined, editor_a):
    post(joined, "TPHT", LOWLAND, start=date(2010, 1, 1), end=date(2014, 12, 31))
    merged(kept, joined, editor_a)
    assert kept.posts.filter(unit__code=LOWLAND).count() == 1
