"""Every named constraint: the database refuses the record, and the form says why."""

from datetime import UTC, date, datetime

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from accounts.models import ApiToken, Grant, User
from personnel.models import (
    Confirmation,
    Credential,
    Deletion,
    DossierCount,
    Enrolment,
    Ethnicity,
    Evaluation,
    HandOver,
    Merge,
    Person,
    PlannedTitle,
    Post,
    Term,
    Title,
    TrainingClass,
    Unit,
    UnitEvaluation,
)
from tests.factories import LOWLAND, MOUNTAIN

BORN, LATER = date(1980, 5, 1), date(2010, 1, 1)
NOW = datetime(2025, 3, 12, 8, 0, tzinfo=UTC)


def a_person(**facts):
    usual = {"full_name": "Lê Văn An", "sex": "male", "birth_date": BORN}
    return Person(**usual | {"birth_precision": "day"} | facts)


def saved_person():
    who = a_person(cccd="051080000001")
    who.save()
    return who


def a_post(**facts):
    usual = {"unit": Unit.objects.get(code=MOUNTAIN), "title": Title.objects.get(code="BT")}
    return Post(**usual | facts)


def a_credential(**facts):
    return Credential(**{"kind": "theory", "level": 2} | facts)


def a_handover(**facts):
    usual = {"giver": Unit.objects.get(code="535"), "unit": Unit.objects.get(code=LOWLAND)}
    usual |= {"title": Title.objects.get(code="BT"), "day": LATER, "asked_at": NOW}
    return HandOver(**usual | facts)


def a_planned(**facts):
    usual = {"unit": Unit.objects.get(code=MOUNTAIN), "title": Title.objects.get(code="BT")}
    usual |= {"person": saved_person(), "term_from": 2025, "term_to": 2030}
    return PlannedTitle(**usual | facts)


def a_deletion(**facts):
    return Deletion(**{"record": 1, "name": "Lê Văn An", "reason": "nhầm", "at": NOW} | facts)


def a_request(**facts):
    return a_handover(**{"state": "asked", "requested_at": NOW} | facts)


def a_confirmation(**facts):
    return Confirmation(**{"doubt": "twin", "facts": "0" * 64, "at": NOW} | facts)


def a_merge(**facts):
    return Merge(**{"kept": 1, "joined": 2, "name": "Lê Văn An", "at": NOW} | facts)


def a_unit(**facts):
    district = Unit.objects.get(code="535")
    usual = {"code": "99999", "name": "Xã Thử", "level": "commune", "kind": "xã"}
    return Unit(**usual | {"parent": district} | facts)


def a_count(**facts):
    usual = {"unit": Unit.objects.get(code=MOUNTAIN), "year": 2025, "total": 10, "online": 5}
    return DossierCount(**usual | facts)


def a_grant(**facts):
    user, _ = User.objects.get_or_create(username="thu")
    return Grant(**{"user": user, "role": "province_viewer"} | facts)


def a_token(**facts):
    usual = {"label": "Kho dữ liệu", "role": "province_viewer", "sha256": "0" * 64}
    usual |= {"valid_from": LATER, "valid_to": LATER, "prefix": "cqx_", "given_at": NOW}
    return ApiToken(**usual | facts)


def an_editors_grant(**facts):
    return a_grant(role="district_editor", unit=Unit.objects.get(code="535"), **facts)


def a_class(**facts):
    usual = {"name": "Lớp thử", "kind": "theory", "level": 2, "seats": 30}
    return TrainingClass(**usual | {"starts": LATER, "ends": date(2010, 12, 31)} | facts)


def saved_class(**facts):
    made = a_class(**facts)
    made.save()
    return made


def an_enrolment(**facts):
    usual = {"kind": "theory", "level": 2, "state": "sent", "since": LATER}
    return Enrolment(**usual | {"unit": Unit.objects.get(code=MOUNTAIN)} | facts)


def an_evaluation(**facts):
    return Evaluation(**{"year": 2024, "grade": "good"} | facts)


def a_collective(**facts):
    usual = {"unit": Unit.objects.get(code=MOUNTAIN), "collective": "party", "year": 2024}
    return UnitEvaluation(**usual | {"grade": "good"} | facts)


def here():
    return Unit.objects.get(code=MOUNTAIN)


def a_term(**facts):
    usual = {"kind": "congress", "name": "2020-2025", "starts": date(2020, 6, 1)}
    return Term(**usual | facts)


# Constraint, a record it refuses, the record that stands before it (if any).
REFUSED = [
    ("person_has_name", lambda: a_person(full_name=""), None),
    ("person_cccd_twelve_digits", lambda: a_person(cccd="05108000001"), None),
    ("person_cccd_twelve_digits", lambda: a_person(cccd="05108000000a"), None),
    ("person_cccd_once", lambda: a_person(cccd="051080000001"), saved_person),
    ("person_sex_known", lambda: a_person(sex="other"), None),
    ("person_local_of_is_said", lambda: a_person(local_of=Unit.objects.get(code=MOUNTAIN)), None),
    ("person_birth_precision", lambda: a_person(birth_precision=""), None),
    ("person_party_joined_precision", lambda: a_person(party_joined=LATER), None),
    ("person_minority_area_since_precision", lambda: a_person(minority_area_since=LATER), None),
    (
        "person_joined_party_after_birth",
        lambda: a_person(party_joined=BORN, party_joined_precision="day"),
        None,
    ),
    (
        "post_ends_after_it_starts",
        lambda: a_post(
            person=saved_person(), start=LATER, start_precision="day", end=date(2009, 12, 31)
        ),
        None,
    ),
    (
        "post_open_once",
        lambda: a_post(person=Person.objects.get()),
        lambda: a_post(person=saved_person()).save(),
    ),
    ("post_start_precision", lambda: a_post(person=saved_person(), start=LATER), None),
    ("post_reason_needs_end", lambda: a_post(person=saved_person(), end_reason="moved"), None),
    ("post_decision_precision", lambda: a_post(person=saved_person(), decision_date=LATER), None),
    ("post_basis_known", lambda: a_post(person=saved_person(), basis="other"), None),
    ("post_acting_known", lambda: a_post(person=saved_person(), acting="other"), None),
    ("post_origin_known", lambda: a_post(person=saved_person(), came_from="xã"), None),
    ("post_body_known", lambda: a_post(person=saved_person(), body="Phòng Kinh tế"), None),
    ("term_kind_known", lambda: a_term(kind="other"), None),
    ("term_named_by_years", lambda: a_term(name="2020 - 25"), None),
    ("term_ends_after_it_starts", lambda: a_term(ends=date(2020, 5, 31)), None),
    ("term_once_for_all", a_term, lambda: a_term().save()),
    ("term_once_a_unit", lambda: a_term(unit=here()), lambda: a_term(unit=here()).save()),
    (
        "handover_decision_precision",
        lambda: a_handover(person=saved_person(), decision_date=LATER),
        None,
    ),
    ("handover_basis_known", lambda: a_handover(person=saved_person(), basis="other"), None),
    ("handover_acting_known", lambda: a_handover(person=saved_person(), acting="other"), None),
    (
        "handover_waits_once_a_person",
        lambda: a_handover(person=Person.objects.get()),
        lambda: a_handover(person=saved_person()).save(),
    ),
    (
        "handover_decided_when_not_waiting",
        lambda: a_handover(person=saved_person(), state="accepted"),
        None,
    ),
    (
        "handover_decided_when_not_waiting",
        lambda: a_handover(person=saved_person(), decided_at=NOW),
        None,
    ),
    (
        "handover_asked_for_once_a_person",
        lambda: a_request(person=Person.objects.get()),
        lambda: a_request(person=saved_person()).save(),
    ),
    (
        "handover_asked_for_has_its_moment",
        lambda: a_request(person=saved_person(), requested_at=None),
        None,
    ),
    (
        "confirmation_once_for_its_facts",
        lambda: a_confirmation(person=Person.objects.get()),
        lambda: a_confirmation(person=saved_person()).save(),
    ),
    ("merge_once_until_undone", lambda: a_merge(kept=3), lambda: a_merge().save()),
    ("merge_of_two_records", lambda: a_merge(kept=2), None),
    ("deletion_once_until_restored", a_deletion, lambda: a_deletion().save()),
    ("deletion_has_reason", lambda: a_deletion(reason=""), None),
    ("credential_level_of_its_kind", lambda: a_credential(person=saved_person(), level=5), None),
    (
        "credential_awarded_precision",
        lambda: a_credential(person=saved_person(), awarded=LATER),
        None,
    ),
    (
        "credential_year_counts_from_its_end",
        lambda: a_credential(person=saved_person(), awarded=LATER, awarded_precision="year"),
        None,
    ),
    (
        "credential_recorded_once",
        lambda: a_credential(person=Person.objects.get()),
        lambda: a_credential(person=saved_person()).save(),
    ),
    (
        "credential_verified_on_a_day",
        lambda: a_credential(person=saved_person(), verification="verified"),
        None,
    ),
    (
        "credential_verified_on_a_day",
        lambda: a_credential(person=saved_person(), verified_on=LATER),
        None,
    ),
    (
        "credential_withdrawn_by_a_document",
        lambda: a_credential(person=saved_person(), verification="withdrawn", verified_on=LATER),
        None,
    ),
    ("unit_code_once_in_force", lambda: a_unit(code=MOUNTAIN, valid_from=LATER), None),
    (
        "unit_code_once_a_period",
        lambda: a_unit(valid_from=LATER),
        lambda: a_unit(valid_from=LATER, valid_to=date(2020, 1, 1)).save(),
    ),
    (
        "unit_ends_after_it_starts",
        lambda: a_unit(valid_from=LATER, valid_to=date(2009, 12, 31)),
        None,
    ),
    ("unit_below_the_province_has_parent", lambda: a_unit(parent=None), None),
    ("unit_outside_until_the_joining", lambda: a_unit(outside=True), None),
    ("unit_kind_fits_level", lambda: a_unit(kind="huyện"), None),
    ("title_group_known", lambda: Title(code="T", name="Thử", group="other", order=1), None),
    (
        "title_ends_after_it_starts",
        lambda: Title(
            code="T",
            name="Thử",
            group="key",
            order=1,
            valid_from=LATER,
            valid_to=date(2009, 12, 31),
        ),
        None,
    ),
    ("dossier_count_once_a_year", a_count, lambda: a_count().save()),
    ("dossier_online_within_total", lambda: a_count(online=11), None),
    ("dossier_year_plausible", lambda: a_count(year=1999), None),
    ("dossier_year_plausible", lambda: a_count(year=2101), None),
    ("api_token_unit_fits_role", lambda: a_token(role="district_viewer"), None),
    ("api_token_unit_fits_role", lambda: a_token(unit=Unit.objects.get(code="535")), None),
    ("api_token_unit_fits_role", lambda: a_token(role="province_admin"), None),
    ("api_token_ends_after_it_starts", lambda: a_token(valid_to=date(2009, 12, 31)), None),
    ("api_token_secret_once", a_token, lambda: a_token().save()),
    ("grant_unit_fits_role", lambda: a_grant(role="district_editor"), None),
    ("grant_unit_fits_role", lambda: a_grant(unit=Unit.objects.get(code="535")), None),
    (
        "grant_ends_after_it_starts",
        lambda: a_grant(valid_from=LATER, valid_to=date(2009, 12, 31)),
        None,
    ),
    (
        "grant_open_once_in_a_unit",
        lambda: an_editors_grant(valid_from=LATER),
        lambda: an_editors_grant().save(),
    ),
    ("grant_open_once_in_the_province", a_grant, lambda: a_grant(valid_from=LATER).save()),
    ("training_class_ends_after_it_starts", lambda: a_class(ends=date(2009, 12, 31)), None),
    ("training_class_awards_at_its_end", lambda: a_class(award_expected=LATER), None),
    ("training_class_level_of_its_kind", lambda: a_class(level=5), None),
    ("training_class_has_seats", lambda: a_class(seats=0), None),
    (
        "training_class_of_the_school_or_a_board",
        lambda: a_class(by_school=True, unit=Unit.objects.get(code="535")),
        None,
    ),
    ("training_class_once", a_class, lambda: a_class().save()),
    ("enrolment_state_known", lambda: an_enrolment(person=saved_person(), state="other"), None),
    (
        "enrolment_open_once_of_a_course",
        lambda: an_enrolment(person=Person.objects.get(), state="postponed", reason="ốm"),
        lambda: an_enrolment(person=saved_person()).save(),
    ),
    (
        "enrolment_once_in_a_class",
        lambda: an_enrolment(
            person=Person.objects.get(), training_class=TrainingClass.objects.get(), level=1
        ),
        lambda: an_enrolment(person=saved_person(), training_class=saved_class()).save(),
    ),
    ("enrolment_level_of_its_kind", lambda: an_enrolment(person=saved_person(), level=5), None),
    (
        "enrolment_finished_became_a_credential",
        lambda: an_enrolment(person=saved_person(), state="finished"),
        None,
    ),
    (
        "enrolment_finished_became_a_credential",
        lambda: an_enrolment(person=saved_person(), credential=1),
        None,
    ),
    *(
        (
            "enrolment_says_why_it_came_to_nothing",
            lambda state=state: an_enrolment(person=saved_person(), state=state),
            None,
        )
        for state in ("failed", "left", "postponed")
    ),
    *(
        (name, lambda facts=facts: a_planned(**facts), None)
        for name, facts in [
            ("planned_title_term_of_years", {"term_from": 1999, "term_to": 2004}),
            ("planned_title_term_of_years", {"term_from": 2096, "term_to": 2101}),
            ("planned_title_term_of_years", {"term_to": 2025}),
            ("planned_title_term_of_years", {"term_to": 2036}),
            ("planned_title_course_known", {"course": "half"}),
            ("planned_title_course_done_on_a_day", {"course": "done"}),
            ("planned_title_course_done_on_a_day", {"course": "not", "course_day": LATER}),
            ("planned_title_course_done_on_a_day", {"course": "not", "course_paper": "7"}),
            ("planned_title_course_done_on_a_day", {"course_day": LATER}),
            ("planned_title_kept_by_something", {"kept_on": LATER}),
            ("planned_title_kept_by_something", {"kept_by": "KL số 5"}),
            ("planned_title_end_says_why", {"ended_on": LATER}),
            ("planned_title_end_says_why", {"end_reason": "left"}),
            ("planned_title_end_says_why", {"ended_on": LATER, "end_reason": "x"}),
            (
                "planned_title_ends_after_its_decision",
                {"ended_on": BORN, "end_reason": "left", "decision_day": LATER},
            ),
        ]
    ),
    (
        "enrolment_confirmed_at_a_moment",
        lambda: an_enrolment(person=saved_person(), confirmed_by=a_grant().user),
        None,
    ),
    (
        "evaluation_once_a_year",
        lambda: an_evaluation(person=Person.objects.get(), grade="failed"),
        lambda: an_evaluation(person=saved_person()).save(),
    ),
    *(
        (
            "evaluation_year_plausible",
            lambda y=year: an_evaluation(person=saved_person(), year=y),
            None,
        )
        for year in (1989, 2101)
    ),
    ("evaluation_grade_known", lambda: an_evaluation(person=saved_person(), grade="fair"), None),
    (
        "evaluation_paper_from_its_year",
        lambda: an_evaluation(person=saved_person(), document_date=date(2023, 12, 31)),
        None,
    ),
    (
        "unit_evaluation_once_a_year",
        lambda: a_collective(grade="failed"),
        lambda: a_collective().save(),
    ),
    ("unit_evaluation_collective_known", lambda: a_collective(collective="youth"), None),
    ("unit_evaluation_year_plausible", lambda: a_collective(year=1989), None),
    ("unit_evaluation_grade_known", lambda: a_collective(grade="fair"), None),
    (
        "unit_evaluation_paper_from_its_year",
        lambda: a_collective(document_date=date(2023, 12, 31)),
        None,
    ),
]


@pytest.mark.parametrize(("name", "refused", "before"), REFUSED, ids=[row[0] for row in REFUSED])
def test_the_database_refuses_and_the_form_says_why(province, name, refused, before):
    if before:
        before()
    record = refused()
    (constraint,) = (c for c in record._meta.constraints if c.name == name)
    with pytest.raises(ValidationError) as told:
        record.validate_constraints()
    messages = {str(message) for message in told.value.messages}
    assert str(constraint.violation_error_message) in messages
    with pytest.raises(IntegrityError), transaction.atomic():
        record.save()


def test_no_constraint_is_forgotten():
    facts = (Person, Post, Credential, Unit, Title, DossierCount, Ethnicity, HandOver, Deletion)
    models = (*facts, Confirmation, Merge, User, Grant, ApiToken, TrainingClass, Enrolment)
    models = (*models, Evaluation, UnitEvaluation, Term, PlannedTitle)
    named = {c.name for model in models for c in model._meta.constraints}
    assert {row[0] for row in REFUSED} == named


def test_usual_records_are_let_through(province):
    who = saved_person()
    a_person(cccd="").save()
    a_person(cccd="").save()
    usual = a_post(person=who), a_credential(person=who), a_handover(person=who), a_deletion()
    studied = a_class(), an_enrolment(person=who)
    graded = an_evaluation(person=who), a_collective(), a_collective(collective="peoples")
    for record in (*usual, a_unit(), a_count(), a_grant(), *studied, *graded):
        record.validate_constraints()
        record.save()
