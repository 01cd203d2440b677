"""Everything that a text finds within what a user may see."""

from personnel.scope import Editor
from personnel.words.vietnamese import clean
from targets.lens import Lens

from .hits import Group
from .lists import lists_found
from .pages import pages_found
from .people import people_found
from .periods import periods_found
from .targets import criteria_found
from .units import units_found


def find(text: str, user: Editor, lens: Lens, most: int) -> list[Group]:
    """Return what was found, by sort, at most so many of each; what has the whole name first.

    The Political School finds pages alone: whom it may see, its lists of names say. Raises
    BadRequest where the list of people refuses what is typed.
    """
    text = clean(text)
    if not text:
        return []
    if user.only_teaches:
        return [each for each in (pages_found(text, user, lens, most),) if each.count]
    groups = [
        *people_found(text, user, lens, most),
        units_found(text, user, lens, most),
        criteria_found(text, lens, most),
        *periods_found(text, user, most),
        lists_found(text, user, most),
        pages_found(text, user, lens, most),
    ]
    return sorted((each for each in groups if each.count), key=lambda each: not each.first)
