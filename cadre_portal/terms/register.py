"""What is deleted when its time has come: by which setting and command, and what that would be.

The command is the one way to delete; what is counted here is what it asks itself.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db.models import Count, QuerySet
from django.utils import timezone

from accounts.models import FailedSignIn, SignIn
from personnel.models import Disclosure
from personnel.scans.forgetting import due as scans_due
from reports.models import Submission
from reports.periods.erasing_names import named
from reports.personal.gone import gone, scans_of_nothing
from reports.plans.erasing_names import over as plans_over
from sheets.uploads.forgetting import due as uploads_due


@dataclass(frozen=True)
class Due:
    """One thing that a term deletes: what it is called, its rows, how a row is told.

    Where rows are not told one by one, only how many there are is.
    """

    what: str
    rows: Callable[[datetime], QuerySet[Any]]
    told: Callable[[Any], str] | None = None


@dataclass(frozen=True)
class Term:
    """A set time: the name of its setting and of the command that deletes what is older.

    `why` says what it is kept for until then.
    """

    label: str
    setting: str
    command: str
    why: str
    dues: tuple[Due, ...]

    @property
    def days(self) -> int:
        """For how many days; 0 is for ever."""
        return int(getattr(settings, self.setting))


def _day(moment: datetime) -> str:
    return f"{timezone.localtime(moment):%d/%m/%Y}"


def _sign_ins(before: datetime) -> QuerySet[Any]:
    return SignIn.objects.all().forgettable(before, timezone.now())


def _reports(before: datetime) -> QuerySet[Any]:
    kept = Submission.objects.filter(pk__in=named(before=before).values("submission"))
    people = kept.annotate(named=Count("standings")).select_related("period", "district")
    return people.order_by("submitted_at", "pk")


def _plans(before: datetime) -> QuerySet[Any]:
    return plans_over(before, timezone.now()).order_by("approved_at", "pk")


TERMS = (
    Term(
        "Hồ sơ đã xóa", "DELETED_KEPT_DAYS", "forget_deleted",
        "để khôi phục khi xóa nhầm, biết ai đã xóa, vì sao",
        (
            Due("hồ sơ", gone, lambda row: f"Hồ sơ số {row['id']}, xóa ngày {_day(row['at'])}"),
            Due(
                "bản quét của nội dung đã xóa", scans_of_nothing,
                lambda scan: f"Bản quét số {scan.pk} của hồ sơ số {scan.person_id}",
            ),
        ),
    ),
    Term(
        "Bản quét đã rút", "SCANS_TAKEN_BACK_DAYS", "forget_scans",
        "để đưa lại khi rút nhầm",
        (
            Due(
                "tệp", scans_due,
                lambda scan: f"Bản quét số {scan.pk}, rút ngày {_day(scan.taken_back_at)}",
            ),
        ),
    ),
    Term(
        "Tệp Excel đã nộp, các dòng đã đọc", "UPLOADS_KEPT_DAYS", "forget_uploads",
        "để đọc lại, đối chiếu với hồ sơ",
        (
            Due(
                "lượt nhập", lambda before: uploads_due(before).select_related("by").order_by("at"),
                lambda upload: f"{upload.name}, {upload.by} nộp ngày {_day(upload.at)}",
            ),
        ),
    ),
    Term(
        "Lượt đăng nhập", "SIGN_INS_KEPT_DAYS", "forget_sign_ins",
        "để biết ai đã vào cổng, từ đâu",
        (
            Due("lượt đăng nhập", _sign_ins),
            Due("lượt đăng nhập sai", lambda before: FailedSignIn.objects.filter(at__lt=before)),
        ),
    ),
    Term(
        "Lượt xem, tải dữ liệu cá nhân", "DISCLOSURES_KEPT_DAYS", "forget_disclosures",
        "để biết ai đã xem dữ liệu của ai",
        (Due("lượt", lambda before: Disclosure.objects.filter(at__lt=before)),),
    ),
    Term(
        "Tên trong báo cáo đã nộp, đã khóa, kế hoạch đào tạo", "NAMES_KEPT_DAYS", "forget_names",
        "để giải trình số liệu theo từng người",
        (
            Due(
                "báo cáo", _reports,
                lambda kept: f"{kept}: {kept.named} người",
            ),
            Due(
                "kế hoạch đào tạo không còn thực hiện", _plans,
                lambda plan: f"{plan}: {plan.people} người",
            ),
        ),
    ),
)  # fmt: skip
