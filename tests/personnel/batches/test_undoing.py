"""A batch taken back: as it was before; what changed since stays and is named."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from personnel.actions.deleting import delete_record, fingerprint
from personnel.batches.standing import counts_of, entries_of
from personnel.batches.undoing import take_back
from personnel.classes.saving import record_class
from personnel.joining.joining import join
from personnel.joining.plan import Plan
from personnel.joining.undoing import take_apart
from personnel.keeping.recording import Refused, recording
from personnel.models import Batch, BatchRow, Credential, Merge, Person
from tests.factories import credential, person, post
from tests.personnel.batches.recorded import AT, a_class, recorded_class


def now():
    return timezone.now()


def names(entries):
    return [entry.person.full_name for entry in entries]


def edited(held, user, **values):
    with recording(by=user, at=now(), reason="Sửa hồ sơ") as scribe:
        scribe.change(scribe.hold(held), **values)


def own(who):
    return who.credentials.get(level=2)


class TestWhatIsKept:
    def test_a_class_says_what_by_whom_when_and_of_whom(self, batch, three, editor_a):
        assert str(batch) == "Lý luận chính trị: Trung cấp (30/05/2025)"
        assert (batch.kind, batch.by) == ("class", editor_a)
        assert batch.at == Credential.history.first().history_date > AT
        rows = {row.person_id: row.credential for row in batch.rows.all()}
        assert rows == {who.pk: own(who).pk for who in three}

    def test_who_had_it_is_not_in_it(self, three, editor_a):
        credential(three[0], "theory", 2, awarded=date(2025, 5, 30))
        batch = recorded_class(three, editor_a)
        assert names(entries_of(batch, editor_a).rows) == ["Đinh Văn Ba", "Đinh Văn Cang"]

    def test_everybody_sees_it_of_whom_they_see_somebody(
        self, batch, editor_a, editor_b, province_viewer, viewer_a, stranger
    ):
        users = (editor_a, editor_b, province_viewer, viewer_a, stranger)
        seen = [batch in Batch.objects.visible_to(user) for user in users]
        assert seen == [True, False, True, True, False]

    def test_others_are_counted_only(self, three, moved_away, province_admin, editor_b):
        moved_away(three[0])
        batch = recorded_class(three, province_admin)
        entries = entries_of(batch, editor_b)
        assert names(entries.rows) == ["Đinh Văn An"] and entries.hidden == 2
        assert counts_of([batch], editor_b) == {batch.pk: 1}


class TestTakingBack:
    def test_all_is_as_it_was(self, batch, three, editor_a):
        done = take_back(batch, by=editor_a, at=now())
        assert names(done.entries) == [who.full_name for who in three]
        assert not Credential.objects.exists()
        batch.refresh_from_db()
        assert batch.undone_by == editor_a and batch.undone_at
        assert {row.history_type for row in Credential.history.all()} == {"+", "-"}
        assert Credential.history.first().history_change_reason.startswith("Hoàn tác đợt ghi nhận")

    def test_what_somebody_changed_since_stays_and_is_named(self, batch, three, editor_a):
        edited(own(three[1]), editor_a, number="12")
        done = take_back(batch, by=editor_a, at=now())
        assert names(done.entries) == ["Đinh Văn An", "Đinh Văn Cang"]
        assert [(str(e.person), e.told) for e in done.kept] == [
            ("Đinh Văn Ba", "đã được sửa sau khi ghi")
        ]
        assert own(three[1]).number == "12"
        batch.refresh_from_db()
        assert batch.undone_at
        told = [entry.told for entry in entries_of(batch, editor_a).rows]
        assert told[1] == "đã được sửa sau khi ghi, để nguyên khi hoàn tác"

    def test_another_change_of_the_person_is_in_nobodys_way(self, batch, three, editor_a):
        edited(three[0], editor_a, religion="Công giáo")
        assert len(take_back(batch, by=editor_a, at=now()).entries) == 3

    def test_not_twice_and_who_did_it_is_said(self, batch, editor_a, province_admin):
        take_back(batch, by=editor_a, at=now())
        with pytest.raises(Refused, match=rf"đã được hoàn tác lúc .* do {editor_a}"):
            take_back(batch, by=province_admin, at=now())

    def test_nothing_left_is_refused_by_name(self, batch, three, editor_a):
        for who in three:
            edited(own(who), editor_a, number="12")
        with pytest.raises(Refused, match="Đinh Văn An .đã được sửa sau khi ghi"):
            take_back(batch, by=editor_a, at=now())
        batch.refresh_from_db()
        assert batch.undone_at is None

    def test_out_of_reach_stays_for_whoever_has_it(
        self, batch, three, moved_away, editor_a, editor_b, province_admin
    ):
        moved_away(three[0])
        done = take_back(batch, by=editor_a, at=now())
        assert names(done.foreign) == ["Đinh Văn An"] and own(three[0])
        batch.refresh_from_db()
        assert batch.undone_at is None
        take_back(batch, by=province_admin, at=now())
        batch.refresh_from_db()
        assert batch.undone_by == province_admin and not Credential.objects.exists()

    def test_a_deleted_person_is_in_nobodys_way(self, batch, three, editor_a):
        delete_record(
            three[0], "nhầm", seen=fingerprint(three[0]), by=editor_a, at=now()
        )  # fmt: skip
        entries = entries_of(batch, editor_a)
        assert len(entries.rows) == 2 and entries.hidden == 1
        take_back(batch, by=editor_a, at=now())
        batch.refresh_from_db()
        assert batch.undone_at
        assert BatchRow.objects.get(person=three[0].pk).left == "gone"

    def test_a_deleted_credential_is_told(self, batch, three, editor_a):
        own(three[0]).delete()
        assert entries_of(batch, editor_a).rows[0].told == "không còn trong hồ sơ"

    def test_of_some_people_only(self, batch, three, editor_a):
        row = batch.rows.get(person=three[1].pk)
        done = take_back(batch, by=editor_a, at=now(), only=[str(row.pk)])
        assert names(done.entries) == ["Đinh Văn Ba"]
        assert not three[1].credentials.exists() and own(three[0])
        batch.refresh_from_db()
        assert batch.undone_at is None
        assert entries_of(batch, editor_a).people == 2
        with pytest.raises(Refused, match="vừa được bỏ ra"):
            take_back(batch, by=editor_a, at=now(), only=[str(row.pk)])

    def test_with_the_last_person_it_is_undone(self, batch, editor_a):
        rows = [str(row.pk) for row in batch.rows.all()]
        take_back(batch, by=editor_a, at=now(), only=rows)
        batch.refresh_from_db()
        assert batch.undone_at

    def test_queries_do_not_grow_with_the_class(
        self, three, editor_a, django_assert_max_num_queries
    ):
        more = [post(person(name=f"Trần Thị {n}"), "VPDU").person for n in range(40)]
        few, many = recorded_class(three[:1], editor_a), recorded_class(more, editor_a, level=3)
        for batch in (few, many):
            with django_assert_max_num_queries(45):
                take_back(batch, by=editor_a, at=now())


class TestAdding:
    def test_who_was_forgotten_comes_into_it(self, batch, editor_a):
        late = post(person(name="Đinh Văn Muộn"), "VPDU").person
        done = record_class(a_class(), [late], by=editor_a, at=now(), into=batch)
        assert done.batch == batch and Batch.objects.count() == 1
        assert "Đinh Văn Muộn" in names(entries_of(batch, editor_a).rows)
        assert own(late).awarded == date(2025, 5, 30)
        take_back(batch, by=editor_a, at=now())
        assert not late.credentials.exists()

    def test_not_as_the_class_was_before_it_was_corrected(self, batch, editor_a):
        late = post(person(name="Đinh Văn Muộn"), "VPDU").person
        with pytest.raises(Refused, match="vừa được sửa thành"):
            record_class(a_class(level=3), [late], by=editor_a, at=now(), into=batch)
        assert not late.credentials.exists()

    def test_not_into_one_that_was_undone(self, batch, editor_a):
        take_back(batch, by=editor_a, at=now())
        late = post(person(name="Đinh Văn Muộn"), "VPDU").person
        with pytest.raises(Refused, match="đã được hoàn tác"):
            record_class(a_class(), [late], by=editor_a, at=now(), into=batch)


class TestTwoRecordsMadeOne:
    @pytest.fixture
    def merged(self, batch, three, editor_a):
        """The first of the class, joined to a record that was not in it."""
        kept = post(person(name="Đinh Văn An"), "TCKT").person
        merge = join(
            kept, three[0], {}, seen=Plan(kept, three[0]).seen, by=editor_a, at=now()
        )  # fmt: skip
        return kept, merge

    def test_the_one_that_stays_is_in_the_class(self, batch, merged, editor_a):
        kept, _ = merged
        entry = entries_of(batch, editor_a).rows[0]
        assert entry.person == kept and entry.free
        take_back(batch, by=editor_a, at=now())
        assert not kept.credentials.exists()

    def test_taken_apart_each_has_its_own(self, batch, merged, three, editor_a):
        _, merge = merged
        take_apart(merge, by=editor_a, at=now())
        entries = entries_of(batch, editor_a)
        assert {entry.person.pk for entry in entries.rows} == {who.pk for who in three}
        assert len(entries.free) == 3

    def test_taken_apart_from_a_chain_too(self, batch, merged, editor_a):
        kept, first = merged
        third = post(person(name="Đinh Văn An"), "TPHT").person
        second = join(third, kept, {}, seen=Plan(third, kept).seen, by=editor_a, at=now())
        assert batch.rows.get(number=first.joined).person_id == third.pk
        take_apart(second, by=editor_a, at=now())
        assert batch.rows.get(number=first.joined).person_id == kept.pk
        assert Merge.objects.in_force().get() == first

    def test_both_in_the_class_one_credential_is_left_and_taken_back(self, batch, three, editor_a):
        Person.objects.filter(pk=three[1].pk).update(full_name="Đinh Văn An")
        kept, joined = three[0], Person.objects.get(pk=three[1].pk)
        join(kept, joined, {}, seen=Plan(kept, joined).seen, by=editor_a, at=now())
        entries = entries_of(batch, editor_a)
        assert entries.people == 2 and [entry.why for entry in entries.rows] == ["", "gone", ""]
        take_back(batch, by=editor_a, at=now())
        assert not kept.credentials.exists()


def test_the_moment_of_undoing_is_after_whatever_was_done_before(batch, three, editor_a):
    edited(three[0], editor_a, religion="Công giáo")
    Person.history.update(history_date=now() + timedelta(days=1))
    take_back(batch, by=editor_a, at=now())
    last = Person.history.latest("history_date").history_date
    assert Credential.history.filter(history_type="-").first().history_date > last
