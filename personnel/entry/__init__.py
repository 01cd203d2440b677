"""Entering and correcting records by hand: forms, what they mean, and writing them."""
