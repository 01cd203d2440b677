"""The columns of the workbook of a decree, and the words that stand in its cells."""

from __future__ import annotations

from personnel.models import Unit

UNITS, PAST = "Đơn vị", "Đơn vị của tỉnh khác"
# What stands above the table, by the name it has in a draft.
HEAD = {
    "number": "Số hiệu",
    "day": "Có hiệu lực từ ngày",
    "source": "Nguồn",
    "version": "Lần sửa của dự thảo",
}
OLD, OLD_NAME, RESULT, NEW, NAME = "Mã cũ", "Tên cũ", "Kết quả", "Mã mới", "Tên mới"
KIND, ABOVE, DEFAULT = "Loại", "Trực thuộc", "Mặc định"
TERRAIN, MINORITY, CONFIRMED = "Địa hình", "Vùng DTTS", "Đã xác nhận"
OF_NEW = (NAME, KIND, ABOVE, TERRAIN, MINORITY, CONFIRMED)
COLUMNS = (OLD, OLD_NAME, RESULT, NEW, NAME, KIND, ABOVE, DEFAULT, TERRAIN, MINORITY, CONFIRMED)
OF_PAST = (NEW, *OF_NEW)
# In the sheet of another province's units the code is that of the unit itself.
CODE = "Mã"
WIDTHS = {OLD_NAME: 28, NAME: 28, RESULT: 13, KIND: 12, CONFIRMED: 16}
GOES_ON, ENDS = "giữ nguyên", "kết thúc"
YES, NO = "có", "không"
# By whether the terrain, and whether the minority area is confirmed.
SURE = {
    (True, True): "cả hai",
    (True, False): "địa hình",
    (False, True): "vùng DTTS",
    (False, False): "chưa",
}
PROVINCE = "tỉnh"
TERRAINS = {value: str(label).lower() for value, label in Unit.Terrain.choices}
KINDS = {value: value for value in Unit.Kind.values if value != Unit.Kind.TERRITORY}
CHOICES = {
    RESULT: (GOES_ON, ENDS),
    KIND: tuple(KINDS),
    DEFAULT: (YES, NO),
    TERRAIN: tuple(TERRAINS.values()),
    MINORITY: (YES, NO),
    CONFIRMED: tuple(SURE.values()),
}
