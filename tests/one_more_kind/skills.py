"""A made-up kind, entered before anything reads the kinds: a pytest plugin, loaded with -p."""

from personnel.kinds import KIND_CHOICES, KINDS
from personnel.kinds.kind import Kind, Level, SheetColumn

SKILLS = Kind(
    "skills",
    "Kỹ năng số",
    "KNS",
    levels=(Level("Chưa có"), Level("Nền tảng", "NT | sơ khởi"), Level("Chuyên sâu", dated=False)),
    noise=("kỹ năng số",),
    column=SheetColumn("Kỹ năng số", "KNS | Năng lực số", "Chưa, Nền tảng (NT), Chuyên sâu"),
    year_column=SheetColumn("Năm kỹ năng số", "Năm KNS"),
    in_lists=True,
    expected=True,
)
KINDS[SKILLS.code] = SKILLS
KIND_CHOICES.append((SKILLS.code, SKILLS.label))
