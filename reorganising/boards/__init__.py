"""The boards of new communes: users, rights and temporary passwords made from a list."""
