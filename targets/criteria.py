"""Every criterion of clause II.2.2, once: the register that all figures come from."""

from collections.abc import Iterable
from datetime import date

from personnel.reading import recruited

from . import covers
from .figures import Share
from .rules import Ask, Criterion, Horizon

H2025 = Horizon("2025", date(2025, 12, 31))
H2030 = Horizon("2030", date(2030, 12, 31))
HORIZONS = {horizon.code: horizon for horizon in (H2025, H2030)}

A, B = "II.2.2.a", "II.2.2.b"
ALL = Share(100)
MORE_THAN_HALF = Share(50, strictly_more=True)
# The one criterion that is not about people.
ONLINE_DOSSIERS = "2025.units.online_dossiers"

REGISTER: tuple[Criterion, ...] = (
    Criterion(
        "2025.key.professional",
        A,
        H2025,
        "Chuyên môn: đại học (xã miền núi: cao đẳng)",
        "CM",
        covers.KEY,
        (Ask("professional", 4, in_mountain_communes=3),),
        ALL,
        brief="Chuyên môn: đại học (miền núi: CĐ)",
    ),
    Criterion(
        "2025.key.theory",
        A,
        H2025,
        "Lý luận chính trị: trung cấp",
        "LLCT",
        covers.KEY,
        (Ask("theory", 2),),
        ALL,
    ),
    Criterion(
        "2025.key.state_management",
        A,
        H2025,
        "Quản lý nhà nước: chuyên viên",
        "QLNN",
        covers.KEY,
        (Ask("state_management", 2),),
        ALL,
    ),
    Criterion(
        "2025.key.position_update",
        A,
        H2025,
        "Cập nhật kiến thức theo chức danh",
        "CNKT",
        covers.KEY,
        (Ask("position_update", 1),),
        ALL,
        reading="Đã bồi dưỡng một lần là đạt; cách hiểu khác: trong nhiệm kỳ 5 năm hiện tại.",
    ),
    Criterion(
        "2025.mass.professional",
        A,
        H2025,
        "Chuyên môn: trung cấp",
        "CM",
        covers.MASS,
        (Ask("professional", 2),),
        ALL,
    ),
    Criterion(
        "2025.mass.mass_work",
        A,
        H2025,
        "Nghiệp vụ công tác đoàn thể",
        "NVĐT",
        covers.MASS,
        (Ask("mass_work", 1),),
        Share(70),
    ),
    Criterion(
        "2025.mass.theory",
        A,
        H2025,
        "Lý luận chính trị: sơ cấp",
        "LLCT",
        covers.MASS,
        (Ask("theory", 1),),
        ALL,
    ),
    Criterion(
        "2025.civil.professional",
        A,
        H2025,
        "Chuyên môn: đại học (xã miền núi: cao đẳng)",
        "CM",
        covers.CIVIL,
        (Ask("professional", 4, in_mountain_communes=3),),
        ALL,
        brief="Chuyên môn: đại học (miền núi: CĐ)",
    ),
    Criterion(
        "2025.civil.state_management",
        A,
        H2025,
        "Quản lý nhà nước: chuyên viên",
        "QLNN",
        covers.CIVIL,
        (Ask("state_management", 2),),
        Share(70),
        reading="Tính trên toàn bộ công chức; cách hiểu khác: chỉ công chức ở xã miền núi.",
        alternative=covers.MOUNTAIN_CIVIL,
    ),
    Criterion(
        "2025.civil.theory",
        A,
        H2025,
        "Lý luận chính trị: sơ cấp",
        "LLCT",
        covers.CIVIL,
        (Ask("theory", 1),),
        ALL,
    ),
    Criterion(
        "2025.nonspecialised.professional",
        A,
        H2025,
        "Chuyên môn: trung cấp",
        "CM",
        covers.NONSPECIALISED,
        (Ask(recruited.KIND, recruited.FLOOR),),
        ALL,
    ),
    Criterion(
        "2025.nonspecialised.theory",
        A,
        H2025,
        "Lý luận chính trị: sơ cấp",
        "LLCT",
        covers.NONSPECIALISED,
        (Ask("theory", 1),),
        MORE_THAN_HALF,
        reading="“Đa số” được hiểu là hơn một nửa.",
    ),
    Criterion(
        "2025.staff.it",
        A,
        H2025,
        "Tin học: đạt chuẩn",
        "TH",
        covers.STAFF,
        (Ask("it", 1),),
        None,
        reading="Nghị quyết không nêu tỷ lệ: chỉ theo dõi số liệu, không kết luận.",
    ),
    Criterion(
        ONLINE_DOSSIERS,
        A,
        H2025,
        "Hồ sơ công việc xử lý trên môi trường mạng",
        "HSĐT",
        covers.DOSSIERS,
        (),
        Share(60),
        reading=(
            "Tổng số hồ sơ xử lý trên mạng chia cho tổng số hồ sơ của năm có ngày xem số liệu; "
            "không tính theo người."
        ),
        brief="Xử lý trên môi trường mạng",
    ),
    Criterion(
        "2025.urban_young.foreign_language",
        A,
        H2025,
        "Ngoại ngữ: tham gia học",
        "NN",
        covers.URBAN_YOUNG,
        (Ask("foreign_language", 1),),
        None,
        reading="Nghị quyết không nêu tỷ lệ: chỉ theo dõi số liệu, không kết luận.",
    ),
    Criterion(
        "2025.kinh_minority_area.ethnic_language",
        A,
        H2025,
        "Tiếng dân tộc thiểu số: tham gia học",
        "TDT",
        covers.KINH,
        (Ask("ethnic_language", 1),),
        Share(50),
        brief="Tiếng DTTS: tham gia học",
    ),
    Criterion(
        "2030.key.professional",
        B,
        H2030,
        "Chuyên môn: đại học",
        "CM",
        covers.KEY,
        (Ask("professional", 4),),
        ALL,
        supersedes=("2025.key.professional",),
    ),
    Criterion(
        "2030.committee.theory",
        B,
        H2030,
        "Cấp ủy viên - lý luận chính trị: trung cấp",
        "LLCT",
        covers.COMMITTEE,
        (Ask("theory", 2),),
        ALL,
        brief="Lý luận chính trị: trung cấp",
    ),
    Criterion(
        "2030.mass.professional",
        B,
        H2030,
        "Chuyên môn: cao đẳng",
        "CM",
        covers.MASS,
        (Ask("professional", 3),),
        ALL,
        supersedes=("2025.mass.professional",),
    ),
    Criterion(
        "2030.mass.mass_work",
        B,
        H2030,
        "Nghiệp vụ công tác đoàn thể",
        "NVĐT",
        covers.MASS,
        (Ask("mass_work", 1),),
        ALL,
        supersedes=("2025.mass.mass_work",),
    ),
    Criterion(
        "2030.mass.theory",
        B,
        H2030,
        "Lý luận chính trị: trung cấp",
        "LLCT",
        covers.MASS,
        (Ask("theory", 2),),
        ALL,
        supersedes=("2025.mass.theory",),
    ),
    Criterion(
        "2030.civil.professional",
        B,
        H2030,
        "Chuyên môn: đại học",
        "CM",
        covers.CIVIL,
        (Ask("professional", 4),),
        ALL,
        reading=(
            "Câu chữ nói về công chức ở xã miền núi; nơi khác mục tiêu 2025 đã yêu cầu đại học "
            "nên tính toàn bộ công chức."
        ),
        supersedes=("2025.civil.professional",),
    ),
    Criterion(
        "2030.staff.state_management",
        B,
        H2030,
        "Quản lý nhà nước: chuyên viên",
        "QLNN",
        covers.STAFF,
        (Ask("state_management", 2),),
        ALL,
        supersedes=("2025.key.state_management", "2025.civil.state_management"),
    ),
    Criterion(
        "2030.nonspecialised.professional_theory",
        B,
        H2030,
        "Chuyên môn: cao đẳng và lý luận chính trị: sơ cấp",
        "CM+LLCT",
        covers.NONSPECIALISED,
        (Ask("professional", 3), Ask("theory", 1)),
        Share(50),
        reading="Một điều kiện chung: phải đạt cả chuyên môn và lý luận chính trị.",
        brief="Chuyên môn cao đẳng, LLCT sơ cấp",
    ),
    Criterion(
        "2030.staff.it",
        B,
        H2030,
        "Tin học: đạt chuẩn",
        "TH",
        covers.STAFF,
        (Ask("it", 1),),
        ALL,
        supersedes=("2025.staff.it",),
    ),
    Criterion(
        "2030.urban_young_key.foreign_language",
        B,
        H2030,
        "Ngoại ngữ: B2",
        "NN",
        covers.URBAN_YOUNG_KEY,
        (Ask("foreign_language", 6),),
        Share(40),
        reading="“Làm việc trong môi trường quốc tế” được hiểu là từ B2 (bậc 4) trở lên.",
    ),
    Criterion(
        "2030.kinh_minority_area.ethnic_language",
        B,
        H2030,
        "Tiếng dân tộc thiểu số: nghe và nói được",
        "TDT",
        covers.KINH_THREE_YEARS,
        (Ask("ethnic_language", 3),),
        Share(50),
        supersedes=("2025.kinh_minority_area.ethnic_language",),
        brief="Tiếng DTTS: nghe và nói được",
    ),
)
BY_CODE = {criterion.code: criterion for criterion in REGISTER}
# Other readings and parts, which have figures and lists but are no targets of their own.
VARIANTS = {variant.code: variant for criterion in REGISTER for variant in criterion.variants}


def criteria_for(horizon: Horizon) -> list[Criterion]:
    """Return the criteria in force at a horizon.

    At 2030 the floor of 2025 goes on: its criteria stay unless one of 2030 supersedes them.
    """
    own = [criterion for criterion in REGISTER if criterion.horizon == horizon]
    earlier = [c for c in REGISTER if c.deadline < horizon.deadline]
    superseded = {code for criterion in own for code in criterion.supersedes}
    return own + [criterion for criterion in earlier if criterion.code not in superseded]


def with_other_readings(criteria: Iterable[Criterion]) -> list[Criterion]:
    """Return criteria, each followed by itself read otherwise where its clause can be."""
    return [each for c in criteria for each in (c, c.otherwise) if each]


def horizon_on(day: date) -> Horizon:
    """Return the first horizon whose deadline is not past on `day`, else the last one."""
    return next((h for h in HORIZONS.values() if day <= h.deadline), H2030)
