"""The kinds that end in a diploma or certificate: profession, theory, administration, computing."""

from personnel.words.levels import read_with_field

from .kind import Kind, Level, SheetColumn

STUDIES = (
    Kind(
        "professional",
        "Trình độ chuyên môn",
        "Chuyên môn",
        levels=(
            Level("Chưa qua đào tạo"),
            Level("Sơ cấp", "SC"),
            Level("Trung cấp", "TC | THCN | Trung học chuyên nghiệp"),
            Level("Cao đẳng", "CĐ"),
            Level("Đại học", "ĐH | Cử nhân | Kỹ sư | Kĩ sư"),
            Level("Thạc sĩ", "ThS | Th.S | Thạc sỹ"),
            Level("Tiến sĩ", "TS | T.S | Tiến sỹ"),
        ),
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
            Level("Sơ cấp", "SC"),
            Level("Trung cấp", "TC"),
            Level("Cao cấp", "CC"),
            Level("Cử nhân", "CN"),
        ),
        noise=("LLCT", "lý luận chính trị", "chính trị", "hành chính", "HC"),
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
            Level("Cán sự", "CS"),
            Level("Chuyên viên", "CV"),
            Level("Chuyên viên chính", "CVC"),
            Level("Chuyên viên cao cấp", "CVCC"),
        ),
        noise=("QLNN", "quản lý nhà nước", "ngạch", "bồi dưỡng", "chứng chỉ"),
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
            Level("Ứng dụng CNTT cơ bản", "cơ bản"),
            Level("Ứng dụng CNTT nâng cao", "nâng cao"),
            Level("Trung cấp", "TC"),
            Level("Cao đẳng", "CĐ"),
            Level(
                "Đại học trở lên",
                "ĐH | Đại học | Cử nhân | Kỹ sư | Thạc sĩ | Tiến sĩ | ThS | TS",
            ),
        ),
        noise=(
            "chứng chỉ",
            "trình độ",
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
