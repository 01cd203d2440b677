"""A sealed province as release 0.3.0 left it, in memory: its digests are known for good."""

from datetime import date
from functools import cache
from importlib import import_module

from reports.models import FrozenStanding, Period, Rulebook, Submission
from tests.upgrade.kept import kept

SEALED = "Báo cáo năm 2024"
# Of the reports of Thành phố Quảng Ngãi and Huyện Ba Tơ, and of the seal over both, by version.
DIGESTS = {
    1: (
        "b09d341116121ba8bc54aa46940437e2a26da18de8616b0f18c6aca904ea7d08",
        "ad65cbb788b3ad06deacd999e6cb658ab341f6fabc45e36efb7392f530be3570",
        "36859875340162f2284cb705bbf73e6bcd267e9a358f29e57d475342bcf2221a",
    ),
    2: (
        "ba93eae03640b733740f63d4d10ed577a88756df4abd7ad8fcde3b352a7d145c",
        "9e97effa8b3f17520799bcca7119fe55aac6cfa36246889fdfc9b718ed9259fe",
        "294a900f61558eb7eaf78060e80226ce772975b2eb8bf0abbddd89225fc84f65",
    ),
    3: (
        "4ffc58036063c285b25e1d889e35a0d8dc237398594cfb29622689b4eedb4e24",
        "98e09fa2fb392c98f0ee5ab1da7f628a1e0da58bc91eb4950d05a8695d291d58",
        "5560eed83a88948b7e64a00878bad88411f0b3726603766481317afebaeee789",
    ),
    4: (
        "cb3bb4f98ce0ccf5c0a69f9421ca75785c9ee554c0deadb2e33a73d2a6337979",
        "c752f289270c253011368e02b88184e77166316080e1870db2601e88ba82216a",
        "65a6366d368574f0621ad4d4a7360169ec93b08db254b955cc38f2d3c7e8ea9c",
    ),
    5: (
        "0a00b0b9036e4cd9be1e131f419b862881a0e05781c2227c2598f49107535234",
        "2688ba0ba839173956186f9cc00b4b870fa03cf6ef1d1773809f531c62ec3ef3",
        "d4cd1cc7022949f56a2e8d1cd594a4998e40277615a489fcf58a30a009cbabf4",
    ),
    6: (
        "de668b21087d8e605128dd82925ad804ea609685a9f1decc1ee47b3f4dcb5d13",
        "952da494b3aa8c9c19a729211cadc07a8fc7ea779a00c061bddc5469927259ea",
        "eefa306789fc5ecb5474d4aeaaf47e15b864643397a184b08104f0d77b582ba0",
    ),
    7: (
        "03693fa1049d129919348978318cb1fc01922290c0fd3af3ac4a88b35a24cd11",
        "f58a52a863f4ada9ae1db04f0cf44db4575549f8bc0c2acefe90d768fedb4627",
        "c6cbca88cb62b63eb7d87940e579492d573a90c959274d74a68e3b9a4a728ad1",
    ),
    8: (
        "965cdfe2dc0b165d5a451e381ec9bad4cfb67588f83bd72bfd453a9305354e27",
        "d6c6dd92a5c621de4a60fa061bdc6844de42019b1a48e232cdd7672ddd391f25",
        "c16ae2cef3ad52ae9bd181c4a407c79486f430e69d0ce3d839c225adb72d0440",
    ),
}
# Of a version whose digests are not written down yet: the test that fails tells them.
NOT_YET = ("", "", "")
MIGRATION = import_module("reports.migrations.0004_rules_and_versions_of_hashes")


@cache
def _rows():
    return kept("0.3.0", "rows")


def _made(model, facts):
    fields = {field.attname: field for field in model._meta.concrete_fields}
    return model(**{name: fields[name].to_python(value) for name, value in facts.items()})


def _correct_another(period):
    """Let the period replace one sealed before, and compare with the records of a year before."""
    period.replaces = Period(pk=99, name="Kỳ báo cáo thứ nhất", seal_hash="0" * 64)
    period.replacement_reason = "Hai xã nộp thiếu người"
    period.last_year = {"day": "2023-12-31", "units": {"1": {"2025.key.theory": [3, 2, 1]}}}


def _write_texts(period, counted):
    """Let province and districts have written of their reports, and the document have a number."""
    period.texts = {"causes": "Chưa mở lớp.", "proposals": "Bố trí\nkinh phí."}
    period.document_number, period.document_day = "15", date(2025, 1, 31)
    for submission in counted:
        submission.due, submission.texts = date(2025, 1, 15), {"tasks": "Mở hai lớp."}
        submission.reply = "Đã bổ sung hai người."


def _send_to_courses(counted):
    """Let a course of the year have been planned, taken by three people and finished by two."""
    course, unit = "LLCT-TC", 21142
    for submission in counted:
        submission.studies = {
            "year": 2024, "unconfirmed": 1,
            "courses": [[course, "Trung cấp lý luận chính trị", "theory", 2]],
            "results": [["", unit, "key", "all", 3, 3], [course, unit, "key", "finished", 2, 2]],
            "planned": [[course, unit, "key", 4]],
            "held": [[course, unit, "key", 5, 7]],
        }  # fmt: skip


def _tell_of_the_year(counted):
    """Let a head be near two terms, and a unit have its programme."""
    for submission in counted:
        submission.yearly = {
            "heads": [["near", 21142, "key", 7, "bi-thu"]],
            "following": [["programme", submission.district_id, "", 0, "12-CTr/HU"]],
        }


def golden(version):
    """Return the period, the reports it counts (by district) and the rows of each, anew."""
    rules = Rulebook(facts=MIGRATION.rules_on(date(2024, 12, 31)))
    rows = _rows()
    (facts,) = (row for row in rows["reports_period"] if row["name"] == SEALED)
    period = _made(Period, facts)
    counted = [_made(Submission, row) for row in rows["reports_submission"]
               if row["period_id"] == period.pk and row["state"] == "approved"]  # fmt: skip
    counted.sort(key=lambda submission: submission.district_id)
    for kept_with_rules in (period, *counted):
        kept_with_rules.rules, kept_with_rules.hash_version = rules, version
    if version > 1:
        _correct_another(period)
    if version > 2:
        _write_texts(period, counted)
    if version > 5:
        _send_to_courses(counted)
    if version > 6:
        _tell_of_the_year(counted)
    standings = [
        [_made(FrozenStanding, row) for row in rows["reports_frozenstanding"]
         if row["submission_id"] == submission.pk]
        for submission in counted
    ]  # fmt: skip
    *digests, period.seal_hash = DIGESTS.get(version, NOT_YET)
    for submission, digest in zip(counted, digests, strict=True):
        submission.period, submission.sha256 = period, digest
    return period, counted, standings
