"""What reports keep: lists that users saved, periods with what was submitted, plans of studies."""

from .documents import DocumentForm, DocumentTemplate
from .erasings import NamesErased
from .issued import IssuedFile
from .periods import Draft, Period
from .planned_seats import LeftOfPlan, PlannedSeat
from .reporting import ReportsBy
from .rulebooks import Rulebook
from .saved_lists import ListColumns, SavedList
from .standings import FrozenStanding, FrozenStandingQuerySet
from .submissions import Submission
from .texts import ReportText
from .training_plans import PlanNamesErased, TrainingPlan
from .training_scenarios import ScenarioMove, TrainingScenario

__all__ = [
    "DocumentForm",
    "DocumentTemplate",
    "Draft",
    "FrozenStanding",
    "FrozenStandingQuerySet",
    "IssuedFile",
    "LeftOfPlan",
    "ListColumns",
    "NamesErased",
    "Period",
    "PlanNamesErased",
    "PlannedSeat",
    "ReportText",
    "ReportsBy",
    "Rulebook",
    "SavedList",
    "ScenarioMove",
    "Submission",
    "TrainingPlan",
    "TrainingScenario",
]
