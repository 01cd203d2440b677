"""The annual report of the province or of one district, live or sealed.

report      which figures, of which moment      <- a Source, and last year's
last_year   what they are compared with: sealed, from the records, or kept with a seal
bm02        the columns of form BM02/BNV as conditions on a standing
issuing     who issues it: letterhead, number, place and day, signatures
*_sheet     a sheet each
workbook    all of them as one workbook, checked before it is given out
figures     the same figures for other systems: CSV and JSON, without people
forms       the bytes that are given out, in each of the three forms
"""
