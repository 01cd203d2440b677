"""One field that finds people, units, criteria, periods, lists and pages by name."""
