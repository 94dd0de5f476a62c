"""Keys of the list of files that look like one customer."""

from desk.i18n import N_
from screens.keys import Key

KEYS: tuple[Key, ...] = (
    Key(
        id="doubles.compare",
        keys="enter",
        word=N_("Side by side"),
        tip=N_("Lay the two files side by side, field by field, and merge them if they are one."),
        action="compare",
        footer=1,
        priority=False,
    ),
    Key(
        id="doubles.finding",
        keys="ctrl+e",
        word=N_("What they are"),
        tip=N_("Say that the two are one customer, one household, or two; nobody asks again."),
        action="finding",
        footer=2,
    ),
    Key(
        id="doubles.beside",
        keys="ctrl+d",
        word=N_("With another"),
        tip=N_(
            "Lay this customer's file beside any other, found by name or number, to merge them."
        ),
        action="beside",
        footer=3,
    ),
    Key(
        id="doubles.take_back",
        keys="ctrl+x",
        word=N_("Undo merge"),
        tip=N_("Take the merge that is marked back: both files stand by themselves again."),
        action="take_back",
        footer=3,
    ),
    Key(
        id="doubles.reload",
        keys="f5",
        word=N_("Reload"),
        tip=N_("Read the list again."),
        action="reload",
    ),
)
