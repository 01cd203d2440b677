"""Results of the year: who was sent to which course, and what became of it."""
