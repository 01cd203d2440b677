"""One value of one fact given to many picked people at once."""
