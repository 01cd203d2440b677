"""Putting a deleted record back."""

from datetime import UTC, date, datetime
from html import unescape

import pytest
from django.core.management import call_command
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from accounts.models import Grant, User
from personnel.actions.deleting import delete_record, fingerprint
from personnel.actions.restoring import PARTS, restore
from personnel.keeping.history import changes_to
from personnel.keeping.recording import Refused
from personnel.kinds import KINDS
from personnel.models import (
    Deletion,
    Disclosure,
    Ethnicity,
    Evaluation,
    Grade,
    HandOver,
    Person,
    Post,
    Scan,
    Title,
    Unit,
)
from tests.factories import LOWLAND, MOUNTAIN, TOWNSHIP, credential, person, post
from tests.personnel.actions.careers import ELSEWHERE

LIST = "/da-xoa/"
MODELS = (Person, *PARTS)
DAYS = st.dates(date(2000, 1, 1), date(2025, 12, 31))
WORDS = st.text("aăâbcdđ ngữễ'-;%", max_size=30)
PEOPLE = st.fixed_dictionaries(
    {
        "name": st.sampled_from(["Phạm Thị Hạnh", "Đinh Văn Lía", "Y Nhơn"]),
        "birth": st.dates(date(1950, 1, 1), date(1999, 12, 31)),
        "birth_precision": st.sampled_from(["day", "month", "year"]),
        "sex": st.sampled_from(["male", "female"]),
        "cccd": st.from_regex(r"\A[0-9]{12}\Z") | st.just(""),
        "ethnicity": st.sampled_from(["Kinh", "Hrê"]),
        "religion": WORDS,
        "is_local": st.sampled_from([None, True, False]),
        "note": WORDS,
    }
)
POSTS = st.lists(
    st.tuples(
        st.sampled_from(["BT", "TCKT", "UVBCH"]),
        st.sampled_from([MOUNTAIN, TOWNSHIP, LOWLAND]),
        st.none() | DAYS,
        st.none() | st.integers(0, 900),
    ),
    unique_by=lambda drawn: drawn[:2],
    max_size=4,
)
CREDENTIALS = st.dictionaries(
    st.sampled_from([(kind.code, n) for kind in KINDS.values() for n in range(kind.top + 1)]),
    st.tuples(st.none() | DAYS, WORDS),
    max_size=6,
)
EVALUATIONS = st.dictionaries(
    st.integers(1990, 2100), st.tuples(st.sampled_from(Grade.values), WORDS), max_size=4
)
DECIDED = st.lists(st.tuples(st.sampled_from(["declined", "withdrawn"]), DAYS), max_size=2)


def rows():
    """Return every column of every record, derived ones too."""
    return {
        model: sorted(
            tuple((name, bytes(v) if isinstance(v, memoryview) else v) for name, v in row.items())
            for row in model.objects.values()
        )
        for model in MODELS
    }


def past(model):
    return list(model.history.order_by("history_id").values())


class WhatIsPutBack(TestCase):
    @classmethod
    def setUpTestData(cls):
        call_command("load_reference", verbosity=0)
        cls.admin = User.objects.create_user("quan-tri")
        cls.admin.grants.create(role=Grant.Role.PROVINCE_ADMIN)

    @settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
    @given(facts=PEOPLE, posts=POSTS, credentials=CREDENTIALS, decided=DECIDED, graded=EVALUATIONS)
    def test_is_exactly_what_was_deleted(self, facts, posts, credentials, decided, graded):
        who = person(**facts)
        for title, unit, start, days in posts:
            end = date.fromordinal((start or date(2024, 1, 1)).toordinal() + days) if days else None
            post(who, title, unit, start=start, end=end)
        for (kind, level), (awarded, words) in credentials.items():
            credential(who, kind, level, awarded=awarded, field_of_study=words)
        for year, (grade, words) in graded.items():
            Evaluation.objects.create(person=who, year=year, grade=grade, note=words)
        for state, day in decided:
            at = datetime(day.year, day.month, day.day, 3, 4, 5, 678901, tzinfo=UTC)
            HandOver.objects.create(
                person=who, giver=Unit.objects.get(code="535"), day=day, state=state,
                unit=Unit.objects.get(code=ELSEWHERE), title=Title.objects.get(code="BT"),
                ends=[1, 2], asked_by=self.admin, asked_at=at, decided_at=at, answer="không",
            )  # fmt: skip
        before, told = rows(), {model: past(model) for model in MODELS}
        deletion = delete_record(
            who, "nhập nhầm", seen=fingerprint(who), by=self.admin, at=timezone.now()
        )
        assert not any(rows().values())
        now = timezone.now()
        restore(deletion, by=self.admin, at=now)
        assert rows() == before
        for model in MODELS:
            size = len(told[model])
            after = past(model)
            assert after[:size] == told[model]
            types = [row["history_type"] for row in after[size:]]
            assert types == ["-"] * len(before[model]) + ["+"] * len(before[model])
            for row in after[size:]:
                assert row["history_user_id"] == self.admin.pk
                deleted = row["history_type"] == "-"
                assert row["history_date"] == (deletion.at if deleted else now)
                word = "Xóa hồ sơ nhập nhầm" if deleted else "Khôi phục hồ sơ đã xóa"
                assert row["history_change_reason"] == f"{word}: nhập nhầm"


@pytest.fixture
def deletion(secretary, editor_a):
    return delete_record(
        secretary, "nhập trùng", seen=fingerprint(secretary), by=editor_a, at=timezone.now()
    )


@pytest.fixture
def put_back(client_for, deletion):
    """Return a function by which a user restores the record; returns the page that follows."""

    def send(user):
        response = client_for(user).post(f"{LIST}{deletion.pk}/khoi-phuc/", follow=True)
        return unescape(response.content.decode())

    return send


def test_nothing_hangs_on_a_person_that_is_not_put_back():
    hanging = {relation.related_model for relation in Person._meta.related_objects}
    # Scans are never deleted with it: they keep its number.
    assert hanging - {Scan} == {*PARTS}
    links = {m for m in Disclosure._meta.get_fields() if m.related_model is Person}
    assert [link.remote_field.related_name for link in links] == ["+"]


def test_the_administrator_undoes_it(deletion, put_back, secretary, province_admin):
    text = put_back(province_admin)
    assert "Đã khôi phục hồ sơ Phạm Thị Hạnh" in text
    deletion.refresh_from_db()
    assert deletion.restored_by == province_admin
    assert secretary.posts.count() == 2
    told = [s for change in changes_to(secretary, 2) for s in change.sentences]
    assert any(sentence.startswith("Khôi phục hồ sơ") for sentence in told)
    assert any(sentence.startswith("Xóa hồ sơ") for sentence in told)


def test_twice_is_refused(deletion, put_back, province_admin):
    put_back(province_admin)
    assert "đã được khôi phục trước đó" in put_back(province_admin)
    assert Person.objects.count() == 1 and Person.history.filter(history_type="+").count() == 2


def test_a_restored_record_can_be_deleted_and_restored_again(
    deletion, put_back, secretary, editor_a, province_admin
):
    put_back(province_admin)
    again = delete_record(
        secretary, "vẫn nhầm", seen=fingerprint(secretary), by=editor_a, at=timezone.now()
    )
    restore(again, by=province_admin, at=timezone.now())
    assert secretary.posts.count() == 2


@pytest.mark.parametrize("user", ["editor_a", "editor_ab", "province_viewer", "stranger"])
def test_it_is_for_administrators_alone(deletion, user, request, client_for):
    someone = request.getfixturevalue(user)
    client = client_for(someone)
    assert client.get(LIST).status_code == 404
    assert client.post(f"{LIST}{deletion.pk}/khoi-phuc/").status_code == 404
    with pytest.raises(Refused, match="quản trị cấp tỉnh"):
        restore(deletion, by=someone, at=timezone.now())
    assert not Person.objects.exists()


def test_a_number_that_is_anothers_by_now_stands_in_the_way(deletion, put_back, province_admin):
    person(name="Lê Văn Phổ", cccd="051180001234")
    text = put_back(province_admin)
    assert "số CCCD của hồ sơ này nay thuộc hồ sơ Lê Văn Phổ, sinh 01/05/1980" in text
    assert Person.objects.count() == 1


@pytest.mark.parametrize(
    ("gone", "said"),
    [
        (lambda: Unit.objects.filter(code=MOUNTAIN).delete(), "đơn vị ghi trong hồ sơ"),
        (lambda: Title.objects.filter(code="BT").delete(), "chức danh ghi trong hồ sơ"),
        (lambda: Ethnicity.objects.filter(name="Kinh").delete(), "dân tộc ghi trong hồ sơ"),
    ],
)
def test_what_is_gone_from_the_reference_data_stands_in_the_way(
    deletion, put_back, province_admin, gone, said
):
    gone()
    assert said in put_back(province_admin)
    assert not Person.objects.exists() and not Post.objects.exists()
    deletion.refresh_from_db()
    assert deletion.restored_at is None


def test_a_history_that_was_taken_away_stands_in_the_way(deletion, put_back, province_admin):
    Person.history.all().delete()
    assert "lịch sử không còn giữ hồ sơ này" in put_back(province_admin)


def test_somebody_entered_anew_meanwhile_is_named(deletion, put_back, province_admin):
    post(person(name="Phạm Thị Hạnh", sex="female"), "TCKT", TOWNSHIP)
    assert "Có thể trùng hồ sơ: Phạm Thị Hạnh, sinh 01/05/1980" in put_back(province_admin)


def test_users_who_are_gone_are_nobody(offer, secretary, editor_a, province_admin):
    offer.state, offer.decided_at, offer.decided_by = "withdrawn", timezone.now(), editor_a
    offer.save()
    deletion = delete_record(
        secretary, "nhầm", seen=fingerprint(secretary), by=province_admin, at=timezone.now()
    )
    editor_a.delete()
    restore(deletion, by=province_admin, at=timezone.now())
    offer.refresh_from_db()
    assert (offer.asked_by, offer.decided_by, offer.state) == (None, None, "withdrawn")


def test_what_was_disclosed_is_known_before_and_after(secretary, editor_a, province_admin):
    opened = Disclosure.objects.create(kind="cccd", user=editor_a, person=secretary)
    deletion = delete_record(
        secretary, "nhầm", seen=fingerprint(secretary), by=editor_a, at=timezone.now()
    )
    opened.refresh_from_db()
    assert opened.person_id == secretary.pk
    restore(deletion, by=province_admin, at=timezone.now())
    assert Disclosure.objects.get().person == secretary


class TestTheList:
    @pytest.mark.parametrize(
        ("sought", "found"), [("pham hanh", 1), ("Hạnh", 1), ("hanh pham x", 0), ("", 1)]
    )
    def test_is_searched_without_marks(self, deletion, province_admin, client_for, sought, found):
        response = client_for(province_admin).get(LIST, {"q": sought})
        assert len(response.context["page"].object_list) == found

    def test_says_who_why_and_when(self, deletion, province_admin, client_for):
        text = unescape(client_for(province_admin).get(LIST).content.decode())
        for shown in ("Phạm Thị Hạnh", "Bí thư Đảng ủy, Xã Ba Điền", "nhập trùng", "ba-to"):
            assert shown in text
        assert "051180001234" not in text

    def test_offers_no_second_restoring(self, deletion, put_back, province_admin, client_for):
        put_back(province_admin)
        assert "/khoi-phuc/" not in client_for(province_admin).get(LIST).content.decode()

    @pytest.mark.parametrize("query", ["q=%07", "page=x", "q=" + "x" * 300, "page=" + "9" * 40])
    def test_garbage_is_no_server_error(self, deletion, province_admin, client_for, query):
        assert client_for(province_admin).get(f"{LIST}?{query}").status_code == 200

    def test_no_deletion_of_this_number(self, province_admin, client_for):
        assert client_for(province_admin).post(f"{LIST}0/khoi-phuc/").status_code == 404

    def test_a_deletion_names_itself(self, deletion):
        assert str(deletion).startswith("Phạm Thị Hạnh (")
        assert Deletion.objects.named_like("hanh").get() == deletion
