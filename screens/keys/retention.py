"""Keys of the room where data that was kept for long enough is erased."""

from desk.i18n import N_
from screens.keys import Key

KEYS: tuple[Key, ...] = (
    Key(
        id="retention.preview",
        keys="enter",
        word=N_("What is due"),
        tip=N_("Show what this rule would erase first; nothing is changed."),
        action="preview",
        footer=1,
        priority=False,
    ),
    Key(
        id="retention.erase",
        keys="ctrl+y",
        word=N_("Erase now"),
        tip=N_("Erase what is due by this rule, piece by piece; never anything of an open case."),
        action="erase_due",
        footer=2,
    ),
    Key(
        id="retention.stop",
        keys="ctrl+x",
        word=N_("Stop"),
        tip=N_("Stop behind the piece that is being erased; what is left stays due."),
        action="stop",
        footer=3,
    ),
    Key(
        id="retention.log",
        keys="ctrl+d",
        word=N_("Erase log"),
        tip=N_("Show what was erased, when, by whom and on which ground."),
        action="log",
        footer=4,
    ),
    Key(
        id="retention.reload",
        keys="f5",
        word=N_("Reload"),
        tip=N_("Read the list again."),
        action="reload",
    ),
)
