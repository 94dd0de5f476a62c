"""Keys of the branch's calendar."""

from desk.i18n import N_
from screens.keys import Key

KEYS: tuple[Key, ...] = (
    Key(
        id="calendar.day",
        keys="enter",
        word=N_("Change the day"),
        tip=N_("Say what the marked day is: holiday, made up, closed by order, or as published."),
        action="change_day",
        footer=1,
        priority=False,
    ),
    Key(
        id="calendar.import",
        keys="ctrl+y",
        word=N_("Year's table"),
        tip=N_("Take over the State Council's table of a year from a file."),
        action="import_table",
        footer=2,
    ),
    Key(
        id="calendar.hours",
        keys="ctrl+e",
        word=N_("Opening hours"),
        tip=N_("Set the opening hours of weekdays, of a season, or of one day."),
        action="change_hours",
        footer=3,
    ),
    Key(
        id="calendar.moves",
        keys="ctrl+d",
        word=N_("Count again"),
        tip=N_("Show which open deadlines would move if all were counted again, and move them."),
        action="moves",
        footer=4,
    ),
)
