"""What is said with the customer, promised and done meanwhile."""

from desk.i18n import N_
from screens.keys import Key

KEYS: tuple[Key, ...] = (
    Key(
        id="case.contact",
        keys="ctrl+w",
        word=N_("Contact"),
        tip=N_("Write down a contact with the customer."),
        action="contact",
        footer=61,
    ),
    Key(
        id="case.manners",
        keys="ctrl+up",
        word=N_("How to speak"),
        tip=N_("What to say to this mood on this topic, calming down, the six steps so far."),
        action="manners",
    ),
    Key(
        id="case.promise",
        keys="",
        word=N_("New promise"),
        tip=N_("Write down a promise to the customer: what, who, by when."),
        action="promise",
    ),
    Key(
        id="case.kept",
        keys="",
        word=N_("Promise kept"),
        tip=N_("Note that a promise was kept, and by what one can see it."),
        action="kept",
    ),
    Key(
        id="case.promises",
        keys="",
        word=N_("Promises"),
        tip=N_("List what was promised in this case; keep, break or agree to a promise."),
        action="promises",
    ),
    Key(
        id="case.tasks",
        keys="",
        word=N_("Tasks"),
        tip=N_("Give a department its part of this case, and note what it answers."),
        action="tasks",
    ),
    Key(
        id="case.follow_up",
        keys="",
        word=N_("Call-back"),
        tip=N_("Call the customer back and note what they say."),
        action="follow_up",
    ),
    Key(
        id="case.card",
        keys="",
        word=N_("Card came back"),
        tip=N_("Type in the follow-up card that the customer filled in and sent or brought back."),
        action="card",
    ),
    Key(
        id="case.mind",
        keys="",
        word=N_("What to mind"),
        tip=N_("Say who looks after this customer and what to mind at the window."),
        action="mind",
    ),
    Key(
        id="case.confirm_record",
        keys="",
        word=N_("Record confirmed"),
        tip=N_("Note how the customer confirmed what was written down, dialect, interpreter."),
        action="confirm_record",
    ),
    Key(
        id="case.back",
        keys="",
        word=N_("Customer is back"),
        tip=N_("The customer comes again with papers: ask only for what was missing."),
        action="back",
    ),
    Key(
        id="case.large_print",
        keys="",
        word=N_("Large print"),
        tip=N_("Note that the customer wishes large print, or does not any more."),
        action="large_print",
    ),
    Key(
        id="case.handed_in",
        keys="",
        word=N_("Papers left here"),
        tip=N_("List the papers that the customer left with us; take in, give back."),
        action="handed_in",
    ),
)
