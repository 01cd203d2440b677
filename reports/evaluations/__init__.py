"""Yearly evaluations of people and collectives: counted, listed, taken away (III.4).

tables    the lines of the page, the sheet and the report
asked     what an address asks for
listing   who stands behind a number
taken     the list as a workbook
"""
