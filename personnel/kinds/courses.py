"""The kinds that are courses, done or not; the sheet has the year of one in its own column."""

from personnel.words.levels import read_course

from .ages import OF_AGE, YOUTH
from .kind import Kind, Level, SheetColumn


def _course(code: str, label: str, short: str, header: str, headings: str, age: int) -> Kind:
    return Kind(
        code,
        label,
        short,
        levels=(Level("Chưa bồi dưỡng"), Level("Đã bồi dưỡng", age=age)),
        reader=read_course,
        is_course=True,
        column=SheetColumn(header, headings, "x, năm bồi dưỡng hoặc «Chưa»"),
    )


COURSES = (
    _course(
        "mass_work",
        "Bồi dưỡng nghiệp vụ công tác đoàn thể",
        "NVĐT",
        "BD nghiệp vụ đoàn thể",
        "Bồi dưỡng nghiệp vụ đoàn thể | Nghiệp vụ đoàn thể | Nghiệp vụ công tác đoàn thể "
        "| Bồi dưỡng nghiệp vụ công tác đoàn thể | BD nghiệp vụ",
        YOUTH,
    ),
    _course(
        "position_update",
        "Cập nhật kiến thức theo chức danh quy hoạch",
        "CNKT",
        "BD cập nhật theo chức danh",
        "Bồi dưỡng cập nhật theo chức danh | BD theo chức danh | Bồi dưỡng theo chức danh "
        "| Bồi dưỡng cập nhật kiến thức | BD cập nhật kiến thức | Cập nhật kiến thức "
        "| Bồi dưỡng cập nhật kiến thức theo chức danh",
        OF_AGE,
    ),
)
