"""Two records of one person become one: compared fact by fact, joined, and taken apart again."""
