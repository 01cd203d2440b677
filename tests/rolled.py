"""Figures of whatever people and units a test names, without a source."""

from personnel.reading.standing import standing
from targets.judging import count_rows, dossier_figures, kinds_asked, roll_up_rows


def roll_up(day, criteria, people, units):
    """Return the figures of criteria on a day over people and the dossiers of units."""
    about_dossiers = not all(criterion.about_people for criterion in criteria)
    dossiers = dossier_figures(day.year, units, day) if about_dossiers else {}
    return roll_up_rows(standing(day, people, kinds_asked(criteria)), day, criteria, dossiers)


def count_by_unit(day, people, conditions):
    """Count whom of some people in post on a day each named condition holds of, by unit."""
    return count_rows(standing(day, people), conditions)
