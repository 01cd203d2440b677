"""What the committees of the made-up province did for the resolution: drawn apart from all else."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from random import Random

from .drafts import Paper, Place

# By year: programmes, reviews. Whoever stood in 2022 is held to the first of the former.
DUE = {
    2022: (date(2022, 9, 30), date(2022, 12, 15)),
    2023: (None, date(2023, 12, 15)),
    2024: (None, date(2024, 12, 15)),
    2025: (date(2025, 9, 30), date(2025, 12, 15)),
    2026: (None, date(2026, 12, 15)),
}
REVIEWED = (2022, 2023, 2024, 2025)
MISSING_REVIEWS = (2024, 2025)
# Whose boards have accounts in the demo: they have done what they owe.
KEPT_BY_US = ("534", "535")
COMMITTEES = {"Huyện": "Huyện ủy", "Thị xã": "Thị ủy", "Thành phố": "Thành ủy"}
MARKS = {"Huyện": "HU", "Thị xã": "TU", "Thành phố": "TU"}
INSPECTOR = "Ban Tổ chức Tỉnh ủy, Ủy ban Kiểm tra Tỉnh ủy"
FOUND = (
    (
        "Đã quán triệt, ban hành chương trình đúng thời gian; kế hoạch đào tạo lý luận chính trị "
        "cho cán bộ chủ chốt cấp xã còn chậm.",
        "Đã bổ sung kế hoạch, mở thêm 01 lớp trung cấp lý luận chính trị.",
    ),
    (
        "Hồ sơ cán bộ của 03 xã chưa cập nhật văn bằng, chứng chỉ; việc đánh giá, xếp loại hằng "
        "năm thực hiện đầy đủ.",
        "Đã cập nhật xong hồ sơ của 03 xã.",
    ),
    (
        "Chưa cụ thể hóa tiêu chuẩn người hoạt động không chuyên trách; chưa giao chỉ tiêu cho "
        "từng xã.",
        "",
    ),
    (
        "Thực hiện nghiêm túc, có cách làm hay về bồi dưỡng công nghệ thông tin.",
        "Không phải khắc phục.",
    ),
)
_SUMMARY = (
    "Chương trình hành động thực hiện Nghị quyết về nâng cao chất lượng đội ngũ cán bộ, công chức "
    "và người hoạt động không chuyên trách cấp xã"
)


def papers_of(named: dict[str, str], places: list[Place], rng: Random) -> list[Paper]:
    """Return what districts did, `named` by code: one without a programme, one late; reviews."""
    others = [code for code in named if code not in KEPT_BY_US]
    missing, late = rng.sample(others, 2)
    found = [
        _programme(code, name, rng, late=code == late)
        for code, name in named.items()
        if code != missing
    ]
    for year in REVIEWED:
        found += _reviews(named, year, rng)
        found += _inspections(others, year, rng)
    return [*found, *_of_communes(places, rng)]


def of_new_communes(codes: Iterable[str], rng: Random) -> Iterator[Paper]:
    """Yield programmes of communes that stand right below the province, but for some; late ones."""
    for code in sorted(codes):
        drawn = rng.random()
        if drawn < 0.8:
            day = date(2025, 8, 1) + timedelta(days=rng.randrange(55))
            day += timedelta(days=60 if drawn < 0.06 else 0)
            number = f"{rng.randrange(1, 12):02}-CTr/ĐU"
            yield Paper(code, "programme", 2025, day, number, "Đảng ủy", _SUMMARY)


def _programme(code: str, name: str, rng: Random, *, late: bool) -> Paper:
    first = date(2022, 10, 20) if late else date(2022, 7, 4)
    day = first + timedelta(days=rng.randrange(30 if late else 80))
    kind, mark = _kind_of(name)
    number = f"{rng.randrange(9, 40)}-CTr/{mark}"
    return Paper(code, "programme", day.year, day, number, _committee(name, kind), _SUMMARY)


def _reviews(named: dict[str, str], year: int, rng: Random) -> Iterator[Paper]:
    others = [code for code in named if code not in KEPT_BY_US]
    late, missing = rng.sample(others, 2)
    for code, name in named.items():
        if code == missing and year in MISSING_REVIEWS:
            continue
        day = date(year, 12, 1) + timedelta(days=rng.randrange(15))
        day += timedelta(days=30 if code == late else 0)
        kind, mark = _kind_of(name)
        number = f"{rng.randrange(120, 480)}-BC/{mark}"
        told = f"Sơ kết, rút kinh nghiệm việc thực hiện Nghị quyết năm {year}"
        yield Paper(code, "review", year, day, number, _committee(name, kind), told)


def _inspections(codes: list[str], year: int, rng: Random) -> Iterator[Paper]:
    for code in rng.sample(codes, 2):
        day = date(year, 5, 4) + timedelta(days=rng.randrange(150))
        summary, remedied = rng.choice(FOUND)
        number = f"{rng.randrange(10, 90)}-KL/BTCTU"
        yield Paper(code, "inspection", year, day, number, INSPECTOR, summary, remedied)


def _of_communes(places: list[Place], rng: Random) -> Iterator[Paper]:
    """Yield programmes of some communes of Ba Tơ: their committees have them too."""
    for place in [place for place in places if place.district == "535"][:4]:
        day = date(2022, 9, 5) + timedelta(days=rng.randrange(60))
        number = f"{rng.randrange(3, 20):02}-KH/ĐU"
        told = "Kế hoạch thực hiện Nghị quyết và Chương trình hành động của Huyện ủy"
        yield Paper(place.code, "programme", 2022, day, number, "Đảng ủy", told)


def _kind_of(name: str) -> tuple[str, str]:
    return next((kind, mark) for kind, mark in MARKS.items() if name.startswith(f"{kind} "))


def _committee(name: str, kind: str) -> str:
    return f"{COMMITTEES[kind]} {name.removeprefix(kind).strip()}"
