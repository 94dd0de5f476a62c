"""Keys of a one-time notice."""

from desk.i18n import N_
from screens.keys import Key

KEYS: tuple[Key, ...] = (
    Key(
        id="notice.next",
        keys="f5",
        word=N_("Preview"),
        tip=N_("Show the notice as it will be printed; Ctrl+S there makes it."),
        action="preview",
        footer=1,
    ),
    Key(
        id="notice.all_held",
        keys="ctrl+y",
        word=N_("All held"),
        tip=N_("Mark every material as held."),
        action="all('held')",
        footer=2,
    ),
    Key(
        id="notice.all_missing",
        keys="ctrl+n",
        word=N_("All missing"),
        tip=N_("Mark every material as missing."),
        action="all('missing')",
        footer=3,
    ),
    Key(
        id="notice.procedure",
        keys="ctrl+e",
        word=N_("Other business"),
        tip=N_("Choose another procedure; ticks that fit it stay."),
        action="choose_again",
        footer=4,
    ),
    Key(
        id="notice.another",
        keys="ctrl+w",
        word=N_("Add a business"),
        tip=N_("Tell another business of the same visit on the same paper; nothing stands twice."),
        action="another",
        footer=61,
    ),
    Key(
        id="notice.back",
        keys="ctrl+k",
        word=N_("Back again"),
        tip=N_("The customer comes again with papers: find what was told, ask only for the rest."),
        action="back",
        footer=62,
    ),
    Key(
        id="notice.cannot",
        keys="ctrl+x",
        word=N_("Cannot or wait"),
        tip=N_("Tell on paper that it cannot be done or must wait, why, and what remains."),
        action="cannot",
        footer=63,
    ),
    Key(
        id="notice.taken",
        keys="ctrl+u",
        word=N_("How taken"),
        tip=N_("Note how the customer took the notice that is not confirmed yet; print it again."),
        action="taken",
        footer=60,
    ),
    Key(
        id="notice.discard",
        keys="ctrl+d",
        word=N_("Drop draft"),
        tip=N_("Throw away what is filled in on this notice; asks first."),
        action="discard",
    ),
)
