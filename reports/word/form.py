"""The form of a document of the Party, in one place: paper, sizes, marks, who signs and receives.

After instruction 36-HD/VPTW of 3 April 2018. Guidance 05-HD/VPTW of May 2026 seems to have replaced
it, and its text was not to be had: what stands here is not confirmed against it, says so on the
page of the form, and the province changes there what has changed.
"""

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, fields, replace
from datetime import date
from typing import Any

from personnel.models import Unit
from personnel.words.units import kinds_told
from reports.workbooks.annual.issuing import OPEN, PROVINCE_BOARD, Issuer

AFTER = "Hướng dẫn 36-HD/VPTW ngày 03/4/2018 của Văn phòng Trung ương Đảng"
AS_OF = date(2026, 11, 28)
CONFIRMED = False
UNCONFIRMED = (
    "Chưa xác nhận theo Hướng dẫn 05-HD/VPTW (tháng 5/2026), được cho là thay Hướng dẫn 36: đến "
    f"ngày {AS_OF:%d/%m/%Y} chưa có văn bản để đối chiếu."
)
# What stands in a list of recipients for the committee and the board of whoever reports.
COMMITTEE, BOARD, BELOW = "{cấp ủy}", "{ban}", "{cấp ủy cấp dưới}"
_BELOW_DISTRICTS, _BELOW_COMMUNES = "Các huyện ủy, thị ủy, thành ủy", "Đảng ủy các {}"
FONT, BODY = "Times New Roman", 14
TITLE, PARTY = 16, 15


@dataclass(frozen=True)
class Form:
    """What a province can change. Margins in millimetres; recipients one a line.

    `mark` stands after the number: "-BC/BTCTU". That of another unit comes from its kind. The lists
    of recipients name the reporting board and its committee by `{ban}` and `{cấp ủy}`, the
    committees below the province's by `{cấp ủy cấp dưới}`.
    """

    top: int = 20
    bottom: int = 20
    left: int = 30
    right: int = 15
    mark: str = "BTCTU"
    signer_title: str = "TRƯỞNG BAN"
    signer: str = ""
    resolution: str = ""
    recipients: str = (
        "Ban Thường vụ Tỉnh ủy (để báo cáo)\n"
        "Ủy ban Kiểm tra Tỉnh ủy\n"
        "Trường Chính trị tỉnh\n"
        "{cấp ủy cấp dưới}\n"
        "Lưu {ban}"
    )
    district_signer_title: str = "TRƯỞNG BAN"
    district_recipients: str = (
        "Ban Tổ chức Tỉnh ủy (để báo cáo)\nBan Thường vụ {cấp ủy} (để báo cáo)\nLưu {ban}"
    )
    commune_signer_title: str = "T/M ĐẢNG ỦY\nBÍ THƯ"
    commune_recipients: str = (
        "Ban Tổ chức Tỉnh ủy (để báo cáo)\nBan Thường vụ {cấp ủy}\nLưu {cấp ủy}"
    )

    @classmethod
    def read(cls, kept: Mapping[str, Any]) -> "Form":
        """Return what was kept; of a value that is not known any more, nothing."""
        known = {each.name for each in fields(cls)}
        return replace(cls(), **{name: kept[name] for name in kept.keys() & known})

    def written(self) -> dict[str, Any]:
        """Return it as JSON keeps it."""
        return asdict(self)


def board_named(root: Unit) -> str:
    """Return who reports on a unit, within a sentence: there is one province."""
    return PROVINCE_BOARD if root.whole_province else Issuer.of(root).name


def mark_of(form: Form, root: Unit) -> str:
    """Return what stands after the number of whoever reports on a unit."""
    return form.mark if root.whole_province else Issuer.of(root).sign


def signer_title_of(form: Form, root: Unit) -> str:
    """Return as what somebody signs a report on a unit; open where that is not known."""
    if root.is_group:
        return Issuer.of(root).signer
    if root.is_commune:
        return form.commune_signer_title
    return form.signer_title if root.whole_province else form.district_signer_title


def recipients_of(form: Form, root: Unit, units: Iterable[Unit] = ()) -> list[str]:
    """Return who receives it, a line each, as the end of a document has them.

    `units` are those right below the province, which name the committees there.
    """
    issuer, below = Issuer.of(root), list(units)
    text = form.recipients if root.whole_province else form.district_recipients
    text = form.commune_recipients if root.is_commune else text
    communes = kinds_told(unit.kind for unit in below if unit.is_commune)
    districts = not below or any(unit.is_district for unit in below)
    committees = _BELOW_DISTRICTS if districts else _BELOW_COMMUNES.format(communes)
    text = text.replace(BOARD, board_named(root)).replace(COMMITTEE, issuer.committee_named)
    text = text.replace(BELOW, committees)
    lines = [line.strip(" -,.;") for line in text.splitlines()]
    # Of a group nobody has said which board reports.
    lines = [line for line in lines if line and OPEN not in line] or [PROVINCE_BOARD]
    return [f"- {line}{'.' if at == len(lines) else ','}" for at, line in enumerate(lines, 1)]
