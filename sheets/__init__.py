"""The personnel sheet: open, read, compare with what is recorded, write.

Each step hands plain values to the next:

    xlsx                a file           -> Sheet: its name and the rows of cell values
    layout              Sheets           -> Record: one person's cells by field, what stands over
    reading             Records          -> Row: typed and clean, and every Problem found
    comparing           Rows             -> Comparison: new, changed field by field, conflicts
    writing             Rows             -> written in one transaction, or nothing; taken back
    template            the records      -> the sheet given out
    uploads, preview    files handed in, their runs, and what confirming would do
"""
