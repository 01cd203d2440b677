"""What is missing in many records, filled in at once in a list; each as its own form would."""
