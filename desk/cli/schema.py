"""desk schema: what each input looks like, from the very classes that judge it."""

from typing import Annotated, Any

import typer

from desk import forms, forms_counter, forms_loop
from desk.cli import output
from desk.cli.session import Usage, session
from desk.form import Form
from desk.i18n import N_, _
from desk.importing.mapping import ImportMapping

FORMS: dict[str, tuple[type[Form], str]] = {
    "case": (forms.CaseForm, "case register"),
    "party": (forms.PartyForm, "case party add"),
    "basis": (forms.BasisForm, "case party prove"),
    "point": (forms.PointForm, "case point add"),
    "answer": (forms.AnswerForm, "case point answer"),
    "result": (forms.ResultForm, "case result"),
    "contact": (forms.ContactForm, "case contact"),
    "commitment": (forms.CommitmentForm, "case commit"),
    "task": (forms_loop.TaskForm, "task add"),
    "handover": (forms.HandoverForm, "handover offer"),
    "referral": (forms.ReferralForm, "case refer"),
    "absence": (forms.AbsenceForm, "staff absence add"),
    "delegation": (forms.DelegationForm, "staff delegate"),
    "notice": (forms.NoticeForm, "notice make"),
    "return": (forms.ReturnForm, "notice return"),
    "cannot": (forms.CannotForm, "notice cannot"),
    "letter": (forms.LetterForm, "letter draft"),
    "delivery": (forms.DeliveryForm, "letter deliver"),
    "attempt": (forms.AttemptForm, "letter attempt"),
    "receipt": (forms.ReceiptForm, "letter receipt"),
    "follow_up": (forms.FollowUpForm, "followup record"),
    "card": (forms_loop.CardForm, "followup card"),
    "termination": (forms_loop.TerminationForm, "case terminate"),
    "reopen": (forms_loop.ReopenForm, "case reopen"),
    "customer": (forms.CustomerForm, "customer add"),
    "mapping": (ImportMapping, "customer import"),
    "report": (forms_counter.ReportForm, "case report"),
    "external": (forms_counter.ExternalForm, "case external"),
    "withdraw": (forms_counter.WithdrawForm, "case withdraw"),
}
"""Name of an input → its form, and the command that takes it in."""


def json_schema(name: str) -> dict[str, Any]:
    """The JSON Schema of an input by its name."""
    from pydantic import TypeAdapter

    shape, command = FORMS[name]
    found = TypeAdapter(shape).json_schema()
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        **found,
        "x-command": f"desk {command}",
    }


def schema(
    ctx: typer.Context,
    name: Annotated[
        str, typer.Argument(metavar="NAME", help=N_("Name of the input; without it, all names."))
    ] = "",
) -> None:
    here = session(ctx)
    if name in FORMS:
        output.put_json(json_schema(name))
    elif name:
        raise Usage(
            _("There is no input “{name}”. There are: {names}.").format(
                name=name, names=", ".join(FORMS)
            )
        )
    elif here.as_json:
        output.put_json({key: f"desk {command}" for key, (_shape, command) in FORMS.items()})
    else:
        output.put_table(
            (_("Input"), _("Command")),
            ((key, f"desk {command}") for key, (_shape, command) in FORMS.items()),
        )
