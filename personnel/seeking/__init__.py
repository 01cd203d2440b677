"""Finding the one record that bears an identity number."""
