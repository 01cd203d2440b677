"""What is not recorded of a person: conditions on people, the same for every figure and list."""

from datetime import date
from functools import reduce
from operator import or_

from django.db.models import Q

from personnel.kinds import KINDS
from personnel.models import Credential, CredentialQuerySet, Post, PostQuerySet
from personnel.words.dates import Precision

from .localities import said_local

# What no dated paper stands behind: "none" as a fact, and what its kind says so of.
UNDATED_BY_NATURE = reduce(
    or_,
    (Q(kind=kind.code, level__in=kind.undated) for kind in KINDS.values() if kind.undated),
    Q(level=0),
)

NO_CCCD = Q(cccd="")
NO_ETHNICITY = Q(ethnicity__isnull=True)
NO_HOME = Q(home_place="")
BIRTH_NOT_TO_THE_DAY = ~Q(birth_precision=Precision.DAY)
BIRTH_BY_YEAR = Q(birth_precision=Precision.YEAR)


def no_word_on_local(day: date) -> Q:
    """Return the condition "nobody said whether they are local where they serve on `day`"."""
    return ~said_local(day)


def posts_without_start(day: date) -> PostQuerySet:
    """Return the titles held on `day` since nobody knows when."""
    return Post.objects.held_on(day).filter(start__isnull=True)


def undated_credentials(day: date) -> CredentialQuerySet:
    """Return the diplomas and certificates held on `day` without their award date."""
    undated = Credential.objects.held_on(day).filter(awarded__isnull=True)
    return undated.exclude(UNDATED_BY_NATURE)


def no_start(day: date) -> Q:
    """Return the condition "holds a title on `day` since nobody knows when"."""
    return Q(pk__in=posts_without_start(day).values("person"))


def undated_credential(day: date) -> Q:
    """Return the condition "holds on `day` a diploma or certificate without its award date"."""
    return Q(pk__in=undated_credentials(day).values("person"))
