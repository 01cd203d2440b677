"""Careers as the tests of actions read them, and the answers they send."""

from personnel.actions.posts import fingerprint
from personnel.keeping.recording import open_posts
from personnel.models import Title, Unit

ELSEWHERE = "21442"  # Xã Phổ An, Thị xã Đức Phổ


def keys(typed):
    """Let tests write the codes of units and titles for the keys that forms send."""
    found = dict(typed)
    if "unit" in typed:
        found["unit"] = Unit.objects.get(code=typed["unit"]).pk
    if "title" in typed:
        found["title"] = Title.objects.get(code=typed["title"]).pk
    return found


def held(who):
    """Return the open posts of a person: title, commune, first day as entered."""
    return {(p.title.code, p.unit.code, p.start_shown) for p in open_posts(who)}


def ended(who):
    """Return the ended posts of a person: title, last day, why."""
    posts = who.posts.exclude(end=None).select_related("title")
    return {(p.title.code, f"{p.end:%d/%m/%Y}", p.end_reason) for p in posts}


def seen(who):
    """Return the fingerprint of what a person holds now."""
    return fingerprint(open_posts(who))


def written(who):
    """Return what the last action wrote in the history of posts: type, author, reason."""
    rows = list(who.posts.model.history.filter(person_id=who.pk))
    last = max(row.history_date for row in rows)
    return {
        (row.history_type, str(row.history_user), row.history_change_reason)
        for row in rows
        if row.history_date == last
    }
