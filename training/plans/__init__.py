"""Plans of studies: tried out, kept under a name, approved, compared with what happened."""
