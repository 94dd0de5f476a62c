"""Deadlines, mistakes put right, and the end."""

from desk.i18n import N_
from screens.keys import Key

KEYS: tuple[Key, ...] = (
    Key(
        id="case.dates",
        keys="",
        word=N_("Deadlines"),
        tip=N_("Let a deadline stand still or run on, ask for more time, agree to it."),
        action="dates",
    ),
    Key(
        id="case.hold",
        keys="",
        word=N_("Let it stand still"),
        tip=N_("The reply's clock stands still while we wait for somebody outside, where it may."),
        action="hold",
    ),
    Key(
        id="case.run_on",
        keys="",
        word=N_("Let it run on"),
        tip=N_("A clock that stands still runs on from now; the days between do not count."),
        action="run_on",
    ),
    Key(
        id="case.extend",
        keys="",
        word=N_("Ask for more time"),
        tip=N_(
            "Extend the reply once: reason, a lead's word, and a letter that reached the customer."
        ),
        action="extend",
    ),
    Key(
        id="case.agree_date",
        keys="",
        word=N_("Agree to more time"),
        tip=N_(
            "A lead agrees to an extension that somebody asked for; also at this counter by PIN."
        ),
        action="agree_date",
    ),
    Key(
        id="case.mend",
        keys="",
        word=N_("Put right"),
        tip=N_("List what to do about mistakes: add, put right, wrong customer, link, end."),
        action="mend",
    ),
    Key(
        id="case.supplement",
        keys="",
        word=N_("Supplement"),
        tip=N_("Add what the customer tells later; the narrative itself stays as it is."),
        action="supplement",
    ),
    Key(
        id="case.amend",
        keys="",
        word=N_("Put a field right"),
        tip=N_("Put one field right, with the reason; what stood there stays on record."),
        action="amend",
    ),
    Key(
        id="case.wrong_customer",
        keys="",
        word=N_("Wrong customer"),
        tip=N_("Give the case to the customer it belongs to."),
        action="wrong_customer",
    ),
    Key(
        id="case.link",
        keys="",
        word=N_("Link a case"),
        tip=N_("Name another case beside this one."),
        action="link",
    ),
    Key(
        id="case.unlink",
        keys="",
        word=N_("End a link"),
        tip=N_("A case does not belong beside this one after all; say why."),
        action="unlink",
    ),
    Key(
        id="case.withdraw",
        keys="",
        word=N_("Customer withdraws"),
        tip=N_("End the case because the customer takes it back, in their own words."),
        action="withdraw",
    ),
    Key(
        id="case.annul",
        keys="",
        word=N_("Annul"),
        tip=N_("End, with a shift lead, a case that should not be one; the number stays."),
        action="annul",
    ),
    Key(
        id="case.close",
        keys="",
        word=N_("Close case"),
        tip=N_("Close the case; whatever is still missing is listed and leads to its place."),
        action="close_case",
    ),
    Key(
        id="case.terminate",
        keys="",
        word=N_("End the service"),
        tip=N_("As manager, end the service after lawful handling: ground, basis, who was told."),
        action="terminate",
    ),
    Key(
        id="case.reopen",
        keys="",
        word=N_("New facts"),
        tip=N_("Take up again, for new facts, a case whose service was ended."),
        action="reopen",
    ),
    Key(
        id="case.follow",
        keys="",
        word=N_("New case on this"),
        tip=N_("Begin a new case of the customer that refers to this ended one."),
        action="follow",
    ),
)
