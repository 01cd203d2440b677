"""The kind that everybody has from school, where no day of a diploma is asked for."""

from personnel.words.levels import read_school

from .kind import Kind, Level, SheetColumn

SCHOOLING = (
    Kind(
        "general_education",
        "Học vấn phổ thông",
        "Học vấn",
        levels=(
            Level("Chưa có"),
            Level("Tiểu học", "TH | cấp 1", dated=False),
            Level("Trung học cơ sở", "THCS | cấp 2", dated=False),
            Level("Trung học phổ thông", "THPT | cấp 3", dated=False),
        ),
        reader=read_school,
        column=SheetColumn(
            "Học vấn phổ thông",
            "Văn hóa | Trình độ văn hóa | Học vấn | TĐVH | Trình độ học vấn | Trình độ phổ thông "
            "| Phổ thông | Giáo dục phổ thông | GDPT | Trình độ giáo dục phổ thông "
            "| Trình độ học vấn phổ thông",
            "12/12, 9/12, THPT, THCS, TH hoặc «Chưa»",
            width=19,
            in_front=True,
        ),
    ),
)
