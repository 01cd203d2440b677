"""The letters of Vietnamese as the fonts before Unicode, and mail without any, wrote them.

TCVN3 (".VnTime") and VNI take the places of Western letters, VIQR the signs of a typewriter.
"""

from __future__ import annotations

# Each vowel with the tones huyền, hỏi, ngã, sắc, nặng.
VOWELS = "aăâeêioôơuưy"
_TONED = "àảãáạ ằẳẵắặ ầẩẫấậ èẻẽéẹ ềểễếệ ìỉĩíị òỏõóọ ồổỗốộ ờởỡớợ ùủũúụ ừửữứự ỳỷỹýỵ"
TONED = _TONED.split(" ")
# The letters of TCVN3 (TCVN 5712:1993, ".VnTime") by the bytes that its fonts show them for.
_TCVN3_CODES = (
    "b5b6b7b8b9 bbbcbdbec6 c7c8c9cacb cccecfd0d1 d2d3d4d5d6 d7d8dcddde "
    "dfe1e2e3e4 e5e6e7e8e9 eaebecedee eff1f2f3f4 f5f6f7f8f9 fafbfcfdfe"
)
_TCVN3_PLAIN = dict(
    zip(
        "ăâêôơưđĂÂÊÔƠƯĐ",
        bytes.fromhex("a8a9aaabacadaea1a2a3a4a5a6a7").decode("latin-1"),
        strict=True,
    )
)
# Letters with a tone have one code for both cases: capitals are those of another font (".VnTimeH").
TCVN3 = _TCVN3_PLAIN | {
    letter: code
    for letters, codes in zip(TONED, _TCVN3_CODES.split(" "), strict=True)
    for letter, code in zip(letters, bytes.fromhex(codes).decode("latin-1"), strict=True)
}
# VNI for Windows writes the letter, then its marks as a letter of their own; i and ỵ differ.
_VNI_TONES, _VNI_BREVE, _VNI_ROOF = "øûõùï", "èúüéë", "àåãáä"
_VNI_MARKED = {
    "a": _VNI_TONES, "ă": _VNI_BREVE, "â": _VNI_ROOF, "e": _VNI_TONES, "ê": _VNI_ROOF,
    "o": _VNI_TONES, "ô": _VNI_ROOF, "ơ": _VNI_TONES, "u": _VNI_TONES, "ư": _VNI_TONES,
}  # fmt: skip
_VNI_UNDER = {"ă": "a", "â": "a", "ê": "e", "ô": "o", "ơ": "ô", "ư": "ö"}
_VNI_LOWER = {"ă": "aê", "â": "aâ", "ê": "eâ", "ô": "oâ", "ơ": "ô", "ư": "ö", "đ": "ñ"} | dict(
    zip("ìỉĩíịỳỷỹýỵ", ("ì", "æ", "ó", "í", "ò", "yø", "yû", "yõ", "yù", "î"), strict=True)
)
_VNI_LOWER |= {
    letter: _VNI_UNDER.get(base, base) + mark
    for base, letters in zip(VOWELS, TONED, strict=True)
    for letter, mark in zip(letters, _VNI_MARKED.get(base, ""), strict=False)
}
VNI = _VNI_LOWER | {letter.upper(): code.upper() for letter, code in _VNI_LOWER.items()}
# VIQR, typed without any font: "Nguye^~n Va(n Ta'm".
_VIQR_SHAPES = {"a^": "â", "a(": "ă", "e^": "ê", "o^": "ô", "o+": "ơ", "u+": "ư", "dd": "đ"}
_VIQR_SHAPES |= {"o*": "ơ", "u*": "ư"}
_VIQR_TONES = "`?~'."
# What codes mean; the mark of a capital may be a small one.
FROM_TCVN3 = {code: letter for letter, code in TCVN3.items()}
FROM_VNI = {
    code: letter
    for letter, whole in VNI.items()
    for code in {whole, whole[0] + whole[1:].swapcase()}
}
FROM_VIQR = {
    shape + tone: letter
    for base, letters in zip(VOWELS, TONED, strict=True)
    for shape in [base, *(code for code, plain in _VIQR_SHAPES.items() if plain == base)]
    for tone, letter in zip(_VIQR_TONES, letters, strict=True)
} | _VIQR_SHAPES
FROM_VIQR |= {code[0].upper() + code[1:]: letter.upper() for code, letter in FROM_VIQR.items()}
FROM_VIQR |= {"DD": "Đ"}
