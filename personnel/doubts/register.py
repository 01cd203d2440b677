"""The one list of doubts: what each is called, whom a day's figures find, what a form looks for."""

from __future__ import annotations

from collections.abc import Callable, Collection, Hashable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q

from personnel.reading import ages, clashes
from personnel.reading.recruited import taken_on_below
from personnel.reading.terms_of_heads import leading_long
from personnel.scope import Viewer
from personnel.words.identity import cccd_clashes

from . import looks
from .case import Around, Case, Facts
from .looks import Found, Look

PERSON, POSTS, CREDENTIALS = "person", "posts", "credentials"


@dataclass(frozen=True)
class AfterReading:
    """A condition that rests on what it reads of the records first.

    `given` makes it of the day and of what `read` returned of that day, and reads nothing more.
    """

    read: Callable[[date], Hashable]
    given: Callable[[date, Any], Q]

    def __call__(self, day: date) -> Q:
        """Return the condition of a day by the records as they are; a query."""
        return self.given(day, self.read(day))


@dataclass(frozen=True)
class Doubt:
    """One thing worth a second look.

    `where` is the condition on a standing of a day, `look` finds the same in one record, `about`
    says in which part of it.
    """

    code: str
    label: str
    short: str
    where: Callable[[date], Q]
    look: Look
    about: str
    note: str = ""


DOUBTS = (
    Doubt(
        "young-post",
        "Dưới 18 tuổi khi bắt đầu giữ chức danh",
        "Trẻ: chức danh",
        lambda day: ages.began_post_young(),
        looks.young_at_post,
        POSTS,
    ),
    Doubt(
        "young-party",
        "Dưới 18 tuổi khi vào Đảng",
        "Trẻ: vào Đảng",
        lambda day: ages.joined_party_young(),
        looks.young_at_party,
        PERSON,
        note="Theo Điều lệ Đảng, điều 1: từ 18 tuổi trở lên.",
    ),
    Doubt(
        "young-degree",
        "Bằng đại học, sau đại học cấp trước tuổi có thể đạt",
        "Trẻ: đại học",
        lambda day: ages.awarded_young(degrees=True),
        looks.young_at_degree,
        CREDENTIALS,
        note="Đại học sớm nhất thường vào năm 21 tuổi (Luật Giáo dục 2019, điều 28; "
        "Quyết định 1981/QĐ-TTg).",
    ),
    Doubt(
        "young-award",
        "Văn bằng, chứng chỉ khác cấp trước tuổi có thể đạt",
        "Trẻ: văn bằng",
        lambda day: ages.awarded_young(degrees=False),
        looks.young_at_award,
        CREDENTIALS,
    ),
    Doubt(
        "no-party-day",
        "Giữ chức danh cấp ủy, chưa có ngày vào Đảng",
        "Ngày Đảng",
        clashes.no_party_day,
        looks.no_party_day,
        POSTS,
    ),
    Doubt(
        "elsewhen",
        "Giữ chức danh tại đơn vị đã giải thể hoặc chưa thành lập",
        "Đơn vị hết hiệu lực",
        clashes.in_unit_of_another_time,
        looks.of_another_time,
        POSTS,
        note="Vẫn được tính vào số liệu, ở một dòng riêng của đơn vị đó.",
    ),
    Doubt(
        "cccd-clash",
        "Số CCCD không khớp giới tính hoặc năm sinh",
        "CCCD lệch",
        lambda day: cccd_clashes(),
        looks.cccd_clash,
        PERSON,
    ),
    Doubt(
        "misplaced",
        "Chức danh mà loại đơn vị không có",
        "Sai loại",
        AfterReading(lambda day: clashes.bound_titles(), clashes.misplaced),
        looks.misplaced,
        POSTS,
    ),
    Doubt(
        "abolished",
        "Chức danh không còn áp dụng",
        "Hết áp dụng",
        clashes.under_abolished_title,
        looks.abolished,
        POSTS,
    ),
    Doubt(
        "shared-head",
        "Hai người cùng giữ một chức danh người đứng đầu",
        "Hai đứng đầu",
        clashes.shares_head,
        looks.shares_head,
        POSTS,
        note="Bí thư Đảng ủy hoặc Chủ tịch Ủy ban nhân dân, tại cùng một xã.",
    ),
    Doubt(
        "two-terms",
        "Người đứng đầu sắp đủ, đã đủ hoặc quá 02 nhiệm kỳ tại một địa phương",
        "02 nhiệm kỳ",
        AfterReading(leading_long, lambda day, long: Q(pk__in=long)),
        looks.two_terms,
        POSTS,
        note="Nghị quyết, mục III.4: từ đủ 08 năm giữ chức danh Bí thư Đảng ủy, Chủ tịch Ủy ban "
        "nhân dân cộng lại. Nhắc để xem xét, không ngăn việc ghi.",
    ),
    Doubt(
        "taken-on-below",
        "Người hoạt động không chuyên trách bắt đầu sau Nghị quyết, chuyên môn dưới trung cấp",
        "Tuyển chọn",
        taken_on_below,
        looks.taken_on_below,
        POSTS,
        note="Nghị quyết, mục III.2: tuyển chọn không được thấp hơn tiêu chí về trình độ của mục "
        "tiêu. Nhắc để xem xét, không ngăn việc ghi.",
    ),
    Doubt(
        "past-retirement",
        "Đã quá tuổi nghỉ hưu, còn giữ chức danh",
        "Quá tuổi",
        clashes.past_retirement,
        looks.past_retirement,
        POSTS,
        note="Theo Nghị định 135/2020/NĐ-CP; chỉ tính người có chức danh chính áp dụng tuổi nghỉ "
        "hưu (danh mục chức danh).",
    ),
    Doubt(
        "after-death",
        "Giữ chức danh sau khi đã ghi từ trần",
        "Sau từ trần",
        lambda day: clashes.held_after_death(),
        looks.held_after_death,
        POSTS,
    ),
    Doubt(
        "after-leaving",
        "Giữ chức danh mới sau khi đã ghi nghỉ hưu hoặc cách chức, buộc thôi việc",
        "Sau khi nghỉ",
        lambda day: clashes.begun_after_leaving(),
        looks.begun_after_leaving,
        POSTS,
    ),
    Doubt(
        "twin",
        "Trùng họ tên và ngày sinh với hồ sơ khác",
        "Trùng",
        lambda day: clashes.has_twin(),
        looks.twin,
        PERSON,
        note="Đối chiếu với mọi hồ sơ trong tỉnh.",
    ),
)
BY_CODE = {doubt.code: doubt for doubt in DOUBTS}


@dataclass(frozen=True)
class Told:
    """A doubt found in one record."""

    doubt: Doubt
    found: Found

    @property
    def text(self) -> str:
        """It, as a sentence."""
        return f"{self.found.text}."

    @property
    def key(self) -> str:
        """What a form sends of it; it has another once a fact it rests on has changed."""
        return f"{self.doubt.code}:{self.found.fingerprint}"

    @property
    def may_be_same(self) -> bool:
        """Whether it is about a record that the user sees, and that may be the same person's."""
        return self.doubt.code == "twin" and self.found.seen


def doubts_of(
    facts: Facts, user: Viewer | None, day: date, ending: Collection[int] = (), unchecked: str = ""
) -> list[Told]:
    """Return every doubt about one record on a day, confirmed or not, as `user` may be told it.

    Posts of others with the ids `ending` are taken for ended; `unchecked` as in `Case`. Three
    queries, and one for each namesake.
    """
    around = Around.of([facts], user, ending)
    return list(found_in(Case(facts, around, day, unchecked)))


def found_in(case: Case, among: Iterable[Doubt] = DOUBTS) -> Iterator[Told]:
    """Yield the doubts about one case, in the order of the list; each fact once."""
    for doubt in among:
        for found in dict.fromkeys(doubt.look(case)):
            yield Told(doubt, found)
