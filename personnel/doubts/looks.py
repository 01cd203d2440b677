"""How each doubt is looked for in one record: the words for it, and the facts it rests on."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from hashlib import sha256

from django.db.models import prefetch_related_objects

from personnel.kinds import KINDS
from personnel.models import Person, Post
from personnel.reading.ages import OF_AGE
from personnel.reading.recruited import FLOOR, KIND, first_of
from personnel.reading.retirement import retires_on
from personnel.reading.terms_of_heads import Terms
from personnel.words.dates import show
from personnel.words.identity import cccd_doubts
from personnel.words.partial_dates import PartialDate
from personnel.words.posts import held_at

from .case import Case, Other


@dataclass(frozen=True)
class Found:
    """A doubt about one record, in Vietnamese; `facts` are what it rests on.

    `other` is the id of whom else it is about, `seen` whether the user may see that record;
    `kind` is that of the credential concerned.
    """

    text: str
    facts: tuple[object, ...]
    other: int | None = None
    seen: bool = False
    kind: str = ""

    @property
    def fingerprint(self) -> str:
        """What stays the same as long as none of the facts changes."""
        return sha256(repr([str(fact) for fact in self.facts]).encode()).hexdigest()


Look = Callable[[Case], Iterator[Found]]
_CCCD_LENGTH = 12


def _age(person: Person, day: date | None, precision: str) -> int:
    """Return the age at the latest day that a date may mean; one that is unknown is no doubt."""
    known = PartialDate.stored(day, precision)
    return person.age_on(known.last) if known else OF_AGE


def _birth(person: Person) -> tuple[object, ...]:
    return person.birth_date, person.birth_precision


def _told(post: Post) -> tuple[object, ...]:
    return post.unit_id, post.title_id, post.start, post.start_precision


def young_at_post(case: Case) -> Iterator[Found]:
    """Yield each post begun before the eighteenth birthday."""
    for post in case.facts.posts:
        age = _age(case.person, post.start, post.start_precision)
        if age < OF_AGE:
            held = held_at(post.title, post.unit)
            text = f"Mới {age} tuổi khi bắt đầu giữ chức danh {held} ({post.start_shown})"
            yield Found(text, (*_birth(case.person), *_told(post)))


def young_at_party(case: Case) -> Iterator[Found]:
    """Yield a joining of the Party before the eighteenth birthday (its Charter, article 1)."""
    joined = case.person.party_joined, case.person.party_joined_precision
    age = _age(case.person, *joined)
    if age < OF_AGE:
        text = f"Mới {age} tuổi khi vào Đảng ({show(*joined)})"
        yield Found(text, (*_birth(case.person), *joined))


def young_at_degree(case: Case) -> Iterator[Found]:
    """Yield each university degree of a year of life in which nobody is awarded one yet."""
    return _young_at_award(case, degrees=True)


def young_at_award(case: Case) -> Iterator[Found]:
    """Yield each other award of a year of life in which nobody is awarded it yet."""
    return _young_at_award(case, degrees=False)


def _young_at_award(case: Case, *, degrees: bool) -> Iterator[Found]:
    for held in case.facts.credentials:
        kind = KINDS[held.kind]
        level = kind.levels[held.level]
        if not (held.awarded and level.age and level.is_degree == degrees):
            continue
        turned = held.awarded.year - case.person.birth_date.year
        if turned < level.age:
            text = (
                f"{kind.label} {level.label} cấp năm {held.awarded.year}, năm {turned} tuổi: "
                f"sớm nhất thường là năm {level.age} tuổi"
            )
            facts = case.person.birth_date.year, held.kind, held.level, held.awarded.year
            yield Found(text, facts, kind=held.kind)


def no_party_day(case: Case) -> Iterator[Found]:
    """Yield a seat on the Party committee of somebody who has not joined the Party."""
    if case.person.party_joined:
        return
    for post in case.held:
        if post.title.in_committee:
            text = f"Giữ chức danh {held_at(post.title, post.unit)} mà chưa có ngày vào Đảng"
            yield Found(text, (post.unit_id, post.title_id))


def cccd_clash(case: Case) -> Iterator[Found]:
    """Yield what the digits of the number say otherwise than sex and year of birth."""
    person = case.person
    if len(person.cccd) != _CCCD_LENGTH or not person.cccd.isdigit():
        return
    for doubt in cccd_doubts(person.cccd, person.sex, person.birth_date.year):
        yield Found(f"Số CCCD: {doubt}", (person.cccd, person.sex, person.birth_date.year, doubt))


def misplaced(case: Case) -> Iterator[Found]:
    """Yield each title held that the kind of unit has not."""
    for post in case.held:
        unit = case.place_of(post)
        if not post.title.fits(unit.kind):
            text = f"{unit}: loại đơn vị này không có chức danh {post.title}"
            yield Found(text, (unit.pk, unit.kind, post.title_id))


def of_another_time(case: Case) -> Iterator[Found]:
    """Yield each post held in a unit that has ended, or is to begin, with none in its place."""
    for post in case.held:
        day, unit = case.first_day_of(post), case.place_of(post)
        if unit.ended_before(day) or unit.begins_after(day):
            yield Found(
                f"{unit} không tồn tại vào ngày {day:%d/%m/%Y} ({unit.period_shown})",
                (unit.pk, unit.valid_from, unit.valid_to, post.title_id),
            )


def abolished(case: Case) -> Iterator[Found]:
    """Yield each title held that was abolished before."""
    for post in case.held:
        if post.title.valid_to and post.title.ended_before(max(case.day, post.span[0])):
            last = post.title.valid_to
            text = f"Chức danh {post.title} chỉ áp dụng đến hết ngày {last:%d/%m/%Y}"
            yield Found(text, (post.unit_id, post.title_id, last))


def shares_head(case: Case) -> Iterator[Found]:
    """Yield whoever else leads the commune by the same title."""
    for post in case.held:
        for other in case.leading_beside(post) if post.title.head else ():
            who, unit = str(other.person) if other.seen else "người khác", case.place_of(post)
            text = f"{unit} đang có {post.title}: {who}"
            facts = unit.pk, post.title_id, other.person.pk
            yield Found(text, facts, other.person.pk, other.seen)


def two_terms(case: Case) -> Iterator[Found]:
    """Yield each commune led for two terms, or for nearly as long, and still or again (III.4)."""
    heads = [post for post in case.facts.posts if post.title.head]
    # By the last post there is in it, should one be to come.
    led = {case.place_of(p): p for p in sorted(case.held, key=case.first_day_of) if p.title.head}
    for unit, last in led.items():
        day = case.first_day_of(last)
        there = [post for post in heads if case.around.place_of(post, day) == unit]
        terms = Terms(there, day)
        if terms.is_told and terms.leads:
            facts = unit.pk, terms.state, *sorted(str((*_told(p), p.end)) for p in there)
            yield Found(_terms_told(terms, unit, case.day), facts)


def _terms_told(terms: Terms, unit: object, today: date) -> str:
    when = f"tính đến ngày {terms.day:%d/%m/%Y} " if terms.day != today else ""
    text = f"{when}{held_at('đã làm người đứng đầu', unit)} {terms.told}, {terms.state.label}"
    text += " tại một địa phương"
    if terms.full_on:
        text += f" (đủ 10 năm vào ngày {terms.full_on:%d/%m/%Y})"
    return text[:1].upper() + text[1:]


def taken_on_below(case: Case) -> Iterator[Found]:
    """Yield how somebody taken on as a non-specialised worker since the resolution is below it."""
    if not case.principal or not case.is_nonspecialised(case.principal):
        return
    first = first_of(filter(case.is_nonspecialised, case.facts.posts))
    held = [c.level for c in case.facts.credentials if c.kind == KIND and c.lasts_on(case.day)]
    if first and held and max(held) < FLOOR:
        kind = KINDS[KIND]
        text = (
            f"Bắt đầu làm người hoạt động không chuyên trách từ {first.start_shown}, sau Nghị "
            f"quyết, trình độ chuyên môn {kind.level_label(max(held)).lower()}: thấp hơn "
            f"{kind.level_label(FLOOR).lower()}"
        )
        yield Found(text, (first.start, first.start_precision, max(held)), kind=KIND)


def past_retirement(case: Case) -> Iterator[Found]:
    """Yield the day the retirement age was reached, of whoever is bound by it and goes on."""
    last = retires_on(case.person.sex, case.person.birth_date)
    if last < case.day and (counted := case.principal) and counted.title.age_bound:
        text = f"Đã đến tuổi nghỉ hưu từ {last:%d/%m/%Y} mà còn giữ chức danh"
        yield Found(text, (case.person.sex, case.person.birth_date))


def held_after_death(case: Case) -> Iterator[Found]:
    """Yield each post that goes on, or begins, after a recorded death."""
    for dead in case.facts.posts:
        if dead.end is None or dead.end_reason != Post.EndReason.DIED:
            continue
        for post in case.facts.posts:
            if post.lasts_after(dead.end):
                held = held_at(post.title, post.unit)
                text = f"Giữ chức danh {held} sau ngày từ trần ({dead.end:%d/%m/%Y})"
                yield Found(text, (dead.end, *_told(post), post.end))


def begun_after_leaving(case: Case) -> Iterator[Found]:
    """Yield each post begun after a recorded retirement or dismissal."""
    for left in case.facts.posts:
        if left.end is None or left.end_reason not in Post.EndReason.last():
            continue
        for post in case.facts.posts:
            if post.start and post.start > left.end:
                why = Post.EndReason(left.end_reason).label.lower()
                text = (
                    f"Giữ chức danh {held_at(post.title, post.unit)} từ {post.start_shown}, sau "
                    f"khi đã ghi {why} từ hết ngày {left.end:%d/%m/%Y}"
                )
                yield Found(text, (left.end, left.end_reason, *_told(post)))


def twin(case: Case) -> Iterator[Found]:
    """Yield each other record of the same name and birth date, by name where it may be seen.

    Where those that may not be seen are not looked for, that it is so.
    """
    if case.unchecked:
        yield Found(case.unchecked, (case.unchecked,))
    twins = case.twins
    seen = [other.person for other in twins if other.seen]
    prefetch_related_objects(seen, "posts__unit", "posts__title")
    for other in twins:
        if case.unchecked and not other.seen:
            continue
        facts = other.person.search_name, other.person.birth_date, other.person.pk
        yield Found(_twin_told(other), facts, other.person.pk, other.seen)


def _twin_told(other: Other) -> str:
    if not other.seen:
        return "Có hồ sơ cùng họ tên và ngày sinh ở đơn vị khác trong tỉnh"
    who = other.person
    post = max(who.posts.all(), key=lambda post: (post.span[0], post.pk), default=None)
    where = f" ({held_at(post.title, post.unit)})" if post else ""
    return f"Có thể trùng hồ sơ: {who.full_name}, sinh {who.birth_shown}{where}"
