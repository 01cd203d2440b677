"""What a name may not hold, whoever gave it."""

from django.core.validators import RegexValidator

# Marks of a page's own language, and characters that are not seen: control characters, and those
# that turn the direction of what follows.
PLAIN_NAME = RegexValidator(
    "[<>\x00-\x1f\x7f\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]",
    "Tên không được chứa dấu < > hoặc ký tự ẩn.",
    inverse_match=True,
)
