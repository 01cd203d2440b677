"""The pages on which boards hand people over to each other."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from django.contrib import messages
from django.core.exceptions import BadRequest
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from personnel.asked import editor_or_404, keep_opened
from personnel.doubts.asking import POSTS, Answer, Doubtful, open_doubts
from personnel.doubts.case import record_of
from personnel.doubts.register import Told
from personnel.entry.decisions import AcceptForm
from personnel.keeping.recording import Refused
from personnel.models import HandOver, HandOverQuerySet, Person, Post
from personnel.scope import Editor, viewer
from personnel.words.posts import held_at

from .forms import ReasonForm
from .handovers import (
    accept,
    decline,
    doubted_on,
    given_by_user,
    may_decide,
    may_withdraw,
    to_decide,
    withdraw,
)
from .request_form import RequestForm
from .requesting import grant, recall, refuse

PAGE_SIZE = 50
ACCEPT, DECLINE, WITHDRAW = "accept", "decline", "withdraw"
# Of a request that the receiving board made: the rights are the other way round.
GRANT, REFUSE, RECALL = "grant", "refuse", "recall"
RIGHTS = {
    ACCEPT: may_decide, DECLINE: may_decide, WITHDRAW: may_withdraw,
    GRANT: may_withdraw, REFUSE: may_withdraw, RECALL: may_decide,
}  # fmt: skip
WITH_REASON = (DECLINE, REFUSE)
State = HandOver.State


@dataclass(frozen=True)
class Line:
    """A hand-over as both boards see it; the record itself is `open` to whoever may see it.

    `may` are the decisions that the user can take. Of what was only asked for, the receiving
    board sees `who` it is about by no more than the end of the number.
    """

    handover: HandOver
    posts: list[Post]
    open: bool
    may: frozenset[str]

    @property
    def is_hidden(self) -> bool:
        """Whether nothing of the record may be shown."""
        return self.handover.is_unoffered and not self.open

    @property
    def who(self) -> str:
        """Whom it is about, as far as it may be told."""
        person = self.handover.person
        return f"Người có số CCCD {person.masked_cccd}" if self.is_hidden else str(person)

    @property
    def born(self) -> str:
        """The year of birth, as far as it may be told."""
        return "" if self.is_hidden else str(self.handover.person.birth_date.year)

    @property
    def decides(self) -> bool:
        """Whether it waits for the user's yes or no."""
        return bool(self.may & {ACCEPT, GRANT})


@require_safe
def handover_list(request: HttpRequest) -> HttpResponse:
    """List what waits for the user, what waits for another board, and what is decided.

    Whoever was accepted for a day to come stands apart: until then they are in the list of the
    board that gives them, and their record in the hands of the one that receives them.
    """
    user, today = viewer(request), timezone.localdate()
    every = _visible(user)
    waiting, asked, coming = every.pending(), to_decide(user).values("pk"), every.coming(today)
    past = every.exclude(state__in=State.pending()).exclude(pk__in=coming.values("pk"))
    page = Paginator(past, PAGE_SIZE).get_page(request.GET.get("page"))
    context = {
        "asked": _lines(waiting.filter(pk__in=asked), user),
        "others": _lines(waiting.exclude(pk__in=asked), user),
        "coming": _lines(coming.order_by("day", "pk"), user),
        "decided": _lines(page, user),
        "page": page,
    }
    return render(request, "personnel/actions/handovers.html", context)


def handover_request(request: HttpRequest) -> HttpResponse:
    """Ask the board that keeps a record for it, by its number; shows nothing of the record.

    The form for a new record leads here with the number that it could not take.
    """
    user, today = editor_or_404(request), timezone.localdate()
    sent = request.POST if request.POST.get("do") == "send" else None
    first = {"cccd": request.POST.get("cccd", "")}
    form = RequestForm(user, today, sent, initial=first)
    if sent is None or not form.is_valid():
        return _request(request, form, status=422 if form.is_bound else 200)
    try:
        asked = form.save(at=timezone.now())
    except Refused as refused:
        form.complain(refused)
        return _request(request, form, status=409)
    messages.success(
        request, f"Đã đề nghị {asked.giver} bàn giao hồ sơ, đang chờ trả lời ở trang Bàn giao."
    )
    return redirect("handovers")


def _request(request: HttpRequest, form: RequestForm, status: int) -> HttpResponse:
    context = {"form": form}
    return render(request, "personnel/actions/handover_request.html", context, status=status)


def handover_page(request: HttpRequest, pk: int) -> HttpResponse:
    """Show one hand-over, and take the decision of a board that it concerns."""
    user = viewer(request)
    handover = _visible(user).filter(pk=pk).first()
    if handover is None:
        raise Http404("Không có đề nghị chuyển công tác này trong phạm vi của tài khoản.")
    if request.method == "POST":
        return _decide(request, handover)
    return _page(request, handover, ReasonForm())


def _decide(request: HttpRequest, handover: HandOver) -> HttpResponse:
    decision, user = request.POST.get("decision", ""), viewer(request)
    if decision not in RIGHTS:
        raise BadRequest("Chọn tiếp nhận, bàn giao, từ chối hoặc rút đề nghị.")
    if not RIGHTS[decision](user, handover):
        raise Http404("Tài khoản này không quyết định được đề nghị này.")
    form = ReasonForm(request.POST if decision in WITH_REASON else None)
    accepting = AcceptForm(timezone.localdate(), handover, request.POST)
    asked = {ACCEPT: accepting} | dict.fromkeys(WITH_REASON, form)
    if decision in asked and not asked[decision].is_valid():
        wrong = accepting if decision == ACCEPT else None
        return _page(request, handover, form, status=422, accepting=wrong)
    try:
        return _take(request, decision, handover, form, accepting)
    except Doubtful as doubtful:
        return _page(
            request, handover, ReasonForm(), status=422, accepting=accepting, doubts=doubtful.told
        )
    except Refused as refused:
        form = ReasonForm()
        current = _visible(user).filter(pk=handover.pk).first()
        if current is None:
            raise Http404(str(refused)) from refused
        return _page(request, current, form, status=409, refusal=str(refused))


def _take(
    request: HttpRequest, decision: str, handover: HandOver, form: ReasonForm,
    accepting: AcceptForm,
) -> HttpResponse:  # fmt: skip
    user, now, person = viewer(request), timezone.now(), handover.person
    if decision == ACCEPT:
        post = accept(
            handover, by=user, at=now, decision=accepting.decision if accepting.sent else None,
            answer=Answer.of(request.POST),
        )  # fmt: skip
        messages.success(
            request, f"Đã tiếp nhận {person}: giữ chức danh {held_at(post.title, post.unit)}."
        )
        today = timezone.localdate()
        if handover.day > today:
            messages.info(
                request,
                f"Từ {handover.day:%d/%m/%Y} mới có trong danh sách của đơn vị tiếp nhận; trước đó "
                "mở hồ sơ từ trang Bàn giao, mục Đã tiếp nhận, chưa đến ngày.",
            )
        day = doubted_on(handover, today)
        for doubt in open_doubts(record_of(person), user, day, [POSTS]):
            messages.warning(request, f"Lưu ý: {doubt.text}")
        return redirect("person", pk=person.pk)
    messages.success(request, _decided(decision, handover, form, user, now))
    return redirect("handovers")


def _decided(
    decision: str, handover: HandOver, form: ReasonForm, user: Editor, now: datetime
) -> str:
    """Take any decision but to accept; returns what was done."""
    person, asking = handover.person, handover.unit.keeper
    if decision == GRANT:
        grant(handover, by=user, at=now)
        return f"Đã đồng ý bàn giao {person}: chờ {asking} tiếp nhận."
    if decision == REFUSE:
        refuse(handover, form.cleaned_data["reason"], by=user, at=now)
        return f"Đã trả lời {asking}: không bàn giao {person}."
    if decision == RECALL:
        recall(handover, by=user, at=now)
        return f"Đã rút đề nghị {handover.giver} bàn giao hồ sơ."
    if decision == DECLINE:
        decline(handover, form.cleaned_data["reason"], by=user, at=now)
        return f"Đã trả lời {handover.giver}: không tiếp nhận {person}."
    withdraw(handover, by=user, at=now)
    return f"Đã rút đề nghị chuyển {person}."


def _page(
    request: HttpRequest, handover: HandOver, form: ReasonForm, status: int = 200,
    refusal: str = "", accepting: AcceptForm | None = None, doubts: Sequence[Told] = (),
) -> HttpResponse:  # fmt: skip
    accepting = accepting or AcceptForm(timezone.localdate(), handover)
    line = _lines([handover], viewer(request))[0]
    if not line.is_hidden:
        keep_opened(request, handover.person, where="đề nghị bàn giao")
    context = {"line": line, "handover": handover, "form": form, "refusal": refusal,
               "accepting": accepting,
               "doubts": doubts if line.open else [_veiled(told) for told in doubts]}  # fmt: skip
    return render(request, "personnel/actions/handover.html", context, status=status)


def _veiled(told: Told) -> Told:
    """Return a doubt without the facts of a record that is not open yet: by its name alone.

    Who else leads the commune that receives is no fact of the record.
    """
    if told.doubt.code == "shared-head":
        return told
    return replace(told, found=replace(told.found, text=told.doubt.label))


def _visible(user: Editor) -> HandOverQuerySet:
    rows = HandOver.objects.visible_to(user)
    read = ("person", "giver", "title", "asked_by", "decided_by")
    return rows.with_keepers().select_related(*read)


def _lines(handovers: Iterable[HandOver], user: Editor) -> list[Line]:
    """Return hand-overs with the posts they end and what the user may do; three queries."""
    rows = list(handovers)
    given = given_by_user(user, (row for row in rows if row.state in State.pending()))
    ids = [pk for row in rows for pk in row.ends]
    posts = Post.objects.filter(pk__in=ids).select_related("unit", "title").in_bulk()
    people = Person.objects.visible_to(user).filter(pk__in=[row.person_id for row in rows])
    seen = set(people.values_list("pk", flat=True))
    return [
        Line(
            row,
            [posts[pk] for pk in row.ends if pk in posts],
            row.person_id in seen,
            _may(user, row, given),
        )
        for row in rows
    ]


def _may(user: Editor, row: HandOver, given: Collection[int]) -> frozenset[str]:
    """Return the decisions that the user can take on a hand-over as it stands."""
    takes = {may_decide: may_decide(user, row), may_withdraw: row.pk in given}
    open_to = {State.WAITING: (ACCEPT, DECLINE, WITHDRAW), State.ASKED: (GRANT, REFUSE, RECALL)}
    offered = open_to.get(State(row.state), ())
    return frozenset(decision for decision in offered if takes[RIGHTS[decision]])
