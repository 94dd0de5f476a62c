"""Keys of the room where backups are kept."""

from desk.i18n import N_
from screens.keys import Key

KEYS: tuple[Key, ...] = (
    Key(
        id="backups.check",
        keys="enter",
        word=N_("Check it"),
        tip=N_("Read the marked backup through as it lies there."),
        action="check",
        footer=1,
        priority=False,
    ),
    Key(
        id="backups.make",
        keys="ctrl+y",
        word=N_("Back up now"),
        tip=N_("Make a backup now; it is read through, and carried to the second place."),
        action="make",
        footer=2,
    ),
    Key(
        id="backups.rule",
        keys="ctrl+d",
        word=N_("Rule"),
        tip=N_("Set how often backups are made, how long they stay, and where they go."),
        action="rule",
        footer=3,
    ),
    Key(
        id="backups.restore",
        keys="ctrl+x",
        word=N_("Restore"),
        tip=N_("Compare a backup with the book; only then say whether it takes its place."),
        action="restore",
        footer=4,
    ),
    Key(
        id="backups.verify",
        keys="ctrl+e",
        word=N_("Prove the book"),
        tip=N_("Prove that the book agrees with its journal, and its history with the backups."),
        action="verify",
        footer=5,
    ),
    Key(
        id="backups.reload",
        keys="f5",
        word=N_("Reload"),
        tip=N_("Read the list again."),
        action="reload",
    ),
)
