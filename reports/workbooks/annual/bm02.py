"""Form BM02/BNV of circular 11/2012/TT-BNV: number and quality of commune cadres.

Each column is a condition on a standing (`Source.full_rows`), so that the people behind each
number can be listed. What the form leaves open is read as `READINGS` say.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from personnel.models import Person, Title
from personnel.reading.retirement import leaves_before
from reports.yearly.moved import FROM_DISTRICT
from targets.covers import NONSPECIALISED, STAFF, born_after
from targets.rules import Cover
from targets.structure import MEASURES, NOT_KINH

BASES = (STAFF, NONSPECIALISED)
CADRES = (Title.Group.KEY, Title.Group.MASS)
TRAINED, SCHOOLED, POLITICS = "Chuyên môn", "Học vấn phổ thông", "Chính trị"
EDUCATION, AGE = "Chia theo trình độ đào tạo", "Chia theo độ tuổi"
RELIGION = ("Trong đó", "Tôn giáo")
ENGLISH, OTHER = "Tiếng Anh", "Ngoại ngữ khác"
DEGREE, CERTIFICATE = "Đại học trở lên", "Chứng chỉ (A,B,C)"
# Levels of foreign languages: old A/B/C certificates to C2, and a university degree.
CERTIFICATES, UNIVERSITY = (2, 8), 10

READINGS = (
    (
        "Cột 5 - Tôn giáo",
        "Người có ghi tôn giáo; để trống hoặc ghi “Không” là không theo tôn giáo. Chỉ ghi ở dòng "
        "cộng và toàn tỉnh, không ghi từng xã; biểu lập từ hồ sơ đang cập nhật mà người lấy biểu "
        "chỉ được xem thì để trống.",
    ),
    ("Cột 6 - Cán bộ cấp xã", "Cán bộ chủ chốt và cán bộ các tổ chức chính trị - xã hội."),
    (
        "Cột 8 đến 30 - Trình độ",
        "Mức cao nhất ghi nhận được. Người chưa có thông tin không ghi vào cột nào, nên tổng các "
        "cột của một nhóm có thể nhỏ hơn cột 1; số chưa có thông tin ghi ở bảng dưới.",
    ),
    (
        "Cột 22 - Tin học: chứng chỉ",
        "Chứng chỉ A/B/C cũ, ứng dụng công nghệ thông tin cơ bản và nâng cao.",
    ),
    (
        "Cột 24, 26 - Ngoại ngữ: chứng chỉ",
        "Chứng chỉ A/B/C cũ và bậc 1 đến bậc 6 (A1 đến C2). Đang học hoặc trình độ cao đẳng "
        "không có cột trên biểu.",
    ),
    (
        "Cột 27 - Chứng chỉ tiếng dân tộc",
        "Người có chứng chỉ; người nghe và nói được không tính ở cột này.",
    ),
    (
        "Cột 28 đến 30 - Quản lý nhà nước",
        "Cột 28: chuyên viên chính và chuyên viên cao cấp. Cột 30: chỉ người được ghi là chưa bồi "
        "dưỡng; bồi dưỡng ngạch cán sự không có cột trên biểu.",
    ),
    (
        "Cột 31 đến 36 - Độ tuổi",
        "Tuổi tròn vào ngày lấy số liệu; chỉ biết năm hoặc tháng sinh thì tính từ ngày đầu.",
    ),
    (
        "Cột 37 - Trên tuổi nghỉ hưu",
        "Theo Nghị định 135/2020/NĐ-CP, người đã hết tháng đủ tuổi nghỉ hưu, kể cả chức danh không "
        "tính tuổi nghỉ hưu. Người từ 51 đến 60 tuổi trên tuổi nghỉ hưu được ghi ở cả cột 34.",
    ),
    (
        "Cột 38 - Luân chuyển từ cấp huyện",
        "Người đang giữ chức danh theo hình thức luân chuyển mà hồ sơ ghi đến từ cơ quan cấp "
        "huyện, hoặc thôi chức danh trước do chuyển lên cơ quan cấp huyện; không gồm điều động, "
        "biệt phái và người chưa rõ từ đâu đến. Báo cáo nộp khi chưa có nội dung này thì để "
        "trống.",
    ),
)


@dataclass(frozen=True)
class FormColumn:
    """A column: its number, the headings above it from the top, whom it counts on a day.

    `counted` is None for what no standing tells: `told` is its code among the movements of the
    year's report (`reports.yearly`). What is `confidential` of a person is
    counted of no commune, where few may be told apart.
    """

    number: int
    heads: tuple[str, ...]
    counted: Callable[[date], Q] | None
    confidential: bool = False
    told: str = ""

    @property
    def name(self) -> str:
        """The headings in one line."""
        return " - ".join(self.heads)


def _level(kind: str, low: int, high: int | None = None) -> Callable[[date], Q]:
    """Hold this level of a kind; or from `low` to `high`, inclusive."""
    return lambda day: Q(**{f"{kind}__range": (low, low if high is None else high)})


def _from(kind: str, low: int) -> Callable[[date], Q]:
    return lambda day: Q(**{f"{kind}__gte": low})


def aged(low: int, high: int, sex: str = "") -> Callable[[date], Q]:
    """Be from `low` to `high` years old, both inclusive; 0 is from birth on."""

    def condition(day: date) -> Q:
        found = born_after(day, high + 1)
        found = found & ~born_after(day, low) if low else found
        return found & Q(sex=sex) if sex else found

    return condition


def _columns() -> tuple[FormColumn, ...]:
    found: list[tuple[tuple[str, ...], Callable[[date], Q] | None]] = [
        (("Tổng số",), lambda day: Q(pk__isnull=False)),
        (("Trong đó", "Nữ"), MEASURES["women"].part),
        (("Trong đó", "Đảng viên"), MEASURES["party"].part),
        (("Trong đó", "Dân tộc thiểu số"), lambda day: NOT_KINH),
        (RELIGION, lambda day: ~Q(religion__in=("", "Không"))),
        (("Chức danh", "Cán bộ cấp xã"), lambda day: Q(title_group__in=CADRES)),
        (("Chức danh", "Công chức chuyên môn"), lambda day: Q(title_group=Title.Group.CIVIL)),
        *_levels(TRAINED, "professional",
                 ("Tiến sĩ", "Thạc sĩ", "Đại học", "Cao đẳng", "Trung cấp", "Sơ cấp")),
        *_levels(SCHOOLED, "general_education",
                 ("Trung học phổ thông", "Trung học cơ sở", "Tiểu học")),
        *_levels(POLITICS, "theory", ("Cử nhân", "Cao cấp", "Trung cấp", "Sơ cấp")),
        ((EDUCATION, "Tin học", "Trung cấp trở lên"), _from("it", 4)),
        ((EDUCATION, "Tin học", "Chứng chỉ"), _level("it", 1, 3)),
        ((EDUCATION, "Ngoại ngữ", ENGLISH, DEGREE), _from("english", UNIVERSITY)),
        ((EDUCATION, "Ngoại ngữ", ENGLISH, CERTIFICATE), _level("english", *CERTIFICATES)),
        ((EDUCATION, "Ngoại ngữ", OTHER, DEGREE), _from("other_language", UNIVERSITY)),
        ((EDUCATION, "Ngoại ngữ", OTHER, CERTIFICATE), _level("other_language", *CERTIFICATES)),
        ((EDUCATION, "Chứng chỉ tiếng dân tộc"), _level("ethnic_language", 2)),
        ((EDUCATION, "Quản lý nhà nước", "Chuyên viên chính & TĐ"), _from("state_management", 3)),
        ((EDUCATION, "Quản lý nhà nước", "Chuyên viên & TĐ"), _level("state_management", 2)),
        ((EDUCATION, "Quản lý nhà nước", "Chưa qua đào tạo"), _level("state_management", 0)),
        ((AGE, "Từ 30 trở xuống"), aged(0, 30)),
        ((AGE, "Từ 31 đến 40"), aged(31, 40)),
        ((AGE, "Từ 41 đến 50"), aged(41, 50)),
        ((AGE, "Từ 51 đến 60", "Tổng số"), aged(51, 60)),
        ((AGE, "Từ 51 đến 60", "Nữ từ 51 đến 55"), aged(51, 55, Person.Sex.FEMALE)),
        ((AGE, "Từ 51 đến 60", "Nam từ 56 đến 60"), aged(56, 60, Person.Sex.MALE)),
        ((AGE, "Trên tuổi nghỉ hưu"), leaves_before),
        (("Công chức luân chuyển từ cấp huyện",), None),
    ]  # fmt: skip
    return tuple(
        FormColumn(
            at,
            heads,
            counted,
            confidential=heads == RELIGION,
            told="" if counted else FROM_DISTRICT,
        )
        for at, (heads, counted) in enumerate(found, start=1)
    )


def _levels(
    group: str, kind: str, names: tuple[str, ...]
) -> list[tuple[tuple[str, ...], Callable[[date], Q]]]:
    """Return a column for each level of a kind, from the highest, which is named first."""
    return [
        ((EDUCATION, group, name), _level(kind, level))
        for level, name in zip(range(len(names), 0, -1), names, strict=True)
    ]


COLUMNS = _columns()
# Columns of levels, by the kind that is not recorded of some.
KINDS_TOLD = {
    "professional": "Cột 8 đến 13 - Chuyên môn",
    "general_education": "Cột 14 đến 16 - Học vấn phổ thông",
    "theory": "Cột 17 đến 20 - Chính trị",
    "it": "Cột 21 đến 22 - Tin học",
    "foreign_language": "Cột 23 đến 26 - Ngoại ngữ",
    "ethnic_language": "Cột 27 - Chứng chỉ tiếng dân tộc",
    "state_management": "Cột 28 đến 30 - Quản lý nhà nước",
}


def key(base: Cover, column: FormColumn) -> str:
    """Return the name of a column's condition among a source's counts."""
    return f"BM02 {base.code} {column.number}"


def unknown_key(base: Cover, kind: str) -> str:
    """Return the name of the condition "nothing of this kind recorded"."""
    return f"BM02 {base.code} unknown {kind}"


def conditions(day: date) -> dict[str, Q]:
    """Return every column of both bases as a condition, and whose levels are not recorded."""
    found = {
        key(base, column): base.on(day) & column.counted(day)
        for base in BASES
        for column in COLUMNS
        if column.counted
    }
    return found | {
        unknown_key(base, kind): base.on(day) & Q(**{f"{kind}__isnull": True})
        for base in BASES
        for kind in KINDS_TOLD
    }
