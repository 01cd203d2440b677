"""Chapter 21: the yearly evaluations of a commune."""

from ..desk import Office


def evaluate_a_year(office: Office) -> None:
    """The grid of a commune, the years before beside it."""
    with office.desk("bato") as desk:
        desk.open("/xep-loai-hang-nam/?year=2025")
        desk.shoot("xep-loai", height=720)
