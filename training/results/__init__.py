"""Results of the year on pages: what became of whoever was sent, and the people behind a number."""
