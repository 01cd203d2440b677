"""The files that a sealed period gives out: made with the seal, kept, given out as they are.

A later release may write a workbook otherwise; whoever asks gets what was issued. They bear the
hash of the seal, so they cannot be among what it is worked out of: they have a hash of their own.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from hashlib import sha256

from personnel.basics.digests import line_of
from personnel.keeping.recording import Refused
from reports.models import IssuedFile, Period
from reports.sources import FrozenSource, sealed_source
from reports.workbooks.annual.forms import FORMS
from reports.workbooks.annual.last_year import own_district
from reports.workbooks.annual.report import Report, sealed_report
from reports.workbooks.annual.workbook import Issued

from .hashing import CURRENT, FORMATS, seal_lines

NOT_AS_ISSUED = (
    "Chưa xuất báo cáo: tệp đã phát hành khi khóa không còn trong cơ sở dữ liệu đúng như khi khóa. "
    "Báo ngay cho quản trị hệ thống."
)


def issue(period: Period) -> str:
    """Make and keep every file of a period that is being sealed, and return their hash.

    Of the province and of each district with a report in it, in each form. To be called within
    the transaction of the seal, once the seal has its hash. Raises Refused when a sum disagrees.
    """
    files = []
    districts = [(submission.district_id,) for submission in sealed_source(period).submissions]
    for report in (report_to_issue(period, among) for among in [(), *districts]):
        for name, form in FORMS.items():
            made = form.write(report)
            digest = sha256(made.content).hexdigest()
            facts = {"people": made.people, "content": made.content, "sha256": digest}
            kept = IssuedFile(period=period, unit=report.root.pk, form=name, **facts)
            kept.save(force_insert=True)
            files.append(kept)
    return files_hash_of(period, files)


def report_to_issue(period: Period, among: Collection[int]) -> Report:
    """Return the report of a period, with the proof of the province's."""
    report = sealed_report(period, among)
    if report.root.whole_province and FORMATS[period.hash_version or CURRENT].folded:
        report.proof = list(map(line_of, seal_lines(period, sealed_source(period).submissions)))
    return report


def files_hash_of(period: Period, files: Iterable[IssuedFile]) -> str:
    """Return the hash of a period's files: its seal, then each file in one order."""
    told = sorted(f"{file.unit}.{file.form} {file.people} {file.sha256}" for file in files)
    return sha256("\n".join([period.seal_hash, *told]).encode()).hexdigest()


def issued(report: Report, form: str) -> Issued | None:
    """Return a report's file as it was issued with its seal; None where none was.

    None was of the records, of a submission, at another horizon, of a district without a report,
    nor with a seal of before files were kept; one whose names were erased is no more. Raises
    Refused when the files are not as they were issued. Two queries.
    """
    period = report.period
    if period is None or not period.files_hash or report.lens.horizon != period.target:
        return None
    files = list(period.files.defer("content"))
    kept = next((f for f in files if (f.unit, f.form) == (report.root.pk, form)), None)
    whole = files_hash_of(period, files) == period.files_hash
    if not whole or (kept and not is_intact(kept)):
        raise Refused(NOT_AS_ISSUED)
    if kept is None or kept.names_erased_at:
        return None
    return Issued(bytes(kept.content), kept.people)


def given_out(report: Report, form: str) -> Issued:
    """Return a report's file as it was issued, or else made now."""
    return issued(report, form) or FORMS[form].write(report)


def is_intact(file: IssuedFile) -> bool:
    """Whether a file's bytes are those that it was issued with, or its names were erased since."""
    if file.names_erased_at:
        return not file.content
    return sha256(file.content).hexdigest() == file.sha256


@dataclass(frozen=True)
class Checked:
    """A kept file as it is checked: of which unit, whether it is intact, and as written now.

    `again` is whether the present release would write the same bytes; None where it was not tried,
    or there is nothing to compare with, as its names were erased.
    """

    file: IssuedFile
    unit: str
    intact: bool
    again: bool | None

    @property
    def form(self) -> str:
        """What its form is called."""
        return FORMS[self.file.form].label

    @property
    def size(self) -> int:
        """Its size in bytes."""
        return len(self.file.content)


def checked_files(period: Period, source: FrozenSource) -> tuple[list[Checked], bool]:
    """Return the files of what is in a source of a sealed period, and whether nothing is amiss.

    Amiss is what is not as it was issued there, and a file lost or put in its place anywhere.
    Those of the source's root are written anew for comparison.
    """
    names = {unit.pk: unit.name for unit in (*source.units, *source.groups)}
    root = source.root
    report = None if root.parts else report_to_issue(period, own_district(root))
    files = list(period.files.order_by("pk"))
    found = []
    for file in (file for file in files if file.unit in names):
        again = None
        if report and file.unit == root.pk and not file.names_erased_at:
            again = FORMS[file.form].write(report).content == bytes(file.content)
        found.append(Checked(file, names[file.unit], is_intact(file), again))
    whole = all(each.intact for each in found)
    return found, whole and files_hash_of(period, files) == period.files_hash
