"""What the pages of an upload say about it."""

from typing import Any

from django import template

from sheets.models import Upload
from sheets.uploads.beats import Beat
from sheets.uploads.understanding import Understanding

register = template.Library()

_STEPS = {
    "reading": "Đang đọc tệp",
    "comparing": "Đang đối chiếu với hồ sơ",
    "effects": "Đang tính ảnh hưởng đến chỉ tiêu",
    "storing": "Đang chuẩn bị bản xem trước",
    "writing": "Đang ghi vào hồ sơ",
}
_WAITING, _BEGINNING = "Đang chờ đến lượt", "Đang bắt đầu"
_MOST_BEFORE = 5


@register.simple_tag
def working_step(upload: Upload, beat: Beat | None) -> str:
    """Return in words what is being done on an upload that is worked on."""
    if upload.seen_at is None:
        return _WAITING
    return _STEPS.get(beat.step if beat else "", _BEGINNING)


@register.simple_tag
def handed_in_before(upload: Upload, user: Any) -> list[Upload]:
    """Return the latest earlier uploads of the same file that the user may see; one query."""
    same = Upload.objects.editable_by(user).filter(sha256=upload.sha256, pk__lt=upload.pk)
    return list(same.only("at", "state")[:_MOST_BEFORE])


@register.inclusion_tag("sheets/uploads/notes.html")
def upload_notes(upload: Upload, user: Any) -> dict[str, Any]:
    """Show what to look at before the rows: what was not understood, by what it is read."""
    return {
        "upload": upload,
        "found": Understanding.of(upload),
        "unanswered": upload.counts.get("questions", {}),
        "before": handed_in_before(upload, user),
    }
