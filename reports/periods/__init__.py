"""Periods of the annual report: opened, filled, checked, submitted, answered and sealed."""
