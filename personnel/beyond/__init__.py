"""What is told of records beyond those that the user updates: at a pace, and each time kept."""
