"""Keys of the list of staff; they act on the person who is marked."""

from desk.i18n import N_
from screens.keys import Key

KEYS: tuple[Key, ...] = (
    Key(
        id="staff.change",
        keys="enter",
        word=N_("Change"),
        tip=N_("Give the marked person another name, role, unit or phone."),
        action="change",
        footer=1,
        priority=False,
    ),
    Key(
        id="staff.add",
        keys="ctrl+n",
        word=N_("Somebody new"),
        tip=N_("Add a colleague, with a PIN for their first sign-in."),
        action="add",
        footer=2,
    ),
    Key(
        id="staff.new_pin",
        keys="ctrl+e",
        word=N_("New PIN"),
        tip=N_("Set a PIN for somebody who forgot theirs; they choose their own at the sign-in."),
        action="new_pin",
        footer=3,
    ),
    Key(
        id="staff.leaves",
        keys="ctrl+d",
        word=N_("Leaves / is back"),
        tip=N_("Take somebody out of service, or back; what they still hold is named."),
        action="leaves",
        footer=4,
    ),
    Key(
        id="staff.hand_on",
        keys="ctrl+y",
        word=N_("Hand on"),
        tip=N_("Give all open cases of somebody who has left to another person."),
        action="hand_on",
        footer=5,
    ),
    Key(
        id="staff.held",
        keys="ctrl+k",
        word=N_("What they hold"),
        tip=N_("Name the open cases, tasks and promises in somebody's hands."),
        action="held",
        footer=6,
    ),
    Key(
        id="staff.seal",
        keys="",
        word=N_("New sealed code"),
        tip=N_("Make a new code for the envelope: the way back when the highest PIN is forgotten."),
        action="seal",
    ),
    Key(
        id="staff.more",
        keys="ctrl+underscore,ctrl+slash",
        word=N_("More to do"),
        tip=N_("List what is done seldom here and in the hall; a digit does it."),
        action="more_deeds",
        footer=7,
    ),
)
