"""What the dates of a record must be beside each other and today: no form alone sees them all."""

from collections.abc import Mapping
from datetime import date
from typing import Any

# Nothing of these comes before its bearer.
_AFTER_BIRTH = ("awarded_text", "since", "decided")


def before_birth(values: Mapping[str, Any], birth: date) -> list[str]:
    """Return the names of the dates, typed or recorded, that are not after a birth."""
    return [name for name in _AFTER_BIRTH if values.get(name) and values[name].last <= birth]


def check_birth(form: Any, today: date) -> None:
    """Refuse a birth in the future."""
    if form.instance.birth_date > today:
        form.add_error("birth", _ahead(today))


def check_row(form: Any, birth: date, today: date) -> None:
    """Refuse what a valid form of a post or credential says of days to come, or before the birth.

    Of a finding also what is before the award.
    """
    data = form.cleaned_data
    awarded, decided, found = (data.get(n) for n in ("awarded_text", "decided", "verified_on"))
    if awarded and awarded.first > today:
        form.add_error("awarded_text", _ahead(today))
    for name in before_birth(data, birth):
        form.add_error(name, "Phải sau ngày sinh.")
    if decided and decided.first > today:
        form.add_error("decided", _ahead(today))
    if found and found > today:
        form.add_error("verified_on", _ahead(today))
    if found and awarded and found < awarded.first:
        form.add_error("verified_on", f"Trước thời điểm cấp ({awarded}).")


def _ahead(today: date) -> str:
    return f"Ngày ở tương lai (sau {today:%d/%m/%Y})."
