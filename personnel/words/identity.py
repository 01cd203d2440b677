"""What the digits of an identity number say of its bearer.

Digit 4 is even for men and odd for women, one pair a century from 19xx on; digits 5 and 6 are
the year (Decree 137/2015/NĐ-CP, article 7). Told of a number being typed in words, and of
those recorded as a condition.
"""

from django.db.models import F, IntegerField, Q, Value
from django.db.models.functions import Cast, NullIf, Substr
from django.db.models.lookups import Exact

from personnel.words.year_numbers import YearNumber

# So many digits at its end tell people apart in lists and searches: whoever may not see the
# whole number learns no more of it.
END_DIGITS = (3, 4)


def masked(number: str) -> str:
    """Return an identity number with all but its last four digits hidden; masked, the same."""
    return "•" * 8 + number[-4:] if number else ""


def cccd_doubts(cccd: str, sex: str, birth_year: int | None) -> list[str]:
    """Return why a 12-digit number does not fit sex or birth year; blank facts never clash."""
    doubts = []
    century, female = divmod(int(cccd[3]), 2)
    if sex and (sex == "female") != bool(female):
        doubts.append("chữ số thứ 4 không khớp với giới tính")
    if birth_year and birth_year != 1900 + 100 * century + int(cccd[4:6]):
        doubts.append("chữ số thứ 4 đến thứ 6 không khớp với năm sinh")
    return doubts


def cccd_clashes() -> Q:
    """Return the condition on a person that `cccd_doubts` finds something; no number, no clash."""
    fourth = _digits(4, 1)
    year = fourth / 2 * 100 + _digits(5, 2) + 1900
    fits_sex = Q(Exact(fourth % 2, 0), sex="male") | Q(Exact(fourth % 2, 1), sex="female")
    fits_year = Q(Exact(YearNumber(F("birth_date")), year))
    return ~Q(cccd="") & ~(fits_sex & fits_year)


def _digits(start: int, length: int) -> Cast:
    """Return digits of the number as a whole number; a blank number has none."""
    return Cast(NullIf(Substr("cccd", start, length), Value("")), IntegerField())
