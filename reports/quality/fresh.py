"""Whose records were written of late, as their history tells."""

from datetime import datetime, timedelta
from typing import Any

from django.db.models import Q
from django.utils import timezone

from personnel.models import Credential, Person, Post
from targets.lens import Lens

DAYS = 7


def written_of_late(lens: Lens) -> Q:
    """Return the condition "written within `DAYS` days before the page was opened"."""
    since = _since(lens)
    posts, credentials = (_fresh(model, since).values("person_id") for model in (Post, Credential))
    return Q(pk__in=_fresh(Person, since).values("id")) | Q(pk__in=posts) | Q(pk__in=credentials)


def _fresh(model: Any, since: datetime) -> Any:
    return model.history.filter(history_date__gte=since).order_by()


def _since(lens: Lens) -> datetime:
    today = lens.today or timezone.localdate()
    day = datetime.combine(today - timedelta(days=DAYS), datetime.min.time())
    return timezone.make_aware(day)
