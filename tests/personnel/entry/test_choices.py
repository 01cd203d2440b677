"""Choices that many rows offer are put in order once, and are the same in each."""

from copy import deepcopy
from datetime import date

import pytest
from django import forms

from personnel.entry.dossier import Dossier
from personnel.entry.fields import Choices
from personnel.models import Post
from tests.factories import LOWLAND, MOUNTAIN, person, post

OFFERED = [("", "Chọn"), ("Xã", [(1, "Ba Động"), (2, "Ba Vì")])]


class Form(forms.Form):
    unit = forms.ChoiceField(choices=Choices(OFFERED))


def test_a_form_offers_them_as_any_others():
    assert list(Form().fields["unit"].choices) == OFFERED
    plain = type("Plain", (forms.Form,), {"unit": forms.ChoiceField(choices=OFFERED)})
    assert str(Form({"unit": "2"})) == str(plain({"unit": "2"}))
    assert Form({"unit": "2"}).is_valid()
    assert not Form({"unit": "3"}).is_valid()


def test_they_are_not_copied_for_each_form():
    assert Form().fields["unit"].choices is Form().fields["unit"].choices
    assert deepcopy(Choices(OFFERED)) == OFFERED


@pytest.mark.usefixtures("province")
def test_rows_share_units_and_titles(editor_a):
    who = person()
    held = [post(who, "BT", MOUNTAIN), post(who, "TCKT", MOUNTAIN, end=date(2016, 1, 1))]
    rows = Dossier(editor_a, date(2025, 12, 31), who).posts.forms
    assert len(rows) == len(held)
    for name in ("unit", "title", "end_reason"):
        assert rows[0].fields[name].choices is rows[1].fields[name].choices


@pytest.mark.usefixtures("province")
def test_a_unit_that_is_not_offered_stands_in_its_own_row_alone(editor_a):
    who = person()
    post(who, "BT", MOUNTAIN)
    elsewhere = post(who, "TCKT", LOWLAND)
    rows = Dossier(editor_a, date(2025, 12, 31), who).posts.forms
    shown = {row.instance.pk: [pk for pk, _ in row.fields["unit"].choices] for row in rows}
    offering = [pk for pk, units in shown.items() if elsewhere.unit_id in units]
    assert offering == [elsewhere.pk]
    assert Post.objects.count() == 2
