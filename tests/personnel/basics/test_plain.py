"""Names hold no markup and nothing that is not seen, whoever gives them."""

import pytest
from django.core.exceptions import ValidationError

from accounts.models import User
from personnel.models import Ethnicity, Title, Unit
from reports.models import Period, SavedList

NAMED = (
    (User, "full_name"), (Unit, "name"), (Title, "name"), (Ethnicity, "name"), (Period, "name"),
    (SavedList, "name"),
)  # fmt: skip
BAD = ("<b>Ba Tơ</b>", "Ba Tơ >", "Ba\x07Tơ", "Ba\u200bTơ", "Ba\u202eTơ", "\ufeffBa Tơ")


@pytest.mark.parametrize(("model", "field"), NAMED, ids=lambda value: str(value))
@pytest.mark.parametrize("name", BAD)
def test_a_name_with_markup_or_hidden_characters_is_refused(model, field, name):
    with pytest.raises(ValidationError, match="dấu < > hoặc ký tự ẩn"):
        model._meta.get_field(field).run_validators(name)


@pytest.mark.parametrize(("model", "field"), NAMED, ids=lambda value: str(value))
def test_names_as_they_are_given_pass(model, field):
    for name in ("Huyện Ba Tơ", "Rơ Châm H'Ƀlơi", "Văn hóa - xã hội (2 & 3)", "Báo cáo năm 2025"):
        model._meta.get_field(field).run_validators(name)
