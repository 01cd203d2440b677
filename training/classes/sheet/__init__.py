"""States and results of a class from a workbook: given out to fill in, read, looked at, written."""
