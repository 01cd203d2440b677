"""What is not recorded of a person: conditions on people, the same for every figure and list."""

from datetime import date

from django.db.models import Q

from personnel.models import Credential, Post
from personnel.words.dates import Precision

# What no dated paper stands behind: "none" as a fact, schooling, a language learnt or spoken.
UNDATED_BY_NATURE = (
    Q(level=0)
    | Q(kind="general_education")
    | Q(kind="foreign_language", level=1)
    | Q(kind="ethnic_language", level__in=(1, 3))
)

NO_CCCD = Q(cccd="")
NO_ETHNICITY = Q(ethnicity__isnull=True)
NO_HOME = Q(home_place="")
NO_WORD_ON_LOCAL = Q(is_local__isnull=True)
BIRTH_NOT_TO_THE_DAY = ~Q(birth_precision=Precision.DAY)
BIRTH_BY_YEAR = Q(birth_precision=Precision.YEAR)


def no_start(day: date) -> Q:
    """Return the condition "holds a title on `day` since nobody knows when"."""
    return Q(pk__in=Post.objects.held_on(day).filter(start__isnull=True).values("person"))


def undated_credential(day: date) -> Q:
    """Return the condition "holds on `day` a diploma or certificate without its award date"."""
    undated = Credential.objects.held_on(day).filter(awarded__isnull=True)
    return Q(pk__in=undated.exclude(UNDATED_BY_NATURE).values("person"))
