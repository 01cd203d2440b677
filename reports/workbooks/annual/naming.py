"""What the files of a report are called."""

from personnel.words.file_names import file_name

from .report import Report


def report_name(what: str, report: Report, ending: str) -> str:
    """Return the name of a report's file: what, of whom, which day, horizon, map and state.

    "bao-cao-huyen-ba-to-2025-12-31-muc-tieu-2025-lan-2.xlsx" is of what the district handed in the
    second time, "…-da-khoa.xlsx" of a sealed period, without either of the records as they are.
    """
    lens = report.lens
    told = (lens.horizon.label, lens.recast, *_state(report))
    return file_name(what, report.root, lens.day, *told, ending=ending)


def _state(report: Report) -> list[str]:
    if report.period:
        replaced = report.period.replaced_by
        return ["đã khóa", *(["đã được thay thế"] if replaced else [])]
    handed_in = report.submissions
    return [f"lần {handed_in[0].version}"] if len(handed_in) == 1 else []
