"""What a person can hold: the kinds of credential and the levels of each, low to high.

Each kind says everything about itself in its one entry: the database constraint, the forms, the
sheet, the targets and the pages ask it (DOMAIN section 2 in the project's documentation:
docs/definitions.md). They stand everywhere in the order given here.
"""

from django.db.models import Q

from .courses import COURSES
from .kind import FIELD_OF_STUDY, Kind
from .languages import LANGUAGES
from .schooling import SCHOOLING
from .studies import STUDIES

__all__ = ["FIELD_OF_STUDY", "KINDS", "KIND_CHOICES", "Kind", "level_of_its_kind"]

KINDS: dict[str, Kind] = {kind.code: kind for kind in (*STUDIES, *LANGUAGES, *COURSES, *SCHOOLING)}
KIND_CHOICES = [(kind.code, kind.label) for kind in KINDS.values()]


def level_of_its_kind() -> Q:
    """Return the condition that a row's `level` exists in its `kind`."""
    allowed = Q()
    for kind in KINDS.values():
        allowed |= Q(kind=kind.code, level__lte=kind.top)
    return Q(level__gte=0) & allowed
