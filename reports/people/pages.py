"""The pages of a list of people."""

from django.core.paginator import Paginator
from django.utils.functional import cached_property

from .selection import Selection

PAGE_SIZE = 50


class Pages(Paginator):
    """The ids of a selection, fifty a page."""

    def __init__(self, selection: Selection) -> None:
        super().__init__(selection.ids, PAGE_SIZE)
        self.selection = selection

    @cached_property
    def count(self) -> int:
        """How many are selected."""
        return self.selection.count()
