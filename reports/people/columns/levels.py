"""The columns about what is held of each kind: the highest level, and the paper behind it."""

from collections.abc import Callable, Iterator

from django.db.models import F

from personnel.kinds import KINDS, Kind
from personnel.models import Credential
from personnel.reading.studies import told
from personnel.words.dates import as_known

from .column import LEVELS, PAPERS, Column, Reads, Row, Sort, Value

UNKNOWN = "?"


def _level(kind: Kind) -> Column:
    """Return the column of the highest level of a kind."""

    def value(row: Row) -> Value:
        level = getattr(row.person, kind.code, None)
        if level is None:
            return None
        award = row.expected.get(kind.code)
        label = kind.level_label(level)
        return f"{label} (dự kiến {award.award_day:%m/%Y})" if award and award.award_day else label

    sort = Sort(lambda day: [F(kind.code)], of_standing=True, kinds=(kind.code,))
    return Column(
        kind.code, kind.short, LEVELS, value, kind.label, kind=kind.code, blank=UNKNOWN, sort=sort
    )


def _of_paper(
    kind: Kind, about: str, words: str, value: Callable[[Credential], Value], width: int = 15
) -> Column:
    """Return a column of the highest credential of a kind, blank where none is held."""

    def read(row: Row) -> Value:
        paper = row.papers.get(kind.code)
        return value(paper) if paper else None

    return Column(
        f"{kind.code}_{about}", f"{kind.short}: {words}", PAPERS, read, f"{kind.label}: {words}",
        width, reads=Reads.PAPERS, paper=kind.code,
    )  # fmt: skip


def _papers(kind: Kind) -> Iterator[Column]:
    """Yield what is told of the paper; of a kind without dated ones, nothing."""
    if kind.has_language:
        yield _of_paper(kind, "language", "ngôn ngữ", lambda paper: paper.language)
    if kind.has_field_of_study:
        yield _of_paper(kind, "field", "ngành đào tạo", lambda paper: paper.field_of_study, 28)
    if not any(level.dated for level in kind.levels[1:]):
        return
    yield _of_paper(
        kind,
        "awarded",
        "thời điểm cấp",
        lambda paper: as_known(paper.awarded, paper.awarded_precision),
    )
    yield _of_paper(kind, "issuer", "nơi cấp", lambda paper: paper.institution, 28)
    yield _of_paper(kind, "number", "số hiệu", lambda paper: paper.number)
    yield _of_paper(kind, "found", "xác minh", lambda paper: paper.verification_told, 24)


STUDIES = Column(
    "studies", "Học tập hiện nay", LEVELS, lambda row: tuple(map(told, row.studies)), width=44,
    look="several", reads=Reads.STUDIES,
)  # fmt: skip
OF_KINDS = (
    *(_level(kind) for kind in KINDS.values()),
    STUDIES,
    *(column for kind in KINDS.values() for column in _papers(kind)),
)
