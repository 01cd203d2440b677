"""What is done and shown for each chapter, in the order in which it is played.

The story builds up: who is entered in chapter 3 is appointed and handed over in chapter 4.
"""

from collections.abc import Callable

from ..desk import Office
from .accounts import give_a_token, manage_users, sign_in_and_out
from .careers import appoint_and_end, hand_over
from .classes import record_a_class
from .decrees import reorganise_units
from .entering import edit_at_the_same_time, enter_a_person, make_mistakes
from .evaluating import evaluate_a_year
from .lists import find_people, look_over
from .planning import look_ahead
from .quality import count_dossiers, look_for_gaps
from .records import delete_and_restore, read_the_log
from .reporting import report_the_year
from .resolving import hold_to_the_resolution
from .studying import follow_a_class
from .uploading import hand_in_a_list

SCENES: tuple[Callable[[Office], None], ...] = (
    look_over,
    sign_in_and_out,
    find_people,
    enter_a_person,
    make_mistakes,
    edit_at_the_same_time,
    appoint_and_end,
    hand_over,
    record_a_class,
    look_for_gaps,
    count_dossiers,
    evaluate_a_year,
    delete_and_restore,
    manage_users,
    give_a_token,
    read_the_log,
    hand_in_a_list,
    report_the_year,
    follow_a_class,
    look_ahead,
    hold_to_the_resolution,
    reorganise_units,
)
