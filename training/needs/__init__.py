"""Who has to learn what by the deadline: tables of units, the names behind each number."""
