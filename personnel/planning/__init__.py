"""Planning: who goes along with it, what is told of it to whoever has the right, and writing it."""
