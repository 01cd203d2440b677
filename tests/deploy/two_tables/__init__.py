"""An app of two tables, and a migration that needs them one after the other."""
