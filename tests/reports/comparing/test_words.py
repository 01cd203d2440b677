"""A bridge in words: said only where it adds up."""

import pytest

from reports.comparing.bridge import Bridge, Counters, Part
from reports.comparing.steps import TOLD, Step
from reports.comparing.words import because, in_words, signed, signed_points
from targets.criteria import BY_CODE, ONLINE_DOSSIERS
from targets.figures import Figure

THEORY = BY_CODE["2025.key.theory"]


def told(before, after, *parts, **more):
    return Bridge(THEORY, Figure(*before), Figure(*after), tuple(Part(*part) for part in parts))


def test_it_says_how_much_and_through_whom():
    bridge = told(
        (50, 50), (66, 34), (Step.TRAINED, 21, 21, 0), (Step.RETIRED, 12, -7, -12),
        (Step.CAME, 12, 0, 12), (Step.MOVED, 3, 2, 0),
    )  # fmt: skip
    assert in_words(bridge) == (
        "tăng 16,00 điểm phần trăm: 21 người được đào tạo, bồi dưỡng; 12 người nghỉ hưu "
        "(7 người đạt); 3 người chuyển đơn vị (số đạt +2, số đối tượng 0); 12 người mới vào "
        "(không ai đạt)"
    )
    assert because(bridge, 2) == (
        "21 người được đào tạo, bồi dưỡng; 12 người nghỉ hưu (7 người đạt); và 2 lý do khác"
    )


@pytest.mark.parametrize(
    ("part", "words"),
    [
        ((Step.DIED, 1, -1, -1), "1 người từ trần (đạt)"),
        ((Step.DIED, 1, 0, -1), "1 người từ trần (không đạt)"),
        ((Step.CAME, 2, 2, 2), "2 người mới vào (đều đạt)"),
    ],
)
def test_of_one_or_of_all(part, words):
    after = Figure(10 + part[2], 10 + part[3] - part[2])
    assert because(told((10, 10), (after.met, after.short), part)) == words


def test_nothing_is_said_where_the_steps_do_not_come_to_the_difference():
    bridge = told((50, 50), (66, 34), (Step.TRAINED, 15, 15, 0))
    assert not bridge.adds_up and in_words(bridge) == because(bridge) == ""


def test_where_there_is_no_rate_or_no_change():
    came = (Step.CAME, 1, 1, 1)
    assert in_words(told((0, 0), (1, 0), came)) == (
        "số liệu trước không có đối tượng: 1 người mới vào (đạt)"
    )
    assert in_words(told((0, 0), (0, 0))) == "số liệu trước và sau không có đối tượng"
    assert in_words(told((1, 1), (1, 1))) == "tỷ lệ không đổi"


def test_dossiers_are_told_by_unit():
    units = (Counters("Xã A", Figure(10, 10), Figure(30, 0)), Counters("Xã B", Figure(), Figure(5)))
    bridge = Bridge(BY_CODE[ONLINE_DOSSIERS], Figure(10, 10), Figure(35, 0), units=units)
    assert in_words(bridge) == (
        "tăng 50,00 điểm phần trăm: 2 đơn vị thay đổi số liệu (hồ sơ trực tuyến +25, tổng số hồ sơ "
        "+15)"
    )


def test_signs():
    assert [signed(n) for n in (1204, 0, -3)] == ["+1.204", "0", "−3"]
    rates = told((1, 1), (2, 1)).rates
    assert signed_points(rates[1] - rates[0]) == "+16,67"
    assert {*TOLD} == {*Step}
