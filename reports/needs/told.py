"""The same in words, for whoever runs a command by hand."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from targets.assuming import Assuming
from targets.criteria import BY_CODE
from targets.needs.plans import Why

from .study import Study

Json = dict[str, Any]


def head(study: Study) -> str:
    """Return what was asked, and on what it rests that nobody confirmed."""
    told = (
        f"Đến hạn {study.horizon.deadline:%d/%m/%Y}, xem ngày {study.today:%d/%m/%Y}, "
        f"các lớp khai giảng ngày {study.start:%d/%m/%Y}."
    )
    unconfirmed = len(list(study.needs.offers.unconfirmed()))
    if not unconfirmed:
        return told
    return f"{told} {unconfirmed} khóa học trong danh mục chưa được xác nhận."


def needs(found: Json) -> Iterator[str]:
    """Yield the needs by course and the minimum of each criterion."""
    gone = sum(found["leave_by_deadline"].values())
    yield (
        f"Đang giữ chức danh {found['in_post_today']} người; nghỉ hưu trước hạn {gone}; còn lại "
        f"{found['in_post_at_deadline']}; cần học {found['people_with_needs']} người, "
        f"{found['seats_wanted']} lượt."
    )
    for course, one in found["needs"].items():
        yield (
            f"{course:<10} cần học {one['total']:>5}  cần xác minh {one['nothing_recorded']:>5}  "
            f"nghỉ hưu trước hạn {one['retiring']:>4}  đang học {one['enrolled']:>4}"
        )
    for course, one in found["enrolled"].items():
        late = one["not_by_deadline"]
        told = f", trong đó {late} chưa rõ hoặc không kịp có kết quả trước hạn" if late else ""
        yield f"Đang học {course or 'khóa không có trong danh mục'}: {one['total']} người{told}"
    for code, one in found["minimum"].items():
        late = f", không kịp {one['too_late']}" if one["too_late"] else ""
        yield f"{code}: tối thiểu {one['seats']} lượt để đủ {one['needed']}/{one['covered']}{late}"


def forecasts(found: Json) -> Iterator[str]:
    """Yield the share of each criterion at the end of each year, by what is taken for granted."""
    for way, days in found["forecasts"].items():
        yield f"({way}) {Assuming(way).label}"
        for day, one in days.items():
            gone = sum(one["left_by_age"].values())
            yield f"  {day}: {one['in_post']} người, {gone} người nghỉ hưu"
            for code, figure in one["criteria"].items():
                yield f"    {code} {BY_CODE[code].label}: {_share(figure)}"


def _share(figure: Json) -> str:
    told = f"{figure['met']}/{figure['covered']}"
    if "reached" not in figure:
        return told
    return f"{told}, đạt" if figure["reached"] else f"{told}, còn thiếu {figure['gap']}"


def plan(found: Json) -> Iterator[str]:
    """Yield the seats of the smallest plan, and what it does not reach."""
    one = found["smallest_plan"]
    yield (
        f"Phương án ít lượt học nhất: {one['seats']} lượt của {one['people']} người, "
        f"{one['person_months']} tháng học."
    )
    for course, seats in one["by_course"].items():
        yield f"{course:<10} {seats:>5}{_years(course, one['by_year'])}"
    for code, people in one["not_reached"].items():
        reasons = one["short_because"].get(code, {}).items()
        because = "; ".join(f"{Why(why).label}: {people} người" for why, people in reasons)
        yield f"Không đạt {code}: còn thiếu {people} người ({because})."
    for code, units in one["not_reached_in_districts"].items():
        for name, people in units.items():
            yield f"Không đạt {code} tại {name}: còn thiếu {people} người."


def _years(course: str, years: Json) -> str:
    """Return the seats of a course by year, where there is more than one intake."""
    told = (f"{year}: {seats[course]}" for year, seats in years.items() if course in seats)
    return f"  ({', '.join(told)})" if len(years) > 1 else ""
