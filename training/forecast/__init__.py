"""The figures of the years to come, by what they take for granted."""
