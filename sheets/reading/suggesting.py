"""What a cell that names nothing known may have meant: the nearest names, to pick from."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import SequenceMatcher

from personnel.kinds import FIELD_OF_STUDY, KINDS, Kind
from personnel.models import Acting, Basis, Title, Unit
from personnel.words.grades import Grade
from personnel.words.not_held import is_doubted
from personnel.words.text import match_key
from personnel.words.vietnamese import fold
from sheets.columns import DATES, EVALUATED, STUDIED, TICKS
from sheets.scope import Scope

from .answering import ANSWERED, answers
from .body_names import in_each_body
from .leaving import may_be_no_post
from .matching import UNIT_KINDS, References, unit_key
from .places import answer_of
from .studies import choices_of_studies, likeliest_studies
from .studies_told import BLANK, Choice, meant_by_study
from .studying import YEAR_CHOICES, year_choices
from .titles import NO_TITLE

_NO_INITIALS = ("-", match_key("và"))
# The fields whose cells name something of a list.
_YEARS = tuple(kind.awarded_field for kind in KINDS.values() if kind.awarded_field)
_TITLES = ("title", "other_titles")
# What a title is held by, by field.
NAMED = {"basis": Basis.labels, "acting": Acting.labels}
SUGGESTED = (
    "left", "full_name", "unit", "district", *_TITLES, "ethnicity", "religion", *KINDS, *DATES,
    *TICKS, *NAMED, "home_place", FIELD_OF_STUDY, *STUDIED, *EVALUATED,
)  # fmt: skip
# What is answered of whoever the file says has left, the likelier answer first.
LEFT, IN_POST = "left", "in_post"
_WHO_LEFT = [(LEFT, "Không còn giữ chức danh: không ghi dòng này"), (IN_POST, "Vẫn giữ chức danh")]
_AT_MOST, _NAMED, _BODIES = 8, 6, 2
# What a board calls its other non-specialised workers, the decree leaves to the province.
_OTHER_TITLE = "KCT-KHAC"
_GRADES = [*((str(g.label), str(g.label)) for g in Grade), (BLANK[0], "Bỏ qua: không ghi xếp loại")]
_NOT_EVALUATED = tuple(map(match_key, ("xếp loại", "đánh giá", "KXL", "CXL")))
# Free texts, which name something.
FREE = ("religion", "home_place", FIELD_OF_STUDY)
_NO_RELIGION = "Không theo tôn giáo"
_RELIGIONS = ("Phật giáo", "Công giáo", "Tin lành", "Cao Đài")
_NEAR = 0.45
_NONE = "Chưa"
_NOT_A_POST = (NO_TITLE, "Bỏ qua: không phải chức danh đang giữ")


def choices(field: str, references: References, scope: Scope | None = None) -> list[Choice]:
    """Return everything a cell of the field may name: what a reading holds, and its label.

    Communes and districts are those of `scope`, and read by their codes.
    """
    if field == "left":
        return list(_WHO_LEFT)
    if field in ANSWERED:
        return [*answers(field), *(YEAR_CHOICES.items() if field in _YEARS else ())]
    if field in KINDS:
        return _levels(KINDS[field], references)
    if field in STUDIED:
        return choices_of_studies(field)
    if field in EVALUATED:
        return _GRADES
    if field in NAMED:
        return [*((label, label) for label in NAMED[field]), BLANK]
    if field in TICKS:
        return [("Có", "Có"), ("Không", "Không"), BLANK]
    if field == "religion":
        return [(_NO_RELIGION, _NO_RELIGION), *((r, r) for r in _RELIGIONS), BLANK]
    if field in FREE:
        return [BLANK]
    if field == "unit":
        units = [unit for unit in references.communes.now.all if scope is None or scope.has(unit)]
        return [(answer_of(unit), placed(unit)) for unit in units]
    if field == "district":
        districts = [d for d in references.districts_in_force if not scope or scope.may_lie_in(d)]
        return [(answer_of(unit), unit.name) for unit in districts]
    if field in _TITLES:
        every = (name for t in references.titles_in_force for name in (t.name, *in_each_body(t)))
        return [*((name, name) for name in every), _NOT_A_POST]
    if field == "ethnicity":
        names = dict.fromkeys(found.name for found in references.ethnicities.values())
        return [(name, name) for name in names]
    return []


def labels_of(field: str) -> dict[str, str]:
    """Return how the answers are called that are no text of their own, by their codes."""
    if field in _TITLES:
        return dict([_NOT_A_POST])
    if field == "unit":
        return {answer_of(unit): placed(unit) for unit in Unit.objects.communes().with_above()}
    if field == "district":
        return {answer_of(unit): unit.name for unit in Unit.objects.districts()}
    if field in KINDS:
        return dict([BLANK])
    if field in STUDIED:
        return dict(choices_of_studies(field))
    if field in EVALUATED:
        return dict(_GRADES)
    rules = [*answers(field), *YEAR_CHOICES.items()] if field in ANSWERED else []
    return dict(_WHO_LEFT if field == "left" else rules)


def placed(unit: Unit) -> str:
    """Return a commune with its district; with its days where it has ended."""
    if unit.valid_to is not None:
        return f"{unit.name} ({unit.period_shown})"
    above = unit.above
    return f"{unit.name} ({above})" if above and above.is_district else unit.name


def suggestions(
    field: str, text: str, references: References, scope: Scope | None = None, group: str = ""
) -> list[Choice]:
    """Return the choices nearest to `text`, the likeliest first, at most eight.

    Of titles, those of the `group` that the row stands under go first.
    """
    if field == "left":
        return list(_WHO_LEFT)
    if field in ANSWERED:
        return _answers(field, text)
    if field in TICKS or field in FREE:
        return choices(field, references)
    if field in EVALUATED:
        return _grades(text)
    if field in STUDIED:
        return likeliest_studies(field, text)[:_AT_MOST]
    if field in _TITLES:
        return _titles(text, references, group)
    first = _likeliest(field, text, references, scope)
    taken = {value for value, _ in first}
    near = [near for near in _near(field, text, references, scope) if near[0] not in taken]
    return [*first, *near][:_AT_MOST]


def _grades(text: str) -> list[Choice]:
    """Return the levels of an evaluation; what says that there is none goes before them."""
    says_none = any(words in match_key(text) for words in _NOT_EVALUATED)
    return [_GRADES[-1], *_GRADES[:-1]] if says_none else _GRADES


def _titles(text: str, references: References, group: str) -> list[Choice]:
    """Return the titles that a text names among other words, then those that share its words.

    Whatever is like none may be one of the other titles of the non-specialised, or no post.
    """
    within = references.titles.within(text)[:3]
    near = references.titles.by_words.nearest(text, group)
    found = list(dict.fromkeys((*within, *near)))[:_NAMED]
    # A note beside a title begins as a note does: "(chuyển từ xã khác)".
    is_note = may_be_no_post(text) or not within and text[:1].islower()
    if not is_note and group in ("", Title.Group.NONSPECIALISED):
        others = (t for t in references.titles_in_force if t.code == _OTHER_TITLE)
        found = list(dict.fromkeys((*found, *others)))
    # Whatever nobody has confirmed yet is offered after what stands in the resolution; but not
    # what is named, where only the body behind it is not known.
    bodied = [title for title in within if title.asks_body]
    found.sort(key=lambda title: not (title.group_confirmed or title in bodied))
    names = (_by_body(title, text) if title in bodied else [title.name] for title in found)
    named = [(name, name) for some in names for name in some]
    return [_NOT_A_POST, *named] if is_note else [*named, _NOT_A_POST]


def _by_body(title: Title, text: str) -> list[str]:
    """Return the names of a title with the bodies that a text is likest, then by itself."""
    rest = match_key(text)
    likest = sorted(in_each_body(title), key=lambda name: -_likeness(rest, _spelt(title, name)))
    return [*likest[:_BODIES], title.name]


def _spelt(title: Title, name: str) -> set[str]:
    """Return the name of a title with a body in full, and with the initials of the body."""
    own, behind = match_key(title.name), match_key(name.removeprefix(title.name)).split()
    first, *rest = [word for word in behind if word not in _NO_INITIALS]
    initials = "".join(word[0] for word in rest)
    return {match_key(name), f"{own} {first} {initials}", f"{own} {first[0]}{initials}"}


def _answers(field: str, text: str) -> list[Choice]:
    """Return what a date or name in doubt may be read as; an award's, that it is a study's too."""
    if field not in _YEARS:
        return answers(field, text)
    of_a_study = [(answer, YEAR_CHOICES[answer]) for answer in year_choices(text)]
    return of_a_study if is_doubted(text) else [*answers(field, text), *of_a_study]


def _likeliest(field: str, text: str, references: References, scope: Scope | None) -> list[Choice]:
    """Return what the words of a text name, whatever else is like it.

    Of a commune that has ended, what it is today.
    """
    if field == "unit":
        units = references.communes.offered(text)
        within = [unit for unit in units if scope is None or scope.has(unit)] or units
        return [(answer_of(unit), placed(unit)) for unit in within]
    return meant_by_study(KINDS[field], text, references.day) if field in KINDS else []


def _near(field: str, text: str, references: References, scope: Scope | None) -> list[Choice]:
    bare, whole = fold(_plain(field, text)), match_key(text)
    # Of names that are alike without marks and kind, the one with these.
    rated = [
        (
            (
                _likeness(bare, {fold(_plain(field, name)) for name in names}),
                _likeness(whole, {match_key(name) for name in names}),
            ),
            choice,
        )
        for choice, names in _named(field, references, scope)
    ]
    near = sorted(rated, reverse=True, key=lambda r: r[0])[:_AT_MOST]
    return [choice for likeness, choice in near if likeness[0] >= _NEAR]


def _levels(kind: Kind, references: References) -> list[Choice]:
    labels = kind.labels[1:]
    if kind.languages and kind.languages.of_ethnic_groups:
        groups = dict.fromkeys(found.name for found in references.ethnicities.values())
        labels = tuple(f"{group} - {label}" for group in groups for label in labels)
    elif kind.languages:
        named = kind.languages.named
        labels = tuple(f"{language} {label}" for language in named for label in labels)
    return [BLANK, *((label, label) for label in (_NONE, *labels))]


def _named(
    field: str, references: References, scope: Scope | None
) -> Iterator[tuple[Choice, list[str]]]:
    """Yield each choice with every name that it goes by."""
    for value, label in choices(field, references, scope):
        if field == "unit":
            yield (value, label), [label.partition(" (")[0]]
        else:
            yield (value, label), [label]


def _plain(field: str, text: str) -> str:
    """Return what is compared of a name: a unit's without its kind."""
    if field not in ("unit", "district"):
        return match_key(text)
    key = unit_key(text)
    return next((key.removeprefix(k).strip() for k in UNIT_KINDS if key.startswith(k)), key)


def _likeness(wanted: str, names: set[str]) -> float:
    matcher = SequenceMatcher(b=wanted, autojunk=False)
    best = 0.0
    for name in names:
        matcher.set_seq1(name)
        if matcher.real_quick_ratio() > best and matcher.quick_ratio() > best:
            best = max(best, matcher.ratio())
    return best
