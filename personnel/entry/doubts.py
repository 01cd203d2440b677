"""What is worth a second look in a record, without standing in its way."""

from collections.abc import Iterable, Iterator
from datetime import date

from personnel.models import Person, Post
from personnel.reading.retirement import is_exempt, retires_on
from personnel.scope import Viewer
from personnel.words.identity import cccd_doubts
from personnel.words.vietnamese import fold

from .dossier import Dossier


def doubts(dossier: Dossier, user: Viewer, today: date) -> list[str]:
    """Return what to look at again in a valid dossier, in Vietnamese; a few queries."""
    held = [
        form.instance
        for form in dossier.forms()
        if isinstance(form.instance, Post) and form.instance.unit_id and form.instance.title_id
    ]
    return [
        *_of_cccd(dossier.instance),
        *doubts_of_posts(dossier.instance, held, user, today),
        *twins(dossier.instance, user),
    ]


def doubts_of_posts(
    person: Person, posts: Iterable[Post], user: Viewer, today: date
) -> Iterator[str]:
    """Yield what to look at again in the posts a person is to hold, saved or not yet.

    Posts that ended before `today` are left aside. A query for each leading title.
    """
    current = [post for post in posts if not post.ended_before(today)]
    yield from _of_titles(current)
    yield from _of_heads(person, current, user)
    yield from _of_age(person, current, today)


def _of_cccd(person: Person) -> Iterator[str]:
    if len(person.cccd) == 12 and person.cccd.isdigit():
        for doubt in cccd_doubts(person.cccd, person.sex, person.birth_date.year):
            yield f"Số CCCD: {doubt}."


def _of_titles(posts: list[Post]) -> Iterator[str]:
    for post in posts:
        if not post.title.fits(post.unit.kind):
            yield f"{post.unit}: loại đơn vị này không có chức danh {post.title}."


def _of_heads(person: Person, posts: list[Post], user: Viewer) -> Iterator[str]:
    """Name who holds the same leading title in the commune already."""
    for post in posts:
        if not post.title.head:
            continue
        same = Post.objects.filter(unit=post.unit, title=post.title, end__isnull=True)
        other = same.exclude(person=person.pk).visible_to(user).select_related("person").first()
        if other:
            yield f"{post.unit} đang có {post.title}: {other.person}."


def _of_age(person: Person, posts: list[Post], today: date) -> Iterator[str]:
    """Name the day the retirement age was reached, for whoever is bound by it."""
    last = retires_on(person.sex, person.birth_date)
    if posts and last < today and not is_exempt(post.title for post in posts):
        yield f"Đã đến tuổi nghỉ hưu từ {last:%d/%m/%Y} mà còn giữ chức danh."


def twins(person: Person, user: Viewer) -> Iterator[str]:
    """Tell of others with the same name and birth date, by name where the user may see them."""
    same = Person.objects.filter(search_name=fold(person.full_name), birth_date=person.birth_date)
    others = same.exclude(pk=person.pk)
    seen = list(others.visible_to(user)[:3])
    for twin in seen:
        post = twin.posts.select_related("unit", "title").order_by("-start").first()
        where = f" ({post.title}, {post.unit})" if post else ""
        yield f"Có thể trùng hồ sơ: {twin.full_name}, sinh {twin.birth_shown}{where}."
    if others.count() > len(seen):
        yield "Có hồ sơ cùng họ tên và ngày sinh ở huyện khác trong tỉnh."
