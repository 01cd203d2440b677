"""What is given out of each table to the person it is about, and why of the others nothing is.

Every table stands in one of both: `tests/reports/personal/test_given.py` finds one that does not.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.db.models import Q, QuerySet

from .mentions import upload_rows
from .subject import Subject

_HISTORY = ("history_id", "id", "person")


@dataclass(frozen=True)
class Given:
    """A table that is given out: its sheet, and by which columns a row is about somebody.

    `but` are columns that say nothing of them, or would tell of others; `aside` turns the table, a
    column for each row: few of many facts. `so` says in words what stands there.
    """

    sheet: str
    so: str
    by: tuple[str, ...]
    but: tuple[str, ...] = ("id", "person")
    aside: bool = False

    def rows(self, model: Any, subject: Subject) -> QuerySet[Any]:
        """Return the rows about somebody, the oldest first."""
        if model._meta.label_lower == "sheets.uploadrow":
            return upload_rows(subject.numbers, subject.cccd)
        about = Q()
        for column in self.by:
            about |= Q(**{f"{column}__in": subject.numbers})
        return model._base_manager.filter(about).order_by("pk")


def _history(what: str, by: str = "person") -> Given:
    told = f"Mỗi lần ghi, sửa, xóa {what}: nội dung sau khi ghi, ai ghi, lúc nào, vì sao"
    return Given(f"Lịch sử {what}", told, (by,), _HISTORY)


GIVEN = {
    "personnel.person": Given(
        "Hồ sơ", "Thông tin của hồ sơ đang dùng", ("pk",), ("search_name", "sort_key"), aside=True
    ),
    "personnel.post": Given("Chức danh", "Chức danh đang giữ, đã giữ", ("person",)),
    "personnel.credential": Given("Văn bằng, chứng chỉ", "Văn bằng, chứng chỉ", ("person",)),
    "personnel.enrolment": Given("Việc học", "Đề cử, đi học, kết quả học", ("person",)),
    "personnel.evaluation": Given("Xếp loại hằng năm", "Mức xếp loại từng năm", ("person",)),
    "personnel.scan": Given(
        "Bản quét", "Bản quét giấy tờ; tệp nằm cạnh bảng này", ("person",), ("person", "file")
    ),
    "personnel.formername": Given(
        "Họ tên trước đây", "Họ tên đã ghi trước đây", ("record",), ("id", "search_name")
    ),
    "personnel.handover": Given("Chuyển, bàn giao", "Đề nghị chuyển, bàn giao", ("person",)),
    "personnel.batchrow": Given(
        "Đợt ghi nhận", "Nội dung ghi trong đợt ghi cho nhiều người", ("person", "number"),
        ("id", "person", "confirmed"),
    ),
    "personnel.confirmation": Given(
        "Nội dung đã xem lại", "Điểm nghi ngờ đã có người xem và xác nhận", ("person",),
        ("id", "person", "facts"),
    ),
    "personnel.merge": Given("Hồ sơ đã gộp", "Hồ sơ của cùng người đã gộp", ("kept", "joined")),
    "personnel.deletion": Given(
        "Hồ sơ đã xóa", "Hồ sơ bị xóa vì nhập nhầm", ("record",), ("id", "search_name")
    ),
    "personnel.erasure": Given("Xóa hẳn", "Quyết định xóa hẳn hồ sơ", ("record",)),
    "personnel.disclosure": Given(
        "Ai đã xem", "Ai đã xem, mở, hỏi về hồ sơ, lúc nào", ("person",),
        ("id", "person", "digest", "once"),
    ),
    "sheets.uploadrow": Given(
        "Dòng trong tệp đã nộp", "Dòng của tệp Excel đã nộp nói về người này", ("person",),
        # A problem or a record that the row may mean can be another person's.
        ("id", "person", "problems", "candidates", "fingerprint", "order", "lower"),
    ),
    "reports.frozenstanding": Given(
        "Báo cáo đã nộp", "Số liệu của người này trong từng lần nộp báo cáo", ("person",),
        ("id", "person", "sort_key"), aside=True,
    ),
    "reports.plannedseat": Given(
        "Kế hoạch đào tạo", "Lượt học trong kế hoạch đào tạo đã duyệt", ("person",),
        ("id", "person", "sort_key"),
    ),
    "reports.leftofplan": Given(
        "Ngoài kế hoạch đào tạo", "Vì sao không có lượt học trong kế hoạch đã duyệt", ("person",),
        ("id", "person", "sort_key"),
    ),
    "reports.scenariomove": Given(
        "Phương án học tập", "Đưa vào, đưa ra khỏi phương án học tập bằng tay", ("person",)
    ),
    "personnel.historicalperson": _history("hồ sơ", "id"),
    "personnel.historicalpost": _history("chức danh"),
    "personnel.historicalcredential": _history("văn bằng, chứng chỉ"),
    "personnel.historicalenrolment": _history("việc học"),
    "personnel.historicalevaluation": _history("xếp loại hằng năm"),
    "personnel.historicalscan": _history("bản quét"),
    "reports.historicalscenariomove": _history("lựa chọn học tập"),
    "personnel.historicalhandover": _history("chuyển, bàn giao"),
    "personnel.historicalerasure": _history("quyết định xóa hẳn", "record"),
}  # fmt: skip

_LISTS = "danh mục và số liệu của đơn vị, không nói về ai"
_USERS = "về người dùng cổng, không về người có hồ sơ; người dùng xem ở trang Tài khoản của tôi"
_DJANGO = "bảng kỹ thuật, không nói về ai"
_SAME = "nói chung của nhiều người; phần của từng người đưa ra ở bảng khác"
_WRITTEN = "văn bản do cán bộ viết cho báo cáo; cổng không tìm được ai được nêu trong đó"
_OF_UNITS = "văn bản của đơn vị về thực hiện Nghị quyết, không nói về ai"
_SPLITS = "ai về đơn vị nào khi đơn vị cũ chia tách, theo số hồ sơ; đã có ở bảng Chức danh"
_KEPT = (
    "nội dung tệp đã nộp, bản quét; bản quét của từng người nằm cạnh bảng Bản quét, dòng của tệp ở "
    "bảng Dòng trong tệp đã nộp"
)
_DRAFTED = (
    "dự thảo sắp xếp đơn vị; chỉ có số của hồ sơ được xếp về đơn vị nào, khi áp dụng thì ghi ở "
    "chức danh và đưa ra ở bảng ấy"
)
_PLANNING = (
    "quy hoạch cán bộ có thể là bí mật nhà nước: chỉ người có quyền riêng được xem; được lưu nhưng "
    "không đưa ra ở đây, có hay không cũng không nêu"
)
NOT_GIVEN = {
    "admin.logentry": _USERS,
    "auth.permission": _DJANGO,
    "auth.group": _DJANGO,
    "contenttypes.contenttype": _DJANGO,
    "sessions.session": _USERS,
    "axes.accessattempt": _USERS,
    "axes.accessattemptexpiration": _USERS,
    "axes.accessfailurelog": _USERS,
    "axes.accesslog": _USERS,
    "accounts.user": _USERS,
    "accounts.historicaluser": _USERS,
    "accounts.grant": _USERS,
    "accounts.historicalgrant": _USERS,
    "accounts.apitoken": _USERS,
    "accounts.historicalapitoken": _USERS,
    "accounts.signin": _USERS,
    "accounts.failedsignin": _USERS,
    "accounts.secondfactor": _USERS,
    "accounts.recoverycode": _USERS,
    "accounts.sending": "câu trả lời cho người dùng, giữ hai ngày",
    "personnel.unit": _LISTS,
    "personnel.historicalunit": _LISTS,
    "personnel.decree": _LISTS,
    "personnel.historicaldecree": _LISTS,
    "personnel.unitchange": _LISTS,
    "personnel.historicalunitchange": _LISTS,
    "personnel.unitplace": _LISTS,
    "personnel.unitfact": _LISTS,
    "personnel.historicalunitfact": _LISTS,
    "personnel.titlegroup": _LISTS,
    "personnel.historicaltitlegroup": _LISTS,
    "personnel.membership": _LISTS,
    "personnel.coverage": _LISTS,
    "personnel.historicalcoverage": _LISTS,
    "personnel.historicalmembership": _LISTS,
    "personnel.title": _LISTS,
    "personnel.historicaltitle": _LISTS,
    "personnel.course": _LISTS,
    "personnel.courseseats": _LISTS,
    "personnel.term": _LISTS,
    "personnel.historicalterm": _LISTS,
    "personnel.trainingclass": _LISTS,
    "personnel.historicalcourse": _LISTS,
    "personnel.historicalcourseseats": _LISTS,
    "personnel.historicaltrainingclass": _LISTS,
    "personnel.ethnicity": _LISTS,
    "personnel.historicalethnicity": _LISTS,
    "personnel.unitevaluation": _LISTS,
    "personnel.historicalunitevaluation": _LISTS,
    "personnel.dossiercount": _LISTS,
    "personnel.historicaldossiercount": _LISTS,
    "personnel.plannedtitle": _PLANNING,
    "personnel.historicalplannedtitle": _PLANNING,
    "personnel.following": _OF_UNITS,
    "personnel.historicalfollowing": _OF_UNITS,
    "personnel.followingdue": _OF_UNITS,
    "personnel.historicalfollowingdue": _OF_UNITS,
    "personnel.batch": _SAME,
    "personnel.historicalbatch": _SAME,
    "personnel.trailday": "mã của nhật ký từng ngày, không đọc ra được ai",
    "personnel.trailforgotten": "số dòng đã xóa theo thời hạn, không nói về ai",
    "reorganising.reorganisation": _SPLITS,
    "reorganising.historicalreorganisation": _SPLITS,
    "sheets.upload": _SAME,
    "personnel.mark": "số ngẫu nhiên cho biết đã có lần ghi, không nói về ai",
    "sheets.workplace": "chỗ làm việc của các tiến trình, không nói về ai",
    "personnel.keptfile": _KEPT,
    "personnel.keptpiece": _KEPT,
    "sheets.rememberedlayout": "cách đọc tiêu đề cột của tệp, không nói về ai",
    "sheets.taughtreading": "cách đọc chữ trong tệp, một ô làm mẫu; không gắn với hồ sơ nào",
    "reorganising.decreedraft": _DRAFTED,
    "reorganising.historicaldecreedraft": _DRAFTED,
    "reports.savedlist": "điều kiện lọc của người dùng, không gắn với ai",
    "reports.listcolumns": "cột danh sách của người dùng",
    "reports.period": _WRITTEN,
    "reports.draft": _WRITTEN,
    "reports.submission": _SAME,
    "reports.nameserased": "số người đã xóa tên, không nêu ai",
    "reports.plannameserased": "số người đã xóa tên, không nêu ai",
    "reports.trainingplan": _SAME,
    "reports.trainingscenario": "lựa chọn khi tính phương án học tập, không nói về ai",
    "reports.historicaltrainingscenario": "lựa chọn khi tính phương án học tập, không nói về ai",
    "reports.issuedfile": "tệp có tên nhiều người; phần của từng người ở bảng Báo cáo đã nộp",
    "reports.rulebook": "quy tắc tính, không nói về ai",
    "reports.documenttemplate": "mẫu văn bản, không nói về ai",
    "reports.documentform": "thể thức văn bản, không nói về ai",
    "reports.reporttext": _WRITTEN,
    "reports.historicalreporttext": _WRITTEN,
}


def kept_about(subject: Subject) -> Iterator[tuple[Given, list[Any]]]:
    """Yield each table that is given out with its rows about somebody, those without any too."""
    for label, given in GIVEN.items():
        yield given, list(given.rows(apps.get_model(label), subject))
