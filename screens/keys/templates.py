"""Keys of the letter templates."""

from desk.i18n import N_
from screens.keys import Key

KEYS: tuple[Key, ...] = (
    Key(
        id="templates.check",
        keys="enter",
        word=N_("Check the file"),
        tip=N_("Check your file: every fault is named with its line."),
        action="check",
        footer=2,
        priority=False,
    ),
    Key(
        id="templates.copy",
        keys="ctrl+d",
        word=N_("Copy out"),
        tip=N_("Copy the template into your folder, to be edited there with any editor."),
        action="copy",
        footer=1,
    ),
    Key(
        id="templates.preview",
        keys="ctrl+k",
        word=N_("Preview"),
        tip=N_("Make a page with made-up facts, of your file or of what is in force."),
        action="preview",
        footer=3,
    ),
    Key(
        id="templates.adopt",
        keys="ctrl+y",
        word=N_("Put in force"),
        tip=N_("Check your file and word letters by it from now on; a shift lead does so."),
        action="adopt",
        footer=4,
    ),
    Key(
        id="templates.back",
        keys="ctrl+x",
        word=N_("Take back"),
        tip=N_("Go back to the shipped template; your file stays where it is."),
        action="back",
        footer=5,
    ),
    Key(
        id="templates.reload",
        keys="f5",
        word=N_("Reload"),
        tip=N_("Read the list again."),
        action="reload",
    ),
)
