"""Keys of the board; those of a case act on the row that is marked."""

from desk.i18n import N_
from screens.keys import Key

KEYS: tuple[Key, ...] = (
    Key(
        id="board.open",
        keys="enter",
        word=N_("Open case"),
        tip=N_("Open the case that is marked."),
        action="open",
        footer=1,
        priority=False,
    ),
    Key(
        id="board.next_view",
        keys="right,ctrl+n",
        word=N_("Next view"),
        tip=N_("Show the next view of the board; left goes back, the digits go straight there."),
        action="view(1)",
        second="tab",
        footer=2,
        priority=False,
    ),
    Key(
        id="board.previous_view",
        keys="left",
        word=N_("Previous view"),
        tip=N_("Show the view before this one."),
        action="view(-1)",
        second="shift+tab",
        priority=False,
    ),
    Key(
        id="board.accept",
        keys="ctrl+y",
        word=N_("Accept"),
        tip=N_("Accept the handover that is offered to you."),
        action="accept",
        second="a",
        footer=3,
    ),
    Key(
        id="board.decline",
        keys="ctrl+x",
        word=N_("Decline"),
        tip=N_("Decline the handover that is offered to you, with a reason."),
        action="decline",
        second="d",
    ),
    Key(
        id="board.hand_over",
        keys="ctrl+e",
        word=N_("Hand over"),
        tip=N_("Offer the case to a named person; you hold it until it is accepted."),
        action="hand_over",
        second="h",
        footer=5,
    ),
    Key(
        id="board.reload",
        keys="f5",
        word=N_("Reload"),
        tip=N_("Read the list again."),
        action="reload",
    ),
)
