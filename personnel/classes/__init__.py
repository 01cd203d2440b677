"""One credential recorded for everybody who finished the same course on the same day."""
