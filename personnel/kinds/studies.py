"""The kinds that end in a diploma or certificate: profession, theory, administration, computing."""

from personnel.words.levels import read_with_field

from .ages import (
    COLLEGE,
    DOCTOR,
    INTERMEDIATE,
    LOWER_SECONDARY,
    MASTER,
    OF_AGE,
    UNIVERSITY,
)
from .kind import Kind, Level, SheetColumn

# They bear the name of a graduate, and are of the level below: the law speaks of cao đẳng.
PRACTICAL = (
    "Cử nhân cao đẳng | Kỹ sư cao đẳng | Cử nhân thực hành | Kỹ sư thực hành | Kĩ sư thực hành"
)
# What may stand around a level and says nothing of it: the paper, and the way of studying.
_PAPER = ("đã tốt nghiệp", "tốt nghiệp", "chứng chỉ", "trình độ", "bằng", "đã TN", "TN")
_WAYS = (
    "hệ",
    "tại chức",
    "vừa làm vừa học",
    "vừa học vừa làm",
    "VLVH",
    "không tập trung",
    "tập trung",
    "chính quy",
)

STUDIES = (
    Kind(
        "professional",
        "Trình độ chuyên môn",
        "Chuyên môn",
        levels=(
            Level("Chưa qua đào tạo"),
            Level("Sơ cấp", "SC | Sơ cấp nghề | SC nghề | SCN", age=LOWER_SECONDARY),
            Level(
                "Trung cấp",
                "TC | THCN | Trung học chuyên nghiệp | Trung cấp chuyên nghiệp | TCCN "
                "| TC chuyên nghiệp | Trung cấp nghề | TC nghề | TCN",
                age=INTERMEDIATE,
            ),
            Level("Cao đẳng", f"CĐ | Cao đẳng nghề | CĐ nghề | CĐN | {PRACTICAL}", age=COLLEGE),
            Level("Đại học", "ĐH | Cử nhân | Kỹ sư | Kĩ sư | KS", age=UNIVERSITY),
            Level(
                "Thạc sĩ",
                "ThS | Th.S | Thạc sỹ | Th.sĩ | Th.sỹ",
                studies="học viên cao học | cao học",
                age=MASTER,
            ),
            Level(
                "Tiến sĩ",
                "TS | T.S | Tiến sỹ | T.sĩ | T.sỹ",
                studies="nghiên cứu sinh | NCS",
                age=DOCTOR,
            ),
        ),
        noise=("đã tốt nghiệp", "tốt nghiệp", "trình độ", "có bằng", "bằng", "đã TN", "TN"),
        reader=read_with_field,
        column=SheetColumn(
            "Trình độ chuyên môn",
            "Chuyên môn | Trình độ chuyên môn nghiệp vụ | CMNV | Chuyên môn nghiệp vụ "
            "| Chuyên môn, nghiệp vụ | Trình độ chuyên môn, nghiệp vụ | TĐCM | Trình độ CM "
            "| Trình độ CMNV | Trình độ chuyên môn cao nhất | Trình độ đào tạo "
            "| Chuyên môn đào tạo | Trình độ chuyên môn đào tạo | Bằng cấp chuyên môn",
            "Chưa qua đào tạo, Sơ cấp (SC), Trung cấp (TC), Cao đẳng (CĐ), Đại học (ĐH, Cử nhân, "
            "Kỹ sư), Thạc sĩ (ThS), Tiến sĩ (TS); có thể kèm ngành: ĐH Luật",
            width=15,
            long_texts=True,
        ),
        field_column=SheetColumn(
            "Ngành đào tạo",
            "Chuyên ngành | Chuyên ngành đào tạo | Ngành học | Ngành",
            width=20,
        ),
        year_column=SheetColumn("Năm tốt nghiệp", "Năm tốt nghiệp chuyên môn | Năm TN"),
        in_lists=True,
        expected=True,
    ),
    Kind(
        "theory",
        "Lý luận chính trị",
        "LLCT",
        levels=(
            Level("Chưa qua đào tạo"),
            Level("Sơ cấp", "SC | SCCT | SCLLCT", age=OF_AGE),
            Level("Trung cấp", "TC | TCCT | TCLLCT", age=OF_AGE),
            Level("Cao cấp", "CC | CCCT | CCLLCT", age=OF_AGE),
            Level("Cử nhân", "CN | CNCT", age=OF_AGE),
        ),
        noise=(
            "LLCT",
            "lý luận chính trị",
            "lý luận",
            "chính trị",
            "hành chính",
            "HC",
            *_PAPER,
            *_WAYS,
        ),
        column=SheetColumn(
            "Lý luận chính trị",
            "LLCT | Lý luận CT | LL chính trị | Trình độ LLCT | Trình độ lý luận chính trị "
            "| Lý luận | Trình độ lý luận | Chính trị | Trình độ chính trị",
            "Chưa, Sơ cấp (SC), Trung cấp (TC), Cao cấp (CC), Cử nhân (CN)",
        ),
        year_column=SheetColumn("Năm LLCT", "Năm lý luận chính trị | Năm tốt nghiệp LLCT"),
        in_lists=True,
        expected=True,
    ),
    Kind(
        "state_management",
        "Bồi dưỡng quản lý nhà nước",
        "QLNN",
        levels=(
            Level("Chưa bồi dưỡng"),
            Level("Cán sự", "CS", age=OF_AGE),
            Level("Chuyên viên", "CV", age=OF_AGE),
            Level("Chuyên viên chính", "CVC", age=OF_AGE),
            Level("Chuyên viên cao cấp", "CVCC", age=OF_AGE),
        ),
        noise=(
            "QLNN",
            "quản lý hành chính nhà nước",
            "quản lý nhà nước",
            "QLHCNN",
            "kiến thức",
            "chương trình",
            "ngạch",
            "bồi dưỡng",
            "BD",
            "& TĐ",
            "& tương đương",
            "và TĐ",
            "và tương đương",
            *_PAPER,
        ),
        column=SheetColumn(
            "Quản lý nhà nước",
            "QLNN | Trình độ QLNN | Trình độ quản lý nhà nước | Quản lý hành chính nhà nước "
            "| QLHCNN | Bồi dưỡng QLNN | Bồi dưỡng quản lý nhà nước | Kiến thức QLNN",
            "Chưa, Cán sự (CS), Chuyên viên (CV), Chuyên viên chính (CVC), "
            "Chuyên viên cao cấp (CVCC)",
            width=15,
        ),
        year_column=SheetColumn("Năm QLNN", "Năm quản lý nhà nước"),
        in_lists=True,
        expected=True,
    ),
    Kind(
        "it",
        "Tin học",
        "Tin học",
        levels=(
            Level("Chưa có"),
            Level("Chứng chỉ A/B/C (cũ)", "A | B | C"),
            Level("Ứng dụng CNTT cơ bản", "cơ bản | CB | CNTTCB | UDCNTTCB"),
            Level("Ứng dụng CNTT nâng cao", "nâng cao | NC | CNTTNC | UDCNTTNC"),
            Level("Trung cấp", "TC | Trung cấp nghề | TC nghề", age=INTERMEDIATE),
            Level("Cao đẳng", f"CĐ | Cao đẳng nghề | CĐ nghề | {PRACTICAL}", age=COLLEGE),
            Level(
                "Đại học trở lên",
                "ĐH | Đại học | Cử nhân | Kỹ sư | Thạc sĩ | Thạc sỹ | Tiến sĩ | Tiến sỹ | ThS | TS",
                age=UNIVERSITY,
            ),
        ),
        noise=(
            *_PAPER,
            "CCTH",
            "CC",
            "chuẩn kỹ năng sử dụng",
            "chuẩn",
            "UDCNTT",
            "UD",
            "tin học",
            "tin",
            "ứng dụng",
            "CNTT",
            "công nghệ thông tin",
            "ngành",
            "cũ",
        ),
        column=SheetColumn(
            "Tin học",
            "Trình độ tin học | CNTT | Công nghệ thông tin | Chứng chỉ tin học",
            "Chưa, A, B, C, Cơ bản, CNTT cơ bản, Nâng cao, Trung cấp, Cao đẳng, Đại học",
            width=22,
        ),
        year_column=SheetColumn("Năm tin học"),
        expected=True,
    ),
)
