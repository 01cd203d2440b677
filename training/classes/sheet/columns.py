"""The columns of a class's sheet: what each is called, and what a cell of results may say."""

from __future__ import annotations

from personnel.models import Enrolment
from personnel.words.headings import OF_PEOPLE, fields_of
from personnel.words.text import match_key

NAME, BIRTH, NUMBER_OF_PERSON = "full_name", "birth", "cccd"
RESULT, REASON, NUMBER, DAY = "result", "reason", "number", "day"
# As they stand in the sheet that is given out.
HEADINGS = {
    NAME: "Họ và tên",
    BIRTH: "Ngày sinh",
    NUMBER_OF_PERSON: "Số CCCD",
    RESULT: "Kết quả",
    REASON: "Lý do",
    NUMBER: "Số văn bằng, chứng chỉ",
    DAY: "Ngày cấp",
}
_KNOWN = fields_of(
    {field: OF_PEOPLE[field] for field in (NAME, BIRTH, NUMBER_OF_PERSON)}
    | {
        RESULT: "Kết quả | Kết quả học tập | Kết quả cuối khóa | Kết quả khóa học "
        "| Kết quả tốt nghiệp | Kết quả học",
        REASON: "Lý do | Lý do không hoàn thành | Lý do thôi học | Nguyên nhân",
        NUMBER: "Số văn bằng, chứng chỉ | Số văn bằng | Số bằng | Số chứng chỉ | Số hiệu "
        "| Số hiệu văn bằng | Số hiệu văn bằng, chứng chỉ | Số hiệu bằng | Số hiệu chứng chỉ "
        "| Số bằng, chứng chỉ",
        DAY: "Ngày cấp | Ngày cấp bằng | Ngày cấp chứng chỉ | Ngày cấp văn bằng, chứng chỉ "
        "| Ngày, tháng, năm cấp | Ngày tháng năm cấp | Năm cấp",
    }
)
# Where no better column tells of results.
_SECOND_BEST = fields_of({RESULT: "Trạng thái | Tình trạng | Tình trạng học tập"})
State = Enrolment.State
_SAID = {
    State.FINISHED: "Hoàn thành | Đã hoàn thành | Hoàn thành khóa học | Đạt | Đạt yêu cầu | Đỗ "
    "| Đậu | Tốt nghiệp | Đã tốt nghiệp",
    State.FAILED: "Không đạt | Không đạt yêu cầu | Không hoàn thành | Không tốt nghiệp | Trượt "
    "| Rớt",
    State.LEFT: "Thôi học | Đã thôi học | Xin thôi học | Bỏ học | Nghỉ học",
    State.POSTPONED: "Hoãn | Hoãn học | Tạm hoãn | Bảo lưu | Bảo lưu kết quả",
    State.STUDYING: "Đang học",
    State.SENT: "Được cử | Đã được cử | Được cử đi học",
    State.PROPOSED: "Đề cử | Được đề cử",
}
_STATES = {match_key(word): state for state, words in _SAID.items() for word in words.split(" | ")}
ACCEPTED = ", ".join(state.label for state in _SAID)


def field_of(key: str, *, second: bool = False) -> str:
    """Return the field of a heading by its key (`heading_key`); "" where it is of none."""
    return (_SECOND_BEST if second else _KNOWN).get(key, "")


def state_of(text: str) -> Enrolment.State | None:
    """Return the state that a cell of results says; None where it says none that is known."""
    return _STATES.get(match_key(text).rstrip(". "))
