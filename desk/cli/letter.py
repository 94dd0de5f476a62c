"""desk letter: writing, checking, approving and issuing what answers a customer."""

from typing import Annotated

import typer

from desk.cli import output
from desk.cli.exports import Csv, InFull, ListTarget, Replace, Xlsx, put_list
from desk.cli.inputs import read_form, read_text
from desk.cli.params import File, LetterName, Reference, Target
from desk.cli.session import Session, session
from desk.dates import iso_day
from desk.enums import AddressPlace, LetterKind, LetterSize, LetterState
from desk.forms import LetterForm
from desk.i18n import N_, _
from desk.labels import label
from desk.letter.life import Letter

app = typer.Typer(no_args_is_help=True, help=N_("Letters: drafted, checked, approved, issued."))

Kind = Annotated[
    LetterKind | None,
    typer.Option("--kind", help=N_("Kind of letter, where a case reference is given.")),
]


def letter_of(here: Session, name: str, kind: LetterKind | None = None) -> Letter:
    """The letter that is meant."""
    from desk.services.outgoing import show_letter

    return show_letter(here.desk, here.who, name, kind)


def put(here: Session, letter: Letter) -> None:
    """Answer with a letter: what it is called and how far it is."""

    def words() -> None:
        name = letter.number or letter.id
        output.put_text(f"{label(letter.kind)} {name}: {label(letter.state)}")

    here.put(letter, words)


@app.command(help=N_("Compose a letter of a case from its record: the reply, or another kind."))
def draft(
    ctx: typer.Context,
    ref: Reference,
    kind: Kind = None,
    reason: Annotated[
        str, typer.Option(help=N_("Why it takes longer, or what is corrected or added."))
    ] = "",
    done: Annotated[str, typer.Option(help=N_("Holding letter: what was done so far."))] = "",
    until: Annotated[
        str, typer.Option(metavar="DAY", help=N_("Holding letter: the new day of the answer."))
    ] = "",
    file: File = None,
) -> None:
    from desk.services.letters import draft_letter
    from desk.services.lists import case_file
    from desk.services.rewording import lost_between

    here = session(ctx)
    form = read_form(LetterForm, file) if file is not None else _said(reason, done, until)
    before = {one.id: one for one in case_file(here.desk, here.who, ref).letters}
    letter = draft_letter(here.desk, here.who, ref, kind, form)
    put(here, letter)
    for passage in lost_between(here.desk, before.get(letter.id), letter):
        output.tell(
            _("The record has other words now; yours were: {passage}").format(passage=passage)
        )


def _said(reason: str, done: str, until: str) -> LetterForm | None:
    if not (reason or done or until):
        return None
    return LetterForm(
        reason=reason, done=done, until=iso_day(until, field="until") if until else None
    )


@app.command("list", help=N_("List letters by state, oldest first."))
def list_(
    ctx: typer.Context,
    state: Annotated[
        list[LetterState] | None, typer.Option("--state", help=N_("State; may be repeated."))
    ] = None,
    csv: Csv = None,
    xlsx: Xlsx = None,
    in_full: InFull = "",
    replace: Replace = False,
) -> None:
    from desk import masks
    from desk.services.lists import letters_waiting

    here = session(ctx)
    states = state or [LetterState.SUBMITTED, LetterState.APPROVED, LetterState.ISSUED]
    target = ListTarget(csv, xlsx, in_full, replace)
    if target.wanted:
        from desk.services.exporting import ListAsked, Listed

        put_list(here, ListAsked(listed=Listed.LETTERS, states=tuple(states)), target)
        return
    rows = letters_waiting(here.desk, here.who, states)

    def words() -> None:
        output.put_table(
            (_("Case"), _("Number"), _("Kind"), _("State"), _("Customer"), _("Written by")),
            (
                (
                    row.reference,
                    row.number,
                    label(row.kind),
                    label(row.state),
                    masks.mask_name(row.customer),
                    row.author,
                )
                for row in rows
            ),
        )

    shown = [
        output.plain(row, here.zone) | {"customer": masks.mask_name(row.customer)} for row in rows
    ]
    here.put(shown, words)


@app.command(help=N_("Show the text of a letter."))
def text(ctx: typer.Context, name: LetterName, kind: Kind = None) -> None:
    from desk.services.outgoing import letter_page

    here = session(ctx)
    letter = letter_of(here, name, kind)
    if here.as_json:
        output.put_json({"id": letter.id, "version": letter.version, "markdown": letter.markdown})
    else:
        output.put_text(letter_page(here.desk, here.who, letter.id).text)


@app.command(help=N_("Replace the text of a draft by the Markdown that is handed over."))
def edit(
    ctx: typer.Context,
    name: LetterName,
    file: File = None,
    kind: Kind = None,
    seen: Annotated[
        int | None,
        typer.Option(
            "--seen", metavar="VERSION", help=N_("Refuse if the letter is no longer this version.")
        ),
    ] = None,
) -> None:
    from desk.services.letters import edit_letter

    here = session(ctx)
    markdown = read_text(file)
    letter = letter_of(here, name, kind)
    version = letter.version if seen is None else seen
    put(here, edit_letter(here.desk, here.who, letter.id, markdown, version=version))


@app.command(help=N_("Check a letter: what blocks it, and what could be better."))
def lint(ctx: typer.Context, name: LetterName, kind: Kind = None) -> None:
    from desk.services.letters import lint_letter

    here = session(ctx)
    letter = letter_of(here, name, kind)
    findings = lint_letter(here.desk, here.who, letter.id)

    def words() -> None:
        if not findings:
            output.put_text(_("Nothing to find fault with."))
            return
        output.put_table(
            (_("Weight"), _("Where"), _("What"), _("Cure")),
            ((_("blocks") if f.blocks else _("advice"), f.where, f.why, f.cure) for f in findings),
        )

    here.put(findings, words)
    if any(f.blocks for f in findings):
        raise typer.Exit(1)


@app.command("print-as", help=N_("Choose how a draft will be printed: its size, its address."))
def print_as(
    ctx: typer.Context,
    name: LetterName,
    size: Annotated[
        LetterSize | None, typer.Option("--size", help=N_("Size of the print."))
    ] = None,
    address: Annotated[
        AddressPlace | None,
        typer.Option("--address", help=N_("Where the address for the post stands.")),
    ] = None,
) -> None:
    from desk.services.printed_as import print_letter_as

    here = session(ctx)
    letter = letter_of(here, name)
    letter = print_letter_as(here.desk, here.who, letter.id, size=size, address_place=address)
    here.put(
        letter,
        lambda: output.put_text(f"{label(letter.size)} · {label(letter.address_place)}"),
    )


@app.command(help=N_("Send a draft to be approved."))
def submit(ctx: typer.Context, name: LetterName, kind: Kind = None) -> None:
    from desk.services.letters import submit_letter

    here = session(ctx)
    put(here, submit_letter(here.desk, here.who, letter_of(here, name, kind).id))


@app.command(help=N_("Approve a letter that somebody else submitted."))
def approve(ctx: typer.Context, name: LetterName, kind: Kind = None) -> None:
    from desk.services.letters import approve_letter

    here = session(ctx)
    put(here, approve_letter(here.desk, here.who, letter_of(here, name, kind).id))


@app.command(help=N_("Issue an approved letter: number, date, frozen page."))
def issue(ctx: typer.Context, name: LetterName, kind: Kind = None) -> None:
    from desk.services.letters import issue_letter

    here = session(ctx)
    put(here, issue_letter(here.desk, here.who, letter_of(here, name, kind).id))


@app.command(help=N_("Write the page of a letter as PDF; before issue it is marked as a draft."))
def pdf(ctx: typer.Context, name: LetterName, target: Target, kind: Kind = None) -> None:
    from desk.services.outgoing import letter_page

    here = session(ctx)
    page = letter_page(here.desk, here.who, letter_of(here, name, kind).id)
    output.to_file(target, page.pdf)
    here.put({"file": target}, lambda: output.put_text(str(target)))


@app.command(help=N_("Write a letter as plain text, for any printer."))
def txt(ctx: typer.Context, name: LetterName, target: Target, kind: Kind = None) -> None:
    from desk.services.outgoing import letter_page

    here = session(ctx)
    page = letter_page(here.desk, here.who, letter_of(here, name, kind).id)
    output.to_file(target, page.text.encode())
    here.put({"file": target}, lambda: output.put_text(str(target)))
