"""Keys after a case was registered, while the customer still stands at the window."""

from desk.i18n import N_
from screens.keys import Key

KEYS: tuple[Key, ...] = (
    Key(
        id="registered.slip",
        keys="f5,ctrl+k",
        word=N_("Slip"),
        tip=N_("Print the acknowledgement slip, or keep it as a file where there is no printer."),
        action="slip",
        footer=1,
    ),
    Key(
        id="registered.open",
        keys="enter",
        word=N_("Open this case"),
        tip=N_("Open the case that was just registered."),
        action="open",
        footer=2,
    ),
    Key(
        id="registered.copy",
        keys="ctrl+y",
        word=N_("Copy number"),
        tip=N_("Copy the number of the case, to paste it elsewhere."),
        action="copy",
    ),
    Key(
        id="registered.attach",
        keys="ctrl+e",
        word=N_("Attach a file"),
        tip=N_("Keep a photograph or a scan with this case, from the scanner or by its path."),
        action="attach",
        footer=4,
    ),
    Key(
        id="registered.papers",
        keys="f9",
        word=N_("Other letters"),
        tip=N_("List every kind of letter and slip for this case, and make one of them."),
        action="papers",
        footer=3,
    ),
    Key(
        id="registered.signed",
        keys="",
        word=N_("Record signed"),
        tip=N_("The customer signed the record."),
        action="confirmed('signed')",
        second="1",
    ),
    Key(
        id="registered.fingerprint",
        keys="",
        word=N_("Record with fingerprint"),
        tip=N_("The customer put a fingerprint under the record; asks for a witness."),
        action="confirmed('fingerprint')",
        second="2",
    ),
    Key(
        id="registered.read_aloud",
        keys="",
        word=N_("Record read aloud"),
        tip=N_("The record was read aloud and the customer agreed; asks for a witness."),
        action="confirmed('read_aloud')",
        second="3",
    ),
    Key(
        id="registered.refused",
        keys="",
        word=N_("Confirmation refused"),
        tip=N_("The customer would not confirm the record; asks for a witness."),
        action="confirmed('refused')",
        second="4",
    ),
)
