from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from personnel.models import Person, Title, Unit
from reports.arguments import add_assuming, add_day, add_horizon, criteria_of, day_of
from targets.assuming import Assuming
from targets.criteria import horizon_on
from targets.explaining import AskLine, Explanation, Line, explain
from targets.lens import Lens


class Command(BaseCommand):
    help = (
        "Giải thích từng chỉ tiêu đối với một người: hiện có gì, từ khi nào, yêu cầu gì theo điều "
        "khoản nào, còn thiếu gì."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("person", metavar="NGƯỜI", help="Số CCCD (12 chữ số) hoặc mã hồ sơ.")
        add_day(parser)
        add_assuming(parser)
        add_horizon(parser)

    def handle(self, *args: Any, **options: Any) -> None:
        day = day_of(options["as_of"])
        person = _person(options["person"])
        self.stdout.write(f"{person.full_name}, sinh {person.birth_shown}")
        criteria = criteria_of(options["horizon"])
        assume = Assuming(options["assuming"])
        lens = Lens(horizon_on(day), day, timezone.localdate(), assume=assume)
        explanation = explain(Person.objects.all(), person.pk, day, criteria, lens.ahead)
        if explanation is None:
            told = f" ({lens.assumption})" if lens.assumption else ""
            self.stdout.write(f"Không giữ chức danh nào vào ngày {day:%d/%m/%Y}{told}.")
            return
        self.stdout.write("\n".join(_told(explanation, lens.assumption)))


def _person(text: str) -> Person:
    if not (text.isascii() and text.isdigit()):
        raise CommandError("Nhập số CCCD (12 chữ số) hoặc mã hồ sơ bằng số.")
    found = Person.objects.filter(cccd=text).first() if len(text) == 12 else None
    if found is None and len(text) <= 18:
        found = Person.objects.filter(pk=int(text)).first()
    if found is None:
        raise CommandError(f"Không có hồ sơ nào mang số CCCD hoặc mã “{text}”.")
    return found


def _told(explanation: Explanation, assumption: str) -> list[str]:
    standing: Any = explanation.standing  # with the columns of a standing
    day = explanation.day
    title = Title.objects.get(pk=standing.title_id)
    unit = Unit.objects.get(pk=standing.unit_id)
    when = "; ".join(filter(None, (f"ngày {day:%d/%m/%Y}", assumption)))
    lines = [f"{title}, {unit} ({when})"]
    lines += [text for line in explanation.covered for text in _line(line)]
    if explanation.exempt:
        codes = ", ".join(line.criterion.code for line in explanation.exempt)
        lines.append(f"Không thuộc đối tượng: {codes}")
    return lines


def _line(line: Line) -> list[str]:
    criterion = line.criterion
    head = f"- {criterion.code} ({criterion.clause}) {criterion.label}: {line.outcome.label}"
    missing = [f"    {line.missing}"] if line.missing else []
    return [head, *(f"    {_ask(ask)}" for ask in line.asks), *missing]


def _ask(ask: AskLine) -> str:
    return f"{ask.kind_label}: hiện có {_held(ask)}; yêu cầu {ask.asked}"


def _held(ask: AskLine) -> str:
    if ask.expected:
        return f"dự kiến {ask.expected.level_label} ({ask.expected.award_day:%d/%m/%Y})"
    if ask.held is None:
        return "chưa có thông tin"
    since = f"từ {ask.held.awarded_shown}" if ask.held.awarded else "không rõ thời điểm"
    return f"{ask.held.level_label} ({since})"
