"""What of the address of a list is the list: its filters, its columns, horizon and day."""

from .columns.chosen import PARAMETER
from .filters import PeopleFilter

KEPT = {*PeopleFilter.base_filters, "horizon", "as_of", "map", "assuming", PARAMETER}
