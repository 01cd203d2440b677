"""What boards call the columns by which people are told apart, and what two such names share."""

import re
from functools import lru_cache

from .text import match_key
from .vietnamese import clean

OF_PEOPLE = {
    "ordinal": "TT | STT | ST | Số TT | Số thứ tự",
    "full_name": "Họ và tên | Họ tên | Họ, tên | Họ và tên khai sinh | Họ tên khai sinh "
    "| Họ và tên cán bộ | Họ tên cán bộ | Họ và tên CBCC | Tên cán bộ "
    "| Họ và chữ đệm | Họ và tên đệm | Họ đệm | Họ, tên đệm | Họ và đệm | Họ lót "
    "| Họ và tên lót | Họ và chữ lót | Họ | Chữ đệm | Tên đệm | Tên",
    "cccd": "Số CCCD | CCCD | Căn cước | Số căn cước | Căn cước công dân | Số căn cước công dân "
    "| Số thẻ căn cước | Số thẻ CCCD | Số định danh cá nhân | Mã định danh | CMND/CCCD "
    "| Số CMND/CCCD | CCCD/CMND | Số CCCD/CMND | CMND | Số CMND | CMND (CCCD) | CCCD (CMND) "
    "| Số CMND, CCCD | CMND hoặc CCCD | Số CMND hoặc CCCD | CMTND/CCCD | Số CMTND/CCCD "
    "| Chứng minh nhân dân | Số chứng minh nhân dân | Số CMTND | CMTND",
    "sex": "Giới tính | Giới | Nam/Nữ | Nam, nữ | Phái",
    "birth": "Ngày sinh | Năm sinh | Sinh | Sinh ngày | Sinh năm | Ngày tháng năm sinh "
    "| Ngày, tháng, năm sinh | Ngày/tháng/năm sinh | Ngày tháng sinh | Ngày sinh/Năm sinh | NTNS",
    "unit": "Đơn vị công tác | Đơn vị | Tên đơn vị | Cơ quan, đơn vị | Cơ quan, đơn vị công tác "
    "| Nơi công tác | Cơ quan công tác | Xã | Tên xã | Cấp xã | Xã, phường, thị trấn "
    "| Xã, phường, TT | Xã/phường/thị trấn | Tên xã, phường, thị trấn | Xã (phường, thị trấn) "
    "| Đơn vị (xã, phường, thị trấn) | Đơn vị xã, phường, thị trấn | Xã, thị trấn | Phường, xã "
    "| Đơn vị cấp xã | Đơn vị hành chính",
    "title": "Chức danh | Chức vụ | Chức vụ, chức danh | Chức danh, chức vụ | Chức vụ hiện nay "
    "| Chức danh hiện nay | Chức vụ hiện tại | Chức danh hiện tại | Chức danh đảm nhiệm "
    "| Chức vụ đảm nhiệm | Chức vụ, chức danh hiện nay | Chức vụ, chức danh đảm nhiệm "
    "| Chức vụ đang đảm nhiệm | Chức danh đang đảm nhiệm | Chức danh, chức vụ đảm nhiệm "
    "| Chức vụ, chức danh đang đảm nhiệm | Chức danh, chức vụ hiện nay | Chức vụ công tác "
    "| Chức danh chính | Chức vụ chính | Chức vụ, đơn vị công tác | Chức vụ, đơn vị "
    "| Chức danh, đơn vị công tác | Chức vụ và đơn vị công tác "
    "| Chức danh, chức vụ, vị trí việc làm | Chức vụ Đảng "
    "| Chức vụ chính quyền | Chức vụ đoàn thể | Chức vụ Đảng, chính quyền, đoàn thể",
}
_SIGNS = re.compile(r"[^\w&]+")


@lru_cache(maxsize=4096)
def heading_key(text: str) -> str:
    """Return what two headings have in common when they mean the same column."""
    return match_key(_SIGNS.sub(" ", clean(text)))


def fields_of(words: dict[str, str]) -> dict[str, str]:
    """Return what each heading's key means, from the phrases of each field."""
    return {
        heading_key(phrase): field
        for field, phrases in words.items()
        for phrase in phrases.split(" | ")
    }
