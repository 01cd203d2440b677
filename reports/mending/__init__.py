"""The list of whoever lacks something, filled in where it stands."""
