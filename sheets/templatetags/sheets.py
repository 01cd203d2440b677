"""What the pages around uploads offer to take away."""

from __future__ import annotations

from typing import Any

from django import template
from django.utils import timezone

from personnel.models import Unit
from sheets.uploads.forms import units_with_a_template

register = template.Library()


@register.simple_tag
def sheet_templates(user: Any) -> list[Unit]:
    """Return the units whose template the user may take."""
    return units_with_a_template(user, timezone.localdate())
