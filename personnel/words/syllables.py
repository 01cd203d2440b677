"""Whether a word is a Vietnamese syllable: a start, a rime, and a tone that the rime can bear."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from .vietnamese import TONES

_STARTS = "ngh ng nh ch gh gi kh ph qu th tr b c d đ g h k l m n p r s t v x"
_RIMES_TOLD = (
    "a ac ach ai am an ang anh ao ap at au ay ăc ăm ăn ăng ăp ăt âc âm ân âng âp ât âu ây "
    "e ec em en eng eo ep et ê êch êm ên ênh êp êt êu "
    "i ia ich im in inh ip it iu iêc iêm iên iêng iêp iêt iêu "
    "o oa oac oach oai oam oan oang oanh oao oap oat oay oăc oăm oăn oăng oăt oc oe oen oeo oet "
    "oi om on ong ooc oong op ot ô ôc ôi ôm ôn ông ôp ôt ơ ơi ơm ơn ơp ơt "
    "u ua uân uâng uât uây uc uê uêch uênh ui um un ung uôc uôi uôm uôn uông uôt uơ up ut "
    "uy uya uych uyên uyêt uyn uynh uyt uyu "
    "ư ưa ưc ưi ưm ưn ưng ươc ươi ươm ươn ương ươp ươt ươu ưt ưu "
    "y ych yêm yên yêng yêt yêu ynh yt"
)
_AFTER_QU_TOLD = (
    "a ac ach ai an ang anh ao at au ay ăc ăm ăn ăng ăp ăt ân âng ât âu ây e en eo et ê êch ên "
    "ênh êt i it ich inh ơ ôc y ych ynh yt yên yêt"
)
_RIMES, _AFTER_QU = (frozenset(told.split(" ")) for told in (_RIMES_TOLD, _AFTER_QU_TOLD))
_CLOSED = ("c", "ch", "p", "t")
_RISING_OR_HEAVY = ("\u0301", "\u0323")
_SPLIT = re.compile(rf"({_STARTS.replace(' ', '|')}|)(.*)")


@lru_cache(maxsize=16_384)
def is_syllable(word: str) -> bool:
    """Whether a word can be one of Vietnamese; case and the vowel its tone sits on are free."""
    marks = unicodedata.normalize("NFD", word.lower())
    tones = [mark for mark in marks if mark in TONES[1:]]
    bare = unicodedata.normalize("NFC", "".join(mark for mark in marks if mark not in tones))
    if len(tones) > 1 or not bare:
        return False
    return any(_bears(rime, tones) for rime in _rimes_of(bare))


def _rimes_of(bare: str) -> list[str]:
    """Return the rimes that a word without its tone may have; the i of "gi" may be of either."""
    found = _SPLIT.fullmatch(bare)
    start, rest = found.groups() if found else ("", "")
    if start == "qu":
        return [rest] if rest in _AFTER_QU else []
    rests = [rest, f"i{rest}"] if start == "gi" else [rest]
    return [one for one in rests if one in _RIMES]


def _bears(rime: str, tones: list[str]) -> bool:
    return not rime.endswith(_CLOSED) or tones[:1] != [] and tones[0] in _RISING_OR_HEAVY
