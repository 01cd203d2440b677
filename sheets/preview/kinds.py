"""The rows of an upload by what becomes of them: how many there are, and which a link shows."""

from dataclasses import dataclass

from django.db.models import Count, Q

from sheets.models import Upload, UploadRow

Status = UploadRow.Status


@dataclass(frozen=True)
class Kind:
    """A sort of row: its code in the address, what it is called, and which rows are of it."""

    code: str
    label: str
    about: str
    where: Q


STALE = Kind("stale", "Đổi sau khi xem trước", "xem lại trước khi ghi", Q(is_stale=True))
KINDS = (
    STALE,
    Kind("new", "Mới", "chưa có hồ sơ", Q(status=Status.NEW)),
    Kind("changed", "Thay đổi", "có hồ sơ, tệp ghi khác", Q(status=Status.CHANGED)),
    Kind("unchanged", "Không đổi", "đúng như hồ sơ", Q(status=Status.UNCHANGED)),
    Kind(
        "conflict",
        "Chờ quyết định",
        "phần chờ không được ghi",
        Q(status=Status.WITHHELD) | Q(has_conflicts=True),
    ),
    Kind("asked", "Chờ trả lời", "không được ghi", Q(status=Status.ASKED)),
    Kind("error", "Lỗi", "không được ghi", Q(status=Status.ERROR)),
    Kind("left_out", "Để ngoài", "không còn giữ chức danh", Q(status=Status.LEFT_OUT)),
    Kind("warning", "Lưu ý", "vẫn ghi, nên xem lại", Q(has_warnings=True)),
)
# Asked for by a link of its own, not among the numbers.
UNNAMED = Kind(
    "unnamed", "Chức danh ở đơn vị cũ mà tệp không nêu", "thôi giữ hay giữ tiếp", ~Q(unnamed=[])
)
BY_CODE = {kind.code: kind for kind in (*KINDS, UNNAMED)}
# Rows that are written when the upload is confirmed.
WRITTEN = Q(status__in=[Status.NEW, Status.CHANGED])


@dataclass(frozen=True)
class Totals:
    """How many rows an upload has, of each kind, and how many a status withholds."""

    rows: int
    by_kind: dict[str, int]
    withheld: int

    @property
    def shown(self) -> list[tuple[Kind, int]]:
        """Every kind with its number; those changed meanwhile only when there are any."""
        return [
            (kind, self.by_kind[kind.code])
            for kind in KINDS
            if kind is not STALE or self.by_kind[kind.code]
        ]

    @property
    def new(self) -> int:
        """How many people would be recorded."""
        return self.by_kind["new"]

    @property
    def changed(self) -> int:
        """How many records would be changed."""
        return self.by_kind["changed"]

    @property
    def asked(self) -> int:
        """How many rows are left out as long as nobody answers what is asked of them."""
        return self.by_kind["asked"]

    @property
    def in_error(self) -> int:
        """How many rows are left out as they cannot be read."""
        return self.by_kind["error"]

    @property
    def partly(self) -> int:
        """How many rows are not left out, and hold something that is."""
        return self.by_kind["conflict"] - self.withheld


def totals(upload: Upload) -> Totals:
    """Count the rows of an upload, in one query."""
    counts = {kind.code: Count("pk", filter=kind.where) for kind in KINDS}
    found = upload.rows.aggregate(
        **counts, rows=Count("pk"), withheld=Count("pk", filter=Q(status=Status.WITHHELD))
    )
    return Totals(found.pop("rows"), found, found.pop("withheld"))
