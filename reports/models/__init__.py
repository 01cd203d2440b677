"""What reports keep: lists that users saved, and the periods with what was submitted for them."""

from .documents import DocumentForm, DocumentTemplate
from .issued import IssuedFile
from .periods import Draft, Period
from .rulebooks import Rulebook
from .saved_lists import ListColumns, SavedList
from .standings import FrozenStanding
from .submissions import Submission
from .texts import ReportText

__all__ = [
    "DocumentForm",
    "DocumentTemplate",
    "Draft",
    "FrozenStanding",
    "IssuedFile",
    "ListColumns",
    "Period",
    "ReportText",
    "Rulebook",
    "SavedList",
    "Submission",
]
