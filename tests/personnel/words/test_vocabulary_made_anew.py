"""A vocabulary made here: its words, what may stand around them, and what is left over."""

import pytest

from personnel.words.text import match_key
from personnel.words.values import BadCell
from personnel.words.vocabulary import Held, Vocabulary, says_none, says_nothing, words_of


@pytest.fixture
def trades() -> Vocabulary:
    """Made for each test, as the portal's own are made when it starts."""
    names = [("Chưa học nghề",), ("Nghề mộc", "thợ mộc", "M"), ("Nghề mộc cao cấp", "MCC")]
    return Vocabulary("trade", names, noise=("nghề", "chứng chỉ"))


@pytest.mark.parametrize(
    ("text", "level"),
    [
        ("Nghề mộc", 1),
        ("mộc", 1),
        ("chứng chỉ nghề mộc", 1),
        ("THỢ MỘC", 1),
        ("m", 1),
        ("Chứng chỉ: MCC", 2),
        ("mộc - cao cấp", 2),
        ("Chưa", 0),
        ("chưa có nghề mộc", 0),
    ],
)
def test_a_level_by_each_of_its_names(trades: Vocabulary, text: str, level: int) -> None:
    assert trades.level(text) == level
    assert trades.read(text) == Held("trade", level)


@pytest.mark.parametrize("text", ["thợ", "mộc mạc", "cao cấp", "nghề", "Nghề"])
def test_what_names_no_level(trades: Vocabulary, text: str) -> None:
    with pytest.raises(BadCell, match="^không rõ trình độ$"):
        trades.level(text)
    with pytest.raises(BadCell):
        trades.read(text)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("thợ mộc", (1, "")),
        ("Thợ mộc Sơn Hà", (1, "Sơn Hà")),
        ("MCC - Kim Bồng", (2, "Kim Bồng")),
        ("M. (Kim Bồng)", (1, "Kim Bồng")),
        ("M, (Kim) Bồng;", (1, "(Kim) Bồng")),
        ("mộc cao cấp x y", (2, "x y")),
    ],
)
def test_a_level_in_front_and_what_follows(
    trades: Vocabulary, text: str, found: tuple[int, str]
) -> None:
    assert trades.level_in_front(text) == found
    assert trades.names_a_level(f" {text} ")


@pytest.mark.parametrize("text", ["Kim Bồng M", "", "x y z thợ mộc"])
def test_no_level_in_front(trades: Vocabulary, text: str) -> None:
    with pytest.raises(BadCell, match="^không rõ trình độ$"):
        trades.level_in_front(text)
    assert not trades.names_a_level(text)


@pytest.mark.parametrize(
    ("text", "level", "rest"),
    [
        ("Hà Tây: thợ mộc", 1, ["hà", "tây"]),
        ("nghề mộc cao cấp Hà Tây", 2, ["hà", "tây"]),
        ("thợ mộc, MCC", 2, ["thợ", "mộc"]),
    ],
)
def test_the_highest_level_anywhere_and_the_rest(
    trades: Vocabulary, text: str, level: int, rest: list[str]
) -> None:
    found, left = trades.level_within(words_of(text))
    assert (found, left.split()) == (level, [match_key(word) for word in rest])


def test_no_level_anywhere(trades: Vocabulary) -> None:
    with pytest.raises(BadCell, match="^không rõ trình độ$"):
        trades.level_within(words_of("Hà Tây"))


@pytest.mark.parametrize("text", ["", "Chưa có thông tin", "CHƯA RÕ", "chưa  xác định"])
def test_what_says_nothing(trades: Vocabulary, text: str) -> None:
    assert says_nothing(text)
    assert trades.read(text) is None


def test_chua_says_none_and_stands_in_front() -> None:
    assert says_none("Chưa học") and says_none("(chưa)")
    assert not says_none("học chưa xong") and not says_none("chưahọc")
    assert not says_nothing("Chưa")
