"""Which unit stands for which on every day: derived from what became of units, kept as a table."""
