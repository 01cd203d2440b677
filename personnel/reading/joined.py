"""Where the numbers of records lead that were joined to others."""

from collections.abc import Iterable

from personnel.models import Merge, Person, PersonQuerySet


def joined_into(*pks: int) -> list[int]:
    """Return the numbers of all records that were joined to these, by way of others too."""
    found: list[int] = []
    wanted = list(pks)
    while wanted:
        rows = Merge.objects.in_force().filter(kept__in=wanted).exclude(joined__in=found)
        wanted = list(rows.values_list("joined", flat=True))
        found += wanted
    return found


def leads_to(pk: int) -> Merge | None:
    """Return the last of the merges by which a number leads on; None where it leads nowhere."""
    last, seen = None, {pk}
    while found := Merge.objects.in_force().filter(joined=pk).first():
        last, pk = found, found.kept
        if pk in seen:
            break
        seen.add(pk)
    return last


def led_on(pk: int, seen: PersonQuerySet) -> Person | None:
    """Return whom of the people `seen` the number of a joined record leads to."""
    merge = leads_to(pk)
    return seen.filter(pk=merge.kept).first() if merge else None


def reachable(ids: Iterable[int | None], seen: PersonQuerySet) -> set[int]:
    """Return which of these numbers are, or lead to, records of the people `seen`."""
    wanted = {pk for pk in ids if pk}
    present = set(seen.filter(pk__in=wanted).values_list("pk", flat=True))
    if not (gone := wanted - present):
        return present
    joined = Merge.objects.in_force().filter(joined__in=gone).values_list("joined", flat=True)
    return present | {pk for pk in joined if led_on(pk, seen)}
