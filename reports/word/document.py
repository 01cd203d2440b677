"""The whole of a report: what its head and foot say, and its parts as blocks, by field."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from django.utils import timezone

from personnel.words.dates import in_words
from reports.workbooks.annual.issuing import PROVINCE_BOARD, replaced_document
from reports.workbooks.annual.workbook import sheet_names

from .blocks import Block, Kind, Paragraph, Run, left_open, open_places, paragraph
from .facts import Facts
from .form import Form, mark_of, recipients_of, signer_title_of
from .sections.districts import units_below
from .sections.evaluations import evaluations
from .sections.matters import matters
from .sections.recruits import recruits
from .sections.results import results
from .sections.shortcomings import shortcomings
from .sections.situation import situation
from .sections.structure import structure
from .sections.studies import studies
from .sections.tasks import proposals, tasks

DRAFT = "(Dự thảo)"
SUBJECT = (
    "nâng cao chất lượng cán bộ, công chức và người hoạt động không chuyên trách ở xã, phường, thị "
    "trấn đến năm 2025, định hướng đến năm 2030"
)
# The parts in their order: the field that each stands in, its title, and what writes it.
Writer = Callable[[Facts], Iterator[Block]]
PARTS: dict[str, tuple[str, tuple[Writer, ...]]] = {
    "phan_1": ("I- TÌNH HÌNH THỰC HIỆN", (situation,)),
    "phan_2": (
        "II- KẾT QUẢ THỰC HIỆN CÁC CHỈ TIÊU",
        (results, units_below, structure, matters, studies, evaluations, recruits),
    ),
    "phan_3": ("III- HẠN CHẾ, NGUYÊN NHÂN", (shortcomings,)),
    "phan_4": ("IV- NHIỆM VỤ, GIẢI PHÁP", (tasks,)),
    "phan_5": ("V- KIẾN NGHỊ", (proposals,)),
}


@dataclass(frozen=True)
class Document:
    """A report ready for its template, or another paper: words and blocks by field."""

    words: dict[str, str]
    blocks: dict[str, Sequence[Block]]
    what: str = "Báo cáo"

    @property
    def is_draft(self) -> bool:
        """Whether it is marked as a draft."""
        return bool(self.words["du_thao"])

    @property
    def body(self) -> list[Block]:
        """The opening and the parts, as they are read one after another."""
        return [block for name in ("mo_dau", *PARTS) for block in self.blocks[name]]

    @property
    def left_open(self) -> list[str]:
        """What somebody has still to write, in the order of the document."""
        return [place for among in self.blocks.values() for place in open_places(among)]


def document(facts: Facts, form: Form) -> Document:
    """Return the report in a form, under the number and day that it was given, if it was.

    It is marked as a draft until its figures stay as they are and nothing is left to be written.
    """
    blocks: dict[str, Sequence[Block]] = {"mo_dau": list(_opening(facts, form))}
    for name, (title, writers) in PARTS.items():
        head = paragraph(title, kind=Kind.PART)
        blocks[name] = [head, *_numbered(block for write in writers for block in write(facts))]
    blocks["phan_5"] = _held_by_the_signature(blocks["phan_5"])
    units = [unit for unit in facts.report.source.units if not unit.is_province]
    recipients = recipients_of(form, facts.report.root, units)
    blocks["noi_nhan"] = [paragraph(line, kind=Kind.RECIPIENT) for line in recipients]
    unfinished = any(True for among in blocks.values() for _ in open_places(among))
    draft = DRAFT if unfinished or not facts.final else ""
    return Document(_words(facts, form) | {"du_thao": draft}, blocks)


def _numbered(blocks: Iterable[Block]) -> Iterator[Block]:
    """Yield the blocks of a part with a running number before each heading.

    Which there are depends on what is told.
    """
    number = 0
    for block in blocks:
        if isinstance(block, Paragraph) and block.kind == Kind.HEADING:
            number += 1
            block = replace(block, runs=(Run(f"{number}. "), *block.runs))
        yield block


def _held_by_the_signature(blocks: Sequence[Block]) -> list[Block]:
    """Return the last part with its end tied to what follows: nobody signs an empty page."""
    *most, last = blocks
    return [*most, replace(last, with_next=True) if isinstance(last, Paragraph) else last]


def _words(facts: Facts, form: Form) -> dict[str, str]:
    report, issuer = facts.report, facts.issuer
    number, day = report.document.number, report.document.day
    year = timezone.localdate(report.at).year
    written_day = in_words(day) if day else f"ngày      tháng      năm {year}"
    province = facts.whole
    place = "" if province else f" của {facts.place}"
    return {
        "co_quan_cap_tren": issuer.superior,
        "co_quan": issuer.board,
        "so": number or " " * 6,
        "ky_hieu": f"BC/{mark_of(form, report.root)}",
        "noi_ngay": f"{issuer.place}, {written_day}",
        "trich_yeu": f"kết quả thực hiện các chỉ tiêu năm {facts.year} về chất lượng cán bộ, công "
        f"chức và người hoạt động không chuyên trách cấp xã{place}",
        "kem_theo": f"(Kèm theo các biểu số liệu: {'; '.join(sheet_names(report))})",
        "chuc_vu": signer_title_of(form, report.root),
        "nguoi_ky": form.signer if province else "",
    }


def _opening(facts: Facts, form: Form) -> Iterator[Block]:
    numbered = form.resolution or left_open("số, ngày của Nghị quyết", "Ban Tổ chức Tỉnh ủy khai")
    root = facts.report.root
    receiver = "Ban Thường vụ Tỉnh ủy" if facts.whole else PROVINCE_BOARD
    if root.is_district:
        receiver = f"Ban Thường vụ {facts.issuer.committee_named}, {PROVINCE_BOARD}"
    board: str | Run = facts.board
    if root.is_group:
        board = left_open(facts.board, "đơn vị lập báo cáo ghi")
    yield paragraph(
        "Thực hiện mục IV.7 Nghị quyết ", numbered, f" của Ban Thường vụ Tỉnh ủy về {SUBJECT} (sau "
        "đây gọi tắt là Nghị quyết), ", board, f" báo cáo {receiver} kết quả thực hiện như sau:",
    )  # fmt: skip
    if facts.report.replaced:
        reason = facts.report.replacement_reason
        why = f"; lý do: {reason.rstrip('.')}" if reason else ""
        yield paragraph(f"Báo cáo này thay thế {replaced_document(facts.report)}{why}.")
