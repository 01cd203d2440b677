"""The personnel sheet: open, read, compare with what is recorded, write.

Each step is a module of its own and hands plain values to the next, so that other layouts
of sheet can be put before `reading`, and a preview between `diff` and `writing`:

    workbook (safety)   a file           -> Sheet: its name and the rows of cell values
    layout/             Sheets           -> Record: one person's cells by field, what stands over
    reading (matching,
             values, …)  Records         -> Row: typed and clean, and every Problem found
    diff                Rows             -> Comparison: new, changed field by field, conflicts
    writing             Rows             -> written in one transaction, or nothing
"""
