"""What reports keep: lists that users saved, and the periods with what was submitted for them."""

from .issued import IssuedFile
from .periods import Draft, DraftQuerySet, Period, PeriodQuerySet
from .rulebooks import Rulebook
from .saved_lists import SavedList, SavedListQuerySet
from .standings import FrozenStanding
from .submissions import Submission, SubmissionQuerySet

__all__ = [
    "Draft",
    "DraftQuerySet",
    "FrozenStanding",
    "IssuedFile",
    "Period",
    "PeriodQuerySet",
    "Rulebook",
    "SavedList",
    "SavedListQuerySet",
    "Submission",
    "SubmissionQuerySet",
]
