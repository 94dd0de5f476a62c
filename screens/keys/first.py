"""Keys of the first start, before there is a book."""

from desk.i18n import N_
from screens.keys import Key

KEYS: tuple[Key, ...] = (
    Key(
        id="first.accept",
        keys="ctrl+s",
        word=N_("Set up"),
        tip=N_("Set up what stands in the fields; nothing is made before this."),
        action="accept",
        footer=1,
    ),
    Key(
        id="first.leave",
        keys="escape",
        word=N_("Leave"),
        tip=N_("End Desk after a question; what was typed is kept, but for the PIN."),
        action="cancel",
        footer=2,
    ),
    Key(
        id="first.help",
        keys="f1,ctrl+g",
        word=N_("Help"),
        tip=N_("Explain where you are, with all its keys."),
        action="help",
        footer=3,
    ),
)
