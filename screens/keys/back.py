"""Keys of a return visit: the customer is back with papers."""

from desk.i18n import N_
from screens.keys import Key

KEYS: tuple[Key, ...] = (
    Key(
        id="back.all_held",
        keys="ctrl+y",
        word=N_("All here"),
        tip=N_("Mark everything that was asked for as held."),
        action="all_held",
        footer=1,
    ),
    Key(
        id="back.whole",
        keys="ctrl+n",
        word=N_("Whole list"),
        tip=N_("Show what was held before as well, or only what was missing."),
        action="whole",
        footer=2,
    ),
    Key(
        id="back.changed",
        keys="ctrl+e",
        word=N_("Things changed"),
        tip=N_("Answer the questions anew, e.g. when somebody else comes for the owner."),
        action="changed",
        footer=3,
    ),
    Key(
        id="back.discard",
        keys="ctrl+d",
        word=N_("Drop draft"),
        tip=N_("Throw away what is ticked on this return; asks first."),
        action="discard",
    ),
)
