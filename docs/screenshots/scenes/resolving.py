"""Chapters 21 to 24 and 26: what the resolution asks beside its targets."""

from ..desk import Office


def hold_to_the_resolution(office: Office) -> None:
    """Results of evaluations, who was taken on, movements, who might lead a commune, papers."""
    with office.desk("theodoi") as desk:
        desk.open("/xep-loai/?year=2025")
        desk.shoot("ket-qua-xep-loai")
        desk.open("/tuyen-chon/")
        desk.shoot("tuyen-chon")
        desk.open("/luan-chuyen/?year=2025")
        desk.shoot("luan-chuyen")
        desk.open("/thuc-hien-nghi-quyet/?year=2025")
        desk.shoot("thuc-hien-nghi-quyet")
    with office.desk("bato") as desk:
        desk.open("/kiem-tra-nhan-su/nguon/?unit=21487&title=CTUBND")
        desk.shoot("nguon-nhan-su")
