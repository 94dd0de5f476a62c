"""desk commitments, and desk case commit, keep, break: promises to customers."""

from typing import TYPE_CHECKING, Annotated

import typer

from desk.cli import contact, output
from desk.cli.exports import (
    Csv,
    DueBy,
    DueFrom,
    InFull,
    ListTarget,
    Replace,
    Xlsx,
    day_asked,
    put_list,
)
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
from desk.forms import CommitmentForm
from desk.forms_loop import BrokenForm
from desk.i18n import N_, _
from desk.money import parse_yuan

if TYPE_CHECKING:
    from desk.views_loop import PromiseRow

app = contact.app

PromiseId = Annotated[str, typer.Argument(metavar="ID", help=N_("Id of the promise."))]


@app.command(help=N_("Promise the customer something, with owner and day, from options or JSON."))
def commit(
    ctx: typer.Context,
    ref: Reference,
    text: Annotated[str, typer.Option(help=N_("What is promised."))] = "",
    owner: PromiseOwner = "",
    due: PromiseDay = "",
    point: Annotated[int | None, typer.Option(min=1, help=N_("Number of the point."))] = None,
    amount: PromiseAmount = "",
    ask: PromiseAsk = False,
    agreed_by: PromiseAgreedBy = "",
    file: File = None,
) -> None:
    from desk.services.casework import promise

    here = session(ctx)
    if text:
        given = {"text": text, "owner": owner, "due_on": due, "point": point, "ask": ask}
        if amount:
            given["amount_fen"] = parse_yuan(amount, field="amount")
        form = form_of(CommitmentForm, given)
    else:
        form = read_form(CommitmentForm, file)
    made = promise(here.desk, here.who, ref, form, agreed=here.agreeing(agreed_by))

    def words() -> None:
        pattern = _("Promised for {day}; its id is {id}.")
        if made.asks_agreement:
            pattern = _("It waits for a lead to agree; tell the customer nothing yet. Id: {id}.")
        output.put_text(pattern.format(day=made.due_on.isoformat(), id=made.id))

    here.put(made, words)


@app.command("keep", help=N_("Note that a promise was kept."))
@app.command("kept", help=N_("Note that a promise was kept."))
def kept(
    ctx: typer.Context,
    ref: Reference,
    promise_id: PromiseId,
    evidence: Annotated[str, typer.Option(help=N_("By what one can see it."))],
) -> None:
    from desk.services.casework import keep_promise

    here = session(ctx)
    promise = keep_promise(here.desk, here.who, ref, promise_id, evidence)
    here.put(promise, lambda: output.put_text(_("The promise is kept.")))


@app.command("break", help=N_("Note that a promise cannot be kept, and that the customer knows."))
def break_(
    ctx: typer.Context,
    ref: Reference,
    promise_id: PromiseId,
    reason: Annotated[str, typer.Option(help=N_("Why it cannot be kept."))],
    told: Annotated[str, typer.Option(help=N_("What was said to the customer."))],
    way: Annotated[ContactWay, typer.Option(help=N_("In what way."))] = ContactWay.PHONE,
    at: Annotated[str, typer.Option(metavar="TIME", help=N_("When, if not now."))] = "",
) -> None:
    from desk.services.promises import break_promise

    here = session(ctx)
    form = form_of(BrokenForm, {"reason": reason, "told": told, "way": way, "at": at or None})
    promise = break_promise(here.desk, here.who, ref, promise_id, form)
    here.put(promise, lambda: output.put_text(_("Noted; the lead hears of it.")))


@app.command("agree", help=N_("Agree, as a lead, to a promise that waits."))
def agree(ctx: typer.Context, ref: Reference, promise_id: PromiseId) -> None:
    from desk.services.promises import agree_promise

    here = session(ctx)
    promise = agree_promise(here.desk, here.who, ref, promise_id)
    here.put(promise, lambda: output.put_text(_("Agreed; the customer may be told.")))


@app.command("disagree", help=N_("Do not agree, as a lead, to a promise that waits."))
def disagree(
    ctx: typer.Context,
    ref: Reference,
    promise_id: PromiseId,
    reason: Annotated[str, typer.Option(help=N_("For what reason."))],
) -> None:
    from desk.services.promises import decline_promise

    here = session(ctx)
    promise = decline_promise(here.desk, here.who, ref, promise_id, reason)
    here.put(promise, lambda: output.put_text(_("Not agreed to; its maker hears why.")))


def commitments(
    ctx: typer.Context,
    late: Annotated[bool, typer.Option("--late", help=N_("Only those past their day."))] = False,
    mine: Annotated[bool, typer.Option("--mine", help=N_("Only those I keep or made."))] = False,
    waiting: Annotated[
        bool, typer.Option("--waiting", help=N_("Only those that wait for agreement."))
    ] = False,
    owner: Annotated[str, typer.Option(help=N_("Part of the owner's name."))] = "",
    case: Annotated[str, typer.Option("--case", metavar="REF", help=N_("Of this case."))] = "",
    ended: Annotated[
        bool, typer.Option("--ended", help=N_("Those that were kept or broken, too."))
    ] = False,
    due_from: DueFrom = "",
    due_by: DueBy = "",
    csv: Csv = None,
    xlsx: Xlsx = None,
    in_full: InFull = "",
    replace: Replace = False,
) -> None:
    from dataclasses import asdict

    from desk.services.promise_lists import promises
    from desk.views_loop import PromisesAsked

    here = session(ctx)
    asked = PromisesAsked(
        reference=case,
        owner=owner,
        mine=mine,
        late=late,
        waiting=waiting,
        ended=ended,
        due_from=day_asked(here, due_from, "due_from"),
        due_by=day_asked(here, due_by, "due_by"),
    )
    target = ListTarget(csv, xlsx, in_full, replace)
    if target.wanted:
        from desk.services.exporting import ListAsked, Listed

        put_list(here, ListAsked(listed=Listed.PROMISES, promises=asked), target)
        return
    found = promises(here.desk, here.who, **asdict(asked))
    here.put(found, lambda: _say(found))


def _say(found: "list[PromiseRow]") -> None:
    from desk.promising import STATE_WORDS

    output.put_table(
        (_("Due"), _("Case"), _("Promise"), _("Owner"), _("State"), "ID"),
        (
            (
                row.commitment.due_on.isoformat(),
                row.reference,
                row.commitment.text,
                row.commitment.owner,
                _(STATE_WORDS[row.state]),
                row.commitment.id,
            )
            for row in found
        ),
        _("Promises: {count}").format(count=len(found)),
    )
