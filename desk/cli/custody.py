"""desk case, the part of whose matter it is: scope, referral, taking over, the chain."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from desk.cli import case as cases
from desk.cli import output
from desk.cli.case_words import masked, public_in, say_chain
from desk.cli.inputs import read_form
from desk.cli.params import File, Reference
from desk.cli.session import Session, session
from desk.enums import Scope
from desk.forms import ReferralForm, ScopeForm
from desk.i18n import N_, _
from desk.labels import label
from desk.playbook.playbook import Playbook

if TYPE_CHECKING:
    from desk.services.pages import Page

app = cases.app

PaperTarget = Annotated[
    Path | None,
    typer.Option("--output", "-o", metavar="FILE", help=N_("PDF, or text if it ends in .txt.")),
]
ScopeWord = Annotated[Scope, typer.Argument(help=N_("Whose matter it is."))]


@app.command(help=N_("Say whose matter a case is."))
def scope(
    ctx: typer.Context,
    ref: Reference,
    scope: ScopeWord,
    note: Annotated[str, typer.Option(help=N_("What speaks for it."))] = "",
) -> None:
    from desk.services.scope import assess_scope

    here = session(ctx)
    case = assess_scope(here.desk, here.who, ref, ScopeForm(scope=scope, note=note))
    here.put(case, lambda: _say_steps(here.desk.spoken, scope))


@app.command(help=N_("Decide, as a lead, whose matter an unclear case is."))
def decide(
    ctx: typer.Context,
    ref: Reference,
    scope: Annotated[Scope, typer.Option("--scope", help=N_("Whose matter it is."))],
    note: Annotated[str, typer.Option("--note", help=N_("What the customer shall be told."))],
) -> None:
    from desk.services.scope import decide_scope

    here = session(ctx)
    case = decide_scope(here.desk, here.who, ref, ScopeForm(scope=scope, note=note))
    here.put(case, lambda: _say_steps(here.desk.spoken, scope))


def _say_steps(book: Playbook, scope: Scope) -> None:
    entry = book.scopes.get(scope)
    steps = [step.label for step in entry.required] if entry else []
    output.put_text("\n".join([label(scope), *steps]))


@app.command(
    help=N_("Help a customer on to another unit, from JSON (“desk schema referral”); we ask after.")
)
def refer(ctx: typer.Context, ref: Reference, file: File = None) -> None:
    from desk.services.scope import refer as help_on

    here = session(ctx)
    referral = help_on(here.desk, here.who, ref, read_form(ReferralForm, file))

    def words() -> None:
        output.put_text(_("Referred to {unit}.").format(unit=referral.unit))
        output.put_pairs(
            [
                (_("Phone"), referral.phone),
                (_("Address"), referral.address),
                (_("Opening hours"), referral.hours),
                (_("To bring"), "、".join(referral.bring)),
                (_("Called there"), referral.called),
                (_("What they said"), referral.said),
            ]
        )

    here.put(referral, words, allow=[referral.phone])


@app.command("referral-result", help=N_("Note what came of a referral."))
def referral_result(
    ctx: typer.Context,
    ref: Reference,
    text: Annotated[str, typer.Argument(metavar="TEXT", help=N_("What came of it."))],
) -> None:
    from desk.services.scope import record_referral_result

    here = session(ctx)
    known = record_referral_result(here.desk, here.who, ref, text)
    here.put(known, lambda: output.put_text(f"{known.unit}: {known.result}"))


@app.command(
    "take-over",
    help=N_("Take over a case of somebody who is away; without REF, list what there is."),
)
def take_over(
    ctx: typer.Context,
    ref: Annotated[str, typer.Argument(metavar="REF", help=N_("Reference of the case."))] = "",
) -> None:
    from desk.services.presence import take_over as take
    from desk.services.presence import to_take_over

    here = session(ctx)
    if ref:
        case = take(here.desk, here.who, ref)
        text = _("{reference} is with you now.").format(reference=case.reference)
        here.put(case, lambda: output.put_text(text))
        return
    found = to_take_over(here.desk, here.who)

    def words() -> None:
        output.put_table(
            (_("Case"), _("Holder"), _("Topic"), _("Stage"), _("Due")),
            (
                (
                    case.reference,
                    holder,
                    label(case.topic),
                    label(case.stage),
                    here.local(case.due_at),
                )
                for case, holder in found
            ),
            _("To take over"),
        )

    here.put(
        [
            {
                "reference": case.reference,
                "holder": holder,
                "topic": case.topic,
                "stage": case.stage,
                "due_at": case.due_at,
            }
            for case, holder in found
        ],
        words,
    )


CHAIN = ("chain", "handovers", "referrals", "contacts", "clocks", "names")
"""Parts of a case's file that tell who held it, what was said and what is due."""


@app.command(
    help=N_("Show who held a case, whom it was offered to, who told what when; or write it.")
)
def chain(ctx: typer.Context, ref: Reference, target: PaperTarget = None) -> None:
    from desk.services.lists import case_file
    from desk.services.papers import chain_page

    here = session(ctx)
    if target is not None:
        _write(here, target, chain_page(here.desk, here.who, ref))
        return
    file = case_file(here.desk, here.who, ref)
    data = masked(here, file)
    here.put(
        {
            "reference": file.case.reference,
            "first_responder": file.names.get(file.case.first_responder_id, ""),
            "holder": file.holder,
            "scope": file.case.scope,
            **{name: data[name] for name in CHAIN},
        },
        lambda: say_chain(here, file),
        allow=public_in(file),
    )


@app.command("referral-slip", help=N_("Write the slip of the latest referral, for the customer."))
def referral_slip(
    ctx: typer.Context,
    ref: Reference,
    target: Annotated[
        Path,
        typer.Option("--output", "-o", metavar="FILE", help=N_("PDF, or text if it ends in .txt.")),
    ],
    large: Annotated[
        bool | None,
        typer.Option("--large/--no-large", help=N_("In large print.")),
    ] = None,
) -> None:
    from desk.services.papers import referral_page

    here = session(ctx)
    _write(here, target, referral_page(here.desk, here.who, ref, large=large))


def _write(here: Session, target: Path, page: "Page") -> None:
    """Write a paper: as text where the name says so, else as PDF."""
    text = target.suffix.lower() == ".txt"
    output.to_file(target, page.text.encode() if text else page.pdf)
    here.put({"file": target}, lambda: output.put_text(str(target)))
