"""Made-up days of the terms of congresses and councils, so that heads are told in terms."""

from datetime import date

from personnel.models import Term

_CONGRESS, _COUNCIL = Term.Kind.CONGRESS, Term.Kind.COUNCIL
# No congress or council of a real commune was held on these days for all that is known here.
TERMS = (
    (_CONGRESS, "2015-2020", date(2015, 6, 15), date(2020, 6, 9)),
    (_CONGRESS, "2020-2025", date(2020, 6, 10), date(2025, 6, 30)),
    (_CONGRESS, "2025-2030", date(2025, 7, 1), None),
    (_COUNCIL, "2016-2021", date(2016, 6, 20), date(2021, 6, 24)),
    (_COUNCIL, "2021-2026", date(2021, 6, 25), None),
)


def store_terms() -> None:
    """Write them for the whole province, unless terms are recorded."""
    if Term.objects.exists():
        return
    Term.objects.bulk_create(
        Term(kind=kind, name=name, starts=starts, ends=ends) for kind, name, starts, ends in TERMS
    )
