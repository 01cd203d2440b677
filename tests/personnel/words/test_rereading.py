"""Text typed for the fonts before Unicode is read as it was meant; nothing else is touched."""

import random
import unicodedata
from itertools import product

import pytest

from personnel.demo import names
from personnel.words.old_fonts import FROM_TCVN3, FROM_VNI, TCVN3, VNI
from personnel.words.rereading import reread
from personnel.words.syllables import is_syllable

TONES = ("", "\u0300", "\u0309", "\u0303", "\u0301", "\u0323")
STARTS = " b c ch d đ g gh gi h k kh l m n ng ngh nh p ph qu r s t th tr v x"
RIMES = (
    "a ác ách ai am an ang anh ao áp át au ay ăm ăn ăng âm ân âng âu ây em en eo ê êm ên ênh êu "
    "i ia im in inh iu iêm iên iêng iêu o oa oai oan oang oay oăn oe oi om on ong ô ôi ôm ôn ông "
    "ơ ơi ơm ơn u ua uân uê ui um un ung uôi uôn uông uy uyên ư ưa ưng ươi ươm ươn ương ưu "
    "y yên yêu"
)


def _syllables() -> list[str]:
    """Syllables of every start, rime and tone, and what else they may look like, none twice."""
    found = set()
    for start, rime, tone in product(STARTS.split(" "), RIMES.split(" "), TONES):
        vowel = next(at for at, letter in enumerate(rime) if letter in "aăâeêioôơuưyáâ")
        word = unicodedata.normalize("NFC", start + rime[: vowel + 1] + tone + rime[vowel + 1 :])
        if is_syllable(word):
            found.add(word)
    return sorted(found)


SYLLABLES = _syllables()


def _typed(text: str, table: dict[str, str]) -> str:
    return "".join(table.get(letter, table.get(letter.lower(), letter)) for letter in text)


def test_the_tables_have_every_letter_with_a_mark() -> None:
    marked = {unicodedata.normalize("NFC", v + t) for v in "aăâeêioôơuưy" for t in TONES} - set(
        "aeiouy"
    )
    assert set(VNI) == {*marked, "đ", *(letter.upper() for letter in marked), "Đ"}
    assert len(VNI) == len(set(VNI.values())) == 134
    assert set(TCVN3) == {*marked, "đ", *"ĂÂÊÔƠƯĐ"}
    assert len(set(TCVN3.values())) == len(TCVN3)
    assert all(FROM_TCVN3[code] == letter for letter, code in TCVN3.items())
    assert all(FROM_VNI[code] == letter for letter, code in VNI.items())


def test_some_letters_as_the_old_fonts_show_them() -> None:
    assert _typed("Nguyễn Văn Tám", TCVN3) == "NguyÔn V¨n T¸m"
    assert _typed("Trần Thị Đường", TCVN3) == "TrÇn ThÞ §­êng"
    assert _typed("Nguyễn Văn Tám", VNI) == "Nguyeãn Vaên Taùm"
    assert _typed("Trần Thị Đường", VNI) == "Traàn Thò Ñöôøng"


@pytest.mark.parametrize("table", [TCVN3, VNI], ids=["TCVN3", "VNI"])
def test_every_syllable_comes_back_from_either_table(table: dict[str, str]) -> None:
    assert len(SYLLABLES) > 8_000
    column = {_typed(f"nguyễn {word}", table): f"nguyễn {word}" for word in SYLLABLES}
    found = reread(column)
    assert {typed: found[typed].text for typed in column} == column


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("NGUYÔN V¡N T¸M", "NGUYỄN VĂN TÁM"),
        ("NguyÔn ThÞ ¸nh", "Nguyễn Thị Ánh"),
        ("D­¬ng V¨n Hoµ", "Dương Văn Hoà"),
        ("Hä vµ tªn", "Họ và tên"),
        ("Chñ tÞch UBND x·", "Chủ tịch UBND xã"),
        ("§H LuËt", "ĐH Luật"),
        ("NGUYEÃN VAÊN TAÙM", "NGUYỄN VĂN TÁM"),
        ("Aùnh Tuyeát", "Ánh Tuyết"),
        ("Trình ñoä chuyeân moân", "Trình độ chuyên môn"),
        ("Nguyá»…n VÄƒn TÃ¡m", "Nguyễn Văn Tám"),
        ("Nguye^~n Va(n Ta'm", "Nguyễn Văn Tám"),
    ],
)
def test_texts_that_tell_by_themselves(typed: str, meant: str) -> None:
    assert reread([typed])[typed].text == meant


@pytest.mark.parametrize(
    "text",
    [
        "José María", "Müller", "François", "Björn Sören", "Loïc Dupont", "Hélène", "Anaïs Noël",
        "Hrê", "Ca Dong", "Xơ Đăng", "Gié-Triêng", "Ê Đê", "K'Rể", "Y Lôp", "Brôl", "Krông Ana",
        "Hoà Bình", "Toàn", "Ba Tô", "Trần Thò", "«Ba Tô»", "§ 5", "· Xã", "1/2 · ½",
        "x^2 + y^2", "", "ĐH", "CNTT", "B1 (Anh)",
    ],
)  # fmt: skip
def test_other_texts_stay_as_they_are(text: str) -> None:
    assert reread([text]) == {}
    assert reread([unicodedata.normalize("NFD", text)]) == {}


def test_no_name_in_unicode_is_ever_taken_for_another() -> None:
    middles = [*names.MEN_MIDDLE, *names.WOMEN_MIDDLE]
    given = [*names.MEN_GIVEN, *names.WOMEN_GIVEN, *names.HIGHLAND_MEN_GIVEN]
    rng = random.Random(1)
    people = {f"{rng.choice([*names.KINH_FAMILIES, 'Cà'])} {m} {g}" for m in middles for g in given}
    people |= {f"{one} {rng.choice(SYLLABLES)}" for one in SYLLABLES}
    people |= set(SYLLABLES)
    assert len(people) > 8_000
    assert reread(people) == {}
    for name in people:
        assert reread([name]) == {}


def test_what_may_be_either_is_settled_by_its_column() -> None:
    surely, doubtful = "Mai Dßng Th¾ng", "Mai Dòng"
    assert reread([surely, doubtful])[doubtful].text == "Mai Dũng"
    assert reread([doubtful]) == {}
    mixed = reread([surely, doubtful, "Nguyễn Văn Đông"])
    assert set(mixed) == {surely}


def test_words_that_are_not_vietnamese_follow_their_column() -> None:
    found = reread(["D©n téc", "Hrª", "Kinh", "Brß"])
    assert {typed: one.text for typed, one in found.items()} == {
        "D©n téc": "Dân tộc", "Hrª": "Hrê", "Brß": "Brò",
    }  # fmt: skip
    assert {one.encoding for one in found.values()} == {"TCVN3 (.VnTime)"}
