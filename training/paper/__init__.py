"""An approved plan on paper, for the Political School and the boards: a workbook and a document."""
