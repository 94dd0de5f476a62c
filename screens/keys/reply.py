"""Keys of the room in which a reply is written. While one types, the field keeps its own."""

from desk.i18n import N_
from screens.keys import Key

KEYS: tuple[Key, ...] = (
    Key(
        id="reply.go",
        keys="enter",
        word=N_("Mend"),
        tip=N_("Go to the field that the marked line is about."),
        action="mend",
        footer=1,
        priority=False,
    ),
    Key(
        id="reply.text",
        keys="ctrl+e",
        word=N_("Edit text"),
        tip=N_("Edit the text of the letter; how it will read stands beside it."),
        action="write('text')",
        footer=3,
    ),
    Key(
        id="reply.words",
        keys="ctrl+n",
        word=N_("Result and advice"),
        tip=N_("Write the result as a whole and advice for the customer."),
        action="write('words')",
        footer=4,
    ),
    Key(
        id="reply.propose",
        keys="ctrl+x",
        word=N_("Proposals"),
        tip=N_("Show what the marked point may be answered with, from earlier replies too."),
        action="propose",
        footer=5,
    ),
    Key(
        id="reply.submit",
        keys="ctrl+y",
        word=N_("Submit"),
        tip=N_("Save, and send the letter to a shift lead for approval."),
        action="submit",
        footer=2,
    ),
    Key(
        id="reply.agree",
        keys="ctrl+a",
        word=N_("Lead agrees here"),
        tip=N_("A shift lead approves the letter, or gives it its number, at your counter by PIN."),
        action="agree",
        footer=2,
    ),
    Key(
        id="reply.page",
        keys="ctrl+k",
        word=N_("Page"),
        tip=N_("Make the real page as PDF and show it outside the terminal, if that is possible."),
        action="page",
        footer=6,
    ),
    Key(
        id="reply.compose",
        keys="ctrl+w",
        word=N_("Compose again"),
        tip=N_("Put the text as the record alone gives it in the place of your wording."),
        action="compose",
    ),
    Key(
        id="reply.discard",
        keys="ctrl+d",
        word=N_("Throw away"),
        tip=N_("Throw away what was typed since the last saving."),
        action="discard",
    ),
    Key(
        id="reply.case",
        keys="ctrl+u",
        word=N_("Case"),
        tip=N_("Open the case of this letter."),
        action="case",
        footer=7,
    ),
    Key(
        id="reply.reload",
        keys="f5",
        word=N_("Check again"),
        tip=N_("Read the record again and check the letter anew."),
        action="reload",
    ),
)
