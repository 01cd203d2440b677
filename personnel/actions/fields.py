"""A field of the actions: some of the posts that a person holds."""

from collections.abc import Iterable
from typing import Any

from django import forms

from personnel.models import Post


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
