"""What happens at a window beside the plain case: inquiries, care, and what is parked."""

from datetime import datetime
from typing import Annotated, Any

import typer

from desk.care import ToMind, lines
from desk.cli import case, customer, followup, output
from desk.cli.params import RequestId, StaffNumber
from desk.cli.session import Session, session
from desk.enums import Channel, Topic
from desk.forms_counter import AttentionForm, CareForm, InquiryForm
from desk.i18n import N_, _
from desk.labels import label

draft = followup.draft

CustomerId = Annotated[str, typer.Argument(metavar="ID", help=N_("Id of the customer."))]
Reason = Annotated[str, typer.Option("--reason", help=N_("Why."))]
DAY = ["%Y-%m-%d"]


@case.app.command(help=N_("Register a question answered at the window, and close it at once."))
def inquire(
    ctx: typer.Context,
    asked: Annotated[str, typer.Argument(metavar="TEXT", help=N_("What was asked."))],
    answer: Annotated[str, typer.Option("--answer", help=N_("What you said."))] = "",
    script: Annotated[str, typer.Option("--script", help=N_("Id of the script you said."))] = "",
    topic: Annotated[Topic | None, typer.Option("--topic", help=N_("Else by its words."))] = None,
    incident: Annotated[
        str, typer.Option("--incident", help=N_("The incident going on that was asked about."))
    ] = "",
    customer_id: Annotated[str, typer.Option("--customer", help=N_("Id of the customer."))] = "",
    name: Annotated[str, typer.Option("--name", help=N_("Name of a new customer."))] = "",
    phone: Annotated[str, typer.Option("--phone", help=N_("Phone of a new customer."))] = "",
    channel: Annotated[Channel, typer.Option("--channel", help=N_("How they came."))] = (
        Channel.WALK_IN
    ),
    request_id: RequestId = "",
) -> None:
    from desk.services.inquiry import inquire as service

    here = session(ctx)
    form = InquiryForm(
        asked=asked,
        answer=answer,
        script=script,
        topic=topic,
        incident=incident,
        customer_id=customer_id,
        customer_name=name,
        phone=phone,
        channel=channel,
    )
    done = service(here.desk, here.who, form, request_id=request_id)

    def words() -> None:
        said = _("{reference} is registered and closed; lookup code {code}.")
        output.put_text(said.format(reference=done.reference, code=done.lookup_code))
        output.put_pairs([(_("Topic"), label(done.topic)), (_("Answer"), done.answer)])

    here.put(done, words)


# -- the customer ---------------------------------------------------------------------------


@customer.app.command(help=N_("Say what to know of a customer at the window."))
def mind(ctx: typer.Context, customer_id: CustomerId) -> None:
    _say_mind(session(ctx), customer_id)


@customer.app.command(help=N_("Give a customer a named person, offered every new case first."))
def care(
    ctx: typer.Context,
    customer_id: CustomerId,
    person: Annotated[str, typer.Option("--person", metavar="NUMBER", help=N_("Staff number."))],
    reason: Reason,
    until: Annotated[
        datetime | None, typer.Option("--until", formats=DAY, help=N_("Last day, if there is one."))
    ] = None,
) -> None:
    from desk.services.care import set_care

    here = session(ctx)
    day = until.date() if until else None
    set_care(here.desk, here.who, customer_id, CareForm(staff=person, reason=reason, until=day))
    _say_mind(here, customer_id)


@customer.app.command(help=N_("Put a word of attention on a customer's file, until a day."))
def attend(
    ctx: typer.Context,
    customer_id: CustomerId,
    text: Annotated[str, typer.Argument(metavar="TEXT", help=N_("In words they may read."))],
    reason: Reason,
    until: Annotated[datetime, typer.Option("--until", formats=DAY, help=N_("Last day."))],
) -> None:
    from desk.services.care import set_attention

    here = session(ctx)
    form = AttentionForm(text=text, reason=reason, until=until.date())
    set_attention(here.desk, here.who, customer_id, form)
    _say_mind(here, customer_id)


@customer.app.command("special-care", help=N_("Say what special care a customer needs; or none."))
def special_care(
    ctx: typer.Context,
    customer_id: CustomerId,
    text: Annotated[str, typer.Argument(metavar="TEXT", help=N_("Empty takes it away."))] = "",
) -> None:
    from desk.services.care import set_special_care

    here = session(ctx)
    set_special_care(here.desk, here.who, customer_id, text)
    _say_mind(here, customer_id)


@customer.app.command(help=N_("End the care of a named person, or one word of attention."))
def end(
    ctx: typer.Context,
    customer_id: CustomerId,
    attention: Annotated[
        str, typer.Option("--attention", metavar="ID", help=N_("The word that is to go."))
    ] = "",
) -> None:
    from desk.services.care import end_attention, end_care

    here = session(ctx)
    if attention:
        end_attention(here.desk, here.who, attention)
    else:
        end_care(here.desk, here.who, customer_id)
    _say_mind(here, customer_id)


def _say_mind(here: Session, customer_id: str) -> None:
    from desk.services.care import to_mind

    found = to_mind(here.desk, here.who, customer_id)

    def words() -> None:
        said = lines(found)
        output.put_text("\n".join(said) or _("Nothing in particular."))

    here.put(_mind_data(found), words)


def _mind_data(found: ToMind) -> dict[str, Any]:
    return {
        "care": {
            "number": found.carer_number,
            "name": found.carer,
            "here": found.here,
            "reason": found.care.reason,
            "until": found.care.until,
        }
        if found.care
        else None,
        "attention": [
            {"id": one.id, "text": one.text, "reason": one.reason, "until": one.until}
            for one in found.attentions
        ],
        "special_care": found.special_care,
        "lines": list(lines(found)),
    }


# -- what is parked -------------------------------------------------------------------------


@draft.command(help=N_("Say, as a lead, who left registrations half typed."))
def left(ctx: typer.Context) -> None:
    from desk.services.parking import left_parked

    here = session(ctx)
    found = left_parked(here.desk, here.who)

    def words() -> None:
        output.put_table(
            (_("Number"), _("Name"), _("Away"), _("Half typed"), _("Oldest")),
            (
                (
                    one.number,
                    one.name,
                    _("yes") if one.away else "",
                    one.count,
                    here.local(one.oldest),
                )
                for one in found
            ),
        )

    here.put(found, words)


@draft.command("pass-on", help=N_("Give what somebody away left parked to another."))
def pass_on(
    ctx: typer.Context,
    number: StaffNumber,
    to: Annotated[str, typer.Option("--to", metavar="NUMBER", help=N_("Staff number."))],
) -> None:
    from desk.services.parking import pass_on_parked

    here = session(ctx)
    count = pass_on_parked(here.desk, here.who, number, to)
    here.put(
        {"passed_on": count},
        lambda: output.put_text(
            _("{count} half-typed registrations passed on.").format(count=count)
        ),
    )
