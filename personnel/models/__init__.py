"""The facts of personnel; every invariant stands as a named database constraint."""

from .credentials import Credential
from .dossiers import DossierCount
from .people import Ethnicity, Person, PersonQuerySet
from .posts import Post, PostQuerySet
from .titles import Title
from .units import Unit, UnitQuerySet

__all__ = [
    "Credential",
    "DossierCount",
    "Ethnicity",
    "Person",
    "PersonQuerySet",
    "Post",
    "PostQuerySet",
    "Title",
    "Unit",
    "UnitQuerySet",
]
