"""Keys that every dialog has."""

from desk.i18n import N_
from screens.keys import Key

KEYS: tuple[Key, ...] = (
    Key(
        id="dialog.accept",
        keys="ctrl+s",
        word=N_("OK"),
        tip=N_("Agree to what the dialog asks."),
        action="accept",
        footer=1,
    ),
    Key(
        id="dialog.cancel",
        keys="escape",
        word=N_("Cancel"),
        tip=N_("Close the dialog and change nothing."),
        action="cancel",
        footer=2,
    ),
)
