"""What committees do for the resolution (IV): programmes, reviews, inspections, by unit and year.

rights    who may write which
states    whose programme and review are there, late or owed: by unit, for a year
asked     what an address of the pages asks for
counting  the numbers of a year, each with its list
writing   papers recorded, changed and removed, with their files; days by which they are due
told      what the report of a year tells
"""
