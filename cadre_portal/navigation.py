"""The menu of the portal: one table of entries, which `templates/base.html` walks."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone

from accounts.guarding.listing import bursts_waiting
from personnel.actions.handovers import number_to_decide
from personnel.scope import Editor, viewer
from personnel.studying.rights import may_open_any
from reports.tasks_periods import reports_waiting


def _everybody(user: Editor) -> bool:
    return True


def _readers(user: Editor) -> bool:
    """Everybody but the Political School, which has no records."""
    return not user.only_teaches


def _editors(user: Editor) -> bool:
    return user.may_edit


def _planners(user: Editor) -> bool:
    """Whoever has the right to planning, where the province turned it on."""
    return user.sees_planning and not user.only_teaches


def _administrators(user: Editor) -> bool:
    return user.may_administer


def _reports_waiting(user: Editor) -> int:
    return reports_waiting(user, timezone.localdate())


def _bursts(user: Editor) -> int:
    return bursts_waiting(timezone.now())


@dataclass(frozen=True)
class Entry:
    """One entry: its label, the name of its address, and the `names` of those that lie in it.

    `parts` are the pages side by side within it; of an entry without an address they are the
    entries that unfold beneath it. `others` are pages in it that no menu shows and a search finds,
    as it does whatever `holding` says that is found there. `seen_by` says of a user whether it is
    there; `keeps_lens` where the day and the horizon go along. `waiting` counts what waits for the
    user there: `waiting_for` says what for.
    """

    label: str
    name: str = ""
    names: tuple[str, ...] = ()
    parts: tuple["Entry", ...] = ()
    others: tuple["Entry", ...] = ()
    holding: str = ""
    seen_by: Callable[[Editor], bool] = _everybody
    keeps_lens: bool = False
    waiting: Callable[[Editor], int] | None = None
    waiting_for: str = ""

    def holds(self, name: str) -> bool:
        """Whether an address of that name lies in it."""
        within = (*self.parts, *self.others)
        return name in {self.name, *self.names} - {""} or any(p.holds(name) for p in within)

    def opens(self, name: str, user: Editor) -> bool:
        """Whether an address of that name lies in what the user sees of it."""
        if not self.seen_by(user):
            return False
        within = (*self.parts, *self.others)
        return name in (self.name, *self.names) or any(p.opens(name, user) for p in within)


@dataclass(frozen=True)
class Link:
    """An entry as a page shows it; `current` where the page lies in it.

    `unfolded` are the entries beneath it that the user sees; what waits in them waits in it.
    """

    entry: Entry
    current: bool
    waiting: int = 0
    unfolded: tuple["Link", ...] = ()

    @property
    def address(self) -> str:
        """Where it leads, without the lens."""
        return reverse(self.entry.name)


# Reached from the list of decrees.
LOOKING_AT_A_DECREE = (
    "decree-preview", "decree-preview-unit", "decree-preview-changed", "decree-preview-deciding",
    "decree-preview-split", "decree-apply", "decree-due", "decree-applied", "decree-applied-unit",
    "decree-applied-changed", "decree-applied-deciding", "decree-applied-split", "decree-undo",
)  # fmt: skip
MANY_FAILED = "nơi, tài khoản có nhiều lượt đăng nhập sai"
MENU = (
    Entry(
        "Tổng quan", "overview", ("unit", "one-page"), seen_by=_readers, keeps_lens=True,
        others=(Entry("Trình bày", "presentation", keeps_lens=True),),
    ),
    Entry(
        "Nhân sự", "people", seen_by=_readers, keeps_lens=True,
        parts=(
            Entry(
                "Danh sách",
                "people",
                (
                    "people-export", "list-columns", "list-save", "list-delete", "person",
                    "person-preview", "person-number", "person-edit", "person-end",
                    "person-appoint", "person-transfer", "person-delete", "person-changes",
                    "person-doubt", "person-join", "person-merge", "person-scans", "scan",
                    "scan-keep", "people-fill", "person-by-number", "person-evaluations",
                ),
                keeps_lens=True,
            ),
            Entry(
                "Chất lượng dữ liệu", "quality", ("mending",), keeps_lens=True,
                others=(
                    Entry(
                        "Hồ sơ có thể trùng", "twins", ("merge-undo",), seen_by=_editors,
                        holding="gộp hồ sơ",
                    ),
                ),
            ),
        ),
    ),
    # All that the resolution asks: its targets (II.2.2), and of section III what records answer.
    Entry(
        "Nghị quyết",
        seen_by=_readers,
        parts=(
            Entry(
                "Chỉ tiêu", "criteria", ("criterion",), keeps_lens=True,
                parts=(
                    Entry("Các chỉ tiêu", "criteria", ("criterion",), keeps_lens=True),
                    Entry("So sánh", "compare", ("compare-people",), keeps_lens=True),
                ),
            ),
            Entry(
                "Người đứng đầu", "heads",
                ("heads-file", "heads-local", "heads-terms", "heads-term"), keeps_lens=True,
                holding="hai nhiệm kỳ bí thư chủ tịch ủy ban nhân dân trống quyền phụ trách "
                "người địa phương",
            ),
            Entry(
                "Kết quả xếp loại", "evaluation-figures", ("evaluation-list", "evaluation-file"),
                keeps_lens=True,
                holding="xếp loại hằng năm đánh giá không hoàn thành xuất sắc tốt nhiệm vụ tập thể",
            ),
            Entry(
                "Luân chuyển, điều động", "movements", ("movements-file",), keeps_lens=True,
                holding="biệt phái từ trên về ngang lên cấp huyện cấp tỉnh bổ nhiệm mới nữ trẻ",
            ),
            Entry(
                "Tuyển chọn", "recruits", ("recruits-file",), keeps_lens=True,
                holding="tuyển chọn người hoạt động không chuyên trách tuyển dụng",
            ),
            Entry(
                "Kiểm tra nhân sự", "candidate", ("candidates",), keeps_lens=True,
                holding="giới thiệu ứng cử bổ nhiệm nguồn nhân sự",
            ),
            Entry(
                "Quy hoạch", "planning",
                ("planning-file", "planning-add", "planning-edit", "planning-many"),
                seen_by=_planners, keeps_lens=True,
            ),
            Entry(
                "Thực hiện Nghị quyết", "following",
                (
                    "following-list", "following-unit", "following-add", "following-edit",
                    "following-delete", "following-file", "following-due",
                ),
                keeps_lens=True,
                holding="chương trình hành động kế hoạch sơ kết kiểm tra giám sát hạn ban hành",
            ),
        ),
    ),
    Entry(
        "Nhập liệu",
        seen_by=_readers,
        parts=(
            Entry("Thêm hồ sơ", "person-add", seen_by=_editors),
            Entry(
                "Nhập từ Excel",
                "uploads",
                (
                    "sheet-template", "sheet-template-chosen", "upload", "upload-progress",
                    "upload-layout", "upload-file", "upload-errors", "upload-undo",
                    "upload-discard", "upload-preview", "upload-effects", "upload-row",
                    "upload-readings", "upload-absent", "upload-confirm",
                ),
                seen_by=_editors,
                holding="danh sách trích ngang mẫu tệp",
                others=(
                    Entry("Những gì đã chỉ dẫn về cách đọc tệp", "uploads-taught"),
                ),
            ),
            Entry("Lớp đào tạo, bồi dưỡng", "class-record", seen_by=_editors),
            Entry(
                "Đợt đã ghi nhận", "batches", ("batch", "batch-undo", "class-correct"),
                seen_by=_editors,
            ),
            Entry("Hồ sơ công việc", "dossiers"),
            Entry(
                "Xếp loại hằng năm", "evaluations",
                holding="đánh giá hoàn thành xuất sắc tốt không hoàn thành nhiệm vụ tập thể",
            ),
            Entry(
                "Bàn giao", "handovers", ("handover", "handover-request"), seen_by=_editors,
                waiting=number_to_decide, waiting_for="chờ quyết định",
            ),
        ),
    ),
    # Its pages unfold beneath it: needs, forecast, plans, classes. They are all that the Political
    # School has: one that is not for it says so, as the entries do that are about records.
    Entry(
        "Đào tạo",
        parts=(
            Entry(
                "Nhu cầu", "training-needs",
                ("training-needs-list", "training-needs-file", "training-propose"),
                holding="cử đi học đề cử cần xác minh khai giảng muộn nhất",
            ),
            Entry(
                "Dự báo", "forecast", ("forecast-criterion",), seen_by=_readers,
                holding="khai giảng muộn nhất, kịp trước hạn",
            ),
            Entry(
                "Kế hoạch", "training-plans",
                (
                    "training-try", "training-try-people", "training-scenario-save",
                    "training-scenario", "training-scenario-people", "training-scenario-change",
                    "training-scenario-move", "training-scenario-delete", "training-approve",
                    "training-plan", "training-plan-people", "training-plan-left",
                    "training-plan-check", "training-plan-classes", "training-paper",
                    "training-paper-file",
                ),
                holding="phương án ít lượt học nhất kế hoạch đào tạo tính thử",
            ),
            Entry(
                "Lớp học", "training-classes",
                (
                    "training-class", "training-class-edit", "training-class-delete",
                    "training-class-people", "training-class-states", "training-class-results",
                    "training-class-results-undo",
                    "training-class-file", "training-class-file-template",
                ),
                others=(
                    Entry("Mở lớp", "training-class-add", seen_by=may_open_any),
                    Entry("Người chưa xếp lớp", "training-unplaced"),
                ),
            ),
            Entry(
                "Kết quả", "training-results", ("training-results-people",),
                holding="kết quả đào tạo trong năm",
            ),
        ),
    ),
    Entry(
        "Báo cáo",
        "periods",
        (
            "period", "period-amend", "period-texts", "period-withdraw",
            "period-seal", "period-unreported", "period-check", "period-replace", "period-since",
            "period-people", "period-file", "report", "report-save", "report-submit",
            "report-file", "period-document", "period-document-file", "submission-document-file",
            "submission", "submission-answer", "submission-withdraw", "submission-changes",
            "submission-people", "submission-file",
        ),
        seen_by=_readers, waiting=_reports_waiting, waiting_for="báo cáo chờ xử lý",
        others=(
            Entry("Mở kỳ báo cáo", "period-open", seen_by=_administrators),
            Entry(
                "Mẫu, thể thức báo cáo bằng văn bản", "document-form",
                ("document-template", "document-template-file"), seen_by=_administrators,
            ),
        ),
    ),
    Entry(
        "Quản trị",
        seen_by=_administrators,
        parts=(
            Entry(
                "Tài khoản",
                "users",
                (
                    "user", "user-active", "user-password", "user-unlock", "user-second-factor",
                    "user-sign-ins-end", "decree-rights", "decree-rights-handovers",
                    "decree-rights-applied",
                ),
                parts=(
                    Entry("Danh sách", "users"),
                    Entry("Đơn vị chưa giao", "unassigned"),
                    Entry(
                        "Mã truy cập API", "api-tokens", ("api-token-revoke",),
                        holding="hệ thống khác kết nối liên thông token",
                        others=(Entry("Cấp mã truy cập API", "api-token-add"),),
                    ),
                    Entry(
                        "Đăng nhập sai", "failed-sign-ins",
                        waiting=_bursts, waiting_for=MANY_FAILED,
                    ),
                ),
                others=(
                    Entry("Thêm tài khoản", "user-add"),
                    Entry("Tạo tài khoản theo danh sách", "decree-boards"),
                ),
                waiting=_bursts, waiting_for=MANY_FAILED,
            ),
            Entry(
                "Nhật ký",
                "log",
                parts=(
                    Entry("Thay đổi", "log"),
                    Entry("Dữ liệu cá nhân", "disclosures"),
                    Entry("Mức tra cứu", "disclosure-counts"),
                ),
            ),
            Entry("Hồ sơ đã xóa", "deletions", ("deletion-restore",)),
            Entry(
                "Dữ liệu được lưu", "personal",
                ("personal-record", "personal-give", "personal-erase"),
                parts=(
                    Entry("Về một người", "personal"),
                    Entry("Hết thời hạn giữ", "personal-terms"),
                ),
                holding="bảo vệ dữ liệu cá nhân yêu cầu xóa hẳn cung cấp",
            ),
            Entry(
                "Sắp xếp đơn vị", "decrees",
                (
                    "decree-draft", "decree-unit-add", "decree-unit", "decree-file-add",
                    "decree-file", "decree-file-in", "decree-shipped", "decree-delete",
                    *LOOKING_AT_A_DECREE,
                ),
                holding="nghị quyết sáp nhập chia tách đơn vị hành chính dự thảo",
                others=(Entry("Lập dự thảo sắp xếp đơn vị", "decree-add"),),
            ),
            Entry(
                "Danh mục", "admin:index", holding="đơn vị hành chính chức danh dân tộc",
                others=(
                    Entry("Kết thúc chức danh", "end-titles"),
                    Entry(
                        "Phạm vi Nghị quyết theo nhóm đơn vị", "coverage", ("coverage-of-group",),
                        holding="thuộc phạm vi Nghị quyết từ ngày hợp nhất tỉnh",
                    ),
                ),
            ),
        ),
    ),
)  # fmt: skip
# Under the user's own name.
OWN = (
    Entry("Tài khoản của tôi", "sign-ins", ("sign-ins-end", "sign-ins-go-on")),
    Entry("Đổi mật khẩu", "password-change"),
    Entry("Xác thực hai lớp", "second-factor", ("second-factor-codes", "second-factor-off")),
)
OF_OTHER_SYSTEMS = (
    "api-units", "api-criteria", "api-figures", "api-figures-csv", "api-periods",
    "api-period-figures", "api-period-figures-csv", "api-submissions", "api-submission-figures",
    "api-structure", "api-needs", "api-forecast", "api-people", "api-description",
)  # fmt: skip
IN_NONE = ("sign-in", "sign-in-code", "sign-out", "find", "find-beneath", *OF_OTHER_SYSTEMS)


def navigation(request: HttpRequest) -> dict[str, Any]:
    """Give templates `menu`, `own_menu` and `parts_of_entry`, worked out where they are shown."""
    return {
        "menu": partial(_links, request, MENU),
        "own_menu": partial(_links, request, OWN),
        "parts_of_entry": partial(_parts, request),
    }


def _links(request: HttpRequest, entries: tuple[Entry, ...]) -> Iterator[Link]:
    """Yield the entries that the user sees; a single one beneath another stands in its place."""
    user, here = viewer(request), _name_of(request)
    for entry in entries:
        if not entry.seen_by(user):
            continue
        if entry.name:
            yield Link(entry, entry.holds(here), entry.waiting(user) if entry.waiting else 0)
            continue
        beneath = tuple(_links(request, entry.parts))
        if len(beneath) > 1:
            waiting = sum(link.waiting for link in beneath)
            yield Link(entry, entry.holds(here), waiting, beneath)
        else:
            yield from beneath


def _parts(request: HttpRequest) -> Iterator[Link]:
    """Yield the pages side by side within the entry that the page lies in."""
    here = _name_of(request)
    for entry in _with_addresses(MENU):
        if entry.holds(here):
            yield from _links(request, entry.parts)


def is_open(request: HttpRequest, user: Editor) -> bool:
    """Return whether the page lies in what the user's menu shows, or in none."""
    here = _name_of(request)
    return here in IN_NONE or any(entry.opens(here, user) for entry in (*MENU, *OWN))


def first_page(user: Editor) -> str:
    """Return the name of the first page of the user's menu."""
    seen = (entry for entry in MENU if entry.seen_by(user))
    pages = (page for page in _with_addresses(tuple(seen)) if page.seen_by(user))
    return next(pages, OWN[0]).name


def _with_addresses(entries: tuple[Entry, ...]) -> Iterator[Entry]:
    """Yield the entries that lead to a page, those that unfold from another among them."""
    for entry in entries:
        if entry.name:
            yield entry
        else:
            yield from _with_addresses(entry.parts)


def _name_of(request: HttpRequest) -> str:
    """Return the name of the page's address; "" where there is none; the admin is one place."""
    match = request.resolver_match
    if match and match.app_name == "admin":
        return "admin:index"
    return match.view_name if match else ""
