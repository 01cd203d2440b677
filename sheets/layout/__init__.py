"""Lists of people found in the sheets of a workbook, however a board lays them out."""
