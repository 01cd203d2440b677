"""What reports keep: lists that users saved, and the periods with what was submitted for them."""

from .documents import DocumentForm, DocumentTemplate
from .erasings import NamesErased
from .issued import IssuedFile
from .periods import Draft, Period
from .reporting import ReportsBy
from .rulebooks import Rulebook
from .saved_lists import ListColumns, SavedList
from .standings import FrozenStanding, FrozenStandingQuerySet
from .submissions import Submission
from .texts import ReportText

__all__ = [
    "DocumentForm",
    "DocumentTemplate",
    "Draft",
    "FrozenStanding",
    "FrozenStandingQuerySet",
    "IssuedFile",
    "ListColumns",
    "NamesErased",
    "Period",
    "ReportText",
    "ReportsBy",
    "Rulebook",
    "SavedList",
    "Submission",
]
