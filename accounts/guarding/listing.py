"""The failed sign-ins as administrators read them, and the bursts among them."""

from dataclasses import dataclass
from datetime import datetime

from django import forms
from django.core.exceptions import BadRequest
from django.db.models import Q, QuerySet
from django.http import QueryDict

from accounts.models import FailedSignIn, User

from .limits import BURST

_LONGEST = 100


class FailuresFilter(forms.Form):
    """What the list can be asked for."""

    q = forms.CharField(
        label="Tên đăng nhập, địa chỉ máy",
        required=False,
        max_length=_LONGEST,
        widget=forms.SearchInput,
    )

    def __init__(self, data: QueryDict) -> None:
        super().__init__(data, label_suffix="")

    @property
    def asked(self) -> str:
        """Return what is asked for; raises BadRequest where it cannot be read."""
        if not self.is_valid():
            raise BadRequest(f"{self.fields['q'].label}: {self.errors['q'][0]}")
        return str(self.cleaned_data["q"])


@dataclass(frozen=True)
class Burst:
    """Many failures within the time that counts: of one user, or of names from one place."""

    user: User | None
    network: str
    times: int

    @property
    def asked(self) -> str:
        """What the list is asked for, to show these."""
        return self.user.username if self.user else self.network.partition("::/")[0]


def failures(asked: str) -> QuerySet[FailedSignIn]:
    """Return the failures whose user or address has what is asked for, newest first."""
    found = FailedSignIn.objects.select_related("user")
    if not asked:
        return found
    return found.filter(Q(user__username__icontains=asked) | Q(network__startswith=asked))


def bursts(at: datetime) -> list[Burst]:
    """Return the bursts of the time that counts, most failures first; three queries."""
    lately = FailedSignIn.objects.lately(at)
    often = {row["user"]: row["times"] for row in lately.of_users(BURST)}
    users = User.objects.in_bulk(list(often))
    found = [Burst(user, "", often[pk]) for pk, user in users.items()]
    found += [Burst(None, row["network"], row["times"]) for row in lately.of_networks(BURST)]
    return sorted(found, key=lambda burst: -burst.times)


def bursts_waiting(at: datetime) -> int:
    """Return how many bursts there are, as the menu tells; one query."""
    lately = FailedSignIn.objects.lately(at)
    users = lately.of_users(BURST).values_list("times")
    return users.union(lately.of_networks(BURST).values_list("times"), all=True).count()
