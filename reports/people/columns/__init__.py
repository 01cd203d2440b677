"""The columns of the list of people: one entry each, chosen and ordered by whoever looks."""
