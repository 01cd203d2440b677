"""A reorganisation of units: entered as the decree states it, looked at, applied, undone."""
