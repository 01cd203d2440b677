"""The facts of personnel; every invariant stands as a named database constraint."""

from .batches import Batch, BatchRow
from .confidential import CONFIDENTIAL, is_confidential, open_to
from .confirmations import Confirmation
from .credentials import Credential, CredentialQuerySet
from .decisions import Acting, Basis, ByDecision
from .deletions import Deletion
from .disclosures import Disclosure
from .dossiers import DossierCount
from .erasures import Erasure
from .former_names import FormerName
from .handovers import HandOver, HandOverQuerySet
from .merges import Merge
from .people import Ethnicity, Person, PersonQuerySet
from .posts import Post, PostQuerySet
from .scans import Scan, ScanQuerySet
from .titles import Title
from .trail import TrailDay, TrailForgotten
from .units import Unit, UnitQuerySet
from .verifying import Verification

__all__ = [
    "CONFIDENTIAL",
    "Acting",
    "Basis",
    "Batch",
    "BatchRow",
    "ByDecision",
    "Confirmation",
    "Credential",
    "CredentialQuerySet",
    "Deletion",
    "Disclosure",
    "DossierCount",
    "Erasure",
    "Ethnicity",
    "FormerName",
    "HandOver",
    "HandOverQuerySet",
    "Merge",
    "Person",
    "PersonQuerySet",
    "Post",
    "PostQuerySet",
    "Scan",
    "ScanQuerySet",
    "Title",
    "TrailDay",
    "TrailForgotten",
    "Unit",
    "UnitQuerySet",
    "Verification",
    "is_confidential",
    "open_to",
]
