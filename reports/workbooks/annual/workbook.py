"""The annual report as an Excel workbook, checked before it is given out."""

from dataclasses import dataclass

from personnel.basics.cycles import uncollected
from reports.workbooks.book import Book

from . import (
    bm02_sheet,
    comparison_sheet,
    evaluations_sheet,
    following_sheet,
    heads_sheet,
    movements_sheet,
    people_sheet,
    readings_sheet,
    recruits_sheet,
    structure_sheet,
    studies_sheet,
    targets_sheet,
    units_sheet,
)
from .issuing import Issuer
from .report import Report


@dataclass(frozen=True)
class Issued:
    """A file as it is given out, and how many people are listed in it by name."""

    content: bytes
    people: int


@uncollected()
def annual_workbook(report: Report) -> Issued:
    """Return the workbook of a report.

    Of the same sealed or submitted figures it is the same to the byte. Raises SumsDisagree when
    a total does not come to the figure that it stands for.
    """
    title = f"Báo cáo trình độ cán bộ cấp xã năm {report.lens.day.year} - {report.root.name}"
    book = Book(title, Issuer.of(report.root).name, report.at)
    targets_sheet.write(book, report)
    units_sheet.write(book, report)
    bm02_sheet.write(book, report)
    people = people_sheet.write(book, report)
    structure_sheet.write(book, report)
    readings_sheet.write(book, report)
    comparison_sheet.write(book, report)
    studies_sheet.write(book, report)
    evaluations_sheet.write(book, report)
    movements_sheet.write(book, report)
    heads_sheet.write(book, report)
    following_sheet.write(book, report)
    recruits_sheet.write(book, report)
    return Issued(book.content(), people)


def sheet_names(report: Report) -> list[str]:
    """Return what the sheets of a report's workbook are called, in their order."""
    return [
        targets_sheet.NAME,
        *units_sheet.names(report),
        *bm02_sheet.SHEETS.values(),
        people_sheet.NAME,
        structure_sheet.NAME,
        readings_sheet.NAME,
        *comparison_sheet.names(report),
        *studies_sheet.names(report),
        *evaluations_sheet.names(report),
        *movements_sheet.names(report),
        *heads_sheet.names(report),
        *following_sheet.names(report),
        *recruits_sheet.names(report),
    ]
