"""desk case contact, remind: what is said with the customer, and what is promised in it."""

from typing import Annotated, Any

import typer

from desk.cli import beside, output
from desk.cli.inputs import form_of, read_form
from desk.cli.params import (
    File,
    PromiseAgreedBy,
    PromiseAmount,
    PromiseAsk,
    PromiseDay,
    PromiseOwner,
    Reference,
)
from desk.cli.session import session
from desk.enums import ContactWay
from desk.forms import CommitmentForm, ContactForm
from desk.i18n import N_, _
from desk.money import parse_yuan

app = beside.app


@app.command(help=N_("Note that the customer asked again."))
def remind(
    ctx: typer.Context,
    ref: Reference,
    text: Annotated[str, typer.Option(help=N_("What was said."))] = "",
    way: Annotated[ContactWay, typer.Option(help=N_("In what way."))] = ContactWay.IN_PERSON,
) -> None:
    from desk.services.casework import remind as note

    here = session(ctx)
    contact = note(here.desk, here.who, ref, text, way)
    here.put(contact, lambda: output.put_text(_("The reminder is noted.")))


@app.command(
    help=N_("Note a contact with the customer, and what was promised, from options or JSON.")
)
def contact(
    ctx: typer.Context,
    ref: Reference,
    way: Annotated[ContactWay | None, typer.Option(help=N_("In what way."))] = None,
    text: Annotated[str, typer.Option(help=N_("What was said."))] = "",
    reached: Annotated[
        bool, typer.Option("--reached/--not-reached", help=N_("Whether the customer was reached."))
    ] = True,
    promise: Annotated[str, typer.Option(help=N_("What is promised."))] = "",
    owner: PromiseOwner = "",
    due: PromiseDay = "",
    amount: PromiseAmount = "",
    ask: PromiseAsk = False,
    agreed_by: PromiseAgreedBy = "",
    file: File = None,
) -> None:
    from desk.services.casework import log_contact

    here = session(ctx)
    if way:
        made = _promise(promise, owner, due, amount, ask=ask)
        form = ContactForm(way=way, text=text, reached=reached, commitment=made)
    else:
        form = read_form(ContactForm, file)
    kept = log_contact(here.desk, here.who, ref, form, agreed=here.agreeing(agreed_by))

    def words() -> None:
        said = _("The contact is noted.")
        if form.commitment is not None:
            said = _("The contact and the promise are noted.")
        output.put_text(said)

    here.put(kept, words)


def _promise(text: str, owner: str, due: str, amount: str, *, ask: bool) -> CommitmentForm | None:
    given: dict[str, Any] = {"text": text, "owner": owner, "due_on": due, "ask": ask}
    if amount:
        given["amount_fen"] = parse_yuan(amount, field="amount")
    return form_of(CommitmentForm, given) if text or owner or due or amount else None
