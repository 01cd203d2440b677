"""Checking a candidate: somebody and a title, held to what the resolution asks (III.2–III.4)."""
