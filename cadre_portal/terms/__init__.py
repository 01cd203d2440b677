"""How long what is kept of people is kept, and what of it has come to its time."""
