"""Every address of the portal for every role, own and foreign; none can be forgotten."""

from collections.abc import Iterator
from dataclasses import asdict
from datetime import date
from hashlib import sha256

import pytest
from django.core.files.base import ContentFile
from django.db import transaction
from django.test import Client
from django.urls import NoReverseMatch, URLPattern, get_resolver, reverse
from django.utils import timezone

from accounts.models import ApiToken, Grant, SignIn, User
from personnel.actions.deleting import delete_record, fingerprint
from personnel.classes.saving import record_class
from personnel.models import (
    Credential,
    Decree,
    Deletion,
    Enrolment,
    Following,
    HandOver,
    Scan,
    Term,
    TrainingClass,
    Unit,
)
from personnel.studying.enrolling import enrol
from personnel.studying.results import Result, record_results
from personnel.words.identity import END_DIGITS
from personnel.words.partial_dates import PartialDate
from reorganising.entering.writing import enter_draft
from reorganising.models import DecreeDraft, Reorganisation
from reorganising.results import Applied
from reorganising.traces import Written, read_tables
from reports.following.writing import Looked, record
from reports.models import SavedList
from reports.periods.sealing import missing_of, seal
from sheets.models import Upload
from sheets.understood import SheetUnderstood
from tests import cast
from tests.factories import MOUNTAIN, leave_few_units, person, post
from tests.planned_marks import plant, told
from tests.reorganising.decrees import decree as decreed
from tests.reorganising.decrees import merged
from tests.reports.periods.handing import LATER, a_period, approved, district_of, hand_in
from tests.sheets.building import sheet_of, somebody
from training.plans.approving import approve, digest_of
from training.plans.parameters import Parameters
from training.plans.saving import save_new
from training.plans.working import Tried

# District A is Ba Tơ, B is Đức Phổ; the stranger's rights have ended. The Political School has
# its own pages, to which it is led from the first one; every other is not there for it.
READERS = ("admin", "viewer", "editor_a", "editor_b", "viewer_a", "editor_ab", "stranger")
CAST = (*READERS, "school")


def only(*roles, status=200):
    """Who gets `status`; to the others of the cast it is not there."""
    return {role: status if role in roles else 404 for role in CAST}


ANYBODY, EVERYBODY, NOBODY = only(*CAST), only(*READERS), only()
IN_THE_PROVINCE = only("admin", "viewer")
OF_DISTRICT_A = only("admin", "viewer", "editor_a", "viewer_a", "editor_ab")
OF_DISTRICT_B = only("admin", "viewer", "editor_b", "editor_ab")
ADMINISTRATORS = only("admin")
EDITORS = only("admin", "editor_a", "editor_b", "editor_ab")
SCHOOL = {"school": 200}
EDITING = ("admin", "editor_a", "editor_b", "editor_ab")
OF_A, OF_B = ("admin", "editor_a", "editor_ab"), ("admin", "editor_b", "editor_ab")
EDITORS_OF_A, EDITORS_OF_B = only(*OF_A), only(*OF_B)
OF_BOTH_SIDES = only("admin", "viewer", "editor_a", "editor_b", "viewer_a", "editor_ab")
# A report is about the province or one district.
WITH_ONE_ROOT = OF_BOTH_SIDES | {"editor_ab": 409}
LED_ON = IN_THE_PROVINCE | {"editor_ab": 200}
LED_ON |= dict.fromkeys(("editor_a", "editor_b", "viewer_a"), 302)
# Addresses that take a form only answer a look with 405.
POST_ONLY, OPEN_POST_ONLY = only(*READERS, status=405), only(*CAST, status=405)

# What administrators do to a user.
OF_A_USER = (
    "user-active", "user-password", "user-second-factor", "user-unlock", "user-sign-ins-end",
)  # fmt: skip

# What is decided on the preview of an upload.
OF_A_PREVIEW = ("upload-row", "upload-readings", "upload-absent", "upload-confirm")

NO_TOKEN = dict.fromkeys(CAST, 401)
OF_THE_API = (
    "api-units", "api-criteria", "api-figures", "api-figures-csv", "api-periods", "api-structure",
    "api-needs", "api-forecast", "api-people", "api-description",
)  # fmt: skip
OF_A_PERIOD_BY_THE_API = ("api-period-figures", "api-period-figures-csv", "api-submissions")

# Name of the address: its arguments, and who gets what.
PAGES = {
    "sign-in": [((), only(*CAST, status=302))],
    # Whoever is signed in already is led on.
    "sign-in-code": [((), only(*CAST, status=302))],
    "sign-out": [((), OPEN_POST_ONLY)],
    "second-factor": [((), ANYBODY)],
    "second-factor-codes": [((), OPEN_POST_ONLY)],
    "second-factor-off": [((), OPEN_POST_ONLY)],
    "password-change": [((), ANYBODY)],
    "sign-ins": [((), ANYBODY)],
    "find": [((), ANYBODY)],
    "find-beneath": [((), ANYBODY)],
    "sign-ins-end": [((), OPEN_POST_ONLY)],
    "sign-ins-go-on": [((), OPEN_POST_ONLY)],
    "users": [((), ADMINISTRATORS)],
    "unassigned": [((), ADMINISTRATORS)],
    "failed-sign-ins": [((), ADMINISTRATORS)],
    "user-add": [((), ADMINISTRATORS)],
    "decree-boards": [((), ADMINISTRATORS)],
    "decree-rights": [((0,), NOBODY)],
    "decree-rights-applied": [((0,), NOBODY)],
    "decree-rights-handovers": [((0,), POST_ONLY)],
    "user": [(("user",), ADMINISTRATORS), ((0,), NOBODY)],
    **{name: [(("user",), POST_ONLY)] for name in OF_A_USER},
    "overview": [((), EVERYBODY | {"school": 302})],
    "presentation": [((), EVERYBODY)],
    "one-page": [(("docx",), OF_BOTH_SIDES), (("xlsx",), NOBODY)],
    "training-needs": [((), ANYBODY)],
    "training-needs-list": [((), ANYBODY)],
    # Who sees nothing has nothing to take away.
    "training-needs-file": [((), OF_BOTH_SIDES | SCHOOL)],
    "training-propose": [((), OPEN_POST_ONLY)],
    "criteria": [((), EVERYBODY)],
    "criterion": [
        (("2025.key.theory",), EVERYBODY),
        (("2040.key",), NOBODY),
    ],
    "forecast": [((), EVERYBODY)],
    "forecast-criterion": [
        (("2025.key.theory",), EVERYBODY),
        (("2025.units.online_dossiers",), NOBODY),
        (("2040.key",), NOBODY),
    ],
    "compare": [((), EVERYBODY)],
    "heads": [((), EVERYBODY)],
    # There, home places stand: they are for who changes records.
    "heads-local": [((), EDITORS)],
    "heads-terms": [((), EVERYBODY)],
    "heads-term": [(("term",), ADMINISTRATORS), ((0,), NOBODY)],
    "candidate": [((), EVERYBODY)],
    "candidates": [((), EVERYBODY)],
    # Who sees nothing has nothing to take away.
    "heads-file": [((), OF_BOTH_SIDES)],
    "recruits": [((), EVERYBODY)],
    "recruits-file": [((), OF_BOTH_SIDES)],
    # Turned on for this module: by a right of its own, which nobody of the cast has.
    **{name: [((), NOBODY)] for name in ("planning", "planning-file", "planning-many")},
    "planning-add": [(("in_a",), NOBODY), ((0,), NOBODY)],
    "planning-edit": [(("planned",), NOBODY), ((0,), NOBODY)],
    "following": [((), EVERYBODY)],
    "following-list": [((), OF_BOTH_SIDES)],
    "following-unit": [
        (("district_a",), OF_DISTRICT_A),
        (("district_b",), OF_DISTRICT_B),
        ((0,), NOBODY),
    ],
    # Of which kind a paper is, the address has to say.
    "following-add": [
        (("district_a",), only(*OF_A, status=400)),
        (("district_b",), only(*OF_B, status=400)),
        ((0,), NOBODY),
    ],
    "following-edit": [
        (("paper_of_a",), EDITORS_OF_A),
        (("inspection_of_a",), ADMINISTRATORS),
        ((0,), NOBODY),
    ],
    "following-delete": [(("paper_of_a",), POST_ONLY)],
    "following-file": [
        (("paper_of_a",), OF_DISTRICT_A),
        (("inspection_of_a",), NOBODY),
        ((0,), NOBODY),
    ],
    "following-due": [((2024,), ADMINISTRATORS), ((1999,), NOBODY)],
    "movements": [((), EVERYBODY)],
    "movements-file": [((), OF_BOTH_SIDES)],
    "evaluation-figures": [((), EVERYBODY)],
    "evaluation-list": [((), EVERYBODY)],
    "evaluation-file": [((), OF_BOTH_SIDES)],
    "end-titles": [((), ADMINISTRATORS)],
    "coverage": [((), ADMINISTRATORS)],
    # There are no groups where there are districts.
    "coverage-of-group": [((1,), dict.fromkeys(CAST, 404))],
    # Without a step nobody is asked for; who sees nothing has nothing to compare.
    "compare-people": [((), only(*READERS, status=400) | {"stranger": 404})],
    "unit": [
        (("51",), IN_THE_PROVINCE),
        (("535",), OF_DISTRICT_A),
        ((MOUNTAIN,), OF_DISTRICT_A),
        (("534",), OF_DISTRICT_B),
        (("99999",), NOBODY),
    ],
    "people": [((), EVERYBODY)],
    "list-columns": [((), POST_ONLY)],
    "list-save": [((), POST_ONLY)],
    "list-delete": [((1,), POST_ONLY)],
    "class-record": [((), EDITORS)],
    "people-fill": [((), EDITORS)],
    "batches": [((), EVERYBODY)],
    "batch": [(("batch_of_a",), OF_DISTRICT_A), ((0,), NOBODY)],
    "class-correct": [(("batch_of_a",), EDITORS_OF_A), ((0,), NOBODY)],
    "batch-undo": [(("batch_of_a",), EDITORS_OF_A), ((0,), NOBODY)],
    "dossiers": [((), EVERYBODY)],
    "evaluations": [((), EVERYBODY)],
    "person-evaluations": [(("in_a",), EDITORS_OF_A), (("in_b",), EDITORS_OF_B), ((0,), NOBODY)],
    "training-paper": [(("plan",), OF_BOTH_SIDES | SCHOOL), ((0,), NOBODY)],
    "training-results": [((), ANYBODY)],
    "training-results-people": [((), ANYBODY)],
    "training-paper-file": [
        (("plan", "xlsx"), OF_BOTH_SIDES | SCHOOL),
        (("plan", "docx"), OF_BOTH_SIDES | SCHOOL),
        (("plan", "csv"), NOBODY),
        ((0, "xlsx"), NOBODY),
    ],
    "people-export": [
        (("xlsx",), EVERYBODY),
        (("csv",), EVERYBODY),
        (("trich-ngang",), EVERYBODY),
        (("pdf",), NOBODY),
    ],
    "person": [
        (("in_a",), OF_DISTRICT_A),
        (("in_b",), OF_DISTRICT_B),
        ((0,), NOBODY),
    ],
    "person-add": [((), EDITORS)],
    "person-by-number": [((), EDITORS)],
    "person-preview": [((), POST_ONLY)],
    **{
        name: [(("in_a",), EDITORS_OF_A), (("in_b",), EDITORS_OF_B), ((0,), NOBODY)]
        for name in (
            "person-edit",
            "person-end",
            "person-appoint",
            "person-transfer",
            "person-delete",
            "person-join",
        )
    },
    "person-doubt": [(("in_a",), POST_ONLY)],
    "person-merge": [
        (("in_a", "from_a"), EDITORS_OF_A),
        (("in_a", "in_b"), only("admin", "editor_ab")),
        (("in_b", "in_a"), only("admin", "editor_ab")),
        (("in_a", 0), NOBODY),
    ],
    "twins": [((), EDITORS)],
    "merge-undo": [((1,), POST_ONLY)],
    "person-changes": [
        (("in_a",), OF_DISTRICT_A),
        (("in_b",), OF_DISTRICT_B),
        ((0,), NOBODY),
    ],
    "person-scans": [
        (("in_a",), OF_DISTRICT_A),
        (("in_b",), OF_DISTRICT_B),
        ((0,), NOBODY),
    ],
    "scan": [
        (("scan_in_a",), OF_DISTRICT_A),
        (("scan_in_b",), OF_DISTRICT_B),
        (("scan_of_nobody",), NOBODY),
        (("scan_taken_back",), NOBODY),
        ((0,), NOBODY),
    ],
    "scan-keep": [(("scan_in_a",), POST_ONLY)],
    "person-number": [(("in_a",), POST_ONLY)],
    "quality": [((), EVERYBODY)],
    # Without a check nothing is asked for.
    "mending": [((), only(*READERS, status=400))],
    "uploads": [((), EDITORS)],
    # Without a unit chosen; the address of the workbook itself is the next.
    "sheet-template-chosen": [((), NOBODY)],
    "sheet-template": [
        (("535",), EDITORS_OF_A),
        (("534",), EDITORS_OF_B),
        (("51",), ADMINISTRATORS),
        ((MOUNTAIN,), NOBODY),
        (("99999",), NOBODY),
    ],
    "uploads-taught": [((), EDITORS)],
    "upload": [
        (("upload_of_a",), only("admin", "editor_a", "editor_ab", status=302)),
        ((0,), NOBODY),
    ],
    "upload-progress": [(("upload_of_a",), only("admin", "editor_a", "editor_ab", status=302))],
    **{
        name: [(("upload_of_a",), EDITORS_OF_A), ((0,), NOBODY)]
        for name in ("upload-layout", "upload-file", "upload-errors")
    },
    "upload-undo": [(("upload_of_a",), only("admin", "editor_a", "editor_ab", status=302))],
    "upload-discard": [(("upload_of_a",), POST_ONLY)],
    "upload-preview": [(("upload_of_a",), EDITORS_OF_A), ((0,), NOBODY)],
    "upload-effects": [(("upload_of_a",), only("admin", "editor_a", "editor_ab", status=302))],
    **{name: [(("upload_of_a",), POST_ONLY)] for name in OF_A_PREVIEW},
    "periods": [((), EVERYBODY)],
    "period-open": [((), ADMINISTRATORS)],
    "report-file": [
        (("json",), WITH_ONE_ROOT),
        (("csv",), WITH_ONE_ROOT),
        (("odt",), NOBODY),
    ],
    # Whoever has one district is led to its report.
    "period": [
        (("period",), LED_ON),
        (("sealed",), LED_ON),
        ((0,), NOBODY),
    ],
    "period-file": [
        (("period", "json"), WITH_ONE_ROOT),
        (("sealed", "json"), WITH_ONE_ROOT),
        (("sealed", "xlsx"), WITH_ONE_ROOT),
        (("sealed", "odt"), NOBODY),
        ((0, "json"), NOBODY),
    ],
    "period-document": [
        (("period",), WITH_ONE_ROOT),
        (("sealed",), WITH_ONE_ROOT),
        ((0,), NOBODY),
    ],
    "period-document-file": [
        (("period", "docx"), WITH_ONE_ROOT),
        (("sealed", "docx"), WITH_ONE_ROOT),
        (("sealed", "doc"), NOBODY),
        ((0, "docx"), NOBODY),
    ],
    "document-form": [((), ADMINISTRATORS)],
    "document-template": [((), POST_ONLY)],
    "document-template-file": [
        (("phan-mem",), ADMINISTRATORS),
        (("dang-dung",), ADMINISTRATORS),
        (("khac",), NOBODY),
    ],
    "period-amend": [(("period",), ADMINISTRATORS), ((0,), NOBODY)],
    "period-texts": [
        (("period",), IN_THE_PROVINCE),
        (("sealed",), IN_THE_PROVINCE),
        ((0,), NOBODY),
    ],
    "period-withdraw": [(("period",), POST_ONLY)],
    "period-seal": [(("period",), ADMINISTRATORS), (("sealed",), only("admin", status=302))],
    "period-unreported": [(("period",), ADMINISTRATORS), (("sealed",), NOBODY), ((0,), NOBODY)],
    "period-replace": [
        (("sealed",), ADMINISTRATORS),
        (("period",), ADMINISTRATORS),
        ((0,), NOBODY),
    ],
    "period-since": [(("sealed",), OF_BOTH_SIDES), (("period",), NOBODY), ((0,), NOBODY)],
    "period-check": [(("sealed",), OF_BOTH_SIDES), (("period",), NOBODY)],
    "period-people": [(("sealed",), OF_BOTH_SIDES), (("period",), NOBODY)],
    "report": [
        (("period", "535"), OF_DISTRICT_A),
        (("period", "534"), OF_DISTRICT_B),
        (("sealed", "535"), OF_DISTRICT_A),
        (("sealed", "534"), OF_DISTRICT_B),
        (("period", "51"), NOBODY),
        (("period", MOUNTAIN), NOBODY),
        ((0, "535"), NOBODY),
    ],
    "report-save": [(("period", "535"), POST_ONLY)],
    "report-submit": [
        (("period", "535"), EDITORS_OF_A),
        (("period", "534"), EDITORS_OF_B),
        (("period", "99999"), NOBODY),
    ],
    **{
        name: [(("submission",), OF_DISTRICT_A), (("approved",), OF_DISTRICT_A), ((0,), NOBODY)]
        for name in ("submission", "submission-changes", "submission-people")
    },
    "submission-file": [
        (("submission", "xlsx"), OF_DISTRICT_A),
        (("submission", "csv"), OF_DISTRICT_A),
        (("submission", "json"), OF_DISTRICT_A),
        ((0, "json"), NOBODY),
    ],
    "submission-document-file": [
        (("submission", "docx"), OF_DISTRICT_A),
        ((0, "docx"), NOBODY),
    ],
    "submission-answer": [(("submission",), POST_ONLY)],
    "submission-withdraw": [(("submission",), POST_ONLY)],
    "log": [((), ADMINISTRATORS)],
    "disclosures": [((), ADMINISTRATORS)],
    "disclosure-counts": [((), ADMINISTRATORS)],
    "decree-preview": [(("draft",), ADMINISTRATORS), ((0,), NOBODY)],
    "decree-preview-unit": [
        (("draft", "21490"), ADMINISTRATORS),
        (("draft", "99999"), NOBODY),
        ((0, "21490"), NOBODY),
    ],
    "decree-preview-changed": [
        (("draft", "2025.key.theory"), ADMINISTRATORS),
        (("draft", "khac"), NOBODY),
    ],
    "decree-preview-deciding": [(("draft",), ADMINISTRATORS), ((0,), NOBODY)],
    "decree-preview-split": [(("draft",), POST_ONLY)],
    "decree-apply": [(("draft",), POST_ONLY)],
    "decree-due": [(("draft",), POST_ONLY)],
    "decree-applied": [(("applied",), ADMINISTRATORS), ((0,), NOBODY)],
    "decree-applied-unit": [(("applied", "99999"), NOBODY), ((0, "21490"), NOBODY)],
    "decree-applied-changed": [
        (("applied", "2025.key.theory"), ADMINISTRATORS),
        ((0, "2025.key.theory"), NOBODY),
    ],
    "decree-applied-deciding": [(("applied",), ADMINISTRATORS), ((0,), NOBODY)],
    "decree-applied-split": [(("applied",), POST_ONLY)],
    "decree-undo": [(("applied",), ADMINISTRATORS), ((0,), NOBODY)],
    "handovers": [((), EVERYBODY)],
    "handover": [(("from_a_to_b",), OF_BOTH_SIDES), ((0,), NOBODY)],
    "handover-request": [((), EDITORS)],
    "personal": [((), ADMINISTRATORS)],
    "personal-record": [
        (("in_a",), ADMINISTRATORS),
        (("erasable",), ADMINISTRATORS),
        ((0,), NOBODY),
    ],
    "personal-give": [(("in_a",), POST_ONLY)],
    "personal-erase": [(("in_a",), POST_ONLY)],
    "personal-terms": [((), ADMINISTRATORS)],
    "deletions": [((), ADMINISTRATORS)],
    **{name: [((), ADMINISTRATORS)] for name in ("decrees", "decree-add")},
    **{name: [((), POST_ONLY)] for name in ("decree-file-add", "decree-shipped")},
    **{
        name: [(("decree_draft",), ADMINISTRATORS), ((0,), NOBODY)]
        for name in ("decree-draft", "decree-unit-add")
    },
    "decree-unit": [
        (("decree_draft", "99001"), ADMINISTRATORS),
        (("decree_draft", "99002"), NOBODY),
    ],
    "decree-file": [
        (("decree_draft", "xlsx"), ADMINISTRATORS),
        (("decree_draft", "json"), ADMINISTRATORS),
        (("decree_draft", "pdf"), NOBODY),
    ],
    **{name: [(("decree_draft",), POST_ONLY)] for name in ("decree-file-in", "decree-delete")},
    "deletion-restore": [(("deleted",), POST_ONLY)],
    "training-classes": [((), ANYBODY)],
    "training-unplaced": [((), ANYBODY)],
    "training-class-add": [((), EDITORS | SCHOOL)],
    "training-class": [(("class_of_a",), OF_BOTH_SIDES), ((0,), NOBODY)],
    "training-class-edit": [(("class_of_a",), EDITORS_OF_A), ((0,), NOBODY)],
    "training-class-delete": [(("class_of_a",), OPEN_POST_ONLY)],
    "training-class-people": [(("class_of_a",), EDITORS), ((0,), NOBODY)],
    "training-class-states": [(("class_of_a",), OPEN_POST_ONLY)],
    "training-class-results": [(("class_of_a",), EDITORS), ((0,), NOBODY)],
    **{
        name: [(("class_of_a",), EDITORS), ((0,), NOBODY)]
        for name in ("training-class-file", "training-class-file-template")
    },
    "training-class-results-undo": [
        (("class_of_a", "results_of_a"), EDITORS_OF_A),
        (("class_of_a", "batch_of_a"), NOBODY),
        ((0, "results_of_a"), NOBODY),
    ],
    "training-plans": [((), ANYBODY)],
    **{name: [((), IN_THE_PROVINCE)] for name in ("training-try", "training-try-people")},
    **{
        name: [(("scenario",), IN_THE_PROVINCE), ((0,), NOBODY)]
        for name in ("training-scenario", "training-scenario-people")
    },
    "training-scenario-save": [((), OPEN_POST_ONLY)],
    "training-scenario-change": [(("scenario",), OPEN_POST_ONLY)],
    "training-scenario-delete": [(("scenario",), OPEN_POST_ONLY)],
    **{
        name: [(("scenario",), ADMINISTRATORS), ((0,), NOBODY)]
        for name in ("training-scenario-move", "training-approve")
    },
    **{
        name: [(("plan",), OF_BOTH_SIDES | SCHOOL), ((0,), NOBODY)]
        for name in (
            "training-plan",
            "training-plan-people",
            "training-plan-left",
            "training-plan-check",
        )
    },
    "training-plan-classes": [(("plan",), ADMINISTRATORS), ((0,), NOBODY)],
    "api-tokens": [((), ADMINISTRATORS)],
    "api-token-add": [((), ADMINISTRATORS)],
    "api-token-revoke": [(("token",), POST_ONLY)],
    # A token opens them (tests/api), and no session does.
    **{name: [((), NO_TOKEN)] for name in OF_THE_API},
    **{name: [(("sealed",), NO_TOKEN), ((0,), NO_TOKEN)] for name in OF_A_PERIOD_BY_THE_API},
    "api-submission-figures": [(("approved",), NO_TOKEN), ((0,), NO_TOKEN)],
}
OPENED = {
    "name": "Báo cáo khác", "day": "31/12/2023", "horizon": "2025", "due": "15/01/2025",
}  # fmt: skip
REPLACED = {"name": "Báo cáo lại", "due": "15/01/2026", "reason": "Ghi nhầm."}
CLASS = {
    "do": "confirm", "class-kind": "theory", "class-level_text": "TC",
    "class-awarded_text": "2024",
}  # fmt: skip
TRIED_OUT = {
    "name": "Tính thử", "asked": "1", "horizon": "2030", "start": "01/01/2030", "reserve": "0",
}  # fmt: skip
FILLED = {"do": "preview", "field": "religion", "value-religion": "Công giáo"}
# Name of an address that takes a form: its arguments, what is sent, and who gets what.
SENT = {
    "decree-preview-split": [(("draft",), {"version": "1"}, only("admin", status=409))],
    "decree-apply": [(("draft",), {"version": "1"}, only("admin", status=302))],
    "decree-due": [(("draft",), {"version": "1"}, only("admin", status=302))],
    "decree-applied-split": [(("applied",), {}, only("admin", status=409))],
    "decree-undo": [(("applied",), {}, only("admin", status=302))],
    "sign-out": [((), {}, only(*CAST, status=302))],
    "sign-in-code": [((), {}, only(*CAST, status=302))],
    "second-factor": [((), {}, dict.fromkeys(CAST, 422))],
    "second-factor-codes": [((), {}, only(*CAST, status=302))],
    "second-factor-off": [((), {}, only(*CAST, status=302))],
    "sign-ins-end": [
        ((), {}, only(*CAST, status=302)),
        ((), {"sign_in": "of_the_user"}, NOBODY),
    ],
    "sign-ins-go-on": [((), {}, only(*CAST, status=204))],
    "user-add": [((), {}, only("admin", status=422))],
    "api-token-add": [((), {}, only("admin", status=422))],
    "api-token-revoke": [
        (("token",), {}, only("admin", status=302)),
        ((0,), {}, NOBODY),
    ],
    "decree-boards": [((), {}, only("admin", status=422))],
    "decree-rights": [((0,), {}, NOBODY)],
    "decree-rights-handovers": [((0,), {}, NOBODY)],
    "user": [(("user",), {}, only("admin", status=422)), ((0,), {}, NOBODY)],
    **{
        name: [
            (("user",), {}, only("admin", status=200 if name == "user-password" else 302)),
            ((0,), {}, NOBODY),
        ]
        for name in OF_A_USER
    },
    **{
        name: [
            (("in_a",), {}, only("admin", "editor_a", "editor_ab", status=422)),
            (("in_b",), {}, only("admin", "editor_b", "editor_ab", status=422)),
        ]
        for name in ("person-edit", "person-end", "person-appoint", "person-transfer")
    },
    "planning-many": [((), {}, NOBODY)],
    "planning-add": [(("in_a",), {}, NOBODY), ((0,), {}, NOBODY)],
    "planning-edit": [
        (("planned",), {}, NOBODY),
        (("planned",), {"do": "remove"}, NOBODY),
        ((0,), {}, NOBODY),
    ],
    "training-propose": [
        ((), {}, only("admin", "editor_a", "editor_b", "editor_ab", status=302)),
    ],
    "end-titles": [((), {}, only("admin", status=422))],
    "coverage-of-group": [((1,), {}, dict.fromkeys(CAST, 404))],
    "decree-add": [((), {}, only("admin", status=422))],
    "decree-file-add": [((), {}, only("admin", status=422))],
    "decree-shipped": [((), {"name": "nq-1279"}, only("admin", status=302))],
    **{
        name: [(("decree_draft",), {}, only("admin", status=422)), ((0,), {}, NOBODY)]
        for name in ("decree-draft", "decree-unit-add", "decree-file-in")
    },
    "decree-unit": [(("decree_draft", "99001"), {}, only("admin", status=422))],
    "decree-delete": [
        (("decree_draft",), {}, only("admin", status=422)),
        (("decree_draft",), {"seen": 1}, only("admin", status=302)),
        ((0,), {"seen": 1}, NOBODY),
    ],
    "person-add": [((), {}, only("admin", "editor_a", "editor_b", "editor_ab", status=422))],
    "person-by-number": [
        ((), {}, only("admin", "editor_a", "editor_b", "editor_ab", status=422)),
        ((), {"cccd": "051000000000"}, EDITORS),
    ],
    "person-preview": [
        ((), {}, EDITORS),
        ((), {"record": "in_a"}, EDITORS_OF_A),
        ((), {"record": "in_b"}, EDITORS_OF_B),
    ],
    "person-number": [
        (("in_a",), {}, EDITORS_OF_A),
        (("in_b",), {}, EDITORS_OF_B),
        ((0,), {}, NOBODY),
    ],
    "person-scans": [
        (("in_a",), {}, only(*OF_A, status=422)),
        (("in_b",), {}, only(*OF_B, status=422)),
        ((0,), {}, NOBODY),
    ],
    "scan-keep": [
        (("scan_in_a",), {"do": "take-back"}, only(*OF_A, status=302)),
        (("scan_taken_back",), {"do": "put-in-again"}, only(*OF_A, status=302)),
        (("scan_in_b",), {"do": "take-back"}, only(*OF_B, status=302)),
        (("scan_in_a",), {"do": "x"}, only(*OF_A, status=400)),
        (("scan_of_nobody",), {"do": "take-back"}, NOBODY),
        ((0,), {"do": "take-back"}, NOBODY),
    ],
    "person-delete": [
        (("in_a",), {"reason": "nhầm", "seen": "seen_in_a"}, only(*OF_A, status=302)),
        (("in_b",), {"reason": "nhầm", "seen": "seen_in_b"}, only(*OF_B, status=302)),
        (("in_a",), {"reason": "nhầm"}, only(*OF_A, status=409)),
        (("from_a",), {"reason": "nhầm"}, only(*OF_A, status=409)),
    ],
    "handover": [
        (("from_a_to_b",), {"decision": decision}, only("admin", *sides, status=302))
        for decision, sides in (
            ("accept", ("editor_b", "editor_ab")),
            ("withdraw", ("editor_a", "editor_ab")),
        )
    ],
    "handover-request": [
        ((), {"do": "send"}, only("admin", "editor_a", "editor_b", "editor_ab", status=422)),
        ((), {}, EDITORS),
    ],
    "person-doubt": [
        (("in_a",), {"do": "confirm"}, only(*OF_A, status=302)),
        (("in_b",), {"do": "withdraw"}, only(*OF_B, status=302)),
        ((0,), {"do": "confirm"}, NOBODY),
    ],
    "person-merge": [
        (("in_a", "in_b"), {}, only("admin", "editor_ab", status=422)),
        (("in_b", "in_a"), {}, only("admin", "editor_ab", status=422)),
    ],
    "merge-undo": [((0,), {}, NOBODY)],
    "uploads": [((), {}, only("admin", "editor_a", "editor_b", "editor_ab", status=422))],
    **{
        name: [
            (("upload_of_a",), {}, only("admin", "editor_a", "editor_ab", status=302)),
            ((0,), {}, NOBODY),
        ]
        for name in ("upload-layout", "upload-undo", "upload-discard", *OF_A_PREVIEW)
    },
    "period-open": [((), {}, only("admin", status=422)), ((), OPENED, only("admin", status=302))],
    "period-amend": [
        (("period",), {}, only("admin", status=422)),
        (("sealed",), OPENED, only("admin", status=409)),
        ((0,), {}, NOBODY),
    ],
    "period-texts": [
        (("period",), {}, only("admin", status=302)),
        (("sealed",), {}, only("admin", status=409)),
        ((0,), {}, NOBODY),
    ],
    "document-form": [((), {}, only("admin", status=422))],
    "document-template": [((), {}, only("admin", status=422))],
    "period-withdraw": [(("period",), {}, only("admin", status=302)), ((0,), {}, NOBODY)],
    "period-replace": [
        (("sealed",), {}, only("admin", status=422)),
        (("sealed",), REPLACED, only("admin", status=302)),
        (("period",), REPLACED, only("admin", status=409)),
        ((0,), {}, NOBODY),
    ],
    # Ba Tơ's report waits, so nothing is sealed.
    "period-seal": [(("period",), {}, only("admin", status=409)), ((0,), {}, NOBODY)],
    "report-save": [
        (("period", "535"), {}, only("admin", "editor_a", "editor_ab", status=302)),
        (("period", "534"), {}, only("admin", "editor_b", "editor_ab", status=302)),
        (("sealed", "535"), {}, only("admin", "editor_a", "editor_ab", status=409)),
        ((0, "535"), {}, NOBODY),
    ],
    # Ba Tơ's report waits; nobody serves in Đức Phổ's communes with counters, unexplained.
    "report-submit": [
        (("period", "535"), {}, only("admin", "editor_a", "editor_ab", status=409)),
        (("period", "534"), {}, only("admin", "editor_b", "editor_ab", status=409)),
        (("sealed", "534"), {}, only("admin", "editor_b", "editor_ab", status=409)),
    ],
    "submission-withdraw": [
        (("submission",), {}, only(*OF_A, status=302)),
        (("approved",), {}, only(*OF_A, status=409)),
        ((0,), {}, NOBODY),
    ],
    "submission-answer": [
        (("submission",), {}, only("admin", status=400)),
        (("submission",), {"do": "return"}, only("admin", status=409)),
        (("submission",), {"do": "approve"}, only("admin", status=302)),
        (("approved",), {"do": "approve"}, only("admin", status=409)),
        ((0,), {"do": "approve"}, NOBODY),
    ],
    "deletion-restore": [(("deleted",), {}, only("admin", status=302)), ((0,), {}, NOBODY)],
    "personal": [
        ((), {}, only("admin", status=422)),
        ((), {"who": "in_a"}, only("admin", status=302)),
        ((), {"who": "999999999"}, NOBODY),
    ],
    "personal-give": [(("in_a",), {}, ADMINISTRATORS), ((0,), {}, NOBODY)],
    "personal-erase": [
        (("erasable",), {}, only("admin", status=422)),
        (("erasable",), {"reason": "theo yêu cầu"}, only("admin", status=302)),
        (("in_a",), {"reason": "theo yêu cầu"}, only("admin", status=409)),
        ((0,), {"reason": "theo yêu cầu"}, NOBODY),
    ],
    "personal-terms": [
        ((), {}, only("admin", status=400)),
        ((), {"command": "forget_deleted"}, only("admin", status=302)),
        ((), {"command": "flush"}, only("admin", status=400)),
    ],
    "list-columns": [
        ((), {"do": "show", "column": "birth"}, only(*READERS, status=302)),
        ((), {"do": "show", "column": "x"}, only(*READERS, status=400)),
    ],
    "list-save": [
        ((), {"name": "Nữ", "query": "sex=female"}, only(*READERS, status=302)),
        ((), {"name": "Nữ", "query": "sex=x"}, only(*READERS, status=400)),
    ],
    "list-delete": [(("list_of_a",), {}, only("editor_a", status=302))],
    "class-record": [
        (
            (),
            CLASS | {"person": "in_a"},
            only("admin", "editor_a", "editor_ab", status=302) | {"editor_b": 409},
        ),
        (
            (),
            CLASS | {"person": "in_b"},
            only("admin", "editor_b", "editor_ab", status=302) | {"editor_a": 409},
        ),
    ],
    "people-fill": [
        ((), FILLED | {"person": "in_a"}, EDITORS_OF_A | {"editor_b": 409}),
        ((), FILLED | {"person": "in_b"}, EDITORS_OF_B | {"editor_a": 409}),
    ],
    "class-correct": [
        (("batch_of_a",), {}, only(*OF_A, status=422)),
        (("batch_of_a",), CLASS, only(*OF_A, status=409)),
        ((0,), CLASS, NOBODY),
    ],
    "batch-undo": [(("batch_of_a",), {}, only(*OF_A, status=302)), ((0,), {}, NOBODY)],
    "heads-local": [((), {}, only(*EDITING, status=302))],
    "heads-terms": [((), {}, only(*EDITING, status=422))],
    "heads-term": [
        (("term",), {}, only("admin", status=422)),
        (("term",), {"do": "delete"}, only("admin", status=409)),
        ((0,), {}, NOBODY),
    ],
    "dossiers": [((), {}, only("admin", "editor_a", "editor_b", "editor_ab", status=302))],
    "evaluations": [((), {}, only(*EDITING, status=302))],
    "person-evaluations": [
        (("in_a",), {}, only(*OF_A, status=302)),
        (("in_b",), {}, only(*OF_B, status=302)),
        ((0,), {}, NOBODY),
    ],
    "following-add": [
        (("district_a",), {}, only(*OF_A, status=400)),
        ((0,), {}, NOBODY),
    ],
    "following-edit": [
        (("paper_of_a",), {}, only(*OF_A, status=422)),
        (("inspection_of_a",), {}, only("admin", status=422)),
        ((0,), {}, NOBODY),
    ],
    "following-delete": [
        (("paper_of_a",), {}, only(*OF_A, status=302)),
        (("inspection_of_a",), {}, only("admin", status=302)),
        ((0,), {}, NOBODY),
    ],
    "following-due": [
        ((2024,), {"programme": "khi nào"}, only("admin", status=422)),
        ((1999,), {}, NOBODY),
    ],
    "mending": [((), {}, only(*READERS, status=400))],
    # Without a unit nobody can be typed; whoever sees nothing is told so.
    "candidate": [
        ((), {}, only(*READERS, status=400) | {"stranger": 200}),
        ((), {"do": "seek"}, only(*READERS, status=422) | {"stranger": 200}),
        ((), {"do": "typed"}, only(*READERS, status=422) | {"stranger": 200}),
    ],
    "training-unplaced": [((), {"do": "confirm"}, only(*EDITING, "school", status=409))],
    "training-class-add": [((), {}, only(*EDITING, "school", status=422))],
    "training-class-edit": [(("class_of_a",), {}, only(*OF_A, status=422)), ((0,), {}, NOBODY)],
    "training-class-delete": [(("class_of_a",), {}, only(*OF_A, status=409)), ((0,), {}, NOBODY)],
    "training-class-people": [
        (("class_of_a",), {}, EDITORS),
        (("class_of_a",), {"do": "enrol"}, only(*EDITING, status=409)),
        (
            ("class_of_a",),
            {"do": "enrol", "state": "studying", "person": "from_a"},
            only(*OF_A, status=302) | {"editor_b": 409},
        ),
        ((0,), {}, NOBODY),
    ],
    "training-class-states": [
        (("class_of_a",), {"do": "confirm"}, only(*EDITING, status=409)),
        (
            ("class_of_a",),
            {"do": "remove", "reason": "nhầm", "row": "studies_in_a"},
            only(*OF_A, status=302) | {"editor_b": 409},
        ),
        ((0,), {"do": "confirm"}, NOBODY),
    ],
    "training-class-results": [
        (("class_of_a",), {}, only(*EDITING, status=422)),
        ((0,), {}, NOBODY),
    ],
    "training-class-file": [
        (("class_of_a",), {}, only(*EDITING, status=422)),
        (("class_of_a",), {"do": "write"}, only(*EDITING, status=409)),
        ((0,), {}, NOBODY),
    ],
    "training-class-results-undo": [
        (("class_of_a", "results_of_a"), {}, only(*OF_A, status=302)),
        (("class_of_a", "batch_of_a"), {}, NOBODY),
        ((0, "results_of_a"), {}, NOBODY),
    ],
    "training-scenario-save": [
        ((), {}, only("admin", status=400)),
        ((), TRIED_OUT, only("admin", status=302)),
    ],
    "training-scenario-change": [
        (("scenario",), {}, only("admin", status=400)),
        (("scenario",), TRIED_OUT, only("admin", status=302)),
        ((0,), TRIED_OUT, NOBODY),
    ],
    "training-scenario-move": [
        (("scenario",), {}, only("admin", status=400)),
        (("scenario",), {"person": "in_a"}, only("admin", status=422)),
        ((0,), {}, NOBODY),
    ],
    "training-scenario-delete": [
        (("scenario",), {}, only("admin", status=302)),
        ((0,), {}, NOBODY),
    ],
    "training-approve": [(("scenario",), {}, only("admin", status=422)), ((0,), {}, NOBODY)],
    "training-plan-classes": [(("plan",), {}, ADMINISTRATORS), ((0,), {}, NOBODY)],
}
# Pages whose forms are tried where their rules are.
TRIED_ELSEWHERE = ("sign-in", "password-change", "uploads-taught")
NOT_SIGNED_IN = {"sign-in": 200} | {
    name: 401 for name, rows in PAGES.items() if rows[0][1] is NO_TOKEN
}
GARBAGE = ("", "0", "-1", "abc", "9" * 40, "%00", "a%00b", "2025-02-30", "'\"><", "%F0%9F%98%80")
# What a page reads of its address is tried one by one, what is another's all at once.
READ = {
    "overview": ("as_of", "horizon", "map", "order", "rank"),
    "criteria": ("as_of", "horizon", "map"),
    "people": (
        "as_of", "horizon", "map", "went", "level", "sort", "page", "unit", "group", "title",
        "criterion", "outcome", "measure", "base", "whole", "post", "q", "sex",
        "age_from", "age_to", "ethnicity", "party", "rule", "missing", "leaving", "quality",
        "evaluation",
    ),
    "quality": ("as_of", "horizon", "map", "level", "unit"),
    "heads": ("as_of", "horizon", "map", "unit", "title", "show", "until", "page"),
    "heads-file": ("unit", "show", "until"),
    "recruits": ("as_of", "horizon", "map", "unit", "year", "show", "page"),
    "recruits-file": ("unit", "year", "show"),
    "heads-terms": ("kind", "name"),
    "following": ("as_of", "map", "year", "unit", "kind", "show"),
    "following-list": ("year", "unit", "kind"),
    "movements": ("as_of", "map", "unit", "year", "show", "how", "title", "group", "page"),
    "movements-file": ("unit", "year", "show", "how", "title"),
    "evaluation-figures": ("as_of", "horizon", "map", "unit", "year", "rows"),
    "evaluation-list": (
        "as_of", "horizon", "map", "unit", "year", "rows", "what", "who", "collective", "in",
        "page",
    ),
    "evaluation-file": ("unit", "year", "what", "who", "collective", "in"),
    "candidate": ("as_of", "horizon", "map", "unit", "title", "person"),
    "candidates": ("as_of", "horizon", "map", "unit", "title", "within", "group", "page"),
    "mending": ("as_of", "horizon", "map", "unit", "quality", "page", "q"),
    "training-classes": ("year", "course", "stand", "own", "page"),
    "training-unplaced": ("course", "state", "page"),
    "training-try": ("asked", "horizon", "start"),
    "training-results": ("horizon", "unit", "year", "result", "group", "in"),
    "training-results-people": ("horizon", "unit", "year", "result", "group", "in", "page"),
}  # fmt: skip
PARAMETERS = {parameter for read in READ.values() for parameter in read} | {"who"}
TRIED = [
    (page, parameters)
    for page, read in READ.items()
    for parameters in [*((one,) for one in read), sorted(PARAMETERS.difference(read))]
]


def addresses(resolver=None, namespace="") -> Iterator[str]:
    for pattern in (resolver or get_resolver()).url_patterns:
        if isinstance(pattern, URLPattern):
            yield f"{namespace}{pattern.name}"
        else:
            inner = f"{pattern.namespace}:" if pattern.namespace else ""
            yield from addresses(pattern, namespace + inner)


def upload_by(user):
    """A file of Ba Tơ that was read, with something wrong in it."""
    wrong = {
        "row": 2,
        "sheet": "Nhân sự",
        "column": "Ngày sinh",
        "message": "",
        "severity": "error",
    }
    upload = Upload(
        by=user, at=timezone.now(), name="ba-to.xlsx", sha256="0" * 64, size=1, state="read",
        counts={"people": 1, "new": 0, "changed": 0, "error": 1, "problems": [wrong]},
        understanding=[asdict(SheetUnderstood("Nhân sự", why_not="trống"))],
    )  # fmt: skip
    upload.file.save("", ContentFile(sheet_of(somebody()).read()))
    upload.districts.set(Unit.objects.filter(code="535", level="district"))
    return upload


def scan_of(office, whose=None, **more):
    """A page of the decision on a post, as it was attached; `whose` if not its holder's."""
    scan = Scan(
        person_id=whose or office.person_id, post=office, name="quyết định.pdf", size=4,
        content_type="application/pdf", sha256=sha256(b"%PDF").hexdigest(),
        added_at=timezone.now(), **more,
    )  # fmt: skip
    scan.file.save("", ContentFile(b"%PDF"))
    return scan.pk


def decree_draft():
    """A decree being entered, of one unit that begins."""
    begins = [{"code": "99001", "name": "Xã Mới", "level": "commune", "kind": "xã", "parent": None}]
    told = {"number": "1/NQ", "day": "2027-01-01", "source": "", "begins": begins}
    return enter_draft(told, by=None, at=timezone.now()).pk


def class_of_a(finished, studying):
    """A class that Ba Tơ opened: one of its people finished it, another is in it."""
    admin, now = cast.province_admin(), timezone.now()
    opened = TrainingClass.objects.create(
        name="Tin học", kind="it", level=2, starts=date(2024, 1, 1), ends=date(2024, 3, 1), seats=9,
        unit=Unit.objects.get(code="535", level="district"),
    )  # fmt: skip
    enrol([finished, studying], opened, state="studying", by=admin, at=now)
    results = {Enrolment.objects.get(person=finished): Result("finished")}
    done = record_results(opened, results, awarded=PartialDate(2024, 3, 1), by=admin, at=now)
    studies = Enrolment.objects.get(person=studying).pk
    return {"class_of_a": opened.pk, "results_of_a": done.batch.pk, "studies_in_a": studies}


def papers_of_a():
    """A programme of Ba Tơ with its file, and what the province found there."""
    admin, now = cast.province_admin(), timezone.now()
    ba_to, duc_pho = district_of("535"), district_of("534")
    facts = {"unit": ba_to, "year": 2024, "day": date(2024, 5, 6)}
    scanned = Looked("chuong-trinh.pdf", "application/pdf", b"%PDF", "")
    programme = Following(kind="programme", number="1-CTr/HU", **facts)
    inspection = Following(kind="inspection", summary="Thực hiện tốt.", **facts)
    return {
        "district_a": ba_to.pk,
        "district_b": duc_pho.pk,
        "paper_of_a": record(programme, scanned, by=admin, at=now).pk,
        "inspection_of_a": record(inspection, by=admin, at=now).pk,
    }


def records_of(editor_a):
    """Create somebody in each of the two districts, and what can be done to them."""
    in_b = Unit.objects.filter(parent__code="534").order_by("code")[0]
    moving = post(person(name="Đinh Văn Lía"), "TCKT", MOUNTAIN)
    handover = HandOver.objects.create(
        person=moving.person, giver=moving.unit.parent, unit=in_b, title=moving.title,
        day=date(2024, 3, 1), ends=[moving.pk], asked_at=timezone.now(),
    )  # fmt: skip
    deleted = Deletion.objects.create(record=0, name="Võ Nhầm", reason="nhầm", at=timezone.now())
    erasable = person(name="Võ Xóa Hẳn")
    number, now = erasable.pk, timezone.now()
    delete_record(erasable, "nhầm", seen=fingerprint(erasable), by=cast.province_admin(), at=now)
    in_a = post(person(name="Phạm Thị Ba"), "BT", MOUNTAIN)
    in_b = post(person(name="Lê Văn Phổ"), "BT", in_b.code)
    certificate = Credential(kind="it", level=1, awarded=date(2024, 1, 1), awarded_precision="day")
    a_term = Term.objects.create(kind="congress", name="2020-2025", starts=date(2020, 6, 1))
    recorded = record_class(certificate, [in_a.person], by=editor_a, at=timezone.now())
    found = {
        "batch_of_a": recorded.batch.pk,
        "term": a_term.pk,
        "from_a": moving.person_id,
        "from_a_to_b": handover.pk,
        "deleted": deleted.pk,
        "erasable": number,
        "in_a": in_a.person_id,
        "in_b": in_b.person_id,
        "user": User.objects.create_user("khac").pk,
        "token": ApiToken.objects.create(
            label="Kho dữ liệu",
            role="province_viewer",
            valid_from=date(2024, 1, 1),
            valid_to=date(2024, 12, 31),
            given_at=timezone.now(),
        ).pk,
        "of_the_user": SignIn.objects.create(
            user=User.objects.get(username="khac"), started=timezone.now(), last_seen=timezone.now()
        ).pk,
        "scan_in_a": scan_of(in_a),
        "scan_taken_back": scan_of(in_a, taken_back_at=timezone.now()),
        "scan_in_b": scan_of(in_b),
        "scan_of_nobody": scan_of(in_b, whose=10**9),
        "upload_of_a": upload_by(editor_a).pk,
        "list_of_a": SavedList.objects.create(user=editor_a, name="Của Ba Tơ").pk,
    }
    return (
        found
        | class_of_a(in_a.person, moving.person)
        | papers_of_a()
        | {
            "decree_draft": decree_draft(),
            **plant([in_a.person_id, in_b.person_id]),
            "seen_in_a": fingerprint(in_a.person),
            "seen_in_b": fingerprint(in_b.person),
        }
    )


def reports_of(editor_a, province_admin):
    """Create a period in which Ba Tơ's report waits, and one sealed with it alone."""
    period, sealed = a_period(), a_period("Báo cáo năm 2024", day=date(2024, 12, 31))
    district = district_of("535")
    kept = approved(sealed, district, editor_a, province_admin)
    seal(sealed, [unit.code for unit in missing_of(sealed, [kept])], by=province_admin, at=LATER)
    waiting = hand_in(period, district, editor_a)
    return {
        "period": period.pk,
        "sealed": sealed.pk,
        "submission": waiting.pk,
        "approved": kept.pk,
    }


def decrees_of(province_admin):
    """Create the draft of a decree of a day to come, and one applied that changed nothing."""
    told = merged(day=date(2090, 7, 1)).as_told()
    head = {name: told.pop(name) for name in ("number", "day", "source")}
    draft = DecreeDraft.objects.create(
        **head, told=told, changed_by=province_admin, changed_at=timezone.now()
    )
    decree = Decree.objects.create(number="1/NQ", day=date(2090, 1, 1))
    Reorganisation.objects.create(
        decree=decree,
        told=decreed([], [], [], number=decree.number, day=decree.day).as_told(),
        written=Written.between(read_tables(), read_tables()).as_json(),
        result=Applied(decree.number, decree.day).as_json(),
        at=timezone.now(),
    )
    return {"draft": draft.pk, "applied": decree.pk}


def plans_of(province_admin):
    """Keep a plan of studies tried out, and approve it."""
    now, today = timezone.now(), timezone.localdate()
    usual = Parameters.usual(today)
    scenario = save_new("Phương án", usual, by=province_admin, at=now)
    plan = approve(
        scenario, {"name": "Kế hoạch"}, seen=digest_of(Tried.of(usual, today)),
        by=province_admin, at=now, today=today,
    )  # fmt: skip
    return {"scenario": scenario.pk, "plan": plan.pk}


@pytest.fixture(scope="module")
def standing(in_the_module):
    with in_the_module():
        leave_few_units()
        editor, admin = cast.editor_a(), cast.province_admin()
        found = records_of(editor) | reports_of(editor, admin) | decrees_of(admin)
        return found | plans_of(admin)


@pytest.fixture(autouse=True)
def planning(settings):
    settings.PLANNING = True


@pytest.fixture
def numbers(standing, province):
    """What the arguments of an address stand for."""
    return standing


@pytest.fixture
def clients(
    numbers, province_admin, province_viewer, editor_a, editor_b, viewer_a, editor_ab, stranger,
    school, client_for,
):  # fmt: skip
    users = (
        province_admin, province_viewer, editor_a, editor_b, viewer_a, editor_ab, stranger, school,
    )  # fmt: skip
    return {role: client_for(user) for role, user in zip(CAST, users, strict=True)}


def meant(numbers, value):
    """Return what a word of the table stands for; several values stand for themselves."""
    return value if isinstance(value, list) else numbers.get(value, value)


def test_every_role_is_in_the_cast(clients):
    assert set(Grant.objects.values_list("role", flat=True)) == set(Grant.Role)


def test_no_address_is_missing_from_the_table():
    assert {name for name in addresses() if not name.startswith("admin:")} == set(PAGES)


@pytest.mark.parametrize("name", PAGES)
def test_everybody_gets_what_the_table_says(numbers, clients, name):
    for arguments, expected in PAGES[name]:
        url = reverse(name, args=[numbers.get(value, value) for value in arguments])
        answers = {role: client.get(url) for role, client in clients.items()}
        assert {role: answer.status_code for role, answer in answers.items()} == expected
        # Of planning nobody is told anything without the right to it.
        assert not any(map(told, answers.values())), url
        assert all("no-store" in answer["Cache-Control"] for answer in answers.values()), url
        response = Client().get(url)
        assert response.status_code == NOT_SIGNED_IN.get(name, 302), url
        if response.status_code == 302:
            assert response["Location"].startswith("/dang-nhap/"), url


def test_no_form_is_missing_from_the_table():
    takes_forms_only = {
        name for name, rows in PAGES.items() if any(405 in e.values() for _, e in rows)
    }
    assert takes_forms_only <= set(SENT)


@pytest.mark.parametrize("name", SENT)
def test_a_form_does_what_the_table_says(numbers, clients, name):
    for arguments, fields, expected in SENT[name]:
        sent = {field: meant(numbers, value) for field, value in fields.items()}
        url = reverse(name, args=[numbers.get(value, value) for value in arguments])
        assert Client().post(url, sent)["Location"].startswith("/dang-nhap/"), url
        found = {}
        for role, client in clients.items():
            with transaction.atomic():
                answer = client.post(url, sent)
                found[role] = answer.status_code
                assert not told(answer), (role, url)
                transaction.set_rollback(True)
        assert found == expected, url


@pytest.mark.parametrize("name", [name for name in PAGES if name not in (*SENT, *TRIED_ELSEWHERE)])
def test_a_page_that_takes_no_form_refuses_one(numbers, clients, name):
    arguments, _ = PAGES[name][0]
    url = reverse(name, args=[numbers.get(value, value) for value in arguments])
    assert clients["admin"].post(url).status_code == 405, url


@pytest.mark.parametrize("method", ["PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "CONNECT", "X"])
def test_no_page_answers_another_method(numbers, clients, method):
    for url in ("/", reverse("people"), reverse("sign-in"), reverse("admin:index"), "/khong-co/"):
        assert clients["admin"].generic(method, url).status_code == 405, url


def test_the_admin_is_there_for_administrators_alone(numbers, clients):
    names = [name for name in addresses() if name.startswith("admin:")]
    district = Unit.objects.get(code="535").pk
    reached = set()
    for name in names:
        for arguments in ([], [district]):
            try:
                url = reverse(name, args=arguments)
            except NoReverseMatch:
                continue
            if name in ("admin:login", "admin:logout"):
                continue
            reached.add(name)
            for role in CAST[1:]:
                assert clients[role].get(url).status_code == 404, (role, url)
            assert Client().get(url).status_code == 302, url
            assert clients["admin"].get(url).status_code in (200, 302, 403, 404), url
    assert len(reached) > 20


@pytest.mark.parametrize(("page", "parameters"), TRIED)
def test_garbage_in_the_address_is_never_a_server_error(
    numbers, province_viewer, client_for, page, parameters
):
    client = client_for(province_viewer)
    for value in GARBAGE:
        url = f"{reverse(page)}?{'&'.join(f'{one}={value}' for one in parameters)}"
        # What looks like a whole identity number is taken out of the address.
        numbered = page == "people" and "q" in parameters and len(value) > max(END_DIGITS)
        expected = (302,) if numbered and value.isdigit() else (200, 400)
        assert client.get(url).status_code in expected, url


@pytest.mark.parametrize(
    "parameter", ("kind", "before", "after", "unit", "other", "horizon", "criterion", "step")
)
def test_garbage_in_what_is_compared_is_never_a_server_error(numbers, clients, parameter):
    usual = "kind=days&before=2024-12-31&criterion=2025.key.theory&step=came"
    for name in ("compare", "compare-people"):
        for value in (*GARBAGE, f"ky-{numbers['sealed']}", "ky-0", "units", "periods"):
            url = f"{reverse(name)}?{usual}&{parameter}={value}"
            assert clients["viewer"].get(url).status_code in (200, 400, 404), url


@pytest.mark.parametrize("value", GARBAGE)
def test_garbage_in_a_path_is_not_found(numbers, clients, value):
    for path in (
        "don-vi", "chi-tieu", "nhan-su", "ban-giao", "tai-khoan", "bao-cao", "bao-cao/da-nop",
        "bao-cao/1/huyen",
    ):  # fmt: skip
        url = f"/{path}/{value}/"
        assert clients["viewer"].get(url).status_code in (400, 404), url


def test_garbage_in_the_questions_about_reports_is_never_a_server_error(numbers, clients):
    """Nor in what is sent: texts of a draft, days, districts to be named on a seal."""
    pages = [
        (
            reverse("period-people", args=[numbers["sealed"]]),
            "unit criterion outcome group measure",
        ),
        (reverse("submission-people", args=[numbers["submission"]]), "page base whole outcome"),
        (reverse("report-file", args=["json"]), "unit as_of horizon"),
        (reverse("submission-changes", args=[numbers["submission"]]), "page"),
    ]
    for url, names in pages:
        for parameter in names.split():
            for value in GARBAGE:
                status = clients["admin"].get(f"{url}?{parameter}={value}").status_code
                assert status in (200, 400, 404), (url, parameter, value)
    forms = [
        (reverse("period-open"), "name day due horizon"),
        (reverse("period-seal", args=[numbers["period"]]), "missing note confirmed"),
        (reverse("report-save", args=[numbers["period"], "535"]), "note-2025.key.theory why-x do"),
        (reverse("submission-answer", args=[numbers["approved"]]), "do answer"),
    ]
    for url, names in forms:
        for field in names.split():
            for value in ("\x00", "a\x00b", "x" * 5000, "9" * 40, "'\"><"):
                status = clients["admin"].post(url, {field: value}).status_code
                assert status in (302, 400, 409, 422), (url, field, value)
