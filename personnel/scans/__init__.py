"""Scans of papers, attached to the credentials and posts that they prove."""
