"""Conditions on people that search a table, asked of each person instead of the whole table.

"Among those whom such a row is about" is found once for everybody, which is quickest for a whole
province; of a district's few hundred people each is looked up sooner.
"""

from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet, Window


def one_by_one(where: Q) -> Q:
    """Return a condition that means the same people, each search in it narrowed to the person.

    What ranks or compares rows of several people (a window) is left as it is.
    """
    parts = [_part(child) for child in where.children]
    return Q(*parts, _connector=where.connector, _negated=where.negated)


def _part(child: Any) -> Any:
    if isinstance(child, Q):
        return one_by_one(child)
    if isinstance(child, tuple) and child[0] == "pk__in" and _is_by_person(child[1]):
        return Exists(child[1].filter(person=OuterRef("pk")))
    return child


def _is_by_person(found: Any) -> bool:
    if not isinstance(found, QuerySet) or found.query.values_select != ("person",):
        return False
    columns = found.query.annotations.values()
    return not any(isinstance(column, Window) for column in columns)
