"""The document that a report's sheets go with: its number and day, where these are known."""

from dataclasses import dataclass
from datetime import date

from personnel.models import Unit
from personnel.words.dates import in_words
from reports.models import Period

# To be filled in by hand.
NO_NUMBER, NO_DAY = "……", "ngày …… tháng …… năm ……"


@dataclass(frozen=True)
class DocumentNumber:
    """The number of a report as a document of the Party, and the day it bears; "" and None unknown.

    What a period does not know when its files are made stays open in them.
    """

    number: str = ""
    day: date | None = None

    @classmethod
    def of(cls, period: Period | None, root: Unit) -> "DocumentNumber":
        """Return the province's, as recorded with a period; that of a district is not known."""
        if period is None or not root.whole_province:
            return cls()
        return cls(period.document_number, period.document_day)

    def named(self, sign: str) -> str:
        """Return it in words: "Báo cáo số 15-BC/BTCTU ngày 20 tháng 01 năm 2026"."""
        day = in_words(self.day) if self.day else NO_DAY
        return f"Báo cáo số {self.number or NO_NUMBER}-BC/{sign} {day}"
