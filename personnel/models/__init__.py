"""The facts of personnel; every invariant stands as a named database constraint."""

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
from .facts import TitleGroup, UnitFact
from .former_names import FormerName
from .groups import Membership
from .handovers import HandOver, HandOverQuerySet
from .merges import Merge
from .people import Ethnicity, Person, PersonQuerySet
from .posts import Post, PostQuerySet
from .scans import Scan, ScanQuerySet
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
    "FormerName",
    "HandOver",
    "HandOverQuerySet",
    "Membership",
    "Merge",
    "Origin",
    "Person",
    "PersonQuerySet",
    "Post",
    "PostQuerySet",
    "Scan",
    "ScanQuerySet",
    "Title",
    "TitleGroup",
    "TrailDay",
    "TrailForgotten",
    "TrainingClass",
    "TrainingClassQuerySet",
    "Unit",
    "UnitChange",
    "UnitFact",
    "UnitPlace",
    "UnitQuerySet",
    "Verification",
    "is_confidential",
    "open_to",
]
