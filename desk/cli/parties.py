"""desk case party: the people of a case, their papers, what each may be told."""

from typing import TYPE_CHECKING, Annotated

import typer

from desk.cli import handed_in, output
from desk.cli.inputs import read_form
from desk.cli.params import File, Reference
from desk.cli.session import Session, session
from desk.enums import PartyRole
from desk.forms import BasisForm, PartyForm
from desk.i18n import N_, _
from desk.labels import label
from desk.masks import mask_name, mask_phone

if TYPE_CHECKING:
    from desk.services.parties import Told

app = handed_in.app
party = typer.Typer(
    no_args_is_help=True, help=N_("The people of a case, and what each of them may be told.")
)
app.add_typer(party, name="party")

Position = Annotated[
    int, typer.Argument(metavar="N", min=1, help=N_("Their number in “desk case party list”."))
]


@app.command(
    "large-print", help=N_("Note that a customer wishes large print, for this case and later ones.")
)
def large_print(
    ctx: typer.Context,
    ref: Reference,
    off: Annotated[bool, typer.Option("--off", help=N_("They do not wish it any more."))] = False,
) -> None:
    from desk.services.large_print import wish_large_print

    here = session(ctx)
    case = wish_large_print(here.desk, here.who, ref, wished=not off)
    said = _("Papers of this case are in large print.")
    usual = _("Papers of this case are in the usual print.")
    here.put(
        {"reference": case.reference, "large_print": case.large_print},
        lambda: output.put_text(said if case.large_print else usual),
    )


@party.command("list", help=N_("List the people of a case, what each may be told, and why."))
def list_(ctx: typer.Context, ref: Reference) -> None:
    from desk.services.parties import list_parties

    here = session(ctx)
    found = list_parties(here.desk, here.who, ref)
    here.put([_plain(one) for one in found], lambda: _table(found))


@party.command(help=N_("Add somebody whom a case concerns, from JSON (“desk schema party”)."))
def add(ctx: typer.Context, ref: Reference, file: File = None) -> None:
    from desk.services.parties import add_party

    here = session(ctx)
    _say(here, add_party(here.desk, here.who, ref, read_form(PartyForm, file)))


@party.command(help=N_("Note the paper by which somebody acts, from JSON (“desk schema basis”)."))
def prove(ctx: typer.Context, ref: Reference, position: Position, file: File = None) -> None:
    from desk.services.parties import prove_party

    here = session(ctx)
    _say(here, prove_party(here.desk, here.who, ref, position, read_form(BasisForm, file)))


def _say(here: Session, told: "Told") -> None:
    text = _("Number {n} may be told: {what}. {why}").format(
        n=told.position, what=told.entitled.words, why=told.entitled.why
    )
    here.put(_plain(told), lambda: output.put_text(text))


def _plain(told: "Told") -> dict[str, object]:
    one = told.party
    until = one.basis_valid_to.isoformat() if one.basis_valid_to else None
    paper = {
        "basis": one.basis,
        "basis_kind": one.basis_kind,
        "basis_seen": one.basis_seen,
        "basis_copied": one.basis_copied,
        "basis_valid_to": until,
    }
    return {
        "position": told.position,
        "role": one.role,
        "name": mask_name(one.name),
        "phone": mask_phone(one.phone),
        "minor": one.minor,
        **(paper if one.role is PartyRole.REPRESENTATIVE else {}),
        "may_know": sorted(told.entitled.may),
        "why": told.entitled.why,
    }


def _table(found: "list[Told]") -> None:
    output.put_table(
        (_("No."), _("As what"), _("Name"), _("Acts by"), _("May be told"), _("Why")),
        (
            (
                told.position,
                label(told.party.role),
                mask_name(told.party.name) or _("anonymous"),
                told.party.basis,
                told.entitled.words,
                told.entitled.why,
            )
            for told in found
        ),
    )
