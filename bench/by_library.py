"""The same people, posts and credentials by django-import-export alone: a resource for each.

Plain, as its documentation writes them, and row by row: each record is looked up, validated
and saved with its history, as the models have it.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import tablib
from import_export.fields import Field
from import_export.resources import ModelResource
from import_export.widgets import ForeignKeyWidget

from personnel.models import Credential, Ethnicity, Person, Post, Title, Unit
from sheets.comparing.changes import RowDiff, stored_award

PERSON = (
    "full_name", "cccd", "sex", "birth_date", "birth_precision", "ethnicity", "religion",
    "home_place", "is_local", "party_joined", "party_joined_precision", "minority_area_since",
    "minority_area_since_precision", "note",
)  # fmt: skip
POST = ("person", "unit", "title", "start", "start_precision")
CREDENTIAL = (
    "person", "kind", "level", "awarded", "awarded_precision", "language", "field_of_study",
)  # fmt: skip


class PersonResource(ModelResource):
    ethnicity = Field(attribute="ethnicity", widget=ForeignKeyWidget(Ethnicity, "name"))

    class Meta:
        model = Person
        fields = PERSON
        import_id_fields = ("cccd",)


class PostResource(ModelResource):
    person = Field(attribute="person", widget=ForeignKeyWidget(Person, "cccd"))
    unit = Field(attribute="unit", widget=ForeignKeyWidget(Unit, "code"))
    title = Field(attribute="title", widget=ForeignKeyWidget(Title, "code"))

    class Meta:
        model = Post
        fields = POST
        import_id_fields = ("person", "unit", "title")


class CredentialResource(ModelResource):
    person = Field(attribute="person", widget=ForeignKeyWidget(Person, "cccd"))

    class Meta:
        model = Credential
        fields = CREDENTIAL
        import_id_fields = ("person", "kind", "level", "language", "field_of_study")


def import_by_library(diffs: Sequence[RowDiff]) -> int:
    """Import these new people, who all have an identity number; returns how many records.

    What is written is already read and typed: the library is spared the irregular sheet.
    """
    sets = (
        (PersonResource, PERSON, map(_person, diffs)),
        (PostResource, POST, (row for diff in diffs for row in _posts(diff))),
        (CredentialResource, CREDENTIAL, (row for diff in diffs for row in _credentials(diff))),
    )
    return sum(_imported(resource, headers, rows) for resource, headers, rows in sets)


def _imported(resource: Any, headers: Sequence[str], rows: Iterable[Sequence[Any]]) -> int:
    data = tablib.Dataset(*rows, headers=headers)
    result = resource().import_data(data, raise_errors=True)
    return int(result.totals["new"])


def _person(diff: RowDiff) -> Sequence[Any]:
    ethnicity = diff.person.ethnicity
    facts = {name: getattr(diff.person, name) for name in PERSON}
    return [*(facts | {"ethnicity": ethnicity.name if ethnicity else ""}).values()]


def _posts(diff: RowDiff) -> Iterator[Sequence[Any]]:
    for post in diff.new_posts:
        titled = (post.unit.code, post.title.code, post.start, post.start_precision)
        yield (diff.person.cccd, *titled)


def _credentials(diff: RowDiff) -> Iterator[Sequence[Any]]:
    for held in diff.learned:
        level = (held.kind, held.level, *stored_award(held.awarded))
        yield (diff.person.cccd, *level, held.language, held.field_of_study)
