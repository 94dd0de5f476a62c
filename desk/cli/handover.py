"""desk handover: passing a case on to a named person."""

from dataclasses import replace
from typing import Annotated

import typer

from desk.cli import output
from desk.cli.inputs import read_form
from desk.cli.params import File, Reference
from desk.cli.session import Session, Usage, session
from desk.custody import Handover
from desk.enums import HandoverState
from desk.forms import ByWordForm, HandoverForm
from desk.i18n import N_, _, current
from desk.labels import label
from desk.saying import say_moment

app = typer.Typer(no_args_is_help=True, help=N_("Offer a case to a named person, and answer."))

ByWord = Annotated[
    str,
    typer.Option(
        "--by-word", metavar="NAME", help=N_("Who answered by word; the giver notes it down.")
    ),
]
Phone = Annotated[str, typer.Option("--phone", help=N_("On which phone."))]
Words = Annotated[str, typer.Option("--words", help=N_("In which words."))]
Reason = Annotated[str, typer.Option("--reason", help=N_("For what reason."))]


@app.command(help=N_("Offer a case from JSON (“desk schema handover”); the giver keeps it."))
def offer(
    ctx: typer.Context,
    ref: Reference,
    file: File = None,
    unreachable: Annotated[
        bool,
        typer.Option("--unreachable", help=N_("Nobody could be reached there: the lead is asked.")),
    ] = False,
    anyway: Annotated[
        bool,
        typer.Option("--anyway", help=N_("Offer it to somebody absent: it lapses at once.")),
    ] = False,
) -> None:
    from desk.services.custody import offer_handover

    here = session(ctx)
    form = read_form(HandoverForm, file)
    form = replace(form, unreachable=form.unreachable or unreachable, anyway=form.anyway or anyway)
    handover = offer_handover(here.desk, here.who, ref, form)

    def words() -> None:
        if handover.state is HandoverState.LAPSED:
            output.put_text(
                _("{name} is away: the offer lapsed at once, and the case stays with you.").format(
                    name=handover.receiver_name
                )
            )
            return
        until = say_moment(handover.lapses_at.astimezone(here.zone), current())
        output.put_text(
            _("Offered to {name}; the offer stands until {moment}.").format(
                name=handover.receiver_name, moment=until
            )
        )

    here.put(handover, words)


@app.command(help=N_("Accept an offered case."))
def accept(
    ctx: typer.Context, ref: Reference, by_word: ByWord = "", phone: Phone = "", words: Words = ""
) -> None:
    from desk.services.custody import accept_handover

    here = session(ctx)
    _say(here, accept_handover(here.desk, here.who, ref, told(by_word, phone, words)))


@app.command(help=N_("Decline an offered case with a reason."))
def decline(
    ctx: typer.Context,
    ref: Reference,
    reason: Reason,
    by_word: ByWord = "",
    phone: Phone = "",
    words: Words = "",
) -> None:
    from desk.services.custody import decline_handover

    here = session(ctx)
    _say(here, decline_handover(here.desk, here.who, ref, reason, told(by_word, phone, words)))


@app.command(help=N_("Take an offer back before it is answered."))
def withdraw(ctx: typer.Context, ref: Reference, reason: Reason) -> None:
    from desk.services.custody import withdraw_handover

    here = session(ctx)
    _say(here, withdraw_handover(here.desk, here.who, ref, reason))


def told(person: str, phone: str, words: str) -> ByWordForm | None:
    """What somebody answered by word, where that is so."""
    if person:
        return ByWordForm(person=person, phone=phone, words=words)
    if phone or words:
        raise Usage(_("--phone and --words go with --by-word."))
    return None


def _say(here: Session, handover: Handover) -> None:
    here.put(
        handover, lambda: output.put_text(f"{handover.receiver_name}: {label(handover.state)}")
    )
