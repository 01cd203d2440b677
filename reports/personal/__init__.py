"""What is kept about one person: given out as a whole, and erased when nothing asks for it."""
