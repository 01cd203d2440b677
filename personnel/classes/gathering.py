"""Who is in a class: ticked in a list, found by a search, pasted from a sheet."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Prefetch, Q

from personnel.entry.dossier import communes_of
from personnel.models import Person, PersonQuerySet, Post, Title
from personnel.models.titles import group_precedence
from personnel.reading.searching import matching
from personnel.scope import Editor
from personnel.words.text import match_key
from personnel.words.values import CCCD_LENGTH, BadCell, read_cccd
from personnel.words.vietnamese import clean, fold

MOST_PEOPLE = 500
MOST_FOUND = 20
NOT_FOUND = "không tìm thấy trong phạm vi được cập nhật"


@dataclass(frozen=True)
class Gathered:
    """People whose records are in the user's hands, and who was asked for besides.

    `lost` names those whom the user may see only; `unknown` counts the others, of whom
    nothing is told.
    """

    people: list[Person]
    lost: list[str]
    unknown: int

    @property
    def too_many(self) -> bool:
        """Whether more people were gathered than are recorded at once."""
        return len(self.people) > MOST_PEOPLE

    def problems(self) -> Iterator[str]:
        """Yield what keeps these from being recorded as they were asked for."""
        if self.lost:
            yield f"Không thuộc phạm vi được cập nhật, đã bỏ ra: {', '.join(self.lost)}."
        if self.unknown:
            yield (
                f"{self.unknown} hồ sơ không có trong phạm vi được cập nhật của tài khoản, "
                "đã bỏ ra khỏi danh sách."
            )
        if self.too_many:
            yield (
                f"Mỗi lần ghi nhận nhiều nhất {MOST_PEOPLE} người, danh sách đang có "
                f"{len(self.people)}. Bỏ bớt rồi ghi nhận thành nhiều lần."
            )


def gather(user: Editor, ids: Iterable[str]) -> Gathered:
    """Return the people of `ids` as sent by a form, in name order, with their open posts."""
    asked = dict.fromkeys(ids)
    numbers = {int(pk) for pk in asked if pk.isascii() and pk.isdigit() and len(pk) < 19}
    people = _with_place(Person.objects.editable_by(user).filter(pk__in=numbers))
    others = numbers - {person.pk for person in people}
    seen = Person.objects.visible_to(user).filter(pk__in=others).in_name_order()
    lost = list(seen.values_list("full_name", flat=True)) if others else []
    return Gathered(people, lost, len(asked) - len(people) - len(lost))


def found(user: Editor, text: str, today: date, without: Iterable[Person]) -> list[Person]:
    """Return the first few whom a search finds, but for those gathered already."""
    if not text.strip():
        return []
    own = Person.objects.editable_by(user).exclude(pk__in=[person.pk for person in without])
    places = [(commune.pk, commune.name) for commune in communes_of(user, today)]
    return _with_place(matching(text, own, places, Title.objects.all(), today))[:MOST_FOUND]


def _with_place(people: PersonQuerySet) -> list[Person]:
    """Return people in name order with `open_posts`, the principal first; two queries."""
    posts = Post.objects.filter(end__isnull=True).select_related("unit", "title")
    ranked = posts.order_by(group_precedence("title__group"), "title__order", "pk")
    return list(people.in_name_order().prefetch_related(Prefetch("posts", ranked, "open_posts")))


@dataclass
class Pasted:
    """What a pasted column says: the ids found, and each line that names nobody for certain."""

    ids: list[str] = field(default_factory=list)
    left: list[tuple[str, str]] = field(default_factory=list)


def pasted(user: Editor, text: str) -> Pasted:
    """Find each line of `text`, a CCCD number or a full name, among the user's own people.

    A name must be that of one person only. Marks are told apart, unless the line has none.
    """
    lines = list(dict.fromkeys(filter(None, map(clean, text.splitlines()))))
    if len(lines) > MOST_PEOPLE:
        return Pasted(left=[(lines[MOST_PEOPLE], f"chỉ dán được {MOST_PEOPLE} dòng một lần")])
    index, result = _Index(user, lines), Pasted()
    for line in lines:
        try:
            result.ids.append(str(index.find(line).pk))
        except BadCell as unclear:
            result.left.append((line, str(unclear)))
    return result


class _Index:
    """The people whom lines may mean, by number and by name with and without marks; one query."""

    def __init__(self, user: Editor, lines: list[str]) -> None:
        numbers = filter(None, map(_number, lines))
        may_mean = Q(cccd__in=[*numbers]) | Q(search_name__in=[*map(fold, lines)])
        self._by_key: dict[str, list[Person]] = defaultdict(list)
        for person in Person.objects.editable_by(user).filter(may_mean):
            for key in {person.cccd, match_key(person.full_name), person.search_name}:
                self._by_key[key].append(person)

    def find(self, line: str) -> Person:
        """Return the one person whom a line means; raises BadCell saying why there is none."""
        number = _number(line)
        people = self._by_key.get(read_cccd(number) if number else match_key(line), [])
        if not people:
            raise BadCell(NOT_FOUND)
        if len(people) > 1:
            raise BadCell(f"có {len(people)} người cùng họ tên, thêm từng người bằng ô tìm")
        return people[0]


def _number(line: str) -> str:
    """Return the digits on a line, the zero that Excel drops put back; "" for a name."""
    digits = line.replace(" ", "").lstrip("'")
    if not (digits.isascii() and digits.isdigit()):
        return ""
    return digits.zfill(CCCD_LENGTH) if len(digits) == CCCD_LENGTH - 1 else digits
