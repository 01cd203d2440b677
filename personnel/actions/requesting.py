"""A board asks another for the record of somebody who now serves with it, by the number alone."""

from datetime import date, datetime

from personnel.beyond.numbers import NotChecked, ask_about
from personnel.keeping.recording import Refused, recording, require_editable
from personnel.models import HandOver, Person, Title, Unit
from personnel.reading.numbers import holder_of, keeper_of
from personnel.scope import Editor, may_edit_in

from .handovers import deciding, may_withdraw
from .posts import Misfit, Succession, on_day
from .transferring import kept_at

NOBODY = "Không có hồ sơ nào mang số CCCD này: lập hồ sơ mới bằng Thêm hồ sơ."
BY_THE_PROVINCE = "quản trị cấp tỉnh"


def ask_for(
    cccd: str, unit: Unit, title: Title, day: date, *, by: Editor, at: datetime
) -> HandOver:
    """Ask the board that keeps a record to hand it over to a commune of the user's.

    Nothing of the record is returned or changed. Raises Misfit for a number that nobody has, or
    somebody whose record is in the user's hands, and Refused for a commune that is not, or while
    another request or hand-over waits. That the number was asked about is kept whatever comes of
    it, and after too many within the hour nothing is looked for (Misfit).
    """
    try:
        ask_about(cccd, by=by, at=at)
    except NotChecked as unchecked:
        raise Misfit("cccd", str(unchecked)) from unchecked
    with recording(by=by, at=at, reason="Đề nghị bàn giao hồ sơ") as scribe:
        found = holder_of(cccd)
        if found is None:
            raise Misfit("cccd", NOBODY)
        person = scribe.hold(found)
        if Person.objects.editable_by(by).filter(pk=person.pk).exists():
            raise Misfit("cccd", f"Hồ sơ {person} do tài khoản này cập nhật: dùng Bổ nhiệm.")
        if not may_edit_in(by, unit.pk):
            raise Refused("Chưa gửi: đơn vị nhận không thuộc phạm vi được cập nhật.")
        giver = keeper_of(person)
        if giver is None:
            raise Misfit("cccd", f"Hồ sơ này do {BY_THE_PROVINCE} cập nhật: đề nghị trực tiếp.")
        if person.handovers.pending().exists():
            raise Refused("Chưa gửi: hồ sơ này đã có đề nghị bàn giao đang chờ trả lời.")
        asked = HandOver(
            person=person, giver=giver, unit=unit, title=title, day=day, asked_by=scribe.by,
            asked_at=scribe.at, requested_by=scribe.by, requested_at=scribe.at,
            state=HandOver.State.ASKED,
        )  # fmt: skip
        scribe.add(asked)
    return asked


def grant(asked: HandOver, *, by: Editor, at: datetime) -> HandOver:
    """Offer the record to the board that asked: from then on it is the ordinary hand-over.

    Raises Refused when `by` does not edit what the giver keeps or the record, when it was
    answered already, while another hand-over waits, or when the new title would not fit.
    """
    reason = "Đồng ý bàn giao hồ sơ"
    with deciding(asked, HandOver.State.ASKED, by=by, at=at, reason=reason) as (scribe, fresh):
        _require_giver(by, fresh)
        require_editable(by, fresh.person)
        posts = fresh.person.posts.filter(end__isnull=True).with_keepers().select_related("title")
        held = list(posts)
        ended = kept_at(fresh.giver, held)
        move = Succession(fresh.person, held, ended, fresh.unit, fresh.title, on_day(fresh.day))
        try:
            move.require()
        except Misfit as misfit:
            raise Refused(f"Chưa bàn giao: {misfit}") from misfit
        scribe.change(
            fresh, state=HandOver.State.WAITING, ends=[post.pk for post in ended],
            asked_by_id=scribe.by.pk, asked_at=scribe.at,
        )  # fmt: skip
    return fresh


def refuse(asked: HandOver, answer: str, *, by: Editor, at: datetime) -> None:
    """Keep the record, and say why; raises Refused as `grant` does."""
    reason = f"Không bàn giao: {answer}"
    with deciding(asked, HandOver.State.ASKED, by=by, at=at, reason=reason) as (scribe, fresh):
        _require_giver(by, fresh)
        decided = {"decided_by_id": scribe.by.pk, "decided_at": scribe.at, "answer": answer}
        scribe.change(fresh, state=HandOver.State.REFUSED, **decided)


def recall(asked: HandOver, *, by: Editor, at: datetime) -> None:
    """Take a request back; raises Refused unless `by` edits the receiving commune."""
    reason = "Rút đề nghị bàn giao"
    with deciding(asked, HandOver.State.ASKED, by=by, at=at, reason=reason) as (scribe, fresh):
        if not may_edit_in(by, fresh.unit.pk):
            raise Refused("Chưa ghi gì: việc này do đơn vị đề nghị quyết định.")
        decided = {"decided_by_id": scribe.by.pk, "decided_at": scribe.at}
        scribe.change(fresh, state=HandOver.State.RECALLED, **decided)


def _require_giver(by: Editor, asked: HandOver) -> None:
    if not may_withdraw(by, asked):
        raise Refused("Chưa ghi gì: việc này do đơn vị đang quản lý hồ sơ quyết định.")
