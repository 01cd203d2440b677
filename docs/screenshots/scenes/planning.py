"""Chapters 15, 17, 19 and 20: what is needed, a plan, how it will stand, who leads."""

from ..desk import Office


def look_ahead(office: Office) -> None:
    """The needs of the province, a plan tried out, the forecast, the heads of a board."""
    with office.desk("quantri") as desk:
        desk.open("/dao-tao/nhu-cau/")
        desk.shoot("nhu-cau-dao-tao")
        desk.open("/dao-tao/ke-hoach/tinh-thu/")
        desk.shoot("tinh-thu-ke-hoach", height=1000)
        desk.open("/dao-tao/du-bao/")
        desk.shoot("du-bao", height=1000)
    with office.desk("haihuyen") as desk:
        desk.open("/nguoi-dung-dau/")
        desk.shoot("nguoi-dung-dau")
