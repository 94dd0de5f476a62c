"""Keys of a new case; those of the list of points stand in its own border."""

from desk.i18n import N_
from screens.keys import Key

KEYS: tuple[Key, ...] = (
    Key(
        id="intake.take",
        keys="ctrl+y",
        word=N_("Take points"),
        tip=N_("Take all the points that Desk proposes from the narrative."),
        action="take",
        footer=4,
    ),
    Key(
        id="intake.topic",
        keys="ctrl+n",
        word=N_("Other topic"),
        tip=N_("Take the next of the likely topics; the field has the whole list."),
        action="topic",
        footer=3,
    ),
    Key(
        id="intake.more",
        keys="ctrl+e",
        word=N_("More"),
        tip=N_(
            "Kind, whose matter it is, urgency, when the customer came, language of the letter."
        ),
        action="more",
        footer=2,
    ),
    Key(
        id="intake.parties",
        keys="ctrl+d",
        word=N_("Other people"),
        tip=N_("Who acts for the customer, whose account it is, who gets the letter."),
        action="parties",
        footer=6,
    ),
    Key(
        id="intake.tips",
        keys="f5",
        word=N_("Tips"),
        tip=N_("Unfold what Desk knows about the matter, or fold it again."),
        action="tips",
        footer=7,
    ),
    Key(
        id="intake.parked",
        keys="ctrl+w",
        word=N_("Half typed"),
        tip=N_("List the registrations that wait half typed, and take one up again."),
        action="parked",
        footer=5,
    ),
    Key(
        id="intake.beside",
        keys="ctrl+underscore,ctrl+slash",
        word=N_("Earlier cases"),
        tip=N_("List earlier cases that may belong beside this one, open them or name them."),
        action="beside",
        footer=8,
    ),
    Key(
        id="intake.incident",
        keys="ctrl+a",
        word=N_("Same incident"),
        tip=N_("Tick the incident to which the case belongs: saving registers and links at once."),
        action="incident",
    ),
    Key(
        id="intake.same",
        keys="ctrl+x",
        word=N_("That file"),
        tip=N_("Take the customer on file whom the new one seems to be."),
        action="same",
    ),
    Key(
        id="intake.joint",
        keys="",
        word=N_("Joint case"),
        tip=N_("Many people, one matter: paste the list of those who signed."),
        action="joint",
    ),
    Key(
        id="intake.papers_here",
        keys="",
        word=N_("Papers left here"),
        tip=N_("What the customer leaves with us: invoice, copy, photograph; originals go back."),
        action="papers_here",
    ),
    Key(
        id="intake.inquiry",
        keys="",
        word=N_("Inquiry"),
        tip=N_("Answer a question in a minute and close it; F2 on a blank form does the same."),
        action="inquiry",
    ),
    Key(
        id="intake.mind",
        keys="",
        word=N_("What to mind"),
        tip=N_("Say who looks after this customer and what to mind at the window."),
        action="mind",
    ),
    Key(
        id="intake.elsewhere",
        keys="f9",
        word=N_("Elsewhere too"),
        tip=N_("Note the number under which 95598, 12345 or 12398 holds the same matter."),
        action="elsewhere",
    ),
    Key(
        id="intake.called",
        keys="ctrl+u",
        word=N_("Have called"),
        tip=N_("Note that the emergency was phoned in: the time, who answered, the ticket."),
        action="called",
        footer=1,
    ),
)
