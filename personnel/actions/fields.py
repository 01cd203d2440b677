"""Fields of the actions: a full day, and some of the posts that a person holds."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from personnel.entry.fields import PartialDateField
from personnel.models import Post


class FullDayField(PartialDateField):
    """A day of the calendar; a month or a year alone is not enough."""

    accepted = "đủ ngày, tháng, năm như 31/12/2025"

    def clean(self, value: Any) -> date | None:
        """Return the day; raises ValidationError when it is less than a day."""
        typed = super().clean(value)
        if typed and typed.day is None:
            raise ValidationError("Nhập đủ ngày, tháng, năm.")
        return typed.first if typed else None

    def prepare_value(self, value: Any) -> str:
        """Return the text that stands in the field; a day as it is written here."""
        return f"{value:%d/%m/%Y}" if isinstance(value, date) else super().prepare_value(value)


class PostsField(forms.TypedMultipleChoiceField):
    """Some of a person's posts, ticked; cleans to their ids."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(coerce=int, widget=forms.CheckboxSelectMultiple, **kwargs)

    def offer(self, posts: Iterable[Post]) -> None:
        """Let these posts be chosen."""
        self.choices = [
            (post.pk, f"{post.title}, {post.unit} (từ {post.start_shown or 'không rõ'})")
            for post in posts
        ]
