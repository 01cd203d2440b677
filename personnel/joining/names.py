"""The names of a record that goes: the one that stays is found by them as well."""

from personnel.models import FormerName, Merge, Person


def carry_names(merge: Merge, kept: Person) -> None:
    """Keep each name that the record which goes bears or bore among the former ones of `kept`."""
    names = names_of(merge.joined) | {merge.name}
    carried = [FormerName(record=kept.pk, name=name) for name in names - {kept.full_name}]
    FormerName.objects.bulk_create(carried, ignore_conflicts=True)


def give_back_names(merge: Merge, kept: Person) -> None:
    """Take the names of the record that stands alone again from the one that stayed.

    Left are those that this one bore by itself before, or has from other merges in force.
    """
    own = Person.history.filter(id=kept.pk, history_date__lt=merge.at)
    others = Merge.objects.in_force().filter(kept=kept.pk).exclude(pk=merge.pk)
    left = set(own.values_list("full_name", flat=True))
    for number, name in others.values_list("joined", "name"):
        left |= names_of(number) | {name}
    went = names_of(merge.joined) | {merge.name}
    FormerName.objects.filter(record=kept.pk, name__in=went - left).delete()


def names_of(number: int) -> set[str]:
    """Return the former names of a record."""
    return set(FormerName.objects.filter(record=number).values_list("name", flat=True))
