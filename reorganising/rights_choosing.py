"""What of rights is confirmed in a draft, until it is applied."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction

from personnel.keeping.recording import Refused
from personnel.keeping.signing import signed

from .applying import glance
from .models import DecreeDraft
from .rights import RightsChosen, require_offered
from .rights_told import RightOn, rights_on


def rights_of_draft(draft: DecreeDraft, *, by: Any) -> list[RightOn]:
    """Return the rights that a draft is about, as they would be; raises NotApplied for faults."""
    return glance(draft.decreed, by=by, look=rights_on)


def choose_rights(
    draft: DecreeDraft, version: int, chosen: RightsChosen, *, by: Any, at: datetime
) -> None:
    """Keep in a draft, as it was seen in `version`, what is confirmed of rights.

    Raises Refused where somebody changed the draft since, and NotApplied where it has faults or
    something is chosen that it does not offer.
    """
    require_offered(rights_of_draft(draft, by=by), chosen)
    with transaction.atomic():
        fresh = DecreeDraft.objects.select_for_update().filter(pk=draft.pk).first()
        if fresh is None or fresh.decree_id:
            raise Refused("Chưa ghi gì: dự thảo vừa bị xóa hoặc đã áp dụng.")
        if fresh.version != version:
            raise Refused(
                f"Chưa ghi gì: {fresh.changed_by} vừa sửa dự thảo lúc "
                f"{fresh.changed_at:%d/%m/%Y}. Hãy xem lại rồi chọn."
            )
        fresh.rights, fresh.version = chosen.as_told(), version + 1
        fresh.changed_by, fresh.changed_at = by, at
        signed(fresh, by, "Xác nhận quyền", at).save()
