"""What is asked of a decree before it is applied, each module of one part of it."""
