"""Guessing a password or a code is slow, is kept, and is told to the province's administrators."""
