"""The kind that everybody has from school, where no day of a diploma is asked for."""

from personnel.words.levels import read_school

from .ages import LOWER_SECONDARY, PRIMARY, UPPER_SECONDARY
from .kind import Kind, Level, SheetColumn

SCHOOLING = (
    Kind(
        "general_education",
        "Học vấn phổ thông",
        "Học vấn",
        levels=(
            Level("Chưa có"),
            Level("Tiểu học", "TH | cấp 1 | cấp I", dated=False, age=PRIMARY),
            Level(
                "Trung học cơ sở",
                "THCS | PTCS | cấp 2 | cấp II",
                dated=False,
                age=LOWER_SECONDARY,
            ),
            Level(
                "Trung học phổ thông",
                "THPT | PTTH | cấp 3 | cấp III",
                dated=False,
                age=UPPER_SECONDARY,
            ),
        ),
        # "12/12 BTVH": finished in the evening school, which is the same level.
        noise=(
            "đã tốt nghiệp",
            "tốt nghiệp",
            "TN",
            "bổ túc văn hóa",
            "bổ túc",
            "BTVH",
            "BT",
            "GDTX",
            "hệ",
            "lớp",
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
