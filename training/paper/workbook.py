"""The plan as a workbook: courses by year, boards by course, and a sheet of names a course."""

from dataclasses import dataclass

from reports.workbooks.annual.issuing import Issuer
from reports.workbooks.book import Book

from . import boards_sheet, names_sheet, summary_sheet
from .planned import PlanOnPaper
from .telling import title_of


@dataclass(frozen=True)
class Written:
    """A file as it is given out, and how many people are listed in it by name."""

    content: bytes
    people: int


def plan_workbook(paper: PlanOnPaper) -> Written:
    """Return the workbook of a plan: the same plan, year and moment give the same bytes.

    Raises SumsDisagree when a total does not come to the number that it stands for.
    """
    issuer = Issuer.of(paper.root)
    book = Book(title_of(paper), issuer.name, paper.at)
    summary_sheet.write(book, paper, issuer)
    boards_sheet.write(book, paper, issuer)
    for course in paper.courses:
        names_sheet.write(book, paper, issuer, course)
    return Written(book.content(), paper.numbers().people)
