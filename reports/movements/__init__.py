"""The page of who was moved down, across and up in a year, and whom it brought anew (III.4, I.2).

What is counted stands in `reports.yearly` (`moved`, `moving`).
"""
