"""The first page on one sheet of paper, as a Word document and as a PDF."""
