"""Entering a decree: drafts, kept as two people write them, on pages and in files."""
