"""What is written of many people at once, kept as one thing: gathered, listed, taken back."""
