"""Whom the clauses speak of (DOMAIN sections 1 and 3 as retold in docs/definitions.md)."""

from datetime import date

from django.db.models import Q

from personnel.models import Ethnicity, Title
from personnel.words.dates import years_before

from .rules import Cover, Section

STAFF_GROUPS = Q(title_group__in=Title.STAFF)
# A commune or ward in a minority area whose staff member is Kinh (clause II.2.2.a, last dash).
KINH_IN_MINORITY_AREA = STAFF_GROUPS & Q(minority_area=True, ethnicity__name=Ethnicity.KINH)


def born_after(day: date, years: int) -> Q:
    """Return the condition "under `years` on `day`"; a birthday on `day` is not under."""
    return Q(birth_date__gt=years_before(day, years))


# Criteria of whole groups stand under their group, all others together at the end.
COMMON = Section(6, "Chỉ tiêu chung và theo địa bàn", "Chung", mixed=True)


def _group(group: Title.Group, order: int, short: str, brief: str = "") -> Cover:
    section = Section(order, group.label, short)
    return Cover(
        group.value, group.label, section, lambda day: Q(title_group=group), brief or short
    )


KEY = _group(Title.Group.KEY, 1, "Chủ chốt")
MASS = _group(Title.Group.MASS, 3, "Đoàn thể")
CIVIL = _group(Title.Group.CIVIL, 4, "Công chức")
NONSPECIALISED = _group(Title.Group.NONSPECIALISED, 5, "Không CT", "Không chuyên trách")
STAFF = Cover("staff", "Cán bộ, công chức", COMMON, lambda day: STAFF_GROUPS)
COMMITTEE = Cover(
    "committee_members",
    "Cấp ủy viên",
    Section(2, "Cấp ủy viên", "Cấp ủy"),
    lambda day: Q(committee=1),
)
URBAN_YOUNG = Cover(
    "urban_young",
    "Cán bộ, công chức dưới 40 tuổi ở phường, thị trấn",
    COMMON,
    lambda day: STAFF_GROUPS & Q(urban=1) & born_after(day, 40),
    "Dưới 40 tuổi, đô thị",
)
URBAN_YOUNG_KEY = Cover(
    "urban_young_key",
    "Cán bộ chủ chốt dưới 40 tuổi ở phường, thị trấn",
    COMMON,
    lambda day: Q(title_group=Title.Group.KEY, urban=1) & born_after(day, 40),
    "Chủ chốt trẻ, đô thị",
)
KINH = Cover(
    "kinh_minority_area",
    "Cán bộ, công chức người Kinh ở vùng đồng bào dân tộc thiểu số",
    COMMON,
    lambda day: KINH_IN_MINORITY_AREA,
    "Người Kinh, vùng DTTS",
)
KINH_THREE_YEARS = Cover(
    "kinh_minority_area_three_years",
    "Cán bộ, công chức người Kinh ở vùng đồng bào dân tộc thiểu số từ 03 năm trở lên",
    COMMON,
    lambda day: KINH_IN_MINORITY_AREA & Q(minority_service_since__lte=years_before(day, 3)),
    "Người Kinh, vùng DTTS",
)
MOUNTAIN_CIVIL = Cover(
    "mountain_civil",
    "Công chức ở xã miền núi",
    CIVIL.section,
    lambda day: Q(title_group=Title.Group.CIVIL, mountain_commune=1),
)
DOSSIERS = Cover(
    "dossiers",
    "Hồ sơ công việc của cấp xã",
    COMMON,
    lambda day: Q(pk__isnull=True),
    "Hồ sơ công việc",
)
