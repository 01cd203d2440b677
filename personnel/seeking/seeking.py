"""Looking for a record by the whole identity number: of one's own records, at a pace, kept."""

from datetime import datetime

from personnel.keeping.disclosing import disclose_search
from personnel.keeping.pacing import require_pace
from personnel.models import Disclosure, Person
from personnel.scope import Editor


def seek(cccd: str, *, by: Editor, at: datetime) -> Person | None:
    """Return whose record in the user's hands bears a whole number, and keep that it was sought.

    Other people's records are not looked at: whether a number is anybody's would tell it. Raises
    TooOften when `by` has sought so often within the hour that nothing more is answered.
    """
    require_pace(Disclosure.Kind.SOUGHT, by=by, at=at)
    found = Person.objects.editable_by(by).numbered(cccd).first()
    disclose_search(cccd, found, by=by)
    return found
