"""What is known of the papers behind a standing: conditions on people, for figures and lists.

Of credentials whether they were verified, doubted or withdrawn by a day; of the titles held on
it, on what basis and whether in full.
"""

from datetime import date

from django.db.models import Q

from personnel.models import Credential, Post


def found_of_a_credential(finding: str, day: date) -> Q:
    """Return the condition "a credential was found so by `day`" (a `Verification`)."""
    found = Credential.objects.filter(verification=finding, verified_on__lte=day)
    return Q(pk__in=found.values("person"))


def nothing_verified(day: date) -> Q:
    """Return the condition "holds credentials on `day`, and nobody looked into any of them"."""
    held = Credential.objects.held_on(day).filter(level__gt=0)
    looked = Credential.objects.exclude(verification="")
    return Q(pk__in=held.values("person")) & ~Q(pk__in=looked.values("person"))


def held_by(day: date, **facts: str) -> Q:
    """Return the condition "holds a title on `day` by a decision with these facts"."""
    return Q(pk__in=Post.objects.held_on(day).filter(**facts).values("person"))
