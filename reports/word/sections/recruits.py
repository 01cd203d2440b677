"""Who was taken on as a non-specialised worker in the year, and how qualified (III.2)."""

from collections.abc import Iterator

from reports.word import phrases
from reports.word.blocks import Block, Kind, paragraph, sentences
from reports.word.facts import Facts
from reports.yearly.recruits import State
from reports.yearly.told import Told


def recruits(facts: Facts) -> Iterator[Block]:
    """Yield how many were taken on and how many below what is asked for, if anybody was."""
    told = facts.report.told("recruits")
    if not told and not told.unknown:
        return
    title = f"Tuyển chọn người hoạt động không chuyên trách năm {facts.year}"
    yield paragraph(title, kind=Kind.HEADING)
    if told.unknown:
        named = [unit for unit in facts.report.source.units if unit.pk in told.unknown]
        who = phrases.units_named(phrases.in_order(named))
        yield paragraph(f"Không kể {who}: báo cáo nộp chưa có nội dung này.")
    if told:
        yield sentences(_how_many(told), _below(told), _unknown(told))


def _how_many(told: Told) -> str:
    every, met = told.count(), told.count(State.MET.value)
    return (
        f"Trong năm, {phrases.people(every)} lần đầu làm người hoạt động không chuyên trách; khi "
        f"bắt đầu, {phrases.of(met, every)} có trình độ chuyên môn từ trung cấp trở lên."
    )


def _below(told: Told) -> str:
    number = told.count(State.BELOW.value)
    floor = "thấp hơn trung cấp, dưới tiêu chí về trình độ của Nghị quyết (mục III.2)"
    return f"{phrases.people(number)} {floor}." if number else ""


def _unknown(told: Told) -> str:
    number = told.count(State.UNKNOWN.value)
    return f"{phrases.people(number)} chưa rõ trình độ khi bắt đầu." if number else ""
