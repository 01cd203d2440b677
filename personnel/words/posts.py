"""Posts as sentences tell them."""


def held_at(title: object, unit: object) -> str:
    """Return a post in the middle of a sentence: "Bí thư Đảng ủy xã Ba Tô"."""
    name = str(unit)
    return f"{title} {name[:1].lower()}{name[1:]}"
