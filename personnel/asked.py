"""What an address of the records is about, if it is in the user's hands; that it was shown."""

from django.http import Http404, HttpRequest
from django.utils import timezone

from .keeping.disclosing import disclose_opened, disclose_shown
from .models import Person
from .reading.joined import led_on
from .reading.of_one import person_edited
from .scope import Editor, viewer


def editor_or_404(request: HttpRequest) -> Editor:
    """Return the signed-in user, who may change records somewhere."""
    user = viewer(request)
    if not user.may_edit:
        raise Http404("Tài khoản này không nhập hồ sơ.")
    return user


def editable_or_404(request: HttpRequest, pk: int) -> Person:
    """Return the person if the record is in the user's hands.

    Of a number that leads on, the page that is not there says where to.
    """
    user = viewer(request)
    person = person_edited(user, pk)
    if person is None and (on := led_on(pk, Person.objects.visible_to(user))):
        raise Http404(f"Hồ sơ số {pk} đã được gộp vào hồ sơ số {on.pk} ({on}).")
    if person is None:
        raise Http404("Không có hồ sơ này trong phạm vi được cập nhật của tài khoản.")
    return person


def keep_opened(request: HttpRequest, *people: Person, where: str) -> None:
    """Keep that a page about somebody is shown, whatever asks for it; HEAD is shown nothing."""
    if request.method != "HEAD":
        disclose_opened(*people, by=request.user, where=where, at=timezone.now())


def keep_shown(request: HttpRequest, people: int, asked: str) -> None:
    """Keep that a report's list of so many people is shown, as `keep_opened` does."""
    if request.method != "HEAD":
        disclose_shown(people, by=request.user, asked=asked, at=timezone.now())
