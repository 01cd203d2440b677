"""Clean rows compared with the portal: new, changed field by field, unchanged, in conflict."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from personnel.models import Person

from .changes import Comparison, RowDiff
from .credential_changes import compare_credentials
from .fact_changes import compare_facts
from .finding import Dossier, Portal
from .post_changes import compare_posts
from .records import Row
from .scope import Scope
from .text import match_key


def compare(rows: Iterable[Row], today: date, scope: Scope | None = None) -> Comparison:
    """Compare `rows` with what is recorded; nothing is written.

    With `scope`, people and posts of other districts are left alone, and rows that would
    change them are conflicts. A few queries, whatever the number of rows.
    """
    rows = list(rows)
    portal = Portal(rows)
    taken: dict[int, Row] = {}
    return Comparison([_compared(row, portal.find(row), taken, today, scope) for row in rows])


def _compared(
    row: Row, found: list[Dossier], taken: dict[int, Row], today: date, scope: Scope | None
) -> RowDiff:
    dossier = found[0] if found else Dossier(Person())
    diff = RowDiff(row, dossier.person, is_new=not found)
    if found and (objection := _objection(row, found, taken, scope)):
        return diff.withhold(*objection)
    if found:
        taken[dossier.person.pk] = row
    compare_facts(diff)
    joined = diff.person.party_joined
    if joined and joined <= diff.person.birth_date:
        return diff.withhold("birth", f"không trước ngày vào Đảng đã ghi ({joined:%d/%m/%Y})")
    compare_posts(diff, dossier.posts, today, scope)
    compare_credentials(diff, dossier.credentials)
    return diff


def _objection(
    row: Row, found: list[Dossier], taken: dict[int, Row], scope: Scope | None
) -> tuple[str, str] | None:
    """Return the field and the reason why the row must not touch the person found."""
    person = found[0].person
    if len(found) > 1:
        return "full_name", f"có {len(found)} hồ sơ trùng họ tên, ngày sinh và đơn vị; ghi số CCCD"
    if person.pk in taken:
        return "full_name", f"cùng một hồ sơ với dòng {taken[person.pk].record.number}"
    if scope and not found[0].is_of(scope):
        return "cccd", "hồ sơ có số CCCD này do địa phương khác quản lý"
    same_name = match_key(person.full_name) == match_key(row.full_name)
    if not same_name and person.birth_date != row.birth.first:
        return "cccd", "số CCCD này đã ghi cho người khác (khác cả họ tên và ngày sinh)"
    return None
