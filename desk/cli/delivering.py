"""desk letter, from the paper to the signed receipt: delivery, tries that failed, receipts."""

from datetime import datetime
from typing import Annotated

import typer

from desk.cli import approving, output
from desk.cli.inputs import read_form
from desk.cli.letter import Kind, letter_of, put
from desk.cli.params import File, LetterName
from desk.cli.session import Session, session
from desk.dates import parse_day, parse_moment
from desk.enums import Delivery, Rating
from desk.forms import AttemptForm, DeliveryForm, ReceiptForm
from desk.i18n import N_, _
from desk.labels import label

app = approving.app

When = Annotated[
    str, typer.Option("--when", metavar="TIME", help=N_("When it was, if not now: 14:30."))
]


def moment_of(here: Session, typed: str, *, field: str = "at") -> datetime | None:
    """A time as it was typed, in the branch's zone; None for none."""
    if not typed:
        return None
    desk = here.desk
    return parse_moment(
        typed,
        now=desk.clock.now(),
        zone=desk.branch.timezone,
        calendar=desk.calendar,
        field=field,
    )


@app.command(help=N_("Note how a letter reached the customer, from options or JSON."))
def deliver(
    ctx: typer.Context,
    name: LetterName,
    how: Annotated[
        Delivery | None, typer.Option("--how", help=N_("How it reached the customer."))
    ] = None,
    receiver: Annotated[
        str, typer.Option(help=N_("By hand: who took it, if not the addressee in person."))
    ] = "",
    entitled: Annotated[str, typer.Option(help=N_("By what right somebody else took it."))] = "",
    tracking: Annotated[
        str, typer.Option(help=N_("By post: the number of the registered letter."))
    ] = "",
    witness: Annotated[str, typer.Option(help=N_("Refused: staff number of the witness."))] = "",
    note: Annotated[str, typer.Option(help=N_("Anything else about it."))] = "",
    when: When = "",
    file: File = None,
    kind: Kind = None,
) -> None:
    from desk.services.delivery import deliver_letter

    here = session(ctx)
    if how is None:
        form = read_form(DeliveryForm, file)
    else:
        form = DeliveryForm(
            delivery=how,
            receiver=receiver,
            entitled=entitled,
            tracking=tracking,
            witness=witness,
            note=note,
            at=moment_of(here, when),
        )
    put(here, deliver_letter(here.desk, here.who, letter_of(here, name, kind).id, form))


@app.command(help=N_("Note a try to deliver that failed, or a letter the post brought back."))
def attempt(
    ctx: typer.Context,
    name: LetterName,
    note: Annotated[str, typer.Option(help=N_("Where you tried and what you found."))] = "",
    came_back: Annotated[
        bool, typer.Option("--came-back", help=N_("The post brought it back."))
    ] = False,
    following: Annotated[
        str, typer.Option("--next", metavar="DAY", help=N_("Day of the next try."))
    ] = "",
    when: When = "",
    file: File = None,
    kind: Kind = None,
) -> None:
    from desk.services.delivery import failed_attempt

    here = session(ctx)
    if file is not None:
        form = read_form(AttemptForm, file)
    else:
        next_on = None
        if following:
            desk = here.desk
            today = desk.hours.day_of(desk.clock.now())
            next_on = parse_day(following, today=today, calendar=desk.calendar, field="next_on")
        form = AttemptForm(
            note=note, came_back=came_back, at=moment_of(here, when), next_on=next_on
        )
    made = failed_attempt(here.desk, here.who, letter_of(here, name, kind).id, form)

    def words() -> None:
        output.put_text(label(made.result))
        if made.next_on is not None:
            output.put_text(_("The next try is due on {day}.").format(day=made.next_on))

    here.put(made, words)


@app.command(help=N_("List every try to deliver a letter."))
def attempts(ctx: typer.Context, name: LetterName, kind: Kind = None) -> None:
    from desk.services.delivery import attempts_of

    here = session(ctx)
    made = attempts_of(here.desk, here.who, letter_of(here, name, kind).id)

    def words() -> None:
        output.put_table(
            (_("When"), _("Way"), _("Outcome"), _("Details"), _("Next try")),
            (
                (
                    here.local(one.at),
                    label(one.way),
                    label(one.result),
                    " · ".join(filter(None, (one.receiver, one.entitled, one.tracking, one.note))),
                    one.next_on,
                )
                for one in made
            ),
        )

    here.put(made, words)


@app.command(help=N_("Note that the signed receipt came back, and the box ticked on it."))
def receipt(
    ctx: typer.Context,
    name: LetterName,
    signed_on: Annotated[
        str, typer.Option("--signed-on", metavar="DAY", help=N_("Day written on it, if not today."))
    ] = "",
    rating: Annotated[
        Rating | None, typer.Option("--rating", help=N_("The box the customer ticked."))
    ] = None,
    words: Annotated[str, typer.Option(help=N_("What the customer wrote on it."))] = "",
    file: File = None,
    kind: Kind = None,
) -> None:
    from desk.services.receipts import countersign_letter

    here = session(ctx)
    if file is not None:
        form = read_form(ReceiptForm, file)
    else:
        desk = here.desk
        today = desk.hours.day_of(desk.clock.now())
        day = (
            parse_day(signed_on, today=today, calendar=desk.calendar, field="signed_on")
            if signed_on
            else None
        )
        form = ReceiptForm(signed_on=day, rating=rating, words=words)
    put(here, countersign_letter(here.desk, here.who, letter_of(here, name, kind).id, form))


@app.command(help=N_("List delivered letters whose signed receipt is not back."))
def receipts(
    ctx: typer.Context,
    overdue: Annotated[
        bool, typer.Option("--overdue", help=N_("Only those that should be back by now."))
    ] = False,
) -> None:
    from desk import masks
    from desk.services.receipts import is_overdue, receipts_out

    here = session(ctx)
    rows = receipts_out(here.desk, here.who, overdue=overdue)
    now = here.desk.clock.now()

    def words() -> None:
        output.put_table(
            (_("Number"), _("Case"), _("Customer"), _("Delivered"), _("Receipt")),
            (
                (
                    row.number,
                    row.reference,
                    masks.mask_name(row.customer),
                    here.local(row.delivered_at),
                    _("overdue") if is_overdue(row, now) else _("still out"),
                )
                for row in rows
            ),
        )

    shown = [
        output.plain(row, here.zone)
        | {"customer": masks.mask_name(row.customer), "overdue": is_overdue(row, now)}
        for row in rows
    ]
    here.put(shown, words)
