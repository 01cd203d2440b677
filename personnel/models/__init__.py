"""The facts of personnel; every invariant stands as a named database constraint."""

from personnel.words.grades import Grade

from .batches import Batch, BatchRow
from .bodies import Body
from .changes import Decree, UnitChange, UnitPlace
from .confidential import CONFIDENTIAL, is_confidential, open_to
from .confirmations import Confirmation
from .course_seats import CourseSeats
from .courses import Course, CourseQuerySet
from .coverage import Coverage
from .credentials import Credential, CredentialQuerySet
from .decisions import Acting, Basis, ByDecision, Origin
from .deletions import Deletion
from .disclosures import Disclosure
from .dossiers import DossierCount
from .enrolments import Enrolment, EnrolmentQuerySet
from .erasures import Erasure
from .evaluations import Evaluation, EvaluationQuerySet, UnitEvaluation
from .facts import TitleGroup, UnitFact
from .following import Following, FollowingDue, FollowingQuerySet
from .former_names import FormerName
from .groups import Membership
from .handovers import HandOver, HandOverQuerySet
from .kept_files import KeptFile, KeptPiece
from .marks import Mark
from .merges import Merge
from .people import Ethnicity, Person, PersonQuerySet
from .planned_titles import PlannedTitle, PlannedTitleQuerySet
from .posts import Post, PostQuerySet
from .scans import Scan, ScanQuerySet
from .terms import Term, TermQuerySet
from .titles import Title
from .trail import TrailDay, TrailForgotten
from .training_classes import TrainingClass, TrainingClassQuerySet
from .units import Unit, UnitQuerySet
from .verifying import Verification

__all__ = [
    "CONFIDENTIAL",
    "Acting",
    "Basis",
    "Batch",
    "BatchRow",
    "Body",
    "ByDecision",
    "Confirmation",
    "Coverage",
    "Course",
    "CourseQuerySet",
    "CourseSeats",
    "Credential",
    "CredentialQuerySet",
    "Decree",
    "Deletion",
    "Disclosure",
    "DossierCount",
    "Enrolment",
    "EnrolmentQuerySet",
    "Erasure",
    "Ethnicity",
    "Evaluation",
    "EvaluationQuerySet",
    "Following",
    "FollowingDue",
    "FollowingQuerySet",
    "FormerName",
    "Grade",
    "HandOver",
    "HandOverQuerySet",
    "KeptFile",
    "KeptPiece",
    "Membership",
    "Mark",
    "Merge",
    "Origin",
    "Person",
    "PersonQuerySet",
    "PlannedTitle",
    "PlannedTitleQuerySet",
    "Post",
    "PostQuerySet",
    "Scan",
    "ScanQuerySet",
    "Term",
    "TermQuerySet",
    "Title",
    "TitleGroup",
    "TrailDay",
    "TrailForgotten",
    "TrainingClass",
    "TrainingClassQuerySet",
    "Unit",
    "UnitChange",
    "UnitEvaluation",
    "UnitFact",
    "UnitPlace",
    "UnitQuerySet",
    "Verification",
    "is_confidential",
    "open_to",
]
