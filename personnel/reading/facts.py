"""The facts of a person: what each is called, in which columns it is kept, how it is shown."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from personnel.models import Person
from personnel.words.dates import show


@dataclass(frozen=True)
class Fact:
    """One fact of a person: its columns, the first of which names it."""

    label: str
    columns: tuple[str, ...]

    @property
    def name(self) -> str:
        """What a form calls the question about it."""
        return f"fact-{self.columns[0]}"

    def of(self, person: Person) -> tuple[Any, ...]:
        """Return its values."""
        return tuple(getattr(person, column) for column in self.columns)

    def shown(self, person: Person) -> str:
        """Return it as people read it; "" when it is not known."""
        value = getattr(person, self.columns[0])
        if value in (None, ""):
            return ""
        if self.is_date:
            return show(*self.of(person))
        if self.columns[0] == "is_local":
            return ("Có" if value else "Không") + self._where(person)
        if self.columns == ("cccd",):
            return person.masked_cccd
        field: Any = person._meta.get_field(self.columns[0])
        return str(dict(field.flatchoices).get(value, getattr(person, field.name)))

    @property
    def is_date(self) -> bool:
        """Whether it is a date with its precision."""
        return len(self.columns) > 1 and self.columns[0] != "is_local"

    def _where(self, person: Person) -> str:
        return f" ({person.local_of})" if person.local_of else ""


FACTS = (
    Fact("Họ và tên", ("full_name",)),
    Fact("Số CCCD", ("cccd",)),
    Fact("Giới tính", ("sex",)),
    Fact("Ngày sinh", ("birth_date", "birth_precision")),
    Fact("Dân tộc", ("ethnicity_id",)),
    Fact("Tôn giáo", ("religion",)),
    Fact("Quê quán", ("home_place",)),
    Fact("Người địa phương", ("is_local", "local_of_id")),
    Fact("Ngày vào Đảng", ("party_joined", "party_joined_precision")),
    Fact("Công tác ở vùng DTTS từ", ("minority_area_since", "minority_area_since_precision")),
    Fact("Ghi chú", ("note",)),
)
BY_COLUMN = {fact.columns[0]: fact for fact in FACTS}
