"""The personnel sheet given out: a workbook of the template, empty or with the present people.

    gathering (cells)   people recorded  -> the cells of one row each, as `reading` reads them
    lists, guide        reference data   -> the lists to choose from, and how to fill in a column
    book                all of these     -> the workbook; the rows are put in by `rows`

What is given out reads as unchanged when it is handed in again: a fact that the sheet cannot
tell as it is recorded is left blank, and a blank cell changes nothing.
"""
