"""The kinds that are of a language each: foreign ones, and those of ethnic groups."""

from functools import partial

from personnel.words import languages

from .ages import COLLEGE, UNIVERSITY
from .kind import Kind, Languages, Level, SheetColumn
from .studies import PRACTICAL


def _step(step: int, name: str) -> Level:
    """Return a level of the frame of six (Circular 01/2014/TT-BGDĐT)."""
    words = f"{name} | bậc {step} | bậc {step}/6 | bậc {step} {name} | {name} bậc {step}"
    return Level(f"{name} (bậc {step})", words)


LANGUAGES = (
    Kind(
        "foreign_language",
        "Ngoại ngữ",
        "Ngoại ngữ",
        levels=(
            Level("Chưa có"),
            Level("Đang học hoặc đã học", "đang học | đã học", dated=False),
            Level("Chứng chỉ A/B/C (cũ)", "A | B | C"),
            _step(1, "A1"),
            _step(2, "A2"),
            _step(3, "B1"),
            _step(4, "B2"),
            _step(5, "C1"),
            _step(6, "C2"),
            Level("Cao đẳng", f"CĐ | CĐSP | Cao đẳng sư phạm | {PRACTICAL}", age=COLLEGE),
            Level(
                "Đại học trở lên",
                "ĐH | Đại học | ĐHSP | ĐH sư phạm | Đại học sư phạm | Cử nhân | Thạc sĩ "
                "| Thạc sỹ | Tiến sĩ | Tiến sỹ | ThS | TS",
                age=UNIVERSITY,
            ),
        ),
        noise=("đã tốt nghiệp", "tốt nghiệp", "chứng chỉ", "CC", "trình độ", "bằng", "TN", "cũ"),
        # The old certificates and the frame's: what "A", "B" or "A2" alone means.
        reader=partial(languages.read_foreign_language, certificates=range(2, 9)),
        languages=Languages(usual=(languages.ENGLISH,), named=languages.LANGUAGES),
        column=SheetColumn(
            "Ngoại ngữ",
            "Trình độ ngoại ngữ | Chứng chỉ ngoại ngữ | Tiếng Anh",
            "Chưa, hoặc ngôn ngữ và trình độ: Anh B1, Anh bậc 3, Anh B (chứng chỉ cũ), "
            "ĐH tiếng Anh, đang học tiếng Anh",
            width=18,
            long_texts=True,
        ),
        year_column=SheetColumn("Năm ngoại ngữ"),
    ),
    Kind(
        "ethnic_language",
        "Tiếng dân tộc thiểu số",
        "Tiếng DTTS",
        levels=(
            Level("Chưa có"),
            Level("Đang học hoặc đã học", "đang/đã học | đang học | đã học", dated=False),
            Level("Có chứng chỉ", "chứng chỉ"),
            Level(
                "Nghe và nói được",
                "nghe nói được | nghe, nói được | giao tiếp được | giao tiếp tốt | giao tiếp "
                "| thành thạo | thông thạo",
                dated=False,
            ),
        ),
        reader=languages.read_ethnic_language,
        languages=Languages(usual=("Hrê", "Cor", "Ca Dong")),
        column=SheetColumn(
            "Tiếng dân tộc",
            "Tiếng dân tộc thiểu số | Tiếng DTTS | Tiếng DT | Ngôn ngữ dân tộc "
            "| Tiếng đồng bào dân tộc",
            "Chưa, hoặc tiếng và trình độ: Hrê - đang học, Hrê - chứng chỉ, Hrê - giao tiếp được",
            width=22,
        ),
    ),
)
