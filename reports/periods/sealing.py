"""Sealing: the period's figures are those approved, for good, and who is missing is named."""

from collections.abc import Collection, Iterable, Sequence
from datetime import datetime

from django.db.models import Count

from personnel.keeping.recording import Refused
from personnel.models import Unit
from personnel.reading.counted import apart
from personnel.scope import Editor
from personnel.words.vietnamese import dotted
from reports import units
from reports.assessment import figures_as_json
from reports.models import FrozenStanding, Period, Rulebook, Submission
from reports.sources import sealed_source, submitted_source
from reports.workbooks.annual.last_year import keep_last_year

from .board import links_of
from .changed_rules import changed_rules
from .districts import idle_in, reporting_in
from .files import issue
from .hashing import CURRENT, digest_of, seal_hash_of, verify
from .ruling import rulebook_on
from .texts import written_now
from .unreported import unreported
from .writing import require_administrator, writing

LONGEST = 500
NAMED = 5


def seal(
    period: Period, missing: Collection[str] = (), note: str = "", *, by: Editor, at: datetime
) -> Period:
    """Close a period over the latest approved report of each unit, by the rules in force.

    `missing` are the codes of the units that whoever seals knows to have none; they are
    named on the seal. The files that the period gives out are made and kept with it, and last
    year's figures where none were sealed. Raises Refused unless `by` administers and these are
    exactly the ones missing; while a report waits for an answer; when nothing is approved; when a
    person or a commune is counted by two units, or by none of those reporting or missing; when
    something frozen is no longer what it was, or was judged by other rules.
    """
    if len(note.strip()) > LONGEST:
        raise Refused(f"Chưa khóa: ghi chú không quá {LONGEST} ký tự.")
    with writing(period, by=by, at=at, reason="Khóa kỳ báo cáo") as (scribe, fresh):
        require_administrator(by)
        _require_turn(fresh)
        _require_answers(Submission.objects.of(fresh).waiting())
        related = ("period", "district", "rules")
        counted = list(Submission.objects.of(fresh).counted().select_related(*related))
        absent = missing_of(fresh, counted)
        _require_named(absent, missing)
        _require_whole(counted)
        _require_everybody(fresh, counted, absent)
        fresh.rules, fresh.hash_version = rulebook_on(fresh.day), CURRENT
        _require_same_rules(fresh.rules, counted)
        province = Unit.objects.in_force(fresh.day).provinces().get()
        fresh.province = _frozen(fresh, province)
        fresh.missing = [units.freeze(district) for district in absent]
        present = [submission.district_id for submission in counted]
        fresh.idle = [units.freeze(each) for each in idle_in(fresh).exclude(pk__in=present)]
        fresh.sealed_by, fresh.sealer, fresh.sealed_at = scribe.by, str(by), at
        fresh.seal_note, fresh.texts = note.strip(), written_now(fresh)
        districts = [submission.district for submission in counted]
        fresh.last_year = keep_last_year(fresh, province, districts, at)
        figures = figures_as_json(sealed_source(fresh))["units"]
        fresh.province |= {"figures": digest_of(figures)}
        fresh.seal_hash = seal_hash_of(fresh, counted)
        fresh.files_hash = issue(fresh)
        fresh.save()
    return fresh


def _frozen(period: Period, province: Unit) -> units.Facts:
    """Return the province as it is kept, with the groups by which its communes are summed up."""
    groups = apart(Unit.objects.in_force(period.day).groups())
    told = [units.freeze(group) for group in groups]
    return units.freeze(province) | ({"groups": told} if told else {})


def missing_of(period: Period, counted: Iterable[Submission]) -> list[Unit]:
    """Return the units of a period, by code, that should be among `counted` and are not."""
    present = [submission.district_id for submission in counted]
    return list(reporting_in(period).exclude(pk__in=present))


def _require_turn(period: Period) -> None:
    """What is replaced is sealed first: its seal is a fact of the one that replaces it."""
    if period.replaces and not period.replaces.is_sealed:
        raise Refused(f"Chưa khóa: kỳ này thay thế kỳ “{period.replaces}”, kỳ ấy chưa khóa.")


def _require_answers(waiting: Iterable[Submission]) -> None:
    names = [str(submission.district) for submission in waiting]
    if names:
        raise Refused(
            f"Chưa khóa: còn báo cáo chờ duyệt của {', '.join(names)}. Duyệt hoặc trả lại trước."
        )


def _require_named(absent: Sequence[Unit], named: Collection[str]) -> None:
    if {district.code for district in absent} != set(named):
        names = ", ".join(district.name for district in absent) or "không có đơn vị nào"
        raise Refused(
            "Chưa khóa: danh sách đơn vị chưa có báo cáo được duyệt đã thay đổi; nay là: "
            f"{names}. Xem lại rồi xác nhận."
        )


def _require_whole(counted: Sequence[Submission]) -> None:
    if not counted:
        raise Refused("Chưa khóa: chưa có báo cáo nào được duyệt.")
    changed = [str(submission.district) for submission in counted if not verify(submission)]
    if changed:
        raise Refused(f"Chưa khóa: số liệu đã nộp bị thay đổi: {', '.join(changed)}. Trả lại.")
    _require_counted_once(counted)


def _require_counted_once(counted: Sequence[Submission]) -> None:
    """A person, like a commune, is counted in one report; moved meanwhile, it may be in two."""
    rows = FrozenStanding.objects.of(counted)
    often = rows.values("person").annotate(times=Count("pk")).filter(times__gt=1)
    twice = rows.filter(person__in=often.values("person")).order_by("person")
    names = sorted(set(twice.values_list("full_name", flat=True)))
    names += _units_twice(counted)
    if names:
        more = f" và {len(names) - NAMED} trường hợp khác" if len(names) > NAMED else ""
        raise Refused(
            f"Chưa khóa: có người hoặc đơn vị được tính ở hai báo cáo: {', '.join(names[:NAMED])}"
            f"{more}. Đề nghị đơn vị liên quan nộp lại."
        )


def _require_everybody(
    period: Period, counted: Sequence[Submission], absent: Sequence[Unit]
) -> None:
    """Whoever is counted on the day is in a report, or in a unit that is named as missing."""
    left_out = unreported(period, counted, absent)
    if left_out.people:
        raise Refused(
            f"Chưa khóa: {dotted(left_out.people)} người được tính vào ngày "
            f"{period.day:%d/%m/%Y} không có trong báo cáo nào được duyệt, cũng không thuộc đơn vị "
            f"được nêu là chưa có báo cáo: {_named(left_out.places)}. Đề nghị đơn vị liên quan nộp "
            "lại."
        )
    if left_out.dossiers:
        raise Refused(
            f"Chưa khóa: số liệu hồ sơ công việc năm {period.day.year} của "
            f"{_named(left_out.dossiers)} không có trong báo cáo nào được duyệt, cũng không thuộc "
            "đơn vị được nêu là chưa có báo cáo. Đề nghị đơn vị liên quan nộp lại."
        )


def _named(things: Sequence[object]) -> str:
    more = f" và {len(things) - NAMED} đơn vị khác" if len(things) > NAMED else ""
    return f"{'; '.join(map(str, things[:NAMED]))}{more}"


def _require_same_rules(rules: Rulebook, counted: Sequence[Submission]) -> None:
    """One seal has one set of rules; those in force judge what was handed in as it was judged."""
    elsewhere = (kept for kept in counted if kept.rules != rules)
    names = [
        str(kept.district)
        for kept in elsewhere
        if changed_rules(submitted_source(kept), links_of(kept))
    ]
    if names:
        raise Refused(
            "Chưa khóa: quy tắc của phần mềm đã thay đổi và nay đánh giá khác đi báo cáo của "
            f"{', '.join(names)}. Đề nghị đơn vị nộp lại theo quy tắc hiện nay."
        )


def _units_twice(counted: Iterable[Submission]) -> list[str]:
    seen: set[int] = set()
    twice = []
    for unit in (unit for submission in counted for unit in submission.units):
        if unit["id"] in seen:
            twice.append(unit["name"])
        seen.add(unit["id"])
    return twice
