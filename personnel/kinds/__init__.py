"""What a person can hold: the kinds of credential and the levels of each, low to high.

One definition for the database constraint, the forms, the sheet, the targets and the
pages (DOMAIN section 2 in the project's documentation: docs/definitions.md).
"""

from dataclasses import dataclass

from django.db.models import Q


@dataclass(frozen=True)
class Kind:
    """A kind of credential: its code, label, short label and level names by number."""

    code: str
    label: str
    short: str
    levels: tuple[str, ...]
    has_language: bool = False
    has_field_of_study: bool = False

    @property
    def top(self) -> int:
        """The highest level number of this kind."""
        return len(self.levels) - 1

    def level_label(self, level: int) -> str:
        """Return the Vietnamese name of `level`."""
        return self.levels[level]


KINDS: dict[str, Kind] = {
    kind.code: kind
    for kind in (
        Kind(
            "professional",
            "Trình độ chuyên môn",
            "Chuyên môn",
            (
                "Chưa qua đào tạo",
                "Sơ cấp",
                "Trung cấp",
                "Cao đẳng",
                "Đại học",
                "Thạc sĩ",
                "Tiến sĩ",
            ),
            has_field_of_study=True,
        ),
        Kind(
            "theory",
            "Lý luận chính trị",
            "LLCT",
            ("Chưa qua đào tạo", "Sơ cấp", "Trung cấp", "Cao cấp", "Cử nhân"),
        ),
        Kind(
            "state_management",
            "Bồi dưỡng quản lý nhà nước",
            "QLNN",
            (
                "Chưa bồi dưỡng",
                "Cán sự",
                "Chuyên viên",
                "Chuyên viên chính",
                "Chuyên viên cao cấp",
            ),
        ),
        Kind(
            "it",
            "Tin học",
            "Tin học",
            (
                "Chưa có",
                "Chứng chỉ A/B/C (cũ)",
                "Ứng dụng CNTT cơ bản",
                "Ứng dụng CNTT nâng cao",
                "Trung cấp",
                "Cao đẳng",
                "Đại học trở lên",
            ),
        ),
        Kind(
            "foreign_language",
            "Ngoại ngữ",
            "Ngoại ngữ",
            (
                "Chưa có",
                "Đang học hoặc đã học",
                "Chứng chỉ A/B/C (cũ)",
                "A1 (bậc 1)",
                "A2 (bậc 2)",
                "B1 (bậc 3)",
                "B2 (bậc 4)",
                "C1 (bậc 5)",
                "C2 (bậc 6)",
                "Cao đẳng",
                "Đại học trở lên",
            ),
            has_language=True,
        ),
        Kind(
            "ethnic_language",
            "Tiếng dân tộc thiểu số",
            "Tiếng DTTS",
            ("Chưa có", "Đang học hoặc đã học", "Có chứng chỉ", "Nghe và nói được"),
            has_language=True,
        ),
        Kind(
            "mass_work",
            "Bồi dưỡng nghiệp vụ công tác đoàn thể",
            "NVĐT",
            ("Chưa bồi dưỡng", "Đã bồi dưỡng"),
        ),
        Kind(
            "position_update",
            "Cập nhật kiến thức theo chức danh quy hoạch",
            "CNKT",
            ("Chưa bồi dưỡng", "Đã bồi dưỡng"),
        ),
        Kind(
            "general_education",
            "Học vấn phổ thông",
            "Học vấn",
            ("Chưa có", "Tiểu học", "Trung học cơ sở", "Trung học phổ thông"),
        ),
    )
}
KIND_CHOICES = [(kind.code, kind.label) for kind in KINDS.values()]


def level_of_its_kind() -> Q:
    """Return the condition that a row's `level` exists in its `kind`."""
    allowed = Q()
    for kind in KINDS.values():
        allowed |= Q(kind=kind.code, level__lte=kind.top)
    return Q(level__gte=0) & allowed
