"""A decree as a workbook, from its columns to reading and writing it."""
